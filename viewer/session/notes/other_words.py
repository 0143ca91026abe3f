"""Words that two windows wrote into one note at once: which of them hold is for the reader to say, a step of undo each.

They are one reader's own: what colleagues wrote is decided in ``sharing``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.notebook import NoteChange
from viewer.session.notes.document_notes import now

if TYPE_CHECKING:
    from viewer.model.annotation import OtherWords
    from viewer.session.notes.document_notes import DocumentNotes


def use_words(notes: DocumentNotes, note: str, words: OtherWords) -> None:
    """Let other words of a note hold, in the place of those that do."""
    _decide(notes, note, words, words.body)


def keep_both(notes: DocumentNotes, note: str, words: OtherWords) -> None:
    """Write other words of a note below those that hold."""
    kept = notes.notebook.find(note)
    if kept is not None:
        _decide(notes, note, words, "\n\n".join(filter(None, (kept.body.rstrip(), words.body))))


def discard_words(notes: DocumentNotes, note: str, words: OtherWords) -> None:
    """Let the words of a note hold that do, and keep the others no longer."""
    kept = notes.notebook.find(note)
    if kept is not None:
        _decide(notes, note, words, kept.body)


def _decide(notes: DocumentNotes, note: str, words: OtherWords, body: str) -> None:
    kept = notes.notebook.find(note)
    if kept is not None and words in kept.other_words:
        others = tuple(other for other in kept.other_words if other != words)
        notes.change([NoteChange(kept, replace(kept, body=body, other_words=others, modified=now()))])
