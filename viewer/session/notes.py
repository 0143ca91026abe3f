"""The notes of one open document: made, changed, undone and kept.

A change is applied to the notebook at once and handed to the store, which commits it in its writer thread; the list
marks what has not been acknowledged yet. Notes that are made before the document's identity is known wait for it.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import make_anchor
from viewer.annotations.notebook import Notebook
from viewer.annotations.store import DocumentKey
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.changes import NotesChanged, Notice, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.annotations.notebook import NoteChange
    from viewer.annotations.store import LoadedNotes, NoteStore, SaveOutcome
    from viewer.model.document import Section
    from viewer.model.geometry import PageRect
    from viewer.session.open_document import OpenDocument


def now() -> str:
    """The time as annotations write it: UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class DocumentNotes:
    """The notes of one open document. ``read_only`` says why notes cannot be changed, or is empty."""

    def __init__(self, document: OpenDocument, store: NoteStore) -> None:
        self._document = document
        self._store = store
        self._key: DocumentKey | None = None
        self._waiting: list[NoteChange] = []
        self.notebook = Notebook()
        self.loaded = False
        self.read_only = ""

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The notes in reading order."""
        return self.notebook.annotations

    def find(self, note: str) -> Annotation | None:
        """The note with that id."""
        return next((annotation for annotation in self.annotations if annotation.id == note), None)

    # -- intentions ---------------------------------------------------------------------------------------------------

    def highlight(
        self, span: Span, color: HighlightColor, *, body: str = "", rects: Sequence[PageRect] = ()
    ) -> Annotation | None:
        """Mark a passage. ``rects`` are its boxes on its first page. None where notes cannot be changed."""
        anchor = make_anchor(self._document.text, span, rects)
        return self._add(AnnotationKind.HIGHLIGHT, anchor, color, body)

    def note_on_section(self, section: Section, body: str = "") -> Annotation | None:
        """Write about a section."""
        anchor = make_anchor(self._document.text, section.span, ())
        return self._add(AnnotationKind.SECTION, anchor, self._color, body)

    def note_on_page(self, page: int, body: str = "") -> Annotation | None:
        """Write about a page (from 0)."""
        text = self._document.text
        span = text.page_span(page) if page < text.page_count else Span(0, 0)
        anchor = Anchor(span, text.version, "", "", "", page)
        return self._add(AnnotationKind.PAGE, anchor, self._color, body)

    def note_on_document(self, body: str = "") -> Annotation | None:
        """Write about the document as a whole."""
        text = self._document.text
        anchor = Anchor(Span(0, len(text)), text.version, "", "", "", 0)
        return self._add(AnnotationKind.DOCUMENT, anchor, self._color, body)

    def edit(self, note: str, *, body: str | None = None, tags: Iterable[str] | None = None) -> None:
        """Change a note's words or tags."""
        annotation = self.find(note)
        if annotation is not None:
            self._replace(
                annotation,
                replace(
                    annotation,
                    body=annotation.body if body is None else body,
                    tags=annotation.tags if tags is None else tuple(dict.fromkeys(tags)),
                ),
            )

    def recolor(self, notes: Iterable[str], color: HighlightColor) -> None:
        """Give notes another colour."""
        for note in notes:
            annotation = self.find(note)
            if annotation is not None:
                self._replace(annotation, replace(annotation, color=color))

    def delete(self, notes: Iterable[str]) -> None:
        """Delete notes; undo brings them back."""
        for note in notes:
            if self._may_change() and self.find(note) is not None:
                self._keep([self.notebook.remove(note)])

    def undo(self) -> None:
        """Take the last change back."""
        if self._may_change() and self.notebook.can_undo:
            self._keep(self.notebook.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._may_change() and self.notebook.can_redo:
            self._keep(self.notebook.redo())

    # -- keeping ------------------------------------------------------------------------------------------------------

    def identified(self) -> None:
        """The document's identity is known (or will not be): load its notes, keep those made meanwhile."""
        identity = self._document.identity
        if identity is None:
            self.read_only = "Notes cannot be kept: the file could not be read to the end."
            self._tell(())
            return
        self._key = DocumentKey(identity, str(self._document.path), self._document.title)
        self._store.open_document(self._key, lambda loaded: self._document.post(lambda: self._load(loaded)))

    def understood(self) -> None:
        """The whole document has been read: its title and the fingerprint of its text are known."""
        identity = self._document.identity
        if identity is not None:
            self._key = DocumentKey(identity, str(self._document.path), self._document.title)
            self._store.open_document(self._key, lambda loaded: self._document.post(lambda: self._load(loaded)))

    def close(self) -> None:
        """The document is being closed; what was handed to the store is written in any case."""

    def _load(self, loaded: LoadedNotes) -> None:
        self.loaded = True
        self.read_only = loaded.read_only
        self.notebook.load(loaded.annotations)
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._submit(waiting)
        self._tell(())

    def _add(self, kind: AnnotationKind, anchor: Anchor, color: HighlightColor, body: str) -> Annotation | None:
        if not self._may_change():
            return None
        understanding = self._document.understanding
        section = understanding.section_at(anchor.span.start) if understanding else None
        time = now()
        annotation = Annotation(
            id=str(uuid.uuid4()),
            kind=kind,
            anchor=anchor,
            color=color,
            body=body,
            tags=(),
            author=self._document.author,
            created=time,
            modified=time,
            section_title=section.title if section else "",
            language=understanding.language_at(anchor.span.start) if understanding else "und",
        )
        self._keep([self.notebook.add(annotation)])
        return annotation

    def _replace(self, before: Annotation, after: Annotation) -> None:
        if after != before and self._may_change():
            self._keep([self.notebook.replace(replace(after, modified=now()))])

    def _keep(self, changes: Sequence[NoteChange]) -> None:
        if self._key is None or not self.loaded:
            self._waiting.extend(changes)
        else:
            self._submit(changes)
        self._tell(_ids(changes))

    def _submit(self, changes: Sequence[NoteChange]) -> None:
        assert self._key is not None  # noqa: S101 - both callers have made sure
        self._store.submit(self._key, changes, lambda outcome: self._document.post(lambda: self._saved(outcome)))

    def _saved(self, outcome: SaveOutcome) -> None:
        self.notebook.saved(outcome)
        if outcome.error:
            self._document.tell(Notice(self._document.number, Severity.ERROR, outcome.error))
        self._tell(_ids(outcome.changes))

    def _may_change(self) -> bool:
        if self.read_only:
            self._document.tell(Notice(self._document.number, Severity.WARNING, self.read_only))
        return not self.read_only

    @property
    def _color(self) -> HighlightColor:
        return self._document.highlight_color

    def _tell(self, ids: tuple[str, ...]) -> None:
        self._document.tell(NotesChanged(self._document.number, ids))


def _ids(changes: Iterable[NoteChange]) -> tuple[str, ...]:
    touched = (annotation for change in changes for annotation in (change.before, change.after))
    return tuple(dict.fromkeys(annotation.id for annotation in touched if annotation is not None))
