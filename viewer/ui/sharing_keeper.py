"""Keeps shared notes in step: merges when notes change here, and when the file of the others changes there.

The system tells of changes on a local disk; on network drives it often does not, so the file is looked at besides.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from viewer.session.changes import DocumentClosed, NotesChanged, UnderstandingChanged
from viewer.session.sharing import DocumentSharing, memory_of
from viewer.ui.file_watch import FileState, file_state

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

LOOK_MS = 15_000
"""How often the files of others are looked at: one look costs a network drive next to nothing."""
REST_MS = 2_000
"""How long notes rest before they are shared: a word is not shared letter by letter."""


class SharingKeeper(QObject):
    """The sharing of the open documents. ``changed`` carries a document's number when its sharing is another."""

    changed = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None, *, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._sharings: dict[int, DocumentSharing] = {}
        self._seen: dict[int, FileState | None] = {}
        self._due: set[int] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._merge_due)
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._look)
        session.changes.subscribe(self._changed)
        for document in session.documents:
            self._take_up(document)

    def of(self, document: OpenDocument) -> DocumentSharing:
        """The sharing of a document, which may not have begun."""
        if document.number not in self._sharings:
            told = partial(self._is_another, document.number)
            self._sharings[document.number] = DocumentSharing(document, told)
        return self._sharings[document.number]

    # -- what happens -------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        match change:
            case NotesChanged(number) | UnderstandingChanged(number):
                document = self._session.document(number)
                if number in self._sharings:
                    if self._sharings[number].state.automatic:
                        self._due.add(number)
                        self._rest.start()
                elif document is not None:
                    self._take_up(document)
            case DocumentClosed(number):
                self._sharings.pop(number, None)
                self._seen.pop(number, None)
            case _:
                pass

    def _take_up(self, document: OpenDocument) -> None:
        """Go on with what is shared by itself since another time, once the document and its notes are known."""
        known = document.identity is not None and document.reading_has_ended and document.notes.loaded
        if known and document.identity is not None and memory_of(document.identity).exists():
            sharing = self.of(document)
            if sharing.state.automatic:
                sharing.merge()

    def _merge_due(self) -> None:
        due, self._due = self._due, set()
        for number in due:
            if number in self._sharings:
                self._sharings[number].merge()

    def _look(self) -> None:
        """Merge where the file of the others is another than it was."""
        for number, sharing in self._sharings.items():
            if sharing.state.automatic and file_state(sharing.file) != self._seen.get(number):
                sharing.merge()

    def _is_another(self, number: int) -> None:
        sharing = self._sharings.get(number)
        if sharing is not None:
            self._seen[number] = file_state(sharing.file) if sharing.state.folder else None
        watched = {each.state.folder for each in self._sharings.values() if each.state.automatic}
        before = set(self._watcher.directories())
        if before - watched:
            self._watcher.removePaths(list(before - watched))
        for folder in watched - before:
            self._watcher.addPath(folder)
        (self._looks.start if watched else self._looks.stop)()
        self.changed.emit(number)
