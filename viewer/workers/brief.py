"""A process for one answer: it runs a function that is not trusted to come to an end, and is ended with its time.

Unlike a worker it knows no documents, and what it says is text only, so that nothing in it is carried out here.
"""

from __future__ import annotations

import multiprocessing
import pkgutil
import sys
import time
from typing import TYPE_CHECKING

from viewer.workers.limits import apply_limits
from viewer.workers.process import warm_up

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from typing import Any

MEMORY = 1024**3
"""Bytes of address space."""
LONGEST = 256 * 1024**2
"""Bytes of an answer that are taken."""
_DONE, _REFUSED = b"+", b"-"


class BriefProblem(Exception):  # noqa: N818 - reads as what it says where it is caught
    """There is no answer: why, in words. ``refused`` says that the function itself has raised a ValueError."""

    def __init__(self, words: str, *, refused: bool = False) -> None:
        super().__init__(words)
        self.refused = refused


class BriefRun:
    """One call in a process of its own, from its making to ``end``.

    ``door`` names the function ("module:object"), which gets ``arguments`` and returns text. A ValueError of it is
    the answer in words; ``seconds`` are those it may take.
    """

    def __init__(self, door: str, arguments: tuple[Any, ...], seconds: float) -> None:
        warm_up()
        windows = sys.platform == "win32"
        context = multiprocessing.get_context("spawn") if windows else multiprocessing.get_context("forkserver")
        self._answer, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(sending, door, arguments), daemon=True)
        self._process.start()
        sending.close()
        self._until = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether ``result`` returns at once: there is an answer, or there will be none."""
        return self._answer.poll(0) or time.monotonic() >= self._until

    def result(self) -> str:
        """The answer, waited for while there is time; the process is ended then.

        Raises:
            BriefProblem: there is none.
        """
        try:
            if not self._answer.poll(max(0.0, self._until - time.monotonic())):
                raise BriefProblem("it takes too long")
            answer = self._answer.recv_bytes(LONGEST)
        except (EOFError, OSError):
            raise BriefProblem("it came to no end in the memory that it may use") from None
        finally:
            self.end()
        text = answer[1:].decode("utf-8", "replace")
        if answer[:1] != _DONE:
            raise BriefProblem(text, refused=True)
        return text

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._answer.close()


def _run(sending: Connection[Any, Any], door: str, arguments: tuple[Any, ...]) -> None:
    apply_limits(MEMORY, background=False)
    function = pkgutil.resolve_name(door)
    try:
        answer = _DONE + function(*arguments).encode("utf-8", "replace")
    except ValueError as error:
        answer = _REFUSED + str(error).encode("utf-8", "replace")
    sending.send_bytes(answer)
