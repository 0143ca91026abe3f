"""Tabs that two views shared at the last end of the program, kept among the window's settings."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from viewer.session.changes import ViewPlace
from viewer.session.places import LeftOff, look_as_json, look_in
from viewer.ui.tabs.tab_page import SplitWay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.ui.tabs.tab_page import TabPage

MOST_SPLITS = 100
MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptSplit:
    """A tab with two views: their files (the same twice, for two places of one), how they lay, which was active.

    ``other`` is where the view stood that was not active, and how it showed its document; ``apart`` is what lay between
    linked documents, in pages.
    """

    files: tuple[Path, Path]
    way: SplitWay
    active: int
    other: LeftOff
    apart: float = 0.0


def kept_splits(pages: Iterable[TabPage]) -> str:
    """The tabs that two views share, as words for the settings."""
    kept: list[dict[str, object]] = []
    for page in pages:
        if page.other is not None:
            left = page.other.view.left_off
            kept.append(
                {
                    "files": [str(pane.document.path) for pane in page.panes],
                    "way": page.way.value,
                    "active": page.panes.index(page.active),
                    **asdict(left.place),
                    **look_as_json(left.look),
                    "apart": page.link.apart if page.link is not None else 0.0,
                }
            )
    return json.dumps(kept[:MOST_SPLITS])


def splits_in(words: str) -> list[KeptSplit]:
    """What ``kept_splits`` said; what cannot be understood of it is left out."""
    try:
        kept = json.loads(words)
    except ValueError:
        return []
    entries = cast("list[object]", kept)[:MOST_SPLITS] if isinstance(kept, list) else []
    return [
        split for entry in entries if isinstance(entry, dict) and (split := _split(cast("dict[str, object]", entry)))
    ]


def _split(entry: dict[str, object]) -> KeptSplit | None:
    given = entry.get("files")
    files = [each for each in cast("list[object]", given) if isinstance(each, str)] if isinstance(given, list) else []
    way = next((way for way in SplitWay if way.value == entry.get("way")), None)
    page, y, apart = (_number(entry.get(name)) for name in ("page", "y", "apart"))
    if len(files) != 2 or way is None:
        return None
    other = LeftOff(ViewPlace(int(min(max(page, 0), MOST_PAGES)), y), look_in(entry))
    return KeptSplit((Path(files[0]), Path(files[1])), way, 1 if entry.get("active") == 1 else 0, other, apart)


def _number(value: object) -> float:
    right = isinstance(value, int | float) and math.isfinite(value) and abs(value) <= MOST_PAGES
    return float(cast("float", value)) if right else 0.0
