"""Long work in short steps: generators that yield how much is done (0 to 1) and return what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

Found = TypeVar("Found")


def at_one_go(steps: Generator[object, None, Found]) -> Found:
    """Take all the steps and return what they found."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value


def part_of(steps: Generator[float, None, Found], begin: float, end: float) -> Generator[float, None, Found]:
    """The same steps as the part of a longer work that goes from ``begin`` to ``end`` (0 to 1)."""
    while True:
        try:
            done = next(steps)
        except StopIteration as found:
            return found.value
        yield begin + (end - begin) * done
