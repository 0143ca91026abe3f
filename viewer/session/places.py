"""Where the reader has left off: in each document, and which documents were open at the last end.

Kept in one JSON file beside the settings: ``documents`` by path, the last read at the end, ``tabs`` in their order,
and ``current``.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from viewer.model.record import record
from viewer.session.changes import ViewLook, ViewPlace
from viewer.session.json_file import load_json, save_json

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_DOCUMENTS = 500
"""Those read longest ago are forgotten; a document takes some 200 bytes."""
MOST_PAGES = 1_000_000
LARGEST_ZOOM = 100.0


def places_file(settings: Path) -> Path:
    """Where the places are kept, beside the settings."""
    return settings.with_name("places.json")


@record
class LeftOff:
    """Where and how a document was read."""

    place: ViewPlace
    look: ViewLook | None = None


class Places:
    """What is remembered of documents and tabs. The file is read when something is first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loaded: tuple[dict[str, LeftOff], tuple[str, ...], str] | None = None

    def left_off(self, document: Path) -> LeftOff | None:
        """Where a document was left; None where that is not known."""
        return self._memory()[0].get(str(document))

    @property
    def tabs(self) -> tuple[Path, ...]:
        """The documents that were open at the last end, in the order of their tabs."""
        return tuple(map(Path, self._memory()[1]))

    @property
    def current(self) -> Path | None:
        """The document that was in front at the last end."""
        current = self._memory()[2]
        return Path(current) if current else None

    def keep(self, document: Path, left: LeftOff) -> None:
        """Remember where a document was left."""
        documents = self._memory()[0]
        documents.pop(str(document), None)
        documents[str(document)] = left
        while len(documents) > MOST_DOCUMENTS:
            del documents[next(iter(documents))]

    def keep_tabs(self, tabs: tuple[Path, ...], current: Path | None) -> None:
        """Remember which documents are open."""
        self._loaded = (self._memory()[0], tuple(map(str, tabs)), "" if current is None else str(current))

    def save(self) -> None:
        """Write what is remembered.

        Raises:
            OSError: the folder cannot be written to.
        """
        documents, tabs, current = self._memory()
        kept = [{"path": path, **asdict(left.place), **look_as_json(left.look)} for path, left in documents.items()]
        save_json(self.path, {"tabs": tabs, "current": current, "documents": kept})

    def _memory(self) -> tuple[dict[str, LeftOff], tuple[str, ...], str]:
        if self._loaded is None:
            self._loaded = _from_json(load_json(self.path))
        return self._loaded


def look_as_json(look: ViewLook | None) -> dict[str, object]:
    """How a view shows its document, for a file that is kept; nothing where that is not known."""
    return {} if look is None else asdict(look)


def _from_json(loaded: object) -> tuple[dict[str, LeftOff], tuple[str, ...], str]:
    """Take what is as it should be; everything else is left out."""
    values = cast("dict[str, object]", loaded) if isinstance(loaded, dict) else {}
    tabs, current, documents = values.get("tabs"), values.get("current"), values.get("documents")
    places: dict[str, LeftOff] = {}
    for entry in cast("list[object]", documents) if isinstance(documents, list) else []:
        item = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        path = item.get("path")
        if isinstance(path, str) and path:
            places[path] = LeftOff(
                ViewPlace(_whole(item.get("page"), MOST_PAGES), _number(item.get("y"), 0.0)), look_in(item)
            )
    names = cast("list[object]", tabs) if isinstance(tabs, list) else []
    return (
        places,
        tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name)),
        current if isinstance(current, str) else "",
    )


def look_in(item: Mapping[str, object]) -> ViewLook | None:
    """What ``look_as_json`` said; None where it cannot be understood."""
    zoom = _number(item.get("zoom"), 0.0)
    fit, arrangement = item.get("fit"), item.get("arrangement")
    if not 0.0 < zoom <= LARGEST_ZOOM or not isinstance(fit, str) or not isinstance(arrangement, str):
        return None
    return ViewLook(zoom, fit, arrangement, _whole(item.get("turns"), 3), _number(item.get("left"), 0.0))


def _whole(value: object, most: int) -> int:
    right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    return cast("int", value) if right else 0


def _number(value: object, otherwise: float) -> float:
    """A number that is one, and no larger than any page is."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e6:
        return float(value)
    return otherwise
