"""The open documents, a tab each: the page view and, beside its scroll bar, the ribbon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    UnderstandingChanged,
)
from viewer.ui.page_view import PageView
from viewer.ui.reference_card import CardKeeper, preferred_language
from viewer.ui.ribbon import Ribbon

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

LONGEST_TAB = 32


class DocumentPane(QWidget):
    """One document: its view, its ribbon and the card of the reference that is looked at."""

    def __init__(self, document: OpenDocument, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.view = PageView(document, session, self)
        self.ribbon = Ribbon(document, session, self)
        self.cards = CardKeeper(self.view, lambda: preferred_language(session.settings.link_language))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.ribbon)
        self.setFocusProxy(self.view)


class DocumentTabs(QTabWidget):
    """The tabs. ``pane_added`` carries each new ``DocumentPane``, ``view_changed`` the view in front, or None."""

    pane_added = Signal(object)
    view_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Open documents")
        self.setDocumentMode(True)
        self.setTabsClosable(True)
        self.setMovable(False)
        self.setTabBarAutoHide(True)
        self.tabCloseRequested.connect(self._close)
        self.currentChanged.connect(self._in_front)
        session.changes.subscribe(self._changed)

    @property
    def current_view(self) -> PageView | None:
        """The view of the document in front."""
        pane = self.currentWidget()
        return pane.view if isinstance(pane, DocumentPane) else None

    @property
    def views(self) -> list[PageView]:
        """The views of all documents, in the order of the tabs."""
        panes = (self.widget(index) for index in range(self.count()))
        return [pane.view for pane in panes if isinstance(pane, DocumentPane)]

    def view_of(self, number: int) -> PageView | None:
        """The view of an open document."""
        pane = self._pane(number)
        return pane.view if pane is not None else None

    def step(self, by: int) -> None:
        """Bring the next tab (or the one before) to the front, round the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _pane(self, number: int) -> DocumentPane | None:
        for index in range(self.count()):
            pane = self.widget(index)
            if isinstance(pane, DocumentPane) and pane.document.number == number:
                return pane
        return None

    def _changed(self, change: Change) -> None:
        match change:
            case DocumentOpened(number):
                self._add(number)
            case DocumentClosed(number):
                pane = self._pane(number)
                if pane is not None:
                    self.removeTab(self.indexOf(pane))
                    pane.view.close_view()
                    pane.deleteLater()
            case CurrentDocumentChanged(number) if number is not None:
                pane = self._pane(number)
                if pane is not None:
                    self.setCurrentWidget(pane)
            case UnderstandingChanged(number):
                self._title(number)
            case _:
                pass

    def _add(self, number: int) -> None:
        document = self._session.document(number)
        if document is None:
            return
        pane = DocumentPane(document, self._session, self)
        self.pane_added.emit(pane)
        self.insertTab(self._session.documents.index(document), pane, "")
        self._title(number)

    def _title(self, number: int) -> None:
        pane = self._pane(number)
        if pane is not None:
            title = pane.document.title
            short = title if len(title) <= LONGEST_TAB else title[: LONGEST_TAB - 1] + "…"
            index = self.indexOf(pane)
            self.setTabText(index, short.replace("&", "&&"))
            self.setTabToolTip(index, str(pane.document.path))

    def _close(self, index: int) -> None:
        pane = self.widget(index)
        if isinstance(pane, DocumentPane):
            self._session.close(pane.document.number)

    def _in_front(self, index: int) -> None:
        pane = self.widget(index)
        if isinstance(pane, DocumentPane):
            self._session.make_current(pane.document.number)
            self.view_changed.emit(pane.view)
        else:
            self.view_changed.emit(None)
