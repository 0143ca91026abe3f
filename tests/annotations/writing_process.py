"""Writes notes until it is killed; prints the id of each note that is acknowledged, and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from viewer.annotations.document_rows import DocumentKey
from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteStore
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import Identity
from viewer.model.text import Span


def main() -> None:
    path, run = Path(sys.argv[1]), sys.argv[2]
    store = NoteStore(path)
    key = DocumentKey(Identity("aa"), "/papers/note.pdf")
    for number in range(100_000):
        note = Annotation(
            f"{run}-{number}", AnnotationKind.HIGHLIGHT, Anchor(Span(number, number + 5), 1, "quote", "", "", 0),
            HighlightColor.BLUE, "words " * 50, (), "", "2026", "2026",
        )  # fmt: skip

        def saved(outcome, id=note.id):  # noqa: A002 - bound at once
            if outcome.committed:
                os.write(1, f"{id}\n".encode())

        store.submit(key, [NoteChange(None, note)], saved)
        if number % 50 == 0:
            store.wait_idle()


if __name__ == "__main__":
    main()
