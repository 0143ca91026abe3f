"""Setting the rows of a plain text on its page: right-to-left paragraphs from the right, every character with a box.

The rows are given (formats decide what stands on which page and in which row); here they are only drawn. The base
direction of a paragraph is that of its first strong character (Unicode Standard Annex #9, rules P2 and P3).
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextLine, QTextOption

from viewer.model.text import PageGlyphs

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from PySide6.QtGui import QPainter

    from viewer.model.text import PageText, TextLine


LAYOUT_SIZE = 64
"""Pixels of the type that rows are laid out in; drawing scales them. Qt's fonts come in whole pixels only, and at this
size the rounding of advances is not seen."""

STEP = 64
"""Characters that are placed in a step. Qt goes through the whole row for each: 23 microseconds for one of 960 tabs."""

MONOSPACED_ADVANCE = 0.6
"""The width of a monospaced letter as a share of its size; tab stops are eight of them apart."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row as it is drawn: the layout, where its left top corner stands in points, and points a unit of the layout."""

    layout: QTextLayout
    x: float
    y: float
    x_scale: float
    y_scale: float


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page of rows, ready to be drawn, and where its characters stand."""

    rows: tuple[SetRow, ...]
    glyphs: PageGlyphs

    def paint(self, painter: QPainter) -> None:
        """Draw the rows, as ``paint_rows`` does."""
        paint_rows(self.rows, painter)


def paint_rows(rows: Iterable[SetRow], painter: QPainter) -> None:
    """Draw rows with the painter's pen; a painter unit is a point and the origin is the page's corner."""
    for row in rows:
        painter.save()
        painter.translate(row.x, row.y)
        painter.scale(row.x_scale, row.y_scale)
        row.layout.draw(painter, QPointF(0, 0))
        painter.restore()


def text_font() -> QFont:
    """The system's monospaced font for plain text, at ``LAYOUT_SIZE``; other scripts fall back by themselves."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(LAYOUT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def set_rows(page: PageText) -> Iterator[SetRow]:
    """Set the rows of a page in their boxes, for those who only draw them."""
    return (row for _line, _rtl, row in _set_lines(page) if row is not None)


def set_in_steps(page: PageText) -> Generator[None, None, SetPage]:
    """Set the rows of a page in their boxes, and place its characters; in steps of a millisecond or two.

    A page of Arabic takes 50 ms, one of signs without width, 960 of which fit into a row, a second.
    """
    boxes = array("f", [0.0]) * (4 * len(page.text))
    rows: list[SetRow] = []
    lines: list[tuple[int, int]] = []
    directions: list[bool] = []
    for line, rtl, row in _set_lines(page):
        lines.append((line.start, line.end))
        directions.append(rtl)
        if row is not None:
            rows.append(row)
            yield from _place_characters(boxes, page.text, line, row)
    _place_line_ends(boxes, page, directions)
    return SetPage(tuple(rows), PageGlyphs(boxes, tuple(lines), tuple(directions)))


def _set_lines(page: PageText) -> Iterator[tuple[TextLine, bool, SetRow | None]]:
    """Each line, whether it is read from the right, and its row; None for one that is empty."""
    by_block = _right_to_left_blocks(page)
    font = text_font()
    for line in page.lines:
        rtl = by_block[line.block]
        empty = line.start == line.end
        yield line, rtl, None if empty else _set_row(page.text[line.start : line.end], line, font, rtl=rtl)


def _right_to_left_blocks(page: PageText) -> dict[int, bool]:
    """Whether each block reads right to left, by its first strong character; left to right where it has none."""
    texts: dict[int, list[str]] = {}
    for line in page.lines:
        texts.setdefault(line.block, []).append(page.text[line.start : line.end])
    return {block: _begins_right_to_left("".join(rows)) for block, rows in texts.items()}


def _begins_right_to_left(text: str) -> bool:
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def _set_row(text: str, line: TextLine, font: QFont, *, rtl: bool) -> SetRow:
    size = line.runs[0].size if line.runs else 10.0
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTabStopDistance(8 * MONOSPACED_ADVANCE * LAYOUT_SIZE)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    laid = layout.createLine()
    laid.setLineWidth(1e6)
    laid.setPosition(QPointF(0, 0))
    layout.endLayout()
    width = laid.naturalTextWidth()
    y_scale = size / LAYOUT_SIZE
    x_scale = min(y_scale, line.rect.width / width) if width > 0 else y_scale
    # A right-to-left line stands at the right end of its endless width: its place is taken from where it begins.
    left = laid.naturalTextRect().left()
    x = (line.rect.x1 - width * x_scale if rtl else line.rect.x0) - left * x_scale
    y = line.rect.y0 + (line.rect.height - laid.height() * y_scale) / 2
    return SetRow(layout, x, y, x_scale, y_scale)


