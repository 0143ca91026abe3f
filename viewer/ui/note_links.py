"""Following a link to a note: the document is opened, wherever it was seen last, and the note is shown in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.model.note_link import read_note_link
from viewer.session.changes import NotesChanged, OpenRefused, Severity, UnderstandingChanged
from viewer.session.notes.bookmarks import show_note

if TYPE_CHECKING:
    from viewer.model.note_link import NoteLink
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.ui.document_window import DocumentWindow

NO_LINK = "This link does not lead to a note: {0}"
NOT_KNOWN = "The document of this note has not been open here, or has been moved. Open it, then follow the link again."
NO_NOTE = "This note is not among the notes on {0}. It may have been deleted."


class NoteLinks(QObject):
    """Follows links in one window, the last one where several are under way."""

    def __init__(self, window: DocumentWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._wanted: tuple[Path, str] | None = None
        self._session.changes.subscribe(self._changed)

    def follow(self, words: str) -> None:
        """Open what a link leads to, or say why not."""
        link = read_note_link(words)
        if link is None:
            self._say(NO_LINK.format(words[:200]))
            return
        opened = next((each for each in self._session.documents if self._is_on(each, link)), None)
        if opened is not None:
            self._go(opened.path, link.note)
            return
        post = self._session.post
        self._session.store.find_files(link.note, link.document, lambda paths: post(lambda: self._found(link, paths)))

    @staticmethod
    def _is_on(document: OpenDocument, link: NoteLink) -> bool:
        same = document.identity is not None and document.identity.content_hash == link.document
        return same or document.notes.find(link.note) is not None

    def _found(self, link: NoteLink, paths: tuple[str, ...]) -> None:
        path = next((path for path in map(Path, paths) if path.is_file()), None)
        if path is None:
            self._say(NOT_KNOWN)
        else:
            self._go(path, link.note)

    def _go(self, path: Path, note: str) -> None:
        self._wanted = (path, note)
        self._session.open(path)
        self._show_wanted()

    def _show_wanted(self) -> None:
        """Show the note as soon as it is known where it stands."""
        if self._wanted is None:
            return
        path, wanted = self._wanted
        document = next((each for each in self._session.documents if each.path == path), None)
        if document is None or not document.notes.loaded:
            return
        note = document.notes.find(wanted)
        if note is not None and document.notes.placement(wanted) is None and not document.reading_has_ended:
            return
        self._wanted = None
        if note is None:
            self._say(NO_NOTE.format(path.name))
            return
        show_note(document, note)
        self._window.panes.furnish()
        self._window.panes.show_right(self._window.panes.notes)
        self._window.show_note(wanted)

    def _say(self, text: str) -> None:
        self._window.notices.show_notice(Severity.WARNING, text)

    def _changed(self, change: Change) -> None:
        if isinstance(change, NotesChanged | UnderstandingChanged):
            self._session.post(self._show_wanted)  # when the panel has shown the change
        elif isinstance(change, OpenRefused) and self._wanted is not None and change.path == self._wanted[0]:
            self._wanted = None
