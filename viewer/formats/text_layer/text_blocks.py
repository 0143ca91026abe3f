"""The blocks of a page's text as MuPDF gives them, in Python's own dictionaries: lines, runs and characters."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from viewer.formats.text_layer.arabic_order import (
    ARABIC,
    alefs_behind,
    floating_in,
    order_of_clusters,
    reading_order,
    takes_no_room,
)
from viewer.formats.text_layer.arabic_signs import order_from_the_left, signs_in_place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from viewer.formats.text_layer.arabic_order import Box

Json = dict[str, Any]
"""What PyMuPDF's text pages give, which it has no types for:
https://pymupdf.readthedocs.io/en/latest/textpage.html#structure-of-dictionary-outputs"""


_ON_ONE_LINE = 0.2
"""How far apart the pieces of one line may stand upright, as a part of their height."""
_NO_ROOM = 0.12
"""As a part of the height; what stands nearer leaves no room for a space."""
_WIDE = 2.0
"""As a part of the height; what stands further apart is no one line."""
_LEVEL = (1.0, 0.0)
"""The direction of a line that stands upright."""
_NEAR_ROWS = 8
"""The pieces of a line come one soon after the other."""


def lines_of(blocks: list[Json]) -> Iterator[Json]:
    """The lines of all blocks."""
    for block in blocks:
        yield from block.get("lines", ())


def with_texts(blocks: list[Json]) -> list[Json]:
    """Blocks that go down to each character, each run with its text as well."""
    for line in lines_of(blocks):
        for run in line["spans"]:
            run["text"] = "".join([char["c"] for char in run["chars"]])
    return blocks


def name_signs(text_page: Any, low: Any) -> None:
    """Call the signs of a text page U+FFFD that bear no number of Unicode, of which PyMuPDF makes no characters.

    MuPDF gives such where it lays out a text with a sign that none of its fonts has.
    """
    for block in text_page.this:
        if block.m_internal.type == low.FZ_STEXT_BLOCK_TEXT:
            for line in block:
                for sign in line:
                    if not 0 <= sign.m_internal.c <= sys.maxunicode:
                        sign.m_internal.c = ord("\ufffd")


def has(pattern: re.Pattern[str], blocks: list[Json]) -> bool:
    """Whether a run of some block matches a pattern somewhere."""
    return any(pattern.search(run["text"]) for line in lines_of(blocks) for run in line["spans"])


def has_nameless_marks(blocks: list[Json]) -> bool:
    """Whether a line of Arabic has marks whose names no map of its font gives: MuPDF calls them by their codes."""
    return any(_is_nameless(char) for line in lines_of(blocks) if _is_arabic(line) for char in _chars(line))


def take_nameless_marks(blocks: list[Json]) -> bool:
    """Take such marks away; whether there were any."""
    found = False
    for line in [line for line in lines_of(blocks) if _is_arabic(line)]:
        for run in line["spans"]:
            kept = [char for char in run["chars"] if not _is_nameless(char)]
            if len(kept) < len(run["chars"]):
                found, run["chars"] = True, kept
                run["text"] = "".join([char["c"] for char in kept])
    return found


def _is_nameless(char: Json) -> bool:
    """Whether something takes no room that is neither a mark nor part of a ligature."""
    return takes_no_room(char["bbox"]) and not ARABIC.match(char["c"]) and not unicodedata.combining(char["c"])


