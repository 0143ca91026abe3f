"""The whole program in one process with a real window, real workers and a real database; closed after each story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from patience import is_read
from PySide6.QtWidgets import QApplication

from viewer.ui.program import Program
from viewer.workers.host import WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.view import PageView
    from viewer.workers.host import HostSettings


class Reader:
    """A reader before the window: opens documents, waits for what they wait for, looks and clicks."""

    def __init__(self, program: Program, qtbot: QtBot, close: Callable[[], None]) -> None:
        self.program = program
        self.window = program.window
        self.session = program.session
        self.close = close
        self._qtbot = qtbot

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(condition)

    def open(self, path: Path) -> OpenDocument:
        """Open a file and wait until it has been read to the end and is shown sharp."""
        self.session.open(path)
        self.wait(lambda: any(document.path == path for document in self.session.documents))
        document = next(document for document in self.session.documents if document.path == path)
        self.wait(lambda: is_read(document))
        self.settle()
        return document

    @property
    def view(self) -> PageView:
        """The view in front."""
        view = self.window.tabs.current_view
        assert view is not None
        return view

    def settle(self) -> None:
        """Wait until the view in front is sharp and nothing moves."""
        QApplication.processEvents()  # something beside the view may have come or gone, and its size follows
        self.wait(lambda: self.view.settled)

    def trigger(self, action: str) -> None:
        """Choose a menu entry by its name in the ACTIONS table."""
        found = self.window.actions_by_name[action]
        assert found.isEnabled(), action
        found.trigger()


@pytest.fixture
def start_program(qtbot: QtBot) -> Iterator[Callable[..., Reader]]:
    """Starts the program, as often as a story wants; what is still running is closed at the end.

    Files that are given are opened; ``reopen`` opens those of the last time, as a start without files does.
    """
    started: list[Program] = []
    closed: list[Program] = []

    def start(*files: Path, reopen: bool = False, settings: HostSettings | None = None) -> Reader:
        interactive = WorkerHost(WorkerRole.INTERACTIVE, settings=settings)
        interactive.start()
        program = Program(interactive, files)
        started.append(program)
        program.show(reopen=reopen)
        qtbot.waitExposed(program.window)
        qtbot.waitUntil(lambda: program.window.panes.is_furnished)
        return Reader(program, qtbot, lambda: close(program))

    def close(program: Program) -> None:
        if program not in closed:
            closed.append(program)
            program.window.close()
            program.close()
            program.interactive.close()
            program.window.deleteLater()

    yield start
    for program in started:
        close(program)


@pytest.fixture
def reader(start_program: Callable[..., Reader]) -> Reader:
    """The program, started once."""
    return start_program()
