"""A magnifying glass over the page: what is under the pointer, larger and drawn anew for it.

Until the background worker has drawn the part, what is there of the page is enlarged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from viewer.model.geometry import PageRect
from viewer.ui.look.colors import DARK_PAPER, PAPER
from viewer.ui.page.pictures import POINTS_PER_INCH, ask_picture, scale_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from viewer.ui.page.view import PageView

NAME = "loupe"
"""The widget's name, by which a view's own is found."""
FACTOR = 2.5
"""How many times larger than the page around it."""
SIZE = QSize(360, 240)
ASK_AFTER_MS = 60
"""While the pointer moves nothing is asked for; when it rests, the part under it and as much again around it."""


class Loupe(QWidget):
    """Follows the pointer over a view until it is closed. ``closed`` comes once."""

    closed = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._sharp: tuple[int, PageRect, float, QImage] | None = None
        self._let_go: Callable[[], None] | None = None
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask)
        self.setObjectName(NAME)
        self.setAccessibleName("Magnifier")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(SIZE)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.view_changed.connect(self._moved)
        pointer = view.viewport().mapFromGlobal(view.cursor().pos())
        inside = view.viewport().rect().contains(pointer)
        self._centre_on(pointer if inside else view.viewport().rect().center())
        self.show()
        self.raise_()

    @property
    def is_sharp(self) -> bool:
        """Whether all that is seen in it has been drawn for it."""
        page, seen = self._seen()
        return self._sharp is not None and self._sharp[0] == page and _holds(self._sharp[1], seen)

    def end(self) -> None:
        """Go away."""
        if self._let_go is not None:
            self._let_go()
        self._ask_soon.stop()
        self._view.removeEventFilter(self)
        self._view.viewport().removeEventFilter(self)
        self.setObjectName("")
        self.hide()
        self.deleteLater()
        self.closed.emit()

    # -- what is seen -------------------------------------------------------------------------------------------------

    def _centre_on(self, point: QPoint) -> None:
        place = self.geometry()
        place.moveCenter(point)
        self.move(place.topLeft())
        self._moved()

    def _moved(self) -> None:
        self.update()
        if not self.is_sharp:
            self._ask_soon.start()

    @property
    def _scale(self) -> float:
        """Device-independent pixels a point in the glass."""
        return FACTOR * self._view.zoom * self._view.logicalDpiX() / POINTS_PER_INCH

    def _seen(self, times: float = 1.0) -> tuple[int, PageRect]:
        """The page under the middle of the glass and the part of it that is seen, or so many times its sides."""
        page, point = self._view.point_on_page(QPointF(self.geometry().center()))
        width, height = self.width(), self.height()
        if self._view.turns % 2:
            width, height = height, width
        across, down = times * width / self._scale / 2, times * height / self._scale / 2
        size = self._view.document.page_size(page)
        x0, y0 = max(0.0, point.x - across), max(0.0, point.y - down)
        x1, y1 = min(size.width, point.x + across), min(size.height, point.y + down)
        return page, PageRect(x0, y0, max(x0, x1), max(y0, y1))

    def _ask(self) -> None:
        page, rect = self._seen(2.0)
        if rect.width <= 0 or rect.height <= 0:
            return
        if self._let_go is not None:
            self._let_go()
        scale = scale_within(rect, POINTS_PER_INCH * self._scale * self.devicePixelRatioF())

        def taken(drawn: QImage | str) -> None:
            self._let_go = None
            if isinstance(drawn, QImage):
                left, top = round(rect.x0 * scale) / scale, round(rect.y0 * scale) / scale
                whole = PageRect(left, top, left + drawn.width() / scale, top + drawn.height() / scale)
                self._sharp = (page, whole, scale, drawn)
                self.update()

        self._let_go = ask_picture(self._view.document, page, rect, scale, taken, dark=self._view.pixels.dark)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page as if it lay under a glass, and the glass's edge."""
        del event
        view, scale = self._view, self._scale
        page, point = view.point_on_page(QPointF(self.geometry().center()))
        size = view.document.page_size(page)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Dark))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(QPointF(self.rect().center()))
        painter.rotate(90 * view.turns)
        painter.scale(scale, scale)
        painter.translate(-point.x, -point.y)
        whole = QRectF(0, 0, size.width, size.height)
        painter.fillRect(whole, DARK_PAPER if view.pixels.dark else PAPER)
        pieces, closest = view.pixels.pieces(page, scale * self.devicePixelRatioF())
        for key, image in (*([closest] if closest is not None else []), *pieces):
            if key.rect is None:
                painter.drawImage(whole, image)
        if self._sharp is not None and self._sharp[0] == page:
            part = self._sharp[1]
            painter.drawImage(QRectF(part.x0, part.y0, part.width, part.height), self._sharp[3])
        painter.resetTransform()
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer; Escape puts the glass away."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._centre_on(event.position().toPoint())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return super().eventFilter(watched, event)


def _holds(outer: PageRect, inner: PageRect) -> bool:
    """Whether a rectangle holds another, but for less than a pixel."""
    near = 0.5
    return (
        outer.x0 <= inner.x0 + near
        and outer.y0 <= inner.y0 + near
        and outer.x1 >= inner.x1 - near
        and outer.y1 >= inner.y1 - near
    )
