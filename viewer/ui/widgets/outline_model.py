"""Rows by level as Qt sees them: a thin adapter over a tuple, for trees and, with one level, for lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")

ROW = Qt.ItemDataRole.UserRole
"""The row itself, for delegates."""
MARK = Qt.ItemDataRole.UserRole + 1
"""A ``Mark``: whether the reader is in what the row stands for."""

_TOP = -1
"""Stands for what top-level rows hang from."""


class Mark:
    """What is marked: the row itself, or one below it (shown on the upper one while that is collapsed)."""

    NONE, BELOW, HERE = range(3)


class OutlineModel(QAbstractItemModel, Generic[R]):
    """Rows in reading order, with levels from 1 that make them a tree; a deeper row belongs to the one before it.

    A row's number in ``rows`` is the internal id of its index. ``show`` takes new rows; those whose keys stay keep
    their persistent indexes, and with them what views know of them (current row, selection, what is expanded).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[R, ...] = ()
        self._parents: list[int] = []
        self._places: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._numbers: dict[Hashable, int] = {}
        self._marked: frozenset[int] = frozenset()
        self._mark: Hashable = None

    # -- what a row is, for subclasses to say -------------------------------------------------------------------------

    def key(self, row: R) -> Hashable:
        """What a row is known by when it comes again."""
        raise NotImplementedError

    def text(self, row: R) -> str:
        """What is typed to find the row."""
        raise NotImplementedError

    def sentence(self, row: R) -> str:
        """What a screen reader says: all that the row shows."""
        raise NotImplementedError

    def tip(self, row: R) -> str:
        """What the pointer is told."""
        raise NotImplementedError

    # -- taking rows --------------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[R], levels: Sequence[int]) -> list[QModelIndex]:
        """Take rows in place of those before; returns those that have rows below them now and had none before."""
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        keys = [self.key(self.rows[index.internalId()]) for index in persistent]
        branches_before = {self.key(self.rows[number]) for number in self._children if number != _TOP}
        self._take(tuple(rows), levels)
        numbers = [self._numbers.get(key, _TOP) for key in keys]
        self.changePersistentIndexList(persistent, [self.index_of_number(number) for number in numbers])
        self.layoutChanged.emit()
        return [index for index in self.branches if self.key(self.row_at(index)) not in branches_before]

    def replace(self, rows: Sequence[R], levels: Sequence[int]) -> None:
        """Take rows that have nothing to do with those before (another document)."""
        self.beginResetModel()
        self._take(tuple(rows), levels)
        self.endResetModel()

    @property
    def branches(self) -> list[QModelIndex]:
        """The rows that have rows below them."""
        return [self.index_of_number(number) for number in self._children if number != _TOP]

    def _take(self, rows: tuple[R, ...], levels: Sequence[int]) -> None:
        self.rows = rows
        self._parents, self._places, self._children = [], [], {_TOP: []}
        above: list[tuple[int, int]] = []
        for number, level in enumerate(levels):
            while above and above[-1][0] >= level:
                above.pop()
            parent = above[-1][1] if above else _TOP
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._places.append(len(siblings))
            siblings.append(number)
            above.append((level, number))
        self._numbers = {self.key(row): number for number, row in enumerate(rows)}
        self._marked = self._path(self._mark)

    # -- marking ------------------------------------------------------------------------------------------------------

    def mark(self, key: Hashable) -> QModelIndex | None:
        """Mark the row with that key and no other; returns its index where the mark has moved to one."""
        if key == self._mark:
            return None
        before, self._mark = self._marked, key
        self._marked = self._path(key)
        for number in before ^ self._marked:
            index = self.index_of_number(number)
            self.dataChanged.emit(index, index)
        number = self._numbers.get(key)
        if number is None:
            return None
        here = self.index_of_number(number)
        self.dataChanged.emit(here, here)
        return here

    @property
    def marked_index(self) -> QModelIndex | None:
        """The index of the marked row, if it is there."""
        return self.index_of(self._mark)

    def _path(self, key: Hashable) -> frozenset[int]:
        number = self._numbers.get(key, _TOP)
        path: set[int] = set()
        while number != _TOP:
            path.add(number)
            number = self._parents[number]
        return frozenset(path)

    # -- finding ------------------------------------------------------------------------------------------------------

    def row_at(self, index: Index) -> R:
        """The row of a valid index."""
        return self.rows[index.internalId()]

    def index_of(self, key: Hashable) -> QModelIndex | None:
        """The index of the row with that key, if there is one."""
        number = self._numbers.get(key)
        return None if number is None else self.index_of_number(number)

    def index_of_number(self, number: int) -> QModelIndex:
        """The index of a row by its number; an invalid one for ``_TOP``."""
        return QModelIndex() if number == _TOP else self.createIndex(self._places[number], 0, number)

    # -- what Qt asks -------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The row-th child of a row."""
        siblings = self._children.get(_number(parent), ())
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The row that a row belongs to. QObject.parent, which Qt overloads with it, has no use here."""
        return self.index_of_number(self._parents[child.internalId()]) if child.isValid() else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows belong to a row."""
        return len(self._children.get(_number(parent), ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002 - Qt's signature
        """One: what stands in it is the delegate's matter."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Whether rows belong to a row."""
        return bool(self._children.get(_number(parent)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a row says in a role."""
        if not index.isValid():
            return None
        number = index.internalId()
        row = self.rows[number]
        said = None
        if role == Qt.ItemDataRole.DisplayRole:
            said = self.text(row)
        elif role == Qt.ItemDataRole.ToolTipRole:
            said = self.tip(row)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.sentence(row) + (", current" if self._mark_of(number) == Mark.HERE else "")
        elif role == ROW:
            said = row
        elif role == MARK:
            said = self._mark_of(number)
        return said

    def _mark_of(self, number: int) -> int:
        if number not in self._marked:
            return Mark.NONE
        return Mark.HERE if self._numbers.get(self._mark) == number else Mark.BELOW


def _number(index: Index) -> int:
    return index.internalId() if index.isValid() else _TOP
