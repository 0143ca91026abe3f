"""The field above a list in which words narrow it down."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from viewer.ui.look.icons import icon


class FilterField(QLineEdit):
    """A field with a magnifying glass and a way to clear it. ``what`` names it, ``tip`` says what is looked at."""

    def __init__(self, what: str, tip: str) -> None:
        super().__init__()
        self.setPlaceholderText(what)
        self.setAccessibleName(what)
        self.setToolTip(tip)
        self.setClearButtonEnabled(True)
        self.addAction(icon("find"), QLineEdit.ActionPosition.LeadingPosition)
