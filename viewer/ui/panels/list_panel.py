"""A panel that is one list or tree of rows, and what its reader has done there with each open document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout

from viewer.session.changes import DocumentClosed, PlaceChanged
from viewer.session.open_document import ReadingState
from viewer.ui.panels.session_panel import SessionPanel
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.row_views import Place, TreeRows, expand

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QModelIndex, QPoint
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.widgets.outline_model import OutlineModel
    from viewer.ui.widgets.row_views import RowsView

R = TypeVar("R")


@dataclass(slots=True)
class _Left:
    """How the reader left the panel when another document came to the front; rows are named by their keys."""

    scrolled: int = 0
    current: Hashable = None
    turned: set[Hashable] = field(default_factory=set["Hashable"])
    """Those that were expanded or collapsed by hand."""


class ListPanel(SessionPanel, Generic[R]):
    """Rows that lead to places. While it is not seen (another tab is in front) it waits with refreshing."""

    def __init__(self, session: Session, view: RowsView, model: OutlineModel[R], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.view = view
        self.model = model
        model.setParent(view)
        view.setModel(model)
        view.chosen.connect(self._chosen)
        view.menu_wanted.connect(self._show_menu)
        self.setFocusProxy(view)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(view, 1)
        self.so_far = QuietLabel()  # below the rows, which do not move when it comes and goes
        self.so_far.setContentsMargins(STEP, STEP // 2, STEP, STEP // 2)
        self.so_far.hide()
        self.column.addWidget(self.so_far)
        self._shown: int | None = None
        self._left: dict[int, _Left] = {}
        self._stale = True

    # -- for panels to say --------------------------------------------------------------------------------------------

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[R], Sequence[int]]:
        """The rows of a document and their levels, from 1."""
        raise NotImplementedError

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """What is said while there are no rows: what would be listed, and why it is not."""
        raise NotImplementedError

    def go(self, document: OpenDocument, row: R) -> None:
        """Go where a row leads."""
        raise NotImplementedError

    def starts_open(self, row: R) -> bool:  # noqa: ARG002 - for panels to look at
        """Whether a row is expanded until the reader collapses it."""
        return True

    def menu_of(self, row: R) -> QMenu | None:  # noqa: ARG002 - for panels to look at
        """What can be done with a row; None where there is nothing."""
        return None

    def pages_listed(self, document: OpenDocument) -> int:
        """Of how many of the first pages the rows are, while others are being read."""
        return document.page_count

    def mark(self, document: OpenDocument) -> QModelIndex | None:
        """Mark the row that the reader is in; returns it where the mark has moved."""
        raise NotImplementedError

    # -- showing ------------------------------------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """Beside refreshing, follow the reader, and forget what was closed."""
        super().take(change)
        if isinstance(change, PlaceChanged):
            document = self.document
            if document is not None and change.document == document.number and not self._stale:
                self._follow(self.mark(document))
        elif isinstance(change, DocumentClosed):
            self._left.pop(change.document, None)
            self._shown = None if self._shown == change.document else self._shown

    def refresh(self) -> None:
        """Show what has changed; what the reader has done with rows that persist stays."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        document = self.document
        rows, levels = self.rows_of(document) if document is not None else ((), ())
        number = None if document is None else document.number
        new = number != self._shown and number not in self._left
        if number != self._shown:
            self._leave()
            self._come_to(number, rows, levels)
        elif tuple(rows) != self.model.rows:
            place = Place(self.view)
            branches = self.model.show(rows, levels)
            if isinstance(self.view, TreeRows):
                expand(self.view, [index for index in branches if self.starts_open(self.model.row_at(index))])
            place.restore()
        else:
            self.view.viewport().update()
        self.view.empty.say("" if rows else self.words_for_nothing(document))
        reading = document if document is not None and document.state is ReadingState.READING else None
        self.so_far.say(pages_so_far(self.pages_listed(reading), reading.page_count) if reading is not None else "")
        if document is not None:
            moved = self.mark(document)
            if new:
                self._follow(moved)
            if self.view.hasFocus():
                self.view.begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while the panel was not seen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _leave(self) -> None:
        if self._shown is None:
            return
        left = _Left(self.view.verticalScrollBar().value())
        current = self.view.currentIndex()
        left.current = self._key_of(current) if current.isValid() else None
        if isinstance(self.view, TreeRows):
            tree = self.view
            branches = [(self.model.row_at(index), tree.isExpanded(index)) for index in self.model.branches]
            left.turned = {self.model.key(row) for row, is_open in branches if is_open != self.starts_open(row)}
        self._left[self._shown] = left

    def _come_to(self, number: int | None, rows: Sequence[R], levels: Sequence[int]) -> None:
        self._shown = number
        self.model.replace(rows, levels)
        left = self._left.pop(number, _Left()) if number is not None else _Left()
        if isinstance(self.view, TreeRows):
            open_at_first = [index for index in self.model.branches if self.starts_open(self.model.row_at(index))]
            expand(self.view, [each for each in open_at_first if self._key_of(each) not in left.turned])
            turned = [index for index in map(self.model.index_of, left.turned) if index is not None]
            expand(self.view, [index for index in turned if not self.starts_open(self.model.row_at(index))])
        current = self.model.index_of(left.current)
        if current is not None:
            self.view.setAutoScroll(False)  # the view is scrolled to where it was left
            self.view.setCurrentIndex(current)
            self.view.setAutoScroll(True)
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(left.scrolled)

    def _key_of(self, index: QModelIndex) -> Hashable:
        return self.model.key(self.model.row_at(index))

    # -- what the reader does -----------------------------------------------------------------------------------------

    @property
    def in_use(self) -> bool:
        """Whether the reader is busy with the rows, so that they must not move by themselves: the pointer is on them.

        The focus says nothing of the kind: it stays here after a click, while the reader scrolls through the pages.
        """
        return self.view.underMouse()

    def _follow(self, moved: QModelIndex | None) -> None:
        if moved is not None and not self.in_use:
            self.view.show_index(moved)

    def _show_menu(self, index: QModelIndex, point: QPoint) -> None:
        menu = self.menu_of(self.model.row_at(index))
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(point)

    def _chosen(self, index: QModelIndex) -> None:
        if self.document is not None and index.isValid():
            self.go(self.document, self.model.row_at(index))


def pages_so_far(listed: int, count: int) -> str:
    """Of which pages a list is that fills as a long document is read; empty where it is of all, or of none yet."""
    if not 0 < listed < count:
        return ""
    number = QLocale().toString
    return f"From the first {number(listed)} of {number(count)} pages so far"
