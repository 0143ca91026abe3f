"""Each call on the disk fails in its turn, or the power goes: nothing acknowledged is missing, nothing is half there.

The disk is failing_disk.c, compiled here and preloaded into a real process that writes through our store and our
SQLite. ``VERBALE_KILL_ROUNDS`` set at all lets every single call fail, else some twenty of each sort.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from annotations.failing_process import STEPS, after
from annotations.test_cut_writing import ENVIRONMENT, HERE, ROOT, whole

if TYPE_CHECKING:
    from pathlib import Path

COMPILER = shutil.which("cc") or shutil.which("gcc")
EVERY = "VERBALE_KILL_ROUNDS" in os.environ
POINTS = 20
KEPT = HERE / "kept"
NEWEST = max(KEPT.glob("version-*.sqlite"))
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None, reason="the failing disk is a preloaded library, compiled here"
)


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    command = [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "failing_disk.c"), "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return library


def reports(disk: Path, folder: Path, template: Path | None, kinds: str, error: int, how: str) -> dict[int, dict]:
    """What became of each run, by the number of the call that failed."""

    def run(*numbers: int) -> None:
        command = [sys.executable, str(HERE / "failing_process.py"), str(folder), str(template or "-"), kinds]
        environment = {**ENVIRONMENT, "LD_PRELOAD": str(disk)}
        finished = subprocess.run(
            [*command, str(error), how, *map(str, numbers)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=500,
        )  # fmt: skip
        assert finished.returncode == 0, finished.stderr

    run(0)
    calls = json.loads((folder / "0.json").read_text())["calls"]
    assert calls > 0
    step = 1 if EVERY else max(1, calls // POINTS)
    numbers = range(1, calls + 1, step)
    run(*numbers)
    return {number: json.loads((folder / f"{number}.json").read_text()) for number in (0, *numbers)}


def kept(path: Path, template: Path | None) -> dict[str, str]:
    """The words of the notes of the steps that are kept, by id.

    Fails where anything is half there, and where one of the notes that were there before is missing.
    """
    assert list(path.parent.glob("*damaged*")) == []
    found = whole(path)
    if template is not None:
        with closing(sqlite3.connect(f"{template.as_uri()}?mode=ro", uri=True)) as connection:
            there = {note for (note,) in connection.execute("SELECT id FROM notes WHERE deleted_at IS NULL")}
        assert there <= found.keys()
        return {note: body for note, body in found.items() if note not in there}
    return found


templates = pytest.mark.parametrize(
    "template", [None, KEPT / "version-1.sqlite", NEWEST], ids=["nothing there", "an old version", "notes there"]
)


@templates
@pytest.mark.parametrize(
    ("kinds", "error"),
    [("wsto", errno.EIO), ("wto", errno.ENOSPC), ("ro", errno.EIO), ("mu", errno.EIO)],
    ids=["EIO", "ENOSPC", "EIO on reading", "EIO on renaming"],
)
def test_whatever_fails_is_said_and_all_is_kept_when_the_disk_works_again(disk, tmp_path, template, kinds, error):
    failed = 0
    for number, report in reports(disk, tmp_path, template, kinds, error, "heals").items():
        failed += bool(report["troubles"])
        assert report["acknowledged"] == len(STEPS), number
        assert report["closed"], number
        assert kept(tmp_path / str(number) / "notes.sqlite", template) == after(len(STEPS)), number
        for trouble in report["troubles"]:
            assert "notes.sqlite" in trouble or "notes cannot be kept in" in trouble, trouble
            assert any(words in trouble for words in ("Check", "Make room", "stay in memory")), trouble
    assert failed or kinds == "mu"


@templates
@pytest.mark.parametrize(
    ("kinds", "error", "how"),
    [("wstmu", errno.EIO, "once"), ("wt", errno.ENOSPC, "stays"), ("ro", errno.EIO, "once")],
    ids=["EIO once", "ENOSPC for good", "EIO once on reading"],
)
def test_killed_after_a_failure_what_was_acknowledged_is_whole(disk, tmp_path, template, kinds, error, how):
    for number, report in reports(disk, tmp_path, template, kinds, error, how).items():
        acknowledged = report["acknowledged"]
        found = kept(tmp_path / str(number) / "notes.sqlite", template)
        assert found in (after(acknowledged), after(acknowledged + 1)), number


@templates
@pytest.mark.parametrize("how", ["stays", "once"])
def test_when_the_power_goes_what_was_acknowledged_is_on_the_disk(disk, tmp_path, template, how):
    """Of each file is left what it was when it was synced last."""
    for number, report in reports(disk, tmp_path, template, "wst", errno.EIO, how).items():
        folder = tmp_path / str(number)
        for file in [*folder.glob("notes.sqlite"), *folder.glob("notes.sqlite-*")]:
            if file.suffix != ".on-disk":
                file.unlink()
        for file in folder.glob("*.on-disk"):
            file.rename(file.with_suffix(""))
        acknowledged = report["acknowledged"]
        found = kept(folder / "notes.sqlite", template)
        assert found in (after(acknowledged), after(acknowledged + 1)), number
