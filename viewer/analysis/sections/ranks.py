"""The parts of a document that have been found, in order, as a tree: which stands in which, and where each ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import document_type
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.analysis.sections.outlines import OutlinedHeading

_FEWEST_STATEMENTS = 3
"""Names of countries that make a compilation of statements."""
TITLE, DIVISION, CHAPTER, LETTERED, STATEMENT, HEADING, WITHIN_HEADINGS, NOTE = 3, 4, 5, 6, 7, 8, 11, 12
"""Ranks: see ``Start``. Headings that are smaller than others have the ranks from HEADING to WITHIN_HEADINGS."""
_COUNTED = re.compile(r"(\d{1,2})[.)]\s")
"""The number of a statement in a compilation."""
TITLE_LIMIT = 300
"""Characters of a part's title."""
_SAME_TYPE = 0.6
"""Points within which two headings are set in the same type."""
_RIGHT_BELOW = 2
"""Characters from one heading to the next where nothing stands between: the title of a chapter under "Chapter I"."""
_LARGE = 1.0
"""Points by which chapters are larger than the text where their type says that they are chapters."""


@dataclass(slots=True)
class Start:
    """Where a part begins; ``end`` only where it is known beforehand (footnotes, the masthead).

    ``rank`` says which parts it ends: those of the same rank or a greater one. 1 is a part of the document, 2 an
    appendix of an annex, 3 the title of an annex, 4 "Part one", 5 a chapter, 6 a lettered heading, 7 a statement, 8 to
    10 any other heading, 11 what stands in the nearest heading (a resolution that a report proposes), 12 a footnote.
    """

    kind: SectionKind
    title: str
    rank: int
    start: int
    end: int | None = None
    declared: str = ""
    translates: bool = False
    """Whether it gives what stands before it once more, in another language."""
    text: int = 0
    """Where the text under the heading begins."""
    holds: bool = True
    """Whether other parts may stand in it; a summary, contents or a preamble end where anything else begins."""
    larger: float | None = None
    """By how many points it is larger than the text (a heading in italics counts as smaller), where type tells."""
    first: bool = False
    """Whether it has the first number or letter of those that count headings."""


def without_lone_countries(starts: Sequence[Start]) -> list[Start]:
    """The name of a country is the heading of its statement only in a compilation; elsewhere it is any heading.

    In a list of participants it is none: the list is left as it is, with the groups of participants that it has.
    """
    _count_on(starts)
    statements = sum(start.kind is SectionKind.STATEMENT and not start.translates for start in starts)
    kept: list[Start] = []
    listed: list[Start] | None = None
    for start in starts:
        if listed is not None and start.rank <= CHAPTER:
            kept += _without_participants(listed)
            listed = None
        alone = start.kind is SectionKind.STATEMENT and statements < _FEWEST_STATEMENTS and not start.translates
        if alone and listed is None:
            start.kind, start.rank = SectionKind.HEADING, HEADING
        if listed is None and document_type(start.title) == "list of participants":
            listed = []
        (kept if listed is None else listed).append(start)
    return kept + _without_participants(listed or [])


def _count_on(starts: Sequence[Start]) -> None:
    """Whose number goes on from that of the statement before is a statement too, whoever speaks in it."""
    last = 0
    for start in starts:
        counted = _COUNTED.match(start.title)
        number = int(counted[1]) if counted else 0
        if start.rank == HEADING and last and number == last + 1:
            start.kind, start.rank = SectionKind.STATEMENT, STATEMENT
        if start.kind is SectionKind.STATEMENT:
            last = number
        elif start.rank < STATEMENT:
            last = 0


def _without_participants(starts: Sequence[Start]) -> list[Start]:
    """A list of participants without the headings of each country, and of organizations in the type of these."""
    countries = [one for one in starts if one.kind is SectionKind.STATEMENT and not one.translates]
    types = {one.larger for one in countries}

    def is_entry(one: Start, after: Start | None) -> bool:
        over_another = after is not None and 0 < after.start - one.text <= _RIGHT_BELOW
        return one.rank == HEADING and one.larger in types and not over_another

    return [one for one, after in zip_longest(starts, starts[1:]) if one not in countries and not is_entry(one, after)]


