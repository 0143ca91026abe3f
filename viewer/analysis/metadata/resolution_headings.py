"""Headings of resolutions from which the symbol follows, where no masthead says it.

Copies of single resolutions begin with "Resolution 822 (1993)"; the volumes in which the organs print them have "84
(1950). Resolution of 7 July 1950", "2758 (XXVI). Restoration of ..." and, since 1976, "47/1. Recommendation of ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import speaking_organ
from viewer.analysis.references.years import roman_figure
from viewer.analysis.words.names import organs_in
from viewer.analysis.words.ordinals import chinese_number
from viewer.analysis.words.wordlists import phrase, simplified
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.paragraphs import Paragraph

_IN_VOLUME = re.compile(
    r"(?P<number>\d{1,4}(?: [A-F])? ?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXL]+)\)"
    r"|(?:\d{1,2}|(?:19|20)\d\d)/\d{1,3}(?: [A-F])?)(?:\.| [-–—]) ?(?P<title>[^\W\d_].*)"
)
_IN_CHINESE = re.compile(
    r"(?P<number>(?P<n>[〇零一二三四五六七八九十百0]{1,5}) ?[(（](?P<session>[一二三四五六七八九十]{1,4})[)）])"
    r" ?[、.．·] ?(?P<title>[\u3400-\u9fff].*)"
)
"""The figures of the Assembly's resolutions are Chinese ones until 1976: "二七五八(二十六). 恢复 ..."."""
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
"""Paragraphs below a heading within which the organ speaks; what a page begins with may have parts with titles."""


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
        if (heading := _IN_VOLUME.fullmatch(paragraph.text) or _IN_CHINESE.fullmatch(paragraph.text))
        and (organ := _speaker(paragraphs[at + 1 : at + 1 + _NEAR if at else None])) in _SERIES
    ]
    several = sum(_LIKELY.match(paragraph.text) is not None for paragraph in paragraphs) > 1
    first = [one for one in paragraphs[:_FIRST] if not phrase("documents", "bracketed").match(one.text)]
    if len(found) != 1 or several or found[0][1] not in first[:_NEAR]:
        return None
    heading, paragraph, organ = found[0]
    symbol = f"{_SERIES[organ]}/{_number(heading)}"
    title = "" if phrase("documents", "dated_heading").match(heading["title"]) else heading["title"].rstrip("* ")
    return ResolutionHeading(symbol, _at(paragraph, heading.end("number")), title, paragraph.span)


def _number(heading: re.Match[str]) -> str:
    """The number and session or year as symbols have them: "2758 (XXVI)"."""
    parts = heading.groupdict()
    if "session" not in parts:
        return re.sub(r" ?[(]", " (", heading["number"])
    return f"{chinese_number(parts['n'])} ({roman_figure(chinese_number(parts['session']) or 0)})"


def _at(paragraph: Paragraph, length: int) -> Span:
    return Span(paragraph.span.start, paragraph.span.start + length)


def _speaker(paragraphs: Sequence[Paragraph]) -> str:
    """The organ whose line ("The General Assembly,") is one of the paragraphs, or an empty string."""
    organs = (speaking_organ(paragraph.text) for paragraph in paragraphs)
    return next((organ.name for organ in organs if organ), "")
