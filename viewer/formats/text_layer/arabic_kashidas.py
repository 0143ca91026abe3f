"""Kashidas that a PDF calls another sign; standard library only.

LibreOffice fills the lines of justified Arabic with kashidas, and the map to Unicode that it gives their glyph says
whatever sign it was first used beside: "المجل)س" is read where "المجلـس" is shown. Only places tell: the sign stands,
in one font and one width, again and again within words, after letters that join the next one, and hardly elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.formats.text_layer.text_blocks import Json

KASHIDA = "\u0640"
_WITHIN = re.compile("(?<=[ئبتثجحخسشصضطظعغفقكلمنهي\u064b-\u0652])([-()\\[\\].,:;!'\"«»])\\1*(?=[\u0621-\u064a])")
"""Signs of one kind within a word, behind a letter that joins the next one; a stroke parts the names of a month."""
_FEWEST = 3
_SELDOM = 4
"""So many times as often as elsewhere a kashida stands within words."""

_Glyph = tuple[str, str, float]
"""A sign, its font and its width as a part of the type's size: what is not told apart by these is one glyph."""


def name_kashidas(lines: Iterable[Json]) -> None:
    """Call the kashidas of a page so, in the text of its lines, which stand in the order in which they are read."""
    within: Counter[_Glyph] = Counter()
    everywhere: Counter[_Glyph] = Counter()
    places: list[tuple[_Glyph, Json, Json]] = []
    for line in lines:
        chars = [(char, run) for run in line["spans"] for char in run["chars"]]
        everywhere.update(_glyph(char, run) for char, run in chars)
        for at in _within("".join([char["c"] for char, _ in chars])):
            char, run = chars[at]
            glyph = _glyph(char, run)
            within[glyph] += 1
            places.append((glyph, char, run))
    for glyph, char, run in places:
        if within[glyph] >= _FEWEST and within[glyph] >= _SELDOM * (everywhere[glyph] - within[glyph]):
            char["c"] = KASHIDA
            run["text"] = "".join([one["c"] for one in run["chars"]])


def _within(letters: str) -> Iterator[int]:
    for found in _WITHIN.finditer(letters):
        yield from range(*found.span())


def _glyph(char: Json, run: Json) -> _Glyph:
    left, _, right, _ = char["bbox"]
    return char["c"], run["font"], round((right - left) / max(run["size"], 1.0), 2)
