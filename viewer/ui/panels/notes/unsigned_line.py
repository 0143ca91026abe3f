"""The line over unsigned notes, which offers to sign them, until the reader has said who it is or does not want to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.ui.look.icons import icon
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from viewer.session.session import Session

UNSIGNED = "Your name is not set; notes are unsigned."
KEY, DECLINED = "unsigned_notes", "fine"
"""How the settings of the window keep that the reader leaves notes unsigned."""


class UnsignedLine(QWidget):
    """Says that notes bear no name. ``settings_requested`` asks for the dialog in which it is set."""

    settings_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.button = PushButton("Set your name…")
        self.button.clicked.connect(self.settings_requested)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("clear"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip("Leave notes unsigned")
        self.close_button.setAccessibleName("Leave notes unsigned")
        self.close_button.clicked.connect(self._decline)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(STEP, 0, STEP, STEP)
        layout.setSpacing(STEP)
        layout.addWidget(QuietLabel(UNSIGNED), 1)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button)

    def show_over(self, *, notes: bool) -> None:
        """Be there where there are notes that could be signed, no name is set, and the reader has not declined."""
        settings = self._session.settings
        self.setVisible(notes and not settings.author and settings.window.get(KEY) != DECLINED)

    def _decline(self) -> None:
        settings = self._session.settings
        self._session.change_settings(replace(settings, window={**settings.window, KEY: DECLINED}))