def put_in_reading_order(blocks: list[Json], *, turned: bool, united: bool = False) -> None:
    """Give the lines of Arabic the order in which they are read, and make one of those that are torn into several.

    ``turned`` says that MuPDF found the order out by the places of the letters, as it does in PDF; where it has laid
    the text out itself only signs may be out of place. ``united`` says that the glyphs of letters stand for all marks.
    A run that what comes between divides is two runs from then on. Arabic words on a page, and in a block, that have
    more letters of others stand in lines that are read from the left.
    """
    if united:
        lines = [line for line in lines_of(blocks) if _is_arabic(line)]
        behind = alefs_behind((_letters(line), _boxes(line)) for line in lines)
        for line in lines:
            _put(line, order_of_clusters(_letters(line), _boxes(line), alefs_behind=behind))
    elif turned:
        lines = [line for line in lines_of(blocks) if _is_arabic(line)]
        _carry_marks_over(lines)
        floating = [(line, _letters(line), boxes) for line in lines if floating_in(boxes := _boxes(line))]
        behind = alefs_behind((letters, boxes) for _, letters, boxes in floating)
        for line, letters, boxes in floating:
            order = reading_order(letters, boxes, alefs_behind=behind)
            if order is not None:
                _put(line, order)
                _place_last_marks(line, order)
    may_run_from_left = turned and not _is_mostly_arabic(_text_of(blocks))
    for block in blocks:
        lines = block.get("lines", ())
        from_left = may_run_from_left and not _is_mostly_arabic(_text_of([block]))
        rows = [_Row([line], line["bbox"]) for line in lines]
        if turned:
            rows = _rows(lines if from_left else [part for line in lines for part in _parted(line)])
        block["lines"] = [_one_line(row, turned=turned, united=united, from_left=from_left) for row in rows]


def _text_of(blocks: list[Json]) -> str:
    return "".join([run["text"] for line in lines_of(blocks) for run in line["spans"]])


def _is_mostly_arabic(text: str) -> bool:
    return 2 * len(ARABIC.findall(text)) >= sum(map(str.isalpha, text))


def _carry_marks_over(lines: Sequence[Json]) -> None:
    """Give each line the mark of its last letter, which MuPDF may hang on the right edge of the line before it."""
    for line, following in pairwise(lines):
        last, first = line["spans"][-1], following["spans"][0]
        while len(last["chars"]) > 1 and _hangs(last["chars"][-1], line["bbox"][2]):
            mark = last["chars"].pop()
            first["chars"].insert(0, mark)
            last["text"], first["text"] = last["text"][:-1], mark["c"] + first["text"]


def _hangs(char: Json, edge: float) -> bool:
    box = char["bbox"]
    return takes_no_room(box) and box[2] >= edge and unicodedata.combining(char["c"]) > 0


def _place_last_marks(line: Json, order: Sequence[int]) -> None:
    """Give the marks of the last letter its place: MuPDF has them where the line begins, at a place of its own."""
    chars = [*_chars(line)]
    wide = [at for at, (left, _, right, _) in enumerate(_boxes(line)) if right > left]
    last = wide[-1] if wide else -1
    if last < 0:
        return
    left = chars[last]["bbox"][0]
    for char, number in zip(chars[last + 1 :], order[last + 1 :], strict=True):
        if number < order[last]:
            _, top, _, bottom = char["bbox"]
            char["bbox"] = (left, top, left, bottom)


def _comes_back(line: Json) -> bool:
    """Whether a line of Arabic goes on at its right again: MuPDF has joined runs as they are seen from the left."""
    letters = _letters(line)
    if not _is_mostly_arabic(letters):
        return False
    height = line["bbox"][3] - line["bbox"][1]
    least = least_arabic = float("inf")
    for letter, (left, *_) in zip(letters, _boxes(line), strict=True):
        if letter.isspace():
            continue
        arabic = ARABIC.match(letter) is not None
        if left > (least if arabic else least_arabic) + height:
            return True
        least = min(least, left)
        least_arabic = min(least_arabic, left) if arabic else least_arabic
    return False


