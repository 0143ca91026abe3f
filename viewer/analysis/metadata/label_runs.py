"""Lines in which labels of a masthead run together, as text without layout has them ("A/43/PV.13 4 October 1988")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.analysis.metadata.labels import (
    agenda_items_of,
    distribution_of,
    is_council_year,
    is_name,
    originals_of,
    session_of,
    symbols_of,
    version_language,
)
from viewer.analysis.words.dates import date_in
from viewer.analysis.words.names import organ_named
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line

_LONGEST = 120
_MOST_WORDS = 16
_ORIGINAL_WORDS = 4
"""A label on the original language has no more words; what has more goes on with another label."""
_ENDS = re.compile(r"\s+(?:/\s+)?|\s?[:：]\s?|(?<=[\u0600-\u06ff])(?=[A-Z])|(?<=\d)(?=[A-Z]{4})")
"""Where a label may end: at a space, a stroke between spaces or a colon, and where an Arabic name and a symbol meet or
a year and a word in capitals ("9 February 1996ORIGINAL:")."""
_MARK = re.compile(r"(?:[•·*-]\s+)?")
"""What recognition may make of a drawing before the first label."""
_LETTER = re.compile(r"[AEST]|ST|TD")
"""The large letters of the organ, which stand right of the Organization's name until 1997."""


def parted(line: Line, *, laid_out: bool) -> tuple[Line, ...]:
    """A line in which labels stand one behind the other as so many lines; any other as it is.

    Where the page is laid out each part has its share of the line's box, else all have the box of the line.
    """
    spans = _labels(line.text) if len(line.text) <= _LONGEST else ()
    if len(spans) < 2:
        return (line,)
    unit = line.rect.width / len(line.text) if laid_out else 0.0
    return tuple(
        replace(
            line, start=line.start + start, end=line.start + end, text=line.text[start:end],
            rect=replace(line.rect, x0=line.rect.x0 + unit * start, x1=line.rect.x1 - unit * (len(line.text) - end)),
        )
        for start, end in spans
    )  # fmt: skip


def _labels(text: str) -> Sequence[tuple[int, int]]:
    """Where the labels stand that a text is made of, the longest first; empty where it holds anything else."""
    ends = [(found.start(), found.end()) for found in _ENDS.finditer(text)]
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    ends = [end for end in ends if end[0] > start]
    return () if len(ends) >= _MOST_WORDS else _labels_from(text, start, [*ends, (len(text), len(text))])


def _labels_from(text: str, start: int, ends: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    for at in range(len(ends) - 1, -1, -1):
        end, following = ends[at]
        if not _is_label(text[start:end]) and not (start and end == len(text) and _LETTER.fullmatch(text[start:end])):
            continue
        if end == len(text):
            return ((start, end),)
        if rest := _labels_from(text, following, ends[at + 1 :]):
            return ((start, end), *rest)
    return ()


def _is_label(text: str) -> bool:
    date = date_in(text)
    return (
        is_name(text)
        or bool(symbols_of(text))
        or distribution_of(text) is not None
        or (date is not None and date.end - date.start == len(text))
        or organ_named(text) is not None
        or session_of(text) is not None
        or is_council_year(text)
        or bool(agenda_items_of(text))
        or version_language(text) is not None
        or (len(text.split()) <= _ORIGINAL_WORDS and bool(originals_of(text)))
        or any(phrase("masthead", row).match(text) for row in ("open_label", "nth"))
    )
