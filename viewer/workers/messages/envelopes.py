"""What crosses the pipe: requests on their way to a worker, answers on their way back, and words about them.

A request is answered by one reply, or by several that share its number, the last of them with ``last`` set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request


@record
class Numbered:
    """A request on its way to a worker."""

    number: int
    priority: int
    request: Request


@record
class Cancel:
    """Drop a request that has not been finished; a request that is gone is no error."""

    number: int


@record
class Reprioritise:
    """Give an unfinished request another priority; a request that is gone is no error."""

    number: int
    priority: int


@record
class Ready:
    """A worker has loaded its modules and takes requests. ``limits`` says which restrictions hold, for the log."""

    limits: tuple[str, ...] = ()


@record
class Working:
    """A worker begins or goes on with a request, so that the right one is blamed if nothing more is heard.

    ``page`` is the page whose text it is about to read, where it reads carefully.
    """

    number: int
    page: int | None = None


@record
class Reply:
    """An answer on its way from a worker; ``last`` ends the request."""

    number: int
    answer: Answer
    last: bool = True


ToWorker = Numbered | Cancel | Reprioritise
