"""The pixels of pages: asked of the worker as they are wanted, kept within a number of bytes, never waited for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.ui.background.overviews import SCALE, Overviews
from viewer.ui.page.pace import Pace
from viewer.workers.messages.answers import Failed, Tile
from viewer.workers.messages.requests import PixelRect, Priority, RenderTile
from viewer.workers.schedule import TILE_HEIGHT, tiles_in_order
from viewer.workers.tile_cache import TileCache, TileKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer

CAPACITY = 72 << 20
"""Bytes: 7 pages as wide as a large window, which are those in view and near it."""
BYTES_A_PIXEL = 3
WHOLE_PAGE = 4_000_000
"""Pixels up to which a page is rendered whole; a larger one, and one that is slow, in tiles, those in view first."""
SLOW_TILE_HEIGHT = 256
"""Pixels: a strip that is being drawn cannot be interrupted, and of a slow page nothing is drawn for nobody."""

RESCUED_SCALE = 2.0
"""Pixels a point of a page that was drawn out of everybody's way: sharp enough to be read at any usual zoom."""
STAND_IN_SCALE = 1.0
"""Pixels a point: a page costs 1.5 ms and 2 MB."""


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part of a page that is wanted: device pixels at the view's scale, and how urgently."""

    page: int
    part: PixelRect
    width: int
    height: int
    priority: int
    visible: bool


@dataclass(slots=True)
class Wants:
    """What one view wants: keys with their priorities, those of them that are in its view now, and last were."""

    keys: dict[TileKey, int] = field(default_factory=dict[TileKey, int])
    pinned: frozenset[TileKey] = frozenset()
    in_view: frozenset[TileKey] = frozenset()


class TileImage(QImage):
    """A tile as it came from the worker, not copied: painting 24 bits a pixel costs 0.5 ms more than 32, converting 9.

    The bytes belong to the tile, so the image keeps hold of them.
    """

    def __init__(self, tile: Tile) -> None:
        super().__init__(tile.pixels, tile.rect.width, tile.rect.height, tile.stride, QImage.Format.Format_RGB888)
        self._pixels = tile.pixels


