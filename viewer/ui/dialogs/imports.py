"""Saying what notes were found, before they are added to a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QVBoxLayout, QWidget

from viewer.model.bidi import isolated
from viewer.ui.dialogs.parts import ending, words

if TYPE_CHECKING:
    from viewer.model.annotation import Annotation
    from viewer.session.notes.importing import ImportPlan

MOST_SHOWN = 500
"""Notes that are listed; the rest is counted."""
LONGEST_LINE = 160


class ImportDialog(QDialog):
    """What will be added, note by note, and whether it shall be."""

    def __init__(self, parent: QWidget, plan: ImportPlan) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import notes")
        self.summary = words(plan.summary)
        self.list = QListWidget()
        self.list.setAccessibleName("Notes that will be added")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setAlternatingRowColors(True)
        notes = (*plan.new, *plan.longer)
        count = len(notes)
        self.list.addItems([in_a_line(note) for note in notes[:MOST_SHOWN]])
        if count > MOST_SHOWN:
            self.list.addItem(f"and {count - MOST_SHOWN} more")
        self.list.setVisible(bool(notes))
        asked = "Import 1 note" if count == 1 else f"Import {count} notes"
        self.buttons, _ = ending(self, asked if count else "")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for part in (self.summary, self.list, self.buttons):
            layout.addWidget(part)

    def sizeHint(self) -> QSize:
        """Room for lines of some length; little where there is nothing to list."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(80 * letter, 24 * self.fontMetrics().height()) if self.list.count() else super().sizeHint()

    @staticmethod
    def ask(parent: QWidget, plan: ImportPlan) -> bool:
        """Show what was found; whether it shall be added."""
        return ImportDialog(parent, plan).exec() == QDialog.DialogCode.Accepted


def in_a_line(note: Annotation) -> str:
    """A note in one line: what it says, or what it marks; its author and day."""
    said = " ".join((note.body or note.anchor.quote or note.kind.value).split())
    shown = f"{said[:LONGEST_LINE]}…" if len(said) > LONGEST_LINE else said
    return " · ".join(part for part in (isolated(shown), note.author, note.created[:10]) if part)
