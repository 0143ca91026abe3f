"""The way of changes to the disk: held until the document is known, handed to the store, acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import NotesSaved, Notice, NoticeOver, Severity
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.annotations.document_rows import DocumentKey
    from viewer.annotations.notebook import Notebook, NoteChange, SaveOutcome
    from viewer.annotations.store import LoadedNotes, NoteStore
    from viewer.session.document_state import DocumentState

AT_ONCE = 500
"""Changes that are gone through in one part of the work: about a millisecond."""


class Saving:
    """Hands the changes of one document's notes to the store, and tells what becomes of them."""

    def __init__(self, document: DocumentState, notebook: Notebook, store: NoteStore) -> None:
        self._document = document
        self._notebook = notebook
        self._store = store
        self._held: list[NoteChange] = []
        self._settling = InParts(document.post)
        self._trouble = ""
        self._closed = False

    @property
    def holds(self) -> bool:
        """Whether there are changes that the store has not been given yet, because the document is not known yet."""
        return bool(self._held)

    def hold(self, changes: Sequence[NoteChange]) -> None:
        """Keep changes until it is known which document they are of."""
        self._held.extend(changes)

    def submit_held(self, key: DocumentKey) -> None:
        """The document is known: hand over what has been held."""
        held, self._held = self._held, []
        if held:
            self.submit(key, held)

    def submit(self, key: DocumentKey, changes: Sequence[NoteChange]) -> None:
        """Hand changes to the store. Once this is closed nobody is told what becomes of them."""
        if self._closed:
            self._store.submit(key, changes, nobody_listens)
        else:
            self._store.submit(key, changes, lambda outcome: self._document.post(lambda: self._saved(outcome)))

    def close(self) -> None:
        """Take note of all that the store has said."""
        self._settling.finish()
        self._closed = True

    def _saved(self, outcome: SaveOutcome) -> None:
        self._settling.finish()
        self._settling.start(self._settle(outcome))

    def _settle(self, outcome: SaveOutcome) -> Iterator[None]:
        """Take note of what the store says of changes, a part at a time where they are many."""
        if outcome.error:
            self._trouble = outcome.error
            self._document.tell(Notice(None, Severity.ERROR, outcome.error))
        else:
            for at in range(0, len(outcome.changes), AT_ONCE):
                self._notebook.saved(outcome.changes[at : at + AT_ONCE])
                yield
            if self._trouble and not self._notebook.unsaved:
                self._document.tell(NoticeOver(self._trouble))
                self._trouble = ""
        self._document.tell(NotesSaved(self._document.number))


def nobody_listens(_answer: SaveOutcome | LoadedNotes) -> None:
    """For what is handed to the store when nobody waits for its answer."""
