"""The notes over all documents as rows: a heading for each document, its notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.annotations.anchoring import PlacementKind
from viewer.annotations.catalogue import NotedDocument
from viewer.ui.panels.notes.delegate import NoteDelegate
from viewer.ui.panels.notes.rows import NoteRow
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.outline_model import ROW, Index
from viewer.ui.widgets.row_painting import STEP, RowPainter, tool_tip
from viewer.ui.widgets.set_text import cut_to_line, text_direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QListView

    from viewer.annotations.catalogue import FoundNotes

_PLACES = {kind.value: kind for kind in PlacementKind}


class AllNotesModel(QAbstractListModel):
    """What was found. ``color_name`` says what the reader calls a colour."""

    def __init__(self, color_name: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._color_name = color_name
        self.rows: list[NotedDocument | NoteRow] = []
        self._documents: list[NotedDocument] = []

    def show(self, found: FoundNotes) -> None:
        """Take what was found in place of what was shown."""
        self.beginResetModel()
        self.rows, self._documents = [], []
        for document in found.documents:
            self._add(document, document)
            for each in document.notes:
                page = str(each.note.anchor.page + 1)
                self._add(NoteRow(each.note, page, place=_PLACES.get(each.placed), passage=each.passage), document)
        self.endResetModel()

    def _add(self, row: NotedDocument | NoteRow, document: NotedDocument) -> None:
        self.rows.append(row)
        self._documents.append(document)

    def document_of(self, index: Index) -> NotedDocument:
        """The document that a row is of."""
        return self._documents[index.row()]

    def note_at(self, index: Index) -> str | None:
        """The id of a row's note; None of a heading."""
        row = self.rows[index.row()]
        return row.note.id if isinstance(row, NoteRow) else None

    def place_of(self, note: str) -> int | None:
        """At which row a note stands, by its id."""
        found = (at for at, row in enumerate(self.rows) if isinstance(row, NoteRow) and row.note.id == note)
        return next(found, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Headings and notes."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keys."""
        heading = index.isValid() and isinstance(self.rows[index.row()], NotedDocument)
        return Qt.ItemFlag.ItemIsEnabled if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a row says in a role."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, NotedDocument):
            said = {
                Qt.ItemDataRole.DisplayRole: heading(row),
                Qt.ItemDataRole.AccessibleTextRole: f"{heading(row)}, {counted(row.count)}",
                Qt.ItemDataRole.ToolTipRole: tool_tip(heading(row), [*row.paths[:1]]),
            }
            return said.get(Qt.ItemDataRole(role))
        texts = {
            Qt.ItemDataRole.DisplayRole: row.words or row.quote,
            Qt.ItemDataRole.AccessibleTextRole: row.sentence_with(self._color_name(row.note.color.value)),
            Qt.ItemDataRole.ToolTipRole: tool_tip(row.quote, [row.words, row.where, row.remark]),
        }
        return texts.get(Qt.ItemDataRole(role))


def heading(document: NotedDocument) -> str:
    """What a document is called: its symbol and title, as far as they are known, else its file's name."""
    name = document.paths[0].replace("\\", "/").rpartition("/")[2] if document.paths else "Unknown document"
    parts = [part for part in (document.symbol, document.title) if part]
    return " \u2013 ".join(dict.fromkeys(parts)) or name


def counted(count: int) -> str:
    """So many notes, in words."""
    return "1 note" if count == 1 else f"{count} notes"


class AllNotesDelegate(NoteDelegate):
    """Paints notes as the panel does in a long list, and the headings above them.

    Notes are of one height: to measure five hundred at each letter that is typed takes 50 ms and more.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.compact = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is one line."""
        if isinstance(index.data(ROW), NoteRow):
            return super().sizeHint(option, index)
        return QSize(20 * STEP, QFontMetrics(bold(option.font)).height() + 2 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        if isinstance(row, NoteRow):
            super().paint(painter, option, index)
            return
        painter.save()
        ground = RowPainter(painter, option)
        line = QRect(option.rect).adjusted(STEP, STEP, -STEP, 0)
        metrics = QFontMetrics(option.font)
        count = counted(row.count)
        width = metrics.horizontalAdvance(count) + STEP
        painter.setFont(option.font)
        painter.setPen(ground.secondary_color)
        painter.setLayoutDirection(option.direction)
        end = QRect(line.right() - width + 1, line.top(), width, line.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QStyle.visualRect(option.direction, line, end), flags, count)
        painter.setFont(bold(option.font))
        painter.setPen(ground.text_color)
        words = cut_to_line(heading(row), QFontMetrics(bold(option.font)), line.width() - width - STEP)
        painter.setLayoutDirection(text_direction(heading(row)))
        begin = QRect(line.left(), line.top(), line.width() - width - STEP, line.height())
        leading = Qt.AlignmentFlag.AlignLeft if option.direction == Qt.LayoutDirection.LeftToRight else flags
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | leading
        painter.drawText(QStyle.visualRect(option.direction, line, begin), align, words)
        painter.restore()
