"""What is printed and how: pages, in which order, how large. Nothing here knows a printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.geometry import PageSize


class PageSet(Enum):
    """Which of the pages that were asked for are printed; a sheet's two sides can be printed one after the other."""

    ALL = "All pages"
    ODD = "Odd pages"
    EVEN = "Even pages"


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """How pages are put on paper.

    ``fit`` to what the printer can print on, else at their own size; ``turn`` them where they lie across the paper.
    """

    page_set: PageSet = PageSet.ALL
    fit: bool = True
    turn: bool = True


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page comes to lie, in printer dots: its corner, dots a point of the page, and whether it is turned.

    A turned page is drawn a quarter clockwise: (x, y) is then the corner at its bottom left, which lies at the top.
    """

    x: float
    y: float
    scale: float
    turned: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in printer dots: the whole, and where on it the printer can print."""

    width: float
    height: float
    left: float
    top: float
    printable_width: float
    printable_height: float
    dots_per_inch: float


def pages_in_order(
    ranges: Iterable[tuple[int, int]], page_count: int, page_set: PageSet, *, backwards: bool = False
) -> list[int]:
    """The pages (from 0) of ranges (from 1, both ends included) in the order of printing, each once."""
    wanted = {page for first, last in ranges for page in range(max(first, 1), min(last, page_count) + 1)}
    if page_set is not PageSet.ALL:
        wanted = {page for page in wanted if page % 2 == (page_set is PageSet.ODD)}
    return sorted((page - 1 for page in wanted), reverse=backwards)


def with_copies(pages: Sequence[int], copies: int, *, collated: bool) -> list[int]:
    """The pages of several copies: one copy after the other, or each page several times."""
    if collated:
        return list(pages) * copies
    return [page for page in pages for _ in range(copies)]


def placed(size: PageSize, paper: Paper, choice: PrintChoice) -> Placement:
    """Where a page comes to lie: fitted into what can be printed on, or at its own size in the middle of the paper."""
    across = size.width > size.height
    turned = choice.turn and size.width != size.height and across != (paper.width > paper.height)
    width, height = (size.height, size.width) if turned else (size.width, size.height)
    if choice.fit:
        scale = min(paper.printable_width / width, paper.printable_height / height)
        x = (paper.printable_width - width * scale) / 2
        y = (paper.printable_height - height * scale) / 2
    else:
        scale = paper.dots_per_inch / 72
        x = (paper.width - width * scale) / 2 - paper.left
        y = (paper.height - height * scale) / 2 - paper.top
    return Placement(x + width * scale if turned else x, y, scale, turned)
