"""A second window of the program on a document, which does what it is told: a line of JSON in, one out.

``["edit", words]``, ``["recolor", color]`` and ``["delete"]`` change the first note, ``["tell"]`` changes nothing. What
comes back is what the window lists once its notes are saved: the words and the colour of each note.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from pathlib import Path


def main(path: Path) -> None:
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415 - the worker starts before Qt is imported

    interactive = WorkerHost(WorkerRole.INTERACTIVE)
    interactive.start()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from viewer.model.annotation import HighlightColor  # noqa: PLC0415
    from viewer.session.open_document import ReadingState  # noqa: PLC0415
    from viewer.ui.program import Program  # noqa: PLC0415

    app = QApplication([])
    program = Program(interactive, [path])
    program.show()
    lines: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put('["end"]')

    threading.Thread(target=listen, daemon=True).start()

    def wait(condition) -> None:
        while not condition():
            app.processEvents()
            time.sleep(0.005)

    wait(lambda: program.session.current is not None)
    document = program.session.current
    wait(lambda: document.state is ReadingState.READ and document.notes.loaded)
    notes = document.notes
    while True:
        wait(lambda: not lines.empty())
        match json.loads(lines.get()):
            case ["edit", words]:
                notes.edit(notes.annotations[0].id, body=words)
            case ["recolor", color]:
                notes.recolor([notes.annotations[0].id], HighlightColor(color))
            case ["delete"]:
                notes.delete([note.id for note in notes.annotations[:1]])
            case ["end"]:
                break
        wait(lambda: not notes.notebook.unsaved)
        sys.stdout.write(json.dumps([[note.body, note.color.value] for note in notes.annotations]) + "\n")
        sys.stdout.flush()
    program.window.close()
    program.close()
    interactive.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