def _one_line(row: _Row, *, turned: bool, united: bool, from_left: bool) -> Json:
    """The pieces of a row as one line, with its signs in place.

    It may have come apart: into these pieces, at marks that were taken for figures or Latin letters (``united``), or
    where MuPDF (which has ``turned`` it) joined runs as they are seen from the left.
    """
    line = {**row.pieces[0], "bbox": row.box, "spans": [run for piece in row.pieces for run in piece["spans"]]}
    letters = _letters(line)
    has_arabic = ARABIC.search(letters) is not None
    if len(row.pieces) == 1 and not has_arabic:
        return line
    boxes = _boxes(line)
    if from_left and has_arabic and line["dir"] == _LEVEL:
        order = order_from_the_left(letters, boxes)
    else:
        torn = united or len(row.pieces) > 1 or (turned and _comes_back(line))
        order = signs_in_place(letters, boxes, range(len(letters)), torn=torn)
    if order is not None:
        for char, box in zip(_chars(line), boxes, strict=True):
            char["bbox"] = box
        _put(line, order)
    return line


def _parted(line: Json) -> Iterator[Json]:
    """The parts of a line that a wide gap divides, as MuPDF may have joined words of two columns, from the right."""
    left, top, right, bottom = line["bbox"]
    widest = _WIDE * (bottom - top)
    if right - left <= widest or not _is_arabic(line):
        yield line
        return
    boxes = _boxes(line)
    lefts, rights = sorted([box[0] for box in boxes]), sorted([box[2] for box in boxes])
    # the first letters from the left are also those that end first, wherever a gap is behind them
    gaps = [number for number in range(1, len(boxes)) if lefts[number] - rights[number - 1] > widest]
    if not gaps:
        yield line
        return
    by_place = sorted(range(len(boxes)), key=lambda at: boxes[at][0])
    for begin, end in reversed([*pairwise([0, *gaps, len(boxes)])]):
        part = by_place[begin:end]
        box = boxes[part[0]]
        for at in part:
            box = _united(box, boxes[at])
        yield {**line, "bbox": box, "spans": [*_runs(line["spans"], sorted(part))]}


@dataclass(slots=True, eq=False)
class _Row:
    """Pieces of a line that leave no room for a space between them, and the box of them all."""

    pieces: list[Json]
    box: Box


def _rows(lines: Sequence[Json]) -> list[_Row]:
    """The lines of a block, those that are pieces of one together at the place of the first."""
    rows: list[_Row] = []
    for line in lines:
        last = _Row([line], line["bbox"])
        first, *others = [*(row for row in rows[-_NEAR_ROWS:] if _stand_together(row, last)), last]
        for other in others:
            first.pieces += other.pieces
            first.box = _united(first.box, other.box)
            if other is not last:
                rows.remove(other)
        if first is last:
            rows.append(last)
    return rows


def _stand_together(row: _Row, other: _Row) -> bool:
    height = min(row.box[3] - row.box[1], other.box[3] - other.box[1])
    between = max(row.box[0], other.box[0]) - min(row.box[2], other.box[2])
    apart = abs(_base(row.pieces[0]) - _base(other.pieces[0]))
    return between < _NO_ROOM * height and apart < _ON_ONE_LINE * height


def _united(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])


def _base(line: Json) -> float:
    """How far down the letters of a line stand; those that run aslant or upward stand on no line together."""
    return line["spans"][0]["origin"][1] if line["dir"] == _LEVEL and line["spans"] else float("nan")


def _put(line: Json, order: Sequence[int] | None) -> None:
    if order is not None:
        line["spans"] = [*_runs(line["spans"], order)]


def _is_arabic(line: Json) -> bool:
    return any(ARABIC.search(run["text"]) for run in line["spans"])


def _letters(line: Json) -> str:
    return "".join([run["text"] for run in line["spans"]])


def _chars(line: Json) -> list[Json]:
    return [char for run in line["spans"] for char in run["chars"]]


def _boxes(line: Json) -> list[Box]:
    return [char["bbox"] for char in _chars(line)]


def _runs(runs: list[Json], order: Sequence[int]) -> Iterator[Json]:
    """The runs of a line whose characters come in another order."""
    chars = [char for run in runs for char in run["chars"]]
    run_of = [number for number, run in enumerate(runs) for _ in run["chars"]]
    for number, some in groupby(order, run_of.__getitem__):
        taken = [chars[at] for at in some]
        yield {**runs[number], "chars": taken, "text": "".join([char["c"] for char in taken])}
