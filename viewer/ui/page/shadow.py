"""The shadow that a page throws on what lies around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.look.colors import darkened

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

SHADOW = ((1, 40), (2, 20), (3, 8))
"""Device-independent pixels around the page, and how much darker (of 255) than what lies around."""


def paint_shadow(painter: QPainter, rect: QRect, ratio: float, ground: QColor) -> None:
    """Frames of fading darkness around a page, with a painter whose unit is a device pixel.

    Opaque strips: frames drawn as lines, or blended, cost more than the page itself (1 ms of each scroll step).
    """
    width = max(1, round(ratio))
    for step, darkness in SHADOW:
        color = darkened(ground, darkness)
        frame = rect.adjusted(-step * width, (1 - step) * width, step * width, (step + 1) * width)
        across, down = frame.width(), frame.height()
        painter.fillRect(frame.x(), frame.y(), across, width, color)
        painter.fillRect(frame.x(), frame.bottom() - width + 1, across, width, color)
        painter.fillRect(frame.x(), frame.y(), width, down, color)
        painter.fillRect(frame.right() - width + 1, frame.y(), width, down, color)
