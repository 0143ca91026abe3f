"""Taking the notes of a document out of the program: the same from the window and from the command line."""

from __future__ import annotations

import queue
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import Placer
from viewer.annotations.store import DocumentKey, NoteStore
from viewer.export.notes import ExportedDocument, NotesExport, exported_note
from viewer.session.notes import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from viewer.annotations.anchoring import Placement
    from viewer.annotations.store import LoadedNotes
    from viewer.export.notes import ExportedNote
    from viewer.model.annotation import Annotation
    from viewer.model.document import Identity, Understanding
    from viewer.model.text import DocumentText
    from viewer.session.whole_document import WholeDocument

UNREAD = "unread"
"""The state of a note on a page that could not be read: nobody can say whether its passage stands there."""
LOADING_SECONDS = 1.0
"""How long an answer of the store may still be on its way once the store has tried everything."""


@dataclass(frozen=True, slots=True)
class NotedDocument:
    """What an export needs to know of the document its notes are on."""

    file_name: str
    identity: Identity
    text: DocumentText
    understanding: Understanding | None
    page_labels: Sequence[str]


def notes_export(
    document: NotedDocument, notes: Iterable[tuple[Annotation, Placement | None]], exported: str
) -> NotesExport:
    """Gather the notes for an exporter, in reading order, each with the place where it stands in the present text.

    A placement of None is that of a note which could not be looked for. ``exported`` is the time, UTC in ISO 8601.
    """
    gathered = [_exported(document, annotation, placement) for annotation, placement in notes]
    gathered.sort(key=_place)
    exported_document = ExportedDocument(document.file_name, document.identity)
    if document.understanding is not None:
        exported_document = replace(exported_document, metadata=document.understanding.metadata)
    return NotesExport(exported_document, tuple(gathered), exported)


def _exported(document: NotedDocument, annotation: Annotation, placement: Placement | None) -> ExportedNote:
    return exported_note(
        annotation,
        document.text,
        document.understanding,
        page_labels=document.page_labels,
        span=placement.span if placement else None,
        placement=placement.how.value if placement else UNREAD,
        score=placement.score if placement else 0.0,
    )


def _place(note: ExportedNote) -> tuple[int, int, str, str]:
    annotation = note.annotation
    start = note.span.start if note.span else annotation.anchor.span.start
    return note.page, start, annotation.created, annotation.id


# -- without a window -------------------------------------------------------------------------------------------------


class NotesUnreadable(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The notes that are kept cannot be read now: why, in words."""


@dataclass(frozen=True, slots=True)
class StoredNotes:
    """The notes that are kept on a document, ready to be exported, and what the reader should know of them."""

    export: NotesExport
    notice: str = ""


def stored_notes(store_path: Path, document: WholeDocument) -> StoredNotes:
    """The notes kept on a document, placed in its text. Where nothing is kept yet, nothing is made.

    Raises:
        NotesUnreadable: they cannot be read now.
    """
    noted = NotedDocument(
        document.path.name, document.identity, document.text, document.understanding, document.info.page_labels
    )
    if not store_path.exists():
        return StoredNotes(notes_export(noted, (), now()))
    loaded = _load(store_path, DocumentKey(document.identity, str(document.path.absolute())))
    placer = Placer(document.text)
    placed = ((annotation, placer.place(annotation.anchor)) for annotation in loaded.annotations)
    return StoredNotes(notes_export(noted, placed, now()), loaded.notice)


def _load(store_path: Path, key: DocumentKey) -> LoadedNotes:
    answers: queue.SimpleQueue[LoadedNotes] = queue.SimpleQueue()
    store = NoteStore(store_path)
    try:
        store.open_document(key, answers.put)
        store.wait_idle()
        loaded = answers.get(timeout=LOADING_SECONDS)
    except queue.Empty:
        raise NotesUnreadable(f"The notes in {store_path} could not be read in time.") from None
    finally:
        store.close()
    if loaded.read_only and not loaded.annotations:
        raise NotesUnreadable(loaded.read_only)
    return loaded
