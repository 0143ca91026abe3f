"""Setting the rows of a plain text on its page: right-to-left paragraphs from the right, every character with a box.

The rows are given (formats decide what stands on which page and in which row); here they are only drawn. The base
direction of a paragraph is that of its first strong character (Unicode Standard Annex #9, rules P2 and P3).
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextLine, QTextOption

from viewer.model.text import PageGlyphs

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from viewer.model.text import PageText, TextLine


LAYOUT_SIZE = 64
"""Pixels of the type that rows are laid out in; drawing scales them. Qt's fonts come in whole pixels only, and at this
size the rounding of advances is not seen."""

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
        """Draw with the painter's pen; a painter unit is a point and the origin is the page's corner."""
        for row in self.rows:
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


def set_page(page: PageText) -> SetPage:
    """Set the rows of a page in their boxes."""
    boxes = array("f", [0.0]) * (4 * len(page.text))
    rows: list[SetRow] = []
    lines: list[tuple[int, int]] = []
    directions: list[bool] = []
    by_block = _right_to_left_blocks(page)
    font = text_font()
    for line in page.lines:
        rtl = by_block[line.block]
        lines.append((line.start, line.end))
        directions.append(rtl)
        if line.start < line.end:
            row = _set_row(page.text[line.start : line.end], line, font, rtl=rtl)
            rows.append(row)
            _place_characters(boxes, page.text, line, row)
    _place_line_ends(boxes, page, directions)
    return SetPage(tuple(rows), PageGlyphs(boxes, tuple(lines), tuple(directions)))


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


def _place_characters(boxes: array[float], text: str, line: TextLine, row: SetRow) -> None:
    laid = row.layout.lineAt(0)
    units = _first_units(text[line.start : line.end])
    plain = all(unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT for char in text[line.start : line.end])
    leading = [_x(laid, unit) for unit in units]
    following = leading[1:] if plain else [_x(laid, unit, QTextLine.Edge.Trailing) for unit in units[:-1]]
    for index, offset in enumerate(range(line.start, line.end)):
        here, there = leading[index], following[index]
        if here == there and not plain:
            here, there = _first_of_run(laid, units[index], leading[index + 1], here)
        left, right = sorted((row.x + here * row.x_scale, row.x + there * row.x_scale))
        boxes[4 * offset : 4 * offset + 4] = array("f", (left, line.rect.y0, right, line.rect.y1))


_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"})


def _first_units(text: str) -> list[int]:
    """Where each character begins in UTF-16, which QTextLayout counts in (a Span counts code points), and the end."""
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    return units


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    """The x of an edge of the character at a UTF-16 unit, in units of the layout."""
    place: object = line.cursorToX(unit, edge)  # the stubs do not know that a pair is returned
    return float(place[0]) if isinstance(place, tuple) else float(place)  # pyright: ignore[reportArgumentType, reportUnknownArgumentType]


def _first_of_run(line: QTextLine, unit: int, next_leading: float, caret: float) -> tuple[float, float]:
    """The edges of the first character of a run against the line's direction.

    Before such a character Qt puts the caret at the end of the run before it, so both its edges come out the same;
    the glyph itself says where it stands. Of a ligature the character gets the part before the next caret.
    """
    runs = line.glyphRuns(unit, 1)
    if not runs or not runs[0].positions():
        return caret, caret
    run = runs[0]
    left = run.positions()[0].x()
    right = left + run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())[0].x()
    if left < next_leading < right:
        return (next_leading, right) if run.isRightToLeft() else (left, next_leading)
    return left, right


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
