"""Work that takes its time, done in a thread while the window is painted; the reader sees it, and can stop it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

T = TypeVar("T")
PATIENCE_MS = 400
"""What is done sooner needs no dialog."""


class WaitingDialog(QProgressDialog):
    """Says what is done, and takes the wish to stop (``canceled``); it shows itself where that is not done soon."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(words, "Cancel", 0, 0, parent)
        self.setWindowTitle(" ")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        QTimer.singleShot(PATIENCE_MS, self, self.show)  # its own minimum duration does not hold without an end

    def end(self) -> None:
        """It is done, or no longer wanted."""
        self.canceled.disconnect()  # closing it would say so
        self.close()
        self.deleteLater()


class _Work(QObject, Generic[T]):
    """A function in a thread of its own. ``over`` says in the window's thread that it has come to an end."""

    over = Signal()

    def __init__(self, function: Callable[[Callable[[], bool]], T]) -> None:
        super().__init__()
        self._function = function
        self.stopped = threading.Event()
        self.result: T | None = None
        self.error: Exception | None = None

    def start(self) -> None:
        """Begin. A daemon: work that was stopped must not keep the program from ending."""
        threading.Thread(target=self._run, name="waited-for", daemon=True).start()

    def _run(self) -> None:
        try:
            self.result = self._function(self.stopped.is_set)
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            self.error = error
        with contextlib.suppress(RuntimeError):  # the program may have ended, and this object with it
            self.over.emit()


def wait_for(parent: QWidget, words: str, function: Callable[[Callable[[], bool]], T]) -> T | None:
    """What a function returns, or None where the reader did not want to wait for it.

    It is called in a thread, with a function that says whether it has been stopped. ``words`` say what is done. What
    it raises is raised here. The window is painted meanwhile, and takes nothing but the wish to stop.
    """
    work = _Work(function)
    loop = QEventLoop()
    dialog = WaitingDialog(parent, words)
    dialog.canceled.connect(work.stopped.set)
    dialog.canceled.connect(loop.quit)
    work.over.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    work.start()
    loop.exec(QEventLoop.ProcessEventsFlag.DialogExec)
    stopped = work.stopped.is_set()
    dialog.end()
    if stopped:
        _unheard.add(work)
        work.over.connect(lambda: _unheard.discard(work))
        return None
    if work.error is not None:
        raise work.error
    return work.result


_unheard: set[QObject] = set()
"""Stopped work whose thread has not ended yet."""
