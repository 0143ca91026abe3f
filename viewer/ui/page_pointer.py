"""What the pointer and the keys do on the pages: select, pan, hover over references, walk them with Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from viewer.ui.selection import SelectionUnit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from viewer.model.reference import Mention
    from viewer.ui.page_marks import LinkedMention
    from viewer.ui.page_view import PageView

CARD_AFTER_MS = 300
SCROLL_EVERY_MS = 20
"""While a selection is dragged out of the view, the view follows this often."""


class PagePointer(QObject):
    """The pointer and the keyboard's focus on one view's pages. ``hover_changed`` carries a ``Mention`` or None."""

    hover_changed = Signal(object)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered: Mention | None = None
        self.focused: Mention | None = None
        self._under: tuple[LinkedMention, int] | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._panned: QPointF | None = None
        self._last = QPointF()
        self._since_double = QElapsedTimer()
        self._card = QTimer(self)
        self._card.setSingleShot(True)
        self._card.setInterval(CARD_AFTER_MS)
        self._card.timeout.connect(self._show_card)
        self._scroll = QTimer(self)
        self._scroll.setInterval(SCROLL_EVERY_MS)
        self._scroll.timeout.connect(self._follow)

    # -- the mouse ----------------------------------------------------------------------------------------------------

    def pressed(self, event: QMouseEvent) -> None:
        """Begin to select, or to move the page with the middle button."""
        self._card.stop()
        self._view.card_unwanted.emit()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = event.globalPosition()
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False
            self.focused = None
            page, point = self._view.point_on_page(event.position())
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._view.selector.extend(page, point)
                return
            interval = QApplication.doubleClickInterval()
            third = self._since_double.isValid() and self._since_double.elapsed() < interval
            self._since_double.invalidate()
            self._view.selector.begin(page, point, SelectionUnit.LINE if third else SelectionUnit.CHARACTER)

    def double_clicked(self, event: QMouseEvent) -> None:
        """Select a word; a third click soon after selects the line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), True
            self._since_double.start()
            self._view.selector.begin(*self._view.point_on_page(event.position()), SelectionUnit.WORD)

    def moved(self, event: QMouseEvent) -> None:
        """Select, move the page, or look at what is under the pointer."""
        self._last = event.position()
        if self._panned is not None:
            by = event.globalPosition() - self._panned
            self._panned = event.globalPosition()
            self._view.pan_by(-by.x(), -by.y())
        elif self._pressed is not None:
            far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._dragged = self._dragged or far
            if self._dragged:
                self._extend()
                outside = not self._view.viewport().rect().contains(event.position().toPoint())
                if outside and not self._scroll.isActive():
                    self._scroll.start()
                elif not outside:
                    self._scroll.stop()
        else:
            self._hover(event.position())

    def released(self, event: QMouseEvent) -> None:
        """End what was begun; a click that moved nothing opens the reference under it."""
        self._scroll.stop()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = None
            self._hover(event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            page, point = self._view.point_on_page(event.position())
            linked = self._view.marks.mention_at(page, point)
            if not self._dragged:
                if linked is not None:
                    self._view.card_requested.emit(linked, page, False)
                elif not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self._view.marks.set_place(None)
                    self._view.viewport().update()
            self._hover(event.position())

    def left(self) -> None:
        """The pointer has left the view."""
        self._card.stop()
        self._set_under(None)

    def _extend(self) -> None:
        rect = QRectF(self._view.viewport().rect())
        inside = QPointF(
            min(max(self._last.x(), rect.left()), rect.right()), min(max(self._last.y(), rect.top()), rect.bottom())
        )
        self._view.selector.extend(*self._view.point_on_page(inside))

    def _follow(self) -> None:
        """Scroll towards a pointer that has left the view with the button down: the farther, the faster."""
        rect = self._view.viewport().rect()
        above, below = min(0.0, self._last.y()), max(0.0, self._last.y() - rect.height())
        left, right = min(0.0, self._last.x()), max(0.0, self._last.x() - rect.width())
        self._view.pan_by((left + right) / 4, (above + below) / 4)
        self._extend()

    # -- references under the pointer ---------------------------------------------------------------------------------

    def _hover(self, position: QPointF) -> None:
        page, point = self._view.point_on_page(position)
        linked = self._view.marks.mention_at(page, point)
        self._set_under(None if linked is None else (linked, page))
        glyphs = self._view.glyphs.glyphs(page)
        on_text = glyphs is not None and glyphs.character_at(point) is not None
        shape = Qt.CursorShape.IBeamCursor if on_text else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if linked is not None else shape)

    def _set_under(self, under: tuple[LinkedMention, int] | None) -> None:
        mention = under[0].mention if under is not None else None
        if mention == self.hovered:
            return
        self._under, self.hovered = under, mention
        self._view.viewport().update()
        self.hover_changed.emit(mention)
        if under is not None:
            self._card.start()
        else:
            self._card.stop()

    def _show_card(self) -> None:
        if self._under is not None:
            self._view.card_requested.emit(*self._under, False)

    # -- the keyboard -------------------------------------------------------------------------------------------------

    def tabbed(self, event: QKeyEvent) -> bool:
        """Tab and Shift+Tab walk the references in view; past the last the focus leaves the page (False)."""
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        linked = self._in_view()
        if event.key() == Qt.Key.Key_Backtab:
            linked.reverse()
        at = next((i for i, (each, _) in enumerate(linked) if each.mention == self.focused), -1)
        following = linked[at + 1] if at + 1 < len(linked) else None
        self.focused = following[0].mention if following is not None else None
        self._view.viewport().update()
        return following is not None

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Enter opens the reference that has the focus, Escape lets go of things, Shift+arrows change the selection."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            found = next((each for each in self._in_view() if each[0].mention == self.focused), None)
            if found is not None:
                self._view.card_requested.emit(*found, True)
            return found is not None
        if event.key() == Qt.Key.Key_Escape:
            self._let_go()
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in _STEPS:
            return self._view.selector.move_end(*_STEPS[Qt.Key(event.key())])
        return False

    def _let_go(self) -> None:
        self.focused = None
        self._view.card_unwanted.emit()
        self._view.document.clear_selection()
        self._view.marks.set_place(None)
        self._view.viewport().update()

    def _in_view(self) -> list[tuple[LinkedMention, int]]:
        """The mentions of which something is in view, with their pages, in reading order."""
        view = QRectF(self._view.viewport().rect())
        return [
            (linked, page)
            for page in self._view.visible_pages()
            for linked in self._view.marks.of_page(page).mentions
            if any(self._view.rect_in_view(page, rect).intersects(view) for rect in linked.rects)
        ]


_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Characters to the right and lines down that a key moves the selection's end by."""
