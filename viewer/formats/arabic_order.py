"""The signs of a line of Arabic in the order in which they are read; standard library only.

MuPDF finds the lines that run from right to left and turns them round, glyph by glyph. Three things come out wrong:

- The letters of a glyph that stands for several (lam with alef) are turned round as well.
- A vowel mark that is drawn by itself, before its letter as seen from the left (so LibreOffice draws them), ends up
  behind the space after its word, and that of the last letter at the beginning of the line.
- A glyph that stands for a letter with its mark gives the mark once more.

What tells them: what follows the first letter of a glyph has no width and lies at the glyph's right edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff]")
MARKS = re.compile("[\u064b-\u065f\u0670]")
_WITH_HAMZA = frozenset("أإآؤئ")
"""Letters that some fonts put together of two, so that their glyph stands for the marks on them, too."""
_NEAR = 0.6
"""Points: what lies so near lies at the same place."""


class Sign(NamedTuple):
    """A character of a line and where it begins and ends, in points from the page's left."""

    letter: str
    left: float
    right: float

    @property
    def floats(self) -> bool:
        """Whether it takes no room of its own."""
        return self.right - self.left < 0.05

    @property
    def is_mark(self) -> bool:
        """Whether it stands over or under a letter."""
        return unicodedata.combining(self.letter) > 0


def reading_order(signs: Sequence[Sign]) -> list[int]:
    """The numbers of the signs of a line, turned by MuPDF, in the order in which they are read; each mark once."""
    floating = [sign.floats for sign in signs]
    glyphs = [at for at, sign in enumerate(signs) if not floating[at] and not sign.letter.isspace()]
    if not glyphs or not any(floating):
        return list(range(len(signs)))
    gaps = [range(one + 1, other) for one, other in pairwise((-1, *glyphs, len(signs)))]
    tails = [_tail(signs, number, *around) for number, around in zip(glyphs, pairwise(gaps), strict=True)]
    rests = [[*gap[: len(gap) - len(tail)]] for gap, tail in zip(gaps, [*tails, ()], strict=True)]
    order = [at for at in rests[0] if not floating[at]]
    rests[-1] += [at for at in rests[0] if floating[at]]
    for number, tail, rest in zip(glyphs, tails, rests[1:], strict=True):
        order.append(number)
        if tail or rest:
            order += reversed(tail)
            order += _behind(signs, tail, rest)
    return order


def _behind(signs: Sequence[Sign], tail: Sequence[int], rest: Sequence[int]) -> list[int]:
    """What follows a glyph and its tail: the marks that it has not got, then spaces."""
    had = Counter(signs[at].letter for at in tail if signs[at].is_mark)
    kept: list[int] = []
    for at in sorted(rest, key=lambda at: not signs[at].floats):
        if had[signs[at].letter] > 0:
            had[signs[at].letter] -= 1
        else:
            kept.append(at)
    return kept


def _tail(signs: Sequence[Sign], number: int, gap: range, after: range) -> Sequence[int]:
    """The signs of a gap that belong to the glyph after it, whose first letter has this number.

    Letters without width at its right edge do. So do marks beside them, as long as each is drawn by itself as well: it
    is found in the gap ``after``.
    """
    if not gap or not signs[gap[-1]].floats or not ARABIC.match(signs[number].letter):
        return ()
    glyph = signs[number]
    start = gap.stop
    while start > gap.start and signs[start - 1].floats and abs(signs[start - 1].left - glyph.right) < _NEAR:
        start -= 1
    letters = [at for at in range(start, gap.stop) if not signs[at].is_mark]
    if not letters and glyph.letter not in _WITH_HAMZA:
        return ()
    first = letters[0] if letters else gap.stop
    drawn = Counter(signs[at].letter for at in after if signs[at].is_mark)
    drawn.subtract(signs[at].letter for at in range(first, gap.stop) if signs[at].is_mark)
    while first > start and drawn[signs[first - 1].letter] > 0:
        first -= 1
        drawn[signs[first].letter] -= 1
    return range(first, gap.stop)
