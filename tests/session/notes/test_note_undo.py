"""Undo and redo of everything that can be done to notes of every kind, in any order."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from annotations.examples import note
from annotations.test_corrections import correction
from hypothesis import given, settings
from hypothesis import strategies as st
from session.fakes import Reader

from viewer.annotations.notebook import NoteChange
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.geometry import PageRect
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.notebook import Kept
    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument

PAGES = (
    "Note verbale of the Mission\nThe Mission presents its compliments and has the honour to say this.",
    "Annex\nStatement on the wells of the northern districts\nThe wells were repaired in the autumn of that year.",
    "The Mission requests that this note be circulated as a document.",
)
SECTION = Section(SectionKind.ANNEX, "Annex", 1, Span(len(PAGES[0]) + 1, 180), "en", 1.0)
RECT = PageRect(10, 20, 110, 60)

MAKING: dict[AnnotationKind, Callable[[OpenDocument, int], Annotation | None]] = {
    AnnotationKind.REGION: lambda document, at: document.notes.note_on_region(at % 3, RECT, Span(at, at + 4), "look"),
    AnnotationKind.BOOKMARK: lambda document, at: document.notes.bookmark(at % 3, Span(at, at + 9) if at % 2 else None),
    AnnotationKind.SECTION: lambda document, _: document.notes.note_on_section(SECTION, "section"),
    AnnotationKind.PAGE: lambda document, at: document.notes.note_on_page(at % 3, "page"),
    AnnotationKind.DOCUMENT: lambda document, _: document.notes.note_on_document("all"),
}
for kind in (AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STRIKE_THROUGH):
    MAKING[kind] = lambda document, at, kind=kind: document.notes.highlight(
        Span(at, at + 12), HighlightColor.GREEN, rects=[RECT], kind=kind
    )

CHANGING: dict[str, Callable[[OpenDocument, list[str], int], object]] = {
    "body": lambda document, notes, at: document.notes.edit(notes[0], body=f"words {at}"),
    "tags": lambda document, notes, at: document.notes.edit(notes[0], tags=[f"tag{at % 4}"]),
    "recolor": lambda document, notes, at: document.notes.recolor(notes, list(HighlightColor)[at % 6]),
    "retag": lambda document, notes, at: document.notes.retag(notes, add=[f"tag{at % 4}"], remove=["tag1"]),
    "delete": lambda document, notes, _: document.notes.delete(notes),
    "confirm": lambda document, notes, _: document.notes.confirm(notes),
    "take in": lambda document, notes, _: document.notes.take_in(map(document.notes.find, notes)),
    "import": lambda document, notes, _: document.notes.take_in([imported(document, notes[0])]),
    "correct": lambda document, _, at: document.notes.change([corrected(document, at)]),
}


def imported(document: OpenDocument, like: str) -> Annotation:
    """A note from elsewhere, with a colour of its own."""
    return replace(document.notes.notebook.find(like), id=str(uuid.uuid4()), own_color="#12ab34", author="B. Other")


def corrected(document: OpenDocument, at: int) -> NoteChange:
    """A correction made, changed, or taken back."""
    made = document.notes.notebook.corrections
    if not made or at % 3 == 0:
        return NoteChange(None, correction(str(uuid.uuid4()), value=f"A/{at}"))
    before = made[at % len(made)]
    return NoteChange(before, None if at % 3 == 1 else replace(before, value=f"{before.value}/{at}"))


def merge(document: OpenDocument, at: int) -> tuple[str, Kept | None]:
    """Another has made, changed or deleted a note: its id, and what it is now."""
    there = sorted(document.notes.notebook.all, key=lambda kept: kept.id)
    before = there[at % len(there)] if there and at % 3 else None
    if before is None:
        after: Kept | None = note(at % 40, f"theirs {at}")
    elif at % 3 == 1:
        after = None
    else:
        after = replace(before, modified=f"2030-01-01T00:00:00.{at:06}+00:00", author=f"C. Third {at}")
    document.notes.take_over([NoteChange(before, after)])
    return (after or before).id, after


def state(document: OpenDocument) -> dict[str, Kept]:
    """All that is kept: notes and corrections."""
    return {kept.id: kept for kept in document.notes.notebook.all}


def do(document: OpenDocument, what: AnnotationKind | str, at: int) -> None:
    notes = [note.id for note in document.notes.annotations]
    if isinstance(what, AnnotationKind):
        MAKING[what](document, at)
    elif what in {"undo", "redo"}:
        getattr(document.notes, what)()
    elif notes:
        CHANGING[what](document, notes[at % len(notes) :][: 1 + at % 3], at)


def there_and_back(document: OpenDocument) -> None:
    """Undo all, redo all, twice; each step is seen to change something, and to be the same on both ways."""
    end = state(document)
    for _ in range(2):
        seen = [end]
        while document.notes.notebook.can_undo:
            document.notes.undo()
            seen.append(state(document))
            assert seen[-1] != seen[-2]
        assert seen[-1] == {}
        for expected in seen[-2::-1]:
            document.notes.redo()
            assert state(document) == expected
        assert not document.notes.notebook.can_redo
    assert [note.id for note in document.notes.annotations] == [note.id for note in document.notes.notebook.annotations]


def opened(folder) -> tuple[Reader, OpenDocument]:
    reader = Reader(folder)
    return reader, reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, sections=(SECTION,)))


def test_every_kind_can_be_made():
    assert set(MAKING) == set(AnnotationKind)


@pytest.mark.parametrize("kind", AnnotationKind)
def test_whatever_is_done_to_a_note_of_each_kind_is_undone_and_done_again(tmp_path, kind):
    reader, document = opened(tmp_path)
    do(document, kind, 3)
    [note] = document.notes.annotations
    assert note.kind is kind
    for number, what in enumerate(("body", "recolor", "tags", "retag", "delete")):
        do(document, what, number)
    there_and_back(document)
    assert reader.close()


steps = st.lists(
    st.tuples(st.sampled_from([*AnnotationKind, *CHANGING, "undo", "redo"]), st.integers(0, 120)), max_size=30
)


@settings(max_examples=60)
@given(steps)
def test_undoing_all_is_the_beginning_and_redoing_all_the_end(tmp_path_factory, steps):
    reader, document = opened(tmp_path_factory.mktemp("undo"))
    for what, at in steps:
        do(document, what, at)
    while document.notes.notebook.can_redo:
        document.notes.redo()
    there_and_back(document)
    shown = state(document)
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved
    reader.session.close(document.number)
    assert state(reader.read_file(PAGES)) == shown, "the disk has the end, too"
    assert reader.close()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([*AnnotationKind, *CHANGING, "undo", "redo", "merge"]), st.integers(0, 120)),
        max_size=30,
    )
)
def test_what_others_have_written_is_not_undone_and_all_else_is_undone_and_done_again(tmp_path_factory, steps):
    reader, document = opened(tmp_path_factory.mktemp("merged"))
    theirs: dict[str, Kept | None] = {}
    for what, at in steps:
        before = state(document)
        if what == "merge":
            theirs.update([merge(document, at)])
        else:
            do(document, what, at)
            touched = {
                each for each in before.keys() | state(document) if before.get(each) != state(document).get(each)
            }
            theirs = {each: kept for each, kept in theirs.items() if each not in touched}
    while document.notes.notebook.can_redo:
        document.notes.redo()
    end = state(document)
    # What they have deleted is a step of undo away.
    theirs = {each: kept for each, kept in theirs.items() if kept is not None and end.get(each) == kept}
    while document.notes.notebook.can_undo:
        document.notes.undo()
    undone = state(document)
    assert {each: undone.get(each) for each in theirs} == theirs
    while document.notes.notebook.can_redo:
        document.notes.redo()
    assert state(document) == end
    reader.wait_for_disk()
    reader.session.close(document.number)
    assert state(reader.read_file(PAGES)) == end, "the disk has the end, too"
    assert reader.close()
