"""The notes over all documents: looked for as one types, kept up to date, and opened where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from viewer.annotations.catalogue import FoundNotes, NoteQuery
from viewer.session.changes import NotesChanged, Notice, Severity, UnderstandingChanged
from viewer.session.notes.bookmarks import show_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.catalogue import NotedDocument
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

ANOTHER = "The note was not found on {name}: it is another document, or one whose text has changed too much."


class AllNotes:
    """Answers the latest query, whatever was asked before it, and answers it anew when notes change anywhere.

    ``on_found`` is called in the session's thread.
    """

    def __init__(self, session: Session, on_found: Callable[[FoundNotes], None]) -> None:
        self._session = session
        self._on_found = on_found
        self._query = NoteQuery()
        self._asked = False
        self._stale = False
        self._closed = False
        self._awaited: tuple[Path, str] | None = None
        self._stop_listening = session.store.listen(lambda: session.post(self._ask))
        self._unsubscribe = session.changes.subscribe(self._changed)

    def close(self) -> None:
        """Nobody wants to know any more."""
        self._closed = True
        self._stop_listening()
        self._unsubscribe()

    # -- finding ------------------------------------------------------------------------------------------------------

    def find(self, query: NoteQuery) -> None:
        """Look for other notes."""
        self._query = query
        self._ask()

    def _ask(self) -> None:
        if self._closed:
            return
        if self._asked:
            self._stale = True  # one question at a time: of those asked meanwhile the last is put
            return
        self._asked, self._stale = True, False
        self._session.store.find_notes(self._query, lambda found: self._session.post(lambda: self._answered(found)))

    def _answered(self, found: FoundNotes) -> None:
        self._asked = False
        if self._closed:
            return
        if self._stale:
            self._ask()
        else:
            self._on_found(found)

    # -- opening ------------------------------------------------------------------------------------------------------

    def open_note(self, noted: NotedDocument, note: str) -> bool:
        """Show a note in its document, which is opened where it is not; whether its file is where it was seen."""
        for document in self._session.documents:
            if document.notes.find(note) is not None:
                self._session.make_current(document.number)
                self._show(document, note)
                return True
        path = next((path for path in map(Path, noted.paths) if path.exists()), None)
        if path is None:
            return False
        self.open_in(path, note)
        return True

    def open_in(self, path: Path, note: str) -> None:
        """Open a file and show a note in it, as soon as it is known where that stands."""
        path = path.expanduser().absolute()
        self._awaited = (path, note)
        self._session.open(path)
        for document in self._session.documents:
            self._arrive(document)

    def _changed(self, change: Change) -> None:
        if self._awaited is not None and isinstance(change, NotesChanged | UnderstandingChanged):
            document = self._session.document(change.document)
            if document is not None:
                self._arrive(document)

    def _arrive(self, document: OpenDocument) -> None:
        if self._awaited is None or document.path != self._awaited[0]:
            return
        note = self._awaited[1]
        if document.notes.find(note) is not None and document.notes.placement(note) is not None:
            self._awaited = None
            self._show(document, note)
        elif document.notes.loaded and document.reading_has_ended and document.notes.find(note) is None:
            self._awaited = None
            text = ANOTHER.format(name=document.path.name)
            self._session.changes.tell(Notice(document.number, Severity.WARNING, text))

    @staticmethod
    def _show(document: OpenDocument, note: str) -> None:
        found = document.notes.find(note)
        if found is not None:
            show_note(document, found)
