"""Several workers that read many files, each a document at a time."""

from __future__ import annotations

import os
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.model.document import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from viewer.session.commands.whole_document import WholeDocument
    from viewer.workers.host import WorkerHost

AHEAD = 8
"""Documents a worker that may be read while an earlier one holds up the order; so memory does not grow with files."""
LOOK_SECONDS = 0.5
PARTING_SECONDS = 5.0
"""How long what a thread is at (a page that is being recognised) is waited for at the end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the document, or why there is none. ``number`` is its place among the files, from 0."""

    number: int
    document: WholeDocument | None
    error: CannotOpen | None = None


def processors() -> int:
    """How many processors this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return max(1, len(allowed(0)) if allowed is not None else os.cpu_count() or 1)


class Crew:
    """Workers, the first of which has been started by others and is closed by them.

    ``read`` reads a file as a document of that number with a worker. It is called in a thread for each worker, or in
    the caller's where there is only one.
    """

    def __init__(
        self,
        first: WorkerHost,
        more: Callable[[], WorkerHost],
        size: int,
        read: Callable[[WorkerHost, int, Path], WholeDocument],
    ) -> None:
        self._hosts = [first]
        self._more = more
        self._size = size
        self._read = read

    def outcomes(self, files: Sequence[Path], *, in_order: bool) -> Generator[Outcome, None, None]:
        """Read files; what becomes of each, in the order of the files or in that in which they are done.

        Close the iterator to end early: what the workers are at is given up.
        """
        if min(self._size, len(files)) == 1:
            for number, file in enumerate(files):
                yield self._outcome(self._hosts[0], number, file)
            return
        for _ in range(min(self._size, len(files)) - 1):
            host = self._more()
            host.start()
            self._hosts.append(host)
        tasks: queue.SimpleQueue[tuple[int, Path] | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=self._work, args=(host, tasks, done), name="crew", daemon=True)
            for host in self._hosts
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._handed_out(files, tasks, done, in_order=in_order)
        finally:
            for _ in threads:
                tasks.put(None)
            self._close()
            for thread in threads:
                thread.join(PARTING_SECONDS)

    def _handed_out(
        self,
        files: Sequence[Path],
        tasks: queue.SimpleQueue[tuple[int, Path] | None],
        done: queue.SimpleQueue[Outcome | BaseException],
        *,
        in_order: bool,
    ) -> Iterator[Outcome]:
        given = finished = told = 0
        waiting: dict[int, Outcome] = {}
        while told < len(files):
            most = told + AHEAD * len(self._hosts) if in_order else finished + 2 * len(self._hosts)
            while given < min(most, len(files)):
                tasks.put((given, files[given]))
                given += 1
            outcome = _next(done)
            finished += 1
            waiting[outcome.number] = outcome
            ready = told if in_order else outcome.number
            while ready in waiting:
                yield waiting.pop(ready)
                told += 1
                ready = told if in_order else -1

    def _work(
        self,
        host: WorkerHost,
        tasks: queue.SimpleQueue[tuple[int, Path] | None],
        done: queue.SimpleQueue[Outcome | BaseException],
    ) -> None:
        try:
            for number, file in iter(tasks.get, None):
                done.put(self._outcome(host, number, file))
        except BaseException as error:  # noqa: BLE001 - it is raised where the outcomes are waited for
            done.put(error)

    def _outcome(self, host: WorkerHost, number: int, file: Path) -> Outcome:
        try:
            return Outcome(number, self._read(host, number + 1, file))
        except CannotOpen as error:
            return Outcome(number, None, error)

    def _close(self) -> None:
        """End the workers, all at once: each may take a second."""
        closing = [threading.Thread(target=host.close, name="crew-end") for host in self._hosts]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()


def _next(done: queue.SimpleQueue[Outcome | BaseException]) -> Outcome:
    while True:
        try:
            outcome = done.get(timeout=LOOK_SECONDS)  # with a limit, so that Ctrl+C is heard on every system
        except queue.Empty:
            continue
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome
