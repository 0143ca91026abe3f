"""Notes of an open document: made, changed, undone, kept, and found again in a text that has changed."""

from __future__ import annotations

import queue
import sqlite3
import threading
from contextlib import closing

import pytest
from annotations.examples import note as example_note
from hypothesis import given
from hypothesis import strategies as st
from patience import SECONDS
from session.fakes import Reader, info

from viewer.annotations.anchoring import PlacementKind
from viewer.annotations.notebook import SaveOutcome
from viewer.annotations.store import LoadedNotes
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.document import LanguageRun, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.geometry import PageRect
from viewer.model.text import DocumentText, Span
from viewer.session.changes import NotesChanged, NotesSaved, Notice, Severity
from viewer.session.notes import places as note_places
from viewer.workers.messages.answers import Failed, Identified, Opened, PagesRead
from viewer.workers.messages.requests import Identify, OpenFile, ReadDocument

PAGES = (
    "Note verbale of the Mission\nThe Mission presents its compliments and has the honour to say this.",
    "Annex\nStatement on the wells of the northern districts\nThe wells were repaired in the autumn of that year.",
    "The Mission requests that this note be circulated as a document.",
)
RED, BLUE = HighlightColor.RED, HighlightColor.BLUE


def span_of(document, words):
    at = str(document.text).index(words)
    return Span(at, at + len(words))


def mark(document, words, body=""):
    return document.notes.highlight(span_of(document, words), RED, body=body, rects=[PageRect(1, 2, 3, 4)])


def bodies(document):
    return [note.body for note in document.notes.annotations]


def words_at(document, note):
    return document.text.slice(document.notes.find(note.id).anchor.span)


def notices(reader):
    return [notice.text for notice in reader.told(Notice)]


# -- made and changed -------------------------------------------------------------------------------------------------


def test_a_highlight_knows_its_section_language_author_and_place(reader):
    section = Section(SectionKind.ANNEX, "Annex", 1, Span(len(PAGES[0]) + 1, 200), "fr", 1.0)
    understanding = Understanding(
        TextLayer.GOOD, sections=(section,), languages=(LanguageRun(section.span, "fr", 1.0),)
    )
    reader.session.change_settings(type(reader.session.settings)(author="A. Reader", highlight_color="blue"))
    document = reader.read_file(PAGES, understanding=understanding)
    note = mark(document, "the wells", "dry?")
    assert (note.author, note.section_title, note.language, note.anchor.page) == ("A. Reader", "Annex", "fr", 1)
    assert (note.anchor.quote, note.anchor.rects) == ("the wells", (PageRect(1, 2, 3, 4),))
    assert note.created == note.modified
    assert document.notes.note_on_page(2).color is BLUE
    assert document.notes.placement(note.id).how is PlacementKind.EXACT


def test_a_note_in_a_footnote_is_listed_under_the_section_of_its_page(reader):
    text = "\f".join(PAGES)
    sections = (
        Section(SectionKind.ANNEX, "Annex II", 1, Span(0, len(text)), "en", 1.0),
        Section(SectionKind.FOOTNOTE, "1 See above.", 2, Span(len(text) - 9, len(text)), "en", 1.0),
    )
    document = reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, sections=sections))
    note = document.notes.highlight(Span(len(text) - 5, len(text)), HighlightColor.RED)
    assert note.section_title == "Annex II"


def test_nothing_selected_is_nothing_marked(reader):
    document = reader.read_file(PAGES)
    assert document.notes.highlight(Span(4, 4), RED) is None
    assert document.notes.annotations == ()


