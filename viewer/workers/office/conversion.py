"""Office documents on their way to being pages, one after the other, each in a process of its own.

What the process does is in ``converting``; here is its side of the program: it is started, listened to, and given up
when nobody waits any more.
"""

from __future__ import annotations

import logging
import pickle
import queue
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.workers.messages.conversion import ConversionAnswer, ConversionJob, Converted, Converting, NotConverted
from viewer.workers.office.converted_files import MOST_BYTES, converted_folder
from viewer.workers.process import WorkerProcess, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path
    from typing import Any

    from viewer.workers.process import StartMethod

log = logging.getLogger(__name__)

TIME_LIMIT = 180.0
"""Seconds that one conversion may take: 900 pages of text took 8 on two busy processors."""
LOOK = 0.1
"""Seconds after which a conversion that nobody waits for is given up, at the latest."""
END_GRACE = 3.0
"""Seconds that the process has to end the office program and to tidy up."""
CANNOT_START = "The process that converts documents cannot be started."


@record
class ConversionSettings:
    """How documents are converted; tests give another folder and less time."""

    folder: Path = field(default_factory=converted_folder)
    seconds: float = TIME_LIMIT
    most: int = MOST_BYTES
    start_method: StartMethod | None = None


def enter_conversion(connection: Connection[Any, Any], job: ConversionJob) -> None:
    """The door through which the process is entered; the window's process names it and never goes through it."""
    from viewer.workers.office.converting import run_conversion  # noqa: PLC0415 - start-up time, as in entry

    run_conversion(connection, job)


@dataclass(slots=True)
class _Wanted:
    """A document to convert, and whom to answer."""

    number: int
    job: ConversionJob
    on_answer: Callable[[ConversionAnswer], None]
    given_up: threading.Event = field(default_factory=threading.Event)


class Conversions:
    """Documents to convert, one after the other: an office program takes a whole processor."""

    def __init__(self, settings: ConversionSettings | None = None) -> None:
        self._settings = settings or ConversionSettings()
        self._lock = threading.Lock()
        self._waiting: deque[_Wanted] = deque()
        self._current: _Wanted | None = None
        self._thread: threading.Thread | None = None
        self._numbers = 0
        self._closed = False

    def convert(
        self,
        path: Path,
        kind: str,
        program: str,
        on_answer: Callable[[ConversionAnswer], None],
        password: str | None = None,
    ) -> int:
        """Convert a document; ``kind`` is its name in the table of formats, ``program`` what the reader has named.

        ``password`` opens a protected one: it is known to be the right one.
        ``on_answer`` is called in a thread of this class's: with Converting where the pages have to be made, then
        with Converted or NotConverted; not at all after ``stop`` or ``close``. Returns the conversion's number.
        """
        settings = self._settings
        with self._lock:
            self._numbers += 1
            job = ConversionJob(
                str(path), kind, program, str(settings.folder), settings.seconds, settings.most, password
            )
            self._waiting.append(_Wanted(self._numbers, job, on_answer))
            number = self._numbers
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="conversions", daemon=True)
                self._thread.start()
        return number

    def stop(self, number: int) -> None:
        """Give a conversion up. One that is done already is no error."""
        with self._lock:
            self._waiting = deque(one for one in self._waiting if one.number != number)
            if self._current is not None and self._current.number == number:
                self._current.given_up.set()

    def close(self) -> None:
        """Give everything up, and wait until the office program has ended."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            if self._current is not None:
                self._current.given_up.set()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        """Convert what waits, until nothing does."""
        while True:
            with self._lock:
                if self._closed or not self._waiting:
                    self._current = self._thread = None
                    return
                one = self._current = self._waiting.popleft()
            try:
                answer = self._converted(one)
            except Exception:  # a fault of ours must not let the reader wait for ever
                log.exception("the conversion of %s failed", one.job.path)
                answer = NotConverted(CANNOT_START)
            self._tell(one, answer)

    def _converted(self, one: _Wanted) -> ConversionAnswer:
        method = self._settings.start_method
        try:
            warm_up(method)
            process = WorkerProcess(one.job, "verbale-conversion", method, target=enter_conversion)
        except (OSError, EOFError) as error:
            log.error("a conversion cannot be started: %s", error)  # noqa: TRY400 - no trace of ours
            return NotConverted(CANNOT_START)
        try:
            while not one.given_up.is_set():
                if not process.channel.poll(LOOK):
                    continue
                answer = process.channel.receive()
                if isinstance(answer, Converting):
                    self._tell(one, answer)
                elif isinstance(answer, Converted | NotConverted):
                    return answer
                else:
                    log.error("not an answer to a conversion: %r", answer)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            log.warning("a conversion ended without an answer: %r", error)
        finally:
            process.end(END_GRACE)
        return NotConverted("The process that converts documents has ended without a result.")

    def _tell(self, one: _Wanted, answer: ConversionAnswer) -> None:
        if one.given_up.is_set():
            return
        try:
            one.on_answer(answer)
        except Exception:
            log.exception("a listener to the conversion of %s failed", one.job.path)


def convert_and_wait(conversions: Conversions, path: Path, kind: str, program: str) -> Converted | NotConverted:
    """Convert a document, for commands that have no window to keep alive."""
    answers: queue.SimpleQueue[ConversionAnswer] = queue.SimpleQueue()
    number = conversions.convert(path, kind, program, answers.put)
    try:
        while isinstance(answer := answers.get(), Converting):
            pass
    finally:
        conversions.stop(number)
    return answer
