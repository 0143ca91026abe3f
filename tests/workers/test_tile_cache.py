"""The tile cache: bounded in bytes, what nobody wants first, never what is in view."""

import math

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from viewer.workers.messages.requests import PixelRect
from viewer.workers.tile_cache import TileCache, TileKey

RECT = PixelRect(0, 0, 512, 512)
# Few keys of little cost, so that many are there at once and are asked for again.
KEYS = st.builds(
    TileKey, st.integers(1, 2), st.integers(0, 1), st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from([None, RECT])
)
COSTS = st.integers(1, 30) | st.integers(1, 120)


class Caching(RuleBasedStateMachine):
    """Any order of calls against a plain list in order of use."""

    def __init__(self):
        super().__init__()
        self.cache = TileCache(100)
        self.used = []
        self.costs = {}
        self.pinned = set()
        self.spared = []

    def evict(self):
        unwanted = [key for key in self.used if key not in self.spared]
        for key in unwanted + [key for key in reversed(self.spared) if key in self.used]:
            if sum(self.costs[key] for key in self.used) <= 100:
                return
            if key not in self.pinned:
                self.used.remove(key)

    @rule(key=KEYS, cost=COSTS)
    def put(self, key, cost):
        self.cache.put(key, (key, cost), cost)
        if key in self.used:
            self.used.remove(key)
        self.used.append(key)
        self.costs[key] = cost
        self.evict()

    @rule(key=KEYS)
    def get(self, key):
        found = self.cache.get(key)
        assert found == ((key, self.costs[key]) if key in self.used else None)
        if found:
            self.used.remove(key)
            self.used.append(key)

    @rule(keys=st.sets(KEYS, max_size=3), spared=st.lists(KEYS, max_size=4, unique=True))
    def pin(self, keys, spared):
        self.cache.pin(keys, spared)
        self.pinned, self.spared = keys, spared
        self.evict()

    @rule(document=st.integers(1, 2))
    def close(self, document):
        self.cache.drop_where(lambda key: key.document == document)
        self.used = [key for key in self.used if key.document != document]

    @rule(document=st.integers(1, 2), page=st.integers(0, 2), scale=st.sampled_from([0.4, 1.0, 1.5, 8.0]))
    def closest(self, document, page, scale):
        found = self.cache.closest(document, page, scale)
        whole = [key for key in self.used if (key.document, key.page, key.rect) == (document, page, None)]
        assert (found is None) == (not whole)
        if found:
            key = found[0]
            assert abs(math.log(key.scale / scale)) == min(abs(math.log(k.scale / scale)) for k in whole)
            self.used.remove(key)
            self.used.append(key)

    @invariant()
    def same_keys(self):
        assert list(self.cache._values) == self.used
        assert self.cache.cost == sum(self.costs[key] for key in self.used)
        assert self.cache.cost <= 100 or set(self.used) <= self.pinned


TestCaching = Caching.TestCase
TestCaching.settings = settings(max_examples=40)


def test_the_nearest_size_is_judged_by_ratio():
    cache = TileCache(1000)
    for scale in (0.5, 4.0):
        cache.put(TileKey(1, 0, scale), scale, 1)
    assert cache.closest(1, 0, 1.0) == (TileKey(1, 0, 0.5), 0.5)
    assert cache.closest(1, 0, 2.0) == (TileKey(1, 0, 4.0), 4.0)
    assert cache.closest(1, 0, math.sqrt(2)) == (TileKey(1, 0, 4.0), 4.0)
    assert cache.closest(1, 1, 1.0) is None


def test_tiles_of_a_page_at_one_scale():
    cache = TileCache(1000)
    key = TileKey(1, 0, 3.0, RECT)
    for other in (TileKey(1, 0, 3.0), TileKey(1, 0, 2.0, RECT), TileKey(1, 1, 3.0, RECT), key):
        cache.put(other, str(other), 1)
    assert cache.tiles(1, 0, 3.0) == [(key, str(key))]
