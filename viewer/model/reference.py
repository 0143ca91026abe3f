"""References to other documents, as they are cited in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.text import Span


class Source(StrEnum):
    """How a value was found."""

    READ = "read"
    """It stands on the page, if in other words or form."""
    INFERRED = "inferred"
    """It follows from something that stands there; a reason says how."""
    BY_READER = "by reader"
    """The reader corrected it by hand."""


class ReferenceKind(StrEnum):
    """What is cited (CONTRACT: reference kinds)."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    DOCUMENT = "document"
    STATEMENT = "statement"
    TREATY = "treaty"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a reference is cited.

    ``text`` are the document's own words at ``span``. ``pin`` is the cited part ("para. 5", "annex II") in the
    document's words, or empty. ``beside`` is a date or other statement of the document about the cited text that
    stands next to it, in its own words ("on 6 April, 1993"), or empty.
    """

    span: Span
    text: str
    pin: str = ""
    beside: str = ""

    def __reduce__(self) -> tuple[type[Mention], tuple[Span, str, str, str]]:
        return Mention, (self.span, self.text, self.pin, self.beside)  # quickly, as spans are


@record
class Reference:
    """A cited document and every mention of it, in text order.

    ``symbol`` is the canonical form ("S/RES/822 (1993)"). ``organ`` is the English name of the issuing body, empty
    where unknown. ``year`` is None where it stays open. ``reason`` explains an inferred symbol or year. ``doubt``
    says where the document contradicts the tables ("2612 lies in 2021"); the document's words are kept.
    """

    symbol: str
    kind: ReferenceKind
    organ: str
    mentions: tuple[Mention, ...]
    year: int | None = None
    source: Source = Source.READ
    reason: str = ""
    doubt: str = ""
    title: str = ""