def test_a_note_on_a_section_is_anchored_at_its_beginning(reader):
    document = reader.read_file(PAGES)
    start = span_of(document, "Statement on").start
    section = Section(SectionKind.STATEMENT, "Statement on the wells of the northern districts", 1,
                      Span(start, len(document.text)), "en", 1.0)  # fmt: skip
    note = document.notes.note_on_section(section, "all of it")
    assert note.anchor.quote == "Statement on the wells of the northern districts"
    assert (note.kind, note.anchor.page) == (AnnotationKind.SECTION, 1)
    broken = Section(SectionKind.STATEMENT, "Statement on the wells of the northern districts The wells", 1,
                     Span(start, len(document.text)), "en", 1.0)  # fmt: skip
    assert document.notes.note_on_section(broken).anchor.quote == PAGES[1][len("Annex\n") :]


def test_notes_on_pages_and_on_the_document_are_listed_where_they_belong(reader):
    document = reader.read_file(PAGES)
    on_page = document.notes.note_on_page(1, "page")
    mark(document, "Mission requests", "last")
    document.notes.note_on_document("first")
    assert bodies(document) == ["first", "page", "last"]
    assert words_at(document, on_page) == PAGES[1]


def test_several_are_deleted_and_recoloured_in_one_step_of_undo(reader):
    document = reader.read_file(PAGES)
    ids = [mark(document, words).id for words in ("compliments", "wells were", "requests")]
    document.notes.recolor([*ids, ids[0], "nobody"], BLUE)
    assert [note.color for note in document.notes.annotations] == [BLUE] * 3
    document.notes.undo()
    assert [note.color for note in document.notes.annotations] == [RED] * 3
    document.notes.redo()
    document.notes.delete([*ids, ids[0], "nobody"])
    assert document.notes.annotations == ()
    document.notes.undo()
    assert [note.color for note in document.notes.annotations] == [BLUE] * 3
    document.notes.undo()
    assert [note.color for note in document.notes.annotations] == [RED] * 3


def test_a_change_that_changes_nothing_is_no_step(reader):
    document = reader.read_file(PAGES)
    note = mark(document, "compliments", "hm")
    document.notes.edit(note.id, body="hm", tags=())
    document.notes.recolor([note.id], RED)
    document.notes.delete([])
    document.notes.edit("nobody", body="x")
    document.notes.undo()
    assert document.notes.annotations == ()
    assert not document.notes.notebook.can_undo


def test_an_edit_keeps_the_author_and_says_when(reader):
    document = reader.read_file(PAGES)
    note = mark(document, "compliments")
    document.notes.edit(note.id, body="so", tags=["a", "b", "a"])
    edited = document.notes.find(note.id)
    assert (edited.body, edited.tags, edited.created) == ("so", ("a", "b"), note.created)
    assert edited.modified >= note.modified
    assert document.notes.find("nobody") is None
    assert document.notes.placement("nobody") is None


# -- kept -------------------------------------------------------------------------------------------------------------


def test_a_note_is_unsaved_until_the_disk_has_it(reader):
    document = reader.read_file(PAGES)
    note = mark(document, "compliments")
    assert document.notes.notebook.unsaved == {note.id}
    reader.wait_for_disk()
    assert document.notes.notebook.unsaved == frozenset()
    assert reader.told(NotesChanged)[-1].ids == (note.id,)
    assert reader.told(NotesSaved)[-1].document == document.number


def test_notes_are_there_again_wherever_the_file_lies(reader, start_again):
    document = reader.read_file(PAGES)
    note = mark(document, "wells were", "kept")
    document.notes.edit(note.id, body="kept well", tags=["x"])
    expected = document.notes.find(note.id)
    assert reader.close()
    again = start_again()
    moved = again.read_file(PAGES, name="elsewhere.pdf")
    assert moved.notes.annotations == (expected,)
    assert moved.notes.placement(note.id).how is PlacementKind.EXACT
    assert notices(again) == []


def test_notes_made_before_the_identity_is_known_wait_for_it(reader, start_again):
    document = reader.open()
    reader.background.answer(
        ReadDocument, PagesRead(document.number, 0, PAGES, (info().page_sizes[0],) * 3), last=False
    )
    reader.run_posted()
    mark(document, "compliments", "early")
    reader.wait_for_disk()
    assert document.notes.notebook.unsaved
    reader.read(document, PAGES)
    assert not document.notes.notebook.unsaved
    assert reader.close()
    assert bodies(start_again().read_file(PAGES)) == ["early"]


