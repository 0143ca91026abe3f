"""The way of a document's notes from the store: asked for, found in its text, followed when other windows change them.

They are asked for when the document's content is known, and once more when its text is. What other windows write comes
as long as the document is open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.document_rows import DocumentKey, FoundBy, PathTrust
from viewer.session.changes import NotesArriving, Notice, Severity
from viewer.session.notes.met_elsewhere import words_of_met
from viewer.session.notes.places import Found, is_another_document, passages, what_has_moved, what_is_of_another
from viewer.session.notes.saving import nobody_listens
from viewer.session.notes.versions import say_versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.notebook import Notebook
    from viewer.annotations.store import LoadedNotes, NoteStore
    from viewer.session.document_state import DocumentState
    from viewer.session.notes.kept_passages import KeptPassages
    from viewer.session.notes.places import NotePlaces
    from viewer.session.notes.saving import Saving


class Loading:
    """Loads the notes of one open document into its notebook; ``tell`` says that all may be others.

    ``key`` is how the store knows the document, None before that can be said. ``loaded`` says whether the notes are
    here, ``read_only`` why they cannot be changed, or is empty. ``undecided``: they are those of a file at the same
    place, and whether they are this document's is known when its text has been searched.
    """

    def __init__(
        self,
        document: DocumentState,
        store: NoteStore,
        notebook: Notebook,
        places: NotePlaces,
        saving: Saving,
        quoted: KeptPassages,
        tell: Callable[[], None],
    ) -> None:
        self._document = document
        self._store = store
        self._notebook = notebook
        self._places = places
        self._saving = saving
        self._quoted = quoted
        self._tell = tell
        self._closed = False
        self._unwatch = _nothing
        self.key: DocumentKey | None = None
        self.undecided = False
        self.loaded = False
        self.read_only = ""

    def identified(self) -> None:
        """The document's identity is known (or will not be): load its notes, keep those made meanwhile."""
        if self._document.identity is None:
            self.read_only = "Notes cannot be kept: the file could not be read to the end."
            self._tell()
            return
        self._open()

    def understood(self) -> None:
        """Reading has come to its end: the title and the fingerprint of the text are known, if they ever will be."""
        if self._document.identity is not None:
            self._open()

    def close(self) -> None:
        """Nobody wants to hear of the notes any more."""
        self._closed = True
        self._unwatch()

    def find_all(self) -> None:
        """Find all notes in the text anew, as far as it is complete."""
        if self.text_is_complete:
            self._places.search(passages(self._notebook.all), lambda _: self._found_all(), self._tell)

    def _found_all(self) -> None:
        if not self.read_only:
            self._quoted.look_at(self._notebook.unordered)
        self._tell()

    @property
    def text_is_complete(self) -> bool:
        """Whether the whole text has been read, and can be searched."""
        document = self._document
        return document.reading_has_ended and document.text.page_count == document.page_count

    # -- loading ------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        identity = self._document.identity
        assert identity is not None  # noqa: S101 - both callers have made sure
        complete = self._document.reading_has_ended
        self.key = DocumentKey(identity, str(self._document.path), self._document.title, self._document.symbol)
        key = self.key
        self._store.open_document(
            key, lambda loaded: self._document.post(lambda: self.take(loaded, key, complete=complete))
        )

    def take(self, loaded: LoadedNotes, key: DocumentKey, *, complete: bool) -> None:
        """Take what the store has answered to a question with that key; ``complete``: the text had been read then."""
        self._say_notice(loaded)
        if self._closed or key is not self.key:
            return  # a later loading, which knows more of the document, is under way
        if loaded.failed and self.loaded:
            self._document.tell(Notice(self._document.number, Severity.WARNING, loaded.read_only))
            return
        self.read_only = loaded.read_only
        self.loaded = not loaded.failed
        if self.loaded:
            self._watch(key)
            self._notebook.load(loaded.kept)
            self.undecided = loaded.found_by is FoundBy.PATH
            if complete:
                self._search(loaded)
            if not self.undecided:
                self._saving.submit_held(key)
        self._tell()

    def _say_notice(self, loaded: LoadedNotes) -> None:
        """Say what befell the notes on all documents; the store gives it once, to whoever hears from it first."""
        if loaded.notice:
            self._document.tell(Notice(None, Severity.WARNING, loaded.notice))

    def _search(self, loaded: LoadedNotes) -> None:
        """Find the loaded notes in the text, which is complete or will never be."""
        if self.text_is_complete:
            self._places.search(passages(loaded.kept), lambda found: self._searched(loaded, found), self._tell)
        else:
            self._searched(loaded, Found([(each, self._places.find(each)) for each in passages(loaded.kept)]))

    def _searched(self, loaded: LoadedNotes, found: Found) -> None:
        if self.key is None:
            return
        placements, words = found.placements, what_has_moved(loaded.found_by, found.placements)
        if loaded.found_by is FoundBy.PATH:
            if is_another_document(loaded.found_by, self._document.text, found.of_quotes):
                self.key = replace(self.key, path_trust=PathTrust.IGNORED)
                self._notebook.load(())
                placements, words = [], what_is_of_another(len(loaded.annotations))
            elif found.of_quotes:
                self.key = replace(self.key, path_trust=PathTrust.TRUSTED)
                self._store.open_document(self.key, nobody_listens)  # from now on it is known by its content
            self._watch(self.key)
        self.undecided = False
        self._saving.submit_held(self.key)
        if self.text_is_complete and placements and not self.read_only:
            self._store.keep_placements(found.remembered)
            self._quoted.look_at(self._notebook.unordered)
        if words:
            self._document.tell(Notice(self._document.number, Severity.INFO, words))
        self._tell()
        if not self._notebook.all and not self.read_only:
            say_versions(self._document, self._notebook, self._store, self.key)

    # -- other windows ------------------------------------------------------------------------------------------------

    def _watch(self, key: DocumentKey) -> None:
        """Hear of what other windows write on the document."""
        self._unwatch()
        self._unwatch = self._store.watch(
            key, lambda loaded: self._document.post(lambda: self._changed_elsewhere(loaded, key))
        )

    def _changed_elsewhere(self, loaded: LoadedNotes, key: DocumentKey) -> None:
        self._say_notice(loaded)
        known = loaded.found_by in {FoundBy.CONTENT, FoundBy.TEXT}
        if self._closed or self.undecided or key is not self.key or not known:
            return
        self._document.tell(NotesArriving(self._document.number))
        before = self._notebook.kept
        met = self._notebook.load(loaded.kept, keeps_corrections=loaded.met_others)
        if self._notebook.kept == before:
            return
        self._tell()
        if words := words_of_met(met):
            self._document.tell(Notice(self._document.number, Severity.INFO, words))
        self.find_all()


def _nothing() -> None:
    """There is nothing to stop yet."""
