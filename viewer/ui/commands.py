"""What each action does in one window. The ACTIONS table names these methods.

Dialogs, and what copies citations, are imported where they are used: together they would cost the start 15 ms of some
350, and most sessions need none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from viewer import __version__
from viewer.session.changes import Severity
from viewer.session.official_pages import official_page
from viewer.ui.page_layout import Arrangement

if TYPE_CHECKING:
    from viewer.model.annotation import HighlightColor
    from viewer.model.document import Section
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page_view import PageView
    from viewer.ui.window import MainWindow

OPEN_FILTER = "Documents (*.pdf *.txt *.text);;All files (*)"


class Commands:
    """The window's commands, one method each. A command that is not possible now does nothing."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session

    @property
    def _document(self) -> OpenDocument | None:
        return self._session.current

    @property
    def _view(self) -> PageView | None:
        return self._window.tabs.current_view

    # -- file ---------------------------------------------------------------------------------------------------------

    def open_files(self) -> None:
        """Ask for files and open them."""
        recent = self._session.settings.recent_files
        folder = str(Path(recent[0]).parent) if recent else str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open", folder, OPEN_FILTER)
        for name in names:
            self._session.open(Path(name))

    def export_notes(self) -> None:
        """Ask how and where to export the notes of the current document, and do it."""
        from viewer.ui.export_dialog import ExportDialog  # noqa: PLC0415 - start-up time, as above

        if self._document is not None:
            ExportDialog.ask(self._window, self._document, self._window.notices.show_notice)

    def export_references(self) -> None:
        """Ask how and where to export the current document and what it cites, for a reference manager, and do it."""
        from viewer.export.table import Of  # noqa: PLC0415 - start-up time, as above
        from viewer.ui.export_dialog import ExportDialog  # noqa: PLC0415 - start-up time, as above

        if self._document is not None:
            ExportDialog.ask(self._window, self._document, self._window.notices.show_notice, Of.REFERENCES)

    def choose_encoding(self) -> None:
        """Ask for the encoding of a plain text and read it again."""
        from viewer.ui.encoding_dialog import EncodingDialog  # noqa: PLC0415 - start-up time, as above

        document = self._document
        if document is not None and document.info.encoding is not None:
            codec = EncodingDialog.ask(self._window, document)
            if codec is not None:
                self._session.reopen(document.number, codec)

    def reload(self) -> None:
        """Read the current document's file again, staying at the place."""
        if self._document is not None:
            self._session.reload(self._document.number)

    def show_settings(self) -> None:
        """Show the settings."""
        from viewer.ui.settings_dialog import SettingsDialog  # noqa: PLC0415 - start-up time, as above

        settings = SettingsDialog.ask(self._window, self._session.settings)
        if settings is not None:
            self._session.change_settings(settings)

    def close_document(self) -> None:
        """Close the current tab."""
        if self._document is not None:
            self._session.close(self._document.number)

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    # -- edit ---------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Undo the last change of a note, or the typing in a field that has the focus."""
        self._undo_or_redo("undo")

    def redo(self) -> None:
        """Redo."""
        self._undo_or_redo("redo")

    def _undo_or_redo(self, what: str) -> None:
        focus = QApplication.focusWidget()
        own = getattr(focus, what, None)  # text fields of Qt have undo() and redo() of their own
        if callable(own):
            own()
        elif self._document is not None:
            notes = self._document.notes
            (notes.undo if what == "undo" else notes.redo)()

    def copy(self) -> None:
        """Copy the selected words, or those of the field that has the focus."""
        focus = QApplication.focusWidget()
        own = getattr(focus, "copy", None)
        if callable(own) and focus is not self._view:
            own()
        elif self._view is not None:
            self._view.copy()

    def copy_quotation(self) -> None:
        """Copy the selection with the citation a researcher would write."""
        from viewer.session.quotation import quotation_with_citation  # noqa: PLC0415 - start-up time, as above

        document = self._document
        if document is not None and document.selected_span is not None:
            QGuiApplication.clipboard().setText(quotation_with_citation(document, document.selected_span))
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

    # -- view ---------------------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show the page larger."""
        if self._view is not None:
            self._view.zoom_in()

    def zoom_out(self) -> None:
        """Show the page smaller."""
        if self._view is not None:
            self._view.zoom_out()

    def actual_size(self) -> None:
        """Show the page at 100 %."""
        if self._view is not None:
            self._view.set_zoom(1.0)

    def fit_width(self) -> None:
        """Show the page as wide as the window."""
        if self._view is not None:
            self._view.fit_width()

    def fit_page(self) -> None:
        """Show the whole page."""
        if self._view is not None:
            self._view.fit_page()

    def one_column(self) -> None:
        """Show the pages one under the other."""
        self._arrange(Arrangement.COLUMN)

    def two_pages(self) -> None:
        """Show two pages in a row."""
        self._arrange(Arrangement.PAIRS)

    def two_pages_with_cover(self) -> None:
        """Show the first page alone, then two in a row."""
        self._arrange(Arrangement.COVER_AND_PAIRS)

    def _arrange(self, arrangement: Arrangement) -> None:
        if self._view is not None:
            self._view.arrange(arrangement)
            self._window.update_actions()

    def turn_right(self) -> None:
        """Turn the pages clockwise."""
        if self._view is not None:
            self._view.turn(1)

    def turn_left(self) -> None:
        """Turn the pages counterclockwise."""
        if self._view is not None:
            self._view.turn(-1)

    def toggle_dark_pages(self) -> None:
        """Show pages for reading in the dark, or as they are; remembered."""
        self._window.set_dark_pages(not self._window.dark_pages)

    def toggle_left_panel(self) -> None:
        """Show or hide sections, pages and search results."""
        self._window.panes.toggle_left()

    def toggle_right_panel(self) -> None:
        """Show or hide the structured panel."""
        self._window.panes.toggle_right()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- go -----------------------------------------------------------------------------------------------------------

    def back(self) -> None:
        """Go back."""
        if self._document is not None:
            self._document.back()

    def forward(self) -> None:
        """Go forward."""
        if self._document is not None:
            self._document.forward()

    def go_to_page(self) -> None:
        """Put the cursor into the page field."""
        self._window.reading_bar.focus_page()

    def first_page(self) -> None:
        """Go to the first page."""
        if self._document is not None:
            self._document.go_to_page(0)

    def last_page(self) -> None:
        """Go to the last page."""
        if self._document is not None:
            self._document.go_to_page(self._document.page_count - 1)

    def previous_section(self) -> None:
        """Go to the section before the current one."""
        self._go_to_section(-1)

    def next_section(self) -> None:
        """Go to the section after the current one."""
        self._go_to_section(1)

    def _go_to_section(self, by: int) -> None:
        document = self._document
        if document is None or document.understanding is None:
            return
        here = document.offset_in_view()
        starts = sorted({section.span.start for section in document.understanding.sections})
        wanted = [start for start in starts if (start > here if by > 0 else start < here)]
        if wanted:
            start = wanted[0] if by > 0 else wanted[-1]
            section = next(s for s in document.understanding.sections if s.span.start == start)
            document.go_to(section.span, pulse=False)

    def next_tab(self) -> None:
        """Show the next document."""
        self._window.tabs.step(1)

    def previous_tab(self) -> None:
        """Show the document before."""
        self._window.tabs.step(-1)

    def next_pane(self) -> None:
        """Give the focus to the next pane."""
        self._window.panes.focus_next()

    # -- notes --------------------------------------------------------------------------------------------------------

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

    # -- tools and help -----------------------------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Find a command by its name."""
        self._window.show_palette()

    def copy_references(self) -> None:
        """Copy the references as text, one a line."""
        from viewer.session.quotation import all_references  # noqa: PLC0415 - start-up time, as above

        document = self._document
        if document is not None and document.understanding is not None:
            QGuiApplication.clipboard().setText(all_references(document))
            count = len(document.understanding.references)
            self._window.status.show_for_a_moment("1 reference copied" if count == 1 else f"{count} references copied")

    def open_official_page(self, symbol: str, language: str) -> None:
        """Hand the address of a document's official page to the system's browser."""
        address = QUrl(official_page(symbol, language))
        if address.scheme() == "https" and not QDesktopServices.openUrl(address):
            text = f"No browser could be opened for {address.toString()}. The address has been copied instead."
            QGuiApplication.clipboard().setText(address.toString())
            self._window.notices.show_notice(Severity.WARNING, text)

    def copy_symbol(self, symbol: str) -> None:
        """Copy a symbol."""
        QGuiApplication.clipboard().setText(symbol)
        self._window.status.show_for_a_moment(f"{symbol} copied")

    def show_keys(self) -> None:
        """Show all commands with their keys."""
        self._window.show_keys()

    def show_about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self._window,
            "About Verbale",
            f"<h3>Verbale {__version__}</h3><p>A viewer for United Nations documents.</p>"
            "<p>Free software under the GNU Affero General Public License, version 3 or later. "
            "Not a product of the United Nations.</p>",
        )
