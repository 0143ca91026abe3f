"""The program in a process of its own, for stories that kill it or that need two windows: found beside its scripts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from viewer.workers.host import WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class ProgramProcess:
    """The program with one document open, read and its notes loaded."""

    def __init__(self, path: Path) -> None:
        self._interactive = WorkerHost(WorkerRole.INTERACTIVE)
        self._interactive.start()
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the worker starts before Qt is imported

        from viewer.ui.program import Program  # noqa: PLC0415 - as above

        self._app = QApplication([])
        self._program = Program(self._interactive, [path])
        self._program.show()
        self.wait(lambda: self._program.session.current is not None)
        self.document = self._program.session.current
        self.wait(lambda: self.document.all_is_told and self.document.notes.loaded)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Go on until something is so."""
        while not condition():
            self._app.processEvents()
            time.sleep(0.005)

    def close(self) -> None:
        """End as the reader ends it."""
        self._program.window.close()
        self._program.close()
        self._interactive.close()
