"""Writes notes while every write beyond a size fails, once for each of many sizes; prints what was acknowledged.

Usage: cut_process.py FOLDER FIRST LAST STEP. For each size a copy of this process writes to FOLDER/SIZE.sqlite with
RLIMIT_FSIZE set to it: what the system refuses is refused in the middle of whatever SQLite happens to write.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
from pathlib import Path

from viewer.annotations.document_rows import DocumentKey
from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteStore
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import Identity
from viewer.model.text import Span

KEY = DocumentKey(Identity("aa"), "/papers/note.pdf")
NOTES = 12


def written(number: int) -> Annotation:
    return Annotation(
        f"n{number}", AnnotationKind.HIGHLIGHT, Anchor(Span(number, number + 5), 1, f"quote {number}", "", "", 0),
        HighlightColor.BLUE, "words " * 300, (), "", "2026", "2026",
    )  # fmt: skip


def work(path: Path, report: Path) -> None:
    acknowledged: list[str] = []
    troubles: list[str] = []
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.02)
    for number in range(NOTES):
        answered = threading.Event()

        def saved(outcome, answered=answered, note=f"n{number}"):
            (acknowledged.append(note) if outcome.committed else troubles.append(outcome.error))
            answered.set()

        store.submit(KEY, [NoteChange(None, written(number))], saved)
        answered.wait(20)
        if troubles:
            break
    report.write_text(json.dumps({"acknowledged": acknowledged, "troubles": troubles}))
    os._exit(0)  # as if the power went: nothing is closed


def main() -> None:
    folder, first, last, step = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for size in range(first, last, step):
        if os.fork() == 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            report = folder / f"{size}.json"
            try:
                work(folder / f"{size}.sqlite", report)
            finally:
                os._exit(1)
        os.wait()


if __name__ == "__main__":
    main()
