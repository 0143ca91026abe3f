"""The notes of one open document: made, changed, undone and kept.

A change is applied to the notebook at once and handed to the store, which commits it in its writer thread; the list
marks what has not been acknowledged yet. Notes that are made before the document's identity is known wait for it.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import anchor_of_page, make_anchor
from viewer.annotations.notebook import Notebook, NoteChange
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.changes import NotesChanged, Notice, Severity
from viewer.session.notes.anchors import anchor_where_found, beginning_of, section_title_at
from viewer.session.notes.kept_passages import KeptPassages
from viewer.session.notes.loading import Loading
from viewer.session.notes.many_changes import MOST_TOGETHER, ManyChanges
from viewer.session.notes.places import NotePlaces, passages, passages_of
from viewer.session.notes.saving import AT_ONCE, Saving
from viewer.session.notes.shown_notes import ShownNotes
from viewer.session.notes.versions import find_versions
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from viewer.annotations.anchoring import Anchored, Placement
    from viewer.annotations.store import NoteStore
    from viewer.model.correction import Correction
    from viewer.model.document import Section
    from viewer.model.geometry import PageRect
    from viewer.session.document_state import DocumentState
    from viewer.session.notes.order import NotesInOrder


def now() -> str:
    """The time as annotations write it: UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class DocumentNotes:
    """The notes of one open document.

    Views are given notes with the places that they have in the present text; what is kept stays as it was made.
    """

    def __init__(self, document: DocumentState, store: NoteStore, on_change: Callable[[], None]) -> None:
        """``on_change`` is called when notes, corrections or their places may be others, before that is told."""
        self._document = document
        self._store = store
        self._on_change = on_change
        self._closed = False
        self._places = NotePlaces(document.text, document.post)
        self.notebook = Notebook()
        self._saving = Saving(document, self.notebook, store)
        self._shown = ShownNotes(self.notebook, self._places, document.post)
        self._many = ManyChanges(self.notebook, self._keep, document.post)
        self._placing = InParts(document.post)
        self._passages = KeptPassages(document, self._places, store)
        self.loading = Loading(
            document, store, self.notebook, self._places, self._saving, self._passages, lambda: self._tell(())
        )

    @property
    def loaded(self) -> bool:
        """Whether what is kept on the document is here."""
        return self.loading.loaded

    @property
    def read_only(self) -> str:
        """Why notes cannot be changed, or an empty string."""
        return self.loading.read_only

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The notes in reading order, where they stand in the present text."""
        return self._shown.notes

    def copy_in_order(self) -> NotesInOrder:
        """The same as a list that the caller may change: 2 ms for 50,000 notes, where sorting takes a hundred."""
        return self._shown.in_order.copy()

    def find(self, note: str) -> Annotation | None:
        """The note with that id, where it stands in the present text."""
        kept = self.notebook.find(note)
        return None if kept is None else self._places.shown(kept)

    def placement(self, note: str) -> Placement | None:
        """How a note's passage was found in the present text; None while that is not known."""
        kept = self.notebook.find(note)
        return None if kept is None else self._places.find(kept)

    def placed(self) -> Iterator[tuple[Annotation, Placement | None]]:
        """The notes as they are kept, in any order, each with its place in the present text, for exporters."""
        self.finish_changes()
        for note in self.notebook.unordered:
            yield note, self._places.find(note)

    @property
    def waits_for_loading(self) -> bool:
        """Whether there are changes that the store has not been given yet, because the document is not known yet."""
        return self._saving.holds

    @property
    def closed(self) -> bool:
        """Whether the document has been closed: nobody sees what is changed from now on."""
        return self._closed

    @property
    def corrections(self) -> Sequence[Correction]:
        """The corrections that hold for this document, in the order in which they were made.

        Those of a document that is only known by the place of its file hold when its text has proved to be the same.
        """
        if not self.loading.undecided:
            return self.notebook.corrections
        return [made for made in self.notebook.corrections if made.id in self.notebook.unsaved]

    def places_of(self, correction: Correction) -> Iterator[tuple[Anchor, Span]]:
        """Where what a correction quotes stands in the present text, as far as that is known."""
        for passage in passages_of(correction):
            placement = self._places.find(passage)
            if placement is not None and placement.span is not None:
                yield passage.anchor, placement.span

    def change(self, changes: Sequence[NoteChange]) -> bool:
        """Make, change or take back notes and corrections as one step of undo. Whether they may be changed."""
        if not changes or not self._may_change():
            return False
        self.notebook.change(changes)
        self._keep(changes)
        return True

    # -- intentions ---------------------------------------------------------------------------------------------------

    def highlight(
        self,
        span: Span,
        color: HighlightColor,
        *,
        body: str = "",
        rects: Sequence[PageRect] = (),
        kind: AnnotationKind = AnnotationKind.HIGHLIGHT,
    ) -> Annotation | None:
        """Mark a passage: highlight, underline or strike it through. None where notes cannot be changed.

        ``rects`` are its boxes on its first page.
        """
        if not span or not kind.marks_words:
            return None
        anchor = make_anchor(self._document.text, span, rects)
        return self._add(kind, anchor, color, body)

    def note_on_region(self, page: int, rect: PageRect, span: Span, body: str = "") -> Annotation | None:
        """Write about a rectangle on a page (from 0). ``span`` is what is written in it, or where it stands, empty."""
        anchor = replace(make_anchor(self._document.text, span, (rect,)), page=page)
        return self._add(AnnotationKind.REGION, anchor, self._color, body)

    def bookmark(self, page: int, span: Span | None, body: str = "") -> Annotation | None:
        """Keep a place to come back to: the line ``span`` on a page (from 0), or the page where there are no words."""
        text = self._document.text
        anchor = make_anchor(text, span, ()) if span else anchor_of_page(text, page)
        return self._add(AnnotationKind.BOOKMARK, anchor, self._color, body)

    def note_on_section(self, section: Section, body: str = "") -> Annotation | None:
        """Write about a section. It is anchored at its beginning, so that a change further down does not lose it."""
        anchor = make_anchor(self._document.text, beginning_of(section, self._document.text), ())
        return self._add(AnnotationKind.SECTION, anchor, self._color, body)

    def note_on_page(self, page: int, body: str = "") -> Annotation | None:
        """Write about a page (from 0)."""
        return self._add(AnnotationKind.PAGE, anchor_of_page(self._document.text, page), self._color, body)

    def note_on_document(self, body: str = "") -> Annotation | None:
        """Write about the document as a whole."""
        text = self._document.text
        anchor = Anchor(Span(0, len(text)), text.version, "", "", "", 0)
        return self._add(AnnotationKind.DOCUMENT, anchor, self._color, body)

    def keep_picture(self, note: str, png: bytes) -> None:
        """Keep what a region looked like, as PNG."""
        if not self._closed and not self.read_only:
            self._store.keep_picture(note, png)

    def ask_picture(self, note: str, on_read: Callable[[bytes | None], None]) -> None:
        """Read what a region looked like; ``on_read`` gets the PNG, or None where there is none (yet)."""
        self._store.pictures([note], lambda found: self._document.post(lambda: on_read(found.get(note))))

    def pictures(self, notes: Sequence[str]) -> dict[str, bytes]:
        """Read what regions looked like, as PNG, waiting for a moment; those that are not there are left out."""
        return self._store.read_pictures(notes)

    def missing(self, notes: Sequence[str]) -> Collection[str]:
        """Those of notes that are not here without having been deleted here, waiting for a moment."""
        try:
            deleted = self._store.read_deleted(notes)
        except RuntimeError:  # the program ends, and the store is closed
            deleted = None
        return notes if deleted is None else set(notes) - deleted

    def wait_until_kept(self, seconds: float) -> bool:
        """Wait until what has been handed to the store is on the disk. Whether it is."""
        try:
            return self._store.wait_idle(seconds)
        except RuntimeError:  # the program ends, and the store is closed
            return False

    def edit(self, note: str, *, body: str | None = None, tags: Iterable[str] | None = None) -> None:
        """Change a note's words or tags."""
        others = None if tags is None else tuple(dict.fromkeys(tags))

        def edited(kept: Annotation) -> Annotation:
            words = kept.body if body is None else body
            return replace(kept, body=words, tags=kept.tags if others is None else others)

        self._change_each([note], edited)

    def recolor(self, notes: Iterable[str], color: HighlightColor) -> None:
        """Give notes another colour, as one step of undo."""
        self._change_each(notes, lambda kept: replace(kept, color=color, own_color=""))

    def retag(self, notes: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Give notes tags and take others from them, as one step of undo."""
        more, less = tuple(add), frozenset(remove)

        def retagged(kept: Annotation) -> Annotation:
            tags = dict.fromkeys((*(tag for tag in kept.tags if tag not in less), *more))
            return replace(kept, tags=tuple(tags))

        self._change_each(notes, retagged)

    def delete(self, notes: Iterable[str]) -> None:
        """Delete notes, as one step of undo, which brings them back."""
        self._change_each(notes, lambda _kept: None)

    def take_in(self, notes: Iterable[Annotation], longer: Iterable[Annotation] = ()) -> int:
        """Add notes that were made elsewhere, as one step of undo; those that are there already stay as they are.

        ``longer`` are other states of notes that are there. Returns how many were added or changed.
        """
        new = {note.id: note for note in notes if self.notebook.find(note.id) is None}
        changes = [NoteChange(None, note) for note in new.values()]
        changes += [NoteChange(kept, note) for note in longer if (kept := self.notebook.find(note.id)) is not None]
        return len(changes) if self.change(changes) else 0

    def take_over(self, changes: Sequence[NoteChange]) -> None:
        """Take changes that others have made and shared; of these undo takes back deletions only.

        ``before`` of each is the note as it is here.
        """
        if not changes or not self._may_change():
            return
        self.notebook.take(changes)
        self._hand_over(changes)
        self._tell(_ids(changes))
        self.loading.find_all()

    def confirm(self, notes: Iterable[str]) -> None:
        """Take the places where notes were found for theirs from now on, as one step of undo. Lost ones stay lost."""
        self._change_each(notes, self._confirmed)

    def _confirmed(self, kept: Annotation) -> Annotation:
        placement = self._places.known(kept)
        if placement is None or placement.span is None:
            return kept
        return replace(kept, anchor=anchor_where_found(kept, self._places.shown(kept).anchor, self._document.text))

    def undo(self) -> None:
        """Take the last change back; of one that is still being made, what has been made of it."""
        if self._may_change():
            self._many.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._may_change():
            self._many.redo()

    def _change_each(self, notes: Iterable[str], other: Callable[[Annotation], Annotation | None]) -> None:
        if self._may_change():
            self._many.change_each(notes, other, now())

    def finish_changes(self) -> None:
        """Make at once what is left of a change of many notes."""
        self._many.finish()

    # -- keeping ------------------------------------------------------------------------------------------------------

    def identified(self) -> None:
        """The document's identity is known (or will not be): load its notes, keep those made meanwhile."""
        self.loading.identified()

    def understood(self) -> None:
        """Reading has come to its end: the title and the fingerprint of the text are known, if they ever will be."""
        self.loading.understood()

    def close(self) -> None:
        """The document is being closed. What has not been handed to the store is handed over now."""
        self.finish_changes()
        self._saving.close()
        self._closed = True
        self.loading.close()
        self._placing.stop()
        self._passages.close()
        self._places.close()
        self._shown.close()
        if self.loading.key is not None:
            self._saving.submit_held(self.loading.key)
        elif self._saving.holds and not self.read_only:
            text = f"The last notes on {self._document.path.name} could not be kept: the file was closed too early."
            self._document.tell(Notice(None, Severity.ERROR, text))

    def find_versions(self, on_found: Callable[[tuple[Annotation, ...]], None]) -> None:
        """Find the notes on other versions of the document: a revision, or one in another language."""
        if self.loading.key is not None:
            find_versions(self._document, self._store, self.loading.key, on_found)

    def _add(self, kind: AnnotationKind, anchor: Anchor, color: HighlightColor, body: str) -> Annotation | None:
        if not self._may_change():
            return None
        understanding = self._document.understanding
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
            section_title=section_title_at(understanding, anchor.span.start) if understanding else "",
            language=understanding.language_at(anchor.span.start) if understanding else "und",
        )
        self._keep([self.notebook.add(annotation)])
        return annotation

    def _keep(self, changes: Sequence[NoteChange]) -> None:
        """Hand changes that have been made to the store, and tell of them."""
        self._hand_over(changes)
        ids = _ids(changes) if len(changes) <= MOST_TOGETHER else ()
        self._tell(ids)
        if self.loading.text_is_complete:
            self._placing.finish()
            start = self._placing.start if ids else self._placing.start_soon
            start(self._place(changes, ids))

    def _hand_over(self, changes: Sequence[NoteChange]) -> None:
        if self._many.takes_along(changes):
            return
        if self.loading.key is None or not self.loaded or self.loading.undecided:
            self._saving.hold(changes)
        else:
            self._saving.submit(self.loading.key, changes)

    def _place(self, changes: Sequence[NoteChange], ids: tuple[str, ...]) -> Iterator[None]:
        """Find the places of notes that are new or have another anchor."""
        unplaced: list[Anchored] = []
        new: list[Annotation] = []
        for at in range(0, len(changes), AT_ONCE):
            elsewhere = [each.after for each in changes[at : at + AT_ONCE] if each.after and not each.keeps_anchor]
            unplaced += [each for each in passages(elsewhere) if self._places.find(each) is None]
            new += [each for each in elsewhere if isinstance(each, Annotation)]
            yield
        self._passages.look_at(new)
        if unplaced:
            self._places.search(unplaced, lambda _: self._tell(ids))

    def _may_change(self) -> bool:
        self._many.finish_undoing()
        if self.read_only:
            self._document.tell(Notice(self._document.number, Severity.WARNING, self.read_only))
        return not self.read_only

    @property
    def _color(self) -> HighlightColor:
        return self._document.highlight_color

    def _tell(self, ids: tuple[str, ...]) -> None:
        def tell() -> None:
            self._on_change()
            self._document.tell(NotesChanged(self._document.number, ids))

        if ids:
            self._shown.change(ids)
            tell()
        else:
            self._shown.renew(tell)


def _ids(changes: Iterable[NoteChange]) -> tuple[str, ...]:
    touched = (annotation for change in changes for annotation in (change.before, change.after))
    return tuple(dict.fromkeys(annotation.id for annotation in touched if annotation is not None))
