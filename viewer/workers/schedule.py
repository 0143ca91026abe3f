"""What to ask for first: what the reader sees, then what scrolling will bring, then what lies behind.

Pure functions: pages count from 0, ``direction`` is 1 when the reader scrolls towards the end, -1 towards the
beginning, 0 when it is not known. Priorities are those of ``messages.Priority``; between two of its steps there is
room for nine nuances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.workers.messages.requests import PixelRect, Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR_AHEAD = 4
"""Pages beyond the edge of the view that are fetched in the direction of scrolling."""
NEAR_BEHIND = 1
TILE_WIDTH, TILE_HEIGHT = 2048, 512
"""Pixels. A page that is a little larger than may be drawn whole comes in a few strips across it: in squares of 512 it
took four times as many messages and repaints, which cost more than the drawing."""


class WantedPage(NamedTuple):
    """A page and how urgently it is wanted."""

    page: int
    priority: int


def pages_in_order(
    first_visible: int,
    last_visible: int,
    direction: int,
    page_count: int,
    *,
    ahead: int = NEAR_AHEAD,
    behind: int = NEAR_BEHIND,
) -> list[WantedPage]:
    """The pages in view in reading order, then the near ones, alternately where the direction is not known.

    Near pages come nearest first, those in the direction of scrolling before those behind.
    """
    first = min(max(0, first_visible), page_count)
    last = max(first - 1, min(last_visible, page_count - 1))
    wanted = [WantedPage(page, Priority.VISIBLE) for page in range(first, last + 1)]
    if direction < 0:
        wanted.reverse()
    after = range(last + 1, page_count)
    before = range(first - 1, -1, -1)
    if direction == 0:
        near = [page for pair in _alternate(after[:ahead], before[:behind]) for page in pair]
    elif direction > 0:
        near = [*after[:ahead], *before[:behind]]
    else:
        near = [*before[:ahead], *after[:behind]]
    nuances = Priority.THUMBNAIL - Priority.NEAR - 1
    return wanted + [WantedPage(page, Priority.NEAR + min(place, nuances)) for place, page in enumerate(near)]


def thumbnails_in_order(first_visible: int, last_visible: int, page_count: int) -> list[WantedPage]:
    """The thumbnails in view, from the first on. Those out of view are not wanted."""
    pages = range(max(0, first_visible), min(last_visible, page_count - 1) + 1)
    return [WantedPage(page, Priority.THUMBNAIL) for page in pages]


def tiles_in_order(
    visible: PixelRect, width: int, height: int, direction: int, tile_height: int = TILE_HEIGHT
) -> list[PixelRect]:
    """The tiles of a page of ``width`` x ``height`` pixels that a part in view touches, the edge to come last.

    Tiles lie on a fixed grid from the page's top left corner; the last of a row and of a column are cut at its edges.
    """
    left, right = max(0, visible.x), min(width, visible.x + visible.width)
    top, bottom = max(0, visible.y), min(height, visible.y + visible.height)
    if left >= right or top >= bottom:
        return []
    rows = range(top // tile_height * tile_height, bottom, tile_height)
    return [
        PixelRect(x, y, min(TILE_WIDTH, width - x), min(tile_height, height - y))
        for y in (reversed(rows) if direction < 0 else rows)
        for x in range(left // TILE_WIDTH * TILE_WIDTH, right, TILE_WIDTH)
    ]


def _alternate(ahead: Iterable[int], behind: Iterable[int]) -> list[list[int]]:
    columns = [list(ahead), list(behind)]
    longest = max(len(column) for column in columns)
    return [[column[row] for column in columns if row < len(column)] for row in range(longest)]
