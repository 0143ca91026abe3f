"""What one tab holds: a document, two places of it, or two documents, beside or below each other."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.reference_card import CardKeeper
    from viewer.ui.page.scroll_link import ScrollLink
    from viewer.ui.page.view import PageView
    from viewer.ui.tabs.document_pane import DocumentPane

HANDLE = 5
NARROWEST = 120
"""Device-independent pixels of the bar between two views, and of a view beside another."""


class SplitWay(Enum):
    """How two views share a tab."""

    BESIDE = "beside"
    BELOW = "below"


class TabPage(QWidget):
    """One or two panes.

    ``activated`` says that commands go to another pane, and carries the page; ``close_requested`` carries a pane that
    is wanted no longer. The first pane is the leading one (on the left, with a left-to-right interface) or the upper
    one. ``active`` is the one that was used last.
    """

    activated = Signal(object)
    close_requested = Signal(object)

    def __init__(self, pane: DocumentPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link: ScrollLink | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(HANDLE)
        self._panes: list[DocumentPane] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.active = pane
        self.take_in(pane)
        self.activate(pane)

    @property
    def panes(self) -> tuple[DocumentPane, ...]:
        """The panes, in reading order."""
        return tuple(self._panes)

    @property
    def view(self) -> PageView:
        """The view that commands go to."""
        return self.active.view

    @property
    def document(self) -> OpenDocument:
        """The document that commands are about."""
        return self.active.document

    @property
    def documents(self) -> list[OpenDocument]:
        """The documents that are shown, each once."""
        return list(dict.fromkeys(pane.document for pane in self._panes))

    @property
    def cards(self) -> CardKeeper:
        """What keeps the card of the active pane."""
        return self.active.cards

    @property
    def other(self) -> DocumentPane | None:
        """The pane that commands do not go to."""
        return next((pane for pane in self._panes if pane is not self.active), None)

    def pane_of(self, number: int) -> DocumentPane | None:
        """The pane of a document whose place is the document's."""
        found = [pane for pane in self._panes if pane.document.number == number]
        return next((pane for pane in found if pane.view.leads), found[0] if found else None)

    # -- one or two ---------------------------------------------------------------------------------------------------

    @property
    def way(self) -> SplitWay:
        """How the panes lie, or would lie."""
        beside = self._splitter.orientation() is Qt.Orientation.Horizontal
        return SplitWay.BESIDE if beside else SplitWay.BELOW

    def lay(self, way: SplitWay) -> None:
        """Let the panes lie beside or below each other, each with half of the room."""
        beside = way is SplitWay.BESIDE
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self.share_evenly()

    def share_evenly(self) -> None:
        """Give both panes the same room."""
        self._splitter.setSizes([10_000] * len(self._panes))

    def take_in(self, pane: DocumentPane, at: int | None = None) -> None:
        """Show a pane here, at the end or in a place among the panes."""
        at = len(self._panes) if at is None else at
        self._panes.insert(at, pane)
        self._splitter.insertWidget(at, pane)
        pane.setMinimumSize(NARROWEST, NARROWEST)
        pane.used.connect(self._used)
        pane.close_requested.connect(self.close_requested)
        pane.show()
        self._arrange()

    def let_go(self, pane: DocumentPane) -> None:
        """Show a pane here no longer; another one becomes the active one where there is one."""
        self._panes.remove(pane)
        pane.used.disconnect(self._used)
        pane.close_requested.disconnect(self.close_requested)
        had_focus = pane.view.hasFocus()
        pane.hide()
        pane.setParent(None)
        if self._panes:
            if self.active is pane:
                self.activate(self._panes[0])
                if had_focus:
                    self.active.view.setFocus()
            self._arrange()

    def _arrange(self) -> None:
        """Headers where there are two; each of two documents has its share of the memory."""
        several = len(self._panes) > 1
        for pane in self._panes:
            pane.view.sources.share_memory(len(self.documents))
            header = pane.show_header(shown=several)
            if header is not None:
                header.mark(active=pane is self.active)
        self.share_evenly()

    def offer_link(self, action: QAction | None) -> None:
        """Offer in the second header what links the scrolling of two documents."""
        for pane in self._panes:
            if pane.header is not None:
                linked = pane is self._panes[-1] and len(self.documents) > 1
                pane.header.offer_link(action if linked else None)

    # -- the active one -----------------------------------------------------------------------------------------------

    def activate(self, pane: DocumentPane) -> None:
        """Let commands go to a pane of this page."""
        for other in self._panes:
            if other is not pane and other.document is pane.document:
                other.view.follow()
        pane.view.lead()
        changed = pane is not self.active
        self.active = pane
        self.setFocusProxy(pane.view)
        for each in self._panes:
            if each.header is not None:
                each.header.mark(active=each is pane)
        if changed:
            self.activated.emit(self)

    def _used(self, pane: DocumentPane) -> None:
        if pane is not self.active:
            self.activate(pane)
