"""Hosts with real processes, closed and looked over after each test."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from papers.pdf_papers import mupdf
from worker_parts import PARTS

from viewer.workers.host import HostSettings, Patience, WorkerHost, WorkerRole

PATIENT = Patience()


@pytest.fixture
def paper(tmp_path):
    """Writes a paper: one page for each text."""

    def write(*pages, name="paper.txt"):
        path = tmp_path / name
        path.write_text("\n".join(pages), encoding="utf-8")
        return path

    return write


@pytest.fixture
def host():
    """Starts hosts, and closes them at the end: no thread of theirs may be left."""
    hosts = []

    def start(role=WorkerRole.INTERACTIVE, *, patience=PATIENT, on_state=None, **settings):
        settings = HostSettings(**{"parts": PARTS, "patience": patience, **settings})
        hosts.append(WorkerHost(role, on_state=on_state, settings=settings))
        hosts[-1].start()
        return hosts[-1]

    yield start
    for each in hosts:
        each.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("worker-")] == []


@pytest.fixture
def alive():
    """Whether a process runs (and is not a zombie), by /proc."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system has no /proc to see processes in")

    def look(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):  # the second where it ends between our opening and reading
            return False

    return look


@pytest.fixture
def cyrillic_page():
    """Sets lines in a font that has Cyrillic letters."""

    def set_lines(lines):
        with mupdf.open() as document:
            page = document.new_page()
            writer = mupdf.TextWriter(page.rect)
            font = mupdf.Font("notos") if "notos" in mupdf.fitz_fontdescriptors else mupdf.Font("tiro")
            for row, line in enumerate(lines):
                writer.append((60, 100 + 24 * row), line, font=font, fontsize=14)
            writer.write_text(page)
            return document.tobytes()

    return set_lines
