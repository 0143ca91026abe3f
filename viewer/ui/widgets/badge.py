"""The language badge: a two-letter code in a rounded rectangle, always with the letters (colour is a second cue)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from viewer.ui.look.colors import HATCH_GROUND, UNDETERMINED, language_brush, language_color, language_text_color
from viewer.ui.widgets.fonts import bold

RADIUS = 3.5
_SIDE, _ABOVE = 5, 1
"""Pixels between the letters and the edge."""


def badge_letters(code: str) -> str:
    """What the badge says: two capitals, or a question mark where the language is not known."""
    return "?" if code == UNDETERMINED else code[:2].upper()


def badge_size(font: QFont) -> QSize:
    """The size of every badge in pixels; all are as wide as the widest usual code, so that they stand in a column."""
    metrics = QFontMetrics(bold(font))
    return QSize(metrics.horizontalAdvance("RU") + 2 * _SIDE, metrics.height() + 2 * _ABOVE)


def paint_badge(painter: QPainter, rect: QRect, code: str, font: QFont, outline: QColor | None = None) -> None:
    """Paint a badge into its rectangle; ``outline`` parts it from a ground of its own colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    fill_language(painter, shape, code)
    if code == UNDETERMINED:
        painter.strokePath(shape, QPen(language_color(code), 1))
    if outline is not None:
        painter.strokePath(shape, QPen(outline, 1))
    painter.setPen(language_text_color(code))
    painter.setFont(bold(font))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, badge_letters(code))
    painter.restore()


def fill_language(painter: QPainter, shape: QPainterPath, code: str) -> None:
    """Fill a shape with a language's colour; that of ``und`` is a hatch on a light ground."""
    if code == UNDETERMINED:
        painter.fillPath(shape, HATCH_GROUND)
    painter.fillPath(shape, language_brush(code))
