"""Letting go of what closed documents leave behind, a moment after they were closed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from viewer.session.changes import DocumentClosed

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.session import Session

REST_MS = 1000
"""When the tab is gone from the screen, and the one beside it has been drawn."""


class Tidying(QObject):
    """Has garbage looked for after a document was closed.

    Its views and their tiles hold each other, and by itself the collector looks at what is old too seldom here to
    come by (``OLDEST_SELDOM``): some megabytes of each document stayed. To look takes it 3 to 5 ms.
    """

    def __init__(self, session: Session, parent: QObject | None = None, *, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest_ms)
        self._timer.timeout.connect(gc.collect)
        session.changes.subscribe(self._changed)

    def _changed(self, change: Change) -> None:
        if isinstance(change, DocumentClosed):
            self._timer.start()
