"""The one coordinate: character offsets in a document's text.

The text of a document is its pages' texts in order, joined by U+000C. Offsets count Unicode code points. A ``Span``
is a range of them; sections, languages, metadata, references, search hits, selections and annotations are Spans with
a label. Normalised copies of the text (``folded_text``) carry a map back, so that nothing is matched on text that
cannot be found on the page again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from viewer.model.geometry import PageRect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.geometry import PagePoint, PageSize

PAGE_BREAK = "\f"
_OFFSETS = "Q"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""What Unicode calls letters that are read from right to left (UAX 9)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of character offsets, ``start`` included and ``end`` not.

    Raises:
        ValueError: the range is negative or runs backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of text: {self.start} to {self.end}")

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        # A worker sends ten thousand, and the window waits meanwhile: a dataclass's own way takes three times as long.
        return Span, (self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Span) -> Span | None:
        """What both share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shifted(self, by: int) -> Span:
        """The same range, moved by so many characters."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class PagePosition:
    """A character's place as page (from 0) and offset in that page's text."""

    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one line in one type: what layout says to analysis.

    ``start`` and ``end`` are offsets in the page's text, ``size`` is the type size in points.
    """

    start: int
    end: int
    size: float
    bold: bool = False
    italic: bool = False
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page as it is set: offsets in the page's text (line end left out), its box and its runs.

    ``block`` numbers the paragraph-like group that the engine put the line into, from 0 on each page.
    """

    start: int
    end: int
    rect: PageRect
    block: int
    runs: tuple[TextRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """That a page's text was recognised from its picture: by which engine, in which languages (Tesseract's names).

    ``replaces_text`` says that the page has a text layer of its own, in place of which the recognised text is read.
    """

    engine: str
    languages: tuple[str, ...]
    replaces_text: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page and how it is laid out. ``lines`` are in the order of the text.

    ``recognition`` says how the text was recognised; None where it is the page's own. A scan may lie on its side or
    stand on its head: ``size`` and ``lines`` are those of the page as it is read, which is the page as it is shown,
    turned by ``turns`` quarters clockwise. ``blank`` says that there is nothing on the page that could be read: nothing
    is drawn on it, or no word was recognised.
    """

    text: str
    size: PageSize
    lines: tuple[TextLine, ...] = ()
    recognition: Recognition | None = None
    turns: int = 0
    blank: bool = False

    @property
    def shown_size(self) -> PageSize:
        """The size of the page as it is shown."""
        return self.size.turned(self.turns)


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """Where each character of a page's text is drawn.

    ``boxes`` holds four floats a character (x0, y0, x1, y1 in PDF points), so ``len(boxes) == 4 * characters``.
    Characters that are not drawn (line ends) have an empty box at the place where they would stand.
    ``lines`` are (start, end) offsets of the lines as drawn, ascending; ``rtl`` says of each whether it reads right to
    left.
    """

    boxes: array[float]
    lines: tuple[tuple[int, int], ...]
    rtl: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.boxes) // 4

    def rect(self, offset: int) -> PageRect:
        """The box of one character."""
        at = 4 * offset
        return PageRect(self.boxes[at], self.boxes[at + 1], self.boxes[at + 2], self.boxes[at + 3])

    def _drawn(self, start: int, end: int) -> Iterator[tuple[int, PageRect]]:
        """The characters of a range that have a box with some width, which of 57,600 on a page may be none."""
        edges = zip(self.boxes[4 * start : 4 * end : 4], self.boxes[4 * start + 2 : 4 * end : 4], strict=True)
        return ((offset, self.rect(offset)) for offset, (x0, x1) in enumerate(edges, start) if x1 > x0)

    def turns(self, start: int, text: str) -> int:
        """The quarters clockwise by which the line of a character is turned on the page: 1 where it runs down.

        ``text`` is the page's: words that go from right to left stand on their head, or are Arabic.
        """
        if not self.lines:
            return 0
        number = self._line_at(start)
        first_offset, end = self.lines[number]
        drawn = [box for _, box in self._drawn(first_offset, end)]
        if len(drawn) < 2:
            return 0
        first, last = drawn[0], drawn[-1]
        across = (last.x0 + last.x1 - first.x0 - first.x1) / 2
        down = (last.y0 + last.y1 - first.y0 - first.y1) / 2
        letters = [bidirectional(letter) for letter in text[first_offset:end]]
        backwards = sum(letter in _RIGHT_TO_LEFT for letter in letters) > letters.count("L")
        if abs(down) > abs(across):
            return 1 if (down > 0) != backwards else 3
        return 0 if (across >= 0) != backwards else 2

    def rects(self, start: int, end: int) -> list[PageRect]:
        """The boxes of a range of the page's text, one a line and unbroken stretch, in text order.

        Neighbouring characters are joined while they touch; a gap wider than three line heights (a tab, a column)
        starts a new box, so that a highlight does not run over empty paper.
        """
        found: list[PageRect] = []
        for line_start, line_end in self.lines[self._line_at(start) :]:
            if line_start >= end:
                break
            current: PageRect | None = None
            for _, box in self._drawn(max(start, line_start), min(end, line_end)):
                if current is None:
                    current = box
                elif max(box.x0 - current.x1, current.x0 - box.x1) <= 3 * max(box.height, current.height):
                    current = current.united(box)
                else:
                    found.append(current)
                    current = box
            if current is not None:
                found.append(current)
        return found

    def offset_at(self, point: PagePoint) -> int | None:
        """The offset of the caret nearest to a point: before or after the character whose box is closest.

        Lines are compared by vertical distance first, so a click in a margin finds the line beside it. Returns None
        on a page without characters.
        """
        best: tuple[float, float, int] | None = None
        by_distance = sorted((self._vertical_distance(line, point.y), number) for number, line in enumerate(self.lines))
        for distance, number in by_distance:
            if best is not None and distance > best[0]:
                break
            for offset, box in self._drawn(*self.lines[number]):
                vertical = max(box.y0 - point.y, 0.0, point.y - box.y1)
                horizontal = max(box.x0 - point.x, 0.0, point.x - box.x1)
                if best is None or (vertical, horizontal) < best[:2]:
                    first_half = point.x < (box.x0 + box.x1) / 2
                    before = first_half != self.rtl[number]
                    best = (vertical, horizontal, offset if before else offset + 1)
        return None if best is None else best[2]

    def character_at(self, point: PagePoint) -> int | None:
        """The offset of the character whose box holds the point, or None."""
        for line in self.lines:
            if self._vertical_distance(line, point.y) > 0:
                continue
            for offset in range(*line):
                if self.rect(offset).contains(point):
                    return offset
        return None

    def _vertical_distance(self, line: tuple[int, int], y: float) -> float:
        """How far a line lies above or below; at most the distance of any of its characters."""
        start, end = line
        if start == end:
            return float("inf")
        return max(
            min(self.boxes[4 * start + 1 : 4 * end : 4]) - y, 0.0, y - max(self.boxes[4 * start + 3 : 4 * end : 4])
        )

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self.lines, (offset, float("inf"))) - 1)


