"""Where pages lie in a continuous view: pure arithmetic, in device-independent pixels from the top of the first page.

``scale`` is device-independent pixels a point. Pages stand one under the other, ``GAP`` apart, centred in the widest.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.geometry import PageSize

GAP = 12
MARGIN = 12
"""Room around the pages, in device-independent pixels."""

SMALLEST_SCALE = 0.01


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


class PageLayout:
    """The places of all pages at one scale."""

    def __init__(self, sizes: Sequence[PageSize], scale: float) -> None:
        self._sizes = tuple(sizes)
        self._tops = (0.0, *accumulate(size.height for size in self._sizes))
        self._widest = max((size.width for size in self._sizes), default=1.0)
        self.scale = scale

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def size(self, page: int) -> PageSize:
        """A page's size in points, as it is laid out."""
        return self._sizes[page]

    @property
    def width(self) -> float:
        """The width of the content, margins included."""
        return self._widest * self.scale + 2 * MARGIN

    @property
    def height(self) -> float:
        """The height of the content, margins included."""
        return self._tops[-1] * self.scale + GAP * max(0, len(self._sizes) - 1) + 2 * MARGIN

    def top(self, page: int) -> float:
        """Where a page begins."""
        return MARGIN + self._tops[page] * self.scale + GAP * page

    def box(self, page: int) -> PageBox:
        """A page's place."""
        size = self._sizes[page]
        width = size.width * self.scale
        return PageBox((self.width - width) / 2, self.top(page), width, size.height * self.scale)

    def page_at(self, y: float) -> int:
        """The page at a height; in a gap the page above it, beyond the ends the first or last."""
        return max(0, bisect_right(range(len(self._sizes)), y, key=self.top) - 1)

    def visible(self, top: float, height: float) -> range:
        """The pages of which something stands between two heights."""
        first = self.page_at(top)
        if self.top(first) + self._sizes[first].height * self.scale <= top and first < len(self._sizes) - 1:
            first += 1
        return range(first, self.page_at(top + height - 1e-6) + 1)

    def anchor_at(self, x: float, y: float) -> PageAnchor:
        """What stands at a point of the content."""
        return self.anchor_on(self.page_at(y), x, y)

    def anchor_on(self, page: int, x: float, y: float) -> PageAnchor:
        """A point of the content as seen from a page, on it or not."""
        box = self.box(page)
        return PageAnchor(page, (x - box.x) / self.scale, (y - box.y) / self.scale)

    def point_of(self, anchor: PageAnchor) -> tuple[float, float]:
        """Where an anchor stands; the inverse of ``anchor_at``."""
        box = self.box(min(anchor.page, len(self._sizes) - 1))
        return box.x + anchor.x * self.scale, box.y + anchor.y * self.scale

    def at_scale(self, scale: float) -> PageLayout:
        """The same pages at another scale."""
        other = copy(self)  # what does not depend on the scale is shared: zooming costs the same for any document
        other.scale = scale
        return other

    def scale_for_width(self, page: int, width: float) -> float:
        """The scale at which a page fills a width, margins included.

        It is that of the page being read and not of the widest: a page found to be wider must not move what is read.
        """
        return max(SMALLEST_SCALE, (width - 2 * MARGIN) / self._sizes[page].width)

    def scale_for_page(self, page: int, width: float, height: float) -> float:
        """The scale at which a whole page fits."""
        return min(
            self.scale_for_width(page, width), max(SMALLEST_SCALE, (height - 2 * MARGIN) / self._sizes[page].height)
        )
