"""Choosing a rectangle on a page, with the mouse or the keys: what a picture or a note is to be made of.

``RegionDrag`` lies over the pages of a view while a rectangle is being chosen. It is told in points of one page, so
that it stays where it is while the reader scrolls or zooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.model.geometry import PageRect

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from viewer.ui.document_window import DocumentWindow
    from viewer.ui.page.view import PageView

SMALLEST = 4.0
"""Device-independent pixels: a rectangle narrower or lower than this is a hand that trembled, not a choice."""
SHADE = QColor(0, 0, 0, 96)
"""Over all that is not chosen."""
STEP, FINE_STEP = 8.0, 1.0
"""Device-independent pixels that an arrow key moves the rectangle or its edges by; the fine ones with Ctrl."""
HINT = (
    "Drag over what you want. With the keys: arrows move the frame, Shift changes its size, Enter takes it. Esc leaves."
)
MARGIN = 16

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChoosesRegions(QObject):
    """What lets the reader of a window choose regions, one at a time: ``drag`` is the choice that goes on."""

    def __init__(self, window: DocumentWindow) -> None:
        super().__init__(window)
        self._window = window
        self.drag: RegionDrag | None = None

    def start_drag(self, view: PageView) -> RegionDrag:
        """Let a region be chosen in a view; a choice that still goes on is given up."""
        if self.drag is not None:
            self.drag.finish()
        self.drag = RegionDrag(view)
        self.drag.ended.connect(self._ended)
        return self.drag

    def _ended(self) -> None:
        if self.sender() is self.drag:
            self.drag = None


class RegionDrag(QWidget):
    """Lies over a view until a rectangle has been chosen or the reader thinks better of it.

    ``chosen`` carries the page (from 0) and a ``PageRect`` on it; the frame stays in view until ``finish`` is called,
    so that what is asked next is asked about something that can be seen. ``ended`` comes once, at the very end.
    """

    chosen = Signal(int, object)
    ended = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._page: int | None = None
        self._corners: tuple[QPointF, QPointF] | None = None  # points of the page
        self._dragging = False
        self._over = False
        self.setAccessibleName("Choose a region of the page")
        self.setAccessibleDescription(HINT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._hint = self._make_hint()
        view.viewport().installEventFilter(self)
        view.view_changed.connect(self.update)
        self._fill()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_hint(self) -> QLabel:
        hint = QLabel(HINT)
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setAutoFillBackground(True)
        hint.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        hint.setForegroundRole(QPalette.ColorRole.ToolTipText)
        hint.setContentsMargins(12, 8, 12, 8)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addStretch(1)
        column.addWidget(hint)
        return hint

    def _fill(self) -> None:
        self.setGeometry(self._view.viewport().rect())

    # -- the rectangle ------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> QRectF | None:
        """The rectangle in coordinates of the viewport, as far as there is one."""
        rect = self._rect
        return None if self._page is None or rect is None else self._view.rect_in_view(self._page, rect)

    @property
    def _rect(self) -> PageRect | None:
        if self._corners is None:
            return None
        one, other = self._corners
        return PageRect(
            min(one.x(), other.x()), min(one.y(), other.y()), max(one.x(), other.x()), max(one.y(), other.y())
        )

    def _on_page(self, page: int, position: QPointF) -> QPointF:
        """The point of a page that is nearest to one of the viewport."""
        inside = self._view.page_in_view(page).adjusted(0.01, 0.01, -0.01, -0.01)
        x = min(max(position.x(), inside.left()), inside.right())
        y = min(max(position.y(), inside.top()), inside.bottom())
        _, point = self._view.point_on_page(QPointF(x, y))
        size = self._view.document.page_size(page)
        return QPointF(min(max(point.x, 0.0), size.width), min(max(point.y, 0.0), size.height))

    def _frame(self, page: int, frame: QRectF) -> None:
        """Take a rectangle given in coordinates of the viewport."""
        self._page = page
        self._corners = (self._on_page(page, frame.topLeft()), self._on_page(page, frame.bottomRight()))
        self.update()

    def _choose(self) -> None:
        frame, rect = self.frame, self._rect
        if self._page is None or frame is None or rect is None:
            return
        if frame.width() < SMALLEST or frame.height() < SMALLEST:
            self._page = self._corners = None
            self.update()
            return
        self._hint.hide()
        self.chosen.emit(self._page, rect)

    def finish(self) -> None:
        """Go away, and give the page the focus back."""
        if self._over:
            return
        self._over = True
        focused = self.hasFocus()
        self._view.viewport().removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if focused:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    # -- the mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle on the page under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.finish()
            return
        page, _ = self._view.point_on_page(event.position())
        corner = self._on_page(page, event.position())
        self._page, self._corners, self._dragging = page, (corner, corner), True
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it larger; it stays on the page on which it was begun."""
        if self._dragging and self._page is not None and self._corners is not None:
            self._corners = (self._corners[0], self._on_page(self._page, event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What has been drawn is chosen; a click chooses nothing."""
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self._choose()

    # -- the keyboard -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a frame, with Shift its far edges; Enter chooses what is in it, Escape ends."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.finish()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._begin_in_the_middle()
            self._choose()
        elif key in _ARROWS:
            self._move(*_ARROWS[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def _begin_in_the_middle(self) -> None:
        """Without a frame yet: the middle of what is in view of the page."""
        if self.frame is None:
            page, _ = self._view.point_on_page(QRectF(self.rect()).center())
            seen = self._view.page_in_view(page) & QRectF(self.rect())
            self._frame(page, seen.adjusted(seen.width() / 4, seen.height() / 4, -seen.width() / 4, -seen.height() / 4))

    def _move(self, right: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        self._begin_in_the_middle()
        frame = self.frame
        if frame is None or self._page is None:
            return
        step = FINE_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else STEP
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            frame.adjust(0, 0, max(right * step, SMALLEST - frame.width()), max(down * step, SMALLEST - frame.height()))
        else:
            page = self._view.page_in_view(self._page)
            x = min(max(right * step, page.left() - frame.left()), page.right() - frame.right())
            y = min(max(down * step, page.top() - frame.top()), page.bottom() - frame.bottom())
            frame.translate(x, y)
        self._frame(self._page, frame)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the view."""
        if event.type() == QEvent.Type.Resize:
            self._fill()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The reader has turned to something else; a menu over the frame is still about it."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade what is not chosen, and frame what is."""
        painter = QPainter(self)
        frame = self.frame
        if frame is None:
            painter.fillRect(event.rect(), QColor(0, 0, 0, 24))
            return
        inside = frame.toAlignedRect()
        whole = self.rect()
        painter.setClipRegion(whole)
        painter.setPen(Qt.PenStyle.NoPen)
        for outside in (
            whole.adjusted(0, 0, 0, inside.top() - whole.height()),
            whole.adjusted(0, inside.bottom() + 1, 0, 0),
            inside.adjusted(-whole.width(), 0, -inside.width(), 0),
            inside.adjusted(inside.width(), 0, whole.width(), 0),
        ):
            painter.fillRect(outside, SHADE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, style in (
            (QColor(Qt.GlobalColor.white), Qt.PenStyle.SolidLine),
            (QColor(0, 0, 0), Qt.PenStyle.DashLine),
        ):
            painter.setPen(QPen(color, 1, style))
            painter.drawRect(inside.adjusted(-1, -1, 0, 0))
