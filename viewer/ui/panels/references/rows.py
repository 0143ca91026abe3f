"""The references of a document as rows by organ, in the order and selection that the reader asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from viewer.export.adoption import adopted
from viewer.export.citation import flowing
from viewer.model.reference import ReferenceKind
from viewer.model.text import Span
from viewer.ui.panels.references.sought import SearchedReferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.reference import Mention, Reference
    from viewer.model.text import DocumentText

TREATIES = "Treaties and declarations"
NO_ORGAN = "Other documents"

BEFORE, AFTER = 56, 160
"""At most so many characters of the sentence are shown before and after a mention."""
_REACH = 400
"""So many characters around a mention are looked at for the ends of its sentence."""
_FIGURES = re.compile(r"\d+")
_MOST_FIGURES = 9
"""Figures of the longest number in a symbol, which shorter ones are filled up to."""


class ReferenceOrder(Enum):
    """How references are sorted within their organ; the value is what the menu says."""

    NUMBER = "By number"
    YEAR = "Newest first"
    FREQUENCY = "Most cited first"


class OrganRow(NamedTuple):
    """An organ, with how many references and mentions stand under it."""

    organ: str
    references: int
    mentions: int


class ReferenceRow(NamedTuple):
    """A cited document."""

    reference: Reference


class MentionRow(NamedTuple):
    """One place where a document is cited."""

    reference: Reference
    mention: Mention


CitedRow = OrganRow | ReferenceRow | MentionRow


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention in its sentence: the document's own words, lines joined, cut with an ellipsis where it is long."""

    before: str
    words: str
    after: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.words + self.after

    @property
    def mention(self) -> tuple[int, int]:
        """Where in ``text`` the mention stands."""
        return len(self.before), len(self.before) + len(self.words)

    def with_less_before(self, most: int) -> Passage:
        """The same with at most so many characters before the mention."""
        return Passage(_last_words(self.before, most) if most else "\u2026", self.words, self.after)


class CitedRows:
    """The references of a document as rows, in any order, and as the reader looks for some.

    What a list of thousands costs is done once: ``look_ahead`` prepares some more of them for the first key typed.
    """

    def __init__(self, references: Sequence[Reference]) -> None:
        self.references = references
        self._searched = SearchedReferences(references, organ_of)
        self._orders: dict[ReferenceOrder, list[int]] = {}

    def look_ahead(self) -> bool:
        """Prepare some references to be searched; whether there are more to prepare."""
        return self._searched.prepare_some()

    def in_order(self, order: ReferenceOrder, words: str = "") -> tuple[list[CitedRow], list[int]]:
        """Organs, under each its references; and the level of each row, from 1. Mentions come below references.

        ``words`` are what the reader looks for: a reference stays where ``SearchedReferences`` finds all in it.
        """
        found = self._searched.found(words)
        organs: dict[str, list[Reference]] = {}
        for number in self._numbers(order):
            if found is None or number in found:
                reference = self.references[number]
                organs.setdefault(organ_of(reference), []).append(reference)
        rows: list[CitedRow] = []
        levels: list[int] = []
        for organ in _in_order(organs, order):
            cited = organs[organ]
            rows.append(OrganRow(organ, len(cited), sum(len(reference.mentions) for reference in cited)))
            rows += map(ReferenceRow, cited)
            levels += [1, *[2] * len(cited)]
        return rows, levels

    def _numbers(self, order: ReferenceOrder) -> list[int]:
        """The places of the references in that order; where it says nothing they stand by number."""
        numbers = self._orders.get(order)
        if numbers is None:
            if order is ReferenceOrder.NUMBER:
                symbols = [by_number(reference.symbol) for reference in self.references]
                numbers = sorted(range(len(symbols)), key=symbols.__getitem__)
            else:
                first = _year if order is ReferenceOrder.YEAR else _frequency
                numbers = sorted(
                    self._numbers(ReferenceOrder.NUMBER), key=lambda number: -first(self.references[number])
                )
            self._orders[order] = numbers
        return numbers


def organ_of(reference: Reference) -> str:
    """What a reference stands under."""
    if reference.organ:
        return reference.organ
    return TREATIES if reference.kind is ReferenceKind.TREATY else NO_ORGAN


def by_number(symbol: str) -> str:
    """The key that sorts symbols as people count: A/RES/9/1 before A/RES/64/292."""
    return _FIGURES.sub(lambda found: found[0].zfill(_MOST_FIGURES), symbol.casefold())


def _in_order(organs: dict[str, list[Reference]], order: ReferenceOrder) -> list[str]:
    """Organs by name, or by how often they are cited; what has none comes last."""

    def place(organ: str) -> tuple[int, int, str]:
        last = (TREATIES, NO_ORGAN).index(organ) + 1 if organ in {TREATIES, NO_ORGAN} else 0
        often = sum(len(reference.mentions) for reference in organs[organ])
        return last, -often if order is ReferenceOrder.FREQUENCY else 0, organ

    return sorted(organs, key=place)


def _year(reference: Reference) -> int:
    date = adopted(reference)
    return date[0] if date else reference.year or 0


def _frequency(reference: Reference) -> int:
    return len(reference.mentions)


# -- the sentence around a mention ------------------------------------------------------------------------------------

# A blank line, a new page, the rule above footnotes, or a full stop before a letter that is not small: behind a number
# or a word too long for an abbreviation, or at the end of a line where the mark of a footnote or the number of a
# paragraph begins the next one, which is none of the sentence's words. Chinese stops need no blank.
_MARK = r"(?:\(?\d{1,3}[./)]{0,2}|[*†‡]{1,3}|[a-z])\s+"
_SENTENCE_END = re.compile(
    rf"\n[ \t]*\n|\f|\n[ \t]*[_—–-]{{4,}}[ \t]*\n\s*(?:{_MARK})?"
    rf"|(?:(?:(?<=[^\W\d_]{{5}})|(?<=[\d)\]]))[.!?؟]['\"”»)]?\s+|(?<!\b[Nn]o)[.!?؟]['\"”»)]?\s*\n\s*{_MARK})"
    r"(?=[^\W\d_a-zа-яà-ÿ])|[。！？]"
)


def passage_of(text: DocumentText, span: Span) -> Passage:
    """A mention with the sentence it stands in."""
    end = min(span.end, len(text))
    start = min(span.start, end)
    first = max(0, start - _REACH)
    around = text.slice(Span(first, min(len(text), end + _REACH)))
    start, end = start - first, end - first
    words = around[start:end]
    begins = [found.end() for found in _SENTENCE_END.finditer(around) if found.end() <= start]
    ends = _SENTENCE_END.search(around, end)
    before, after = around[begins[-1] if begins else 0 : start], around[end:]
    if ends:
        after = around[end : ends.start() + (1 if not around[ends.start()].isspace() else 0)]
    return Passage(
        _last_words(_joined(before, at_end=True), BEFORE),
        flowing(words),
        _first_words(_joined(after, at_end=False), AFTER),
    )


def _joined(part: str, *, at_end: bool) -> str:
    """Words without line breaks; the blank towards the mention stays."""
    even = flowing(part)
    blank = " " if even and (part[-1:] if at_end else part[:1]).isspace() else ""
    return even + blank if at_end else blank + even


def _last_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[-most:]
    blank = kept.find(" ")
    return "\u2026" + (kept[blank + 1 :] if 0 <= blank < len(kept) - 1 else kept)


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[:most]
    blank = kept.rfind(" ")
    return (kept[:blank] if blank > 0 else kept).rstrip() + "\u2026"
