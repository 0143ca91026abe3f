"""How a note is painted in a list: bar, quotation, words, tags, place; on few lines where there are many notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.annotations.anchoring import PlacementKind
from viewer.ui.look.colors import highlight_color
from viewer.ui.look.icons import icon
from viewer.ui.widgets.outline_model import ROW, Index
from viewer.ui.widgets.row_painting import STEP, RowPainter
from viewer.ui.widgets.set_text import SetText, cut_to_line, set_text, text_direction

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QListView

    from viewer.ui.panels.notes.rows import NoteRow

BAR = 4
"""Pixels of the bar in the note's colour."""
MARK = 16
QUOTE_LINES, BODY_LINES = 2, 3
ALONE_LINES = 3
"""Lines of a quotation under which no words of the reader stand."""
REMEMBERED = 20_000
"""Heights of rows that are remembered."""


class _Ground(RowPainter):
    """The ground of a row of many lines: a tint of the accent, since a block of it would outshine the page."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        super().__init__(painter, option)
        self._tinted, self.selected = self.selected, False

    def ground(self, *, marked: bool = False) -> None:  # noqa: ARG002 - notes are never marked
        """Paint the row's ground: selected, hovered, focused."""
        box = QRectF(self._option.rect).adjusted(2, 1, -2, -1)
        state = self._option.state
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if self._tinted or state & QStyle.StateFlag.State_MouseOver:
            tint = self.accent if self._tinted else self.text_color
            tint.setAlphaF(0.22 if self._tinted else 0.06)
            self._painter.setBrush(tint)
            self._painter.drawRoundedRect(box, 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self.accent, 2))
            self._painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a row, from above; ``body`` is None where the reader wrote nothing."""

    quote: SetText
    body: SetText | None
    remark: SetText | None


class NoteDelegate(QStyledItemDelegate):
    """Paints a note: bar, quotation, words, tags, place. Heights follow what there is to read."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[object, ...], int] = {}
        self.compact = False
        """Whether all rows are of one height: to lay ten thousands of them out, nothing is measured."""
        self.edited: str | None = None
        """The id of the note that is edited in its row: of it the quotation alone is painted."""
        self.edited_height = 0
        """Pixels that its fields take under the quotation."""

    # -- sizes --------------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height in which the row can be read."""
        if self.compact:
            return QSize(20 * STEP, 3 * QFontMetrics(option.font).height() + 3 * STEP)
        row: NoteRow = index.data(ROW)
        width = self._view.viewport().width()
        note = row.note
        if note.id == self.edited:
            return QSize(20 * STEP, self._above_fields(row, option.font, width) + self.edited_height + STEP)
        key = (
            note.id,
            note.modified,
            note.anchor.page,
            len(row.passage),
            row.place,
            row.saved,
            width,
            option.font.key(),
            self._view.isRightToLeft(),
        )
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) >= REMEMBERED:
                self._heights.clear()
            height = self._heights[key] = self._height(row, option.font, width)
        return QSize(20 * STEP, height)

    def _height(self, row: NoteRow, font: QFont, width: int) -> int:
        texts = self._texts(row, font, width - 4 * STEP)
        line = QFontMetrics(font).height()
        parts = [texts.quote.height]
        if texts.body is not None:
            parts.append(texts.body.height)
        if row.note.tags:
            parts.append(_chip_height(font))
        if row.where or not row.saved:
            parts.append(line)
        if texts.remark is not None:
            parts.append(max(texts.remark.height, MARK))
        return round(sum(parts) + (len(parts) - 1) * STEP / 2) + 2 * STEP

    def _above_fields(self, row: NoteRow, font: QFont, width: int) -> int:
        """Pixels from the top of a row to the fields in which its note is edited."""
        return STEP + round(self._texts(row, font, width - 4 * STEP).quote.height + STEP / 2)

    def fields_rect(self, index: Index, font: QFont) -> QRect:
        """Where a note is edited: under its quotation, in the viewport's pixels.

        In a list of rows of one height it lies over the rows that follow, or before, at the end of the viewport.
        """
        whole = self._view.visualRect(index)
        top = whole.top() + self._above_fields(index.data(ROW), font, whole.width())
        rect = QRect(whole.left() + 3 * STEP, top, whole.width() - 4 * STEP, self.edited_height)
        if self.compact:
            rect.adjust(-STEP, 0, STEP, 0)
            rect.moveBottom(min(rect.bottom(), max(whole.bottom(), self._view.viewport().height() - STEP)))
        return QStyle.visualRect(self._view.layoutDirection(), whole, rect)

    def _texts(self, row: NoteRow, font: QFont, width: int) -> _Texts:
        if self.compact:
            words = " ".join(row.words.split()) if row.words else ""
            quote = set_text(row.quote, font, width, lines=1 if words else 2)
            return _Texts(quote, set_text(words, font, width, lines=1) if words else None, None)
        lines = QUOTE_LINES if row.words else ALONE_LINES
        return _Texts(
            set_text(row.quote, font, width, lines=lines),
            set_text(row.words, font, width, lines=BODY_LINES) if row.words else None,
            self._own(row.remark, font, width - MARK - STEP) if row.remark else None,
        )

    def _own(self, text: str, font: QFont, width: int) -> SetText:
        """The interface's own words, from the leading edge."""
        return set_text(text, font, width, lines=2, from_the_right=self._view.isRightToLeft())

    # -- painting -----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: NoteRow = index.data(ROW)
        painter.save()
        ground = _Ground(painter, option)
        ground.ground()
        whole = QRect(option.rect)
        bar = ground.visual(QRect(whole.left() + STEP, whole.top() + STEP, BAR, whole.height() - 2 * STEP))
        edge = ground.text_color
        edge.setAlphaF(0.25)  # the lightest colours would be lost on a light window
        color = highlight_color(row.note.color, row.note.own_color)
        drawn = _bar(color.rgba(), edge.rgba(), bar.height(), self._view.devicePixelRatioF())
        painter.drawImage(bar.topLeft() - QPoint(1, 1), drawn)
        column = ground.visual(whole.adjusted(3 * STEP, STEP, -STEP, -STEP))
        self._paint_column(painter, option, ground, row, column)
        painter.restore()

    def _paint_column(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: RowPainter, row: NoteRow, column: QRect
    ) -> None:
        texts = self._texts(row, option.font, column.width())
        y = float(column.top())
        alone = texts.body is None and row.note.id != self.edited
        painter.setPen(ground.text_color if alone else ground.secondary_color)
        texts.quote.draw(painter, column.left(), y)
        if row.note.id == self.edited:
            return
        y += texts.quote.height + STEP / 2
        if texts.body is not None:
            painter.setPen(ground.text_color)
            texts.body.draw(painter, column.left(), y)
            y += texts.body.height + STEP / 2
        if row.note.tags and not self.compact:
            chips = QRect(column.left(), round(y), column.width(), _chip_height(option.font))
            _paint_chips(painter, option, ground, row.note.tags, chips)
            y += chips.height() + STEP / 2
        if row.where or not row.saved or self.compact:
            line = QRect(column.left(), round(y), column.width(), QFontMetrics(option.font).height())
            self._paint_where(painter, option, ground, row, line)
            y += line.height() + STEP / 2
        if texts.remark is not None:
            self._paint_remark(painter, ground, row, texts.remark, QRect(column.left(), round(y), column.width(), MARK))

    def _paint_where(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: RowPainter, row: NoteRow, line: QRect
    ) -> None:
        metrics = QFontMetrics(option.font)
        painter.setPen(ground.secondary_color)
        painter.setFont(option.font)
        where = QRect(0, 0, line.width(), line.height())
        if not row.saved:
            waiting = "Not saved yet"
            width = metrics.horizontalAdvance(waiting)
            end = QRect(line.width() - width, 0, width, line.height())
            where.setWidth(line.width() - width - STEP)
            painter.drawText(_placed(option, line, end), Qt.AlignmentFlag.AlignVCenter, waiting)
        painter.setLayoutDirection(option.direction)
        said = row.where
        if self.compact:
            said = " \u00b7 ".join(part for part in (row.remark, row.where, ", ".join(row.note.tags)) if part)
        shown = cut_to_line(said, metrics, where.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(_placed(option, line, where), flags, shown)

    def _paint_remark(self, painter: QPainter, ground: RowPainter, row: NoteRow, text: SetText, line: QRect) -> None:
        mirrored = self._view.isRightToLeft()
        sign = QRect(line.right() - MARK + 1 if mirrored else line.left(), line.top(), MARK, MARK)
        name = "info" if row.place is PlacementKind.MOVED and not row.note.other_words else "warning"
        mode = QIcon.Mode.Selected if ground.selected else QIcon.Mode.Normal
        icon(name).paint(painter, sign, Qt.AlignmentFlag.AlignCenter, mode)
        painter.setPen(ground.text_color)
        text.draw(painter, line.left() + (0 if mirrored else MARK + STEP), line.top())


@lru_cache(maxsize=256)
def _bar(color: int, edge: int, height: int, ratio: float) -> QImage:
    """The bar of a colour and the edge around it, both RGBA, one pixel larger on each side.

    Drawn once: rounded corners take 0.7 ms, and ten rows are painted at each step of the wheel.
    """
    size = QSize(BAR + 2, height + 2)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(edge), 1))
    painter.setBrush(QColor.fromRgba(color))
    painter.drawRoundedRect(QRectF(1, 1, BAR, height), BAR / 2, BAR / 2)
    painter.end()
    return image


