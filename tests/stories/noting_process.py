"""A second window of the program on a document, which does what it is told: a line of JSON in, one out.

``["edit", words]``, ``["recolor", color]`` and ``["delete"]`` change the first note, ``["tell"]`` changes nothing. What
comes back is what the window lists once its notes are saved: the words and the colour of each note, then other words.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
from pathlib import Path

from program_process import ProgramProcess

from viewer.model.annotation import HighlightColor


def main(path: Path) -> None:
    program = ProgramProcess(path)
    notes = program.document.notes
    lines: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put('["end"]')

    threading.Thread(target=listen, daemon=True).start()
    while True:
        program.wait(lambda: not lines.empty())
        match json.loads(lines.get()):
            case ["edit", words]:
                notes.edit(notes.annotations[0].id, body=words)
            case ["recolor", color]:
                notes.recolor([notes.annotations[0].id], HighlightColor(color))
            case ["delete"]:
                notes.delete([note.id for note in notes.annotations[:1]])
            case ["end"]:
                break
        program.wait(lambda: not notes.notebook.unsaved)
        told = [[note.body, note.color, *(other.body for other in note.other_words)] for note in notes.annotations]
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