class PagePixels(QObject):
    """The pixels of one document's pages. ``arrived`` carries the page that has new ones, or a failure.

    Several views of the document may share them: each says who it is (``of``), and what any of them wants is kept.
    A page that has cost the worker is tried once more in a process of its own; meanwhile it is in ``tries``, with what
    gives the try up, and ``failures`` says so. What comes of it is one picture of the page, scaled at other zooms.
    """

    arrived = Signal(int)

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._cache: TileCache[QImage] = TileCache(CAPACITY)
        self._asked: dict[TileKey, tuple[int, int]] = {}
        self._wants: dict[object, Wants] = {}
        self._dark = False
        self.pace = Pace()
        self._overviews = Overviews(document, self)
        self._overviews.arrived.connect(self.arrived)
        self._before: dict[int, QImage] = {}
        self._saved: set[int] = set()
        self._lost: set[int] = set()
        self.failures: dict[int, str] = {}
        self.tries: dict[int, Callable[[], None]] = {}

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._asked

    def passing(self, visible: Iterable[int], direction: int, of: object = None) -> None:
        """A view scrolls past pages that are slow to draw: small pictures of them are all that it wants."""
        self.want((), 1.0, 0, of)
        self._overviews.want(visible, direction, passing=True)

    def want(self, parts: Iterable[WantedPart], scale: float, direction: int, of: object = None) -> None:
        """Ask for what a view wants now, at ``scale`` device pixels a point, and drop what no view wants any more."""
        wanted: dict[TileKey, int] = {}
        pinned: list[TileKey] = []
        if self.pace.slow:  # what is drawn ahead cannot be interrupted for what comes into view: one page then
            parts = [part for part in parts if part.priority <= Priority.NEAR]
            if parts:
                bare = [p.page for p in parts if p.priority < Priority.NEAR and not self.pieces(p.page, scale)[0]]
                self._overviews.want((part.page for part in parts if part.visible), direction, hurry=bare)
            parts = [part for part in parts if part.visible or part.priority == Priority.NEAR]
        for part in parts:
            keys = self._keys(part, scale, direction)
            in_tiles = bool(keys) and keys[0].rect is not None
            if not self.pace.slow and (in_tiles or (part.priority < Priority.NEAR and scale > 1.5 * STAND_IN_SCALE)):
                wanted |= self._stand_in(part, scale)
            wanted.update(dict.fromkeys(keys, part.priority))
            if part.visible:
                pinned += keys
        wants = self._wants.setdefault(of, Wants())
        wants.keys, wants.pinned = wanted, frozenset(pinned)
        wants.in_view = wants.pinned or wants.in_view
        self._ask_for_all()

    def _ask_for_all(self) -> None:
        wanted: dict[TileKey, int] = {}
        for wants in self._wants.values():
            for key, priority in wants.keys.items():
                wanted[key] = min(priority, wanted.get(key, priority))
        wanted = self._as_many_as_fit(wanted)
        for key in [key for key in self._asked if key not in wanted]:
            self._document.withdraw_interactive(self._asked.pop(key)[0])
        self._cache.pin(self._pinned(), wanted)
        for key, priority in wanted.items():
            if key not in self._cache and key.page not in self.failures and key.page not in self._saved:
                self._ask(key, priority)

    def _pinned(self) -> set[TileKey]:
        return {key for wants in self._wants.values() for key in wants.pinned}

    def _as_many_as_fit(self, wanted: dict[TileKey, int]) -> dict[TileKey, int]:
        """The most urgent first; those that are not in view and would not be kept were drawn over and over."""
        pinned, room = self._pinned(), self._cache.capacity
        fitting: dict[TileKey, int] = {}
        for key in sorted(wanted, key=wanted.__getitem__):
            room -= self._bytes_of(key)
            if room >= 0 or key in pinned:
                fitting[key] = wanted[key]
        return fitting

    def _bytes_of(self, key: TileKey) -> int:
        if key.rect is not None:
            return BYTES_A_PIXEL * key.rect.width * key.rect.height
        size = self._document.page_size(key.page)
        return BYTES_A_PIXEL * math.prod(device_size(size.width, size.height, key.scale))

    def want_first(self, page: int) -> None:
        """Ask for a small picture of the page that will be shown first, before it is known how large.

        The first page of a worker's life takes 20 ms longer than others; they pass while the window is laid out.
        """
        key = TileKey(self._document.number, page, self._whole_scale(page, STAND_IN_SCALE))
        if key not in self._cache:
            self._ask(key, Priority.VISIBLE - 1)

    @property
    def dark(self) -> bool:
        """Whether pages are wanted with light and dark exchanged."""
        return self._dark

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - the property's value
        """Want pages with light and dark exchanged, or as they are; what is there of the others is forgotten."""
        if dark != self._dark:
            self._dark = dark
            self.close()
            self._overviews.set_dark(dark)
            self._before.clear()
            self._cache.drop_where(lambda _key: True)
            self._saved.clear()

    def pieces(self, page: int, scale: float) -> tuple[list[tuple[TileKey, QImage]], tuple[TileKey, QImage] | None]:
        """What there is of a page: sharp pieces, and the nearest other size of the whole page to lie beneath them."""
        whole = self._cache.get(TileKey(self._document.number, page, scale))
        if whole is not None:
            return [(TileKey(self._document.number, page, scale), whole)], None
        return (
            self._cache.tiles(self._document.number, page, scale),
            self._cache.closest(self._document.number, page, scale) or self._overview(page),
        )

    def _overview(self, page: int) -> tuple[TileKey, QImage] | None:
        picture = self._overviews.picture(page) or self._before.get(page)
        return None if picture is None else (TileKey(self._document.number, page, SCALE), picture)

    def retry(self, page: int) -> None:
        """Try a page again that could not be rendered."""
        self.failures.pop(page, None)
        if page in self._lost:
            self._try_once_more(page)
        self.arrived.emit(page)

    def give_up(self, page: int) -> None:
        """Stop trying a page."""
        stop = self.tries.pop(page, None)
        if stop is not None:
            stop()
            self.failures[page] = f"Page {page + 1} could not be shown. Its drawing was stopped."
            self.arrived.emit(page)

    def show_meanwhile(self, before: PagePixels) -> None:
        """Show what was in view of a file as it was, until there is something of it as it is now."""
        for page in {key.page for wants in before._wants.values() for key in wants.in_view}:
            known = before._cache.closest(before._document.number, page, STAND_IN_SCALE)
            if known is not None:
                self._before[page] = known[1]

    def take_over(self, before: PagePixels) -> None:
        """Have what there is of the same pages, opened before as another document, so that nothing is drawn again."""
        if self._dark is before.dark:
            for key, image, cost in before._cache.items():
                self._cache.put(replace(key, document=self._document.number), image, cost)

    def keep_only_visible(self, of: object = None) -> None:
        """A view cannot be seen any more; unless another can, forget what is not in view: others need the memory."""
        self.want((), 1.0, 0, of)
        if not any(wants.keys for wants in self._wants.values()):
            self._overviews.close()
            kept = {key for wants in self._wants.values() for key in wants.in_view}
            self._cache.drop_where(lambda key: key not in kept)

    def release(self, of: object = None) -> None:
        """A view is no more: what only it wanted is dropped."""
        self._wants.pop(of, None)
        if self._wants:
            self._ask_for_all()
        else:
            self.close()

    def keep_within(self, capacity: int) -> None:
        """Keep no more bytes than that, except for what is in view."""
        self._cache.capacity = capacity
        self._ask_for_all()

    def close(self) -> None:
        """Drop what is on its way."""
        self._overviews.close()
        for number, _ in self._asked.values():
            self._document.cancel_interactive(number)
        self._asked.clear()
        for stop in self.tries.values():
            stop()
        for page in self.tries:
            self.failures.pop(page, None)
        self.tries.clear()

    def _stand_in(self, part: WantedPart, scale: float) -> dict[TileKey, int]:
        """A small picture of a page, to be seen until the sharp one is there, unless there is something to be seen."""
        if self._cache.closest(self._document.number, part.page, STAND_IN_SCALE) is not None:
            return {}
        # A page of 200 inches would be 600 MB. In steps, so that rounding does not ask for another at each zoom.
        most = scale * math.sqrt(WHOLE_PAGE / (part.width * part.height))
        small = min(STAND_IN_SCALE, max(1, math.floor(most * 64)) / 64)
        return {TileKey(self._document.number, part.page, small): part.priority - 1}

    def _whole_scale(self, page: int, wished: float) -> float:
        """The pixels a point of a whole page: as wished, or as many as it may have. 200 inches would be 600 MB."""
        size = self._document.page_size(page)
        return min(wished, math.sqrt(WHOLE_PAGE / (size.width * size.height)))

    def _keys(self, part: WantedPart, scale: float, direction: int) -> list[TileKey]:
        number = self._document.number
        whole = TileKey(number, part.page, scale)
        if part.width * part.height <= WHOLE_PAGE and (whole in self._cache or not self.pace.slow):
            return [whole]
        height = SLOW_TILE_HEIGHT if self.pace.slow else TILE_HEIGHT
        tiles = tiles_in_order(part.part, part.width, part.height, direction, height)
        return [TileKey(number, part.page, scale, tile) for tile in tiles]

    def _ask(self, key: TileKey, priority: int) -> None:
        asked = self._asked.get(key)
        if asked is not None:
            if asked[1] != priority:
                self._document.reprioritise_interactive(asked[0], priority)
                self._asked[key] = (asked[0], priority)
            return

        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            asked_again = self._asked.pop(key, None)
            if asked_again is not None and asked_again[0] != number:  # while the worker was at what was withdrawn
                self._document.withdraw_interactive(asked_again[0])
            if isinstance(answer, Tile) and request.dark is self._dark:
                self._take(key, answer)
            elif isinstance(answer, Failed) and (answer.crashed or answer.hung):
                self._lost.add(key.page)
                self.failures[key.page] = answer.what
                self._try_once_more(key.page)
            elif isinstance(answer, Failed):
                self.failures[key.page] = answer.what
            self.arrived.emit(key.page)

        request = RenderTile(key.document, key.page, key.scale, key.rect, dark=self._dark)
        number = self._document.ask_interactive(request, answered, priority)
        self._asked[key] = (number, priority)

    def _try_once_more(self, page: int) -> None:
        if page in self.tries:
            return
        scale = self._whole_scale(page, RESCUED_SCALE)
        key = TileKey(self._document.number, page, scale)

        def answered(answer: Answer) -> None:
            if self.tries.pop(page, None) is None:
                return
            if isinstance(answer, Tile):
                self.failures.pop(page, None)
                self._saved.add(page)
                self._take(key, answer)
            elif isinstance(answer, Failed):
                self.failures[page] = answer.what
            self.arrived.emit(page)

        stop = self._document.try_once_more(RenderTile(key.document, page, scale, dark=self._dark), answered)
        if stop is not None:
            self.tries[page] = stop
            self.failures[page] = f"Page {page + 1} takes longer than others to draw. It is being tried once more."

    def _take(self, key: TileKey, tile: Tile) -> None:
        image = TileImage(tile)
        drawn_at_once = min(WHOLE_PAGE, self._bytes_of(replace(key, rect=None)) // BYTES_A_PIXEL)
        share = 1.0 if key.rect is None else min(1.0, tile.rect.width * tile.rect.height / drawn_at_once)
        self.pace.drew(key.page, tile.took, share)
        if key.rect is None:
            self._before.pop(key.page, None)
        # A page that was found to be much larger than was thought comes smaller than it was asked for.
        self._cache.put(replace(key, scale=tile.scale), image, image.sizeInBytes())
        self._document.correct_page_size(tile.page, tile.page_size)


def device_size(width: float, height: float, scale: float) -> tuple[int, int]:
    """The pixels of a page of that many points at ``scale`` device pixels a point, as engines round it."""
    return max(1, math.floor(width * scale + 0.5)), max(1, math.floor(height * scale + 0.5))
