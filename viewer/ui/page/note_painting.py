"""How notes that are no highlights look on the page: lines under and through words, frames, bookmarks.

They are told apart by their shape and place, not by colour: one line under the words, one through them, a dashed frame,
a ribbon in the margin. A dot at the end says that the reader has written something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.model.annotation import AnnotationKind
from viewer.ui.look.colors import line_color
from viewer.ui.page.on_screen import on_screen

if TYPE_CHECKING:
    from viewer.ui.page.marks import Marking
    from viewer.ui.page.on_screen import Look, PageOnScreen

LINE = 0.11
"""Of the height of a line of text: how thick a line of the reader's is; a third of a link's dots at least."""
RIBBON = 11.0
"""Points: the width of a bookmark; it is one and a half times as high and hangs at the page's outer edge."""
DOT = 2.4
"""Device-independent pixels: the radius of the dot behind a mark with words of the reader."""


def paint_note_mark(painter: QPainter, shown: PageOnScreen, marking: Marking, look: Look) -> None:
    """Paint the mark of a note, with a painter whose unit is a device pixel."""
    if marking.drawn_in is None:
        return
    color = line_color(marking.drawn_in, look.paper, marking.own_color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if marking.kind is AnnotationKind.BOOKMARK:
        _ribbon(painter, shown, marking, color, look)
    elif marking.kind is AnnotationKind.REGION:
        _frame(painter, shown, marking, color, look)
    else:
        _lines(painter, shown, marking, color, look)
    painter.restore()


def _lines(painter: QPainter, shown: PageOnScreen, marking: Marking, color: QColor, look: Look) -> None:
    end = QPointF()
    for rect in marking.rects:
        box = QRectF(on_screen(shown, rect))
        width = max(1.5 * look.ratio, LINE * (box.width() if marking.turns % 2 else box.height()))
        line = _line_at_words(box, marking, width)
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(line)
        end = line.p2()
    if marking.underlined:
        _dot(painter, end, color, look)


def _line_at_words(box: QRectF, marking: Marking, width: float) -> QLineF:
    """The line under or through the words in a box, from their beginning to their end, however they are turned."""
    through = marking.kind is AnnotationKind.STRIKE_THROUGH
    height = box.width() if marking.turns % 2 else box.height()
    down = 0.56 * height if through else height - width / 2
    match marking.turns % 4:
        case 1:
            return QLineF(box.right() - down, box.top(), box.right() - down, box.bottom())
        case 2:
            return QLineF(box.right(), box.bottom() - down, box.left(), box.bottom() - down)
        case 3:
            return QLineF(box.left() + down, box.bottom(), box.left() + down, box.top())
        case _:
            return QLineF(box.left(), box.top() + down, box.right(), box.top() + down)


def _frame(painter: QPainter, shown: PageOnScreen, marking: Marking, color: QColor, look: Look) -> None:
    for rect in marking.rects:
        box = QRectF(on_screen(shown, rect))
        tint = QColor(color)
        tint.setAlpha(18)
        painter.fillRect(box, tint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, max(1.0, 1.5 * look.ratio), Qt.PenStyle.DashLine))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if marking.underlined:
            _dot(painter, box.topRight(), color, look)


def _ribbon(painter: QPainter, shown: PageOnScreen, marking: Marking, color: QColor, look: Look) -> None:
    width, height = RIBBON * shown.scale, 1.5 * RIBBON * shown.scale
    top = float(on_screen(shown, marking.rects[0]).top()) if marking.rects else float(shown.rect.top())
    left = shown.rect.right() - 1.5 * width
    ribbon = QPolygonF(
        [
            QPointF(left, top),
            QPointF(left + width, top),
            QPointF(left + width, top + height),
            QPointF(left + width / 2, top + 0.72 * height),
            QPointF(left, top + height),
        ]
    )
    painter.setPen(QPen(color.darker(130), look.ratio))
    painter.setBrush(color)
    painter.drawPolygon(ribbon)


def _dot(painter: QPainter, at: QPointF, color: QColor, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    radius = DOT * look.ratio
    painter.drawEllipse(at, radius, radius)
