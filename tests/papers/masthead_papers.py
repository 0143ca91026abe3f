"""First pages in the places and type sizes of real documents; the table beside this module has words and truth."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papers.set_pages import WIDTH, Page, plain_pages

if TYPE_CHECKING:
    from viewer.model.text import PageText

_TYPE = 12.0
"""Points of a typewriter's letters, which are half as wide."""


@dataclass(frozen=True)
class MastheadPaper:
    """A first page, and what it says of itself, in the forms of the contract."""

    name: str
    pages: list[PageText]
    metadata: dict[str, list[str | tuple[str, str]]]


def formal_page(
    *,
    symbol: str,
    organs: str,
    right: str,
    name: str = "United Nations",
    about: str = "",
    beside: str = "",
    title: str = "",
    by: str = "",
    body: str = "",
    notes: str = "",
    job: str = "",
    rtl: bool = False,
    geneva: bool = False,
    h1: float = 14.0,
) -> PageText:
    """As New York and Geneva have set first pages since the 1990s.

    The block on session and agenda (``about``, ``beside``) is further out than the text and the title, whose first
    line hangs out by 12 points; ``h1`` is the title's type size.
    """
    page = Page(rtl)
    edge, margin, labels = (57, 113, 392) if geneva else (60, 123, 397)
    page.put(margin, 45, name, 13.7)
    page.put(552 - 5 * len(symbol), 39, symbol, 10)
    page.column(margin, 69, organs, 19.8, bold=True)
    page.block += 1
    for row, words in enumerate(right.split("\n")):
        if words:
            page.put(labels, 78 + 12 * row, words, 10)
    if job and not geneva:
        page.column(65, 739, job)
    y = max(_block(page, edge, about), _block(page, 348, beside)) + 18
    y = _hanging(page, margin, y, title, h1, bold=True) if title else y
    for words in by.split("\n\n") if by else ():
        if words.startswith("~"):
            y = page.column(margin, y, words[1:], 10) + 8
        else:
            y = _hanging(page, margin, y, words, 12.1, bold=not words.startswith("["))
    page.paragraphs(margin, y, body)
    page.notes(margin, notes)
    if job and geneva:
        page.column(edge, 745, job)
    return page.set()


def _block(page: Page, x: float, words: str) -> float:
    y = 213.0
    page.block += 1
    for line in words.split("\n") if words else ():
        large = line.startswith("^")
        page.put(x, y, line.lstrip("^*"), 12.1 if large else 10, bold=line.startswith(("^", "*")))
        y += 14 if large else 12
    return y


def _hanging(page: Page, margin: float, y: float, words: str, size: float, *, bold: bool) -> float:
    page.block += 1
    for row, line in enumerate(words.split("\n")):
        page.put(margin - (0 if row else 12), y, line, size, bold=bold)
        y += 1.2 * size
    return y + 12


def typed_page(
    *,
    organs: str,
    right: str,
    name: str = "UNITED\nNATIONS",
    letter: str = "A",
    about: str = "",
    title: str = "",
    by: str = "",
    body: str = "",
    notes: str = "",
    job: str = "",
    geneva: bool = False,
) -> PageText:
    """As typewriters set first pages until the 1990s (Geneva until 2009, with bold titles).

    The symbol stands under the distribution, the title in the middle of the page, both in the type of the text.
    """
    page = Page()
    page.column(60, 50, name, 14, bold=True)
    page.put(540, 50, letter, 24, bold=True)
    y = page.column(160, 90, organs, 18, bold=True)
    page.column(400, 100, right, _TYPE)
    y = page.column(60, max(y, 190), about, _TYPE) + 24 if about else max(y, 190) + 20
    for words in title.split("\n\n") if title else ():
        y = _middle(page, y, words, bold=geneva)
    for words in by.split("\n\n") if by else ():
        y = _middle(page, y, words, bold=False)
    y = page.paragraphs(60, y, body, _TYPE, indent=36, gap=12)
    if notes:
        page.put(60, 690, "-------", _TYPE)
        page.column(60, 705, notes, 11)
    if job:
        page.column(60, 745, job, 10)
    return page.set()


def _middle(page: Page, y: float, words: str, *, bold: bool) -> float:
    page.block += 1
    for line in words.split("\n"):
        page.put((WIDTH - len(line) * _TYPE / 2) / 2, y, line, _TYPE, bold=bold)
        y += 1.2 * _TYPE
    return y + 14


def _paper(data: dict[str, Any]) -> MastheadPaper:
    layout, page = data["layout"], data["page"]
    pages = (
        plain_pages(page["text"])
        if layout == "plain"
        else [{"formal": formal_page, "typed": typed_page}[layout](**page)]
    )
    metadata = {
        key: [tuple(value) if isinstance(value, list) else value for value in values]
        for key, values in data["metadata"].items()
    }
    return MastheadPaper(data["name"], pages, metadata)


MASTHEAD_PAPERS = [
    _paper(data)
    for data in tomllib.loads(Path(__file__).with_name("mastheads.toml").read_text(encoding="utf-8"))["paper"]
]
