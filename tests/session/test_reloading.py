"""A file is read again in its tab when it has changed."""

from __future__ import annotations

import pytest
from session.fakes import info

from viewer.model.annotation import HighlightColor
from viewer.model.document import CannotOpen, FileProblem
from viewer.model.text import Span
from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    OpenRefused,
    ReloadRefused,
    ViewLook,
    ViewPlace,
)
from viewer.workers.messages.answers import Failed, Opened, Refused
from viewer.workers.messages.requests import CloseFile, Find, OpenFile


def reload(reader, document, answer):
    reader.changes.clear()
    reader.session.reload(document.number)
    request = reader.interactive.answer(OpenFile, answer)
    reader.run_posted()
    return request


def test_it_takes_the_place_of_its_tab_and_the_reader_stays_there(reader):
    first, document, last = (reader.open(name) for name in ("a.pdf", "b.pdf", "c.pdf"))
    reader.session.make_current(document.number)
    document.viewed(ViewPlace(2, 40.5), 1, 2)
    document.look = ViewLook(1.5, "nothing")
    document.go_to_page(1)
    document.search.find("peace")
    request = reload(reader, document, Opened(info(5)))
    assert request.path == str(document.path)
    again = reader.session.current
    assert reader.session.documents == [first, again, last]
    assert again is not document
    assert (again.place, again.look, again.page_count) == (ViewPlace(2, 40.5), document.look, 5)
    assert again.history.can_go_back
    assert again.search.state.query == "peace"
    assert reader.background.asked(Find)[-1].document == again.number
    assert [type(change) for change in reader.changes][-4:] == [
        DocumentOpened,
        DocumentReplaced,
        CurrentDocumentChanged,
        DocumentClosed,
    ]
    assert reader.told(CurrentDocumentChanged) == [CurrentDocumentChanged(again.number)], "no other tab in between"
    assert reader.interactive.asked(CloseFile)[-1].document == document.number


def test_a_document_in_the_back_stays_there(reader):
    document, current = reader.open("a.pdf"), reader.open("b.pdf")
    recent = reader.session.settings.recent_files
    reload(reader, document, Opened(info(2)))
    assert reader.session.current is current
    assert not reader.told(CurrentDocumentChanged)
    assert reader.session.documents[0].path == document.path
    assert reader.session.settings.recent_files == recent


def test_a_page_that_is_no_longer_there_gives_way_to_the_last(reader):
    document = reader.open("a.pdf", pages=9)
    document.viewed(ViewPlace(8, 300.0), 8, 8)
    reload(reader, document, Opened(info(4)))
    assert reader.session.current.place == ViewPlace(3, 0.0)


@pytest.mark.parametrize(
    "answer",
    [
        Refused(CannotOpen(FileProblem.DAMAGED, "a.pdf", "It is damaged.")),
        Refused(CannotOpen(FileProblem.EMPTY, "a.pdf", "It is empty.")),
        Failed("It crashed.", crashed=True),
    ],
)
def test_what_cannot_be_opened_leaves_what_was_read(reader, answer):
    document = reader.open("a.pdf")
    reload(reader, document, answer)
    [refused] = reader.told(ReloadRefused)
    assert (refused.document, refused.path) == (document.number, document.path)
    assert reader.session.documents == [document]
    assert not reader.told(OpenRefused)
    assert not [request for request in reader.interactive.asked(CloseFile) if request.document == document.number]
    reload(reader, document, Opened(info(1)))
    assert reader.session.current is not document


def test_it_is_asked_for_once_at_a_time(reader):
    document = reader.open("a.pdf")
    reader.session.reload(document.number)
    reader.session.reload(document.number)
    reader.session.reload(99)
    assert len(reader.interactive.asked(OpenFile)) == 1


def test_a_tab_closed_meanwhile_stays_closed(reader):
    document = reader.open("a.pdf")
    reader.session.reload(document.number)
    reader.session.close(document.number)
    request = reader.interactive.answer(OpenFile, Opened(info(1)))
    reader.run_posted()
    assert reader.session.documents == []
    assert reader.interactive.asked(CloseFile)[-1].document == request.document


def test_notes_are_found_again_in_the_new_text(reader):
    document = reader.read_file(("The Council decides", "to remain seized"), content_hash="aa")
    note = document.notes.highlight(Span(4, 11), HighlightColor.GREEN, body="who")
    document.notes.edit(note.id, body="who decides")
    reload(reader, document, Opened(info(2)))
    again = reader.session.current
    reader.read(again, ("Recalling, the Council decides", "to remain seized"), fingerprint="t2", content_hash="bb")
    reader.wait_for(lambda: again.notes.annotations and again.notes.placement(note.id) is not None)
    [found] = again.notes.annotations
    assert (found.id, found.body) == (note.id, "who decides")
    assert again.text.slice(found.anchor.span) == "Council"


def test_opening_a_file_that_is_on_its_way_does_not_open_it_twice(reader):
    reader.session.open(reader.folder / "a.pdf")
    reader.session.open(reader.folder / "a.pdf")
    assert len(reader.interactive.asked(OpenFile)) == 1
