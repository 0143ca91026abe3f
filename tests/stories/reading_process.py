"""A program that opens documents, goes to a page, says when that is written down, and goes on until it is killed."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(page: int, files: list[Path]) -> None:
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415 - the worker starts before Qt is imported

    interactive = WorkerHost(WorkerRole.INTERACTIVE)
    interactive.start()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from viewer.session.places import places_file  # noqa: PLC0415
    from viewer.session.settings import settings_file  # noqa: PLC0415
    from viewer.ui.program import Program  # noqa: PLC0415

    app = QApplication([])
    program = Program(interactive, files)
    program.show()

    def wait(condition) -> None:
        while not condition():
            app.processEvents()
            time.sleep(0.005)

    wait(lambda: len(program.session.documents) == len(files))
    document = next(document for document in program.session.documents if document.path == files[-1])
    program.session.make_current(document.number)
    wait(lambda: program.window.tabs.current_view is not None and program.window.tabs.current_view.settled)
    document.go_to_page(page)
    kept = places_file(settings_file())
    wait(lambda: kept.exists() and any(one["page"] == page for one in json.loads(kept.read_text())["documents"]))
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    wait(lambda: False)


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
