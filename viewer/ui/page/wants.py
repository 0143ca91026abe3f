"""What a view asks for: the pixels and letters of the pages in it, of those near it, and of one that it may go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer

from viewer.model.document import PageKind
from viewer.ui.page.pixels import WHOLE_PAGE, WantedPart
from viewer.workers.messages.requests import PixelRect, Priority
from viewer.workers.schedule import WantedPage, pages_in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.page.canvas import PageCanvas

SHARPEN_AFTER_MS, RESTED_MS = 40, 60
"""While zooming what is there is scaled, and slow pages are passed with small pictures; sharp ones are for rest. A key
that is held comes every 33 ms."""
AHEAD_MS = 1500
"""How long the reader looks at slow pages before the next one is drawn, for which one who goes elsewhere would wait."""


class ViewWants(QObject):
    """Asks for what one view shows, and decides what is worth asking for while it moves.

    ``direction`` is 1 where the reader scrolls towards the end, -1 towards the beginning, 0 where it is not known.
    """

    def __init__(self, canvas: PageCanvas, rested: Callable[[], None]) -> None:
        """``rested`` is called when the reader has come to rest after zooming or passing slow pages."""
        super().__init__(canvas)
        self._canvas = canvas
        self._expected: int | None = None
        self.direction = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(rested)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(rested)

    @property
    def waiting(self) -> bool:
        """Whether sharp pixels wait until the reader has come to rest."""
        return self._rest.isActive()

    def zooming(self) -> None:
        """The pages are being scaled."""
        self._rest.start(SHARPEN_AFTER_MS)

    def scrolling(self, direction: int) -> None:
        """The reader scrolls."""
        self.direction = direction
        self._expected = None
        if self._canvas.pixels.pace.slow:
            self._rest.start(RESTED_MS)
            self._ahead.start()

    def stop_waiting(self) -> None:
        """What is in view is wanted sharp at once."""
        self._rest.stop()

    def close(self) -> None:
        """Nothing is wanted any more."""
        self._rest.stop()
        self._ahead.stop()

    def expect(self, page: int) -> None:
        """Have a page drawn that the reader is about to go to, after what is in view and before what is near it."""
        if page not in self._canvas.visible_pages():
            self._expected = page
            self.ask()

    def jumped(self) -> None:
        """The program has gone somewhere: ask for what is there. What was expected is there now, or was not meant."""
        self._expected = None
        self._ahead.start()
        self.ask()

    def ask(self) -> None:
        """Ask for what is wanted now, and drop what was and is not any more."""
        canvas = self._canvas
        visible = canvas.visible_pages()
        pages = pages_in_order(visible.start, visible.stop - 1, self.direction, canvas.document.page_count)
        if canvas.document.info.page_kind is PageKind.LINES:  # its rows are all there is to be drawn
            canvas.glyphs.want((page for page, _ in pages), canvas)
            return
        if self.waiting:
            if canvas.pixels.pace.slow:
                canvas.pixels.passing(visible, self.direction, canvas)
            return
        if canvas.pixels.pace.slow and self._ahead.isActive():
            pages = [page for page in pages if page.page in visible]
        if self._expected is not None:
            pages = [page for page in pages if page.page != self._expected]
            pages.append(WantedPage(self._expected, Priority.NEAR - 1))
        ratio = canvas.devicePixelRatioF()
        parts = [self._wanted(page, priority, ratio, visible) for page, priority in pages]
        canvas.pixels.want(parts, canvas.scale * ratio, self.direction, canvas)
        canvas.glyphs.want(visible, canvas)  # after the pixels: one looks before one selects

    def _wanted(self, page: int, priority: int, ratio: float, visible: range) -> WantedPart:
        viewport = self._canvas.viewport()
        placed, size = self._canvas.place_on_screen(page, ratio)
        shown = placed.mapRect(QRect(QPoint(0, 0), size))
        view = QRect(0, 0, round(viewport.width() * ratio), round(viewport.height() * ratio))
        in_view = page in visible
        looked_at = self._canvas.pixels.pace.slow and not self._ahead.isActive()
        if in_view and looked_at and size.width() * size.height() <= WHOLE_PAGE:
            view = shown  # of a slow page the rest, too, once the reader has looked at what is in view
        if not in_view:  # of a large page that is near, what scrolling brings first
            ahead = page > visible.start
            view.moveTop(shown.top() if ahead else max(shown.top(), shown.bottom() + 1 - view.height()))
        part = placed.inverted()[0].mapRect(view.intersected(shown))
        rect = PixelRect(part.x(), part.y(), part.width(), part.height())
        return WantedPart(page, rect, size.width(), size.height(), priority, in_view)
