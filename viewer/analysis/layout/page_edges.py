"""What stands at the edges of pages and is no part of their text, in whatever words: it comes again on other pages.

The running symbol, page and job numbers are known by their form. Letterheads, titles that run along, headers that text
recognition has misread and the masthead that a file has behind the text of its first page are not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from difflib import SequenceMatcher
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.note_marks import begins_starred_note, is_rule

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.model.text import Span

_BAND = 0.13
"""The share of a page's height at its top, and at its foot, in which lines run along."""
_MOST_LINES = 4
"""Lines at an edge that may run along."""
_NEAR = 4.0
"""Points within which lines of different pages stand at one height."""
_NEAR_IN_SCANS = 24.0
"""The same where pages lay crooked on a scanner."""
_TIMES = 3
"""A line that so many pages have at one height runs along."""
_TELLING = 12
"""Of a line with so many letters two are enough."""
_NEIGHBOURS = 4
"""Pages before and after one that are searched for a line which was recognised otherwise there."""
_SHORT = 40
"""Letters and figures of a line that may be misread from page to page."""
_ALIKE = 0.7
"""How much of two such lines is the same."""
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")


def edge_steps(
    pages: Sequence[PageLines], around: Iterable[Span], masthead: AbstractSet[Line], text: AbstractSet[int]
) -> Generator[float, None, list[Span]]:
    """Find, page by page, more lines at the edges that are no text, in the order in which they stand in the document.

    ``around`` are the headers, footers and footnotes that are known, ``masthead`` the lines of the first page's, and
    ``text`` the offsets of lines that are text however often they come (the headings of parts).
    """
    running = _Running()
    for done, page in enumerate(pages, 1):
        running.add(page)
        yield 0.5 * done / len(pages)
    known = sorted(around, key=_start)
    starts = [span.start for span in known]
    found: list[Span] = []

    def is_known(line: Line) -> bool:
        at = bisect_right(starts, line.start) - 1
        return at >= 0 and line.start < known[at].end

    @cache
    def is_no_text(line: Line) -> bool:
        if is_known(line):
            return True
        return line.start not in text and (line in masthead or running.has(line) or is_rule(line.text))

    for done, page in enumerate(pages, 1):
        lines: set[Line] = set()
        for order in _inwards(page):
            inwards = list(order)
            edge = list(takewhile(is_no_text, inwards))
            above = inwards[len(edge) : len(edge) + 1]
            # A starred footnote of one line may stand over the numbered ones and be no smaller than the text.
            if edge and above and is_known(edge[-1]) and begins_starred_note(above[0].text):
                edge += [*above, *takewhile(is_no_text, inwards[len(edge) + 1 :])]
            lines.update(edge if len(edge) < len(inwards) else ())
        found += sorted((line.span for line in lines if not is_known(line)), key=_start)
        yield 0.5 + 0.5 * done / len(pages)
    return found


def _inwards(page: PageLines) -> Iterator[Iterable[Line]]:
    """The lines of a page from each of its edges on: as it is seen, and as its text goes, which is not always one.

    The first page begins with its masthead, which is text to whoever marks it there.
    """
    yield reversed(page.lines)
    if page.number:
        yield page.lines
    if page.laid_out:
        seen = page.from_above
        yield reversed(seen)
        if page.number:
            yield seen


class _Running:
    """The lines that come again on other pages at the same edge and height."""

    def __init__(self) -> None:
        self._heights: dict[tuple[bool, str], list[float]] = {}
        self._at_edges: dict[tuple[int, bool], list[tuple[float, str]]] = {}
        self._edge_of: dict[Line, tuple[bool, str]] = {}

    def add(self, page: PageLines) -> None:
        """Take in the lines at the edges of a page."""
        for line, at_top in _edge_lines(page):
            form = _form(line.text)
            self._edge_of[line] = (at_top, form)
            self._at_edges.setdefault((page.number, at_top), []).append((line.rect.y0, form))
            insort(self._heights.setdefault((at_top, form), []), line.rect.y0)

    def has(self, line: Line) -> bool:
        """Whether a line runs along."""
        edge = self._edge_of.get(line)
        if edge is None or not _tells(edge[1]):
            return False
        heights, y = self._heights[edge], line.rect.y0
        times = bisect_right(heights, y + _NEAR) - bisect_left(heights, y - _NEAR)
        return times >= (2 if _letters(edge[1]) >= _TELLING else _TIMES) or self._is_misread(line, *edge)

    def _is_misread(self, line: Line, at_top: bool, form: str) -> bool:  # noqa: FBT001 - a key, unpacked
        """Whether pages nearby have nearly the same line there."""
        if len(form) > _SHORT:
            return False
        nearby = (*range(line.page - _NEIGHBOURS, line.page), *range(line.page + 1, line.page + _NEIGHBOURS + 1))
        alike = 0
        for number in nearby:
            others = self._at_edges.get((number, at_top), ())
            alike += any(abs(y - line.rect.y0) <= _NEAR_IN_SCANS and _are_alike(form, other) for y, other in others)
        return alike >= _TIMES - 1


def _are_alike(one: str, other: str) -> bool:
    """Whether two lines are one and the same, read twice."""
    if abs(len(one) - len(other)) > (1 - _ALIKE) * len(one) or len(set(one) & set(other)) < len(set(one)) / 2:
        return False  # cheaper than to compare them
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _edge_lines(page: PageLines) -> Iterator[tuple[Line, bool]]:
    """The lines that may run along, each with whether it stands at the top."""
    if not page.laid_out:
        yield from ((line, True) for line in page.lines[:1])
        yield from ((line, False) for line in page.lines[-1:])
        return
    lines = page.from_above
    yield from ((line, True) for line in lines[:_MOST_LINES] if line.rect.y0 < _BAND * page.height)
    yield from ((line, False) for line in lines[-_MOST_LINES:] if line.rect.y0 > (1 - _BAND) * page.height)


def _form(text: str) -> str:
    """What of a line is the same on all pages: its letters and signs; a figure counts as any other."""
    return _FIGURES.sub("0", "".join(text.casefold().split()))


def _tells(form: str) -> bool:
    """Whether it can be seen of a line that it runs along: the number of a paragraph looks the same on each page."""
    return _letters(form) >= _TIMES or form.startswith("/")


def _letters(form: str) -> int:
    return len(_LETTERS.findall(form))


def _start(span: Span) -> int:
    return span.start
