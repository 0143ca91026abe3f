"""The pages of the document as small pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, QTimer
from PySide6.QtWidgets import QListView, QStyle, QVBoxLayout

from viewer.session.changes import DocumentClosed, PlaceChanged, SettingsChanged, TextRead
from viewer.ui.panels.pages_model import PageDelegate, PagesModel, smallest_cell
from viewer.ui.panels.session_panel import SessionPanel
from viewer.ui.panels.thumbnails import Thumbnails
from viewer.ui.widgets.row_views import ListRows
from viewer.workers.schedule import WantedPage, thumbnails_in_order

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from viewer.session.changes import Change
    from viewer.session.session import Session

LOOK_AFTER_MS = 30
"""How long after a movement the pages in view are asked for: while the scroll bar is dragged, most pass unseen."""
NEAR_ROWS = 1
"""Rows of pages beyond each edge of the view that are asked for after those in view."""


class PageGrid(ListRows):
    """Pages side by side, as many in a row as there is room for."""

    def __init__(self) -> None:
        super().__init__("Pages")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.columns = 1
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the width; where their number changes, the page at the top stays there."""
        top, columns = self.in_view()[0], self.columns
        self._fit()
        super().resizeEvent(event)
        if columns != self.columns and top > 0:
            self.scrollTo(self.model().index(top, 0), ListRows.ScrollHint.PositionAtTop)

    def in_view(self) -> tuple[int, int]:
        """The first and the last page that are seen, from 0; the last may be beyond the end."""
        height = self.gridSize().height()
        top = self.verticalScrollBar().value()
        last_row = (top + max(1, self.viewport().height()) - 1) // height
        return top // height * self.columns, (last_row + 1) * self.columns - 1

    def _fit(self) -> None:
        """As many columns (``columns``) as there is room for beside a scroll bar, whether it is there or not.

        QListView leaves the bar's width and one pixel free when it breaks rows.
        """
        cell = smallest_cell(self.font())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        room = self.maximumViewportSize().width() - bar - 1
        self.columns = max(1, room // cell.width())
        self.setGridSize(QSize(max(1, room // self.columns), cell.height()))


class PagesPanel(SessionPanel):
    """The pages of the current document. Only those in view are asked for, and only while they are."""

    refreshes_on = (TextRead,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.thumbnails = Thumbnails(self)
        self.pages = PagesModel(self.thumbnails, self)
        self.view = PageGrid()
        self.view.setModel(self.pages)
        self.view.setItemDelegate(PageDelegate(self.thumbnails, self.view))
        self.view.chosen.connect(self._chosen)
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._scrolled: dict[int, int] = {}
        self._shown: int | None = None
        self._look_soon = QTimer(self, interval=LOOK_AFTER_MS, singleShot=True)
        self._look_soon.timeout.connect(self._look)
        self.view.verticalScrollBar().valueChanged.connect(self._moved)
        self.view.verticalScrollBar().rangeChanged.connect(self._moved)
        self.thumbnails.arrived.connect(self._arrived)
        self._follow_dark()
        self.show_current()

    # -- showing ------------------------------------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """Beside refreshing, follow the reader, and forget what was closed."""
        super().take(change)
        if isinstance(change, SettingsChanged):
            self._follow_dark()
        elif isinstance(change, PlaceChanged):
            if self._shown is not None and change.document == self._shown:
                self._mark()
        elif isinstance(change, DocumentClosed):
            self._scrolled.pop(change.document, None)
            self.thumbnails.forget(change.document)
            if change.document == self._shown:
                self._shown = None
                self.pages.show_document(None)

    def show_current(self) -> None:
        """Show another document where the reader left it, or none."""
        if self._shown is not None:
            self._scrolled[self._shown] = self.view.verticalScrollBar().value()
        document = self.document
        self._shown = None if document is None else document.number
        self.thumbnails.show_document(document)
        self.pages.show_document(document)
        self.view.empty.say("" if document is not None else "The pages of a document are shown here.")
        self._mark()
        if self._shown in self._scrolled:
            self.view.executeDelayedItemsLayout()
            self.view.verticalScrollBar().setValue(self._scrolled[self._shown])
        self._moved()

    def _follow_dark(self) -> None:
        """Show the pages dark where they are read so."""
        self.thumbnails.set_dark(self._session.settings.window.get("dark_pages") == "on")
        self.view.viewport().update()
        self._moved()

    def refresh(self) -> None:
        """Page sizes are known better now."""
        self.view.viewport().update()
        self._moved()

    def _mark(self) -> None:
        if self.document is None or not self.pages.mark(self.document.place.page):
            return
        if self.isVisible() and not self.view.underMouse():  # else when it is shown: it lays out all pages
            self.view.scrollTo(self.pages.index(self.document.place.page))

    # -- what is asked for --------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        if not self._look_soon.isActive():
            self._look_soon.start()

    def _look(self) -> None:
        document = self.document
        if document is None or not self.isVisible():
            return
        first, last = self.view.in_view()
        wanted = thumbnails_in_order(first, last, document.page_count)
        near = NEAR_ROWS * self.view.columns
        around = (*range(last + 1, last + 1 + near), *range(first - 1, first - 1 - near, -1))
        wanted += [
            WantedPage(page, wanted[0].priority + 1) for page in around if wanted and 0 <= page < document.page_count
        ]
        self.thumbnails.want(wanted, self.devicePixelRatioF())

    def _arrived(self, page: int) -> None:
        self.view.update(self.pages.index(page))
        if page not in self.thumbnails.failures:
            picture = self.thumbnails.picture(page)
            if picture is not None and not picture.sharp:  # its size was not what it had been taken for
                self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the pages in view, also for those that failed when they were last asked for."""
        super().showEvent(event)
        if self.document is not None:
            self.view.scrollTo(self.pages.index(self.document.place.page))
        self.thumbnails.retry()
        self._moved()

    def event(self, event: QEvent) -> bool:
        """On a screen of another pixel ratio, other pictures are sharp."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is in front: nothing is wanted any more."""
        super().hideEvent(event)
        self._look_soon.stop()
        self.thumbnails.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other pages may be in view."""
        super().resizeEvent(event)
        self._moved()

    # -- what the reader does -----------------------------------------------------------------------------------------

    def _chosen(self, index: QModelIndex) -> None:
        if self.document is not None and index.isValid():
            self.document.go_to_page(index.row())
