"""Plain words that begin where the interface does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LeadingLabel(QLabel):
    """Plain text from the leading edge: Qt aligns a label by the letters of its text, on whichever side it stands."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._lean()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the side on which the interface begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def _lean(self) -> None:
        aligned = self.alignment()
        if not aligned & Qt.AlignmentFlag.AlignHCenter:
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            upright = aligned & Qt.AlignmentFlag.AlignVertical_Mask
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | upright)
