"""The worker process's own loop: take requests from the pipe, do the most urgent one step by step, answer.

One thread; never Qt. Between two steps the pipe is looked at, so a request waits for one slice of a longer one at
most. The loop ends when the pipe does.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.workers.child.failures import failure
from viewer.workers.child.serving import Service
from viewer.workers.child.steps import AtPage, Wait
from viewer.workers.limits import apply_limits, give_memory_back
from viewer.workers.messages.answers import Done
from viewer.workers.messages.envelopes import Cancel, Numbered, Ready, Reply, Reprioritise, Working
from viewer.workers.messages.requests import CloseFile, Priority, ReadDocument
from viewer.workers.wire import Channel

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from typing import Any

    from viewer.workers.child.settings import ChildSettings
    from viewer.workers.child.steps import Steps
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request

log = logging.getLogger(__name__)

PAUSE = 0.02
"""Seconds for which the next urgent request is waited for after one, before the reading of a whole document goes on.

Small pictures of pages that are passed are asked for one after the other; a step of the reading can take much longer.
"""
HEARTBEAT = 1.0
"""Seconds after which a worker that has nothing to say says that it is still at work."""

COLLECT_AFTER = 50_000
"""Objects after whose making garbage is looked for: a page makes some ten thousand that go by themselves."""


def run_child(connection: Connection[Any, Any], settings: ChildSettings) -> None:
    """What a worker process does from its start to its end."""
    leave_forkserver()
    gc.freeze()  # what was loaded before is no garbage, and stays the memory of all who share it
    gc.set_threshold(COLLECT_AFTER)
    limits = apply_limits(settings.memory, background=settings.background)
    channel = Channel(connection)
    try:
        service = Service(settings.parts)
        channel.send(Ready(limits))
        Child(channel, service).run()
    except (EOFError, OSError, MemoryError):
        return  # the program has ended or wants no more of this worker, or there is no room left even for an answer


def leave_forkserver() -> None:
    """Close our hold on the fork server, which otherwise lives on for as long as a hanging worker does.

    The standard library hands every child a descriptor so that it can start children of its own; workers do not.
    """
    if sys.platform == "win32":
        return
    forkserver = sys.modules.get("multiprocessing.forkserver")  # not there where it was not the server that forked us
    server = getattr(forkserver, "_forkserver", None)  # private, so it may be gone one day: then only this is lost
    descriptor = getattr(server, "_forkserver_alive_fd", None)
    if server is not None and isinstance(descriptor, int):
        os.close(descriptor)
        server._forkserver_alive_fd = None  # pyright: ignore[reportPrivateUsage] - as above


@dataclass(slots=True)
class Job:
    """A request at work."""

    number: int
    priority: int
    order: int
    request: Request
    steps: Steps
    wait: Wait | None = None
    page: int | None = None
    """The page whose text it is about to read, where it reads carefully; another job may come before that."""

    @property
    def runnable(self) -> bool:
        """Whether it can go on."""
        return self.wait is None or self.wait.until()


class Child:
    """The loop of a worker and its jobs."""

    def __init__(self, channel: Channel, service: Service) -> None:
        self._channel = channel
        self._service = service
        self._jobs: dict[int, Job] = {}
        self._taken = 0
        self._working = Working(-1)
        self._said = 0.0
        self._has_room = False
        self._was_urgent = False

    def run(self) -> None:
        """Serve until the pipe ends.

        Raises:
            EOFError: the program closed the pipe.
            OSError: the program is gone.
        """
        while True:
            job = self._most_urgent()
            if self._has_room:  # only now is the answer let go of, of a long text some ten thousand objects
                self._has_room = False
                give_memory_back()
            while self._channel.poll(self._patience(job)):
                self._take(self._channel.receive())
                job = self._most_urgent()
            if job is not None:
                self._step(job)

    def _patience(self, job: Job | None) -> float | None:
        """Seconds for which a message is waited for before a job goes on; without one for ever."""
        was_urgent, self._was_urgent = self._was_urgent, False
        if job is None:
            return None
        return PAUSE if was_urgent and job.priority >= Priority.WHOLE else 0

    def _most_urgent(self) -> Job | None:
        runnable = (job for job in self._jobs.values() if job.runnable)
        return min(runnable, key=lambda job: (job.priority, job.order), default=None)

    def _take(self, message: object) -> None:
        match message:
            case Numbered(number, priority, request):
                if isinstance(request, CloseFile):
                    self._drop_jobs_of(request.document)
                self._taken += 1
                self._jobs[number] = Job(number, priority, self._taken, request, self._service.steps(request))
            case Cancel(number):
                self._drop(number)
            case Reprioritise(number, priority):
                if number in self._jobs:
                    self._jobs[number].priority = priority
            case _:
                log.error("not a message to a worker: %r", message)

    def _drop_jobs_of(self, document: int) -> None:
        for number in [job.number for job in self._jobs.values() if job.request.document == document]:
            self._drop(number)

    def _drop(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is not None:
            job.steps.close()
            self._channel.send(Reply(number, Done()))

    def _step(self, job: Job) -> None:
        self._say(Working(job.number, job.page))
        job.wait = None
        try:
            result = next(job.steps)
        except StopIteration as end:
            self._finish(job, end.value)
        except Exception as error:
            log.debug("request %r failed", job.request, exc_info=True)
            self._finish(job, failure(job.request, error))
        else:
            match result:
                case None:
                    pass
                case Wait():
                    job.wait = result
                case AtPage(page):
                    job.page = page
                case answer:
                    self._send(Reply(job.number, answer, last=False))

    def _finish(self, job: Job, answer: Answer) -> None:
        del self._jobs[job.number]
        self._send(Reply(job.number, answer))
        self._has_room = isinstance(job.request, ReadDocument | CloseFile)
        self._was_urgent = job.priority <= Priority.VISIBLE

    def _say(self, working: Working) -> None:
        """Tell the host what we are at, where it does not know or has not heard of us for long."""
        if working != self._working or time.monotonic() - self._said > HEARTBEAT:
            self._working = working
            self._send(working)

    def _send(self, message: Reply | Working) -> None:
        self._channel.send(message)
        self._said = time.monotonic()
