"""The host of one worker process: hands it requests, takes its answers, and replaces it when it dies or falls silent.

Every host has one thread of its own, which alone touches the process; ``submit`` and the other methods may be called
in any thread and never wait. Requests wait in the host, not in the pipe, so that those nobody wants any more are
dropped for free. Callbacks are called in the host's thread.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import threading
from dataclasses import field
from enum import Enum
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.workers.child.settings import MEMORY_LIMIT, ChildSettings, Parts
from viewer.workers.desk import Desk, Ending, Entry
from viewer.workers.messages.answers import Failed
from viewer.workers.messages.envelopes import Cancel, Ready, Reply, Reprioritise, Working
from viewer.workers.messages.requests import OpenFile
from viewer.workers.process import WorkerProcess, may_fork, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.envelopes import ToWorker
    from viewer.workers.messages.requests import Request
    from viewer.workers.process import StartMethod

log = logging.getLogger(__name__)

CANNOT_START = "The reading process cannot be started. Restarting the program may help."
SHORTEST_WAIT = 0.01
"""Seconds after which a silence is looked at again at the soonest."""
MOST_FRUITLESS_STARTS = 3
"""Processes that died without a single word, after which no further one is tried."""


class WorkerRole(Enum):
    """What a worker is for."""

    INTERACTIVE = "interactive"
    """Pages in view: nothing there takes long."""
    BACKGROUND = "background"
    """Whole texts, understanding, thumbnails: at a lower priority of the system."""


class WorkerState(Enum):
    """How a host's process is."""

    NEW = "new"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"
    """It cannot be started; every request is answered with a failure."""
    CLOSED = "closed"


@record
class Patience:
    """Seconds of silence after which a worker is taken for hanging, by what it is doing."""

    start: float = 60.0
    opening: float = 30.0
    """A file may lie on a slow share."""
    interactive: float = 5.0
    background: float = 30.0
    reading: float = 10.0
    """A document is read for the first time; what takes longer than that is read again, with more patience."""
    closing: float = 2.0
    """The document is being closed, and others wait; steps are shorter, and one that is not is not worth its time."""

    def with_request(self, role: WorkerRole, request: Request | None, *, first_reading: bool) -> float:
        """How long to wait for word of a request."""
        if isinstance(request, OpenFile):
            return self.opening
        if first_reading:
            return min(self.reading, self.background)
        return self.interactive if role is WorkerRole.INTERACTIVE else self.background


@record
class HostSettings:
    """How a host sets up its process; tests give other parts and less patience. ``memory`` is in bytes."""

    parts: Parts = field(default_factory=Parts)
    memory: int = MEMORY_LIMIT
    patience: Patience = field(default_factory=Patience)
    start_method: StartMethod | None = None
    """How the process is started, or None for the best of the system."""


IN_FLIGHT = {WorkerRole.INTERACTIVE: 2, WorkerRole.BACKGROUND: 32}
"""Requests that a worker may hold at a time, reading of whole documents aside: one at work, and the next for no pause
between the two. The background worker chooses among more, since it interrupts its long ones."""


class WorkerHost:
    """One worker process and the requests to it."""

    def __init__(
        self,
        role: WorkerRole,
        *,
        on_state: Callable[[WorkerState], None] | None = None,
        settings: HostSettings | None = None,
    ) -> None:
        self.role = role
        self.state = WorkerState.NEW
        self.restarts = 0
        self._settings = settings or HostSettings()
        self._on_state = on_state
        self._lock = threading.Lock()
        self._desk = Desk(IN_FLIGHT[role])
        self._outbox: list[ToWorker] = []
        self._closing = False
        self._abandoned: int | None = None
        self._woken = False
        self._wake_reader, self._wake_writer = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name=f"worker-{role.value}", daemon=True)
        self._process: WorkerProcess | None = None
        self._forked: WorkerProcess | None = None
        self._ready = False
        self._fruitless = 0

    # -- any thread ---------------------------------------------------------------------------------------------------

    @property
    def pid(self) -> int | None:
        """The process's number, while there is one."""
        process = self._process
        return None if process is None else process.pid

    def start(self, *, early: bool = False) -> None:
        """Start the process; returns at once. Call it before Qt is imported, so that both load together.

        Requests may be submitted before and after. Starting twice is once. ``early`` says that nothing else has begun
        in this program, so that the process may be forked from it where the system allows that.
        """
        with self._lock:
            if self.state is not WorkerState.NEW or self._closing:
                return
            self.state = WorkerState.STARTING
        if early and may_fork():
            with contextlib.suppress(OSError):  # the thread will try in its own way
                self._forked = self._new_process("fork")
        self._thread.start()

    def _new_process(self, method: StartMethod | None) -> WorkerProcess:
        parts, background = self._settings.parts, self.role is WorkerRole.BACKGROUND
        settings = ChildSettings(parts, background, self._settings.memory, log.getEffectiveLevel())
        return WorkerProcess(settings, f"verbale-{self.role.value}", method)

    def submit(self, request: Request, on_answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Hand over a request, the smaller ``priority`` the sooner. Returns its number.

        ``on_answer(answer, last)`` is called in the host's thread, until ``last`` or a cancel. After ``close`` nothing
        is called any more.
        """
        with self._lock:
            number = self._desk.add(request, on_answer, priority)
            self._wake()
        return number

    def cancel(self, number: int) -> None:
        """Drop a request: it is not answered any more. One that is done already is no error."""
        self._cancel(lambda entry: entry.number == number)

    def withdraw(self, number: int) -> None:
        """Drop a request unless the worker is at it: what it is drawing cannot be interrupted, and is answered then."""
        self._cancel(lambda entry: entry.number == number and not self._desk.is_at_work(number))

    def abandon(self, number: int) -> None:
        """Drop a request, and replace the process where it is at it, so that nothing waits for what nobody wants."""
        with self._lock:
            self._abandoned = number
        self.cancel(number)

    def cancel_where(self, unwanted: Callable[[Request], bool]) -> None:
        """Drop every request of which ``unwanted`` is true."""
        self._cancel(lambda entry: unwanted(entry.request))

    def _cancel(self, unwanted: Callable[[Entry], bool]) -> None:
        with self._lock:
            self._outbox += [Cancel(number) for number in self._desk.cancel_where(unwanted)]
            self._wake()

    def reprioritise(self, number: int, priority: int) -> None:
        """Give an unfinished request another priority. One that is done already is no error."""
        with self._lock:
            if self._desk.reprioritise(number, priority):
                self._outbox.append(Reprioritise(number, priority))
            self._wake()

    def close(self) -> None:
        """End the process and the thread, within about a second; nothing is answered any more. May be called twice."""
        with self._lock:
            self._closing = True
            started = self._thread.ident is not None
            self._wake()
        if started and threading.current_thread() is not self._thread:
            self._thread.join()
        if not started:
            self._let_go()

    def _wake(self) -> None:
        """Have the thread look at what there is to do. The lock is held."""
        if not self._woken and not self._wake_writer.closed:
            self._woken = True
            self._wake_writer.send_bytes(b"!")

    # -- the host's thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._closing and self._fruitless < MOST_FRUITLESS_STARTS:
                self._serve_one_process()
            if not self._closing:
                self._refuse_all()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            self._wake_reader.close()
            self._wake_writer.close()
        self._say(WorkerState.CLOSED)

    def _say(self, state: WorkerState) -> None:
        changed = state is not self.state
        self.state = state
        if changed and self._on_state is not None:
            try:
                self._on_state(state)
            except Exception:
                log.exception("a listener to the state of a worker failed")

    def _serve_one_process(self) -> None:
        """Start a process and serve with it until it ends, is ended, or the host is closed."""
        self._say(WorkerState.STARTING)
        self._ready = False
        try:
            process, self._forked = self._forked, None
            if process is None:
                warm_up(self._settings.start_method)
                process = self._new_process(self._settings.start_method)
        except (OSError, EOFError) as error:
            log.error("the %s worker cannot be started: %s", self.role.value, error)  # noqa: TRY400 - no trace of ours
            self._fruitless += 1
            return
        self._process = process
        process.silence.broken()
        hung = False
        try:
            hung = self._serve(process)
        except (EOFError, OSError, pickle.UnpicklingError, MemoryError) as error:
            log.debug("the %s worker ended: %r", self.role.value, error)
        finally:
            self._process = None
            if self._closing:
                process.end()
            else:
                process.kill()
        if not self._closing:
            self._replace(hung=hung)

    def _serve(self, process: WorkerProcess) -> bool:
        """Serve until the host is closed or the process at what was abandoned (False), or it is silent too long (True).

        Raises:
            EOFError: the process has ended.
            OSError: the process has ended.
        """
        channel = process.channel
        while not (self._closing or self._at_what_was_abandoned()):
            if self._ready:
                self._dispatch(process)
            limit = self._silence_allowed()
            timeout = None if limit is None else max(SHORTEST_WAIT, limit - process.silence.seconds())
            ready = wait([channel.connection, self._wake_reader], timeout)
            if self._wake_reader in ready:
                with self._lock:
                    self._wake_reader.recv_bytes()
                    self._woken = False
            if channel.connection in ready:
                message = channel.receive()
                process.silence.broken()
                self._take(message)
            elif not ready and limit is not None and process.silence.seconds() >= limit:
                return True
        return False

    def _at_what_was_abandoned(self) -> bool:
        with self._lock:
            return self._abandoned is not None and self._desk.is_at_work(self._abandoned)

    def _silence_allowed(self) -> float | None:
        """Seconds of silence that are allowed now; None while nothing is asked of the process."""
        if not self._ready:
            return self._settings.patience.start
        with self._lock:
            if not self._desk.anything_sent:
                return None
            if self._desk.at_what_closes:
                return self._settings.patience.closing
            request, first_reading = self._desk.request_at_work, self._desk.at_first_reading
        return self._settings.patience.with_request(self.role, request, first_reading=first_reading)

    def _dispatch(self, process: WorkerProcess) -> None:
        with self._lock:
            messages, self._outbox = self._outbox, []
            idle = not self._desk.anything_sent
            to_send, refused = self._desk.next_to_send()
        if idle and to_send:
            process.silence.broken()
        for message in (*messages, *to_send):
            process.channel.send(message)
        for ending in refused:
            self._tell(ending)

    def _take(self, message: object) -> None:
        match message:
            case Ready(limits):
                log.debug("the %s worker is ready; limits that hold: %s", self.role.value, ", ".join(limits))
                self._ready = True
                self._say(WorkerState.READY)
            case Working(number, page):
                with self._lock:
                    self._desk.at_work(number, page)
            case Reply(number, answer, last):
                self._fruitless = 0
                if isinstance(answer, Failed):
                    log.info("%s (%s)", answer.what, answer.detail)
                with self._lock:
                    entry = self._desk.answered(number, answer, last=last)
                if entry is not None:
                    self._tell(Ending(entry, answer, last=last))
            case _:
                log.error("not a message from a worker: %r", message)

    def _replace(self, *, hung: bool) -> None:
        """After the end of a process: settle who is to blame, and have the others' requests done by the next."""
        self.restarts += 1
        self._fruitless += 1
        given_up = self._at_what_was_abandoned()
        with self._lock:
            given_up = given_up or self._desk.at_what_closes
            self._outbox.clear()
            request = self._desk.request_at_work
            endings = self._desk.worker_lost(hung=hung)
        where = "idle" if request is None else f"at {request!r}"
        if given_up:
            log.info("the %s worker is replaced: what it was at is not wanted any more (%s)", self.role.value, where)
        else:
            what = "fell silent" if hung else "crashed"
            log.warning("the %s worker %s while %s and is replaced", self.role.value, what, where)
        if request is not None:
            self._fruitless = 0  # it served; what it served was too much for it
        for ending in endings:
            self._tell(ending)

    def _tell(self, ending: Ending) -> None:
        on_answer = ending.entry.on_answer
        if on_answer is None or self._closing:
            return
        try:
            on_answer(ending.answer, ending.last)
        except Exception:
            log.exception("a listener to %r failed", ending.entry.request)

    def _refuse_all(self) -> None:
        """Answer every request with a failure until the host is closed."""
        self._say(WorkerState.FAILED)
        while not self._closing:
            with self._lock:
                entries = self._desk.take_all()
            for entry in entries:
                self._tell(Ending(entry, Failed(CANNOT_START, crashed=True)))
            with contextlib.suppress(EOFError, OSError):
                wait([self._wake_reader])
                with self._lock:
                    self._wake_reader.recv_bytes()
                    self._woken = False
