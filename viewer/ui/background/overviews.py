"""Small pictures of the pages of a document that is slow to draw, ready before the reader comes to them.

A page of a map or a plate can take a second to draw sharp, and one that is being drawn cannot be interrupted. So the
background worker draws a small picture of every page beside that: of those in view first, then of the others, the
nearest first, as many as fit into a number of bytes. That worker reads the text, too, and they take turns; where the
text takes long the pictures come first for some seconds, once the first pages are understood. While pages are passed
nothing is drawn sharp, and the interactive worker makes those of the pages in view and of the next ones; so it does of
a page that the reader has gone to.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.workers.messages.answers import Tile
from viewer.workers.messages.requests import Priority, RenderTile
from viewer.workers.tile_cache import TileCache, TileKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer

CAPACITY = 32 << 20
"""Bytes: 130 pages of A4."""
SCALE = 0.5
"""Pixels a point: headings can be read, and a plate takes a fifth of the time that it takes sharp."""
LARGEST = 1_000_000
"""Pixels: a page of 200 inches is not drawn ahead."""
NEXT = 24
"""Pages in the direction of scrolling that are drawn before others."""
LONGEST_LEAD = 12
AHEAD = Priority.WHOLE - 5
"""Before the text is read on. That has its turn whenever no picture waits, as between two that come one by one."""
SOON = 2.0
"""Seconds: a text that is read by then does not wait for pictures. Scans are slow to draw, and have little text."""
FIRST_SECONDS = 10.0
"""Seconds of a processor, a document, for which a longer reading waits."""


@dataclass(slots=True)
class _Asked:
    """A picture on its way, whose worker it comes from, where the reader was then, and how to give it up."""

    interactive: bool
    edge: int
    drop: Callable[[], None]


class Overviews(QObject):
    """The small pictures of one document. ``arrived`` carries the page that has one now.

    Each worker is asked for one at a time (two where the reading is to wait), and what has been asked for is not
    dropped, or nothing would ever be finished for a reader in haste: what is asked for next is what will be in view
    when it comes.
    """

    arrived = Signal(int)

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._cache: TileCache[QImage] = TileCache(CAPACITY)
        self._asked: dict[int, _Asked] = {}
        self._hopeless: set[int] = set()
        self._visible: tuple[int, ...] = ()
        self._direction = 0
        self._hurry: tuple[int, ...] = ()
        self._lead = 0
        self._since = 0.0
        self._spent = 0.0
        self._passing = False
        self._dark = False
        self._on = False

    def want(
        self, visible: Iterable[int], direction: int = 0, *, passing: bool = False, hurry: Iterable[int] = ()
    ) -> None:
        """Have pictures made of the pages in view, then of those around them; in haste where they are ``passing``.

        Those in ``hurry`` the interactive worker makes, before it draws anything sharp: nothing is to be seen of them.
        """
        self._since = self._since or time.monotonic()
        self._on = True
        self._hurry = tuple(hurry)
        self._visible, self._direction, self._passing = tuple(visible), direction, passing
        if not passing:
            self._lead = 0
        self._cache.pin(self._key(page) for page in self._visible)
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
        for asked in self._asked.values():
            asked.drop()
        self._asked.clear()

    def _key(self, page: int) -> TileKey:
        return TileKey(self._document.number, page, SCALE)

    def _go_on(self) -> None:
        """Keep the workers busy: the background one with what lies around, both while pages are passed or bare."""
        if not self._on or not self._visible:
            return
        for interactive in (True, False):
            asked = sum(asked.interactive is interactive for asked in self._asked.values())
            for _ in range(asked, 2 if not interactive and self._reading_waits else 1):
                self._ask_for_next(interactive=interactive)

    @property
    def _reading_waits(self) -> bool:
        """Whether pictures come before the text, whose first pages have been understood."""
        document, read = self._document, self._document.text.page_count
        if self._passing or document.understanding is None or self._spent >= FIRST_SECONDS:
            return False
        return (time.monotonic() - self._since) * (document.page_count - read) > SOON * read

    def _ask_for_next(self, *, interactive: bool) -> None:
        soon = self._hurry if interactive and not self._passing else self._soon()
        for urgent, pages in ((True, soon), (False, () if interactive else self._nearest_first())):
            page = next((page for page in pages if self._wants(page)), None)
            if page is not None:
                self._ask(page, Priority.VISIBLE if urgent else AHEAD, interactive=interactive)
                return

    @property
    def _edge(self) -> int:
        """The page in view that scrolling has reached last."""
        return min(self._visible) if self._direction < 0 else max(self._visible)

    def _soon(self) -> list[int]:
        """The pages in view, or those that will be when their pictures can be there."""
        if not self._passing or not self._direction:
            return list(self._visible)
        first = self._edge + self._direction * self._lead
        pages = [first + self._direction * step for step in range(NEXT)]
        return [page for page in (*pages, *self._visible) if 0 <= page < self._document.page_count]

    def _nearest_first(self) -> Iterable[int]:
        """The pages around those in view, two ahead for one behind, as far as their pictures fit beside each other."""
        first, last, count = min(self._visible), max(self._visible), self._document.page_count
        size = self._document.page_size(first)
        room = int(CAPACITY / max(1.0, 2 * size.width * size.height * SCALE**2)) - len(self._visible)
        ahead, behind = range(last + 1, count), range(first - 1, -1, -1)
        if self._direction < 0:
            ahead, behind = behind, ahead
        nearest = ((*ahead[2 * step : 2 * step + 2], *behind[step : step + 1]) for step in range(count))
        return islice(chain.from_iterable(nearest), max(0, room))

    def _wants(self, page: int) -> bool:
        size = self._document.page_size(page)
        small = size.width * size.height * SCALE**2 <= LARGEST
        known = page in self._asked or page in self._hopeless or self._key(page) in self._cache
        return small and not known

    def _ask(self, page: int, priority: int, *, interactive: bool) -> None:
        document = self._document

        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if self._asked.get(page) is not asked:
                return  # it was dropped while the answer was on its way
            del self._asked[page]
            if self._passing and self._visible:
                self._lead = min(abs(self._edge - asked.edge), LONGEST_LEAD)
            self._take(page, answer)

        request = RenderTile(document.number, page, SCALE, dark=self._dark)
        ask = document.ask_interactive if interactive else document.ask_background
        cancel = document.cancel_interactive if interactive else document.cancel_background
        number = ask(request, answered, priority)
        asked = self._asked[page] = _Asked(interactive, self._edge, lambda: cancel(number))

    def _take(self, page: int, answer: Answer) -> None:
        if isinstance(answer, Tile):
            self._spent += answer.took
            width, height = answer.rect.width, answer.rect.height
            image = QImage(answer.pixels, width, height, answer.stride, QImage.Format.Format_RGB888)
            small = image.convertToFormat(QImage.Format.Format_RGB16)
            self._cache.put(self._key(page), small, small.sizeInBytes())
            self.arrived.emit(page)
        else:
            self._hopeless.add(page)
        self._go_on()
