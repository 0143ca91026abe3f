"""What a reader has kept on documents, for commands that have no window: notes in their places, and corrections."""

from __future__ import annotations

import queue
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from viewer.annotations.anchoring import Placer
from viewer.annotations.correcting import corrected
from viewer.annotations.document_rows import DocumentKey
from viewer.annotations.store import NoteStore
from viewer.session.notes.places import is_another_document, passages, what_has_moved, what_is_of_another

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from viewer.annotations.anchoring import Placement
    from viewer.annotations.notebook import NoteChange, SaveOutcome
    from viewer.annotations.store import LoadedNotes
    from viewer.model.annotation import Annotation
    from viewer.model.correction import Correction
    from viewer.session.commands.whole_document import WholeDocument

LOADING_SECONDS = 1.0
"""How long an answer of the store may still be on its way once the store has tried everything."""


class NotesUnreadable(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The notes that are kept cannot be read, or written, now: why, in words."""


@dataclass(frozen=True, slots=True)
class NotesOnDocument:
    """A document as its reader knows it: with the corrections in its understanding, and the notes in their places.

    ``notice`` is what the reader should know of them, or empty.
    """

    document: WholeDocument
    notes: tuple[tuple[Annotation, Placement], ...] = ()
    corrections: tuple[Correction, ...] = ()
    notice: str = ""


class KeptNotes:
    """The notes in a file. Close it by leaving its context.

    Where nothing is kept yet, nothing is made, unless it shall ``begin`` now.
    """

    def __init__(self, path: Path, *, begin: bool = False) -> None:
        self._path = path
        self._store = NoteStore(path) if begin or path.exists() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            self._store.close()

    @property
    def exist(self) -> bool:
        """Whether anything is kept at all."""
        return self._store is not None

    def on(self, document: WholeDocument) -> NotesOnDocument:
        """What is kept on a document, which must have been identified.

        Raises:
            NotesUnreadable: it cannot be read now.
        """
        if self._store is None:
            return NotesOnDocument(document)
        loaded = self._load(self._store, _key(document))
        placer = Placer(document.text)
        found = [(each, placer.place_note(each)) for each in passages(loaded.kept)]
        if is_another_document(loaded.found_by, document.text, [place for each, place in found if each.anchor.quote]):
            of_another = what_is_of_another(len(loaded.annotations))
            return NotesOnDocument(document, notice=" ".join(filter(None, (loaded.notice, of_another))))
        places = {each.anchor: place.span for each, place in found}
        if document.understanding is not None and loaded.corrections:
            in_order = sorted(loaded.corrections, key=lambda correction: (correction.created, correction.id))
            understanding = corrected(document.understanding, in_order, places.get).understanding
            document = replace(document, understanding=understanding)
        notes = tuple((note, placer.place_note(note)) for note in loaded.annotations)
        moved = what_has_moved(loaded.found_by, [place for _, place in notes])
        notice = " ".join(filter(None, (loaded.notice, moved)))
        return NotesOnDocument(document, notes, loaded.corrections, notice)

    def change(self, document: WholeDocument, changes: Sequence[NoteChange]) -> None:
        """Change the notes on a document, which have been read; when this returns that is on the disk.

        Raises:
            NotesUnreadable: nothing has been changed.
        """
        if self._store is None or not changes:
            return
        loaded = self._load(self._store, _key(document))
        if loaded.read_only:
            raise NotesUnreadable(loaded.read_only)
        outcomes: queue.SimpleQueue[SaveOutcome] = queue.SimpleQueue()
        self._store.submit(_key(document), changes, outcomes.put)
        outcome = outcomes.get()
        if not outcome.committed:
            raise NotesUnreadable(outcome.error)

    def pictures(self, notes: Sequence[str]) -> dict[str, bytes]:
        """What regions looked like, as PNG, by the ids of their notes, as far as that is kept."""
        return self._store.read_pictures(notes) if self._store is not None and notes else {}

    def _load(self, store: NoteStore, key: DocumentKey) -> LoadedNotes:
        answers: queue.SimpleQueue[LoadedNotes] = queue.SimpleQueue()
        store.open_document(key, answers.put)
        store.wait_idle()
        try:
            loaded = answers.get(timeout=LOADING_SECONDS)
        except queue.Empty:
            raise NotesUnreadable(f"The notes in {self._path} could not be read in time.") from None
        if loaded.failed:
            raise NotesUnreadable(loaded.read_only)
        return loaded


def _key(document: WholeDocument) -> DocumentKey:
    said = document.understanding
    title, symbol = (said.name, said.joined("symbol")) if said else ("", "")
    return DocumentKey(document.identity, str(document.path.absolute()), title or document.path.name, symbol)
