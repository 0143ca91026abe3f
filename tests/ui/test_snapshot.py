"""The window drawn to a picture, once it has settled; the exit status says whether."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from ui.painted_paper import PAGES, understanding_of

from viewer.model.document import CannotOpen, FileProblem
from viewer.ui import snapshot
from viewer.ui.snapshot import Snapshot
from viewer.workers.messages.answers import Refused
from viewer.workers.messages.requests import OpenFile


@pytest.fixture
def ended(monkeypatch) -> list[int]:
    """The exit statuses that the program was ended with."""
    statuses: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", statuses.append)
    monkeypatch.setattr(snapshot, "LOOK_EVERY_MS", 5)
    return statuses


def test_an_empty_window_is_drawn_at_once(qtbot, paper_desk, window, ended, tmp_path):
    path = tmp_path / "window.png"
    window.resize(1000, 600)
    Snapshot(paper_desk.session, window, path).start(0)
    qtbot.waitUntil(lambda: ended == [0])
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1000, 600)
    assert not window.isVisible()


def test_it_waits_until_the_document_is_read_and_sharp(qtbot, paper_desk, window, ended, tmp_path):
    path = tmp_path / "window.png"
    Snapshot(paper_desk.session, window, path).start(1)
    document = paper_desk.open("slow.pdf", len(PAGES))
    paper_desk.pages[document.number] = PAGES
    qtbot.wait(40)  # several looks
    assert ended == [], "it is still being read"
    paper_desk.read(document, PAGES)
    paper_desk.understand(document, understanding_of(PAGES))
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not view.settled)
    qtbot.wait(40)
    assert ended == [], "its pixels are on their way"
    assert not path.exists()
    qtbot.waitUntil(lambda: paper_desk.serve() is not None and ended == [0])
    image = QImage(str(path))
    place = view.mapTo(window, view.page_in_view(0).center().toPoint())
    assert image.pixelColor(place).blue() == 0, "the invented page's own pixels"
    assert image.pixelColor(place).green() > 0


def test_a_file_that_is_refused_is_not_waited_for(qtbot, paper_desk, window, ended, tmp_path):
    Snapshot(paper_desk.session, window, tmp_path / "window.png").start(1)
    paper_desk.session.open(paper_desk.folder / "broken.pdf")
    qtbot.wait(40)
    assert ended == []
    error = CannotOpen(FileProblem.DAMAGED, "broken.pdf", "The file is damaged.")
    paper_desk.worker.answer(OpenFile, Refused(error))
    paper_desk.settle()
    qtbot.waitUntil(lambda: ended == [0])
    assert (tmp_path / "window.png").exists()


def test_a_picture_that_cannot_be_written_is_an_error(qtbot, paper_desk, window, ended, tmp_path, caplog):
    Snapshot(paper_desk.session, window, tmp_path / "no" / "window.png").start(0)
    qtbot.waitUntil(lambda: ended == [1])
    assert "window.png" in caplog.text


def test_what_never_settles_is_drawn_in_the_end_and_said(
    qtbot, paper_desk, window, ended, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(snapshot, "LONGEST_MS", 50)
    Snapshot(paper_desk.session, window, tmp_path / "window.png").start(1)
    qtbot.waitUntil(lambda: ended == [1])
    assert (tmp_path / "window.png").exists()
    assert "had not settled" in caplog.text
