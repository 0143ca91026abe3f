"""Asking a worker and waiting for the answers, for commands that have no window to keep alive."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING

from viewer.workers.host import WorkerState
from viewer.workers.messages.requests import Priority

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request


LOOK_SECONDS = 0.5
"""How often it is looked whether the worker has been closed meanwhile: then no answer will ever come."""


def ask(
    host: WorkerHost, request: Request, timeout: float = 120.0, priority: int = Priority.VISIBLE
) -> Iterator[Answer]:
    """The answers to a request as they come, the last one last. ``timeout`` seconds may pass between two of them.

    Raises:
        TimeoutError: no answer came in time, or the worker was closed; the request is dropped.
    """
    answers: queue.SimpleQueue[tuple[Answer, bool]] = queue.SimpleQueue()
    number = host.submit(request, lambda answer, last: answers.put((answer, last)), priority)
    try:
        last = False
        while not last:
            answer, last = _next(host, answers, timeout)
            yield answer
    finally:
        host.cancel(number)


def _next(host: WorkerHost, answers: queue.SimpleQueue[tuple[Answer, bool]], timeout: float) -> tuple[Answer, bool]:
    until = time.monotonic() + timeout
    while True:
        left = until - time.monotonic()
        try:
            return answers.get(timeout=max(0.0, min(left, LOOK_SECONDS)))
        except queue.Empty:
            if host.state is WorkerState.CLOSED:
                raise TimeoutError("the worker was closed") from None
            if left <= LOOK_SECONDS:
                raise TimeoutError(f"no answer within {timeout:g} seconds") from None
