"""Long work in the window's thread, a part at a time, so that keys, painting and answers come between the parts."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLICE_SECONDS = 0.006
"""What is done between two events: the other 10 ms of a frame are for painting and typing."""


class InParts:
    """One work at a time, given as an iterator whose every step is a small part of it (2 ms at most).

    ``post`` runs a function soon in the thread that this belongs to, after the events that wait there already.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._steps: Iterator[None] | None = None

    @property
    def goes_on(self) -> bool:
        """Whether a work has been begun and has not ended."""
        return self._steps is not None

    def start(self, steps: Iterator[None]) -> None:
        """Begin a work: its first parts are done at once. One that goes on is given up."""
        self._steps = steps
        self._do_some(steps)

    def start_soon(self, steps: Iterator[None]) -> None:
        """The same, with the first parts after the events that wait: for what follows a step that was long enough."""
        self._steps = steps
        self._post(lambda: self._do_some(steps))

    def stop(self) -> None:
        """Give the work up."""
        self._steps = None

    def finish(self) -> None:
        """Do at once what is left of the work."""
        steps, self._steps = self._steps, None
        if steps is not None:
            for _ in steps:
                pass

    def _do_some(self, steps: Iterator[None]) -> None:
        until = perf_counter() + SLICE_SECONDS
        while self._steps is steps:
            if next(steps, self) is self:
                if self._steps is steps:
                    self._steps = None
                return
            if perf_counter() >= until:
                self._post(lambda: self._do_some(steps))
                return
