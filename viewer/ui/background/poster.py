"""The way from any thread into the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Poster(QObject):
    """Runs functions in the window's thread, whichever thread they are posted from, in the order they came."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` soon. May be called in any thread."""
        self._posted.emit(action)

    def _run(self, action: Callable[[], None]) -> None:
        action()
