"""What the actions of the Edit menu do."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.ui.commands.of_window import WindowCommands


class EditCommands(WindowCommands):
    """The commands of the Edit menu."""

    def undo(self) -> None:
        """Undo the last change of a note or of a colour's name, or the typing in a field that has the focus."""
        self._undo_or_redo("undo")

    def redo(self) -> None:
        """Redo."""
        self._undo_or_redo("redo")

    def _undo_or_redo(self, what: str) -> None:
        focus = QApplication.focusWidget()
        own = getattr(focus, what, None)  # text fields of Qt have undo() and redo() of their own
        if callable(own):
            own()
        else:
            undoing = self._window.session.undoing
            (undoing.undo if what == "undo" else undoing.redo)()

    def copy(self) -> None:
        """Copy the selected words, or those of the field that has the focus."""
        focus = QApplication.focusWidget()
        own = getattr(focus, "copy", None)
        if callable(own) and focus is not self._view:
            own()
        elif self._view is not None:
            self._view.copy()

    def copy_quotation(self) -> None:
        """Copy the selection with the citation a researcher would write, as plain and as rich text."""
        # Not at the top because of start-up time: see the package.
        from viewer.session.notes.quotation import quotation_in_rich_text, quotation_with_citation  # noqa: PLC0415

        document = self._document
        if document is not None and document.selected_span is not None:
            copied = QMimeData()
            copied.setText(quotation_with_citation(document, document.selected_span))
            copied.setHtml(quotation_in_rich_text(document, document.selected_span))
            QGuiApplication.clipboard().setMimeData(copied)
            self._window.status.show_for_a_moment("Quotation with citation copied")

    def select_all(self) -> None:
        """Select the whole text, or all in the field that has the focus."""
        focus = QApplication.focusWidget()
        own = getattr(focus, "selectAll", None)
        if callable(own):
            own()
        elif self._view is not None:
            self._view.select_all()

    def find(self) -> None:
        """Put the cursor into the find field; selected words are looked for."""
        document = self._document
        if document is None:
            return
        words = document.selected_text.strip()
        self._window.reading_bar.focus_find(words if words and "\n" not in words and len(words) < 100 else "")
        self._window.show_search()

    def find_next(self) -> None:
        """Go to the next hit."""
        if self._document is not None:
            self._document.search.next_hit()

    def find_previous(self) -> None:
        """Go to the previous hit."""
        if self._document is not None:
            self._document.search.previous_hit()