def _chip_height(font: QFont) -> int:
    return QFontMetrics(font).height() + STEP // 2


def _placed(option: QStyleOptionViewItem, within: QRect, logical: QRect) -> QRect:
    """A part of a line, told from its leading edge, where it is seen."""
    return QStyle.visualRect(option.direction, within, logical.translated(within.topLeft()))


def _paint_chips(
    painter: QPainter, option: QStyleOptionViewItem, ground: RowPainter, tags: tuple[str, ...], line: QRect
) -> None:
    """Tags side by side from the leading edge; those that do not fit are counted."""
    metrics = QFontMetrics(option.font)
    painter.setFont(option.font)
    x = 0
    for number, tag in enumerate(tags):
        rest = len(tags) - number - 1
        more = metrics.horizontalAdvance(f"+{rest + 1}") + STEP // 2
        room = line.width() - x - (more if rest else 0)
        shown = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, max(room, 0) - 2 * STEP)
        width = metrics.horizontalAdvance(shown) + 2 * STEP
        if number and (width > room or shown != tag):
            painter.setPen(ground.secondary_color)
            left = QRect(x, 0, line.width() - x, line.height())
            painter.setLayoutDirection(option.direction)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(_placed(option, line, left), flags, f"+{rest + 1}")
            return
        chip = _placed(option, line, QRect(x, 0, width, line.height()))
        tint = ground.text_color
        tint.setAlphaF(0.10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(chip), 4, 4)
        painter.setPen(ground.text_color)
        painter.setLayoutDirection(text_direction(tag))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
        x += width + STEP // 2
