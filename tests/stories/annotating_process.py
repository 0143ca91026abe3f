"""A program that opens a document, marks two passages, says when they are kept, and then waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def main(path: Path, words: list[str]) -> None:
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415 - the worker starts before Qt is imported

    interactive = WorkerHost(WorkerRole.INTERACTIVE)
    interactive.start()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from viewer.model.annotation import HighlightColor  # noqa: PLC0415
    from viewer.model.text import Span  # noqa: PLC0415
    from viewer.session.open_document import ReadingState  # noqa: PLC0415
    from viewer.ui.program import Program  # noqa: PLC0415

    app = QApplication([])
    program = Program(interactive, [path])
    program.show()

    def wait(condition) -> None:
        while not condition():
            app.processEvents()
            time.sleep(0.005)

    wait(lambda: program.session.current is not None)
    document = program.session.current
    wait(lambda: document.state is ReadingState.READ and document.notes.loaded)
    for number, passage in enumerate(words):
        start = str(document.text).index(passage)
        document.notes.highlight(Span(start, start + len(passage)), HighlightColor.GREEN, body=f"note {number}")
    wait(lambda: not document.notes.notebook.unsaved)
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    document.notes.highlight(Span(0, 5), HighlightColor.RED, body="not acknowledged")
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
