"""Visible before near, near in the direction of scrolling before behind, each page once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.workers.messages.requests import PixelRect, Priority
from viewer.workers.schedule import (
    TILE_HEIGHT,
    TILE_WIDTH,
    pages_in_order,
    thumbnails_in_order,
    tiles_in_order,
)


@pytest.mark.parametrize(
    ("direction", "pages"),
    [(1, [5, 6, 7, 8, 9, 10, 4]), (-1, [6, 5, 4, 3, 2, 1, 7]), (0, [5, 6, 7, 4, 8, 9, 10])],
)
def test_pages_in_order(direction, pages):
    assert [wanted.page for wanted in pages_in_order(5, 6, direction, 100)] == pages


@given(st.integers(-3, 30), st.integers(0, 10), st.sampled_from([-1, 0, 1]), st.integers(1, 25), st.integers(0, 15))
def test_every_order_holds_the_rules(first, more, direction, count, ahead):
    wanted = pages_in_order(first, first + more, direction, count, ahead=ahead)
    pages = [page for page, _ in wanted]
    priorities = [priority for _, priority in wanted]
    visible = {page for page in range(first, first + more + 1) if 0 <= page < count}
    assert len(set(pages)) == len(pages)
    assert all(0 <= page < count for page in pages)
    assert {page for page, priority in wanted if priority == Priority.VISIBLE} == visible
    assert priorities == sorted(priorities)
    assert all(priority < Priority.THUMBNAIL for priority in priorities)


def test_thumbnails_in_view():
    assert thumbnails_in_order(-1, 2, 2) == [(0, Priority.THUMBNAIL), (1, Priority.THUMBNAIL)]


@given(
    st.integers(-500, 2500), st.integers(-500, 2500), st.integers(1, 1500), st.integers(1, 1500),
    st.integers(1, 5000), st.integers(1, 2000), st.sampled_from([-1, 0, 1]),
)  # fmt: skip
def test_tiles_cover_what_is_in_view_and_nothing_else(x, y, w, h, width, height, direction):
    tiles = tiles_in_order(PixelRect(x, y, w, h), width, height, direction)
    left, right, top, bottom = max(0, x), min(width, x + w), max(0, y), min(height, y + h)
    covered = 0
    for tile in tiles:
        assert (tile.x % TILE_WIDTH, tile.y % TILE_HEIGHT) == (0, 0)
        assert tile.x + tile.width <= width
        assert tile.y + tile.height <= height
        across = min(right, tile.x + tile.width) - max(left, tile.x)
        down = min(bottom, tile.y + tile.height) - max(top, tile.y)
        assert across > 0
        assert down > 0
        covered += across * down
    assert covered == max(0, right - left) * max(0, bottom - top)
    rows = [tile.y for tile in tiles]
    assert rows == sorted(rows, reverse=direction < 0)
