"""Places on a page and in a view, as distinct types, so that one is never taken for the other.

A page's coordinates are PDF points (1/72 inch) from the top left corner of the page as it is shown unrotated by the
reader, x to the right, y down. A view's coordinates are device-independent pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class PagePoint:
    """A point on a page, in PDF points from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PageSize:
    """The width and height of a page in PDF points."""

    width: float
    height: float

    def turned(self, turns: int) -> PageSize:
        """The size of the page turned by quarters."""
        return PageSize(self.height, self.width) if turns % 2 else self


@dataclass(frozen=True, slots=True)
class PageRect:
    """A rectangle on a page in PDF points; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def center(self) -> PagePoint:
        """The middle of the rectangle."""
        return PagePoint((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def contains(self, point: PagePoint) -> bool:
        """Whether the point lies in the rectangle, edges included."""
        return self.x0 <= point.x <= self.x1 and self.y0 <= point.y <= self.y1

    def united(self, other: PageRect) -> PageRect:
        """The smallest rectangle that holds both."""
        return PageRect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def intersects(self, other: PageRect) -> bool:
        """Whether the two share an area."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def turned(self, turns: int, size: PageSize) -> PageRect:
        """Where the rectangle comes to lie when its page, of this size, is turned by quarters clockwise."""
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        match turns % 4:
            case 1:
                return PageRect(size.height - y1, x0, size.height - y0, x1)
            case 2:
                return PageRect(size.width - x1, size.height - y1, size.width - x0, size.height - y0)
            case 3:
                return PageRect(y0, size.width - x1, y1, size.width - x0)
            case _:
                return self

    def distance(self, point: PagePoint) -> float:
        """The distance in points from the rectangle to a point, 0 inside."""
        dx = max(self.x0 - point.x, 0.0, point.x - self.x1)
        dy = max(self.y0 - point.y, 0.0, point.y - self.y1)
        return math.hypot(dx, dy)


def bounding_rect(rects: Iterable[PageRect]) -> PageRect | None:
    """The smallest rectangle that holds all of them, or None of none."""
    result: PageRect | None = None
    for rect in rects:
        result = rect if result is None else result.united(rect)
    return result
