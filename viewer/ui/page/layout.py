"""Where pages lie in a view: pure arithmetic, in device-independent pixels from the top of the first page shown.

``scale`` is device-independent pixels a point. Pages stand one under the other or two in a row, rows ``GAP`` apart.
The whole may be turned by quarters; points on a page are always those of the page as the document has it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from copy import copy
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from viewer.model.geometry import PageSize
from viewer.session.changes import PageSpot, ViewPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = 12
MARGIN = 12
"""Room around the pages, in device-independent pixels."""

SMALLEST_SCALE = 0.01
SMALLEST_ZOOM, LARGEST_ZOOM = 0.1, 8.0
"""Factors; 1.0 shows a point as 1/72 inch of the screen."""


def within_limits(scale: float, inch: float) -> float:
    """The nearest scale that pages are shown at, where so many device-independent pixels are an inch."""
    return min(max(scale, SMALLEST_ZOOM * inch / 72), LARGEST_ZOOM * inch / 72)


@dataclass(frozen=True, slots=True)
class PageBox:
    """A page's place in the content: left top corner and size in device-independent pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """A point of the content that stays the same under zooming and correction: points from a page's corner.

    In a gap or margin the point lies outside the page.
    """

    page: int
    x: float
    y: float


class Arrangement(Enum):
    """How pages stand beside and under each other."""

    COLUMN = "column"
    PAIRS = "pairs"
    """Two in a row, from the first on."""
    COVER_AND_PAIRS = "cover and pairs"
    """The first alone, at the right, then two in a row, as in a bound report."""
    SINGLE = "single page"
    PAIR = "pair"
    COVER_AND_PAIR = "cover and pair"
    """The same, but one row at a time: its pages are turned and not scrolled past."""

    @property
    def paged(self) -> bool:
        """Whether one row is shown at a time."""
        return self in _PAGED.values()

    @property
    def continuous(self) -> Arrangement:
        """The same rows, one under the other."""
        return next((way for way, paged in _PAGED.items() if paged is self), self)

    def with_paging(self, *, paged: bool) -> Arrangement:
        """The same rows, one at a time or one under the other."""
        return _PAGED[self.continuous] if paged else self.continuous


_PAGED = {
    Arrangement.COLUMN: Arrangement.SINGLE,
    Arrangement.PAIRS: Arrangement.PAIR,
    Arrangement.COVER_AND_PAIRS: Arrangement.COVER_AND_PAIR,
}


class Fit(Enum):
    """What the zoom follows when the view changes its size."""

    NOTHING = "nothing"
    WIDTH = "width"
    PAGE = "page"


class PageLayout:
    """The places of all pages at one scale. ``turns`` are quarters clockwise."""

    def __init__(
        self,
        sizes: Sequence[PageSize],
        scale: float,
        arrangement: Arrangement = Arrangement.COLUMN,
        turns: int = 0,
    ) -> None:
        self._sizes = tuple(sizes)
        self.scale = scale
        self.arrangement = arrangement
        self.turns = turns % 4
        self._turned = tuple(PageSize(size.height, size.width) for size in sizes) if turns % 2 else self._sizes
        self._in_row = 1 if arrangement.continuous is Arrangement.COLUMN else 2
        self._shift = 1 if arrangement.continuous is Arrangement.COVER_AND_PAIRS else 0
        self._paged = arrangement.paged
        self._shown = 0
        self._tops = (0.0, *accumulate(self._row_heights()))
        sides = [self._turned[(side - self._shift) % self._in_row :: self._in_row] for side in range(self._in_row)]
        self._widest = tuple(max((size.width for size in side), default=0.0) for side in sides)

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _row(self, page: int) -> int:
        return (page + self._shift) // self._in_row

    def _side(self, page: int) -> int:
        """0 at the left, 1 at the right of a pair."""
        return (page + self._shift) % self._in_row

    def _pages_of(self, row: int) -> range:
        first = row * self._in_row - self._shift
        return range(max(0, first), min(first + self._in_row, len(self._sizes)))

    def _row_heights(self) -> Iterable[float]:
        """The heights of the rows in points, from the first on."""
        if self._in_row == 1:  # said plainly: the window stands still for it where there are 100,000 pages
            return [size.height for size in self._turned]
        rows = range(self._row(len(self._sizes) - 1) + 1)
        return [max(self._turned[page].height for page in self._pages_of(row)) for row in rows]

    def _row_at(self, y: float) -> int:
        if self._paged:
            return self._shown
        return max(0, bisect_right(range(len(self._tops) - 1), y, key=self._row_top) - 1)

    def _row_top(self, row: int) -> float:
        return MARGIN + (self._tops[row] - self._tops[self._shown]) * self.scale + GAP * (row - self._shown)

    # -- pages --------------------------------------------------------------------------------------------------------

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def size(self, page: int) -> PageSize:
        """A page's size in points, as the document has it."""
        return self._sizes[page]

    @property
    def _gaps(self) -> float:
        """What lies between the pages of a row, in device-independent pixels."""
        return GAP * (self._in_row - 1)

    @property
    def width(self) -> float:
        """The width of the content, margins included."""
        return sum(self._widest) * self.scale + self._gaps + 2 * MARGIN

    @property
    def height(self) -> float:
        """The height of the content, margins included."""
        if self._paged:
            return (self._tops[self._shown + 1] - self._tops[self._shown]) * self.scale + 2 * MARGIN
        return self._tops[-1] * self.scale + GAP * max(0, len(self._tops) - 2) + 2 * MARGIN

    def top(self, page: int) -> float:
        """Where a page begins."""
        return self._row_top(self._row(page))

    def box(self, page: int) -> PageBox:
        """A page's place; of a pair both stand at the middle."""
        width, height = self._turned[page].width * self.scale, self._turned[page].height * self.scale
        if self._in_row == 1:
            x = (self.width - width) / 2
        elif self._side(page) == 0:
            x = MARGIN + self._widest[0] * self.scale - width
        else:
            x = MARGIN + self._widest[0] * self.scale + GAP
        return PageBox(x, self.top(page), width, height)

    def page_at(self, y: float) -> int:
        """The first page at a height; in a gap the page above it, beyond the ends the first or last."""
        return self._pages_of(self._row_at(y)).start

    def pages_above(self, y: float) -> float:
        """How far down the pages a height is: so many whole pages, and the share of the page that it lies on."""
        page = self.page_at(y)
        return page + min(max((y - self.top(page)) / self.box(page).height, 0.0), 1.0)

    def height_below(self, pages: float) -> float:
        """The height that lies so far down the pages; in the gap above a page where it is the page's beginning."""
        page = min(max(math.floor(pages), 0), len(self._sizes) - 1)
        share = min(max(pages - page, 0.0), 1.0)
        if share == 0.0:
            return self.top(page) - GAP / 2 if page else 0.0
        return self.top(page) + share * self.box(page).height

    def visible(self, top: float, height: float) -> range:
        """The pages of the rows of which something stands between two heights."""
        first = self._row_at(top)
        if self._paged:
            return self._pages_of(first)
        bottom = self._row_top(first) + (self._tops[first + 1] - self._tops[first]) * self.scale
        if bottom <= top and first < len(self._tops) - 2:
            first += 1
        return range(self._pages_of(first).start, self._pages_of(self._row_at(top + height - 1e-6)).stop)

    def anchor_at(self, x: float, y: float) -> PageAnchor:
        """What stands at a point of the content."""
        pages = self._pages_of(self._row_at(y))
        middle = MARGIN + self._widest[0] * self.scale + GAP / 2
        return self.anchor_on(pages[-1] if len(pages) > 1 and x >= middle else pages[0], x, y)

    def anchor_on(self, page: int, x: float, y: float) -> PageAnchor:
        """A point of the content as seen from a page, on it or not."""
        box = self.box(page)
        across, down = (x - box.x) / self.scale, (y - box.y) / self.scale
        size = self._sizes[page]
        match self.turns:
            case 1:
                return PageAnchor(page, down, size.height - across)
            case 2:
                return PageAnchor(page, size.width - across, size.height - down)
            case 3:
                return PageAnchor(page, size.width - down, across)
            case _:
                return PageAnchor(page, across, down)

    def point_of(self, anchor: PageAnchor) -> tuple[float, float]:
        """Where an anchor stands; the inverse of ``anchor_at``."""
        page = min(anchor.page, len(self._sizes) - 1)
        box, size = self.box(page), self._sizes[page]
        match self.turns:
            case 1:
                across, down = size.height - anchor.y, anchor.x
            case 2:
                across, down = size.width - anchor.x, size.height - anchor.y
            case 3:
                across, down = anchor.y, size.width - anchor.x
            case _:
                across, down = anchor.x, anchor.y
        return box.x + across * self.scale, box.y + down * self.scale

    def place_of(self, target: ViewPlace | PageSpot, height: float) -> ViewPlace:
        """Where a view so many device-independent pixels high is to begin to show a place or a point of a page.

        A point stands near the top of the view; at its foot where what follows on the page stands above. Where a file
        gives no point but the page's corner, the page is shown from its top, however it is turned.
        """
        if isinstance(target, ViewPlace) or not (target.x or target.y) or target.page >= self.page_count:
            return ViewPlace(target.page, target.y)
        _, top = self.point_of(PageAnchor(target.page, target.x, target.y))
        down = (top - self.top(target.page)) / self.scale
        down += GAP / 2 - height / self.scale if self.turns >= 2 else -GAP / 2
        return ViewPlace(target.page, max(0.0, down))

    # -- one row at a time --------------------------------------------------------------------------------------------

    def turned_to(self, page: int) -> PageLayout:
        """The layout that shows a page's row, where one is shown at a time; heights are from above that row."""
        row = self._row(page)
        if not self._paged or row == self._shown:
            return self
        other = copy(self)
        other._shown = row
        return other

    def spare(self, width: float, height: float) -> tuple[float, float]:
        """The room of a view left and above of what is smaller than it; a column of pages begins at the top."""
        above = max(0.0, (height - self.height) / 2) if self._paged else 0.0
        return max(0.0, (width - self.width) / 2), above

    # -- scales -------------------------------------------------------------------------------------------------------

    def at_scale(self, scale: float) -> PageLayout:
        """The same pages at another scale."""
        other = copy(self)  # what does not depend on the scale is shared: zooming costs the same for any document
        other.scale = scale
        return other

    def scale_for_width(self, page: int, width: float) -> float:
        """The scale at which a page, or the pairs, fill a width, margins included.

        It is that of the page being read and not of the widest: a page found to be wider must not move what is read.
        """
        points = self._turned[page].width if self._in_row == 1 else sum(self._widest)
        return max(SMALLEST_SCALE, (width - 2 * MARGIN - self._gaps) / points)

    def scale_for_page(self, page: int, width: float, height: float) -> float:
        """The scale at which a whole page, or the whole row that it stands in, fits."""
        row = self._row(page)
        points = self._tops[row + 1] - self._tops[row]
        return min(self.scale_for_width(page, width), max(SMALLEST_SCALE, (height - 2 * MARGIN) / points))
