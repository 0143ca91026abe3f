"""A program that opens a document, marks two passages, says when they are kept, and then waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from program_process import ProgramProcess

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span


def main(path: Path, words: list[str]) -> None:
    program = ProgramProcess(path)
    document = program.document
    for number, passage in enumerate(words):
        start = str(document.text).index(passage)
        document.notes.highlight(Span(start, start + len(passage)), HighlightColor.GREEN, body=f"note {number}")
    program.wait(lambda: not document.notes.notebook.unsaved)
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    document.notes.highlight(Span(0, 5), HighlightColor.RED, body="not acknowledged")
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
