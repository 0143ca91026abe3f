"""The signs of a line of Arabic, and Arabic words in other lines, where they are read; standard library only.

MuPDF turns round what runs from right to left, but the signs that begin or part such stretches (full stops, commas,
dashes, quotation marks, spaces) it may leave where it met them, at the other end: of "word." is read ".word". Where a
sign stands on the page tells it: behind the letter to its right. Lines of which that is true stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from viewer.formats.text_layer.arabic_order import NEAR, floating_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.formats.text_layer.arabic_order import Box

_SIGN = re.compile(r"[^\w\u0640\u064b-\u065f\u0670]")
"""What is no letter, figure or mark over a letter."""
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_LEFT_TO_RIGHT = frozenset(("L", "EN", "AN"))
"""Kinds of what is written from left to right in Arabic, too: words in other letters, and figures."""
_OVERLAP = 0.2
"""How far letters may overlap a sign, as a part of the line's height."""
_ROOM = 0.12
"""The least room of a space, as a part of the line's height."""
_IN_NUMBERS = frozenset(".,/:-")


def signs_in_place(letters: str, boxes: list[Box], order: Sequence[int], *, torn: bool = False) -> list[int] | None:
    """The numbers of the letters in the order in which they are read, where a sign stands elsewhere on the page.

    ``order`` is that in which they would be read else. None where all signs stand where they are read. Of a line that
    was ``torn`` the pieces do not come in the order in which they are read; without Arabic it is of a paragraph that
    runs from the right if its pieces do.

    A space that stands where another does is one that MuPDF has put in, at a wrong place, for the gap between a word
    and a figure: it is put there, and its box with it, or left out where there is no such gap.
    """
    if not torn and not _has_sign_elsewhere(letters, boxes, order):
        return None
    middles = [_middle(box) for box in boxes]
    clusters = sorted(_clusters(boxes, order), key=lambda cluster: -middles[cluster[0]])
    if torn:
        _take_marks_home(letters, boxes, clusters)
    clusters = _without_twins(letters, boxes, clusters)
    if torn and not any(map(_is_arabic, letters)) and boxes[order[0]][0] < boxes[order[-1]][0]:
        return [at for cluster in reversed(clusters) for at in cluster]
    return [*_from_the_right(letters, clusters)]


def order_from_the_left(letters: str, boxes: list[Box]) -> list[int]:
    """The numbers of the letters of a line in a paragraph that runs from the left, in the order in which they are read.

    Words in Arabic stand in it as in Arabic, with all that is between two of them and is no word in other letters. A
    figure to the left of such words is read before them: it cannot be seen whether they are read first.
    """
    places = sorted(_clusters(boxes, range(len(letters))), key=lambda cluster: -_middle(boxes[cluster[0]]))
    clusters = _without_twins(letters, boxes, places)[::-1]
    kinds = [unicodedata.bidirectional(letters[cluster[0]]) for cluster in clusters]
    found: list[int] = []
    at = 0
    while at < len(clusters):
        end = at + 1
        if kinds[at] in _RIGHT_TO_LEFT:
            last = next((number for number in range(at, len(kinds)) if kinds[number] == "L"), len(kinds))
            end = 1 + max(number for number in range(at, last) if kinds[number] in _RIGHT_TO_LEFT)
        found += _from_the_right(letters, clusters[at:end][::-1])
        at = end
    return found


def _from_the_right(letters: str, clusters: Sequence[list[int]]) -> Iterator[int]:
    """The letters of clusters that come from the right, numbers and words in other letters from the left."""
    runs = zip(_to_the_right(letters, clusters), clusters, strict=True)
    for to_the_right, run in groupby(runs, key=itemgetter(0)):
        parts = [cluster for _, cluster in run]
        for cluster in parts[::-1] if to_the_right else parts:
            yield from cluster


def _has_sign_elsewhere(letters: str, boxes: Sequence[Box], order: Sequence[int]) -> bool:
    """Whether a sign has a letter before it that stands to its left, or one after it that stands to its right.

    Or one sign another after it that stands to its right, and not beside it.
    """
    signs = {sign.start() for sign in _SIGN.finditer(letters)}
    if not signs:
        return False
    floating = floating_in(boxes)
    seen = [at for at in order if at not in floating]
    for before, at in pairwise(seen):
        if at not in signs and before not in signs:
            continue
        slack = _OVERLAP * (boxes[at][3] - boxes[at][1])
        if at in signs and _is_arabic(letters[before]) and boxes[before][0] < boxes[at][0] - slack:
            return True
        if before in signs:
            if _is_arabic(letters[at]) and boxes[at][2] > boxes[before][2] + slack:
                return True
            if at in signs and boxes[at][0] > boxes[before][2] + slack:
                return True
    return False


