"""Writes notes on a disk of which one call fails, once for each of many calls; says what was acknowledged.

Usage, with failing_disk.so preloaded: failing_process.py FOLDER TEMPLATE KINDS ERRNO HOW CALL... For each call a copy
of this process writes to FOLDER/CALL/notes.sqlite, which is a copy of TEMPLATE ("-": none), and reports to
FOLDER/CALL.json. HOW is "heals" (once the trouble has been said the disk works again), "stays" (it never does, and the
process ends as if it were killed) or "once" (the one call fails, and the process ends as if it were killed).
Call 0 never fails: its report says how many calls there are.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from annotations.cut_process import KEY, written

from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteStore

WAIT = 20
FIRST, SECOND, THIRD = written(0), written(1), written(2)
LONG = replace(written(3), body="words " * 5000)
EDITED = replace(FIRST, body="words of another kind")
STEPS = (
    (NoteChange(None, FIRST), NoteChange(None, SECOND)),
    (NoteChange(FIRST, EDITED),),
    (NoteChange(SECOND, None), NoteChange(None, THIRD)),
    (NoteChange(None, LONG),),
)


def after(steps: int) -> dict[str, str]:
    """The words of the notes after so many of the steps, by id."""
    notes: dict[str, str] = {}
    for change in (change for step in STEPS[:steps] for change in step):
        if change.after is None:
            del notes[change.id]
        else:
            notes[change.id] = change.after.body
    return notes


def work(path: Path, disk: ctypes.CDLL, how: str) -> dict[str, object]:
    answers: queue.Queue = queue.Queue()
    troubles: list[str] = []
    acknowledged = 0
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.01)
    for step in STEPS:
        store.submit(KEY, step, answers.put)
        outcome = answers.get(timeout=WAIT)
        while not outcome.committed and how != "stays":
            troubles.append(outcome.error)
            disk.failing_disk_heal()
            outcome = answers.get(timeout=WAIT)
        if not outcome.committed:
            break
        acknowledged += 1
    closed = store.close() if how == "heals" else None
    return {"acknowledged": acknowledged, "troubles": troubles, "closed": closed, "calls": disk.failing_disk_calls()}


def main() -> None:
    folder, template, kinds, error, how, *numbers = sys.argv[1:]
    disk = ctypes.CDLL(None)
    for number in map(int, numbers):
        if os.fork() == 0:
            try:
                path = Path(folder) / str(number) / "notes.sqlite"
                path.parent.mkdir()
                if template != "-":
                    shutil.copy(template, path)
                    shutil.copy(template, f"{path}.on-disk")
                named = (str(path.parent).encode(), kinds.encode())
                disk.failing_disk_arm(*named, ctypes.c_long(number), int(error), int(how != "once"))
                report = work(path, disk, how)
                path.parent.with_suffix(".json").write_text(json.dumps(report))
            finally:
                os._exit(0)  # as if the process were killed: what it has not closed is not closed
        os.wait()


if __name__ == "__main__":
    main()