def test_notes_of_the_first_moment_are_written_when_the_program_ends(reader, start_again):
    document = reader.open()
    reader.background.answer(Identify, Identified(document.number, "aa"))
    reader.background.answer(
        ReadDocument, PagesRead(document.number, 0, PAGES, (info().page_sizes[0],) * 3), last=False
    )
    while document.identity is None or document.text.page_count < 3:
        reader._posted.get(timeout=SECONDS)()
    assert not document.notes.loaded  # the store's answer, if there is one, has not been looked at
    mark(document, "compliments", "early")
    assert document.notes.notebook.unsaved
    assert reader.close()
    assert bodies(start_again().read_file(PAGES)) == ["early"]


def test_that_notes_are_kept_is_told_nobody_when_the_program_has_ended(reader):
    document = reader.read_file(PAGES)
    mark(document, "presents")
    reader.session.end()
    reader.store.wait_idle()
    told = len(reader.changes)
    reader.run_posted()
    assert reader.changes[told:] == [], "the window is being taken apart"


def test_notes_that_cannot_be_kept_when_the_tab_is_closed_are_said(reader):
    document = reader.open()
    document.notes.note_on_page(0, "too early")
    reader.session.close(document.number)
    assert "could not be kept" in notices(reader)[-1]


def test_the_second_loading_loses_neither_changes_nor_undo(reader):
    first = reader.read_file(PAGES)
    kept = mark(first, "compliments", "kept")
    gone = mark(first, "requests", "gone")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open()
    reader.background.answer(
        ReadDocument, PagesRead(document.number, 0, PAGES, (info().page_sizes[0],) * 3), last=False
    )
    reader.identify(document)
    assert bodies(document) == ["kept", "gone"]
    document.notes.edit(kept.id, body="edited")
    mark(document, "wells were", "made")
    document.notes.delete([gone.id])
    document.notes.undo()
    document.notes.redo()
    reader.read(document, PAGES)
    assert bodies(document) == ["edited", "made"]
    document.notes.undo()
    assert bodies(document) == ["edited", "made", "gone"]
    document.notes.undo()
    document.notes.undo()
    assert bodies(document) == ["kept", "gone"]
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved


def test_a_late_answer_to_the_first_loading_is_no_news(reader, monkeypatch):
    answers = []
    monkeypatch.setattr(reader.store, "open_document", lambda _key, on_loaded: answers.append(on_loaded))
    document = reader.open()
    reader.background.answer(Identify, Identified(document.number, "aa"))
    reader.run_posted()
    reader.read(document, PAGES)
    early, late = answers
    late(LoadedNotes(()))
    reader.run_posted()
    mark(document, "compliments", "mine")
    reader.wait_for_disk()
    early(LoadedNotes(()))
    reader.run_posted()
    assert bodies(document) == ["mine"]


def test_a_damaged_store_is_said_even_by_an_answer_that_comes_too_late(tmp_path):
    (tmp_path / "notes.sqlite").write_bytes(b"no database " * 500)
    reader = Reader(tmp_path)
    document = reader.open()
    reader.background.answer(Identify, Identified(document.number, "aa"))
    reader.store.wait_idle()
    reader.read(document, PAGES)
    [said] = reader.told(Notice)
    assert (said.document, said.severity) == (None, Severity.WARNING)
    assert "was damaged" in said.text
    assert reader.close()


def test_the_symbol_is_kept_for_lists(reader, tmp_path):
    metadata = {"symbol": (Value("A/1", Span(0, 4)), Value("S/2", Span(0, 4)))}
    document = reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, metadata))
    mark(document, "compliments")
    reader.wait_for_disk()
    with closing(sqlite3.connect(tmp_path / "notes.sqlite")) as connection:
        assert connection.execute("SELECT symbol FROM documents").fetchall() == [("A/1 - S/2",)]


