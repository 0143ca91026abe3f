"""One worker process as the host sees it: how it is started, spoken to and ended.

On Linux and macOS workers are forked from a server that has loaded their modules already, which takes a tenth of the
time of a fresh start; on Windows each is started afresh. The very first worker of a program on Linux is forked from the
program itself while that is small and has one thread: the server, and the tracker it wants, are two more Python
programs to start, 90 ms of the two processors that the first page is waiting for.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.util import register_after_fork
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import viewer
from viewer.workers.child.entry import PRELOAD, enter
from viewer.workers.silence import Silence
from viewer.workers.wire import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
    from typing import Any

StartMethod = Literal["spawn", "forkserver", "fork"]
END_GRACE = 0.2
"""Seconds that a worker has to end by itself before it is killed; it keeps nothing that could be lost."""


def start_method() -> StartMethod:
    """How worker processes come to be on this system."""
    return "spawn" if sys.platform == "win32" else "forkserver"


def _context(method: StartMethod) -> SpawnContext | ForkServerContext | ForkContext:
    match method:  # spelt out, since what a context can do depends on its name
        case "spawn":
            return multiprocessing.get_context("spawn")
        case "forkserver":
            return multiprocessing.get_context("forkserver")
        case "fork":
            return multiprocessing.get_context("fork")


def may_fork() -> bool:
    """Whether this process may be forked as it is: a fork takes one thread along, and what others held stays held."""
    return sys.platform == "linux" and threading.active_count() == 1


def warm_up(method: StartMethod | None = None) -> None:
    """Start the fork server, unless it runs. It is a fresh process, so that it may be started at any time.

    Returns at once; the server loads its modules while the caller goes on.
    """
    if sys.platform == "win32" or (method or start_method()) != "forkserver":
        return
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not there on Windows

    multiprocessing.get_context("forkserver").set_forkserver_preload([*PRELOAD])
    resource_tracker.ensure_running()  # the server wants it, and starting it takes the block of signals away again
    with _interrupt_held_back(), _our_packages_first():
        forkserver.ensure_running()


@contextlib.contextmanager
def _interrupt_held_back() -> Generator[None]:
    """Ctrl+C reaches the whole group of processes. Ours ignore it, but only once they have loaded something."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _our_packages_first() -> Generator[None]:
    """Let the server find our packages: Python 3.11 and 3.12 do not tell it where this process does."""
    before = os.environ.get("PYTHONPATH")
    home = str(Path(viewer.__file__).parents[1])
    os.environ["PYTHONPATH"] = home if before is None else os.pathsep.join((home, before))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


class WorkerProcess:
    """A running worker process and our end of its pipe."""

    def __init__(
        self,
        settings: object,
        name: str,
        method: StartMethod | None = None,
        target: Callable[[Connection[Any, Any], Any], None] = enter,
    ) -> None:
        """Start it; waits until it has been forked (not until it is ready).

        ``target`` is what it does, with its end of the pipe and the ``settings``.

        Raises:
            OSError: the system does not give us another process.
        """
        context = _context(method or start_method())
        ours, theirs = context.Pipe(duplex=True)
        if method == "fork":  # the worker must not hold our end too, or the pipe would not end with us
            register_after_fork(ours, lambda ours: ours.close())
        self.channel = Channel(ours)
        self._process = context.Process(target=target, args=(theirs, settings), name=name, daemon=True)
        try:
            with _interrupt_held_back():
                self._process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()  # so that the pipe ends with the worker
        self.silence = Silence(self.pid)

    @property
    def pid(self) -> int:
        """The system's number of the process."""
        return self._process.pid or 0

    def kill(self) -> None:
        """End it at once, whatever it is doing, and let go of it."""
        self._process.kill()
        self._let_go()

    def end(self, grace: float = END_GRACE) -> None:
        """Let it end by itself, or kill it after so many seconds."""
        self.channel.close()
        self._process.join(grace)
        if self._process.is_alive():
            self._process.kill()
        self._let_go()

    def _let_go(self) -> None:
        self.channel.close()
        self._process.join()
        self._process.close()
