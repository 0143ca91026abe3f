"""The program behind the cover of its first page: real processes, ended at each moment of their start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from patience import SECONDS

from viewer.__main__ import INTERRUPTED
from viewer.ui.page.page_area import PageArea, area_file, known_area

PROGRAM = Path(__file__).parent / "starting_process.py"
AREA = PageArea(0, 80, 900, 600, 1200, 800, 1.0, 96.0)
MOMENTS = ["worker", "window", "cover", "loading", "furnished", "page"]

needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this system has no /proc")


def living(mark: str) -> list[int]:
    """The processes that have a mark in their environment, by /proc; those that have ended have none."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            marked = mark.encode() in environ.read_bytes().split(b"\0")
        except OSError:
            continue  # it has just ended, or is somebody else's
        if marked:
            found.append(int(environ.parent.name))
    return found


@pytest.fixture
def start(qtbot):
    """Starts the program, which does a deed at a moment; gives its status and the moments that came.

    None of its processes is left behind, and it has said nothing but what it was asked for.
    """
    AREA.save()  # as it was the last time, so that there is a cover

    def run(moment: str, deed: str, *arguments) -> tuple[int, list[str]]:
        mark = uuid4().hex
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), moment, deed, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "VERBALE_TEST": mark},
            start_new_session=True,
        )
        said, complained = process.communicate(timeout=SECONDS)
        assert complained.replace("This plugin does not support propagateSizeHints()\n", "") == ""
        qtbot.waitUntil(lambda: living(f"VERBALE_TEST={mark}") == [])
        return process.returncode, said.split()

    return run


@needs_proc
def test_the_first_page_is_painted_before_the_window_is_furnished(start, home, sample_pdf):
    status, came = start("page", "close", sample_pdf)
    assert (status, came) == (0, ["worker", "window", "cover", "loading", "furnished", "page"])
    settings = json.loads((home / ".config/verbale/settings.json").read_text(encoding="utf-8"))
    assert settings["recent_files"] == [str(sample_pdf)]


@needs_proc
def test_so_it_is_at_the_very_first_start_when_nothing_is_remembered(start, sample_pdf):
    area_file().unlink()
    status, came = start("page", "close", sample_pdf)
    assert (status, came) == (0, ["worker", "window", "cover", "loading", "furnished", "page"])


@needs_proc
@pytest.mark.parametrize("deed", ["close", "terminate"])
@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_it_can_be_ended_at_any_moment_of_its_start(start, sample_pdf, moment, deed):
    status, came = start(moment, deed, sample_pdf)
    assert status == 0
    assert moment in came


@needs_proc
def test_before_there_is_a_window_it_is_terminated_at_once_and_leaves_no_worker(start, sample_pdf):
    assert start("worker", "terminate", sample_pdf) == (-signal.SIGTERM, ["worker"])
    assert start("worker", "interrupt", sample_pdf) == (INTERRUPTED, ["worker"])


@needs_proc
def test_an_early_end_harms_no_later_start(start, sample_pdf):
    for moment in ("worker", "window", "loading"):
        start(moment, "terminate", sample_pdf)
    status, came = start("page", "close", sample_pdf)
    assert (status, came[-1]) == (0, "page")
    assert known_area() not in {None, AREA}, "where pages stand has been learnt"


@needs_proc
def test_a_file_that_cannot_be_opened_has_no_cover_for_long(start, tmp_path):
    (tmp_path / "empty.pdf").touch()
    status, came = start("page", "close", tmp_path / "empty.pdf")
    assert status == 0
    assert came[-1] == "page", "the cover has gone"
