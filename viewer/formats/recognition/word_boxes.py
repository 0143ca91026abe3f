"""From recognised words and their boxes to a page's text, its lines, and a box for each of its characters.

A recogniser gives words in the order in which they are read, each with its box, and nothing else: which words stand
on a line, where spaces and line ends belong and where in a word its letters stand is worked out here. One function
makes the text and the boxes, so that they agree character for character. All measures are PDF points.
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.model.geometry import PageRect, bounding_rect
from viewer.model.text import PageGlyphs, PageText, TextLine, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.geometry import PageSize
    from viewer.model.text import Recognition

WIDEST_GAP = 2.2
"""Line heights between two words of a line; a wider gap parts columns and cells."""
PARAGRAPH_GAP = 0.7
"""Line heights between two lines of a block at most."""
SAME_LINE = 0.45
"""The share of the lower one's height that a word and its line have in common."""
SNAP = 0.2
"""Lines whose type differs from the page's by less than this share have the page's: boxes of words are not exact."""

_NARROW = frozenset("iIl.,;:'!|()[]-·،؛‘’`1")
_WIDE = frozenset("mwMW@%—шщжюыШЩЖЮЫ")
_ASCENDING = frozenset("bdfhkl")
_DESCENDING = frozenset("gjpqyруфцщд,;()/")


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word as it was recognised, its letters in the order in which they are read, and its box on the page."""

    text: str
    rect: PageRect


def lay_out(
    words: Iterable[RecognisedWord], size: PageSize, recognition: Recognition | None = None, turns: int = 0
) -> tuple[PageText, PageGlyphs]:
    """The page that these words, given in reading order, stand on: its text with lines, and its characters' boxes.

    ``size`` is that of the page as it is shown; the words' boxes are on the page turned by ``turns`` quarters
    clockwise, as it was read. A word without letters, or with its box off the page, is left out. Lines end with a line
    end.
    """
    as_read = size.turned(turns)
    lines = list(_lines_of(_usable(words, as_read)))
    types = _type_sizes(lines)
    texts: list[str] = []
    boxes = array("f")
    laid: list[TextLine] = []
    right_to_left: list[bool] = []
    at = 0
    for line, type_size, block in zip(lines, types, _blocks_of(lines), strict=True):
        start = at
        rtl = _reads_right_to_left(line)
        for text, rect in _pieces_of(line, rtl=rtl):
            texts.append(text)
            boxes.extend(_boxes_of(text, rect))
            at += len(text)
        rect = _hull(line)
        laid.append(TextLine(start, at, rect, block, (TextRun(start, at, type_size),)))
        right_to_left.append(rtl)
        texts.append("\n")
        edge = line[-1].rect.x0 if rtl else line[-1].rect.x1
        boxes.extend((edge, rect.y0, edge, rect.y1))
        at += 1
    spans = tuple((line.start, line.end) for line in laid)
    text = PageText("".join(texts), as_read, tuple(laid), recognition, turns, blank=not texts)
    return text, PageGlyphs(_turned_back(boxes, as_read, turns), spans, tuple(right_to_left))


def _turned_back(boxes: array[float], as_read: PageSize, turns: int) -> array[float]:
    """Boxes on the page as it is shown; those of what is not drawn have no width there either."""
    if not turns:
        return boxes
    shown = array("f")
    for at in range(0, len(boxes), 4):
        box = PageRect(*boxes[at : at + 4])
        rect = box.turned(-turns, as_read)
        shown.extend((rect.x0, rect.y0, rect.x1 if box.width > 0 else rect.x0, rect.y1))
    return shown


# -- words ------------------------------------------------------------------------------------------------------------


def _usable(words: Iterable[RecognisedWord], size: PageSize) -> Iterator[RecognisedWord]:
    for word in words:
        text = "".join(sign if _may_stand(sign) else "\N{REPLACEMENT CHARACTER}" for sign in "".join(word.text.split()))
        box = word.rect
        rect = PageRect(max(0.0, box.x0), max(0.0, box.y0), min(size.width, box.x1), min(size.height, box.y1))
        if text and rect.x0 < rect.x1 and rect.y0 < rect.y1:
            yield RecognisedWord(text, rect)


def _may_stand(sign: str) -> bool:
    """Whether a character may stand in a text: no page break, nothing that is not drawn or cannot be written."""
    return unicodedata.category(sign) not in {"Cc", "Cs"}


def _is_ideographic(sign: str) -> bool:
    """Whether words are written without a space beside this character: Chinese and Japanese, and their punctuation."""
    return (
        "\u2e80" <= sign <= "\u9fff"
        or "\uf900" <= sign <= "\ufaff"
        or "\uff00" <= sign <= "\uff60"
        or sign > "\U0001ffff"
    )


# -- lines ------------------------------------------------------------------------------------------------------------


def _lines_of(words: Iterable[RecognisedWord]) -> Iterator[list[RecognisedWord]]:
    """The words in lines: as long as they stand on one height, parted where a gap is too wide."""
    row: list[RecognisedWord] = []
    for word in words:
        if row and not _continues(row, word):
            yield from _parted(row)
            row = []
        row.append(word)
    if row:
        yield from _parted(row)


def _continues(row: Sequence[RecognisedWord], word: RecognisedWord) -> bool:
    """Whether a word stands on the same line as those before it, beside and not on them."""
    near = _hull(row[-3:])  # not the whole row: scans lie askew
    shared = min(near.y1, word.rect.y1) - max(near.y0, word.rect.y0)
    if shared < SAME_LINE * min(near.height, word.rect.height):
        return False
    before = row[-1]
    if _written_together(before, word) or any(map(_is_ideographic, word.text)):
        return word.rect.x0 > before.rect.x0  # boxes of ideographs reach over the words behind them
    covered = sum(max(0.0, min(one.rect.x1, word.rect.x1) - max(one.rect.x0, word.rect.x0)) for one in row)
    return covered <= 0.6 * word.rect.width


def _parted(row: list[RecognisedWord]) -> Iterator[list[RecognisedWord]]:
    """A row in its parts between wide gaps, in the order in which each begins; words keep theirs."""
    widest = WIDEST_GAP * _hull(row).height
    part_of: dict[int, int] = {}
    reached, part = float("-inf"), -1
    for index in sorted(range(len(row)), key=lambda index: row[index].rect.x0):
        if row[index].rect.x0 - reached > widest:
            part += 1
        part_of[index] = part
        reached = max(reached, row[index].rect.x1)
    for wanted in dict.fromkeys(part_of[index] for index in range(len(row))):
        yield _without_overlaps([word for index, word in enumerate(row) if part_of[index] == wanted])


def _without_overlaps(line: list[RecognisedWord]) -> list[RecognisedWord]:
    """Boxes cut where the next word begins: those of ideographs reach over their neighbours."""
    cut = list(line)
    for index, (word, following) in enumerate(pairwise(line)):
        one, other = word.rect, following.rect
        if one.x0 < other.x0 < one.x1:
            cut[index] = RecognisedWord(word.text, PageRect(one.x0, one.y0, other.x0, one.y1))
    return cut


def _hull(words: Sequence[RecognisedWord]) -> PageRect:
    hull = bounding_rect(word.rect for word in words)
    assert hull is not None  # noqa: S101 - a line has words
    return hull


def _reads_right_to_left(line: Sequence[RecognisedWord]) -> bool:
    """Whether more letters of a line are read from right to left than from left to right."""
    balance = 0
    for word in line:
        for sign in word.text:
            kind = unicodedata.bidirectional(sign)
            balance += (kind in {"R", "AL"}) - (kind == "L")
    return balance > 0


def _pieces_of(line: Sequence[RecognisedWord], *, rtl: bool) -> Iterator[tuple[str, PageRect]]:
    """The words of a line and the spaces between them, each with its box, in reading order."""
    before: RecognisedWord | None = None
    hull = _hull(line)
    for word in line:
        if before is not None and not _written_together(before, word):
            left, right = sorted((before, word), key=lambda one: one.rect.x0)
            gap = (left.rect.x1, right.rect.x0)
            if gap[0] >= gap[1]:
                gap = (before.rect.x0,) * 2 if rtl else (before.rect.x1,) * 2
            yield " ", PageRect(gap[0], hull.y0, gap[1], hull.y1)
        yield word.text, word.rect
        before = word


def _written_together(word: RecognisedWord, following: RecognisedWord) -> bool:
    return _is_ideographic(word.text[-1]) or _is_ideographic(following.text[0])


# -- letters ----------------------------------------------------------------------------------------------------------


def _boxes_of(text: str, rect: PageRect) -> Iterator[float]:
    """The box of a word, or of a space, divided among its characters, where each is drawn: x0, y0, x1, y1 of each."""
    widths = [_width(sign) for sign in text]
    unit = rect.width / (sum(widths) or 1.0)
    lefts = [0.0] * len(text)
    x = rect.x0
    for index in visual_order(text):
        lefts[index] = x
        x += widths[index] * unit
    for left, width in zip(lefts, widths, strict=True):
        yield from (left, rect.y0, min(left + width * unit, rect.x1), rect.y1)


def _width(sign: str) -> float:
    """How wide a character is beside others; marks stand over another and take no room."""
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0.0
    if _is_ideographic(sign):
        return 1.8
    return 0.55 if sign in _NARROW else 1.5 if sign in _WIDE else 1.0


def visual_order(word: str) -> list[int]:
    """The characters of a word from left to right, by their offsets.

    In a word with letters that are read from the right, figures and Latin letters still run from left to right
    (Unicode Standard Annex #9, rule L2, as far as it concerns one word).
    """
    kinds = [unicodedata.bidirectional(sign) for sign in word]
    if not any(kind in {"R", "AL"} for kind in kinds):
        return list(range(len(word)))
    forward = [kind in {"L", "EN", "AN"} for kind in kinds]
    for index in range(1, len(word) - 1):  # what joins two figures, and marks, go with them
        joins = kinds[index] in {"ES", "CS", "ET", "NSM", "BN"}
        forward[index] = forward[index] or (joins and forward[index - 1] and kinds[index + 1] in {"L", "EN", "AN"})
    order: list[int] = []
    run: list[int] = []
    for index in reversed(range(len(word))):
        if forward[index]:
            run.append(index)
            continue
        order += [*reversed(run), index]
        run = []
    return order + run[::-1]


# -- type and blocks --------------------------------------------------------------------------------------------------


def _type_sizes(lines: Sequence[Sequence[RecognisedWord]]) -> list[float]:
    """The size of each line's type, judged by the heights of its words; about those of the page's, exactly those."""
    sizes = [max(1.0, median(_em(word) for word in line)) for line in lines]
    usual = median(sizes) if sizes else 0.0
    return [round(usual if abs(size - usual) < SNAP * usual else size, 1) for size in sizes]


def median(values: Iterable[float]) -> float:
    """The middle of some values. The standard library's takes 10 ms to be loaded, and it is wanted at the start."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _em(word: RecognisedWord) -> float:
    """The size of the type of a word: its height, by how far its letters reach up and down."""
    ascends = any(sign.isupper() or sign.isdigit() or sign in _ASCENDING or sign > "\u05ff" for sign in word.text)
    descends = any(sign in _DESCENDING or sign > "\u05ff" for sign in word.text)
    return word.rect.height / (0.5 + 0.22 * ascends + 0.21 * descends)


def _blocks_of(lines: Sequence[Sequence[RecognisedWord]]) -> list[int]:
    """The number of the block that each line is in: lines close under each other, of about one height."""
    numbers: list[int] = []
    before: PageRect | None = None
    for line in lines:
        hull = _hull(line)
        if before is None:
            numbers.append(0)
        else:
            height = max(before.height, hull.height)
            beneath = hull.center.y > before.center.y and hull.y0 - before.y1 <= PARAGRAPH_GAP * height
            beside = hull.x0 < before.x1 and before.x0 < hull.x1
            alike = height <= 1.7 * min(before.height, hull.height)
            numbers.append(numbers[-1] + (not (beneath and beside and alike)))
        before = hull
    return numbers
