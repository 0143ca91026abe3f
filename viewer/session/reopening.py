"""The documents of the last time on their way to being open again, each in its place among the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from viewer.session.open_document import OpenDocument

MOST_NAMED = 3


class Reopening:
    """Which documents are still awaited. The one that was in front is opened first, the others stay behind it."""

    def __init__(self, tabs: Sequence[Path] = (), current: Path | None = None) -> None:
        self._tabs = tuple(tabs)
        self._front = current if current in self._tabs else next(iter(self._tabs), None)
        self._waiting = dict.fromkeys(self._tabs)
        self._gone: list[Path] = []

    @property
    def waiting(self) -> tuple[Path, ...]:
        """Those that are still on their way, in the order of their tabs."""
        return tuple(self._waiting)

    def in_order(self) -> Iterator[Path]:
        """The documents as they are to be opened."""
        if self._front is not None:
            yield self._front
        yield from (path for path in self._tabs if path != self._front)

    def brings(self, path: Path) -> bool:
        """Whether a document is awaited from the last time."""
        return path in self._waiting

    def to_front(self, path: Path) -> bool:
        """Whether a document comes to the front when it is open."""
        return path not in self._waiting or path == self._front

    def wanted_in_front(self, path: Path) -> None:
        """The reader has asked for a document that is still on its way."""
        if path in self._waiting:
            self._front = path

    def index_among(self, path: Path, documents: Sequence[OpenDocument]) -> int:
        """Where a document has its tab: before the first of those that stood behind it."""
        behind = set(self._tabs[self._tabs.index(path) + 1 :])
        return next((at for at, document in enumerate(documents) if document.path in behind), len(documents))

    def arrived(self, path: Path, *, gone: bool = False) -> str:
        """One is open, or cannot be opened. When it is the last: which files are gone, in words, or nothing."""
        if path not in self._waiting:
            return ""
        del self._waiting[path]
        if gone:
            self._gone.append(path)
        return "" if self._waiting else _words_for(self._gone)


def _words_for(gone: Sequence[Path]) -> str:
    if not gone:
        return ""
    if len(gone) == 1:
        return f"{gone[0].name}, which was open the last time, is no longer there."
    names = ", ".join(path.name for path in gone[:MOST_NAMED])
    others = len(gone) - MOST_NAMED
    more = "" if others <= 0 else " and 1 other" if others == 1 else f" and {others} others"
    return f"{len(gone)} documents that were open the last time are no longer there: {names}{more}."