# -- what stands in the way -------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_identified_takes_no_notes(reader):
    document = reader.open()
    reader.background.answer(Identify, Failed("The file could not be read: gone."))
    reader.run_posted()
    assert document.notes.note_on_page(0) is None
    assert document.notes.read_only
    assert reader.told(Notice)[-1].severity is Severity.WARNING
    document.notes.undo()
    document.notes.redo()
    assert document.notes.annotations == ()


def test_an_identity_that_is_known_after_the_text_is_enough(reader, start_again):
    document = reader.open()
    number = next(n for n, (request, _) in reader.background.requests.items() if isinstance(request, Identify))
    waiting = reader.background.requests.pop(number)
    reader.read(document, PAGES)
    mark(document, "compliments", "kept")
    reader.background.requests[number] = waiting
    reader.identify(document)
    assert document.identity.text_fingerprint == "t1"
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved
    assert reader.close()
    assert bodies(start_again().read_file(PAGES, content_hash="other")) == ["kept"]


def test_notes_that_were_loaded_stay_when_the_disk_fails_later(reader):
    first = reader.read_file(PAGES)
    mark(first, "compliments", "kept")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open()
    reader.identify(document)
    assert bodies(document) == ["kept"]
    key = document.notes.loading.key
    document.notes.loading.take(_trouble(), key, complete=False)
    assert bodies(document) == ["kept"]
    assert not document.notes.read_only
    assert notices(reader)[-1] == "no disk"


def test_notes_that_cannot_be_loaded_yet_come_when_they_can(reader):
    document = reader.open()
    document.identity = None
    reader.identify(document)
    key = document.notes.loading.key
    document.notes.loading.loaded = False
    document.notes.loading.take(_trouble(), key, complete=False)
    assert document.notes.read_only == "no disk"
    assert document.notes.note_on_page(0) is None
    document.notes.loading.take(LoadedNotes(()), key, complete=False)
    assert document.notes.note_on_page(0) is not None


def _trouble():
    return LoadedNotes((), read_only="no disk", failed=True)


def test_a_full_disk_is_said_and_the_note_stays_in_the_list(reader):
    document = reader.read_file(PAGES)
    submitted = []
    reader.store.submit = lambda _key, changes, on_saved: submitted.append((changes, on_saved))
    mark(document, "compliments", "kept")
    changes, on_saved = submitted[0]
    on_saved(SaveOutcome(tuple(changes), "the disk is full"))
    reader.run_posted()
    assert notices(reader) == ["the disk is full"]
    assert document.notes.notebook.unsaved
    on_saved(SaveOutcome(tuple(changes)))
    reader.run_posted()
    assert not document.notes.notebook.unsaved


# -- found again ------------------------------------------------------------------------------------------------------

EARLIER = "A page that was put in before the others.\n"
CHANGED = (
    EARLIER + PAGES[0],
    PAGES[1].replace("The wells were repaired in the autumn", "The wells had been repaired in late autumn"),
    "The Permanent Representative adds something else.",
)


def reopened(reader, pages, **more):
    """Three notes on PAGES, then the same document with other pages."""
    first = reader.read_file(PAGES)
    notes = [
        mark(first, "presents its compliments", "moved"),
        mark(first, "The wells were repaired in the autumn", "likely"),
        mark(first, "requests that this note be circulated", "lost"),
    ]
    reader.wait_for_disk()
    reader.session.close(first.number)
    reader.changes.clear()
    document = reader.read_file(pages, **more)
    reader.wait_for(lambda: all(document.notes.placement(note.id) for note in notes if document.notes.find(note.id)))
    reader.wait_for_disk()
    return document, notes


