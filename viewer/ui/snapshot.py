"""Drawing the window to a picture, once everything in it has settled: for documentation and tests."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QImage

from viewer.session.changes import OpenRefused, PasswordWanted

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.ui.window import MainWindow

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 100
LONGEST_MS = 60_000


class Snapshot(QObject):
    """Waits until the documents are read, the page is sharp and the window looks as it did a moment before.

    Then it saves the picture and ends the program. The exit status is 0, or 1 where the picture could not be written or
    nothing settled within a minute.
    """

    def __init__(self, session: Session, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._path = path
        self._expected = 0
        self._refused = 0
        self._waited = 0
        self._before = QImage()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        session.changes.subscribe(self._changed)

    def start(self, expected: int) -> None:
        """Begin to wait for that many documents."""
        self._expected = expected
        self._timer.start()

    def _changed(self, change: Change) -> None:
        if isinstance(change, OpenRefused | PasswordWanted):  # nobody is there to type one
            self._refused += 1

    def _look(self) -> None:
        self._waited += LOOK_EVERY_MS
        late = self._waited >= LONGEST_MS
        if not self._settled() and not late:
            return
        self._window.ensurePolished()
        picture = self._window.grab().toImage()
        if picture != self._before and not late:  # panels follow in steps of their own, a bar may be on its way
            self._before = picture
            return
        self._timer.stop()
        saved = picture.save(str(self._path))
        if not saved:
            log.error("the picture could not be written to %s", self._path)
        if late:
            log.error("the window had not settled after %d s", LONGEST_MS // 1000)
        self._window.close()
        QCoreApplication.exit(0 if saved and not late else 1)

    def _settled(self) -> bool:
        documents = self._session.documents
        if len(documents) + self._refused < self._expected or self._session.opening:
            return False
        if not all(document.all_is_told for document in documents):
            return False
        view = self._window.tabs.current_view
        return self._window.panes.is_furnished and (view is None or view.settled)
