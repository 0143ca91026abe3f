"""The notes on the document in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog

from viewer.session.changes import NotesChanged
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class NotesPanel(TreePanel):
    """The notes on the document in reading order."""

    settings_requested = Signal()

    refreshes_on = (NotesChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Notes", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        for note in document.notes.annotations:
            unsaved = " (not saved yet)" if note.id in document.notes.notebook.unsaved else ""
            text = f"{note.anchor.page + 1}  {note.color.value}  {note.body or note.anchor.quote}{unsaved}"
            self.row([" ".join(text.split())], note.id, note.anchor.quote)
        if document.notes.read_only:
            return document.notes.read_only
        return "" if document.notes.annotations else "Select words on the page and press N to make a note."

    def go(self, document: OpenDocument, target: object) -> None:
        """Go to the words of a note."""
        note = document.notes.find(target) if isinstance(target, str) else None
        if note is not None:
            document.go_to(note.anchor.span)

    def edit_note(self, note: str) -> None:
        """Ask for the words of a note and keep them."""
        document = self._session.current
        found = document.notes.find(note) if document is not None else None
        if document is None or found is None:
            return
        body, accepted = QInputDialog.getMultiLineText(self, "Note", found.anchor.quote[:200], found.body)
        if accepted:
            document.notes.edit(note, body=body)

    def finish_editing(self) -> None:
        """Nothing is left over: a note's words are kept when its dialog is accepted."""