def test_each_note_says_how_it_was_found(reader):
    document, (moved, likely, lost) = reopened(reader, CHANGED)
    states = [document.notes.placement(note.id) for note in (moved, likely, lost)]
    assert [state.how.value for state in states] == ["moved", "likely", "lost"]
    assert states[0].score > states[1].score > 0.5
    assert words_at(document, moved) == "presents its compliments"
    assert words_at(document, likely).startswith("The wells had been repaired")
    assert document.notes.find(moved.id).anchor.rects == ()
    assert document.notes.find(lost.id).anchor.page == 2
    assert words_at(document, lost) == ""
    assert notices(reader) == [
        "1 note stands at the most likely place and should be checked. The passage of 1 note was not found again."
    ]


def test_what_is_kept_stays_as_it_was_made_until_the_reader_confirms(reader, start_again):
    document, (moved, likely, lost) = reopened(reader, CHANGED)
    document.notes.recolor([likely.id], BLUE)
    kept = {note.id: note.anchor for note, _ in document.notes.placed()}
    assert kept == {note.id: note.anchor for note in (moved, likely, lost)}
    document.notes.confirm([moved.id, likely.id, lost.id])
    assert [document.notes.placement(note.id).how.value for note in (moved, likely, lost)] == ["exact", "exact", "lost"]
    assert document.notes.find(likely.id).anchor.quote.startswith("The wells had been repaired")
    document.notes.undo()
    reader.wait_for(lambda: document.notes.placement(likely.id) is not None)
    assert document.notes.placement(likely.id).how is PlacementKind.LIKELY
    document.notes.redo()
    assert reader.close()
    again = start_again()
    document = again.read_file(CHANGED)
    assert document.notes.placement(moved.id).how is PlacementKind.EXACT
    assert document.notes.find(moved.id).anchor.page == 0


def test_a_note_that_moved_is_listed_where_it_stands_now(reader):
    first = reader.read_file(PAGES)
    mark(first, "presents its compliments and has the honour", "was first")
    mark(first, "The wells were repaired in the autumn", "was second")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.read_file((PAGES[2], PAGES[1], PAGES[0]))
    reader.wait_for(lambda: bodies(document) != ["was first", "was second"])
    assert bodies(document) == ["was second", "was first"]
    assert [note.anchor.page for note in document.notes.annotations] == [1, 2]


def test_notes_are_placed_when_they_arrive_before_the_text_and_after_it(reader):
    first = reader.read_file(PAGES)
    note = mark(first, "requests that this note")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open()
    reader.identify(document)
    assert document.notes.placement(note.id) is None  # nobody can say yet
    assert document.notes.find(note.id) == note
    sizes = (info().page_sizes[0],) * 2
    reader.background.answer(ReadDocument, PagesRead(document.number, 0, PAGES[:2], sizes), last=False)
    reader.run_posted()
    assert document.notes.placement(note.id) is None
    reader.read(document, PAGES)
    assert document.notes.placement(note.id).how is PlacementKind.EXACT


def test_a_page_note_made_before_its_page_was_read_stands_on_its_page(reader):
    document = reader.open()
    reader.identify(document)
    note = document.notes.note_on_page(2, "later")
    assert document.notes.placement(note.id) is None
    reader.read(document, PAGES)
    assert document.notes.placement(note.id).span == document.text.page_span(2)
    assert words_at(document, note) == PAGES[2]
    assert document.notes.find(note.id).anchor.page == 2


def test_reading_that_fails_leaves_notes_on_unread_pages_open(reader):
    first = reader.read_file(PAGES)
    early, late = mark(first, "presents its compliments"), mark(first, "requests that this note")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open()
    reader.identify(document)
    sizes = (info().page_sizes[0],)
    reader.background.answer(ReadDocument, PagesRead(document.number, 0, PAGES[:1], sizes), last=False)
    reader.background.answer(ReadDocument, Failed("It crashed."))
    reader.wait_for_disk()
    assert document.notes.placement(early.id).how is PlacementKind.EXACT
    assert document.notes.placement(late.id) is None
    assert notices(reader) == ["It crashed."]
    mark(document, "honour", "still possible")
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved


