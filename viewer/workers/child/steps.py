"""The steps in which a worker carries a request out, so that a more urgent one can come between them."""

from __future__ import annotations

from collections.abc import Callable, Generator

from viewer.model.record import record
from viewer.workers.messages.answers import Answer

SLICE = 0.015
"""Seconds a long request works before it lets others come between."""


@record
class Wait:
    """A step of a request that cannot go on until something has happened."""

    until: Callable[[], bool]


@record
class AtPage:
    """A step that is about to read the text of a page carefully; None has left the pages."""

    page: int | None


Steps = Generator[Answer | Wait | AtPage | None, None, Answer]
"""A request at work: yields answers that are not the last, or None between two slices; returns the last answer."""
