"""Painting rows: the ground, leading and trailing edges, and text laid out in its own direction.

Every colour is the palette's, so that rows follow light and dark; every place is told from the leading edge and
mirrored where the interface reads from right to left.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QTreeView,
)

from viewer.model.bidi import isolated
from viewer.ui.look.colors import HOVER, secondary_text
from viewer.ui.widgets.badge import badge_size, paint_badge
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.outline_model import MARK, ROW, Index, Mark
from viewer.ui.widgets.set_text import cut_to_line, text_direction

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP = 8
"""The grid of the panels in pixels."""
MARK_WIDTH = 3
"""Pixels of the bar at the leading edge of a marked row; on a selected one it would not be seen."""


def tool_tip(title: str, lines: Iterable[str] = ()) -> str:
    """A tip that wraps long titles and takes the document's words as words, never as markup."""
    direction = "rtl" if text_direction(title) == Qt.LayoutDirection.RightToLeft else "ltr"
    rest = "".join(f"<br>{html.escape(line)}" for line in lines if line)
    return f'<qt><span dir="{direction}">{html.escape(title)}</span>{rest}</qt>'


def row_height(font: QFont, lines: int = 1) -> int:
    """The height of a row of that many lines, on the grid."""
    needed = lines * QFontMetrics(font).height() + STEP + STEP // 2
    return -(-needed // STEP) * STEP


class OneLineDelegate(QStyledItemDelegate):
    """A delegate of a tree whose rows have one line each; the marked one is bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """One line on the grid."""
        return QSize(20 * STEP, row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        row = RowPainter(painter, option)
        marked = _shows_mark(option, index)
        row.ground(marked=marked)
        self.paint_parts(row, index.data(ROW), bold(option.font) if marked else option.font)
        painter.restore()

    def paint_parts(self, row: RowPainter, item: Any, font: QFont) -> None:  # noqa: ANN401 - what the model's rows are
        """Paint what a row says; ``font`` is that of its main text."""
        raise NotImplementedError


def _shows_mark(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether a row shows the mark: its own, or that of a row which is folded into it."""
    mark = index.data(MARK)
    folded = not option.state & QStyle.StateFlag.State_Open
    return mark == Mark.HERE or (mark == Mark.BELOW and folded)


class RowPainter:
    """Paints one row of a list or tree from the outside in.

    ``rest`` is what is free yet, in logical coordinates: its left is the leading edge. Parts are taken off its
    trailing or leading end; the remainder is for the text that may be elided.
    """

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._option = option
        self._rect = QRect(option.rect)
        state = option.state
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.rest = self._rect.adjusted(STEP, 0, -STEP, 0)

    # -- colours ------------------------------------------------------------------------------------------------------

    @property
    def text_color(self) -> QColor:
        """The colour of the row's main text."""
        role = QPalette.ColorRole.HighlightedText if self.selected else QPalette.ColorRole.WindowText
        return self._option.palette.color(self._group, role)

    @property
    def secondary_color(self) -> QColor:
        """The colour of what steps back; on a selected row nothing does, for contrast's sake."""
        return self.text_color if self.selected else secondary_text(self._option.palette)

    @property
    def accent(self) -> QColor:
        """The palette's own accent, for marks."""
        return self._option.palette.color(self._group, QPalette.ColorRole.Highlight)

    @property
    def _group(self) -> QPalette.ColorGroup:
        state = self._option.state
        if not state & QStyle.StateFlag.State_Enabled:
            return QPalette.ColorGroup.Disabled
        active = bool(state & QStyle.StateFlag.State_Active)
        return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive

    # -- the ground ---------------------------------------------------------------------------------------------------

    def ground(self, *, marked: bool = False) -> None:
        """Paint the row's ground over the whole width of the view: selected, hovered, marked, focused."""
        row = self._whole_row()
        state = self._option.state
        if self.selected:
            self._painter.fillRect(row, self.accent)
            self._branch()
        elif state & QStyle.StateFlag.State_MouseOver:
            hovered = self._option.palette.color(QPalette.ColorRole.WindowText)
            hovered.setAlphaF(HOVER)
            self._painter.fillRect(row, hovered)
        if marked and not self.selected:
            bar = QRect(row.left(), row.top(), MARK_WIDTH, row.height())
            self._painter.fillRect(QStyle.visualRect(self._option.direction, row, bar), self.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            self._focus(row)

    def _whole_row(self) -> QRect:
        widget = self._option.widget
        if not isinstance(widget, QAbstractScrollArea):
            return self._rect
        return QRect(0, self._rect.top(), widget.viewport().width(), self._rect.height())

    def _branch(self) -> None:
        """Paint the arrow of a tree's row again: the tree painted it first, and the ground now covers it."""
        widget = self._option.widget
        if not isinstance(widget, QTreeView) or not self._option.state & QStyle.StateFlag.State_Children:
            return
        branch = QStyleOption()
        branch.state = self._option.state
        branch.direction = self._option.direction
        branch.palette = QPalette(self._option.palette)
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            branch.palette.setColor(role, self.text_color)
        before = QRect(
            self._rect.left() - widget.indentation(), self._rect.top(), widget.indentation(), self._rect.height()
        )
        branch.rect = self.visual(before)
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, branch, self._painter, widget)

    def _focus(self, row: QRect) -> None:
        """A ring inside the row in the text's colour, so that it is seen on the accent as well."""
        self._painter.setPen(self.text_color)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(row.adjusted(1, 1, -2, -2))

    # -- parts --------------------------------------------------------------------------------------------------------

    def take_trailing(self, width: int) -> QRect:
        """Take a part off the trailing end; logical coordinates."""
        part = QRect(self.rest.right() - width + 1, self.rest.top(), width, self.rest.height())
        self.rest.setRight(part.left() - STEP - 1)
        return part

    def take_leading(self, width: int) -> QRect:
        """Take a part off the leading end; logical coordinates."""
        part = QRect(self.rest.left(), self.rest.top(), width, self.rest.height())
        self.rest.setLeft(part.right() + STEP + 1)
        return part

    @property
    def metrics(self) -> QFontMetrics:
        """Those of the view's font."""
        return QFontMetrics(self._option.font)

    def visual(self, logical: QRect) -> QRect:
        """A logical rectangle where it is seen."""
        return QStyle.visualRect(self._option.direction, self._rect, logical)

    def leading_badge(self, code: str) -> None:
        """Paint a badge at the leading end."""
        self._badge(self.take_leading(badge_size(self._option.font).width()), code)

    def trailing_badge(self, code: str) -> None:
        """Paint a badge at the trailing end."""
        self._badge(self.take_trailing(badge_size(self._option.font).width()), code)

    def _badge(self, part: QRect, code: str) -> None:
        size: QSize = badge_size(self._option.font)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(part.center())
        paint_badge(
            self._painter, self.visual(place), code, self._option.font, self.text_color if self.selected else None
        )

    def trailing_text(self, part: QRect, text: str) -> None:
        """Paint a number or other short text at the trailing end of a part, in secondary colour."""
        self._painter.setFont(self._option.font)
        self._painter.setPen(self.secondary_color)
        self._painter.setLayoutDirection(self._option.direction)
        self._painter.drawText(self.visual(part), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def trailing_label(self, text: str, widest: str) -> None:
        """Paint a page's label at the trailing end, in a column for the widest one that there is."""
        width = max(self.metrics.horizontalAdvance(label) for label in ("00", text, widest))
        self.trailing_text(self.take_trailing(width), text)

    def line(self, part: QRect, text: str, color: QColor, font: QFont | None = None) -> None:
        """Paint a line of the document's words in their own direction, elided at their own end."""
        self._line(part, text, color, font, text_direction(text))

    def own_line(self, part: QRect, text: str, color: QColor, font: QFont | None = None) -> None:
        """Paint a line of the interface's words from the leading edge, whichever side that is."""
        self._line(part, text, color, font, self._option.direction)

    def _line(self, part: QRect, text: str, color: QColor, font: QFont | None, direction: Qt.LayoutDirection) -> None:
        used = self._option.font if font is None else font
        self._painter.setFont(used)
        self._painter.setPen(color)
        self._painter.setLayoutDirection(direction)
        elided = cut_to_line(text, QFontMetrics(used), part.width())
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self.visual(part), alignment | Qt.TextFlag.TextSingleLine, isolated(elided))
