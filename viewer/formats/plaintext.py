"""Plain text: its text of record is the file's own, its pages and rows are a rule.

So a page number means the same in the window, on the command line and on another machine.

A page ends at the file's own form feed. A longer one is divided after ``ROWS`` rows; a line longer than ``COLUMNS``
columns, or than ten times as many characters, is wrapped into several rows at spaces (Unicode East Asian Width: wide
characters take two columns). Nothing here depends on a font. The window draws the rows on the grid given by the boxes.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.formats.containers import check_text
from viewer.formats.encoding import decode, guess_encoding
from viewer.model.document import CannotOpen, DocumentInfo, EncodingGuess, FileProblem, PageKind
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PAGE_BREAK, PageText, TextLine, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 60
COLUMNS = 96
PAGE = PageSize(595.0, 842.0)  # A4
LONGEST_ROW = 10 * COLUMNS
"""Characters of a row: marks that take no column, and spaces that hang over its end, would make it endless."""
MARGIN = 54.0
ROW_HEIGHT = (PAGE.height - 2 * MARGIN) / ROWS
TYPE_SIZE = 8.4
"""Points: 96 monospaced letters, 0.6 of their size wide, fill a row."""
_BOXES = tuple(
    PageRect(MARGIN, MARGIN + row * ROW_HEIGHT, PAGE.width - MARGIN, MARGIN + (row + 1) * ROW_HEIGHT)
    for row in range(ROWS)
)
"""Those of a page's rows, the same on each: made for each anew they were a third of what a long text takes."""

MOST_PAGES = 20_000
"""What is understood of so many rows takes a gigabyte, half of what a worker may use."""
LINE_ENDS = "\n\r\v\x1c\x1d\x1e\x85\u2028\u2029"
"""What ``str.splitlines`` divides at, but for the form feed, which ends a page."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page: its text, and whether its end is the file's own."""

    text: str
    ends_with_own_break: bool

    @property
    def rows(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of its rows in its text, line ends left out.

        Those that the division into pages has found: each page begins with a row, and what stands before a row does
        not matter to it. To keep them took ten times the room of a text of short lines.
        """
        return tuple(_rows(self.text))


def open_text(path: str, codec: str | None = None) -> PlainTextDocument:
    """Read a plain text with the given or the guessed encoding.

    Raises:
        CannotOpen: it is too long.
        OSError: the file cannot be read.
    """
    check_text(path, Path(path).stat().st_size)
    data = Path(path).read_bytes()
    guess = guess_encoding(data)
    if codec is not None:
        others = tuple(other for other in guess.candidates if other != codec)
        guess = EncodingGuess(codec, sure=True, candidates=(codec, *others))
    text = decode(data, guess.codec)
    lines = sum(map(text.count, (*LINE_ENDS, PAGE_BREAK))) - text.count("\r\n")
    document = PlainTextDocument(text, guess) if lines <= MOST_PAGES * ROWS else None
    if document is None or document.info.page_count > MOST_PAGES:
        advice = f"The text has more than {MOST_PAGES:,} pages, too many to be read at one time. Divide it."
        raise CannotOpen(FileProblem.TOO_LARGE, path, advice)
    return document


class PlainTextDocument:
    """A text divided into pages."""

    def __init__(self, text: str, encoding: EncodingGuess) -> None:
        self.pages = tuple(paginate(text))
        self.info = DocumentInfo(
            format="text",
            page_count=len(self.pages),
            page_kind=PageKind.LINES,
            page_sizes=(PAGE,),
            encoding=encoding,
        )

    def page_size(self, page: int) -> PageSize:  # noqa: ARG002 - every page of a text has the same size
        """A4."""
        return PAGE

    def page_text(self, page: int) -> PageText:
        """The page's text and its rows on the grid."""
        content = self.pages[page]
        lines: list[TextLine] = []
        paragraph = 0
        after_blank = False
        for number, (start, end) in enumerate(content.rows):
            blank = not content.text[start:end].strip()
            if after_blank and not blank:
                paragraph += 1
            after_blank = blank
            lines.append(TextLine(start, end, _BOXES[number], paragraph, (TextRun(start, end, TYPE_SIZE),)))
        return PageText(content.text, PAGE, tuple(lines), blank=not content.text.strip())

    def close(self) -> None:
        """Nothing is held."""


def paginate(text: str) -> Iterator[TextPage]:
    """The pages of a text. Their texts joined by U+000C are the document's text.

    Taking out the page breaks that are ours (``ends_with_own_break`` False) gives the text back, character for
    character.
    """
    own_pages = text.split(PAGE_BREAK)
    for index, own in enumerate(own_pages):
        starts = array("L", (start for start, _ in _rows(own)))[::ROWS] or (0,)
        for start, end in pairwise((*starts, len(own))):
            ended = end == len(own)
            yield TextPage(own[start:end], ended and index < len(own_pages) - 1)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each row: lines, the long ones wrapped. Line ends belong to no row."""
    at = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip(LINE_ENDS)
        if len(content) <= COLUMNS // 2 and "\t" not in content:  # even all wide characters would fit
            yield at, at + len(content)
        else:
            yield from ((at + start, at + end) for start, end in _wrapped(content))
        at += len(line)


def _wrapped(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) in a line of each of its rows: it is cut where a word would go beyond the last column.

    Columns are counted once for the whole line, and only the ends of rows are looked for: 5 MB of text in paragraphs
    take 0.3 seconds where looking at each character took 4.
    """
    narrow = line.isascii() and "\t" not in line
    reached = range(1, len(line) + 1) if narrow else array("L", accumulate(map(_widths().__getitem__, line)))
    start = offset = 0
    while True:
        before = reached[start - 1] if start else 0
        longest = min(len(line), start + LONGEST_ROW)
        offset = min(bisect_right(reached, before + COLUMNS, lo=offset), longest)
        while offset < longest and line[offset].isspace():  # spaces may hang over the end
            offset += 1
        if offset >= len(line):
            break
        cut = next((at + 1 for at in range(offset - 1, start - 1, -1) if line[at].isspace()), offset)
        yield start, cut
        start = cut
        offset += 1
    yield start, len(line)


class _Widths(dict[str, int]):
    """The columns that characters take, looked up once each."""

    def __missing__(self, char: str) -> int:
        width = self[char] = _width(char)
        return width


@cache
def _widths() -> _Widths:
    return _Widths()


def _width(char: str) -> int:
    if char == "\t":
        return 8
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
