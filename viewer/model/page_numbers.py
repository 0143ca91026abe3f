"""Pages said in words: counted from 1, as readers count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 10
"""Stretches of pages that are told one by one."""


def pages_in_words(pages: Iterable[int]) -> str:
    """Say pages, counted from 0 and in order: "page 3", "pages 1 to 4, 9". What is too much is "and more"."""
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and stretches[-1][1] == page - 1:
            stretches[-1][1] = page
        else:
            stretches.append([page, page])
    many = len(stretches) > 1 or any(first != last for first, last in stretches)
    said = ", ".join(_stretch(first + 1, last + 1) for first, last in stretches[:MOST])
    return f"{'pages' if many else 'page'} {said}{' and more' if len(stretches) > MOST else ''}"


def _stretch(first: int, last: int) -> str:
    if last - first < 2:
        return ", ".join(map(str, dict.fromkeys((first, last))))
    return f"{first} to {last}"
