"""What killed programs have left unfinished goes with the next save; what others are writing stays."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from patience import SECONDS

from viewer.export.writing import LEFT_SECONDS, UnfinishedFile, write_export

WRITE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from viewer.export.writing import UnfinishedFile
unfinished = UnfinishedFile(Path(sys.argv[1]))
unfinished.beside.write_bytes(b"half")
print(unfinished.beside, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="a process cannot be asked elsewhere whether it lives")
def test_what_a_killed_program_left_is_removed_by_the_next_save(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", WRITE_AND_DIE, str(tmp_path / "notes.md")],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    [left] = tmp_path.iterdir()
    assert str(left) == run.stdout.strip()
    write_export(tmp_path / "other.md", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["other.md"]


def test_what_is_being_written_and_what_is_not_ours_stays(tmp_path):
    writing = UnfinishedFile(tmp_path / "copy.pdf")
    writing.beside.write_bytes(b"half")
    foreign = [tmp_path / ".notes.unfinished", tmp_path / ".a.zzzzzzzz-1-00000000.unfinished"]
    for path in foreign:
        path.touch()
    write_export(tmp_path / "notes.md", "whole")
    assert sorted(tmp_path.iterdir()) == sorted([writing.beside, *foreign, tmp_path / "notes.md"])


def test_what_another_machine_left_is_removed_after_a_day(tmp_path):
    left = tmp_path / ".notes.md.00000000-1-0123abcd.unfinished"
    left.touch()
    write_export(tmp_path / "notes.md", "whole")
    assert left.exists()
    long_ago = left.stat().st_mtime - LEFT_SECONDS - 1
    os.utime(left, (long_ago, long_ago))
    write_export(tmp_path / "notes.md", "whole again")
    assert not left.exists()
