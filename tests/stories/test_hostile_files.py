"""Files that mean harm or are none, in the real window with its real workers: the window answers, and says what it is.

What they do to a worker alone is proved in ``tests/workers/test_hostile_papers.py``; here is what the reader sees.
"""

from __future__ import annotations

import os
import tempfile
import time
from multiprocessing.util import get_temp_dir
from pathlib import Path

import pytest
from papers import pdf_papers
from papers.listening_server import listening
from papers.pdf_file import PdfFile
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices

from viewer.workers.child.settings import MEMORY_LIMIT
from viewer.workers.host import HostSettings, Patience

BUSY = 1.0
"""Seconds of a processor, whatever else runs: less than these files would cost a window that read them."""
STILL = 10.0
"""Seconds by the clock: more than a loaded machine takes from a window, less than waiting for these files would."""
WINDOW_MEMORY = 250 << 20
"""Bytes that the window's process may take for any of these files, beside what it had."""
HASTY = HostSettings(patience=Patience(interactive=2.0, background=3.0))
CUT_PAGES = 40
needs_fifos = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")


def memory(pid: int | None, what: str) -> int:
    """Bytes of a process in memory: VmRSS now, VmHWM at most; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    return 1024 * int(status.read_text(encoding="ascii").partition(f"{what}:")[2].split()[0])


class Watch:
    """Looks from within the window at how long it stands still and is busy, and how much memory it has."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.busiest = 0.0
        self.most = 0
        self._last, self._used = time.monotonic(), time.thread_time()
        self._begun = memory(os.getpid(), "VmRSS")
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        now, used = time.monotonic(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.busiest = max(self.busiest, used - self._used)
        self.most = max(self.most, memory(os.getpid(), "VmRSS") - self._begun)
        self._last, self._used = now, used

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()


@pytest.fixture
def healthy(start_program):
    """Starts the program, and sees at the end that it was well all the time."""
    readers, watches = [], []

    def start(settings=None):
        readers.append(start_program(settings=settings))
        watches.append(Watch())
        return readers[-1]

    yield start
    for reader, watch in zip(readers, watches, strict=True):
        watch.stop()
        assert watch.busiest < BUSY
        assert watch.longest < STILL
        assert watch.most < WINDOW_MEMORY
        for worker in (reader.program.interactive, reader.program.background):
            assert memory(worker.pid, "VmHWM") < MEMORY_LIMIT
        assert not [text for text in reader.window.notices.texts if "Traceback" in text or "fault" in text]


@pytest.fixture
def written(tmp_path):
    def write(data: bytes, name: str = "paper.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def begin(reader, path):
    """Open a file without waiting until it is read to its end: some take for ever."""
    reader.session.open(path)
    reader.wait(lambda: any(document.path == path for document in reader.session.documents))
    reader.wait(lambda: reader.window.tabs.current_view is not None)
    return next(document for document in reader.session.documents if document.path == path)


def go_to(reader, page: int) -> None:
    reader.session.current.go_to_page(page)
    reader.wait(lambda: page in reader.view.visible_pages())
    reader.settle()


# -- files that are none ----------------------------------------------------------------------------------------------


def test_a_file_of_one_letter_is_a_text(healthy, written):
    reader = healthy()
    for number, letter in enumerate((b"x", b"\n", b"%", b"\xff")):
        document = reader.open(written(letter, f"{number}.pdf"))
        assert (document.page_count, document.info.format) == (1, "text")
        assert not reader.view.failures


def test_a_file_of_one_byte_that_is_no_letter_is_refused_in_words(healthy, written):
    reader = healthy()
    reader.session.open(written(b"\0", "one.pdf"))
    reader.wait(lambda: bool(reader.window.notices.texts))
    [said] = reader.window.notices.texts
    assert "one.pdf: The file is called .pdf, but there is nothing of the kind in it." in said
    assert reader.session.documents == []


@needs_fifos
def test_a_pipe_is_refused_and_nobody_waits_at_it(healthy, tmp_path, sample_pdf):
    reader = healthy()
    os.mkfifo(tmp_path / "pipe.pdf")
    reader.session.open(tmp_path / "pipe.pdf")
    reader.wait(lambda: bool(reader.window.notices.texts))
    [said] = reader.window.notices.texts
    assert said.endswith("pipe.pdf: This is a pipe, a socket or a device, which Verbale does not read. Choose a file.")
    assert reader.open(sample_pdf).page_count == 3


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("emptied", "The file is empty."),
        ("cut in half", "The file is damaged and cannot be repaired."),
        ("a folder", "This is a folder."),
        pytest.param("a pipe", "This is a pipe, a socket or a device", marks=needs_fifos),
    ],
)
def test_what_becomes_of_an_open_file_is_said_and_what_was_read_stays(healthy, written, what, words):
    reader = healthy()
    path = written(pdf_papers.many_pages(CUT_PAGES))
    document = reader.open(path)
    if what in {"emptied", "cut in half"}:
        os.truncate(path, 0 if what == "emptied" else path.stat().st_size // 2)
    else:
        path.unlink()
        path.mkdir() if what == "a folder" else os.mkfifo(path)
    reader.wait(lambda: bool(reader.window.notices.texts))
    [said] = reader.window.notices.texts
    assert said.startswith("paper.pdf has changed and cannot be read now. ")
    assert words in said
    go_to(reader, CUT_PAGES - 1)
    allowed = {f"Page {page + 1} could not be read; the file may be damaged." for page in range(CUT_PAGES)}
    assert set(reader.view.failures.values()) <= allowed
    assert reader.session.current is document
    assert str(document.text).endswith(f"This is page {CUT_PAGES} of {CUT_PAGES}.\n")


# -- papers that mean harm --------------------------------------------------------------------------------------------


def huge_page_behind_small_ones(before: int = 3000) -> bytes:
    """A page of 200 inches behind so many small ones that it is shown before anybody knows how large it is."""
    file = PdfFile()
    for _ in range(before):
        file.page("0 0 200 200 re f")
    file.page("0 0 14400 14400 re f", size=(14_400, 14_400))
    return file.to_bytes()


@pytest.mark.parametrize("build", [pdf_papers.deep_tree, pdf_papers.huge_page, huge_page_behind_small_ones])
def test_odd_pages_are_shown_at_every_zoom(healthy, written, build):
    reader = healthy()
    document = begin(reader, written(build()))
    go_to(reader, document.page_count - 1)
    for zoom in (reader.view.zoom, 0.1, 8.0):
        reader.view.set_zoom(zoom)
        reader.settle()
        assert reader.view.shows_something
        assert not reader.view.failures
    if build is not pdf_papers.deep_tree:
        reader.wait(lambda: document.page_size(document.page_count - 1).width == 14_400)
        assert reader.view.shows_something
        assert memory(reader.program.interactive.pid, "VmHWM") < 400 << 20


def test_a_hundred_thousand_pages_are_walked_from_end_to_end(healthy, written):
    path = written(pdf_papers.many_pages(100_000))
    reader = healthy()
    document = begin(reader, path)
    reader.window.panes.show_left(reader.window.panes.pages)
    for page in (99_999, 50_000, 0):
        go_to(reader, page)
        assert reader.view.shows_something
    assert not reader.view.failures
    assert document.page_count == 100_000


@pytest.mark.parametrize(
    ("build", "bad"), [(pdf_papers.endless_forms, 1), (pdf_papers.compression_bomb, 0), (pdf_papers.huge_image, 0)]
)
def test_a_page_that_costs_too_much_costs_itself(healthy, written, build, bad):
    path = written(build())
    reader = healthy(HASTY)
    document = begin(reader, path)
    document.go_to_page(bad)
    reader.wait(lambda: bad in reader.view.failures)
    said = reader.view.failures[bad]  # on a loaded machine the second try may have ended before we look
    assert said.startswith((f"Page {bad + 1} takes longer than others to draw", f"Page {bad + 1} takes too long"))
    go_to(reader, bad + 1)
    assert reader.view.shows_something
    assert bad + 1 not in reader.view.failures


# -- what is never done -----------------------------------------------------------------------------------------------


def test_nothing_in_a_document_is_run_fetched_opened_or_unpacked(healthy, written, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    (tmp_path / "temporary").mkdir()
    get_temp_dir()  # where Python's own servers of processes listen: made once, by whichever test is the first
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    done = tmp_path / "done"
    program = written(f"#!/bin/sh\n: >{done}\n".encode(), "program.sh")
    program.chmod(0o755)
    other = written(pdf_papers.text_pages("Another document"), "other.pdf")
    reader = healthy()
    with listening() as server:
        for number, build in enumerate((pdf_papers.active_content, pdf_papers.acting_document)):
            for target in (server.url("x"), str(program), str(other)):
                path = written(build(target), f"{number}-{len(reader.session.documents)}.pdf")
                document = reader.open(path)
                document.search.find("nothing")
                reader.wait(lambda document=document: document.search.state.finished)
                assert not reader.view.failures
        assert server.heard == []
    assert asked == []
    assert not done.exists()
    assert other not in [document.path for document in reader.session.documents]
    assert len(reader.session.documents) == 6
    assert list((tmp_path / "temporary").iterdir()) == []