@dataclass(slots=True)
class DocumentText:
    """The text of a document, growing page by page while it is read.

    ``version`` numbers the text: a document can have another one (recognised, or by another extraction), and Spans
    that are stored name the version they were made on.
    """

    version: int = 1
    _pages: list[str] = field(default_factory=list[str])
    _starts: array[int] = field(default_factory=lambda: array(_OFFSETS, [0]))
    _expected: array[int] = field(default_factory=lambda: array(_OFFSETS))

    @classmethod
    def of(cls, pages: Iterable[str], version: int = 1) -> DocumentText:
        """The text of these pages."""
        text = cls(version)
        for page in pages:
            text.append(page)
        return text

    def append(self, page: str) -> None:
        """Add the next page's text."""
        self._pages.append(page)
        self._starts.append(self._starts[-1] + len(page) + 1)

    def expect(self, lengths: Iterable[int]) -> None:
        """Know how long all pages' texts will be, so that places can be told before they have been read."""
        self._expected = array(_OFFSETS, accumulate((length + 1 for length in lengths), initial=0))

    def can_place(self, offset: int) -> bool:
        """Whether it is known on which page a character stands: it has been read, or is expected."""
        read = bool(self._pages) and offset <= len(self)
        return read or (bool(self._expected) and offset < self._expected[-1])

    @property
    def page_count(self) -> int:
        """How many pages have been read."""
        return len(self._pages)

    @property
    def pages(self) -> Sequence[str]:
        """The texts of the pages read so far."""
        return tuple(self._pages)

    def __len__(self) -> int:
        return max(0, self._starts[-1] - 1)

    def __str__(self) -> str:
        return PAGE_BREAK.join(self._pages)

    def page_text(self, page: int) -> str:
        """The text of one page (from 0)."""
        return self._pages[page]

    def page_span(self, page: int) -> Span:
        """The span of one page's text, without the page break after it."""
        start = self._starts[page]
        return Span(start, start + len(self._pages[page]))

    def page_of(self, offset: int) -> int:
        """The page (from 0) on which a character stands; a page break belongs to the page before it.

        Beyond what has been read it is the last page, or the one that is expected to hold it.
        """
        if offset >= self._starts[-1] and len(self._expected) > len(self._starts):
            return min(bisect_right(self._expected, offset), len(self._expected) - 1) - 1
        return min(max(0, bisect_right(self._starts, offset) - 1), max(0, len(self._pages) - 1))

    def locate(self, offset: int) -> PagePosition:
        """Page and offset in the page of a character."""
        page = self.page_of(offset)
        return PagePosition(page, offset - self._start(page))

    def offset(self, position: PagePosition) -> int:
        """The document offset of a place on a page.

        Raises:
            IndexError: the page has not been read.
        """
        if position.page >= len(self._pages):
            raise IndexError(f"page {position.page + 1} has not been read")
        return self._starts[position.page] + position.offset

    def slice(self, span: Span) -> str:
        """The characters of a span, page breaks between pages included."""
        first, last = self.page_of(span.start), self.page_of(max(span.start, span.end - 1))
        joined = PAGE_BREAK.join([*self._pages[first : last + 1], ""])
        return joined[span.start - self._start(first) : span.end - self._start(first)]

    def _start(self, page: int) -> int:
        return self._starts[page] if page < len(self._starts) else self._expected[page]

    def by_page(self, span: Span) -> Iterator[tuple[int, Span]]:
        """The pages that a span touches, each with the part of it on that page (offsets in the page's text)."""
        for page in range(self.page_of(span.start), self.page_of(max(span.start, span.end - 1)) + 1):
            if page >= len(self._pages):
                return
            part = self.page_span(page).intersection(span)
            if part is not None:
                yield page, part.shifted(-self._starts[page])
