"""A file that has changed is read again: when that may be, what is said, and what is no longer said."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from session.fakes import info
from ui.painted_paper import PAGES

from viewer.model.annotation import HighlightColor
from viewer.model.document import CannotOpen, FileProblem
from viewer.model.text import Span
from viewer.workers.messages.answers import Identified, Opened, Refused
from viewer.workers.messages.requests import Identify, OpenFile

DAMAGED = Refused(CannotOpen(FileProblem.DAMAGED, "paper.pdf", "The file is damaged."))


@pytest.fixture
def document(paper_desk, window):  # noqa: ARG001 - the window is there first
    """A paper whose file is there; the window follows it."""
    (paper_desk.folder / "paper.pdf").write_bytes(b"as it was")
    return paper_desk.lay_open()


def change(desk, window, document, answer):
    """Let the file change, and the worker answer when it is read again."""
    window.reloading.watch.changed.emit(document.path)
    [request] = desk.worker.asked(OpenFile)[-1:]
    assert request.path == str(document.path)
    desk.worker.answer(OpenFile, answer)
    desk.settle()


def test_the_files_of_open_documents_are_followed(paper_desk, window, document):
    other = paper_desk.lay_open(PAGES, "other.pdf")
    assert window.reloading.watch.paths == (document.path, other.path)
    paper_desk.session.close(document.number)
    assert window.reloading.watch.paths == (other.path,)


def test_a_document_that_was_read_again_is_followed_on(paper_desk, window, document):
    change(paper_desk, window, document, Opened(info(3)))
    assert paper_desk.session.current is not document
    assert window.reloading.watch.paths == (document.path,)
    assert window.tabs.count() == 1
    assert window.notices.texts == []


def test_what_cannot_be_read_is_said_with_a_way_to_try_again(paper_desk, window, document):
    change(paper_desk, window, document, DAMAGED)
    [text] = window.notices.texts
    assert text == (
        "paper.pdf has changed and cannot be read now. The file is damaged. What was read before stays open."
    )
    assert paper_desk.session.current is document
    [button] = [each for each in window.notices.findChildren(QPushButton) if each.text() == "Try again"]
    button.click()
    assert window.notices.texts == []
    paper_desk.worker.answer(OpenFile, Opened(info(3)))
    paper_desk.settle()
    assert paper_desk.session.current is not document


def test_what_was_said_is_taken_back_when_it_is_no_longer_so(paper_desk, window, document):
    window.reloading.watch.gone.emit(document.path)
    assert "no longer at its place" in window.notices.texts[0]
    window.reloading.watch.back.emit(document.path)
    assert window.notices.texts == []
    change(paper_desk, window, document, DAMAGED)
    assert window.notices.texts != []
    change(paper_desk, window, document, Opened(info(3)))
    assert window.notices.texts == []
    window.reloading.watch.gone.emit(document.path)
    paper_desk.session.close(paper_desk.session.current.number)
    assert window.notices.texts == []


def test_notes_that_the_store_has_not_been_given_are_waited_for(paper_desk, window):
    document = paper_desk.lay_open()
    assert window.reloading.may_read_again(document.path)
    paper_desk.session.open(paper_desk.folder / "new.pdf")
    paper_desk.worker.answer(OpenFile, Opened(info(3)))
    paper_desk.settle()
    unknown = paper_desk.session.current
    paper_desk.read(unknown, PAGES)
    unknown.notes.highlight(Span(0, 9), HighlightColor.GREEN)
    assert not window.reloading.may_read_again(unknown.path)
    assert window.reloading.may_read_again(document.path)
    paper_desk.worker.answer(Identify, Identified(unknown.number, "bb"))
    paper_desk.settle()
    assert window.reloading.may_read_again(unknown.path)
