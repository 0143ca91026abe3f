"""What the pointer and the keys do on the pages: select, pan, hover over references and links, walk them with Tab."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from viewer.model.link import LinkKind, PageLink
from viewer.model.text import Span
from viewer.ui.page.marks import LinkedMention
from viewer.ui.page.selection import SelectionUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent

    from viewer.model.geometry import PageRect
    from viewer.model.reference import Mention
    from viewer.ui.page.canvas import PageCanvas
    from viewer.ui.page.link_store import LinkStore
    from viewer.ui.page.selection import TextSelector

CARD_AFTER_MS = 300
ROOM = 24
"""Device-independent pixels above and below the end of a selection that the keys move."""
LONGEST_TIP = 600
"""Characters of a note that are told where the pointer rests on its passage."""
SCROLL_EVERY_MS = 20
"""While a selection is dragged out of the view, the view follows this often."""


class PagePointer(QObject):
    """The pointer and the keyboard's focus on one view's pages. ``hover_changed`` carries a ``Mention`` or None.

    ``words_selected`` says that the mouse has been released over a selection, ``note_clicked`` carries a note's id.
    ``card_requested`` carries a ``LinkedMention``, ``link_followed`` a ``PageLink``; both their page, and whether the
    keys have done it. ``card_unwanted`` says that the reader has turned to something else.
    """

    hover_changed = Signal(object)
    words_selected = Signal()
    note_clicked = Signal(str)
    card_requested = Signal(object, int, bool)
    card_unwanted = Signal()
    link_followed = Signal(object, int, bool)

    def __init__(
        self, view: PageCanvas, selector: TextSelector, links: LinkStore, turn_to: Callable[[int, float], None]
    ) -> None:
        """``turn_to`` shows a page, so many device-independent pixels below its top."""
        super().__init__(view)
        self._view = view
        self._selector = selector
        self._links = links
        self._turn_to = turn_to
        self.hovered: Mention | None = None
        self.focused: Mention | None = None
        self._focused_link: tuple[int, PageLink] | None = None
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
        """Begin to select, or to move the page with the middle button; go back or on with those beside the wheel."""
        self._card.stop()
        self.card_unwanted.emit()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = event.globalPosition()
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.BackButton:
            self._view.document.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._view.document.forward()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False
            self._set_focused(None)
            page, point = self._view.point_on_page(event.position())
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._selector.extend(page, point)
                return
            interval = QApplication.doubleClickInterval()
            third = self._since_double.isValid() and self._since_double.elapsed() < interval
            self._since_double.invalidate()
            self._selector.begin(page, point, SelectionUnit.LINE if third else SelectionUnit.CHARACTER)

    def double_clicked(self, event: QMouseEvent) -> None:
        """Select a word; a third click soon after selects the line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), True
            self._since_double.start()
            self._selector.begin(*self._view.point_on_page(event.position()), SelectionUnit.WORD)
        else:  # of other buttons two quick presses are two
            self.pressed(event)

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
        """End what was begun; a click that moved nothing follows the link or opens the reference under it."""
        self._scroll.stop()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = None
            self._hover(event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            page, point = self._view.point_on_page(event.position())
            linked = self._view.marks.mention_at(page, point)
            link = self._links.at(page, point)
            if not self._dragged:
                if link is not None and (link.kind is LinkKind.PLACE or linked is None):
                    self.link_followed.emit(link, page, False)
                elif linked is not None:
                    self.card_requested.emit(linked, page, False)
                elif not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self._view.marks.set_place(None)
                    self._view.viewport().update()
                    note = self._view.marks.note_at(page, point)
                    self._view.document.take_in_hand(note or "")
                    if note is not None:
                        self.note_clicked.emit(note)
            if self._view.document.selection is not None:
                self.words_selected.emit()
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
        self._selector.extend(*self._view.point_on_page(inside))

    def _follow(self) -> None:
        """Scroll towards a pointer that has left the view with the button down: the farther, the faster."""
        rect = self._view.viewport().rect()
        above, below = min(0.0, self._last.y()), max(0.0, self._last.y() - rect.height())
        left, right = min(0.0, self._last.x()), max(0.0, self._last.x() - rect.width())
        self._view.pan_by((left + right) / 4, (above + below) / 4)
        self._extend()

    def keep_in_view(self) -> None:
        """A note that is scrolled out of view is in hand no more: what is written next is not meant for it."""
        document, view = self._view.document, QRectF(self._view.viewport().rect())
        note = document.note_in_hand
        seen = (
            self._view.rect_in_view(page, rect).intersects(view)
            for page in (self._view.visible_pages() if note else ())
            for marking in self._view.marks.of_page(page).markings
            if marking.note == note
            for rect in marking.rects
        )
        if note and not any(seen):
            document.take_in_hand("")

    # -- references under the pointer ---------------------------------------------------------------------------------

    def _hover(self, position: QPointF) -> None:
        page, point = self._view.point_on_page(position)
        linked = self._view.marks.mention_at(page, point)
        self._set_under(None if linked is None else (linked, page))
        glyphs = self._view.glyphs.glyphs(page)
        on_text = glyphs is not None and glyphs.character_at(point) is not None
        shape = Qt.CursorShape.IBeamCursor if on_text else Qt.CursorShape.ArrowCursor
        leads = linked is not None or self._links.at(page, point) is not None
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else shape)

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
            self.card_requested.emit(*self._under, False)

    def tell_tip(self, event: QHelpEvent) -> bool:
        """Tell where the link under the pointer leads, or what the note there says; whether there is either."""
        page, point = self._view.point_on_page(QPointF(event.pos()))
        link = self._links.at(page, point)
        if link is None:
            note = self._view.document.notes.find(self._view.marks.note_at(page, point) or "")
            words = note.body[:LONGEST_TIP] if note is not None else ""
            QToolTip.showText(event.globalPos(), f"<qt>{html.escape(words)}</qt>" if words else "")
            return bool(words)
        from viewer.ui.page.link_card import link_tip  # noqa: PLC0415 - start-up time: parsing addresses is for later

        words = link_tip(link, self._view.document.page_label(link.page))
        box = self._view.rect_in_view(page, link.rect).toAlignedRect()
        # In markup a long address is broken into lines; its characters are taken as they are.
        QToolTip.showText(event.globalPos(), f"<qt>{html.escape(words)}</qt>", self._view.viewport(), box)
        return True

    # -- the keyboard -------------------------------------------------------------------------------------------------

    def tabbed(self, event: QKeyEvent) -> bool:
        """Tab and Shift+Tab walk the references and links in view; past the last the focus leaves the page (False)."""
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        stops = self._in_view()
        if event.key() == Qt.Key.Key_Backtab:
            stops.reverse()
        at = next((number for number, (stop, page) in enumerate(stops) if self._has_focus(stop, page)), -1)
        following = stops[at + 1] if at + 1 < len(stops) else None
        self._set_focused(following)
        self._view.viewport().update()
        return following is not None

    def _has_focus(self, stop: LinkedMention | PageLink, page: int) -> bool:
        return (page, stop) == self._focused_link if isinstance(stop, PageLink) else stop.mention == self.focused

    def _set_focused(self, stop: tuple[LinkedMention | PageLink, int] | None) -> None:
        what, page = stop if stop is not None else (None, 0)
        self.focused = what.mention if isinstance(what, LinkedMention) else None
        self._focused_link = (page, what) if isinstance(what, PageLink) else None

    @property
    def framed(self) -> tuple[int, PageRect] | None:
        """The page and the rectangle of the link that has the focus."""
        return None if self._focused_link is None else (self._focused_link[0], self._focused_link[1].rect)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Enter opens what has the focus, Escape lets go of things, Shift+arrows change the selection."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            found = next(((stop, page) for stop, page in self._in_view() if self._has_focus(stop, page)), None)
            if found is None:
                return False
            stop, page = found
            if isinstance(stop, PageLink):
                self.link_followed.emit(stop, page, True)
            else:
                self.card_requested.emit(stop, page, True)
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._let_go()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in _STEPS:
            moved = self._selector.move_end(*_STEPS[Qt.Key(event.key())])
            self._show_end()
            return moved
        return False

    def _show_end(self) -> None:
        """Scroll as far as needed for the end of the selection to be seen that the keys move."""
        end, view = self._selector.end, self._view
        if end is None:
            return
        if view.arrangement.paged and end.page not in view.visible_pages():
            self._turn_to(end.page, 0.0)
        rects = view.marks.rects_of(end.page, Span(max(0, end.offset - 1), end.offset + 1))
        shown = view.rect_in_view(end.page, rects[0]) if rects else view.page_in_view(end.page)
        height = view.viewport().height()
        if rects and shown.bottom() > height - ROOM:
            view.pan_by(0, shown.bottom() - height + ROOM)
        elif shown.top() < ROOM and rects:
            view.pan_by(0, shown.top() - ROOM)
        elif not rects and not 0 <= shown.top() < height - 2 * ROOM:  # its letters come when it is in view
            view.pan_by(0, shown.top() - height / 2)

    def _let_go(self) -> bool:
        """Let go of what is selected, focused or marked; whether there was anything."""
        view = self._view
        held = (self.focused, self._focused_link, view.document.selection, view.marks.place)
        self._set_focused(None)
        self.card_unwanted.emit()
        self._view.document.clear_selection()
        self._view.document.take_in_hand("")
        self._view.marks.set_place(None)
        self._view.viewport().update()
        return any(each is not None for each in held)

    def _in_view(self) -> list[tuple[LinkedMention | PageLink, int]]:
        """The mentions and links of which something is in view, with their pages: on each the mentions come first."""
        view = QRectF(self._view.viewport().rect())

        def seen(page: int, rects: Iterable[PageRect]) -> bool:
            return any(self._view.rect_in_view(page, rect).intersects(view) for rect in rects)

        stops: list[tuple[LinkedMention | PageLink, int]] = []
        for page in self._view.visible_pages():
            mentions = self._view.marks.of_page(page).mentions
            stops += [(linked, page) for linked in mentions if seen(page, linked.rects)]
            stops += [(link, page) for link in self._links.of_page(page) if seen(page, (link.rect,))]
        return stops


_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Characters to the right and lines down that a key moves the selection's end by."""