def test_many_notes_are_placed_without_the_window_waiting(reader, monkeypatch):
    monkeypatch.setattr(note_places, "AT_ONCE", 2)
    first = reader.read_file(PAGES)
    notes = [mark(first, words) for words in ("presents", "compliments and", "wells were repaired", "requests that")]
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open()
    reader.read(document, PAGES)
    reader.wait_for(lambda: document.notes._places.known(notes[3]) is not None)
    assert {document.notes.placement(note.id).how for note in notes} == {PlacementKind.EXACT}


def test_many_notes_arrive_a_part_at_a_time(reader, monkeypatch):
    monkeypatch.setattr(note_places, "PROGRESS_SECONDS", -1.0)
    document, notes = reopened(reader, CHANGED)
    posted, told = queue.SimpleQueue(), []
    places = note_places.NotePlaces(document.text, posted.put)
    places.search(notes, lambda _: told.append("all"), lambda: told.append("some"))
    states = []
    while "all" not in told:
        posted.get(timeout=SECONDS)()
        states.append([places.known(note) is not None for note in notes])
    assert told == ["some", "some", "some", "all"]
    assert states[0] == [True, False, False]
    assert states[-1] == [True, True, True]


def test_a_note_on_a_document_spans_its_text_while_that_is_still_being_read():
    text = DocumentText.of(("The first page",))
    places = note_places.NotePlaces(text, queue.SimpleQueue().put)
    on_all = example_note(kind=AnnotationKind.DOCUMENT)
    assert places.find(on_all).span == Span(0, len(text))
    text.append("and the second")
    assert places.find(on_all).span == Span(0, len(text))


def test_a_closed_document_is_not_told_where_its_notes_are(reader):
    document, notes = reopened(reader, CHANGED)
    posted, told = queue.SimpleQueue(), []
    places = note_places.NotePlaces(document.text, posted.put)
    places.search(notes, lambda _: told.append("placed"))
    arrival = posted.get(timeout=SECONDS)
    places.close()
    arrival()
    assert told == []
    assert places.known(notes[2]) is None
    places.search(notes, lambda _: told.append("placed"))
    for thread in threading.enumerate():
        if thread.name == "note-places":
            thread.join(20)
    assert posted.empty()


def test_what_a_page_says_is_not_what_a_note_on_it_is_about(reader):
    document, (moved, *_) = reopened(reader, CHANGED)
    on_page = document.notes.note_on_page(1, "page")
    document.notes.confirm([on_page.id, moved.id])
    kept = {note.id: note.anchor.quote for note, _ in document.notes.placed()}
    assert kept[on_page.id] == ""
    assert document.notes.placement(on_page.id).how is PlacementKind.EXACT


# -- which document ---------------------------------------------------------------------------------------------------


def test_another_copy_is_said_and_then_known(reader, start_again):
    document, notes = reopened(reader, PAGES, name="copy.pdf", content_hash="bb")
    assert len(document.notes.annotations) == len(notes)
    assert notices(reader) == ["These notes were made on another copy of this document."]
    assert reader.close()
    again = start_again()
    again.read_file(PAGES, name="third.pdf", content_hash="bb")
    assert notices(again) == []


def test_another_version_at_the_same_place_has_the_notes_and_is_known_from_then_on(reader, start_again):
    document, _ = reopened(reader, CHANGED, fingerprint="t2", content_hash="bb")
    assert bodies(document) == ["moved", "likely", "lost"]
    assert notices(reader)[0].startswith(
        "These notes were made on another version of this document, in a file at the same place. 1 note stands"
    )
    assert reader.close()
    again = start_again()
    assert len(again.read_file(CHANGED, name="new.pdf", fingerprint="t2", content_hash="bb").notes.annotations) == 3


