"""The writing of notes is cut off in every way that can be arranged: nothing acknowledged is missing, or half there.

``VERBALE_KILL_ROUNDS`` sets how often the real process is killed (20 where it is not set; 200 before a release).
"""

from __future__ import annotations

import json
import os
import queue
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from annotations.cut_process import KEY, NOTES, written
from annotations.examples import key
from patience import SECONDS

from viewer.annotations.catalogue import NoteQuery
from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteStore

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ROUNDS = int(os.environ.get("VERBALE_KILL_ROUNDS", "20"))
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
unix = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions of Unix")


def run(script: str, *arguments: object, **more) -> subprocess.CompletedProcess:
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False, **more)


def whole(path: Path) -> dict[str, str]:
    """The words of the notes that are kept, by id, each found by them as well; fails where anything is half there."""
    store = NoteStore(path, busy_seconds=1)
    answers: queue.Queue = queue.Queue()
    store.open_document(key("aa"), answers.put)
    loaded = answers.get(timeout=SECONDS)
    store.find_notes(NoteQuery("words", limit=100_000), answers.put)
    found = answers.get(timeout=SECONDS)
    assert store.close()
    assert (loaded.notice, loaded.read_only, found.error) == ("", "", "")
    assert len({note.id for note in loaded.annotations}) == len(loaded.annotations)
    searched = {each.note.id for document in found.documents for each in document.notes}
    assert searched == {note.id for note in loaded.annotations if note.body.startswith("words")}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    return {note.id: note.body for note in loaded.annotations}


def test_killed_again_and_again_nothing_acknowledged_is_missing(tmp_path: Path):
    path = tmp_path / "notes.sqlite"
    acknowledged: set[str] = set()
    chance = random.Random(20260101)  # noqa: S311 - moments to kill at, no secret
    for round_ in range(ROUNDS):
        command = [sys.executable, str(HERE / "writing_process.py"), str(path), f"r{round_}"]
        with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
            for _ in range(chance.randrange(1, 60)):
                acknowledged.add(process.stdout.readline().strip())
            process.kill()
            complete, _, _cut_short = process.stdout.read().rpartition("\n")
            acknowledged.update(complete.split())
    kept = whole(path)
    assert len(acknowledged) > ROUNDS
    assert acknowledged <= set(kept)


def test_two_programs_write_and_one_is_killed(tmp_path: Path):
    path = tmp_path / "notes.sqlite"
    whole_run = [sys.executable, str(HERE / "writing_process.py"), str(path)]
    with (
        subprocess.Popen([*whole_run, "a"], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen([*whole_run, "b"], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as other,
    ):
        acknowledged = {process.stdout.readline().strip() for _ in range(40) for process in (one, other)}
        one.kill()
        acknowledged.update(other.stdout.readline().strip() for _ in range(40))
        other.kill()
        for process in (one, other):
            complete, _, _cut_short = process.stdout.read().rpartition("\n")
            acknowledged.update(complete.split())
    kept = whole(path)
    assert acknowledged <= set(kept)
    assert {note[0] for note in acknowledged} == {"a", "b"}


@unix
def test_every_write_that_fails_leaves_what_was_acknowledged_whole(tmp_path: Path):
    step = 1024 if "VERBALE_KILL_ROUNDS" in os.environ else 8192
    last = 400 * 1024
    finished = run("cut_process.py", tmp_path, 0, last, step, timeout=110)
    assert finished.returncode == 0, finished.stderr
    cut = 0
    for size in range(0, last, step):
        report = tmp_path / f"{size}.json"
        if not report.exists() or not report.read_text():  # the limit is below the report's own size
            assert size < 1024
            continue
        said = json.loads(report.read_text())
        cut += bool(said["troubles"])
        if said["troubles"]:
            assert "cannot be reached" in said["troubles"][0] or "cannot be kept" in said["troubles"][0]
        else:
            assert len(said["acknowledged"]) == NOTES
        kept = whole(tmp_path / f"{size}.sqlite")
        assert set(said["acknowledged"]) <= set(kept)
    assert cut > 10, "the limits have not cut anything"


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system with room for a few notes; only root may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=320k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=False, capture_output=True)


@unix
def test_a_full_disk_is_said_keeps_what_was_acknowledged_and_goes_on_when_there_is_room(small_disk: Path):
    path = small_disk / "notes.sqlite"
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.05)
    answers: queue.Queue = queue.Queue()
    acknowledged = 0
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 60_000)
    for number in range(200):
        store.submit(KEY, [NoteChange(None, written(number))], answers.put)
        outcome = answers.get(timeout=SECONDS)
        if not outcome.committed:
            break
        acknowledged += 1
    assert "disk is full" in outcome.error
    assert acknowledged > 0
    ballast.unlink()
    assert answers.get(timeout=SECONDS).committed
    assert store.close()
    assert len(whole(path)) == acknowledged + 1


@unix
@pytest.mark.parametrize("there_before", [False, True], ids=["nothing there", "notes there"])
def test_a_folder_that_may_not_be_written_is_said_and_written_when_it_may(there_before: bool):
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        folder = Path(top) / "data"
        folder.mkdir()
        path = folder / "notes.sqlite"
        if there_before:
            store = NoteStore(path)
            store.submit(KEY, [NoteChange(None, written(0))], lambda _outcome: None)
            assert store.close()
        if os.geteuid() == 0:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, 65534, 65534)
        finished = run("forbidden_process.py", path, timeout=60)
        assert finished.returncode == 0, finished.stderr
        forbidden, allowed, closed = json.loads(finished.stdout)
        assert any(words in forbidden for words in ("may not be written", "cannot be opened", "Permission denied"))
        assert (allowed, closed) == ("", "True")
        assert list(whole(path)) == (["n0", "n1"] if there_before else ["n1"])
