"""Pixels that have been rendered, as many as fit into a number of bytes.

What nobody wants goes first, the least recently used before others; then what is wanted, the least urgent first.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from viewer.workers.messages.requests import PixelRect

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class TileKey:
    """Which part of which page at which scale (pixels a point); ``rect`` None is the whole page."""

    document: int
    page: int
    scale: float
    rect: PixelRect | None = None


class TileCache(Generic[V]):
    """Values by key, within ``capacity`` bytes as their costs are given.

    Pinned keys (what is in view) are never evicted, even where they alone exceed the capacity. Spared ones (what is
    near the view) are evicted only when there is nothing else: what was drawn ahead has never been used, and would
    otherwise go before the pages that the reader has passed.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._values: OrderedDict[TileKey, tuple[V, int]] = OrderedDict()
        self._by_page: dict[tuple[int, int], set[TileKey]] = {}
        self._pinned: frozenset[TileKey] = frozenset()
        self._spared: tuple[TileKey, ...] = ()
        self._cost = 0

    @property
    def cost(self) -> int:
        """Bytes in use."""
        return self._cost

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: TileKey) -> bool:
        return key in self._values

    def get(self, key: TileKey) -> V | None:
        """The value, which becomes the most recently used; None where it is not there."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: TileKey, value: V, cost: int) -> None:
        """Keep a value of ``cost`` bytes, in place of another of the same key.

        One that is larger than the capacity is kept only while it is pinned.
        """
        self._remove(key)
        self._values[key] = (value, cost)
        self._by_page.setdefault((key.document, key.page), set()).add(key)
        self._cost += cost
        self._evict()

    def pin(self, keys: Iterable[TileKey], spared: Iterable[TileKey] = ()) -> None:
        """Keep these, whatever comes, in place of those pinned before; they need not be there yet.

        ``spared`` come in order of their urgency, the most urgent first.
        """
        self._pinned = frozenset(keys)
        self._spared = tuple(spared)
        self._evict()

    def closest(self, document: int, page: int, scale: float) -> tuple[TileKey, V] | None:
        """The whole page at the scale nearest to one, by ratio, to be shown scaled until the sharp one is there.

        Of two as near the larger is taken. None where no whole page is there.
        """
        whole = [key for key in self._by_page.get((document, page), ()) if key.rect is None]
        if not whole:
            return None
        key = min(whole, key=lambda key: (abs(math.log(key.scale / scale)), -key.scale))
        self._values.move_to_end(key)
        return key, self._values[key][0]

    def tiles(self, document: int, page: int, scale: float) -> list[tuple[TileKey, V]]:
        """The tiles of a page at exactly this scale, whole pages aside."""
        keys = self._by_page.get((document, page), ())
        return [(key, self._values[key][0]) for key in keys if key.scale == scale and key.rect is not None]

    def items(self) -> list[tuple[TileKey, V, int]]:
        """All that is there, with its cost, the least recently used first."""
        return [(key, value, cost) for key, (value, cost) in self._values.items()]

    def drop_where(self, unwanted: Callable[[TileKey], bool]) -> None:
        """Forget what is not wanted any more (a document that was closed), pinned or not."""
        for key in [key for key in self._values if unwanted(key)]:
            self._remove(key)

    def _evict(self) -> None:
        if self._cost <= self.capacity:
            return
        spared = dict.fromkeys(reversed(self._spared))
        unwanted = [key for key in self._values if key not in spared]
        for key in (*unwanted, *spared):
            if key not in self._pinned:
                self._remove(key)
                if self._cost <= self.capacity:
                    return

    def _remove(self, key: TileKey) -> None:
        found = self._values.pop(key, None)
        if found is None:
            return
        self._cost -= found[1]
        page = self._by_page[key.document, key.page]
        page.remove(key)
        if not page:
            del self._by_page[key.document, key.page]
