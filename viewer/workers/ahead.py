"""Requests that are made of a worker before the parts of the program that will make them are loaded.

Loading the session and the window takes longer than opening a file and drawing a page. So who starts the program asks
ahead; when the same request is made later it is not made again: it is answered with what has come meanwhile.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request


@dataclass(slots=True)
class _Asked:
    """A request made ahead, its answer, and who has asked for it again."""

    number: int
    answer: Answer | None = None
    on_answer: Callable[[Answer, bool], None] | None = None


class AskedAhead:
    """A worker's host, to which some requests have been put ahead: those that are answered once, such as a tile."""

    def __init__(self, host: WorkerHost) -> None:
        self.host = host
        self._lock = threading.Lock()
        self._asked: dict[Request, _Asked] = {}

    def ask(self, request: Request, on_answer: Callable[[Answer], None], priority: int) -> None:
        """Make a request ahead; ``on_answer`` is called in the host's thread besides who makes it again."""

        def answered(answer: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            with self._lock:
                asked.answer = answer
                again = asked.on_answer
            on_answer(answer)
            if again is not None:
                again(answer, last)

        with self._lock:
            asked = self._asked[request] = _Asked(0)
            asked.number = self.host.submit(request, answered, priority)

    def forget(self) -> None:
        """Drop what has been asked ahead and not been asked for again."""
        with self._lock:
            unwanted, self._asked = self._asked, {}
        for asked in unwanted.values():
            self.host.cancel(asked.number)

    # -- as the host has it -------------------------------------------------------------------------------------------

    def submit(self, request: Request, on_answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Hand over a request, unless it has been made ahead; as ``WorkerHost.submit``."""
        with self._lock:
            asked = self._asked.pop(request, None)
            if asked is not None and asked.answer is None:
                asked.on_answer = on_answer
        if asked is None:
            return self.host.submit(request, on_answer, priority)
        if asked.answer is not None:
            on_answer(asked.answer, True)
        return asked.number

    def cancel(self, number: int) -> None:
        """Drop a request."""
        self.host.cancel(number)

    def abandon(self, number: int) -> None:
        """Drop a request, and end the process where it is at it."""
        self.host.abandon(number)

    def withdraw(self, number: int) -> None:
        """Drop a request unless the worker is at it."""
        self.host.withdraw(number)

    def reprioritise(self, number: int, priority: int) -> None:
        """Give a request another priority."""
        self.host.reprioritise(number, priority)
