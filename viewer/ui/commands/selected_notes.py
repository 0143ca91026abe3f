"""What can be done with the notes that are selected in the Notes panel."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from viewer.ui.commands.of_window import WindowCommands


class SelectedNotesCommands(WindowCommands):
    """The commands that take the notes out which are selected in the Notes panel."""

    def export_selected(self) -> None:
        """Ask how and where to export the selected notes, and do it."""
        from viewer.ui.dialogs.export import ExportDialog  # noqa: PLC0415 - start-up time: see the package

        document, selected = self._document, self._window.panes.selected_notes
        if document is not None and selected:
            self._window.panes.notes.finish_editing()
            ExportDialog.ask(
                self._window, document, self._window.notices.show_notice, only=selected, session=self._session
            )

    def copy_notes_as_markdown(self) -> None:
        """Copy quote, citation and words of the selected notes as Markdown."""
        from viewer.session.notes.quotation import notes_in_markdown  # noqa: PLC0415 - start-up time: see the package

        document, selected = self._document, self._window.panes.selected_notes
        if document is not None and selected:
            self._window.panes.notes.finish_editing()
            QGuiApplication.clipboard().setText(notes_in_markdown(document, selected))
            self._say_copied(len(selected), "Markdown")

    def copy_notes_as_rich_text(self) -> None:
        """Copy the same as HTML, and as plain text for programs that take no HTML."""
        from viewer.session.notes.quotation import notes_in_rich_text  # noqa: PLC0415 - start-up time: see the package

        document, selected = self._document, self._window.panes.selected_notes
        if document is not None and selected:
            self._window.panes.notes.finish_editing()
            html, text = notes_in_rich_text(document, selected)
            copied = QMimeData()
            copied.setHtml(html)
            copied.setText(text)
            QGuiApplication.clipboard().setMimeData(copied)
            self._say_copied(len(selected), "rich text")

    def _say_copied(self, count: int, form: str) -> None:
        notes = "1 note" if count == 1 else f"{count} notes"
        self._window.status.show_for_a_moment(f"{notes} copied as {form}")
