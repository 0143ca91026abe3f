"""Small pictures of the pages of a document that is slow to draw, ready before the reader comes to them.

A page of a map or a plate can take a second to draw sharp, and one that is being drawn cannot be interrupted. So the
background worker draws a small picture of every page beside that: of those in view first, then of the others, the
nearest first, as many as fit into a number of bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.workers.messages import Priority, RenderTile, Tile
from viewer.workers.tile_cache import TileCache, TileKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages import Answer

CAPACITY = 32 << 20
"""Bytes: 130 pages of A4."""
SCALE = 0.5
"""Pixels a point: headings can be read, and a plate takes a fifth of the time that it takes sharp."""
LARGEST = 1_000_000
"""Pixels: a page of 200 inches is not drawn ahead."""
AT_A_TIME = 2
AHEAD = Priority.WHOLE + 5
"""When there is nothing else to do, the reading of the text included."""


class Overviews(QObject):
    """The small pictures of one document. ``arrived`` carries the page that has one now."""

    arrived = Signal(int)

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._cache: TileCache[QImage] = TileCache(CAPACITY)
        self._asked: dict[int, tuple[int, int]] = {}
        self._hopeless: set[int] = set()
        self._visible: tuple[int, ...] = ()
        self._dark = False
        self._on = False

    def want(self, visible: Iterable[int]) -> None:
        """Have pictures made of the pages in view, then of those around them."""
        self._on = True
        self._visible = tuple(visible)
        self._cache.pin(self._key(page) for page in self._visible)
        for page, (number, priority) in list(self._asked.items()):
            if page not in self._visible or priority == AHEAD:  # asked again as what they are now
                self._document.cancel_background(number)
                del self._asked[page]
        self._go_on()

    def picture(self, page: int) -> QImage | None:
        """The picture of a page, where there is one."""
        return self._cache.get(self._key(page))

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - the property's value
        """Draw pages with light and dark exchanged, or as they are."""
        self.close()
        self._dark = dark
        self._cache.drop_where(lambda _key: True)

    def close(self) -> None:
        """Ask for nothing any more."""
        self._on = False
        for number, _ in self._asked.values():
            self._document.cancel_background(number)
        self._asked.clear()

    def _key(self, page: int) -> TileKey:
        return TileKey(self._document.number, page, SCALE)

    def _go_on(self) -> None:
        if not self._on:
            return
        for page in self._visible:
            if self._wants(page):
                self._ask(page, Priority.VISIBLE)
        for page in self._nearest_first():
            if len(self._asked) >= AT_A_TIME:
                return
            if self._wants(page):
                self._ask(page, AHEAD)

    def _nearest_first(self) -> Iterable[int]:
        """The pages around those in view, as far as their pictures fit beside each other."""
        if not self._visible:
            return
        first, last, count = min(self._visible), max(self._visible), self._document.page_count
        size = self._document.page_size(first)
        room = int(CAPACITY / max(1.0, 2 * size.width * size.height * SCALE**2)) - len(self._visible)
        for step in range(1, max(0, room) // 2 + 1):
            yield from (page for page in (last + step, first - step) if 0 <= page < count)

    def _wants(self, page: int) -> bool:
        size = self._document.page_size(page)
        small = size.width * size.height * SCALE**2 <= LARGEST
        known = page in self._asked or page in self._hopeless or self._key(page) in self._cache
        return small and not known

    def _ask(self, page: int, priority: int) -> None:
        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if self._asked.pop(page, None) is None:
                return  # it was dropped while the answer was on its way
            if isinstance(answer, Tile):
                image = QImage(
                    answer.pixels, answer.rect.width, answer.rect.height, answer.stride, QImage.Format.Format_RGB888
                ).convertToFormat(QImage.Format.Format_RGB16)
                self._cache.put(self._key(page), image, image.sizeInBytes())
                self.arrived.emit(page)
            else:
                self._hopeless.add(page)
            self._go_on()

        request = RenderTile(self._document.number, page, SCALE, dark=self._dark)
        self._asked[page] = (self._document.ask_background(request, answered, priority), priority)
