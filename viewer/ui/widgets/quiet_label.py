"""A line that steps back: grey, wrapping, in the system's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from viewer.ui.look.colors import secondary_text
from viewer.ui.widgets.leading_label import LeadingLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class QuietLabel(LeadingLabel):
    """Plain text in the secondary colour of the palette, in light and dark."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self._step_back()

    def say(self, text: str) -> None:
        """Show a text, or nothing at all where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's light and dark."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange}:
            self._step_back()

    def _step_back(self) -> None:
        grey = secondary_text(QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != grey:
            palette.setColor(QPalette.ColorRole.WindowText, grey)
            self.setPalette(palette)
