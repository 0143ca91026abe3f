"""What a citation is resolved to, and what a document says that helps with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from viewer.model.reference import Source

if TYPE_CHECKING:
    from viewer.analysis.references.numbering import Number
    from viewer.model.reference import ReferenceKind

SC, GA, HRC = "Security Council", "General Assembly", "Human Rights Council"
ECOSOC, CHR = "Economic and Social Council", "Commission on Human Rights"
TRUSTEESHIP = "Trusteeship Council"
SPEAKERS = (SC, GA, HRC, ECOSOC, CHR, TRUSTEESHIP)
"""The organs whose resolutions have symbols here."""
WORDS_OF_SPEAKER = 7
"""The most words of a line that says which of them speaks, its article among them: "The General Assembly,"."""
FIRST_DECISIONS = {GA: 300, HRC: 101, ECOSOC: 200}
"""From which number on organs number their decisions; their resolutions of a session or year are below it."""


class Resolved(NamedTuple):
    """The document that a citation names; ``organ`` is empty for decisions of conferences."""

    symbol: str
    kind: ReferenceKind
    organ: str
    source: Source = Source.READ
    reason: str = ""
    doubt: str = ""


class Found(NamedTuple):
    """A document that is named in a folded text: where, as what, and the part and the dates beside it."""

    start: int
    end: int
    resolved: Resolved
    pin: tuple[int, int] | None = None
    dates: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Setting:
    """What the document is: its own organ, its session of the Human Rights Council, and what it has said elsewhere.

    ``said`` maps a number as written to the symbol that a clear citation of it named; ``names_council`` says whether
    the Human Rights Council is named at all, ``own_numbers`` whether the document's organ numbers its resolutions by
    session without having symbols for them, ``of_sub_commission`` whether it is the Sub-Commission, which numbered its
    own by year; ``early`` are numbers of resolutions that it cites with a Roman session, ``years`` are Security Council
    numbers with the years beside them, ``named`` numbers and ``sessions`` sessions with the word before them, and
    ``turned`` sessions that it has behind the number ("61/31" of 1976).
    """

    own_organ: str = ""
    council_session: int | None = None
    names_council: bool = False
    own_numbers: bool = False
    names_security_council: bool = False
    of_sub_commission: bool = False
    said: dict[tuple[ReferenceKind, Number], Resolved] = field(default_factory=dict)
    early: dict[str, Resolved] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
