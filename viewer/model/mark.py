"""Marks: what the annotations of a PDF are, in words that no PDF library has to be known for.

Source: ISO 32000-1, 12.5 (Annotations). A mark stands on one page; a note over a page break is a mark on each.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.geometry import PageRect

Rgb = tuple[float, float, float]
"""A colour: red, green and blue, each from 0 to 1."""


class MarkStyle(StrEnum):
    """How a mark looks, by the name of its annotation's type (ISO 32000-1, table 169)."""

    HIGHLIGHT = "Highlight"
    UNDERLINE = "Underline"
    STRIKE_OUT = "StrikeOut"
    SQUIGGLY = "Squiggly"
    SQUARE = "Square"
    TEXT = "Text"
    """A note's sign beside the text, which opens to its words."""
    FREE_TEXT = "FreeText"
    """Words written on the page."""
    OTHER = "Other"
    """Drawn (ink, lines, stamps); its words and place are known."""

    @property
    def on_words(self) -> bool:
        """Whether it marks words of the page."""
        return self in _ON_WORDS

    @property
    def has_words(self) -> bool:
        """Whether there can be words of the page that it is about: those that it marks, or frames."""
        return self.on_words or self is MarkStyle.SQUARE


_ON_WORDS = frozenset({MarkStyle.HIGHLIGHT, MarkStyle.UNDERLINE, MarkStyle.STRIKE_OUT, MarkStyle.SQUIGGLY})


@record
class Mark:
    """A mark on a page (from 0).

    ``stretch`` are the offsets of the words it marks or frames in the page's text, where there are any. ``rects`` are
    the places that it covers, one a line, in points of the page as it is shown. One of the two is enough to draw it: a
    text mark stands beside the first. ``name`` identifies it on its page and ``reply_to`` is the name of that which it
    answers; both may be empty. ``created`` and ``modified`` are UTC times in ISO 8601, or empty. ``turns`` are the
    quarters clockwise by which the marked words are turned on the page as it is shown. ``grouped`` says that it is no
    answer to ``reply_to`` but one thing with it (12.5.6.2, "Group"): words struck out, and what is to replace them.
    ``source`` is the Markdown that ``contents`` are the plain words of; empty where these are all there is.
    """

    page: int
    style: MarkStyle
    stretch: tuple[int, int] | None = None
    rects: tuple[PageRect, ...] = ()
    contents: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    subject: str = ""
    color: Rgb | None = None
    name: str = ""
    reply_to: str = ""
    turns: int = 0
    grouped: bool = False
    source: str = ""
