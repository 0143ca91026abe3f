"""Lists and trees of rows: how they are clicked, walked through with keys, and kept in place when rows change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QTreeView, QVBoxLayout, QWidget

from viewer.ui.panels.quiet_label import QuietLabel
from viewer.ui.panels.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TreeRows(QTreeView):
    """A tree of rows. ``chosen``: clicked or Enter; ``stepped``: the current row was moved; ``edit_wanted``: F2."""

    chosen = Signal(QModelIndex)
    stepped = Signal(QModelIndex)
    edit_wanted = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(2 * STEP)
        self.setExpandsOnDoubleClick(False)
        self.empty = EmptyNote(self)
        _prepare(self, name)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses the current row; a key that moves says so."""
        before = QPersistentModelIndex(self.currentIndex())
        if event.key() in _ENTER and before.isValid():
            self.chosen.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_F2 and before.isValid():
            self.edit_wanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.stepped.emit(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu on the row under the pointer, or by key on the current one."""
        index, point = _menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, point)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font or style has other row heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

    def show_index(self, index: QModelIndex) -> None:
        """Scroll a row into view, or the one it is folded into: nothing is expanded."""
        shown = index
        above = index.parent()
        while above.isValid():
            if not self.isExpanded(above):
                shown = above
            above = above.parent()
        self.scrollTo(shown)


class ListRows(QListView):
    """A list of rows. ``chosen``: clicked or Enter; ``stepped``: the current row was moved with keys."""

    chosen = Signal(QModelIndex)
    stepped = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.empty = EmptyNote(self)
        _prepare(self, name)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses the current row; a key that moves says so."""
        before = QPersistentModelIndex(self.currentIndex())
        if event.key() in _ENTER and before.isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.stepped.emit(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu on the row under the pointer, or by key on the current one."""
        index, point = _menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, point)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font or style has other row heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

    def show_index(self, index: QModelIndex) -> None:
        """Scroll a row into view."""
        self.scrollTo(index)


RowsView = TreeRows | ListRows


class Place:
    """Where a view is scrolled to, by the row at its top, so that rows which come in above do not push it away."""

    def __init__(self, view: RowsView) -> None:
        self._view = view
        top = view.indexAt(QPoint(view.viewport().width() // 2, 0))
        self._top = QPersistentModelIndex(top)
        self._y = view.visualRect(top).top() if top.isValid() else 0
        self._at_start = view.verticalScrollBar().value() == 0

    def restore(self) -> None:
        """Scroll so that the row stands where it stood, if it is there still; a view at its top stays there."""
        if self._at_start or not self._top.isValid():
            return
        self._view.executeDelayedItemsLayout()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._view.visualRect(self._top).top() - self._y)


class EmptyNote(QuietLabel):
    """What a view says while it has no rows: what there would be to see, and why there is nothing."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self._view = view
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(STEP, STEP, STEP, STEP)
        self.hide()
        layout = QVBoxLayout(view.viewport())
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, text: str) -> None:
        """Say this, or nothing; screen readers find it as the description of the view."""
        super().say(text)
        self._view.setAccessibleDescription(text)


def expand(view: TreeRows, indexes: Iterable[QModelIndex]) -> None:
    """Expand rows."""
    for index in indexes:
        view.expand(index)


def _prepare(view: QAbstractItemView, name: str) -> None:
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    # The page is the brightest thing in the window: panels lie on the window's own colour.
    view.viewport().setBackgroundRole(QPalette.ColorRole.Window)


def _menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        index = view.currentIndex()
        return index, view.viewport().mapToGlobal(view.visualRect(index).center())
    return view.indexAt(event.pos()), event.globalPos()