OTHER = ("Quite another paper on fisheries.", "It speaks of nets and boats, and of nothing else that matters here.")


def test_another_document_at_the_same_place_has_notes_of_its_own(reader, start_again):
    document, _ = reopened(reader, OTHER, fingerprint="t2", content_hash="bb")
    assert document.notes.annotations == ()
    [said] = notices(reader)
    assert said.startswith("3 notes were made on a file at this place that said something else")
    mark(document, "nets and boats", "fish")
    assert reader.close()
    again = start_again()
    assert bodies(again.read_file(OTHER, name="fish.pdf", fingerprint="t2", content_hash="bb")) == ["fish"]
    assert bodies(again.read_file(PAGES, name="old.pdf")) == ["moved", "likely", "lost"]


def test_a_note_on_another_document_at_the_same_place_waits_until_it_is_told_apart(reader, start_again):
    first = reader.read_file(PAGES)
    mark(first, "presents its compliments", "old")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open(pages=2)
    sizes = (info().page_sizes[0],) * 2
    reader.background.answer(ReadDocument, PagesRead(document.number, 0, OTHER, sizes), last=False)
    reader.identify(document, "bb")
    mark(document, "nets and boats", "fish")
    reader.wait_for_disk()
    assert document.notes.notebook.unsaved
    reader.read(document, OTHER, fingerprint="t2")
    reader.wait_for(lambda: bodies(document) == ["fish"])
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved
    assert reader.close()
    again = start_again()
    assert bodies(again.read_file(OTHER, name="fish.pdf", fingerprint="t2", content_hash="bb")) == ["fish"]
    assert bodies(again.read_file(PAGES, name="old.pdf")) == ["old"]


def test_a_scan_at_the_same_place_keeps_the_notes_though_they_cannot_be_found(reader, start_again):
    blank = ("", "", "")
    document, _ = reopened(reader, blank, fingerprint="", content_hash="bb")
    assert len(document.notes.annotations) == 3
    assert reader.close()
    again = start_again()
    moved = again.read_file(blank, name="moved.pdf", fingerprint="", content_hash="bb")
    assert moved.notes.annotations == ()  # nothing has proved that it is the same document


def test_scans_are_not_taken_for_one_another(reader):
    stamped = ("Digitized", "", "Digitized")
    first = reader.read_file(stamped, name="a.pdf", fingerprint="t-scan", content_hash="aa")
    first.notes.note_on_page(1, "on the first scan")
    reader.wait_for_disk()
    second = reader.read_file(stamped, name="b.pdf", fingerprint="t-scan", content_hash="bb")
    assert second.notes.annotations == ()
    assert second.identity.text_fingerprint == ""


# -- two windows ------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_windows(reader, start_again):
    here, there = reader, start_again()
    return here, here.read_file(PAGES), there, there.read_file(PAGES, name="renamed.pdf")


def test_two_windows_see_each_others_notes(two_windows):
    here, mine, there, theirs = two_windows
    note = mark(mine, "compliments", "made here")
    there.wait_for(lambda: bodies(theirs) == ["made here"])
    assert theirs.notes.placement(note.id).how is PlacementKind.EXACT
    theirs.notes.edit(note.id, body="edited there")
    here.wait_for(lambda: bodies(mine) == ["edited there"])
    mine.notes.delete([note.id])
    there.wait_for(lambda: bodies(theirs) == [])


def test_two_windows_do_not_undo_each_others_changes(two_windows):
    here, mine, there, theirs = two_windows
    note = mark(mine, "compliments", "made here")
    there.wait_for(lambda: bodies(theirs) == ["made here"])
    theirs.notes.edit(note.id, body="edited there")
    here.wait_for(lambda: bodies(mine) == ["edited there"])
    assert not mine.notes.notebook.can_undo
    theirs.notes.undo()
    here.wait_for(lambda: bodies(mine) == ["made here"])


