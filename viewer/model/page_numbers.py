"""Pages said in words, counted from 1 as readers count them, and the stretches that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 10
"""Stretches of pages that are told one by one."""


def pages_in_words(pages: Iterable[int]) -> str:
    """Say pages, counted from 0 and in order: "page 3", "pages 1 to 4, 9". What is too much is "and more"."""
    found = stretches(pages)
    many = len(found) > 1 or any(first != last for first, last in found)
    said = ", ".join(_stretch(first + 1, last + 1) for first, last in found[:MOST])
    return f"{'pages' if many else 'page'} {said}{' and more' if len(found) > MOST else ''}"


def stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last of each stretch of numbers, given in order, that count up one by one."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _stretch(first: int, last: int) -> str:
    if last - first < 2:
        return ", ".join(map(str, dict.fromkeys((first, last))))
    return f"{first} to {last}"
