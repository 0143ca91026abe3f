"""The original document in the middle of the window, and where its reader is in it.

What is on the pages comes from the canvas and its parts, what the pointer and the keys do on them is ``PagePointer``'s
matter, and where the reader is asked to go comes from the session's changes.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QStyle, QWidget

from viewer.model.annotation import AnnotationKind
from viewer.model.geometry import PagePoint
from viewer.model.link import LinkKind
from viewer.model.text import PagePosition, Span
from viewer.session.changes import (
    NotesChanged,
    PagesLieTurned,
    PageSpot,
    PlaceRequested,
    SearchChanged,
    SelectionChanged,
    TextRead,
    UnderstandingChanged,
    ViewLook,
    ViewPlace,
)
from viewer.session.places import LeftOff
from viewer.ui.page.canvas import LINE_STEP, PageCanvas
from viewer.ui.page.destination import READING_LINE, Destination
from viewer.ui.page.failures import PageFailures
from viewer.ui.page.layout import Arrangement, Fit
from viewer.ui.page.link_store import LinkStore
from viewer.ui.page.pointer import PagePointer
from viewer.ui.page.selection import TextSelector, selected_text
from viewer.ui.page.turning import PageTurner

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.model.link import PageLink
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.page.on_screen import Look
    from viewer.ui.page.sources import PageSources

PULSE_MS = 200


class PageView(PageCanvas):
    """The pages of one document, and the reader's place among them.

    ``context_menu_requested`` carries the place on the screen and the ``LinkedMention`` and the ``PageLink`` under it,
    or None. ``link_requested`` carries a ``PageLink`` that leads out of the document, its page, and whether what is
    said of it is to take the focus.
    ``card_requested`` carries a ``LinkedMention``, its page, and whether the card is to take the focus;
    ``card_unwanted`` says that what a card is about has moved away.
    """

    context_menu_requested = Signal(object, object, object)
    link_requested = Signal(object, int, bool)
    card_requested = Signal(object, int, bool)
    card_unwanted = Signal()

    def __init__(
        self,
        document: OpenDocument,
        session: Session,
        parent: QWidget | None = None,
        sources: PageSources | None = None,
        start: LeftOff | None = None,
    ) -> None:
        """``start`` is where the view begins, instead of where the document's reader is."""
        super().__init__(document, parent, sources)
        self._start = start or LeftOff(document.place, document.look)
        self.place = self._start.place
        self.history = document.history
        self._leads = True
        self.selector = TextSelector(document, self.glyphs)
        self.links = LinkStore(document, lambda page: self.marks.of_page(page).footnotes, self)
        self.pointer = PagePointer(self, self.selector, self.links, self._turn_to)
        self.pointer.card_requested.connect(self.card_requested)
        self.pointer.card_unwanted.connect(self.card_unwanted)
        self.pointer.link_followed.connect(self._link_followed)
        self._turner = PageTurner(self, self._turn_to)
        self.destination = Destination(self, lambda linked, page: self.card_requested.emit(linked, page, False))
        self._failures = PageFailures(self)
        self._left_off: ViewPlace | None = None
        self._pulse = QVariantAnimation(self)
        self._pulse.setStartValue(1.0)
        self._pulse.setEndValue(0.0)
        self._pulse.setDuration(PULSE_MS)
        self._pulse.valueChanged.connect(self._repaint)
        self.view_changed.connect(self._report)
        self.pixels.arrived.connect(self._failures.place)
        self.glyphs.arrived.connect(self._glyphs_arrived)
        self._unsubscribe = session.changes.subscribe(self._changed)
        self.setAccessibleName("Pages of the document")
        self._go_on()

    def _repaint(self) -> None:
        self.viewport().update()

    # -- where the reader has left off --------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Show the document as it was shown the last time; the place has its turn when the view has its size."""
        place, look = self._start.place, self._start.look
        if look is not None:
            self.arrange(next((way for way in Arrangement if way.value == look.arrangement), self.arrangement))
            self.turn(look.turns)
            self._fit = next((fit for fit in Fit if fit.value == look.fit), Fit.WIDTH)
            if self._fit is Fit.NOTHING:
                self.set_zoom(look.zoom)
        if look is not None or place.page:
            self._left_off = place

    def _show_left_off(self) -> None:
        """Show the place where the reader has left off, at every size of the view before it is first seen."""
        place, look = self._left_off, self._start.look
        if place is not None and (place.page or place.y > 0):
            self.destination.show_place(place)
        elif place is not None:  # with the margin above it, as on the picture that the window begins with
            self.lead_by(0, -self.verticalScrollBar().value())
        if place is not None and look is not None:
            self.lead_by(look.left * self._layout.scale - self.horizontalScrollBar().value(), 0)

    def _shown_look(self) -> ViewLook:
        left = self.horizontalScrollBar().value() / self._layout.scale
        return ViewLook(round(self.zoom, 4), self.fit.value, self.arrangement.value, self.turns, round(left, 2))

    # -- where the reader is ------------------------------------------------------------------------------------------

    def _report(self) -> None:
        self._left_off = None
        self.place = self._place()
        if self._leads:
            self._tell_document()
            self.pointer.keep_in_view()
        self._failures.place()
        self.links.want(self.visible_pages())

    def _tell_document(self) -> None:
        self.document.look = self._shown_look()
        visible = self.visible_pages()
        self.document.viewed(self.place, visible.start, max(visible.start, visible.stop - 1))

    @property
    def leads(self) -> bool:
        """Whether the document's place is this view's, and requests to go somewhere are meant for it.

        Of several views of a document it is the one used last.
        """
        return self._leads

    def lead(self) -> None:
        """Let the document's place, look and way back be this view's; its other views ``follow``."""
        if not self._leads:
            self._leads = True
            self.document.history = self.history
            self._tell_document()

    def follow(self) -> None:
        """Let another view of the document lead."""
        self._leads = False
        self.card_unwanted.emit()

    @property
    def left_off(self) -> LeftOff:
        """Where this view stands now, and how it shows the document."""
        return LeftOff(self._left_off or self.place, self._shown_look())

    @property
    def reading_at(self) -> float:
        """How far down the document the reader is taken to read: so many pages, and the share of the next."""
        return self._layout.pages_above(self.verticalScrollBar().value() + self._reading_line())

    def read_at(self, pages: float) -> None:
        """Scroll as the reader does, until what lies so many pages down is where the reader is taken to read."""
        if self.arrangement.paged:
            self.show_top(min(max(int(pages), 0), self._layout.page_count - 1), 0.0)
        bar, height = self.verticalScrollBar(), self._layout.height_below(pages)
        if pages >= self._layout.page_count:
            bar.setValue(bar.maximum())
        else:
            values = range(bar.maximum() + 1)
            bar.setValue(bisect_left(values, height, key=lambda value: value + self._reading_line(value)))

    def _place(self) -> ViewPlace:
        page = self._current_page()
        top = self._layout.top(page)
        return ViewPlace(page, round((self.verticalScrollBar().value() - top) / self._layout.scale, 2))

    def _current_page(self) -> int:
        """The page that the reader asked for while it is in view, else that at the reading line."""
        asked = self.destination.asked
        if isinstance(asked, ViewPlace) and asked.page in self.visible_pages():
            return asked.page
        return self.anchor_at(QPointF(0, self._reading_line())).page

    def _reading_line(self, value: int | None = None) -> float:
        """The height in the viewport at which the reader is taken to read, where it is scrolled now or would be.

        At the very beginning it is the top and at the very end the bottom, so that every section has its turn.
        """
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if bar.maximum() == 0:
            return 0.0
        above = bar.value() if value is None else value
        below = bar.maximum() - above
        usual = (READING_LINE + 0.02) * height
        return max(min(usual, above), height - 1 - 3 * below)

    def offset_at(self, _place: ViewPlace) -> int | None:
        """The offset of the character that is being read, as far as glyphs and text are known."""
        text = self.document.text
        asked = self.destination.asked
        if isinstance(asked, Span):
            return asked.start
        if isinstance(asked, ViewPlace):
            page = asked.page
            below_header = READING_LINE * self.viewport().height() if page else 0.0
            down = self._layout.top(page) + max(0.0, asked.y) * self._layout.scale + below_header
            anchor = self._layout.anchor_on(page, self._layout.box(page).x, down)
            point = PagePoint(anchor.x, anchor.y)
        else:
            page, point = self.point_on_page(QPointF(0, self._reading_line()))
        glyphs = self.glyphs.glyphs(page)
        offset = glyphs.offset_at(point) if glyphs is not None else 0
        if page >= text.page_count:
            return None
        words = text.page_text(page)
        at = min(offset or 0, len(words))
        rest = words[at:].lstrip()  # a blank belongs to no section: what follows it is read
        return text.offset(PagePosition(page, len(words) - len(rest) if rest else at))

    def _glyphs_arrived(self, page: int) -> None:
        self.marks.glyphs_arrived(page)
        self._failures.place()
        self.destination.glyphs_arrived()
        if page in self.visible_pages():
            self.viewport().update()
            if self._leads:
                self.document.looked_closer()

    @property
    def settled(self) -> bool:
        """Whether all that is in view is there and sharp, and nothing moves."""
        return super().settled and self._pulse.state() != QVariantAnimation.State.Running

    # -- going somewhere ----------------------------------------------------------------------------------------------

    def _go(self, request: PlaceRequested) -> None:
        self._leave()
        if isinstance(request.target, ViewPlace | PageSpot):
            self.marks.set_place(None)
            self.destination.show_place(self._layout.place_of(request.target, self.viewport().height()))
            return
        self.marks.set_place(request.target if request.pulse else None)
        self.destination.show_span(request.target)
        if request.pulse and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0:
            self._pulse.start()

    def follow_link(self, link: PageLink, page: int, *, focus: bool = False) -> None:
        """Go where a link of a page leads, or have it said where it would lead out of the document."""
        if link.kind is LinkKind.PLACE:
            place = link.span or PageSpot(link.page, link.x, link.y)
            self.document.go_to(place, pulse=link.span is not None)
        else:
            self.link_requested.emit(link, page, focus)

    def _link_followed(self, link: PageLink, page: int, focus: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        self.follow_link(link, page, focus=focus)

    def _leave(self) -> None:
        """The reader goes on from the place that was asked for, or that was left the last time."""
        self._left_off = None
        self.destination.forget()
        self.card_unwanted.emit()

    def _turn_to(self, page: int, down: float) -> None:
        """Let the reader, who turns pages, come to one; ``down`` device-independent pixels below its top."""
        self._leave()
        self.show_top(page, down / self._layout.scale)

    # -- selection and notes ------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected words as the text of record has them."""
        words = selected_text(self.document, self.glyphs)
        if words:
            QGuiApplication.clipboard().setText(words)

    def select_all(self) -> None:
        """Select the whole text, as far as it has been read."""
        self.selector.forget()
        self.document.select_span(Span(0, len(self.document.text)))

    def highlight_selection(
        self, color: HighlightColor, kind: AnnotationKind = AnnotationKind.HIGHLIGHT
    ) -> Annotation | None:
        """Mark the selected passage, underline it or strike it through.

        None where nothing is selected or notes cannot be changed.
        """
        span = self.document.selected_span
        if span is None or not len(span):
            return None
        page = self.document.text.page_of(span.start)
        rects = self.page_painter.selection_rects(page)
        annotation = self.document.notes.highlight(span, color, rects=rects, kind=kind)
        if annotation is not None:
            self.document.clear_selection()
            self.document.take_in_hand(annotation.id)
        return annotation

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if getattr(change, "document", None) != self.document.number:
            return
        match change:
            case PlaceRequested():
                if self._leads:
                    self._go(change)
            case PagesLieTurned(_, turns):
                if not self.turns:  # else the reader has turned them already
                    self.turn(turns)
                    if self._leads:
                        self._tell_document()  # now: the document that takes this one's place asks how it was shown
            case TextRead(_, first, count):
                self.correct_sizes(range(first, min(first + count, self.document.page_count)))
                self.marks.text_read()
            case UnderstandingChanged():
                self.marks.understanding_changed()
            case SearchChanged():
                self.marks.search_changed()
            case NotesChanged():
                self.marks.notes_changed(change.ids)
            case SelectionChanged():
                pass
            case _:
                return
        self.viewport().update()

    def close_view(self) -> None:
        """The view is being closed: nothing more is asked for or listened to."""
        self._unsubscribe()
        self._pulse.stop()
        self.pixels.arrived.disconnect(self._failures.place)  # they may live on for another view
        self.pixels.arrived.disconnect(self._pixels_arrived)
        self.glyphs.arrived.disconnect(self._glyphs_arrived)
        self.links.close()
        self.close_canvas()

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """What is added to the pages at this moment: the pulse, the reference under the pointer or with the focus."""
        running = self._pulse.state() == QVariantAnimation.State.Running
        return replace(
            super().look(),
            pulse=float(self._pulse.currentValue()) if running else 0.0,
            hovered=self.pointer.hovered,
            focused=self.pointer.focused if self.hasFocus() else None,
            framed=self.pointer.framed if self.hasFocus() else None,
        )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The reader, or the program, has scrolled."""
        if not self.led:
            self._leave()
        super().scrollContentsBy(dx, dy)
        self._failures.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the reader has left is shown as soon as there is a size to show it at."""
        super().resizeEvent(event)
        self._show_left_off()

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving the view ends hovering; resting over a link or a note tells of it."""
        if event.type() == QEvent.Type.Leave:
            self.pointer.left()
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return self.pointer.tell_tip(event)
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab walks the references in view before it leaves the page."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.pointer.tabbed(event):
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is in front."""
        super().hideEvent(event)
        self.card_unwanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by line or screen; what concerns references and the selection is the pointer's."""
        if self.pointer.key_pressed(event) or self._turner.key_pressed(event):
            return
        bar, screen = self.verticalScrollBar(), self.viewport().height() - LINE_STEP
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {
            Qt.Key.Key_PageDown: screen,
            Qt.Key.Key_PageUp: -screen,
            Qt.Key.Key_Space: -screen if back else screen,
            Qt.Key.Key_Down: LINE_STEP,
            Qt.Key.Key_Up: -LINE_STEP,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif not self._turner.scrolled(step):
            bar.setValue(bar.value() + step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, zoom with Ctrl, or turn the page at its end."""
        zooms = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if zooms or not self._turner.wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pointer's matter."""
        self.pointer.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer's matter."""
        self.pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The pointer's matter."""
        self.pointer.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The pointer's matter."""
        self.pointer.double_clicked(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        page, point = self.point_on_page(QPointF(event.pos()))
        mention, link = self.marks.mention_at(page, point), self.links.at(page, point)
        self.context_menu_requested.emit(event.globalPos(), mention, link)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus is seen: on the reference that has it."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The focus has gone."""
        super().focusOutEvent(event)
        self.viewport().update()
