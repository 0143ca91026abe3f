"""What pages say of themselves: the values of the metadata without the places where they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papers.set_pages import plain_pages

from viewer.analysis.understand import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.text import PageText


def said(text: str) -> dict[str, list]:
    """What a plain text says of itself: lists of values by the keys of CONTRACT.md."""
    return said_on(plain_pages(text))


def said_on(pages: Sequence[PageText]) -> dict[str, list]:
    """The same of pages."""
    return {key: [value.value for value in values] for key, values in understand(pages).metadata.items()}
