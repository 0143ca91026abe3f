"""Opening, closing, tabs and settings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from session.fakes import info

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import (
    Changes,
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    Notice,
    OpenRefused,
    RecentFilesChanged,
    SettingsChanged,
    Severity,
)
from viewer.workers.messages.answers import Done, Failed, Identified, Opened, Refused
from viewer.workers.messages.requests import CloseFile, Identify, OpenFile, ReadDocument, ReadOutline


def test_a_file_opens_becomes_current_and_is_read(reader):
    reader.session.open(reader.folder / "a.pdf")
    assert reader.session.opening
    request = reader.interactive.answer(OpenFile, Opened(info(2)))
    assert request.path == str(reader.folder / "a.pdf")
    reader.run_posted()
    assert not reader.session.opening
    document = reader.session.current
    assert reader.session.documents == [document]
    assert reader.session.document(document.number) is document
    assert reader.told(DocumentOpened) == [DocumentOpened(document.number)]
    assert reader.told(CurrentDocumentChanged) == [CurrentDocumentChanged(document.number)]
    assert [type(request) for request, _ in reader.background.requests.values()] == [
        OpenFile, Identify, ReadOutline, ReadDocument,
    ]  # fmt: skip
    assert reader.session.settings.recent_files == (str(document.path),)
    assert reader.told(RecentFilesChanged)


def test_of_a_damaged_file_it_is_said_that_parts_may_be_missing(reader):
    reader.session.open(reader.folder / "cut.pdf")
    request = reader.interactive.answer(OpenFile, Opened(info(2, repaired=True)))
    reader.run_posted()
    words = "cut.pdf is damaged. What could be read of it is shown; pages or parts of them may be missing."
    assert reader.told(Notice) == [Notice(request.document, Severity.WARNING, words)]


def test_a_relative_name_is_made_absolute(reader, monkeypatch):
    monkeypatch.chdir(reader.folder)
    document = reader.open("a.pdf")
    assert document.path == reader.folder / "a.pdf"


@pytest.mark.parametrize(
    ("answer", "problem", "words"),
    [
        (Refused(CannotOpen(FileProblem.EMPTY, "p", "The file is empty.")), FileProblem.EMPTY, "The file is empty."),
        (Failed("It crashed.", crashed=True), FileProblem.DAMAGED, "It crashed."),
        (Done(), FileProblem.DAMAGED, "The reading process gave no answer."),
    ],
)
def test_a_file_that_cannot_be_opened_leaves_everything_as_it_was(reader, answer, problem, words):
    before = reader.open("a.pdf")
    reader.changes.clear()
    reader.session.open(reader.folder / "b.pdf")
    reader.interactive.answer(OpenFile, answer)
    reader.run_posted()
    [refused] = reader.told(OpenRefused)
    assert (refused.path, refused.error.problem, refused.error.advice) == (reader.folder / "b.pdf", problem, words)
    assert reader.session.current is before
    assert len(reader.session.settings.recent_files) == 1
    assert not reader.session.opening


def test_a_file_that_is_open_comes_to_the_front(reader):
    first, second = reader.open("a.pdf"), reader.open("b.pdf")
    assert reader.session.current is second
    reader.session.open(first.path)
    assert reader.session.current is first
    assert not reader.interactive.asked(OpenFile)
    reader.changes.clear()
    reader.session.make_current(first.number)
    reader.session.make_current(99)
    assert reader.changes == []


def test_closing_a_tab_shows_its_neighbour(reader):
    first, second, third = (reader.open(name) for name in ("a.pdf", "b.pdf", "c.pdf"))
    reader.session.make_current(second.number)
    reader.session.close(second.number)
    assert reader.session.current is third
    reader.session.close(third.number)
    assert reader.session.current is first
    reader.session.close(first.number)
    reader.session.close(first.number)
    assert reader.session.current is None
    assert [change.document for change in reader.told(DocumentClosed)] == [2, 3, 1]
    assert [request.document for request in reader.interactive.asked(CloseFile)] == [2, 3, 1]
    assert [request.document for request in reader.background.asked(CloseFile)] == [2, 3, 1]


def test_closing_a_tab_in_the_back_leaves_the_current_one(reader):
    first, second = reader.open("a.pdf"), reader.open("b.pdf")
    reader.session.close(first.number)
    assert reader.session.current is second


def test_answers_for_a_closed_document_are_dropped(reader):
    document = reader.open()
    worker, [(number, (request, answer))] = (
        reader.background,
        [item for item in reader.background.requests.items() if isinstance(item[1][0], ReadDocument)],
    )
    reader.session.close(document.number)
    reader.changes.clear()
    answer(Failed("too late"), True)
    reader.run_posted()
    assert reader.changes == []
    assert worker.requests[number][0] is request


def test_answers_that_come_after_the_end_are_dropped(reader):
    document = reader.open()
    reader.changes.clear()
    reader.background.answer(Identify, Identified(document.number, "aa"))
    reader.close()  # the store is closed before what was posted has its turn
    reader.run_posted()
    assert document.identity is None
    assert reader.changes == []


def test_a_worker_that_cannot_open_it_for_reading_says_so(reader):
    document = reader.open()
    reader.background.answer(OpenFile, Failed("It crashed."))
    reader.run_posted()
    assert reader.told(Notice) == [Notice(document.number, Severity.ERROR, "It crashed.")]
    other = reader.open("b.pdf")
    reader.background.answer(OpenFile, Refused(CannotOpen(FileProblem.MISSING, "b.pdf", "It is gone.")))
    reader.run_posted()
    assert reader.told(Notice)[-1] == Notice(other.number, Severity.ERROR, "b.pdf: It is gone.")


def test_another_encoding_takes_the_place_of_the_tab(reader):
    first, text, last = (reader.open(name) for name in ("a.pdf", "b.txt", "c.pdf"))
    reader.session.reopen(text.number, "cp1251")
    request = reader.interactive.answer(OpenFile, Opened(info(1)))
    assert request.codec == "cp1251"
    reader.run_posted()
    again = reader.session.documents[1]
    assert reader.session.documents == [first, again, last]
    assert again is not text
    assert reader.session.current is again
    assert reader.background.asked(OpenFile)[-1].codec == "cp1251"


def test_settings_are_saved_and_told_once(reader):
    settings = replace(reader.session.settings, author="A. Reader")
    reader.session.change_settings(settings)
    reader.session.change_settings(settings)
    assert reader.told(SettingsChanged) == [SettingsChanged()]
    assert not reader.told(RecentFilesChanged)
    assert "A. Reader" in (reader.folder / "settings.json").read_text(encoding="utf-8")


def test_settings_that_cannot_be_saved_are_used_and_said(reader):
    (reader.folder / "settings.json").mkdir()
    reader.session.change_settings(replace(reader.session.settings, author="A. Reader"))
    assert reader.session.settings.author == "A. Reader"
    [notice] = reader.told(Notice)
    assert notice.severity is Severity.WARNING
    assert "settings.json" in notice.text


def test_a_view_tells_the_session_what_it_alone_knows(reader):
    document = reader.read_file(("one", "two", "three"))
    assert document.offset_in_view() == 0
    reader.session.measure_places_with(lambda number, place: 10 * number + place.page)
    assert document.offset_in_view() == 10 * document.number


def test_listeners_may_come_and_go_while_they_are_told():
    changes, heard = Changes(), []

    def once(change):
        heard.append(change)
        stop()

    stop = changes.subscribe(once)
    changes.subscribe(heard.append)
    changes.tell(SettingsChanged())
    changes.tell(SettingsChanged())
    stop()
    assert len(heard) == 3


def test_who_ends_it_between_two_parts_of_the_telling_hears_no_more():
    changes, one, two = Changes(), [], []
    changes.subscribe(one.append)
    stop = changes.subscribe(two.append)
    for _ in changes.telling(SettingsChanged()):
        stop()
    assert (one, two) == ([SettingsChanged()], [])
