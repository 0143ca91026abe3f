"""The words of passages over a page break, kept for lists over all documents, where the document is not at hand."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from viewer.export.passages import goes_over_pages, words_of
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.annotations.store import NoteStore
    from viewer.model.annotation import Annotation
    from viewer.session.document_state import DocumentState
    from viewer.session.notes.places import NotePlaces

AT_ONCE = 200
"""Notes that are looked at in one part of the work: about a millisecond."""


class KeptPassages:
    """Hands to the store how passages of one document are quoted, where that is not as they stand in its text."""

    def __init__(self, document: DocumentState, places: NotePlaces, store: NoteStore) -> None:
        self._document = document
        self._places = places
        self._store = store
        self._looking = InParts(document.post)
        self._waiting: deque[Annotation] = deque()

    def look_at(self, notes: Iterable[Annotation]) -> None:
        """Keep how the passages of notes are quoted, soon; the document has been understood as far as it ever will."""
        self._waiting.extend(notes)
        if self._waiting and not self._looking.goes_on:
            self._looking.start_soon(self._look())

    def _look(self) -> Iterator[None]:
        words: dict[str, str] = {}
        while self._waiting:
            for _ in range(min(AT_ONCE, len(self._waiting))):
                note = self._waiting.popleft()
                words[note.id] = quoted_words(self._document, self._places.shown(note))
            yield
        self._store.keep_passages(words)

    def close(self) -> None:
        """Keep what is left to be kept."""
        self._looking.finish()


def quoted_words(document: DocumentState, note: Annotation) -> str:
    """The words of a note's passage over a page break as they are quoted, where the note stands in the present text.

    Empty of other passages, and of what is not read yet.
    """
    span = note.anchor.span
    if not note.anchor.quote or not span or span.end > len(document.text) or not goes_over_pages(document.text, span):
        return ""
    return words_of(document.text, span, document.understanding)
