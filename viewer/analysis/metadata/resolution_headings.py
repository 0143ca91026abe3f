"""Headings of resolutions from which the symbol follows, where no masthead says it.

Copies of single resolutions begin with "Resolution 822 (1993)"; the volumes in which the organs print them have "84
(1950). Resolution of 7 July 1950", "2758 (XXVI). Restoration of ..." and, since 1976, "47/1. Recommendation of ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import markers, organ_speaks
from viewer.analysis.words.names import organ_named, organs_in
from viewer.analysis.words.wordlists import phrase, simplified
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.paragraphs import Paragraph

_IN_VOLUME = re.compile(
    r"(?P<number>\d{1,4}(?: [A-F])? ?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXL]+)\)"
    r"|(?:\d{1,2}|(?:19|20)\d\d)/\d{1,3}(?: [A-F])?)(?:\.| [-–—]) ?(?P<title>[^\W\d_].*)"
)
_LIKELY = re.compile(r"\d{1,4} ?\([^()]{1,8}\)[.,] ?[^\W\d_]|\d{1,4}/\d{1,3}\. [^\W\d_]")
"""What a heading may be on a recognised page, whose Roman figures are often misread."""
_SERIES = {
    "General Assembly": "A/RES",
    "Security Council": "S/RES",
    "Economic and Social Council": "E/RES",
    "Human Rights Council": "A/HRC/RES",
}
_FIRST = 6
_NEAR = 3


@dataclass(frozen=True, slots=True)
class ResolutionHeading:
    """The symbol that follows from a heading, the span of the number, and the title with its span (empty without)."""

    symbol: str
    number: Span
    title: str = ""
    title_span: Span | None = None


def resolution_heading(paragraphs: Sequence[Paragraph]) -> ResolutionHeading | None:
    """The heading of the one resolution that a page begins with; None where it has several, or begins otherwise."""
    for at, paragraph in enumerate(paragraphs[:_FIRST]):
        if number := phrase("documents", "council_heading").match(simplified(paragraph.text)):
            near = " ".join(other.text for other in paragraphs[at : at + 5])[:500]
            if not any(name.name == "Security Council" for name in organs_in(near)):
                return None
            symbol = f"S/RES/{number[1] or number[3]} ({number[2] or number[4]})"
            return ResolutionHeading(symbol, _at(paragraph, len(number[0])))
    found = [
        (heading, paragraph, organ)
        for at, paragraph in enumerate(paragraphs)
        if (heading := _IN_VOLUME.fullmatch(paragraph.text))
        and (organ := _speaker(paragraphs[at + 1 : at + 1 + _NEAR])) in _SERIES
    ]
    several = sum(_LIKELY.match(paragraph.text) is not None for paragraph in paragraphs) > 1
    if len(found) != 1 or several or found[0][1] not in paragraphs[:_NEAR]:
        return None
    heading, paragraph, organ = found[0]
    symbol = f"{_SERIES[organ]}/{re.sub(r' ?[(]', ' (', heading['number'])}"
    title = "" if phrase("documents", "dated_heading").match(heading["title"]) else heading["title"].rstrip("* ")
    return ResolutionHeading(symbol, _at(paragraph, heading.end("number")), title, paragraph.span)


def _at(paragraph: Paragraph, length: int) -> Span:
    return Span(paragraph.span.start, paragraph.span.start + length)


def _speaker(paragraphs: Sequence[Paragraph]) -> str:
    """The organ whose line ("The General Assembly,") is one of the paragraphs, or an empty string."""
    for paragraph in paragraphs:
        if organ_speaks(paragraph.text):
            organ = organ_named(markers().articles.sub("", paragraph.text, count=1)) or organ_named(paragraph.text)
            return organ.name if organ else ""
    return ""
