"""A line that steps back: grey, wrapping, in the system's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from viewer.ui.colors import secondary_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class QuietLabel(QLabel):
    """Plain text in the secondary colour of the palette, in light and dark."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._step_back()
        self._lean()

    def say(self, text: str) -> None:
        """Show a text, or nothing at all where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's light and dark, and the side on which the interface begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()
        if event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange}:
            self._step_back()

    def _lean(self) -> None:
        """Begin at the leading edge: Qt aligns a label by the letters of its text, on whichever side it stands."""
        aligned = self.alignment()
        if not aligned & Qt.AlignmentFlag.AlignHCenter:
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            upright = aligned & Qt.AlignmentFlag.AlignVertical_Mask
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | upright)

    def _step_back(self) -> None:
        grey = secondary_text(QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != grey:
            palette.setColor(QPalette.ColorRole.WindowText, grey)
            self.setPalette(palette)
