"""Where the reader of a view has been taken, until somebody scrolls on, and what still waits for glyphs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from viewer.model.text import Span
from viewer.session.changes import ViewPlace
from viewer.ui.page.layout import GAP
from viewer.ui.page.marks import LONGEST_PLACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.geometry import PageRect
    from viewer.model.reference import Mention
    from viewer.model.text import PagePosition
    from viewer.ui.page.canvas import PageCanvas
    from viewer.ui.page.marks import LinkedMention

READING_LINE = 0.22
"""How far down a place stands that was asked for, and where the reader is taken to read: a share of the height."""


class Destination:
    """The place or the passage that a view was asked to show, and brings into view as exactly as its glyphs allow."""

    def __init__(self, view: PageCanvas, show_card: Callable[[LinkedMention, int], None]) -> None:
        """``show_card`` shows the card of a mention that is in view, on a page."""
        self._view = view
        self._show_card = show_card
        self.asked: Span | ViewPlace | None = None
        self._unplaced: Span | None = None
        self._card_wanted: Mention | None = None

    def forget(self) -> None:
        """The reader goes where nobody was asked for."""
        self.asked = self._unplaced = self._card_wanted = None

    def glyphs_arrived(self) -> None:
        """It may be known now where on the page a passage stands."""
        if self._unplaced is not None:
            self._place(self._unplaced)
        if self._card_wanted is not None:
            self.show_card_of(self._card_wanted)

    def show_place(self, place: ViewPlace) -> None:
        """Show a place: its page's top stands a gap below the top of the view, any other height at the top."""
        view = self._view
        page = min(place.page, view.document.page_count - 1)
        self.asked = ViewPlace(page, place.y)
        view.show_top(page, place.y or -GAP / 2 / view.scale)

    def show_span(self, span: Span) -> None:
        """Show a passage: its page at once, and its first line when the page's glyphs are there."""
        if self._view.document.text.can_place(span.start):
            self._unplaced = span
            self._place(span)

    def show_card_of(self, mention: Mention) -> None:
        """Show the card of a mention in view, as soon as it is known where it stands."""
        self._card_wanted = mention
        view = self._view
        for page in view.visible_pages():
            for linked in view.marks.of_page(page).mentions:
                if linked.mention == mention and linked.rects:
                    self._card_wanted = None
                    self._show_card(linked, page)
                    return

    def _place(self, span: Span) -> None:
        view = self._view
        position = view.document.text.locate(span.start)
        rects = self._rects_of_begin(span, position)
        self.asked = span
        if view.arrangement.paged and position.page not in view.visible_pages():
            view.show_top(position.page, 0.0)
        if not rects:
            if view.glyphs.glyphs(position.page) is not None:
                self._unplaced = None  # a span without ink, such as an empty page
            if position.page not in view.visible_pages():
                view.show_top(position.page, 0.0)
                self.asked = span
            return
        self._unplaced = None
        self._lead_to(view.rect_in_view(position.page, rects[0]), is_section=len(span) > LONGEST_PLACE)

    def _lead_to(self, rect: QRectF, *, is_section: bool) -> None:
        """Scroll until a rectangle of the viewport is well in view; the beginning of a section to the reading line."""
        view = self._view
        room = QRectF(view.viewport().rect())
        comfortable = room.adjusted(0, 16, 0, -room.height() * 0.2)
        dx = dy = 0.0
        if is_section or rect.top() < comfortable.top() or rect.bottom() > comfortable.bottom():
            dy = rect.top() - READING_LINE * room.height()
        if rect.left() < comfortable.left() or rect.right() > comfortable.right():
            dx = rect.center().x() - room.width() / 2
        view.lead_by(dx, dy)

    def _rects_of_begin(self, span: Span, position: PagePosition) -> tuple[PageRect, ...]:
        view = self._view
        if position.page >= view.document.text.page_count:
            return ()
        on_page = view.document.text.page_span(position.page)
        end = min(span.end, on_page.end) - on_page.start
        return view.marks.rects_of(position.page, Span(position.offset, max(position.offset, end)))
