"""Text set in the lines of a row: wrapped, in its own direction, parts of it bold, cut with an ellipsis."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from viewer.model.bidi import with_last_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics, QPainter

_LINE_SEPARATOR = "\u2028"
"""Breaks a line within a paragraph; QTextLayout sets one paragraph at a time."""


def cut_to_line(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of a text as fits into a line of so many pixels; an ellipsis stands where its words break off.

    Qt's own stands on the other side where the last words run against the line, as an Arabic title in an English one.
    An Arabic letter that keeps the form it has within its word can be wider than the one that Qt reckoned with.
    """
    room = width
    while (cut := metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)) != text:
        kept = with_last_letter(cut)
        too_wide = metrics.horizontalAdvance(kept) - width
        if too_wide <= 0 or room <= 0:
            return kept
        room -= too_wide
    return text


@lru_cache(maxsize=4096)
def text_direction(text: str, otherwise: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> Qt.LayoutDirection:
    """The direction in which most letters of a text are written; ``otherwise`` where it has none, as "12/2020".

    Rows show values, quotations and titles torn from their paragraphs, and many begin with a symbol in Latin letters;
    so the letters are counted, where a paragraph would go by its first one (Unicode Standard Annex #9, rule P2).
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    to_the_right = kinds.count("L")
    to_the_left = kinds.count("R") + kinds.count("AL")
    if not to_the_right and not to_the_left:
        return otherwise
    return Qt.LayoutDirection.RightToLeft if to_the_left > to_the_right else Qt.LayoutDirection.LeftToRight


@dataclass(frozen=True, slots=True)
class SetText:
    """Set text: its ``height`` and the width of its widest line, in pixels, and how to draw it.

    ``last_line`` is the box of the last line relative to the text's corner. ``from_the_right`` says that lines begin at
    the right edge of the column, ``shown`` is how many characters can be read, ``elided`` that others
    were left out.
    """

    layout: QTextLayout
    height: float
    natural_width: float
    last_line: QRectF
    from_the_right: bool
    shown: int
    elided: bool = False

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the painter's pen, the upper left corner of the column at ``x``, ``y``."""
        self.layout.draw(painter, QPointF(x, y))


def set_text(
    text: str,
    font: QFont,
    width: float,
    *,
    lines: int = 0,
    bold: Sequence[tuple[int, int]] = (),
    direction: Qt.LayoutDirection | None = None,
    from_the_right: bool | None = None,
) -> SetText:
    """Set a text in a column.

    Args:
        text: what to set; line ends break lines.
        font: of all of it, but for weight.
        width: of the column in pixels.
        lines: at most so many, the last one cut with an ellipsis; 0 sets all.
        bold: ranges of characters (start, end) to set bold.
        direction: that of the paragraph; None takes the text's own.
        from_the_right: whether lines begin at the right edge; None lets the direction say.
    """
    direction = text_direction(text) if direction is None else direction
    if from_the_right is None:
        from_the_right = direction == Qt.LayoutDirection.RightToLeft
    edge = Qt.AlignmentFlag.AlignRight if from_the_right else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(edge)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text = text.replace("\n", _LINE_SEPARATOR)
    layout = _laid_out(text, font, max(width, 1.0), bold, option, lines)
    elided, shown = False, len(text)
    if lines and layout.lineCount() == lines:
        last = layout.lineAt(lines - 1)
        end = last.textStart() + last.textLength()
        units = text.encode("utf-16-le")
        if end < len(units) // 2:
            kept = units[: 2 * last.textStart()].decode("utf-16-le", "ignore")
            rest = text[len(kept) :].replace(_LINE_SEPARATOR, " ")
            weighty = QFont(font)
            weighty.setBold(any(stop > len(kept) for _start, stop in bold) or font.bold())
            cut = QFontMetricsF(weighty).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            layout = _laid_out(kept + cut, font, max(width, 1.0), bold, option, lines)
            elided = cut != rest
            shown = len(kept + cut) - 1 if elided else len(text)
    return _measured(layout, shown, from_the_right=from_the_right, elided=elided)


def _laid_out(
    text: str, font: QFont, width: float, bold: Sequence[tuple[int, int]], option: QTextOption, most: int
) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats([_bold(text, *part) for part in bold])
    layout.beginLayout()
    y = 0.0
    while not most or layout.lineCount() < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _bold(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start = _units(text[:start])  # pyright: ignore[reportAttributeAccessIssue] - the stub says method
    part.length = _units(text[start:end])  # pyright: ignore[reportAttributeAccessIssue] - the stub says method
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    part.format = form  # pyright: ignore[reportAttributeAccessIssue] - the stub says method
    return part


def _units(text: str) -> int:
    """How many UTF-16 units a text has, which Qt counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _measured(layout: QTextLayout, shown: int, *, from_the_right: bool, elided: bool) -> SetText:
    count = layout.lineCount()
    if not count:
        return SetText(layout, 0.0, 0.0, QRectF(), from_the_right, shown)
    last = layout.lineAt(count - 1)
    widest = max(layout.lineAt(number).naturalTextWidth() for number in range(count))
    return SetText(layout, last.y() + last.height(), widest, last.naturalTextRect(), from_the_right, shown, elided)