def _clusters(boxes: Sequence[Box], order: Sequence[int]) -> list[list[int]]:
    """Letters, each with what takes no room of its own and is read after it."""
    floating = floating_in(boxes)
    if not floating:
        return [[at] for at in order]
    clusters: list[list[int]] = []
    for at in order:
        if clusters and at in floating:
            clusters[-1].append(at)
        else:
            clusters.append([at])
    return clusters


def _take_marks_home(letters: str, boxes: Sequence[Box], clusters: Sequence[list[int]]) -> None:
    """Let marks that stand apart from what they are read with follow the letter that they are drawn at the left of."""
    for cluster in [cluster for cluster in clusters if len(cluster) > 1]:
        left, _, right, _ = boxes[cluster[0]]
        for at in cluster[1:]:
            place = boxes[at][0]
            if left - NEAR < place < right + NEAR or not unicodedata.combining(letters[at]):
                continue
            home = next((other for other in clusters if abs(boxes[other[0]][0] - place) < NEAR), cluster)
            if _is_arabic(letters[home[0]]):
                cluster.remove(at)
                home.append(at)


def _without_twins(letters: str, boxes: list[Box], clusters: Sequence[list[int]]) -> list[list[int]]:
    """The letters without spaces that stand where something else does, which go into gaps that have none."""
    kept, twins = list[list[int]](), list[list[int]]()
    for number, cluster in enumerate(clusters):
        if not letters[cluster[0]].isspace():
            kept.append(cluster)
            continue
        before = kept[-1][0] if kept else None
        after = clusters[number + 1][0] if number + 1 < len(clusters) else None
        (twins if _stands_over(letters, boxes, cluster[0], before, after) else kept).append(cluster)
    result = [*kept]
    for twin, (right, left) in zip(twins, _gaps_at_figures(letters, boxes, kept), strict=False):
        result.insert(result.index(left), twin)
        boxes[twin[0]] = (boxes[left[0]][2], boxes[left[0]][1], boxes[right[0]][0], boxes[left[0]][3])
    return result


def _stands_over(letters: str, boxes: Sequence[Box], space: int, before: int | None, after: int | None) -> bool:
    """Whether a space stands where the one before it does, or where the letter before or after it does."""
    box = boxes[space]
    if before is not None and letters[before].isspace() and _middle(boxes[before]) < box[2]:
        return True
    middle = _middle(box)
    for at in (before, after):
        if at is not None and not letters[at].isspace() and boxes[at][0] < middle < boxes[at][2]:
            return True
    return False


def _gaps_at_figures(
    letters: str, boxes: Sequence[Box], clusters: Sequence[list[int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Where room for a space is left between a word and a figure: what stands to its right and to its left."""
    for right, left in pairwise(clusters):
        gap = boxes[right[0]][0] - boxes[left[0]][2]
        meets = _is_arabic(letters[right[0]]) and letters[left[0]].isdigit()
        meets |= letters[right[0]].isdigit() and _is_arabic(letters[left[0]])
        if meets and gap > _ROOM * (boxes[left[0]][3] - boxes[left[0]][1]):
            yield right, left


def _to_the_right(letters: str, clusters: Sequence[list[int]]) -> list[bool]:
    """Whether each cluster, from the right, is part of a number or of words that run from left to right."""
    signs = [letters[cluster[0]] for cluster in clusters]
    kinds = [*map(unicodedata.bidirectional, signs)]
    runs = [kind in _LEFT_TO_RIGHT for kind in kinds]
    for last, following in pairwise([at for at, run in enumerate(runs) if run]):
        inside = signs[last + 1 : following]
        words = kinds[last] == kinds[following] == "L" and all(_SIGN.match(sign) for sign in inside)
        words |= kinds[following] == "L" and inside == [" "]
        number = len(inside) == 1 and inside[0] in _IN_NUMBERS
        if words or number:
            runs[last + 1 : following] = [True] * len(inside)
    return runs


def _is_arabic(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2
