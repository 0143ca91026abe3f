"""The program starts, hands over, ends and survives: real processes, seen from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import SECONDS
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


def run(*arguments, **environment):
    """Run the program to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        text=True,
        timeout=SECONDS,
    )


@pytest.fixture
def running(qtbot):
    """Starts a window in a process of its own and waits until it is there; it is ended afterwards."""
    processes = []

    def start(*files):
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *map(str, files)], stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    def recent(home):
        try:
            settings = json.loads((home / ".config/verbale/settings.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return settings["recent_files"]

    start.recent = recent
    start.wait = qtbot.waitUntil
    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)


def test_a_snapshot_is_the_window_with_the_document(tmp_path, sample_pdf):
    picture = tmp_path / "window.png"
    done = run("--snapshot", picture, "--size", "1200x800", sample_pdf)
    assert (done.returncode, done.stdout) == (0, "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1200, 800)
    middle = {image.pixelColor(x, y).name() for x in range(400, 800) for y in range(380, 420)}  # more than a line
    assert {"#ffffff", "#000000"} <= middle, "paper and letters"


def test_a_snapshot_that_cannot_be_written_is_said(tmp_path, sample_pdf):
    done = run("--snapshot", tmp_path / "no" / "folder.png", sample_pdf)
    assert done.returncode == 1
    assert "folder.png" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_display_it_says_what_works(sample_pdf):
    environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), str(sample_pdf)],
        capture_output=True,
        check=False,
        env=environment,
        text=True,
        timeout=SECONDS,
    )
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert "inspect" in done.stderr
        assert "--snapshot" in done.stderr


def test_wrong_usage_is_status_2():
    assert run("--no-such-option").returncode == 2


def test_a_second_start_hands_its_file_to_the_running_window(running, home, sample_pdf, sample_text):
    first = running(sample_pdf)
    running.wait(lambda: str(sample_pdf) in running.recent(home))
    second = run(sample_text)
    assert (second.returncode, second.stderr) == (0, "")
    running.wait(lambda: str(sample_text) in running.recent(home))
    assert first.poll() is None


def test_a_terminated_window_ends_cleanly_and_remembers_its_size(running, home, sample_pdf):
    process = running(sample_pdf)
    running.wait(lambda: str(sample_pdf) in running.recent(home))
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said
    settings = json.loads((home / ".config/verbale/settings.json").read_text(encoding="utf-8"))
    assert {"geometry", "panes", "left", "right"} <= set(settings["window"])
    assert "Traceback" not in said


def test_the_window_survives_its_workers(reader, sample_pdf):
    document = reader.open(sample_pdf)
    program = reader.program
    for worker in (program.interactive, program.background):
        before = worker.pid
        os.kill(before, signal.SIGKILL)
        reader.wait(lambda worker=worker, before=before: worker.pid not in {None, before})
    reader.view.set_zoom(1.73)
    reader.settle()
    assert not reader.view.failures
    document.search.find("2365")
    reader.wait(lambda: document.search.state.finished)
    assert document.search.state.total == 2
    assert not [text for text in reader.window.notices.texts if "Traceback" in text]


def test_geometry_and_panels_are_as_they_were_left(start_program, sample_pdf):
    reader = start_program()
    reader.open(sample_pdf)
    reader.window.resize(760, 640)  # what fits on the screen that is drawn in memory
    reader.window.panes.show_left(reader.window.panes.pages)
    assert not reader.window.panes.right.isVisible(), "a narrow window has room for one"
    reader.wait(lambda: reader.window.height() == 640)
    reader.close()
    again = start_program()
    assert again.window.height() == 640
    assert again.window.panes.left.isVisible()
    assert not again.window.panes.right.isVisible()
    assert again.session.settings.recent_files == (str(sample_pdf),)
