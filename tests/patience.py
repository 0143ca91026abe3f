"""How long tests wait for what must come: as long as a loaded machine may need for it.

No test waits that long unless something is broken: each goes on as soon as what it waits for is so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.open_document import OpenDocument

SECONDS = 100
MILLISECONDS = 1000 * SECONDS


def is_read(document: OpenDocument) -> bool:
    """Whether a document has been read to its end, its notes are here, and its pages and panels show so."""
    return document.all_is_told and document.notes.loaded


class PatientBot(QtBot):
    """Waits so long where a test does not say how long; pytest-qt's own five seconds are too few under load."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = MILLISECONDS) -> None:
        """As pytest-qt's."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = MILLISECONDS, **more: Any) -> Any:
        """As pytest-qt's."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = MILLISECONDS, **more: Any) -> Any:
        """As pytest-qt's."""
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = MILLISECONDS) -> Any:
        """As pytest-qt's."""
        return super().waitExposed(widget, timeout=timeout)
