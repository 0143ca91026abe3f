"""The letters of a line of Arabic in the order in which they are read; standard library only.

MuPDF finds the lines that run from right to left and turns them round, glyph by glyph. What comes out wrong:

- The letters of a glyph that stands for several (lam with alef) are turned round as well. Not so where a font draws
  them with two glyphs, of which the second takes no room: an alef that stands behind its lam is left there.
- A vowel mark that is drawn by itself, before its letter as seen from the left (so LibreOffice draws them), ends up
  behind the space after its word, and that of the last letter at the beginning of the line.
- A glyph that stands for a letter with its mark gives the mark once more.
- LibreOffice 24 and later let each letter's glyph stand for its marks as well, and draw marks with glyphs that stand
  for nothing: there whole glyphs are turned round.

What tells them: what follows the first letter of a glyph has no width and lies at the glyph's right edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
"""Where a letter is drawn: left, top, right, bottom, in points of the page."""

ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff]")
MARKS = re.compile("[\u064b-\u065f\u0670]")
_LAM = "ل"
_ALEF = frozenset("اأإآٱ")
_WITH_HAMZA = frozenset("أإآؤئ")
"""Letters that some fonts put together of two, so that their glyph stands for the marks on them, too."""
_FLOATING = 0.05
"""Points: what is not as wide takes no room of its own."""
NEAR = 0.6
"""Points: what lies so near lies at the same place."""


def takes_no_room(box: Box) -> bool:
    """Whether what is drawn in a box takes no room of its own, as a mark over a letter and the rest of a ligature."""
    return box[2] - box[0] < _FLOATING


def floating_in(boxes: Sequence[Box]) -> set[int]:
    """The numbers of the boxes in which what is drawn takes no room of its own."""
    return {at for at, (left, _, right, _) in enumerate(boxes) if right - left < _FLOATING}


def reading_order(letters: str, boxes: Sequence[Box], *, alefs_behind: bool = False) -> list[int] | None:
    """The numbers of the letters of a line, turned by MuPDF, in the order in which they are read; each mark once.

    None stands for the order that they have: it is looked at only where letters take no room, which few do.
    ``alefs_behind`` says where an alef without width is that stands between two lams.
    """
    floating = floating_in(boxes)
    behind, _, between = _alefs(letters, floating)
    floating -= behind | (between if alefs_behind else set())
    if not floating:
        return None
    gaps = _gaps(letters, floating)
    if len(gaps[0]) == len(letters):
        return None  # there is nothing that they could stand behind
    order: list[int] = []
    done = 0
    tail: Sequence[int] = ()
    leading: list[int] = []
    for number, gap in enumerate(gaps):
        order += range(done, gap.start)
        before = tail if done == gap.start else ()
        following = gaps[number + 1] if number + 1 < len(gaps) else range(0)
        after = following if following.start == gap.stop + 1 else range(0)
        tail = _tail(letters, boxes, floating, gap, after)
        rest = [*gap[: len(gap) - len(tail)]]
        if gap.start == 0:
            leading = [at for at in rest if at in floating]
            order += [at for at in rest if at not in floating]
        else:
            if gap.stop == len(letters):
                rest += leading
            order += _behind(letters, floating, before, rest)
        done = min(gap.stop + 1, len(letters))
        order += range(gap.stop, done)
        order += reversed(tail)
    return order + list(range(done, len(letters)))


def order_of_clusters(letters: str, boxes: Sequence[Box], *, alefs_behind: bool = False) -> list[int]:
    """The same of a line in which every mark comes from the glyph of its letter, so that only glyphs are turned round.

    A space that MuPDF has put in between two glyphs which leave no room for one is left out. An alef that is drawn by
    itself stays behind its lam, as in ``reading_order``.
    """
    order: list[int] = []
    waiting: list[int] = []  # letters of a glyph that is not complete
    behind, _, between = _alefs(letters, floating_in(boxes))
    drawn = behind | between if alefs_behind else behind
    edge = float("inf")
    for at, box in enumerate(boxes):
        if at in drawn:
            order.append(at)
        elif takes_no_room(box):
            waiting.append(at)
        elif not letters[at].isspace() or edge - _next_edge(letters, boxes, at) > NEAR:
            order += [at, *reversed(waiting)]
            waiting.clear()
            edge = box[0]
    return order + waiting


def _next_edge(letters: str, boxes: Sequence[Box], space: int) -> float:
    """The right edge of the glyph after a space; far to the left where there is none."""
    others = range(space + 1, len(letters))
    return next((boxes[at][2] for at in others if not takes_no_room(boxes[at])), float("-inf"))


def alefs_behind(lines: Iterable[tuple[str, Sequence[Box]]]) -> bool:
    """Whether more alefs without width stand behind their lam than before it, in the lines of a page."""
    balance = 0
    for letters, boxes in lines:
        behind, before, _ = _alefs(letters, floating_in(boxes))
        balance += len(behind) - len(before)
    return balance > 0


def _alefs(letters: str, floating: set[int]) -> tuple[set[int], set[int], set[int]]:
    """The alefs without width that stand behind a lam, before one, and between two."""
    behind, before, between = set[int](), set[int](), set[int]()
    for at in floating:
        if letters[at] in _ALEF:
            lam_before, lam_after = letters[at - 1 : at] == _LAM, letters[at + 1 : at + 2] == _LAM
            if lam_before or lam_after:
                (between if lam_before and lam_after else behind if lam_before else before).add(at)
    return behind, before, between


def _gaps(letters: str, floating: set[int]) -> list[range]:
    """What lies between glyphs, floating letters and spaces, wherever something floats.

    Where something does at the line's beginning there is one at its end, too: it belongs there.
    """
    gaps: list[range] = []
    stop = 0
    for at in sorted(floating):
        if at < stop:
            continue
        start, stop = at, at + 1
        while start and letters[start - 1].isspace():
            start -= 1
        while stop < len(letters) and (stop in floating or letters[stop].isspace()):
            stop += 1
        gaps.append(range(start, stop))
    if gaps[0].start == 0 and gaps[-1].stop < len(letters):
        start = len(letters)
        while letters[start - 1].isspace():
            start -= 1
        gaps.append(range(start, len(letters)))
    return gaps


def _behind(letters: str, floating: set[int], tail: Sequence[int], rest: list[int]) -> list[int]:
    """What follows a glyph and its tail: the marks that it has not got, then spaces."""
    rest.sort(key=lambda at: at not in floating)
    had = _marks(letters, tail)
    if not had:
        return rest
    kept: list[int] = []
    for at in rest:
        if had[letters[at]] > 0:
            had[letters[at]] -= 1
        else:
            kept.append(at)
    return kept


def _tail(letters: str, boxes: Sequence[Box], floating: set[int], gap: range, after: range) -> Sequence[int]:
    """The letters of a gap that belong to the glyph after it.

    Letters without width at its right edge do. So do marks beside them, as long as each is drawn by itself as well: it
    is found in the gap ``after``.
    """
    if gap.stop == len(letters) or gap.stop - 1 not in floating or not ARABIC.match(letters[gap.stop]):
        return ()
    edge = boxes[gap.stop][2]
    start = gap.stop
    while start > gap.start and start - 1 in floating and abs(boxes[start - 1][0] - edge) < NEAR:
        start -= 1
    first = next((at for at in range(start, gap.stop) if not _is_mark(letters[at])), gap.stop)
    if first == gap.stop and letters[gap.stop] not in _WITH_HAMZA:
        return ()
    if first > start:
        drawn = _marks(letters, after)
        drawn.subtract(_marks(letters, range(first, gap.stop)))
        while first > start and drawn[letters[first - 1]] > 0:
            first -= 1
            drawn[letters[first]] -= 1
    return range(first, gap.stop)


def _marks(letters: str, numbers: Iterable[int]) -> Counter[str]:
    return Counter([letters[at] for at in numbers if _is_mark(letters[at])])


def _is_mark(letter: str) -> bool:
    """Whether it stands over or under a letter."""
    return unicodedata.combining(letter) > 0
