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

    Rows that most readers never see need not be among those taken: ``rows_below`` makes them when a view looks below
    a row for the first time, and they are numbered on then. They have no rows below them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[R, ...] = ()
        """The rows that were taken."""
        self._all: list[R] = []
        self._parents: list[int] = []
        self._places: list[int] = []
        self._children: dict[int, list[int]] = {_TOP: []}
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

    def has_rows_below(self, row: R) -> bool:  # noqa: ARG002 - for subclasses to look at
        """Whether ``rows_below`` makes some."""
        return False

    def rows_below(self, row: R) -> Sequence[R]:  # noqa: ARG002 - for subclasses to look at
        """The rows below one that has none among those taken."""
        return ()

    def key_above(self, key: Hashable) -> Hashable:  # noqa: ARG002 - for subclasses to look at
        """The key of the row below which one is made; None for those taken."""
        return None

    # -- taking rows --------------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[R], levels: Sequence[int]) -> list[QModelIndex]:
        """Take rows in place of those before; returns those that have rows below them now and had none before.

        Rows below which others are only made when they are asked for are not among these.
        """
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        keys = [self.key(self.row_at(index)) for index in persistent]
        branches_before = {self.key(self._all[number]) for number in self._children if number != _TOP}
        self._take(tuple(rows), levels)
        branches = self.branches
        self.changePersistentIndexList(persistent, [self.index_of(key) or QModelIndex() for key in keys])
        self.layoutChanged.emit()
        return [index for index in branches if self.key(self.row_at(index)) not in branches_before]

    def replace(self, rows: Sequence[R], levels: Sequence[int]) -> None:
        """Take rows that have nothing to do with those before (another document)."""
        self.beginResetModel()
        self._take(tuple(rows), levels)
        self.endResetModel()

    @property
    def branches(self) -> list[QModelIndex]:
        """The rows that have rows below them, as far as these have been made."""
        return [self.index_of_number(number) for number in self._children if number != _TOP]

    def _take(self, rows: tuple[R, ...], levels: Sequence[int]) -> None:
        self.rows, self._all = rows, list(rows)
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

    def _below(self, number: int) -> Sequence[int]:
        """The numbers of the rows below a row, which are made if they were not before."""
        children = self._children.get(number)
        if children is None:
            children = self._make_rows_below(number) if self.has_rows_below(self._all[number]) else ()
        return children

    def _make_rows_below(self, number: int) -> Sequence[int]:
        rows = self.rows_below(self._all[number])
        children = list(range(len(self._all), len(self._all) + len(rows)))
        self._children[number] = children
        self._all += rows
        self._parents += [number] * len(rows)
        self._places += range(len(rows))
        self._numbers.update((self.key(row), at) for at, row in zip(children, rows, strict=True))
        return children

    @property
    def count(self) -> int:
        """How many rows there are, with those that were made below others."""
        return len(self._all)

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
        return self._all[index.internalId()]

    def index_of(self, key: Hashable) -> QModelIndex | None:
        """The index of the row with that key, if there is one."""
        number = self._numbers.get(key)
        if number is None and (above := self._numbers.get(self.key_above(key))) is not None:
            self._below(above)
            number = self._numbers.get(key)
        return None if number is None else self.index_of_number(number)

    def index_of_number(self, number: int) -> QModelIndex:
        """The index of a row by its number; an invalid one for ``_TOP``."""
        return QModelIndex() if number == _TOP else self.createIndex(self._places[number], 0, number)

    # -- what Qt asks -------------------------------------------------------------------------------------------------

    # A view that lays out thousands of rows asks these for each: that they are short is felt.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The row-th child of a row."""
        siblings = self._below(parent.internalId() if parent.isValid() else _TOP)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The row that a row belongs to. QObject.parent, which Qt overloads with it, has no use here."""
        number = self._parents[child.internalId()] if child.isValid() else _TOP
        return QModelIndex() if number == _TOP else self.createIndex(self._places[number], 0, number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows belong to a row."""
        return len(self._below(parent.internalId() if parent.isValid() else _TOP))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002 - Qt's signature
        """One: what stands in it is the delegate's matter."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Whether rows belong to a row."""
        number = parent.internalId() if parent.isValid() else _TOP
        return bool(self._children.get(number)) or (number != _TOP and self.has_rows_below(self._all[number]))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a row says in a role."""
        if not index.isValid():
            return None
        number = index.internalId()
        row = self._all[number]
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
