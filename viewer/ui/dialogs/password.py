"""Asking for the password of a protected file. It goes to the session and is kept nowhere else."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from viewer.session.changes import PasswordWanted
from viewer.ui.dialogs.parts import ending, fit, words

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.changes import Change
    from viewer.session.session import Session


class PasswordDialog(QDialog):
    """Asks for one password, once. ``given`` carries it."""

    given = Signal(str)

    def __init__(self, wanted: PasswordWanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Password")
        self.words = words(words_for(wanted))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Password")
        self.field.setAccessibleDescription(self.words.text())
        self.shown = QCheckBox("Show password")
        self.shown.toggled.connect(self._show)
        buttons, self.open_button = ending(self, "Open")
        self.open_button.setEnabled(False)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.field.textChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.field)
        layout.addWidget(self.shown)
        layout.addWidget(buttons)
        fit(self, 420)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self.open_button.setEnabled(bool(text))

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - what the signal passes
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def done(self, result: int) -> None:
        """Close, empty the field, and give what was typed where it is to be tried."""
        password = self.field.text()
        self.field.clear()
        super().done(result)
        if result == QDialog.DialogCode.Accepted and password:
            self.given.emit(password)


class PasswordAsker(QObject):
    """Asks for passwords when the session wants them, for one file after the other."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._waiting: deque[PasswordWanted] = deque()
        self._asking: Path | None = None
        self.dialog: PasswordDialog | None = None
        session.changes.subscribe(self._changed)

    def _changed(self, change: Change) -> None:
        if isinstance(change, PasswordWanted):
            if self._asking == change.path:  # the reader has opened it once more, with the dialog there
                return
            self._waiting = deque(wanted for wanted in self._waiting if wanted.path != change.path)
            # A wrong one is asked for again at once, before the other files have their turn.
            (self._waiting.appendleft if change.wrong else self._waiting.append)(change)
            self._ask_next()

    def _ask_next(self) -> None:
        if self.dialog is not None or not self._waiting:
            return
        wanted = self._waiting.popleft()
        self._asking = wanted.path
        dialog = self.dialog = PasswordDialog(wanted, self._window)
        dialog.given.connect(partial(self._try, wanted.path))
        dialog.finished.connect(self._finished)
        dialog.open()

    def _try(self, path: Path, password: str) -> None:
        self._session.open(path, password=password)

    def _finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = self._asking = None
        self._ask_next()


def words_for(wanted: PasswordWanted) -> str:
    """What is asked, and how often it can still be tried."""
    name = wanted.path.name
    if not wanted.wrong:
        return f"{name} is protected. Which password opens it?"
    tries = "1 try is left." if wanted.tries_left == 1 else f"{wanted.tries_left} tries are left."
    return f"That password does not open {name}. {tries}"
