"""Where the reader has left off is remembered, and what was open the last time comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session.fakes import Reader, info

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import Notice, OpenRefused, PasswordWanted, Severity, ViewLook, ViewPlace
from viewer.session.places import MOST_DOCUMENTS, LeftOff, Places
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import OpenFile

MISSING = Refused(CannotOpen(FileProblem.MISSING, "x", "There is no such file."))
LOCKED = Refused(CannotOpen(FileProblem.ENCRYPTED, "x", "It needs its password."))
DAMAGED = Refused(CannotOpen(FileProblem.DAMAGED, "x", "It is damaged."))

points = st.floats(-5000, 5000).map(lambda number: round(number, 2))
looks = st.builds(
    ViewLook, st.floats(0.1, 8.0), st.sampled_from(("width", "page", "nothing")), st.text(max_size=9), st.integers(0, 3)
)
lefts = st.builds(LeftOff, st.builds(ViewPlace, st.integers(0, 10_000), points), st.none() | looks)
paths = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=9).map(lambda name: Path("/papers", name))


# -- the file ---------------------------------------------------------------------------------------------------------


@given(st.dictionaries(paths, lefts, max_size=4), st.lists(paths, unique=True, max_size=4).map(tuple))
def test_what_is_kept_is_found_again(tmp_path_factory, documents, tabs):
    path = tmp_path_factory.mktemp("places") / "deep" / "places.json"
    places = Places(path)
    for document, left in documents.items():
        places.keep(document, left)
    places.keep_tabs(tabs, tabs[-1] if tabs else None)
    places.save()
    again = Places(path)
    assert {document: again.left_off(document) for document in documents} == documents
    assert (again.tabs, again.current) == (tabs, tabs[-1] if tabs else None)


def test_those_read_longest_ago_are_forgotten(tmp_path):
    places = Places(tmp_path / "places.json")
    for number in range(MOST_DOCUMENTS):
        places.keep(Path(f"/{number}.pdf"), LeftOff(ViewPlace(number)))
    places.keep(Path("/0.pdf"), LeftOff(ViewPlace(7)))  # read again
    places.keep(Path("/new.pdf"), LeftOff(ViewPlace(1)))
    assert places.left_off(Path("/0.pdf")) == LeftOff(ViewPlace(7))
    assert places.left_off(Path("/new.pdf")) is not None
    assert places.left_off(Path("/1.pdf")) is None
    assert places.left_off(Path("/2.pdf")) is not None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("documents", "tabs", "current", "path", "page", "y", "zoom", "fit", "arrangement", "turns")
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_a_file_of_anything_is_taken_for_what_it_is_worth(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("places") / "places.json"
    path.write_text(json.dumps(value, ensure_ascii=True), encoding="utf-8")
    places = Places(path)
    assert all(isinstance(tab, Path) for tab in places.tabs)
    left = places.left_off(Path("a"))
    assert left is None or (left.place.page >= 0 and (left.look is None or left.look.zoom > 0))
    places.save()


def test_a_file_that_cannot_be_read_is_set_aside(tmp_path):
    (tmp_path / "places.json").write_bytes(b"{not json \xff")
    assert Places(tmp_path / "places.json").tabs == ()
    assert (tmp_path / "places.unreadable.json").read_bytes() == b"{not json \xff"


# -- the session ------------------------------------------------------------------------------------------------------


@pytest.fixture
def start(tmp_path):
    """Starts a session that remembers; the one before has ended."""
    started = []

    def start_reader(**settings):
        reader = Reader(tmp_path, Places(tmp_path / "places.json"))
        started.append(reader)
        if settings:
            reader.session.change_settings(replace(reader.session.settings, **settings))
        return reader

    yield start_reader
    for reader in started:
        if reader.store is not None:
            reader.store.close()


def arrive(reader, *answers):
    """Let the worker answer for the files in the order in which they were asked for; their names."""
    names = []
    for answer in answers:
        number = min(n for n, (request, _) in reader.interactive.requests.items() if isinstance(request, OpenFile))
        request, on_answer = reader.interactive.requests.pop(number)
        names.append(Path(request.path).name)
        on_answer(answer, True)
        reader.run_posted()
    return names


def names(reader):
    return [document.path.name for document in reader.session.documents]


def test_a_document_opens_where_it_was_closed(start):
    reader = start()
    document = reader.open("a.pdf", 9)
    document.viewed(ViewPlace(4, 120.5), 4, 5)
    document.look = ViewLook(1.25, "nothing", "column")
    reader.session.close(document.number)
    again = reader.open("a.pdf", 9)
    assert (again.place, again.look) == (ViewPlace(4, 120.5), document.look)
    assert reader.open("b.pdf").place == ViewPlace(0)


def test_a_document_opens_where_it_was_at_the_end_even_in_another_session(start):
    reader = start()
    reader.open("a.pdf", 9).viewed(ViewPlace(8, 10.0), 8, 8)
    reader.close()
    again = start()
    assert again.open("a.pdf", 4).place == ViewPlace(3, 0.0), "it has fewer pages now"
    assert names(again) == ["a.pdf"], "nothing is opened that was not asked for"


def test_tabs_come_back_in_their_order_the_current_one_first(start):
    reader = start()
    for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf"):
        reader.open(name)
    reader.session.make_current(reader.session.documents[2].number)
    recent = reader.session.settings.recent_files
    reader.close()
    again = start()
    again.session.reopen_tabs()
    opened = Opened(info(3))
    assert arrive(again, opened) == ["c.pdf"]
    assert again.session.current.path.name == "c.pdf"
    assert arrive(again, opened, opened, opened) == ["a.pdf", "b.pdf", "d.pdf"]
    assert names(again) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert again.session.current.path.name == "c.pdf"
    assert again.session.settings.recent_files == recent
    assert not again.told(Notice)
    assert not again.session.opening


def test_files_that_are_gone_are_said_once_and_quietly(start):
    reader = start()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        reader.open(name)
    reader.close()
    again = start()
    again.session.reopen_tabs()
    arrive(again, MISSING, Opened(info(3)), MISSING)
    assert names(again) == ["a.pdf"]
    assert again.session.current.path.name == "a.pdf"
    [notice] = again.told(Notice)
    assert notice.severity is Severity.INFO
    assert "2 documents" in notice.text
    assert "b.pdf" in notice.text
    assert "c.pdf" in notice.text
    assert not again.told(OpenRefused)
    again.close()
    assert Places(again.folder / "places.json").tabs == (again.folder / "a.pdf",)


def test_one_that_is_damaged_or_protected_says_so_as_ever(start):
    reader = start()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        reader.open(name)
    reader.close()
    again = start()
    again.session.reopen_tabs()
    arrive(again, DAMAGED, LOCKED, MISSING)
    assert [change.path.name for change in again.told(OpenRefused)] == ["c.pdf"]
    assert [change.path.name for change in again.told(PasswordWanted)] == ["a.pdf"]
    assert [change.text for change in again.told(Notice)] == [
        "b.pdf, which was open the last time, is no longer there."
    ]
    assert again.session.current is None


def test_a_start_that_is_ended_at_once_loses_no_tab(start):
    reader = start()
    for name in ("a.pdf", "b.pdf"):
        reader.open(name)
    reader.close()
    hurried = start()
    hurried.session.reopen_tabs()
    arrive(hurried, Opened(info(3)))
    hurried.close()
    assert {tab.name for tab in Places(reader.folder / "places.json").tabs} == {"a.pdf", "b.pdf"}


def test_asking_for_one_that_is_on_its_way_brings_it_to_the_front(start):
    reader = start()
    for name in ("a.pdf", "b.pdf"):
        reader.open(name)
    reader.close()
    again = start()
    again.session.reopen_tabs()
    again.session.open(again.folder / "a.pdf")
    arrive(again, Opened(info(3)), Opened(info(3)))
    assert names(again) == ["a.pdf", "b.pdf"]
    assert again.session.current.path.name == "a.pdf"


def test_nothing_comes_back_where_the_reader_does_not_want_it(start):
    reader = start(reopen_documents=False)
    reader.open("a.pdf", 5).viewed(ViewPlace(2, 1.0), 2, 2)
    reader.close()
    again = start()
    again.session.reopen_tabs()
    assert not again.interactive.asked(OpenFile)
    assert again.open("a.pdf", 5).place == ViewPlace(2, 1.0), "a file that is asked for opens where it was left"


def test_a_session_without_places_remembers_nothing(reader):
    reader.open("a.pdf").viewed(ViewPlace(2), 2, 2)
    reader.session.reopen_tabs()
    reader.session.close(reader.session.current.number)
    assert reader.open("a.pdf").place == ViewPlace(0)
    reader.close()
    assert not (reader.folder / "places.json").exists()


def test_a_folder_that_cannot_be_written_to_stops_nothing(start, caplog):
    reader = start()
    document = reader.open("a.pdf")
    (reader.folder / "places.json").mkdir()
    reader.session.close(document.number)
    assert reader.session.documents == []
    assert "places.json" in caplog.text
