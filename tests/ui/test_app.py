"""What lives as long as the program: functions posted to the window's thread, what waits for the first page, faults."""

from __future__ import annotations

import sys
import threading

import pytest
from session.fakes import info
from ui.painted_paper import PAGES

from viewer.model.document import CannotOpen, FileProblem
from viewer.ui import program
from viewer.ui.app import _has_display
from viewer.ui.background.poster import Poster
from viewer.ui.program import AfterFirstPage, report_errors_in
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import OpenFile


def test_what_is_posted_runs_in_the_window_s_thread_in_order(qtbot):
    poster, ran = Poster(), []

    def post() -> None:
        for number in range(50):
            poster.post(lambda number=number: ran.append((number, threading.current_thread())))

    thread = threading.Thread(target=post)
    thread.start()
    thread.join()
    assert ran == [], "not in the thread that posts, and not at once"
    qtbot.waitUntil(lambda: len(ran) == 50)
    assert [number for number, _ in ran] == list(range(50))
    assert {thread for _, thread in ran} == {threading.main_thread()}


def test_what_is_posted_in_the_window_s_own_thread_waits_its_turn(qtbot):
    poster, ran = Poster(), []
    poster.post(lambda: ran.append("first"))
    poster.post(lambda: (poster.post(lambda: ran.append("third")), ran.append("second")))
    assert ran == []
    qtbot.waitUntil(lambda: ran == ["first", "second", "third"])


# -- what waits for the first page ------------------------------------------------------------------------------------


@pytest.fixture
def done() -> list[bool]:
    return []


@pytest.fixture
def waiting(paper_desk, window, done):
    """Begins to wait for the first page."""
    return lambda: AfterFirstPage(paper_desk.session, window, lambda: done.append(True))


def test_without_a_document_it_is_done_soon(qtbot, waiting, done):
    waiting()
    assert done == []
    qtbot.waitUntil(lambda: done == [True])


def test_it_waits_until_the_first_page_is_on_the_screen(qtbot, paper_desk, waiting, done):
    paper_desk.session.open(paper_desk.folder / "slow.pdf")
    waiting()
    qtbot.wait(10 * program.FIRST_PAGE_LOOK_MS)
    assert done == [], "the file is being opened"
    request = paper_desk.worker.answer(OpenFile, Opened(info(len(PAGES))))
    paper_desk.pages[request.document] = PAGES
    paper_desk.settle()
    qtbot.waitUntil(lambda: bool(paper_desk.serve()))
    qtbot.waitUntil(lambda: paper_desk.serve() is not None and done == [True])
    qtbot.wait(3 * program.FIRST_PAGE_LOOK_MS)
    assert done == [True], "once"


def test_a_file_that_is_refused_is_not_waited_for(qtbot, paper_desk, waiting, done):
    paper_desk.session.open(paper_desk.folder / "broken.pdf")
    waiting()
    paper_desk.worker.answer(OpenFile, Refused(CannotOpen(FileProblem.DAMAGED, "broken.pdf", "Damaged.")))
    paper_desk.settle()
    qtbot.waitUntil(lambda: done == [True])


def test_a_page_that_does_not_come_is_not_waited_for_for_ever(qtbot, paper_desk, waiting, done, monkeypatch):
    monkeypatch.setattr(program, "FIRST_PAGE_PATIENCE_MS", 60)
    paper_desk.session.open(paper_desk.folder / "slow.pdf")
    waiting()
    qtbot.waitUntil(lambda: done == [True])


# -- displays and faults ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
@pytest.mark.parametrize(
    ("variables", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"DISPLAY": ""}, False),
    ],
)
def test_whether_there_is_a_display(monkeypatch, variables, there):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _has_display() is there


def test_a_fault_is_said_in_the_window_and_logged_whole(window, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report_errors_in(window)
    with pytest.raises(KeyError) as raised:
        {}["page 7"]
    sys.excepthook(KeyError, raised.value, raised.value.__traceback__)
    [words] = window.notices.texts
    assert "page 7" in words
    assert "Traceback" not in words
    assert "Traceback" in caplog.text


def test_control_c_ends_the_program_and_is_no_fault(window, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    quitted = []
    monkeypatch.setattr("viewer.ui.program.QGuiApplication.quit", lambda: quitted.append(True))
    report_errors_in(window)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quitted == [True]
    assert window.notices.texts == []
