"""The notes as rows of a list. A row is made when it is looked at; a change of one note is a change of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from viewer.model.page_numbers import stretches
from viewer.session.notes.order import NotesInOrder
from viewer.ui.panels.notes.rows import NoteRow, note_row
from viewer.ui.widgets.outline_model import ROW, Index
from viewer.ui.widgets.row_painting import tool_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument

MOST_ONE_BY_ONE = 200
"""Notes that change at once beyond which all rows are taken anew."""


class NotesModel(QAbstractListModel):
    """The notes of a document that pass a filter, in reading order.

    ``color_name`` says what the reader calls a colour. Rows whose notes stay keep their persistent indexes, and with
    them what the list knows of them (current row, selection).
    """

    def __init__(self, color_name: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self._passes: Callable[[Annotation], bool] = _everything
        self._color_name = color_name
        self._listed = NotesInOrder()

    # -- taking notes -------------------------------------------------------------------------------------------------

    def show_document(
        self, document: OpenDocument | None, passes: Callable[[Annotation], bool], listed: NotesInOrder | None = None
    ) -> None:
        """Take the notes of another document, or none. ``listed`` are those that pass, where they are known already."""
        self.beginResetModel()
        self._document, self._passes = document, passes
        self._take(listed)
        self.endResetModel()

    def show_passing(self, passes: Callable[[Annotation], bool], listed: NotesInOrder | None = None) -> None:
        """Take the notes that pass another filter, or all that pass anew. ``listed`` as above."""
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        notes = [self._listed.at(index.row()).id for index in persistent]
        self._passes = passes
        self._take(listed)
        self.changePersistentIndexList(persistent, [self.index_of(note) or QModelIndex() for note in notes])
        self.layoutChanged.emit()

    def _take(self, listed: NotesInOrder | None) -> None:
        if listed is not None:
            self._listed = listed
            return
        notes = self._document.notes.annotations if self._document is not None else ()
        self._listed.take(filter(self._passes, notes))

    def change(self, ids: Sequence[str]) -> None:
        """Notes of the document have changed, come or gone."""
        if len(ids) > MOST_ONE_BY_ONE:
            self.show_passing(self._passes)
            return
        changed: list[int] = []
        gone: list[int] = []
        new: list[Annotation] = []
        for each in dict.fromkeys(ids):
            found = self._document.notes.find(each) if self._document is not None else None
            note = found if found is not None and self._passes(found) else None
            at = self._listed.index(each)
            if at is not None and note is not None and self._listed.stays(note):
                self._listed.put(note)
                changed.append(at)
                continue
            if at is not None:
                gone.append(at)
            if note is not None:
                new.append(note)
        for first, last in stretches(sorted(changed)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self._remove(gone)
        self._insert(new)

    def _remove(self, places: Sequence[int]) -> None:
        """Take rows out, those that stand together together: with many rows a removal takes its time in Qt."""
        for first, last in reversed(stretches(sorted(places))):
            going = [self._listed.at(at).id for at in range(first, last + 1)]
            self.beginRemoveRows(QModelIndex(), first, last)
            for note in going:
                self._listed.discard(note)
            self.endRemoveRows()

    def _insert(self, notes: Sequence[Annotation]) -> None:
        """Put rows in, those that come to stand together together."""
        together: dict[int, list[Annotation]] = {}
        for note in notes:
            together.setdefault(self._listed.index_for(note), []).append(note)
        for to in sorted(together, reverse=True):
            self.beginInsertRows(QModelIndex(), to, to + len(together[to]) - 1)
            for note in together[to]:
                self._listed.put(note)
            self.endInsertRows()

    # -- finding ------------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._listed)

    @property
    def notes(self) -> Sequence[Annotation]:
        """The notes that are listed."""
        return self._listed.notes

    @property
    def rows(self) -> Sequence[NoteRow]:
        """All rows; each is made for it."""
        return [self.row(note) for note in self._listed.notes]

    def row(self, note: Annotation) -> NoteRow:
        """The row of a note of the document."""
        assert self._document is not None  # noqa: S101 - without a document there are no notes
        return note_row(self._document, note)

    def row_at(self, index: Index) -> NoteRow:
        """The row of a valid index."""
        return self.row(self._listed.at(index.row()))

    def index_of(self, note: str) -> QModelIndex | None:
        """The index of a note by its id, if it is listed."""
        at = self._listed.index(note)
        return None if at is None else self.index(at, 0)

    def rows_of(self, notes: Iterable[str]) -> list[NoteRow]:
        """The rows of these notes, as far as they are listed, in reading order."""
        places = sorted(at for at in map(self._listed.index, notes) if at is not None)
        return [self.row(self._listed.at(at)) for at in places]

    # -- what Qt asks -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many notes are listed."""
        return 0 if parent.isValid() else len(self._listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a row says in a role."""
        if not index.isValid() or index.row() >= len(self._listed):
            return None
        row = self.row_at(index)
        said = None
        if role == Qt.ItemDataRole.DisplayRole:
            said = row.words or row.quote.strip("\u201c\u201d")
        elif role == Qt.ItemDataRole.ToolTipRole:
            by = f"By {row.note.author}" if row.note.author else ""
            said = tool_tip(row.quote, [row.words, row.where, by, self._name(row), row.remark])
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            said = row.sentence_with(self._name(row))
        elif role == ROW:
            said = row
        return said

    def _name(self, row: NoteRow) -> str:
        return self._color_name(row.note.color.value)


def _everything(_note: Annotation) -> bool:
    return True
