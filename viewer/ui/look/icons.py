"""The program's icons: strokes in SVG, drawn in the colour that the palette gives to text at that moment.

They follow light and dark, disabled and selected, and any device pixel ratio, because nothing is rendered before it
is painted.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from viewer.model.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtGui import QColor


@cache
def _source(name: str) -> bytes:
    return resource_path(f"icons/{name}.svg").read_bytes()


class _TintedSvg(QIconEngine):
    """Paints one SVG whose strokes are ``currentColor``."""

    def __init__(self, name: str, ink: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Render into the rectangle, square and centred."""
        color = (self._ink or _color(mode)).name().encode()
        renderer = QSvgRenderer(QByteArray(_source(self._name).replace(b"currentColor", color)))
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        renderer.render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Render into a transparent pixmap of ``size`` device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Another engine for the same icon."""
        return _TintedSvg(self._name, self._ink)


def _color(mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    if mode == QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    return palette.color(QPalette.ColorRole.WindowText)


def icon(name: str, ink: QColor | None = None) -> QIcon:
    """The icon of that name in resources/icons, in a colour of its own where it does not stand on the palette's.

    Raises:
        FileNotFoundError: when it is painted, if there is no such icon.
    """
    return QIcon(_TintedSvg(name, ink))
