"""Where a page lies on the screen, in device pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from viewer.model.geometry import PageRect


@dataclass(frozen=True, slots=True)
class PageOnScreen:
    """Where a page is painted: a rectangle of device pixels, and device pixels a point."""

    page: int
    rect: QRect
    scale: float


def on_screen(shown: PageOnScreen, rect: PageRect) -> QRect:
    """A rectangle of the page in whole device pixels."""
    left, top = shown.rect.x() + round(rect.x0 * shown.scale), shown.rect.y() + round(rect.y0 * shown.scale)
    right, bottom = shown.rect.x() + round(rect.x1 * shown.scale), shown.rect.y() + round(rect.y1 * shown.scale)
    return QRect(left, top, max(1, right - left), max(1, bottom - top))
