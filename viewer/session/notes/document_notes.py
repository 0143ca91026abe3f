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
from viewer.annotations.store import DocumentKey, FoundBy, PathTrust
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.changes import NotesArriving, NotesChanged, Notice, Severity
from viewer.session.notes.anchors import anchor_where_found, beginning_of
from viewer.session.notes.many_changes import MOST_TOGETHER, ManyChanges
from viewer.session.notes.places import (
    Found,
    NotePlaces,
    is_another_document,
    passages,
    passages_of,
    what_has_moved,
    what_is_of_another,
)
from viewer.session.notes.saving import AT_ONCE, Saving
from viewer.session.notes.shown_notes import ShownNotes
from viewer.session.notes.versions import find_versions, say_versions
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.annotations.anchoring import Anchored, Placement
    from viewer.annotations.store import LoadedNotes, NoteStore, SaveOutcome
    from viewer.model.correction import Correction
    from viewer.model.document import Section
    from viewer.model.geometry import PageRect
    from viewer.session.notes.order import NotesInOrder
    from viewer.session.open_document import OpenDocument


def now() -> str:
    """The time as annotations write it: UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class DocumentNotes:
    """The notes of one open document. ``read_only`` says why notes cannot be changed, or is empty.

    Views are given notes with the places that they have in the present text; what is kept stays as it was made.
    """

    def __init__(self, document: OpenDocument, store: NoteStore) -> None:
        self._document = document
        self._store = store
        self._key: DocumentKey | None = None
        self._undecided = False
        self._closed = False
        self._unwatch = _nothing
        self._places = NotePlaces(document.text, document.post)
        self.notebook = Notebook()
        self._saving = Saving(document, self.notebook, store)
        self._shown = ShownNotes(self.notebook, self._places, document.post)
        self._many = ManyChanges(self.notebook, self._keep, document.post)
        self._placing = InParts(document.post)
        self.loaded = False
        self.read_only = ""

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
        if not self._undecided:
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

    def take_in(self, notes: Iterable[Annotation]) -> int:
        """Add notes that were made elsewhere, as one step of undo; those that are there already stay as they are.

        Returns how many were added.
        """
        new = {note.id: note for note in notes if self.notebook.find(note.id) is None}
        changes = [NoteChange(None, note) for note in new.values()]
        return len(changes) if self.change(changes) else 0

    def take_over(self, changes: Sequence[NoteChange]) -> None:
        """Take changes that others have made and shared; undo does not take them back, for they are not the reader's.

        ``before`` of each is the note as it is here.
        """
        if not changes or not self._may_change():
            return
        self.notebook.take(changes)
        self._hand_over(changes)
        self._tell(_ids(changes))
        if self._text_is_complete:
            self._places.search(passages(self.notebook.all), lambda _: self._tell(()), lambda: self._tell(()))

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
        if self._document.identity is None:
            self.read_only = "Notes cannot be kept: the file could not be read to the end."
            self._tell(())
            return
        self._open()

    def understood(self) -> None:
        """Reading has come to its end: the title and the fingerprint of the text are known, if they ever will be."""
        if self._document.identity is not None:
            self._open()

    def close(self) -> None:
        """The document is being closed. What has not been handed to the store is handed over now."""
        self.finish_changes()
        self._saving.close()
        self._closed = True
        self._unwatch()
        self._placing.stop()
        self._places.close()
        self._shown.close()
        if self._key is not None:
            self._saving.submit_held(self._key)
        elif self._saving.holds and not self.read_only:
            text = f"The last notes on {self._document.path.name} could not be kept: the file was closed too early."
            self._document.tell(Notice(None, Severity.ERROR, text))

    def _open(self) -> None:
        identity = self._document.identity
        assert identity is not None  # noqa: S101 - both callers have made sure
        complete = self._document.reading_has_ended
        self._key = DocumentKey(identity, str(self._document.path), self._document.title, self._document.symbol)
        key = self._key
        self._store.open_document(
            key, lambda loaded: self._document.post(lambda: self._load(loaded, key, complete=complete))
        )

    def _load(self, loaded: LoadedNotes, key: DocumentKey, *, complete: bool) -> None:
        if loaded.notice:  # it is given once, to whoever asks first, and is about the notes on all documents
            self._document.tell(Notice(None, Severity.WARNING, loaded.notice))
        if self._closed or key is not self._key:
            return  # a later loading, which knows more of the document, is under way
        if loaded.failed and self.loaded:
            self._document.tell(Notice(self._document.number, Severity.WARNING, loaded.read_only))
            return
        self.read_only = loaded.read_only
        self.loaded = not loaded.failed
        if self.loaded:
            self._watch(key)
            self.notebook.load(loaded.kept)
            self._undecided = loaded.found_by is FoundBy.PATH
            if complete:
                self._search(loaded)
            if not self._undecided:
                self._saving.submit_held(key)
        self._tell(())

    def _watch(self, key: DocumentKey) -> None:
        """Hear of what other windows write on the document."""
        self._unwatch()
        self._unwatch = self._store.watch(
            key, lambda loaded: self._document.post(lambda: self._changed_elsewhere(loaded, key))
        )

    def _changed_elsewhere(self, loaded: LoadedNotes, key: DocumentKey) -> None:
        known = loaded.found_by in {FoundBy.CONTENT, FoundBy.TEXT}
        if self._closed or self._undecided or key is not self._key or not known:
            return
        self._document.tell(NotesArriving(self._document.number))
        before = self.notebook.kept
        self.notebook.load(loaded.kept)
        if self.notebook.kept == before:
            return
        self._tell(())
        if self._text_is_complete:
            self._places.search(passages(self.notebook.all), lambda _: self._tell(()), lambda: self._tell(()))

    @property
    def _text_is_complete(self) -> bool:
        document = self._document
        return document.reading_has_ended and document.text.page_count == document.page_count

    def _search(self, loaded: LoadedNotes) -> None:
        """Find the loaded notes in the text, which is complete or will never be."""
        if self._text_is_complete:
            self._places.search(
                passages(loaded.kept), lambda found: self._searched(loaded, found), lambda: self._tell(())
            )
        else:
            self._searched(loaded, Found([(each, self._places.find(each)) for each in passages(loaded.kept)]))

    def _searched(self, loaded: LoadedNotes, found: Found) -> None:
        if self._key is None:
            return
        placements, words = found.placements, what_has_moved(loaded.found_by, found.placements)
        if loaded.found_by is FoundBy.PATH:
            if is_another_document(loaded.found_by, self._document.text, found.of_quotes):
                self._key = replace(self._key, path_trust=PathTrust.IGNORED)
                self.notebook.load(())
                placements, words = [], what_is_of_another(len(loaded.annotations))
            elif found.of_quotes:
                self._key = replace(self._key, path_trust=PathTrust.TRUSTED)
                self._store.open_document(self._key, _nobody_listens)  # from now on it is known by its content
            self._watch(self._key)
        self._undecided = False
        self._saving.submit_held(self._key)
        if self._text_is_complete and placements and not self.read_only:
            self._store.keep_placements(found.remembered)
        if words:
            self._document.tell(Notice(self._document.number, Severity.INFO, words))
        self._tell(())
        if not self.notebook.all and not self.read_only:
            say_versions(self._document, self._store, self._key)

    def find_versions(self, on_found: Callable[[tuple[Annotation, ...]], None]) -> None:
        """Find the notes on other versions of the document: a revision, or one in another language."""
        if self._key is not None:
            find_versions(self._document, self._store, self._key, on_found)

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

    def _keep(self, changes: Sequence[NoteChange]) -> None:
        """Hand changes that have been made to the store, and tell of them."""
        self._hand_over(changes)
        ids = _ids(changes) if len(changes) <= MOST_TOGETHER else ()
        self._tell(ids)
        if self._text_is_complete:
            self._placing.finish()
            self._placing.start(self._place(changes, ids))

    def _hand_over(self, changes: Sequence[NoteChange]) -> None:
        if self._many.takes_along(changes):
            return
        if self._key is None or not self.loaded or self._undecided:
            self._saving.hold(changes)
        else:
            self._saving.submit(self._key, changes)

    def _place(self, changes: Sequence[NoteChange], ids: tuple[str, ...]) -> Iterator[None]:
        """Find the places of notes that are new or have another anchor."""
        unplaced: list[Anchored] = []
        for at in range(0, len(changes), AT_ONCE):
            elsewhere = [each.after for each in changes[at : at + AT_ONCE] if each.after and not each.keeps_anchor]
            unplaced += [each for each in passages(elsewhere) if self._places.find(each) is None]
            yield
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
            self._document.corrections.refresh()
            self._document.tell(NotesChanged(self._document.number, ids))

        if ids:
            self._shown.change(ids)
            tell()
        else:
            self._shown.renew(tell)


def _nothing() -> None:
    """There is nothing to stop yet."""


def _nobody_listens(_outcome: SaveOutcome | LoadedNotes) -> None:
    """For what is handed to the store when nobody waits for its answer."""


def _ids(changes: Iterable[NoteChange]) -> tuple[str, ...]:
    touched = (annotation for change in changes for annotation in (change.before, change.after))
    return tuple(dict.fromkeys(annotation.id for annotation in touched if annotation is not None))
