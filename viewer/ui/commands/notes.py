"""What the actions of the Notes menu do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.annotation import AnnotationKind
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

    def underline(self) -> None:
        """Underline the selection in the colour used last."""
        self._mark(AnnotationKind.UNDERLINE)

    def strike_through(self) -> None:
        """Strike the selection through in the colour used last."""
        self._mark(AnnotationKind.STRIKE_THROUGH)

    def _mark(self, kind: AnnotationKind) -> None:
        if self._view is not None:
            self._view.highlight_selection(self._view.document.highlight_color, kind)

    def note_on_region(self) -> None:
        """Choose a region of a page, and start a note on it."""
        from viewer.ui.regions.notes import RegionNotes  # noqa: PLC0415 - start-up time: see the package

        if self._view is not None:
            known = self._window.findChild(RegionNotes)
            (known if known is not None else RegionNotes(self._window)).begin(self._view)

    def show_all_notes(self) -> None:
        """Show the notes on all documents."""
        from viewer.ui.all_notes.window import AllNotesWindow  # noqa: PLC0415 - start-up time: see the package

        known = self._window.findChild(AllNotesWindow)
        shown = known if known is not None else AllNotesWindow(self._window)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        shown.field.setFocus()

    def show_selection_bar(self) -> None:
        """Show the bar at the selection and give it the keys."""
        if self._view is not None:
            self._window.selection_bar(self._view).show_bar(focus=True)

    # -- bookmarks ----------------------------------------------------------------------------------------------------

    def bookmark(self) -> None:
        """Put a bookmark at the line that is being read; take one away that stands there and says nothing."""
        from viewer.session.notes.bookmarks import bookmark_at, line_at  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None:
            return
        page, line = line_at(document)
        there = bookmark_at(document, page, line)
        if there is not None and not there.body and not there.tags:
            document.notes.delete([there.id])
            self._window.status.show_for_a_moment("Bookmark removed")
        elif there is not None:
            self._window.edit_note(there.id)
        elif document.notes.bookmark(page, line) is not None:
            self._window.status.show_for_a_moment(f"Bookmark on page {document.page_label(page)}")

    def next_bookmark(self) -> None:
        """Go to the next bookmark."""
        self._go_to_bookmark(1)

    def previous_bookmark(self) -> None:
        """Go to the bookmark before."""
        self._go_to_bookmark(-1)

    def _go_to_bookmark(self, direction: int) -> None:
        from viewer.session.notes.bookmarks import go_to_bookmark  # noqa: PLC0415 - start-up time: see the package

        if self._document is not None and not go_to_bookmark(self._document, direction):
            where = "after" if direction > 0 else "before"
            self._window.status.show_for_a_moment(f"No bookmark {where} this place")

    # -- highlights and notes -----------------------------------------------------------------------------------------

    def highlight_last(self) -> None:
        """Highlight the selection in the colour used last."""
        document = self._document
        if document is not None:
            self.highlight(document.highlight_color)

    def note_on_selection(self) -> None:
        """Highlight the selection and start writing about it; else write in the note that was made or clicked last."""
        document, view = self._document, self._view
        if document is not None and view is not None:
            view.highlight_selection(document.highlight_color)
            if document.note_in_hand:
                self._window.edit_note(document.note_in_hand)

    def note_on_section(self) -> None:
        """Start a note on the current section."""
        document = self._document
        section = document.current_section if document is not None else None
        if section is None:
            words = "There is no section here to write about."
            self._window.notices.show_notice(Severity.INFO, words, document=document and document.number)
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
