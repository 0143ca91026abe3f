"""Notes and documents of our own for the tests of this room, and the store asked for its answer."""

from __future__ import annotations

import queue
import uuid

from patience import SECONDS

from viewer.annotations.document_rows import DocumentKey
from viewer.annotations.notebook import NoteChange
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.correction import Corrected, Correction
from viewer.model.document import Identity
from viewer.model.geometry import PageRect
from viewer.model.text import Span

TIME = "2026-01-02T03:04:05.000006+00:00"


def note(start: int = 0, body: str = "", *, id: str | None = None, **more) -> Annotation:  # noqa: A002 - the field's name
    anchor = Anchor(Span(start, start + 5), 1, "quote", "before ", " after", 0, (PageRect(1.5, 2, 3, 4.25),))
    values = {
        "id": id or str(uuid.uuid4()),
        "kind": AnnotationKind.HIGHLIGHT,
        "anchor": anchor,
        "color": HighlightColor.GREEN,
        "body": body,
        "tags": ("claim", "вопрос"),
        "author": "A. Reader",
        "created": TIME,
        "modified": TIME,
        "section_title": "Annex",
        "language": "ar",
    }
    return Annotation(**(values | more))


def key(content: str = "aa", text: str = "", path: str = "/papers/note.pdf", title: str = "T") -> DocumentKey:
    return DocumentKey(Identity(content, text), path, title)


def anchor(start: int = 0, quote: str = "Distr.: General") -> Anchor:
    return Anchor(Span(start, start + len(quote)), 1, quote, "before ", " after", 0, (PageRect(1, 2, 3, 4),))


def correction(id: str = "c1", **more) -> Correction:  # noqa: A002 - the field's name
    values = {
        "id": id,
        "of": Corrected.VALUE,
        "key": "symbol",
        "read": "A/1",
        "value": "A/2",
        "anchor": anchor(),
        "author": "A. Reader",
        "created": TIME,
        "modified": TIME,
    }
    return Correction(**(values | more))


def put(notebook, kept) -> NoteChange:
    """Put another state of a note in the place of the one that stands."""
    return notebook.change([NoteChange(notebook.find(kept.id), kept)])[0]


def delete(notebook, id: str) -> NoteChange:  # noqa: A002 - the field's name
    return notebook.change([NoteChange(notebook.find(id), None)])[0]


def undo(notebook):
    return notebook.carry_out(notebook.begin_undo())


def redo(notebook):
    return notebook.carry_out(notebook.begin_redo())


def load(store, document=None):
    answers: queue.Queue = queue.Queue()
    store.open_document(document or key(), answers.put)
    return answers.get(timeout=SECONDS)


def save(store, *changes, document=None):
    answers: queue.Queue = queue.Queue()
    store.submit(document or key(), changes, answers.put)
    return answers.get(timeout=SECONDS)
