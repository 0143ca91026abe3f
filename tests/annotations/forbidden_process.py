"""Writes a note into a folder that may not be written, as an unprivileged user, then again when it may; prints JSON."""

from __future__ import annotations

import json
import os
import queue
import sys
from pathlib import Path

from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteStore

NOBODY = 65534


def main(path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from annotations.cut_process import KEY, written  # noqa: PLC0415 - found by the path set above

    if os.geteuid() == 0:  # root passes what forbids others
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    answers: queue.Queue = queue.Queue()
    said: list[str] = []
    for forbidden in (True, False):
        path.parent.chmod(0o500 if forbidden else 0o700)
        if path.exists():
            path.chmod(0o400 if forbidden else 0o600)
        if forbidden:
            store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.05)
            store.submit(KEY, [NoteChange(None, written(1))], answers.put)
        said.append(answers.get(timeout=30).error)
    said.append(str(store.close()))
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
