"""Sets invented papers as pages of text with boxes, in the layouts of New York and Geneva, without any engine.

What an engine would extract from such a page is made directly: lines in the order in which the real files have them
(masthead, job number, what the meeting is about, title, body, notes), with boxes in points from the top left corner.
Arabic pages are mirrored. All letters are half as wide as they are high; ideographs are square.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from viewer.formats.plaintext import PlainTextDocument
from viewer.model.document import EncodingGuess
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PageText, TextLine, TextRun

WIDTH, HEIGHT = 612.0, 792.0
BODY = 10.0


@dataclass
class Page:
    """A page that is being set."""

    rtl: bool = False
    text: str = ""
    lines: list[TextLine] = field(default_factory=list[TextLine])
    block: int = 0

    def put(
        self,
        x: float,
        y: float,
        words: str,
        size: float = BODY,
        *,
        bold: bool = False,
        italic: bool = False,
        mark: int = 0,
    ) -> None:
        """Set one line with its top at ``y``; the first ``mark`` characters are superscript."""
        width = sum(size if unicodedata.east_asian_width(sign) in "WF" else size / 2 for sign in words)
        left = WIDTH - x - width if self.rtl else x
        start, end = len(self.text), len(self.text) + len(words)
        box = PageRect(left, y, left + width, y + 1.2 * size)
        runs = [TextRun(start + mark, end, size, bold, italic)]
        if mark:
            runs.insert(0, TextRun(start, start + mark, 0.6 * size, bold, superscript=True))
        self.lines.append(TextLine(start, end, box, self.block, tuple(runs)))
        self.text += words + "\n"

    def column(
        self, x: float, y: float, lines: str, size: float = BODY, *, bold: bool = False, indent: float = 0.0
    ) -> float:
        """Set lines (parted by line ends) below each other; gives the y below them."""
        self.block += 1
        for number, words in enumerate(lines.split("\n")):
            self.put(x + (0.0 if number else indent), y, words, size, bold=bold)
            y += 1.2 * size
        return y

    def paragraphs(
        self, x: float, y: float, body: str, size: float = BODY, *, indent: float = 24, gap: float = 6
    ) -> float:
        """Set paragraphs (parted by empty lines) below each other; gives the y below them."""
        for words in body.split("\n\n") if body else ():
            y = self.column(x, y, words, size, indent=indent) + gap
        return y

    def notes(self, x: float, words: str) -> None:
        """Set footnotes under their rule at the foot of the page, if there are any."""
        if words:
            self.put(x, 680, "__________________", 9)
            self.column(x - 7, 693, words, 8.7)

    def set(self) -> PageText:
        """The page as an engine gives it."""
        return PageText(self.text, PageSize(WIDTH, HEIGHT), tuple(self.lines))


def first_page(
    *,
    name: str,
    symbol: str,
    organs: str,
    right: str,
    job: str = "",
    about: str = "",
    beside: str = "",
    title: str = "",
    by: str = "",
    body: str = "",
    notes: str = "",
    rtl: bool = False,
    geneva: bool = False,
) -> PageText:
    """The first page of a document.

    ``about`` is the block on session and agenda, of which the first line and what follows the agenda item are bold;
    ``beside`` is that of the second organ of a joint document. Lines are parted by line ends.
    """
    page = Page(rtl)
    page.put(123, 45, name, 14)
    page.put(446, 39, symbol, 20)
    page.column(123, 69, organs, 20, bold=True)
    page.column(397, 78, right)
    if job and not geneva:
        page.column(65, 739, job)
    y = _about(page, 60, 213, about)
    _about(page, 348, 213, beside)
    y = max(y, 260) + 18
    if title:
        y = page.column(123, y, title, 14 if geneva else 12, bold=True) + 12
    for words in by.split("\n\n") if by else ():
        y = page.column(123, y, words, 12, bold=not words.startswith("[")) + 12
    page.paragraphs(123, y, body)
    page.notes(123, notes)
    if job and geneva:
        page.column(60, 745, job)
    return page.set()


def _about(page: Page, x: float, y: float, lines: str) -> float:
    bold = True
    for words in lines.split("\n") if lines else ():
        numbered = any(sign.isdigit() for sign in words)
        page.put(x, y, words, 10, bold=bold and not numbered)
        y += 12
    return y


def next_page(
    *,
    symbol: str,
    foot: str,
    heading: str = "",
    note: str = "",
    subheading: str = "",
    body: str = "",
    notes: str = "",
    mark: int = 0,
    rtl: bool = False,
) -> PageText:
    """A page after the first: running header and footer, a heading of 14 points, one of 12, paragraphs of lines.

    ``note`` is the line in brackets under the heading; ``notes`` are footnotes, one a line, each with a superscript
    mark of ``mark`` characters.
    """
    page = Page(rtl)
    page.column(60, 42, symbol, 8.5, bold=True)
    page.put(60, 748, foot, 8.5, bold=True)
    y = 85.0
    if heading:
        y = page.column(123, y, heading, 14, bold=True) + 10
    if note:
        y = page.column(123, y, note) + 10
    if subheading:
        y = page.column(123, y, subheading, 12, bold=True) + 10
    page.paragraphs(123, y, body)
    if notes:
        page.put(123, 680, "__________________", 9)
    for number, words in enumerate(notes.split("\n") if notes else ()):
        page.put(116, 693 + 11 * number, words, 8.7, mark=mark)
    return page.set()


def plain_pages(text: str) -> list[PageText]:
    """The pages of a plain text, as the program opens it."""
    document = PlainTextDocument(text, EncodingGuess("utf-8", sure=True))
    return [document.page_text(page) for page in range(document.info.page_count)]
