"""Lists and trees of rows: how they are clicked, walked through with keys, and kept in place when rows change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QTreeView, QVBoxLayout, QWidget

from viewer.ui.widgets.outline_model import OutlineModel
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_Base = QAbstractItemView if TYPE_CHECKING else object  # Qt's view comes from the other parent of a class of rows


class _Rows(_Base):
    """Rows of a view. ``chosen``: clicked or Enter; ``stepped``: the current row was moved with keys."""

    chosen = Signal(QModelIndex)
    stepped = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)
    empty: EmptyNote

    def _prepare(self, name: str) -> None:
        self.empty = EmptyNote(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        # The page is the brightest thing in the window: panels lie on the window's own colour.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row; a key that moves says so."""
        before = QPersistentModelIndex(self.currentIndex())
        if event.key() in _ENTER and before.isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.stepped.emit(self.currentIndex())

    def begin(self) -> None:
        """Make the row of the reader's place current where no row is: the keys begin there. Qt would take the first."""
        model = self.model()
        if not self.currentIndex().isValid() and isinstance(model, OutlineModel):
            begin = self.shown(model.marked_index or model.index(0, 0))
            self.selectionModel().setCurrentIndex(begin, QItemSelectionModel.SelectionFlag.NoUpdate)

    def shown(self, index: QModelIndex) -> QModelIndex:
        """The row itself, or the one that it is folded into."""
        return index

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes to the rows without having been there begins at their place."""
        self.begin()
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on the row under the pointer, or by key on the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            point = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index, point = self.indexAt(event.pos()), event.globalPos()
        if index.isValid():
            self.menu_wanted.emit(index, point)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style has other row heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()


class TreeRows(_Rows, QTreeView):
    """A tree of rows. ``edit_wanted``: F2."""

    edit_wanted = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(2 * STEP)
        self.setExpandsOnDoubleClick(False)
        self._prepare(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits the current row; other keys do what they do in every view of rows."""
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit_wanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def show_index(self, index: QModelIndex) -> None:
        """Scroll a row into view, or the one it is folded into: nothing is expanded."""
        self.scrollTo(self.shown(index))

    def shown(self, index: QModelIndex) -> QModelIndex:
        """The row itself, or the one that it is folded into."""
        shown = index
        above = index.parent()
        while above.isValid():
            if not self.isExpanded(above):
                shown = above
            above = above.parent()
        return shown


class ListRows(_Rows, QListView):
    """A list of rows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self._prepare(name)

    def show_index(self, index: QModelIndex) -> None:
        """Scroll a row into view."""
        self.scrollTo(index)


RowsView = TreeRows | ListRows


class Place:
    """Where a view is scrolled to, by the rows that are seen, so that rows which come in above do not push them away.

    What stays where it is is the row under the pointer, which is about to be clicked; without one the row at the top.
    Where that row goes away, the nearest one that stays.
    """

    def __init__(self, view: RowsView) -> None:
        self._view = view
        pointer = view.viewport().mapFromGlobal(QCursor.pos())
        self._pointer = pointer.y() if view.underMouse() and view.indexAt(pointer).isValid() else None
        self._at_start = view.verticalScrollBar().value() == 0
        self._seen = [(QPersistentModelIndex(index), top) for index, top in _seen(view)]
        if self._pointer is not None:
            under = sum(top <= self._pointer for _, top in self._seen) - 1
            self._seen = [seen for _, seen in sorted(enumerate(self._seen), key=lambda each: abs(each[0] - under))]

    def restore(self) -> None:
        """Scroll so that the row stands where it stood; a view at its top stays there unless the pointer is on it."""
        if self._at_start and self._pointer is None:
            return
        self._view.executeDelayedItemsLayout()
        for number, (index, top) in enumerate(self._seen):
            rect = self._view.visualRect(index) if index.isValid() else QRect()
            if rect.isValid():  # neither gone nor folded away
                # A row that is less high than before is to be under the pointer all the same.
                lowest = self._pointer - rect.height() + 1 if number == 0 and self._pointer is not None else top
                bar = self._view.verticalScrollBar()
                bar.setValue(bar.value() + rect.top() - max(top, lowest))
                return


def _seen(view: RowsView) -> Iterator[tuple[QModelIndex, int]]:
    """The rows that are seen, from the top, and where in the viewport each begins."""
    x, y = view.viewport().width() // 2, 0
    while y < view.viewport().height() and (index := view.indexAt(QPoint(x, y))).isValid():
        rect = view.visualRect(index)
        yield index, rect.top()
        y = rect.bottom() + 1


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
        """Say this, or nothing; screen readers find it as the description of the view, which Tab passes over then."""
        super().say(text)
        self._view.setAccessibleDescription(text)
        self._view.setFocusPolicy(Qt.FocusPolicy.ClickFocus if text else Qt.FocusPolicy.WheelFocus)


def expand(view: TreeRows, indexes: Iterable[QModelIndex]) -> None:
    """Expand rows."""
    for index in indexes:
        view.expand(index)