def _place_characters(boxes: array[float], text: str, line: TextLine, row: SetRow) -> Iterator[None]:
    laid = row.layout.lineAt(0)
    words = text[line.start : line.end]
    units = _first_units(words)
    carets: list[tuple[float, int]] = []
    for index, unit in enumerate(units):
        if index % STEP == 0:
            yield
        carets.append(_caret(laid, unit))
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in words):
        edges = _mixed_edges(laid, words, units, carets)
    else:
        edges = ((here, there) for (here, _), (there, _) in pairwise(carets))
    for offset, (here, there) in enumerate(edges, line.start):
        if (offset - line.start) % STEP == 0:
            yield
        left, right = sorted((row.x + here * row.x_scale, row.x + there * row.x_scale))
        boxes[4 * offset : 4 * offset + 4] = array("f", (left, line.rect.y0, right, line.rect.y1))


def _mixed_edges(
    laid: QTextLine, words: str, units: list[int], carets: list[tuple[float, int]]
) -> Iterator[tuple[float, float]]:
    """The edges of each character of a row that has some from right to left in it, in units of the layout."""
    moved = [taken != unit for unit, (_, taken) in zip(units, carets, strict=True)]
    for index, char in enumerate(words):
        here, there = carets[index][0], _caret(laid, units[index], QTextLine.Edge.Trailing)[0]
        following = carets[index + 1][0]
        if _has_width(char) and (here == there or moved[index] or moved[index + 1]):
            here, there = _edges_by_glyph(laid, words, units, index) or (here, here)
        elif min(here, there) < following < max(here, there):  # only the first part of a ligature
            there = following
        yield here, there


_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"})


def _first_units(text: str) -> list[int]:
    """Where each character begins in UTF-16, which QTextLayout counts in (a Span counts code points), and the end."""
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    return units


def _caret(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> tuple[float, int]:
    """The x of an edge of the character at a UTF-16 unit, in units of the layout, and the unit that Qt took for it."""
    place: object = line.cursorToX(unit, edge)  # the stubs do not know that a pair is returned
    assert isinstance(place, tuple)  # noqa: S101 - it is, as cursorToX changes the unit it is given
    return float(place[0]), int(place[1])  # pyright: ignore[reportUnknownArgumentType]


def _has_width(char: str) -> bool:
    """Whether a character takes room of its own: marks stand over another, formatting characters are not drawn."""
    return unicodedata.category(char)[0] != "M" and unicodedata.category(char) != "Cf"


def _edges_by_glyph(line: QTextLine, words: str, units: list[int], index: int) -> tuple[float, float] | None:
    """The edges of a character by the glyph that draws it, where the carets do not tell.

    Before the first character of a run against the line's direction Qt puts the caret at the end of the run before
    it, so both its edges come out the same; for the last one of a run with a ligature it gives the caret of another.
    The characters of a ligature have equal parts of it.
    """
    glyph = _glyph_at(line, units[index])
    if glyph is None:
        return None
    first = last = index
    while first > 0 and _glyph_at(line, units[first - 1]) == glyph:
        first -= 1
    while last + 1 < len(words) and _glyph_at(line, units[last + 1]) == glyph:
        last += 1
    sharing = [at for at in range(first, last + 1) if _has_width(words[at])]
    left, right, right_to_left = glyph
    part, place = (right - left) / len(sharing), sharing.index(index)
    if right_to_left:
        return right - part * (place + 1), right - part * place
    return left + part * place, left + part * (place + 1)


def _glyph_at(line: QTextLine, unit: int) -> tuple[float, float, bool] | None:
    """Where the glyph of the character at a UTF-16 unit begins and ends, and whether it is read from the right."""
    runs = line.glyphRuns(unit, 1)
    if not runs or not runs[0].positions():
        return None
    left = runs[0].positions()[0].x()
    advance = runs[0].rawFont().advancesForGlyphIndexes(runs[0].glyphIndexes())[0].x()
    return left, left + advance, runs[0].isRightToLeft()


def _place_line_ends(boxes: array[float], page: PageText, directions: list[bool]) -> None:
    """Line ends get an empty box after the last character of their row."""
    for number, line in enumerate(page.lines):
        following = page.lines[number + 1].start if number + 1 < len(page.lines) else len(page.text)
        edge = line.rect.x1 if directions[number] else line.rect.x0
        if line.end > line.start:
            at = 4 * (line.end - 1)
            edge = boxes[at] if directions[number] else boxes[at + 2]
        for offset in range(line.end, following):
            boxes[4 * offset : 4 * offset + 4] = array("f", (edge, line.rect.y0, edge, line.rect.y1))
