"""The first page, painted before the rest of the window is there.

Loading and making the window's parts takes some 300 ms. The page does not wait for them: its picture is painted where
it stood the last time, on a cover that lies over the window until the page itself has been painted beneath it. As a
rule the pixels are the same, and nobody sees the change.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMainWindow, QWidget

from viewer.ui.colors import DARK_PAPER, PAPER, surroundings
from viewer.ui.first_look import PageArea
from viewer.ui.page.shadow import paint_shadow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.ui.first_look import FirstLook

log = logging.getLogger(__name__)


class FirstPage(QWidget):
    """Lies over the window's page area. ``painted`` says that the picture has been painted."""

    painted = Signal()

    def __init__(self, look: FirstLook, area: PageArea, window: QMainWindow) -> None:
        super().__init__(window)
        self._look = look
        self._area = area
        self._window = window
        self._said = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        """What lies around the page area keeps its size when the window's is another."""
        window, area = self._window, self._area
        across, down = window.width() - area.window_width, window.height() - area.window_height
        self.setGeometry(area.x, area.y, max(1, area.width + across), max(1, area.height + down))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the page, or what lies around it alone while there is no picture yet."""
        ratio, ground = self.devicePixelRatioF(), surroundings(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), ground)
        picture = self._look.picture
        if picture is None:
            painter.end()
            return
        painter.scale(1 / ratio, 1 / ratio)
        tile, grown = picture.tile, self.width() / self._area.width
        corner = QPoint(round(picture.x * grown * ratio), round(picture.y * ratio))
        size = QSize(tile.rect.width, tile.rect.height) * (grown * ratio / self._area.ratio)
        paint_shadow(painter, QRect(corner, size), ratio, ground)
        painter.fillRect(QRect(corner, size), DARK_PAPER if self._look.dark else PAPER)
        image = QImage(tile.pixels, tile.rect.width, tile.rect.height, tile.stride, QImage.Format.Format_RGB888)
        if size == image.size():
            painter.drawImage(corner, image)
        else:  # another screen, or another size of the window
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(QPointF(corner), size.toSizeF()), image)
        painter.end()
        if not self._said:
            self._said = True
            self.painted.emit()

    def leave(self) -> None:
        """The page itself is there."""
        self.hide()
        self.deleteLater()


def remember_area(window: QMainWindow, view: QWidget) -> None:
    """Keep where pages stand in a window; ``view`` is what they are painted on."""
    corner = view.mapTo(window, QPoint(0, 0))
    inch, ratio = float(view.logicalDpiX()), view.devicePixelRatioF()
    area = PageArea(corner.x(), corner.y(), view.width(), view.height(), window.width(), window.height(), ratio, inch)
    try:
        area.save()
    except OSError as error:  # the next start shows its first page a little later
        log.info("where pages stand could not be kept: %s", error)