def test_both_windows_changing_one_note_at_once_lose_nothing(two_windows):
    here, mine, there, theirs = two_windows
    note = mark(mine, "compliments", "made here")
    there.wait_for(lambda: bodies(theirs) == ["made here"])
    mine.notes.recolor([note.id], BLUE)
    theirs.notes.edit(note.id, body="edited there")
    for reader, document in ((here, mine), (there, theirs)):

        def both(document=document):
            found = document.notes.find(note.id)
            return (found.body, found.color) == ("edited there", BLUE)

        reader.wait_for(both)


@pytest.mark.parametrize("deleted_first", [True, False])
def test_a_note_that_is_deleted_here_and_written_in_there_is_said_to_be_there_again(two_windows, deleted_first):
    here, mine, there, theirs = two_windows
    note = mark(mine, "compliments", "made here")
    there.wait_for(lambda: bodies(theirs) == ["made here"])
    steps = [lambda: mine.notes.delete([note.id]), lambda: theirs.notes.edit(note.id, body="written there")]
    for step, reader in zip(
        steps if deleted_first else reversed(steps), (here, there) if deleted_first else (there, here), strict=True
    ):
        step()
        reader.wait_for_disk()
    here.wait_for(lambda: bodies(mine) == ["written there"])
    here.wait_for(
        lambda: notices(here) == ["A note that you deleted is there again: another window has written in it."]
    )
    assert bodies(theirs) == ["written there"]
    assert not notices(there)


def test_two_tabs_on_copies_show_the_same_notes(reader):
    first = reader.read_file(PAGES, name="a.pdf")
    copy = reader.read_file(PAGES, name="b.pdf", content_hash="bb")
    mark(first, "compliments", "one")
    reader.wait_for(lambda: bodies(copy) == ["one"])
    mark(copy, "requests that", "two")
    reader.wait_for(lambda: bodies(first) == ["one", "two"])
    reader.session.close(copy.number)
    mark(first, "wells were", "three")
    reader.wait_for_disk()
    assert bodies(copy) == ["one", "two"]


# -- all of it, in any order ------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["mark", "edit", "delete", "undo", "redo", "identify", "read", "disk"]), max_size=20))
def test_whatever_happens_in_whatever_order_the_disk_has_what_the_window_shows(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("order")
    reader = Reader(folder)
    document = reader.open()
    reader.background.answer(
        ReadDocument, PagesRead(document.number, 0, PAGES, (info().page_sizes[0],) * 3), last=False
    )
    reader.run_posted()
    for count, step in enumerate([*steps, "identify", "read", "disk"]):
        notes = document.notes
        if step == "mark":
            mark(document, "compliments", str(count))
        elif step in {"edit", "delete"} and notes.annotations:
            first = notes.annotations[0].id
            notes.edit(first, body=f"edited {count}") if step == "edit" else notes.delete([first])
        elif step in {"undo", "redo"}:
            getattr(notes, step)()
        elif step == "identify" and reader.background.asked(Identify):
            reader.background.answer(Identify, Identified(document.number, "aa"))  # its answer is run some time later
        elif step == "read" and reader.background.asked(ReadDocument):
            reader.read(document, PAGES)
        elif step == "disk":
            reader.wait_for_disk()
    reader.wait_for_disk()
    shown = document.notes.annotations
    assert not document.notes.notebook.unsaved
    assert reader.close()
    again = Reader(folder)
    assert again.read_file(PAGES).notes.annotations == shown
    assert again.close()


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_a_text_read_again_with_another_encoding_keeps_its_notes(reader, codec):
    document = reader.read_file(PAGES)
    mark(document, "presents its compliments", "kept")
    reader.wait_for_disk()
    reader.session.reopen(document.number, codec)
    reader.interactive.answer(OpenFile, Opened(info(3)))
    reader.run_posted()
    again = reader.session.current
    assert again is not document
    reader.read(again, PAGES, fingerprint=codec)
    assert bodies(again) == ["kept"]
