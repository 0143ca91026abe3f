"""Closing the window while notes are not on the disk: wait a moment, then ask rather than lose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.session import Session

LOOK_EVERY_MS = 50
PATIENCE_MS = 1500
"""How long notes that are on their way may take before the reader is asked."""


class Parting(QObject):
    """Says whether the window may close. Where it may not yet, it closes it later, or asks."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._given_up = False
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def may_close(self) -> bool:
        """Whether every note is kept, or the reader has given up those that are not."""
        if self._given_up or not self._unsaved():
            return True
        if not self._timer.isActive():
            self._waited = 0
            self._timer.start()
            self._session.store.try_now()
        return False

    def _unsaved(self) -> int:
        return sum(len(document.notes.notebook.unsaved) for document in self._session.documents)

    def _look(self) -> None:
        self._waited += LOOK_EVERY_MS
        count = self._unsaved()
        if count and self._waited < PATIENCE_MS:
            return
        self._timer.stop()
        if count:
            self._given_up = self.ask(self._window, count)
        if self._given_up or not count:
            self._window.close()

    @classmethod
    def ask(cls, window: QWidget, count: int) -> bool:
        """Ask whether to close without the notes that could not be saved. True where the reader says so."""
        notes = "1 note has" if count == 1 else f"{count} notes have"
        question = QMessageBox(window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle("Notes not saved")
        question.setText(f"{notes} not been saved yet.")
        question.setInformativeText(
            "The line under the toolbar says what stands in the way. Verbale goes on trying while its window is open; "
            "File › Export notes puts them somewhere else."
        )
        stay = question.addButton("Keep the window open", QMessageBox.ButtonRole.RejectRole)
        leave = question.addButton("Close without them", QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        question.exec()
        chosen = question.clickedButton() is leave
        question.deleteLater()
        return chosen
