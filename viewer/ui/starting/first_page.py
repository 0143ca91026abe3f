"""The first page, painted before the rest of the window is there.

Loading and making the window's parts takes some 300 ms. The page does not wait for them: its picture is painted where
it stood the last time, on a cover that lies over the window until the page itself has been painted beneath it. As a
rule the pixels are the same, and nobody sees the change.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QMenuBar, QStatusBar, QToolBar, QWidget

from viewer.ui.look.colors import DARK_PAPER, PAPER, surroundings
from viewer.ui.page.on_screen import turned_pixels
from viewer.ui.page.page_area import PageArea, usual_area
from viewer.ui.page.shadow import paint_shadow

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from viewer.ui.starting.first_look import DrawnPage, FirstLook, PagePicture

log = logging.getLogger(__name__)

TOOL_ICON = QSize(20, 20)
"""The size of the toolbar's icons."""


class FirstPage(QWidget):
    """Lies over the window's page area. ``painted`` says that the picture has been painted."""

    painted = Signal()

    def __init__(self, look: FirstLook, area: PageArea, window: QMainWindow) -> None:
        super().__init__(window)
        self._look = look
        self._area = area
        self._window = window
        self._said = False
        self._bars = _heights_of_bars() if look.usual else (0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        """What lies around the page area keeps its size when the window's is another."""
        window, area = self._window, self._area
        if self._look.usual:
            above, below = self._bars
            size = (window.width(), window.height())
            area = usual_area(self._look.settings.window, size, above=above, below=below)
        across, down = window.width() - area.window_width, window.height() - area.window_height
        place = QRect(area.x, area.y, max(1, area.width + across), max(1, area.height + down))
        # What is remembered is mirrored already. Not by QStyle.visualRect: to load QStyle takes 5 ms.
        if self._look.usual and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(window.width() - place.x() - place.width())
        self.setGeometry(place)
        self._look.stand_in(_area_of(place, window))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, or what lies around it alone while there is no picture yet."""
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground())
        picture = self._look.picture
        if picture is None:
            painter.end()
            return
        painter.scale(1 / ratio, 1 / ratio)
        for page in picture.pages:
            self._paint(painter, page, picture, ratio)
        painter.end()
        if not self._said:
            self._said = True
            self.painted.emit()

    def _paint(self, painter: QPainter, page: DrawnPage, picture: PagePicture, ratio: float) -> None:
        tile, grown = page.tile, self.width() / picture.area.width
        size = QSize(tile.rect.width, tile.rect.height) * (grown * ratio / picture.area.ratio)
        corner = QPoint(round(page.x * grown * ratio), round(page.y * ratio))
        painter.save()
        paint_shadow(painter, QRect(corner, size.transposed() if picture.turns % 2 else size), ratio, self._ground())
        painter.setTransform(turned_pixels(picture.turns, corner, size), True)
        place = QRect(QPoint(0, 0), size)
        painter.fillRect(place, DARK_PAPER if self._look.dark else PAPER)
        image = QImage(tile.pixels, tile.rect.width, tile.rect.height, tile.stride, QImage.Format.Format_RGB888)
        if size != image.size():  # another screen, or another size of the window
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.restore()

    def _ground(self) -> QColor:
        return surroundings(self.palette())

    def leave(self) -> None:
        """The page itself is there."""
        self.hide()
        self.deleteLater()


def _heights_of_bars() -> tuple[int, int]:
    """The heights of what stands above and below the page in this system's fonts: menu bar and toolbar, status bar."""
    menus = QMenuBar()
    menus.addAction("File")
    tools = QToolBar()
    tools.setIconSize(TOOL_ICON)
    tools.addAction(QIcon(QPixmap(TOOL_ICON)), "")
    tools.addWidget(QComboBox())
    status = QStatusBar()
    status.setSizeGripEnabled(False)  # it is higher than the words in some fonts
    status.addWidget(QLabel("Page"))
    return menus.sizeHint().height() + tools.sizeHint().height(), status.sizeHint().height()


def remember_area(window: QMainWindow, view: QWidget, beside: int = 0) -> None:
    """Keep where pages stand in a window.

    ``view`` is what they are painted on, or will be but for ``beside`` device-independent pixels of its width.
    """
    place = QRect(view.mapTo(window, QPoint(0, 0)), QSize(view.width() - beside, view.height()))
    try:
        _area_of(place, window).save()
    except OSError as error:  # the next start shows its first page a little later
        log.info("where pages stand could not be kept: %s", error)


def _area_of(place: QRect, window: QMainWindow) -> PageArea:
    """A place in a window, with all that belongs to it."""
    ratio, inch = window.devicePixelRatioF(), float(window.logicalDpiX())
    return PageArea(place.x(), place.y(), place.width(), place.height(), window.width(), window.height(), ratio, inch)
