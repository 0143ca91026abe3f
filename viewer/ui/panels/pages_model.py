"""The pages of a document as rows, and how one is painted: its picture on paper, its label below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.ui.look.colors import ink_color, secondary_text
from viewer.ui.panels.thumbnails import BOX, Thumbnails
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.outline_model import MARK, Index, Mark
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.wording.pages import page_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont

    from viewer.session.open_document import OpenDocument

FRAME = 3
"""Pixels of the frame around the current page."""


class PagesModel(QAbstractListModel):
    """The pages of one document; a row is a page's number from 0. One of them is the current page."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._document: OpenDocument | None = None
        self._current = -1

    def show_document(self, document: OpenDocument | None) -> None:
        """Turn to another document, or none."""
        self.beginResetModel()
        self._document = document
        self._current = -1
        self.endResetModel()

    def mark(self, page: int) -> bool:
        """Mark the current page; whether it is another one than before."""
        before, self._current = self._current, page
        if before == page:
            return False
        for row in (before, page):
            if 0 <= row < self.rowCount():
                self.dataChanged.emit(self.index(row), self.index(row), [MARK, Qt.ItemDataRole.AccessibleTextRole])
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many pages there are."""
        return 0 if parent.isValid() or self._document is None else self._document.page_count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a page says in a role."""
        if not index.isValid() or self._document is None:
            return None
        page = index.row()
        said = None
        if role == Qt.ItemDataRole.DisplayRole:
            said = self._document.page_label(page)
        elif role == Qt.ItemDataRole.ToolTipRole:
            said = self._thumbnails.failures.get(page) or page_in_words(self._document, page)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            said = page_in_words(self._document, page) + (", current" if page == self._current else "")
        elif role == MARK:
            said = Mark.HERE if page == self._current else Mark.NONE
        return said


class PageDelegate(QStyledItemDelegate):
    """Paints a page in its cell: paper until the picture is there; the current page has a frame and a bold label."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """The whole cell of the grid."""
        widget = option.widget
        return widget.gridSize() if isinstance(widget, QListView) else smallest_cell(option.font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one page."""
        painter.save()
        box = QRect(QPoint(0, 0), BOX)
        box.moveCenter(option.rect.center())
        box.moveTop(option.rect.top() + STEP)
        current = index.data(MARK) == Mark.HERE
        paper = self._paper(painter, box, index.row())
        self._picture(painter, paper, index.row())
        self._frame(painter, paper, option.palette, current=current)
        label = QRect(option.rect.left(), box.bottom() + 1 + STEP // 2, option.rect.width(), 0)
        label.setHeight(QFontMetrics(option.font).height() + STEP // 4)
        self._label(painter, label, option, str(index.data()), current=current)
        painter.restore()

    def _paper(self, painter: QPainter, box: QRect, page: int) -> QRectF:
        """Where the page lies: in the middle of the box, on whole device pixels, so that its picture stays sharp."""
        ratio = painter.device().devicePixelRatio()
        pixels = self._thumbnails.pixels(page)
        left = round((box.left() + (box.width() - pixels.width() / ratio) / 2) * ratio) / ratio
        top = round((box.top() + (box.height() - pixels.height() / ratio) / 2) * ratio) / ratio
        return QRectF(left, top, pixels.width() / ratio, pixels.height() / ratio)

    def _picture(self, painter: QPainter, paper: QRectF, page: int) -> None:
        painter.fillRect(paper, self._thumbnails.paper)
        picture = self._thumbnails.picture(page)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not picture.sharp)
            painter.drawImage(paper, picture.image)
        elif page in self._thumbnails.failures:
            painter.setPen(ink_color(self._thumbnails.paper))
            words = paper.adjusted(STEP, STEP, -STEP, -STEP)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, "Cannot be shown")

    @staticmethod
    def _frame(painter: QPainter, paper: QRectF, palette: QPalette, *, current: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if current:
            painter.setPen(_pen(palette.color(QPalette.ColorRole.Highlight), FRAME))
            around = FRAME / 2
        else:
            line = palette.color(QPalette.ColorRole.WindowText)
            line.setAlpha(70)
            painter.setPen(_pen(line, 1))
            around = 0.5
        painter.drawRect(paper.adjusted(-around, -around, around, around))

    @staticmethod
    def _label(painter: QPainter, rect: QRect, option: QStyleOptionViewItem, text: str, *, current: bool) -> None:
        font: QFont = bold(option.font) if current else option.font
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2 * STEP)
        pill = QRect(rect)
        pill.setWidth(max(4 * STEP, metrics.horizontalAdvance(shown) + 2 * STEP))
        pill.moveCenter(QPoint(rect.center().x(), rect.center().y()))
        palette = option.palette
        color = palette.color(QPalette.ColorRole.WindowText) if current else secondary_text(palette)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(pill, STEP / 2, STEP / 2)
            color = palette.color(QPalette.ColorRole.HighlightedText)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(_pen(palette.color(QPalette.ColorRole.WindowText), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(pill).adjusted(-1.5, -1.5, 1.5, 1.5), STEP / 2 + 1, STEP / 2 + 1)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def smallest_cell(font: QFont) -> QSize:
    """The smallest cell of a page, on the grid: the picture, the label, room around."""
    height = STEP + BOX.height() + QFontMetrics(font).height() + 2 * STEP
    return QSize(BOX.width() + 2 * STEP, -(-height // STEP) * STEP)


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
