"""Where pages stand in the window: remembered from the last time, or worked out for a window that nobody has changed.

This module knows no Qt: the first page is asked for before Qt is loaded. What is remembered is kept in the cache
folder; losing it costs a window of other widths than the usual ones some 200 ms at its next start, and nothing else.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, cast

from viewer.model.record import record
from viewer.session.json_file import load_json, save_json
from viewer.workers.folders import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIRST_SIZE = (1440, 900)
"""Width and height of a window that nobody has changed, where the screen has room for it."""
LEFT_WIDTH, RIGHT_WIDTH = 288, 360
ONE_PANEL_BELOW = 1200
"""Narrower windows show one side panel at a time (UI.md)."""
HANDLE = 1
RIBBON_WIDTH = 18
SCROLL_BAR = 14
"""The width that the Fusion style gives a scroll bar."""
BARS_ABOVE, BAR_BELOW = 57, 22
"""Heights of menu bar and toolbar, and of the status bar, in the fonts that most systems have."""


@record
class PageArea:
    """Where pages stand in the window: device-independent pixels of the window, whose size belongs to it.

    ``ratio`` is device pixels a device-independent pixel, ``inch`` the latter to an inch.
    """

    x: int
    y: int
    width: int
    height: int
    window_width: int
    window_height: int
    ratio: float
    inch: float

    def save(self, path: Path | None = None) -> None:
        """Remember it.

        Raises:
            OSError: it cannot be written.
        """
        save_json(path or area_file(), asdict(self))


def area_file() -> Path:
    """Where it is kept on this system."""
    return FOLDERS.user_cache_path / "page_area.json"


def known_area(path: Path | None = None) -> PageArea | None:
    """What has been remembered, or None."""
    loaded = load_json(path or area_file())
    values = cast("dict[str, object]", loaded) if isinstance(loaded, dict) else {}
    found = [values.get(each.name) for each in fields(PageArea)]
    numbers = [value for value in found if isinstance(value, int | float) and 0 <= value < 1e5]
    if len(numbers) < len(found) or not all(numbers[2:]):
        return None
    x, y, width, height, window_width, window_height = map(int, numbers[:6])
    return PageArea(x, y, width, height, window_width, window_height, float(numbers[6]), float(numbers[7]))


def is_usual(window: Mapping[str, str]) -> bool:
    """Whether nobody has changed a window's size or its panels' widths, by what the settings keep of it."""
    return not {"geometry", "panes"} & window.keys()


def usual_area(
    window: Mapping[str, str],
    size: tuple[int, int] = FIRST_SIZE,
    *,
    above: int = BARS_ABOVE,
    below: int = BAR_BELOW,
) -> PageArea:
    """Where pages stand in a usual window of some size; ``window`` is what the settings keep of it.

    The screen is taken for one of 96 dots to an inch: on another the first picture is scaled until the page is there.
    """
    width, height = size
    left, right = (window.get(side) != "hidden" for side in ("left", "right"))
    if left and right and width < ONE_PANEL_BELOW:
        left = False
    x = LEFT_WIDTH + HANDLE if left else 0
    beside = RIBBON_WIDTH + SCROLL_BAR + (RIGHT_WIDTH + HANDLE if right else 0)
    return PageArea(x, above, max(1, width - x - beside), max(1, height - above - below), width, height, 1.0, 96.0)
