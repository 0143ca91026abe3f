"""Small pictures of pages: asked of the background worker for what is in view, kept within a number of bytes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Signal

from viewer.model.document import PageKind
from viewer.ui.look.colors import DARK_PAPER, PAPER
from viewer.ui.page.pictures import image_of, picture_of_text
from viewer.ui.page.pixels import device_size
from viewer.workers.messages.answers import Failed, Lines, Tile
from viewer.workers.messages.requests import ReadLines, RenderTile
from viewer.workers.tile_cache import TileCache, TileKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QImage

    from viewer.model.geometry import PageSize
    from viewer.model.text import PageText
    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer
    from viewer.workers.schedule import WantedPage

CAPACITY = 32 << 20
"""Bytes of pictures: about 500 of an A4 page, 120 where two device pixels make one."""
BOX = QSize(112, 152)
"""Device-independent pixels that a page is fitted into: A4 and Letter fill its height or width."""


class Picture(NamedTuple):
    """The picture of a page; one that is not ``sharp`` has another size than it is shown in."""

    image: QImage
    sharp: bool


class Thumbnails(QObject):
    """The pictures of one document's pages at a time. ``arrived`` carries a page that has one now, or never will."""

    arrived = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self._ratio = 1.0
        self._dark = False
        self._cache: TileCache[QImage] = TileCache(CAPACITY)
        self._asked: dict[TileKey, int] = {}
        self._sizes: dict[tuple[int, int], PageSize] = {}
        self._texts: deque[tuple[TileKey, PageText]] = deque()
        self._draw_next = QTimer(self, interval=0, singleShot=True)
        self._draw_next.timeout.connect(self._draw)
        self.failures: dict[int, str] = {}

    def show_document(self, document: OpenDocument | None) -> None:
        """Turn to another document; what was asked for the one before is dropped, its pictures are kept for a while."""
        self.drop()
        self._document = document
        self.failures.clear()

    @property
    def paper(self) -> QColor:
        """What a page is until its picture is there."""
        return DARK_PAPER if self._dark else PAPER

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - what the setting says
        """Show pages for reading in the dark, or as they are; pictures of the others are forgotten."""
        if dark != self._dark:
            self._dark = dark
            self.drop()
            self._cache.drop_where(lambda _key: True)

    def forget(self, number: int) -> None:
        """A document was closed: its pictures go."""
        if self._document is not None and self._document.number == number:
            self._asked.clear()  # its worker has forgotten them with the document
            self.show_document(None)
        self._cache.drop_where(lambda key: key.document == number)
        self._sizes = {key: size for key, size in self._sizes.items() if key[0] != number}

    def drop(self) -> None:
        """Ask for nothing any more: the pages are not seen."""
        self.want((), self._ratio)
        self._texts.clear()

    def retry(self) -> None:
        """Try pages again that failed, when they are wanted next."""
        self.failures.clear()

    def want(self, pages: Sequence[WantedPage], ratio: float) -> None:
        """Ask for these pages, at ``ratio`` device pixels a pixel; requests not wanted any more are dropped."""
        self._ratio = ratio
        document = self._document
        if document is None:
            return
        wanted = {self._key(document, page): priority for page, priority in pages}
        for key in [key for key in self._asked if key not in wanted]:
            document.cancel_background(self._asked.pop(key))
        self._texts = deque(item for item in self._texts if item[0] in wanted)
        self._cache.pin(wanted)
        waiting = {key for key, _ in self._texts}
        for key, priority in wanted.items():
            known = key in self._cache or key in self._asked or key in waiting
            if not known and key.page not in self.failures:
                self._ask(document, key, priority)

    def picture(self, page: int) -> Picture | None:
        """What there is of a page: its picture, or one of another size."""
        if self._document is None:
            return None
        key = self._key(self._document, page)
        sharp = self._cache.get(key)
        if sharp is not None:
            return Picture(sharp, sharp=True)
        closest = self._cache.closest(key.document, page, key.scale)
        return None if closest is None else Picture(closest[1], sharp=False)

    def pixels(self, page: int) -> QSize:
        """The device pixels in which a page is shown."""
        assert self._document is not None  # noqa: S101 - pages are only painted of a document
        size = self._size(self._document, page)
        return QSize(*device_size(size.width, size.height, self._key(self._document, page).scale))

    # -- asking -------------------------------------------------------------------------------------------------------

    def _size(self, document: OpenDocument, page: int) -> PageSize:
        """A page's size as far as it is known; the picture knows it best."""
        return self._sizes.get((document.number, page)) or document.page_size(page)

    def _key(self, document: OpenDocument, page: int) -> TileKey:
        size = self._size(document, page)
        scale = min(BOX.width() / size.width, BOX.height() / size.height) * self._ratio
        return TileKey(document.number, page, scale)

    def _ask(self, document: OpenDocument, key: TileKey, priority: int) -> None:
        rows = document.info.page_kind is PageKind.LINES
        request = (
            ReadLines(key.document, key.page)
            if rows
            else RenderTile(key.document, key.page, key.scale, dark=self._dark)
        )

        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if self._asked.pop(key, None) is not None:  # else it was dropped while the answer was on its way
                self._take(key, answer)

        self._asked[key] = document.ask_background(request, answered, priority)

    def _take(self, key: TileKey, answer: Answer) -> None:
        if isinstance(answer, Tile):
            self._sizes[key.document, key.page] = answer.page_size
            self._keep(key, image_of(answer))
        elif isinstance(answer, Lines):
            self._texts.append((key, answer.text))
            self._draw_next.start()
        elif isinstance(answer, Failed):
            self.failures[key.page] = answer.what
            self.arrived.emit(key.page)

    def _draw(self) -> None:
        """Draw one page of text: setting its rows takes about 10 ms, so that others wait for the next turn."""
        if not self._texts:
            return
        key, text = self._texts.popleft()
        self._sizes[key.document, key.page] = text.size
        pixels = QSize(*device_size(text.size.width, text.size.height, key.scale))
        self._keep(key, picture_of_text(text, key.scale, QRect(QPoint(0, 0), pixels), self.paper))
        if self._texts:
            self._draw_next.start()

    def _keep(self, key: TileKey, image: QImage) -> None:
        self._cache.put(key, image, image.sizeInBytes())
        self.arrived.emit(key.page)