def ranked_titles(starts: Sequence[Start]) -> None:
    """Rank the titles of annexes: one in the type of the heading that follows its text is a heading like that.

    Where what is counted begins with its first again ("Article 1"), the heading over it is a title like the one before.
    """
    parts = [one for one in starts if one.kind is not SectionKind.FOOTNOTE]
    for title, after in pairwise(parts):
        alike = title.rank == TITLE and after.rank == HEADING and after.larger == title.larger
        if alike and after.start - title.text > _RIGHT_BELOW:
            title.rank = HEADING
    around: list[Start] = []
    for above, one in pairwise(parts):
        while around and around[-1].rank >= above.rank:
            around.pop()
        around.append(above)
        if not one.first or above.rank < HEADING:
            continue
        inside = next((at for at, other in enumerate(around) if other.rank == one.rank), 0)
        if inside and around[inside - 1].rank <= TITLE:
            above.rank = TITLE
            del around[inside:]


def ranked_by_type(starts: Sequence[Start]) -> None:
    """Rank headings by their type: one as large as the chapters is one of them, a smaller one stands in a larger."""
    chapters = [one.larger for one in starts if one.kind is SectionKind.CHAPTER and one.larger is not None]
    of_chapters = min(chapters, default=0.0)
    headings = [one for one in starts if one.rank == HEADING and one.larger is not None]
    steps = sorted({one.larger for one in headings if one.larger is not None}, reverse=True)
    smaller = [size for above, size in pairwise(steps) if above - size > _SAME_TYPE]
    titles = {after.start for above, after in pairwise(starts) if 0 < after.start - above.text <= _RIGHT_BELOW}
    for one in headings:
        size = one.larger or 0.0
        if of_chapters > _LARGE and size > of_chapters - _SAME_TYPE and one.start not in titles:
            one.rank = CHAPTER
        else:
            one.rank = min(WITHIN_HEADINGS - 1, HEADING + sum(size <= step for step in smaller))


def outlined(starts: Sequence[Start], headings: Sequence[OutlinedHeading]) -> list[Start]:
    """The headings of an outline that have not been found otherwise, ranked as others of their level are."""
    apart = {SectionKind.FOOTNOTE, SectionKind.MASTHEAD}
    nameless = [start for start in starts if start.kind is SectionKind.BODY and not start.title]
    known = {start.start: start for start in starts if start.kind not in apart and start not in nameless}
    ranks: dict[int, int] = {}
    for heading in headings:
        if heading.start in known:
            rank = known[heading.start].rank
            ranks[heading.level] = min(rank, ranks.get(heading.level, rank))
    notes = sorted((start.start, start.end) for start in starts if start.end is not None)

    def is_in_note(offset: int) -> bool:
        at = bisect_left(notes, (offset + 1,)) - 1
        return at >= 0 and offset < notes[at][1]

    return [
        Start(
            SectionKind.HEADING,
            heading.title,
            ranks.get(heading.level, min(HEADING, CHAPTER - 1 + heading.level)),
            heading.start,
        )
        for heading in headings
        if heading.start not in known and not is_in_note(heading.start)
    ]


def ends(starts: Sequence[Start], last: int) -> list[int]:
    """Where each part ends: where the next one begins that does not stand in it."""
    ends: list[int] = []
    following: list[Start] = []  # the parts behind that may end one before them, the nearest last
    masthead = last  # it ends nothing but what holds nothing, where the file has it behind the title
    for start in reversed(starts):
        if start.end is not None:
            ends.append(start.end)
            masthead = start.start if start.kind is SectionKind.MASTHEAD else masthead
            continue
        while following and start.holds and following[-1].rank > start.rank:
            following.pop()
        end = following[-1].start if following else last
        ends.append(end if start.holds or masthead < start.start else min(end, masthead))
        while following and following[-1].rank > start.rank:
            following.pop()
        following.append(start)
    return ends[::-1]


def levels(starts: Iterable[Start]) -> Iterator[int]:
    """How deep each part stands in the tree, from 1."""
    around: list[int] = []  # the ranks of the parts that the current one stands in
    for start in starts:
        if start.end is not None:
            if start.kind is SectionKind.MASTHEAD:  # it ends what holds nothing, where the file has it behind the title
                around = [rank for rank in around if rank < WITHIN_HEADINGS]
            yield len(around) + 1
            continue
        while around and around[-1] >= start.rank:
            around.pop()
        yield len(around) + 1
        around.append(start.rank if start.holds else WITHIN_HEADINGS)
