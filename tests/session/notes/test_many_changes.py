"""Changes of many notes: one step of undo and one transaction, made a part at a time, whole whatever comes between."""

from __future__ import annotations

import pytest
from annotations.examples import undo

from viewer.annotations.notebook import Notebook, NoteChange
from viewer.model.annotation import HighlightColor
from viewer.model.text import Span
from viewer.session import parts
from viewer.session.changes import NotesChanged
from viewer.session.notes import document_notes as notes
from viewer.session.notes import many_changes, shown_notes

WORDS = "The wells of the northern districts were repaired in the autumn of that year. " * 4
RED, BLUE = HighlightColor.RED, HighlightColor.BLUE


@pytest.fixture(autouse=True)
def a_part_is_of_two_notes(monkeypatch):
    """Five notes are many, and nothing but one part is done between two events."""
    monkeypatch.setattr(many_changes, "MOST_TOGETHER", 4)
    monkeypatch.setattr(many_changes, "PART", 2)
    monkeypatch.setattr(parts, "SLICE_SECONDS", -1.0)


@pytest.fixture
def document(reader):
    return reader.read_file([WORDS])


@pytest.fixture
def made(reader, document):
    made = [document.notes.highlight(Span(at, at + 4), RED).id for at in range(0, 50, 5)]
    reader.wait_for_disk()
    return made


def colors(document):
    return [note.color for note in document.notes.annotations]


def bring_to_an_end(reader, document):
    reader.wait_for_disk()
    reader.run_posted()
    assert not document.notes.notebook.unsaved


def test_few_are_changed_together(reader, document, made):
    document.notes.recolor(made[:4], BLUE)
    assert colors(document)[:4] == [BLUE] * 4
    bring_to_an_end(reader, document)


def test_many_are_changed_a_part_at_a_time_and_taken_back_as_one(reader, document, made):
    document.notes.recolor(made, BLUE)
    assert colors(document) == [BLUE] * 2 + [RED] * 8, "the rest comes between events"
    bring_to_an_end(reader, document)
    assert colors(document) == [BLUE] * 10
    document.notes.undo()
    bring_to_an_end(reader, document)
    assert colors(document) == [RED] * 10
    document.notes.redo()
    bring_to_an_end(reader, document)
    assert colors(document) == [BLUE] * 10


@pytest.fixture
def transactions(reader, monkeypatch):
    """How many changes the store is given together, each time."""
    given, submit = [], reader.store.submit

    def count(key, changes, on_saved):
        given.append(len(changes))
        submit(key, changes, on_saved)

    monkeypatch.setattr(reader.store, "submit", count)
    return given


def test_many_are_kept_in_one_transaction_and_told_of_once(reader, document, made, transactions, monkeypatch):
    monkeypatch.setattr(notes, "MOST_TOGETHER", 4)
    for change in (
        lambda: document.notes.recolor(made, BLUE),
        lambda: document.notes.retag(made, add=["water"]),
        lambda: document.notes.delete(made),
        document.notes.undo,
        document.notes.redo,
    ):
        told = len(reader.told(NotesChanged))
        change()
        bring_to_an_end(reader, document)
        assert transactions == [10]
        assert [each.ids for each in reader.told(NotesChanged)[told:]] == [()]
        transactions.clear()


def test_what_is_written_meanwhile_is_kept_in_the_same_transaction_after_it(reader, document, made, transactions):
    document.notes.recolor(made, BLUE)
    document.notes.edit(made[0], body="written meanwhile")
    bring_to_an_end(reader, document)
    assert transactions == [11]
    reader.session.close(document.number)
    note = reader.read_file([WORDS]).notes.find(made[0])
    assert (note.color, note.body) == (BLUE, "written meanwhile")


def test_what_is_taken_back_half_way_is_taken_back_and_not_gone_on_with(reader, document, made):
    document.notes.delete(made)
    assert len(document.notes.annotations) == 8
    document.notes.undo()
    bring_to_an_end(reader, document)
    assert [note.id for note in document.notes.annotations] == made
    document.notes.undo()
    bring_to_an_end(reader, document)
    assert len(document.notes.annotations) == 9, "the step before is the making of the last note"


def test_what_is_written_meanwhile_stays_and_nothing_is_left_out(reader, document, made):
    document.notes.recolor(made, BLUE)
    document.notes.edit(made[9], body="written meanwhile")
    bring_to_an_end(reader, document)
    assert colors(document) == [BLUE] * 10
    assert document.notes.find(made[9]).body == "written meanwhile"


def test_a_second_change_waits_for_the_first(reader, document, made):
    document.notes.recolor(made, BLUE)
    document.notes.retag(made, add=["water"])
    assert colors(document) == [BLUE] * 10
    bring_to_an_end(reader, document)
    assert all(note.tags == ("water",) for note in document.notes.annotations)


def test_undo_and_redo_one_after_the_other_do_not_mix(reader, document, made):
    document.notes.recolor(made, BLUE)
    bring_to_an_end(reader, document)
    document.notes.undo()
    document.notes.redo()
    document.notes.undo()
    bring_to_an_end(reader, document)
    assert colors(document) == [RED] * 10


def test_closing_the_document_brings_the_change_to_its_end(reader, document, made):
    document.notes.recolor(made, BLUE)
    reader.session.close(document.number)
    reader.wait_for_disk()
    assert colors(reader.read_file([WORDS])) == [BLUE] * 10


def test_an_export_has_all_of_it(document, made):
    document.notes.recolor(made, BLUE)
    assert {note.color for note, _ in document.notes.placed()} == {BLUE}


def test_many_notes_are_put_in_order_between_events_and_changes_meanwhile_count(reader, document, made, monkeypatch):
    monkeypatch.setattr(shown_notes, "MOST_SORTED_AT_ONCE", 3)
    monkeypatch.setattr("viewer.session.notes.order.SORTED_AT_ONCE", 2)
    document.notes._tell(())
    before = [note.id for note in document.notes.annotations]
    document.notes.delete([made[0]])
    new = document.notes.highlight(Span(200, 204), RED).id
    document.notes.edit(made[5], body="meanwhile")
    reader.run_posted()
    assert before == made
    assert [note.id for note in document.notes.annotations] == [*made[1:], new]
    assert document.notes.find(made[5]).body == document.notes.annotations[4].body == "meanwhile"


def test_a_step_that_has_been_taken_back_takes_no_more_changes(made, document):
    notebook = Notebook()
    notes = [document.notes.find(note) for note in made[:3]]
    begun = notebook.change([NoteChange(None, notes[0])])
    begun = notebook.change([NoteChange(None, notes[1])], more_of=begun)
    assert len(begun) == 2
    undo(notebook)
    assert notebook.change([NoteChange(None, notes[2])], more_of=begun) == ()
    assert notebook.annotations == ()
    assert notebook.can_redo
