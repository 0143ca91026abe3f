"""Where a page lies on the screen, in device pixels, and how what is added to it looks at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QTransform

from viewer.ui.look.colors import PAPER

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QSize
    from PySide6.QtGui import QColor

    from viewer.model.geometry import PageRect
    from viewer.model.reference import Mention


@dataclass(frozen=True, slots=True)
class PageOnScreen:
    """Where a page is painted: a rectangle of device pixels, and device pixels a point."""

    page: int
    rect: QRect
    scale: float


@dataclass(frozen=True, slots=True)
class Look:
    """What the view adds at this moment. ``pulse`` is 1 at its beginning and 0 when it is over."""

    ratio: float
    """Device pixels a device-independent pixel."""
    selection: QColor
    ground: QColor
    """What lies around the pages."""
    paper: QColor = field(default_factory=lambda: PAPER)
    pulse: float = 0.0
    hovered: Mention | None = None
    focused: Mention | None = None
    framed: tuple[int, PageRect] | None = None
    """The page and the rectangle of the link that has the focus."""


def turned_pixels(turns: int, corner: QPoint, size: QSize) -> QTransform:
    """From a page's pixels, so many of them, to where they lie: from ``corner`` on, turned by quarters clockwise.

    Whole pixels lie on whole pixels, so that nothing is resampled.
    """
    left, top = corner.x(), corner.y()
    match turns % 4:
        case 1:
            return QTransform(0, 1, -1, 0, left + size.height(), top)
        case 2:
            return QTransform(-1, 0, 0, -1, left + size.width(), top + size.height())
        case 3:
            return QTransform(0, -1, 1, 0, left, top + size.width())
        case _:
            return QTransform.fromTranslate(left, top)


def on_screen(shown: PageOnScreen, rect: PageRect) -> QRect:
    """A rectangle of the page in whole device pixels."""
    left, top = shown.rect.x() + round(rect.x0 * shown.scale), shown.rect.y() + round(rect.y0 * shown.scale)
    right, bottom = shown.rect.x() + round(rect.x1 * shown.scale), shown.rect.y() + round(rect.y1 * shown.scale)
    return QRect(left, top, max(1, right - left), max(1, bottom - top))
