"""Headings known by their style: what sets some headings of a document in one way sets all of them so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.words.wordlists import in_capitals

if TYPE_CHECKING:
    from viewer.analysis.sections.headings import Place
    from viewer.analysis.sections.ranks import Start

_SURE = 2
"""Headings in a style from which on other lines in it are headings."""
_OVER_NUMBERED = 3
"""Lines in the type of the text, each right over a numbered paragraph, that are headings."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set: its size in points beyond that of the text, and what else sets it apart from the text."""

    larger: float
    bold: bool
    italic: bool
    capitals: bool
    centred: bool

    @property
    def is_plain(self) -> bool:
        """Whether the text is set like this."""
        return not (self.larger > 0 or self.bold or self.italic or self.capitals or self.centred)


def style_of(place: Place) -> Style:
    """The style of the paragraph at a place whose page was set in type."""
    first = place.paragraph.lines[0]
    return Style(
        round(first.size - place.body, 0), first.bold, first.italic, in_capitals(place.paragraph.text), place.centred
    )


class HeadingStyles:
    """The styles of the headings that were found, and the lines that may be headings too."""

    def __init__(self) -> None:
        self._sure = Counter[Style]()
        self._set = False
        self._doubtful: list[tuple[Style, Start, bool]] = []

    def learn(self, place: Place) -> None:
        """Remember the style of a heading that was found."""
        if place.is_set:
            self._sure[style_of(place)] += 1
            self._set |= place.heading_like

    def doubt(self, place: Place, start: Start) -> None:
        """Remember a line that is a heading, which begins with ``start``, if others in its style are."""
        if place.may_head:
            numbered = place.after is not None and place.after.number is not None
            self._doubtful.append((style_of(place), start, numbered))

    def headings(self) -> list[Start]:
        """The lines that are headings by their style, once all pages have been seen.

        In the type of the text headings are known by the room around them: where the document sets none otherwise, or
        where they stand over numbered paragraphs time and again.
        """
        plain = sum(style.is_plain and numbered for style, _, numbered in self._doubtful)
        return [
            start
            for style, start, numbered in self._doubtful
            if (self._sure[style] >= _SURE and not style.is_plain)
            or not self._set
            or (style.is_plain and numbered and plain >= _OVER_NUMBERED)
        ]
