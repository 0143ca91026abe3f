"""Keeps shared notes in step: merges when notes change here, and when the file of the others changes there.

The system tells of changes on a local disk; on network drives it often does not, so the file is looked at now and
then, in a thread: no drive, however slow, keeps the window waiting.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.session.changes import CurrentDocumentChanged, DocumentClosed, NotesChanged, UnderstandingChanged
from viewer.session.notes.sharing import DocumentSharing, look_beside, memory_of

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

LOOK_MS = 4_000
"""How often the files of others are looked at: one look costs a network drive next to nothing."""
LOOKS_BEFORE_TRYING = 15
"""After how many looks a merge that failed is tried again."""
LAST_SECONDS = 2.0
"""How long the end of the program waits for the folders."""
REST_MS = 2_000
"""How long notes rest before they are shared: a word is not shared letter by letter."""


class SharingKeeper(QObject):
    """The sharing of the open documents.

    ``changed`` carries a document's number when its sharing is another, its folder has ceased to answer, or answers
    again.
    """

    changed = Signal(int)

    def __init__(
        self, session: Session, parent: QObject | None = None, *, rest_ms: int = REST_MS, look_ms: int = LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sharings: dict[int, DocumentSharing] = {}
        self._waiting: set[int] = set()
        self._looks_made = 0
        self._due: set[int] = set()
        self._parting: list[DocumentSharing] = []
        self._looked_beside: set[int] = set()
        self._beside: set[int] = set()
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._merge_due)
        self._looks = QTimer(self, interval=look_ms)
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

    def known(self, document: OpenDocument) -> DocumentSharing | None:
        """The sharing of a document, where it has been looked at: what was never shared has none."""
        return self._sharings.get(document.number)

    def offers_to_share(self, document: OpenDocument) -> bool:
        """Whether others share the notes on a document in its own folder, and they are not shared here."""
        sharing = self.known(document)
        return document.number in self._beside and (sharing is None or not sharing.state.folder)

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
                self._part(number)
                self._sharings.pop(number, None)
                for numbers in (self._waiting, self._looked_beside, self._beside):
                    numbers.discard(number)
            case CurrentDocumentChanged(number):
                self.changed.emit(-1 if number is None else number)
            case _:
                pass

    def _take_up(self, document: OpenDocument) -> None:
        """Go on with what is shared since another time, once the document and its notes are known; else look beside it.

        Somebody who opens a document from the folder of the team need not be told that its notes are shared there.
        """
        identity = document.identity
        if identity is None or not document.reading_has_ended or not document.notes.loaded:
            return
        if memory_of(identity).exists():
            sharing = self.of(document)
            self.changed.emit(document.number)
            if sharing.state.automatic:
                sharing.merge()
        elif document.number not in self._looked_beside:
            self._looked_beside.add(document.number)
            look_beside(document, lambda: self._found_beside(document.number))

    def _found_beside(self, number: int) -> None:
        if number in self._looked_beside:  # else the document has been closed meanwhile
            self._beside.add(number)
            self.changed.emit(number)

    def _merge_due(self) -> None:
        due, self._due = self._due, set()
        for number in due:
            if number in self._sharings:
                self._sharings[number].merge()

    def _part(self, number: int) -> None:
        """Share what has not been shared yet of a document that is closed; as long as that takes it is remembered."""
        sharing = self._sharings.get(number)
        self._parting = [each for each in self._parting if each.is_parting]
        if sharing is not None and number in self._due:
            self._due.discard(number)
            sharing.part()
            self._parting.append(sharing)

    def end(self, seconds: float = LAST_SECONDS) -> None:
        """The program ends: share what has not been shared yet; a folder that does not answer is not waited for."""
        for number in tuple(self._due):
            self._part(number)
        until = time.monotonic() + seconds
        for sharing in (*self._parting, *self._sharings.values()):
            sharing.wait(max(0.0, until - time.monotonic()))

    def _look(self) -> None:
        """Merge where the file of the others is another than it was; say where a folder has ceased to answer."""
        self._looks_made += 1
        for number, sharing in self._sharings.items():
            if sharing.waits != (number in self._waiting):
                (self._waiting.add if sharing.waits else self._waiting.discard)(number)
                self.changed.emit(number)
            if sharing.state.automatic and sharing.state.error and not self._looks_made % LOOKS_BEFORE_TRYING:
                sharing.merge()
            elif sharing.state.automatic:
                sharing.look()

    def _is_another(self, number: int) -> None:
        shared = any(each.state.folder for each in self._sharings.values())
        (self._looks.start if shared else self._looks.stop)()
        self.changed.emit(number)
