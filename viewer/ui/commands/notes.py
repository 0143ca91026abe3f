"""What the actions of the Notes menu do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands

if TYPE_CHECKING:
    from viewer.model.annotation import HighlightColor
    from viewer.model.document import Section


class NoteCommands(WindowCommands):
    """The commands of the Notes menu."""

    def highlight(self, color: HighlightColor) -> None:
        """Highlight the selection and remember the colour."""
        if self._view is not None:
            self._view.highlight_selection(color)
            self._window.remember_color(color)

    def highlight_last(self) -> None:
        """Highlight the selection in the colour used last."""
        document = self._document
        if document is not None:
            self.highlight(document.highlight_color)

    def note_on_selection(self) -> None:
        """Highlight the selection and start writing about it."""
        document, view = self._document, self._view
        if document is not None and view is not None:
            annotation = view.highlight_selection(document.highlight_color)
            if annotation is not None:
                self._window.edit_note(annotation.id)

    def note_on_section(self) -> None:
        """Start a note on the current section."""
        section = self._document.current_section if self._document is not None else None
        if section is None:
            self._window.notices.show_notice(Severity.INFO, "There is no section here to write about.")
        else:
            self.write_on_section(section)

    def write_on_section(self, section: Section) -> None:
        """Start a note on a section of the current document."""
        annotation = self._document.notes.note_on_section(section) if self._document is not None else None
        if annotation is not None:
            self._window.edit_note(annotation.id)

    def note_on_page(self) -> None:
        """Start a note on the current page."""
        document = self._document
        annotation = document.notes.note_on_page(document.place.page) if document is not None else None
        if annotation is not None:
            self._window.edit_note(annotation.id)

    def note_on_document(self) -> None:
        """Start a note on the document."""
        document = self._document
        annotation = document.notes.note_on_document() if document is not None else None
        if annotation is not None:
            self._window.edit_note(annotation.id)
