"""Asking a worker and waiting for the answers, for commands that have no window to keep alive."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from viewer.workers.messages import Priority

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.workers.host import WorkerHost
    from viewer.workers.messages import Answer, Request


def ask(
    host: WorkerHost, request: Request, timeout: float = 120.0, priority: int = Priority.VISIBLE
) -> Iterator[Answer]:
    """The answers to a request as they come, the last one last. ``timeout`` seconds may pass between two of them.

    Raises:
        TimeoutError: no answer came in time; the request is dropped.
    """
    answers: queue.SimpleQueue[tuple[Answer, bool]] = queue.SimpleQueue()
    number = host.submit(request, lambda answer, last: answers.put((answer, last)), priority)
    try:
        last = False
        while not last:
            try:
                answer, last = answers.get(timeout=timeout)
            except queue.Empty:
                raise TimeoutError(f"no answer within {timeout:g} seconds") from None
            yield answer
    finally:
        host.cancel(number)
