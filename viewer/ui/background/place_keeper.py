"""Writing down where the reader is when they have rested there for a while: a program that is killed asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from viewer.session.changes import CurrentDocumentChanged, DocumentClosed, DocumentOpened, PlaceChanged

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.session import Session

REST_MS = 3000
"""Places are written when nothing has moved for so long."""
MOST_MS = 20_000
"""Somebody who never rests loses at most so much."""


class PlaceKeeper(QObject):
    """Has the session write its places down, some seconds after the reader has moved."""

    def __init__(self, session: Session, parent: QObject | None = None, *, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._resting = self._timer(rest_ms)
        self._waited = self._timer(max(rest_ms, MOST_MS))
        session.changes.subscribe(self._changed)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._keep)
        return timer

    def _changed(self, change: Change) -> None:
        if isinstance(change, PlaceChanged | DocumentOpened | DocumentClosed | CurrentDocumentChanged):
            self._resting.start()
            if not self._waited.isActive():
                self._waited.start()

    def _keep(self) -> None:
        self._resting.stop()
        self._waited.stop()
        self._session.keep_places()
