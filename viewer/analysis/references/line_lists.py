"""Lists whose numbers begin lines, under a line that says what they are: lists of mandates, tables of resolutions.

"General Assembly resolutions" stands on a line of its own, and below "46/182  Strengthening of the coordination", line
by line. A title may go on over lines of its own. What is numbered by session is read where the heading names the body,
the cell of the table before it does, or both heading and number fill a cell: "Resolution | Title", "76/1 | Wells".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.references.apart import names_apart
from viewer.analysis.references.citations import Citation, is_either, is_refused
from viewer.analysis.references.number_lists import numbers_after
from viewer.model.reference import ReferenceKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.references.citable import CitableText
    from viewer.analysis.references.citewords import Noun

_ROW = re.compile(
    r"\n\f?[^\S\n\f]*+(?:[•●▪·*|–—-][^\S\n\f]*+|(?P<cell>[^\n\d|]{2,60}[|\t ])[^\S\n]*+)?"
    r"(?P<number>(?:E?S-\d{1,2}/|\d{1,4}(?: ?[/(（]| [A-Z] ?\()))"
)
_GAP = r"(?:[^\S\n]*[\t|][^\S\n]*|[^\S\n]{2,})"
_COLUMNS = re.compile(rf"\S{_GAP}")
"""What parts the heads of the columns of a table."""
_CELL_ENDS = re.compile(rf"{_GAP}|[^\S\n]?(?:\n|$)")
_HIGHEST_HEADING = 90
"""Characters of a heading; a longer line is one of a paragraph."""
_NO_HEADING = re.compile(r"\d|[.,;،؛。，；]\s*$")
_TO_BODY = 80
"""Characters before a number in which the cell of the body may begin."""
_TO_ROW, _LINES_TO_ROW = 500, 7
"""Characters and ends of lines from a heading or a row to the next row: a title may have several lines."""


class _Heading(NamedTuple):
    """A word for resolutions that heads a list, the body that its line names, and where the line ends in the text.

    ``cell`` says that the word stands alone, on the line or in a cell of it; ``either`` that it is the second of
    "resolutions and decisions".
    """

    noun: Noun
    organ: str | None
    line_end: int
    cell: bool
    either: bool


def find_line_lists(text: CitableText, taken: Sequence[Citation]) -> Iterator[Citation]:
    """The citations that begin lines under such a heading and are not among ``taken``."""
    places = {place for one in taken for place in (one.start, one.end)}
    heading: _Heading | None = None
    last = seen = 0
    source = text.source
    for row in _ROW.finditer(source.original) if text.nouns else ():
        at = source.to_folded(Span(*row.span("number"))).start
        if row["cell"] and "|" not in row["cell"] and _organ_of_cell(text, at) is None:
            continue
        newer = _heading_before(text, max(seen, at - _TO_ROW), at)
        if newer is not None:
            heading, last = newer, newer.line_end
        gap = source.original[last : row.start()]
        if len(gap) > _TO_ROW or gap.count("\n") > _LINES_TO_ROW:
            heading = None
        last, seen = row.end(), at
        if heading is not None:
            yield from (one for one in _row(text, row, at, heading) if places.isdisjoint((one.start, one.end)))


def _row(text: CitableText, row: re.Match[str], at: int, heading: _Heading) -> Iterator[Citation]:
    """The numbers at the beginning of a line: one, or several ("41/213 and 42/211 Implementation of ...")."""
    source = text.source
    line_end = source.original.find("\n", row.end())
    end = source.to_folded(Span(row.start(), line_end if line_end >= 0 else len(source.original))).end
    following = bisect_left(text.nouns, at, key=lambda one: one[0].start())
    limit = min(end, text.nouns[following][0].start()) if following < len(text.nouns) else end
    organ = _organ_of_cell(text, at) or heading.organ
    for one in numbers_after(text, at, heading.noun, limit):
        ends = source.to_original(Span(one.start, one.end)).end
        filled = heading.cell and _CELL_ENDS.match(source.original, ends) is not None
        said = bool(one.number.session) and (organ is not None or filled)
        if not names_apart(text, one.number, one.start, one.end, said=said):
            return
        yield Citation(one.number, heading.noun, one.start, one.end, organ, organ, either=heading.either)


def _organ_of_cell(text: CitableText, at: int) -> str | None:
    """The body that the cell before the number names, and nothing else: "General Assembly | 47/199 | Activities"."""
    body = text.body_before(max(0, at - _TO_BODY), at)
    return body.organ if body and not text.folded[body.end : at].strip(" |") else None


def _heading_before(text: CitableText, start: int, end: int) -> _Heading | None:
    """The last heading of a list whose word stands in a part of the text."""
    at = bisect_left(text.nouns, end, key=lambda one: one[0].start())
    for word, noun in reversed(text.nouns[:at]):
        if word.start() < start:
            return None
        if (heading := _heading_of(text, word, noun)) is not None:
            return heading
    return None


def _heading_of(text: CitableText, word: re.Match[str], noun: Noun) -> _Heading | None:
    original = text.source.original
    span = text.source.to_original(Span(*word.span()))
    begin = max(original.rfind("\n", 0, span.start), original.rfind("\f", 0, span.start)) + 1
    end = original.find("\n", span.end)
    line = original[begin : end if end >= 0 else len(original)]
    if noun.kind is ReferenceKind.STATEMENT or len(line) > _HIGHEST_HEADING or _NO_HEADING.search(line):
        return None
    said = original[span.start : span.end]
    cell = any(part.strip() == said for part in re.split(_GAP, line))
    if not (cell or _heads(line.strip(), said, noun)) or is_refused(text, word):
        return None
    bounds = text.source.to_folded(Span(begin, begin + len(line)))
    organ = text.organ_before(bounds.start, bounds.end)
    return _Heading(noun, organ, begin + len(line), cell, is_either(text, word))


def _heads(line: str, word: str, noun: Noun) -> bool:
    """Whether a line that holds a word for resolutions heads a list of them: by the plural, or as a table's first."""
    if noun.last:
        return line.rstrip(" :：").endswith(word)
    return noun.many or _COLUMNS.search(line) is not None
