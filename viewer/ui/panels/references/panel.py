"""The documents that this one refers to, by organ, with every place where it does."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from viewer.session.changes import UnderstandingChanged
from viewer.session.notes.reference_form import ReferenceForm
from viewer.session.official_pages import OFFICIAL_LANGUAGES, official_page
from viewer.session.open_document import ReadingState
from viewer.ui.look.icons import icon
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.panels.references.model import ReferenceDelegate, ReferencesModel, nothing_around
from viewer.ui.panels.references.rows import (
    CitedRows,
    MentionRow,
    OrganRow,
    ReferenceOrder,
    ReferenceRow,
    passage_of,
)
from viewer.ui.panels.references.tree import ReferencesTree
from viewer.ui.widgets.filter_field import FilterField
from viewer.ui.widgets.menu_button import MenuButton
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.reference import Reference
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.panels.references.rows import CitedRow

PASSAGES = 4096
"""Sentences that are remembered, so that scrolling does not cut them out again."""


class ReferencesPanel(ListPanel["CitedRow"]):
    """References by organ.

    ``card_requested`` carries a reference that was clicked, ``open_requested`` the symbol and language (ISO 639-1) of
    an official page, ``copy_requested`` the form in which all references are to be copied.
    """

    card_requested = Signal(object)
    open_requested = Signal(str, str)
    copy_requested = Signal(ReferenceForm)
    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.tree = ReferencesTree()
        self.cited = ReferencesModel()
        super().__init__(session, self.tree, self.cited, parent)
        self._delegate = ReferenceDelegate(self.cited, self.tree)
        self.tree.setItemDelegate(self._delegate)
        self.tree.estimated_height = self._delegate.estimated_height
        self.tree.measured_anew.connect(self._delegate.measure_again)
        self._of: OpenDocument | None = None
        self._listed = CitedRows(())
        self._asked: tuple[ReferenceOrder, str] | None = None
        self._rows: tuple[list[CitedRow], list[int]] = ([], [])
        self._ahead = QTimer(self)
        self._ahead.timeout.connect(self._look_ahead)
        self.order = ReferenceOrder.NUMBER
        self.filter_field = self._make_filter_field()
        self.order_button = self._make_order_button()
        self.copy_button = MenuButton()
        self.copy_button.setText("Copy")
        self.copy_button.setToolTip("Copy all references")
        self.copy_button.setAccessibleName("Copy all references")
        self._add_copies(self.copy_button.choices)
        self.count = QuietLabel()
        self.count.setContentsMargins(2 * STEP, 0, STEP, STEP // 2)
        self.count.hide()
        bar = QHBoxLayout()
        bar.setContentsMargins(STEP, STEP, STEP, STEP)
        bar.setSpacing(STEP)
        bar.addWidget(self.filter_field, 1)
        bar.addWidget(self.order_button)
        bar.addWidget(self.copy_button)
        self.column.insertLayout(0, bar)
        self.column.insertWidget(1, self.count)

    def _make_filter_field(self) -> FilterField:
        field = FilterField("Filter references", "Symbol, organ, or words of the document that cite it")
        field.textChanged.connect(self._filter)
        field.installEventFilter(self)
        return field

    def _make_order_button(self) -> MenuButton:
        button = MenuButton()
        choices = QActionGroup(button)
        for order in ReferenceOrder:
            action = button.choices.addAction(order.value)
            action.setCheckable(True)
            action.setChecked(order is self.order)
            action.setActionGroup(choices)
            action.triggered.connect(lambda _checked=False, order=order: self.sort(order))
        _name_order(button, self.order)
        return button

    # -- what is shown ------------------------------------------------------------------------------------------------

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[CitedRow], Sequence[int]]:
        """Organs and references that pass the filter."""
        if document is not self._of:
            self._of = document
            self._delegate.forget_heights()
            self.cited.page_label = lambda offset: document.page_label(document.text.page_of(offset))
            self.cited.passage = lru_cache(PASSAGES)(partial(passage_of, document.text))
        references = document.understanding.references if document.understanding else ()
        asked = (self.order, self.filter_field.text())
        if references is not self._listed.references:
            self._listed, self._asked = CitedRows(references), None
            self._ahead.start()
        if asked != self._asked:
            self._asked = asked
            self._rows = self._listed.in_order(*asked)
        return self._rows

    def _look_ahead(self) -> None:
        """Make the first key in the filter as quick as the others, between all that is more urgent."""
        if not self._listed.look_ahead():
            self._ahead.stop()

    def refresh(self) -> None:
        """Show what has changed, and how much of all passes the filter."""
        super().refresh()
        document = self.document
        if document is None:
            self._forget()
        references = document.understanding.references if document and document.understanding else ()
        shown = sum(isinstance(row, ReferenceRow) for row in self.cited.rows)
        self.count.say(f"{shown} of {len(references)}" if self.filter_field.text().strip() and references else "")

    def _forget(self) -> None:
        """Let go of a document that has been closed, and of its text."""
        self._of = None
        self._listed, self._asked, self._rows = CitedRows(()), None, ([], [])
        self.cited.passage = nothing_around

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """Why there are no references."""
        if document is None:
            return "The resolutions, decisions and documents that a document cites are listed here."
        if document.understanding is not None and document.understanding.references:
            return f"No reference has \u201c{self.filter_field.text().strip()}\u201d. Clear the filter to see all."
        if document.state is ReadingState.READING:
            return "References appear as the document is read."
        if document.has_no_text:
            return "No references: this document has pictures of pages but no text."
        if document.state is ReadingState.FAILED:
            return "No references: the document could not be read to the end."
        return _no_references(len(document.understanding.unreadable_pages) if document.understanding is not None else 0)

    def starts_open(self, row: CitedRow) -> bool:
        """Organs are expanded, references are not."""
        return isinstance(row, OrganRow)

    def pages_listed(self, document: OpenDocument) -> int:
        """References are found last."""
        return document.cited_pages

    def mark(self, document: OpenDocument) -> QModelIndex | None:  # noqa: ARG002 - others mark the reader's place
        """No row is marked: a place can lie in many references or none."""
        return None

    def sort(self, order: ReferenceOrder) -> None:
        """Sort in another order, for this document and those opened later."""
        self.order = order
        _name_order(self.order_button, order)
        self.refresh()

    def _filter(self) -> None:
        self.refresh()
        self.tree.scrollToTop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter field Escape clears, Down and Enter go to the rows."""
        if watched is self.filter_field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter_field.text():
                self.filter_field.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.cited.rows:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.tree.currentIndex().isValid():
                    self.tree.setCurrentIndex(self.cited.index(0, 0))
                return True
        return super().eventFilter(watched, event)

    # -- what is clicked ----------------------------------------------------------------------------------------------

    def go(self, document: OpenDocument, row: CitedRow) -> None:
        """Go to a mention, or to a reference's first one; an organ is expanded or collapsed."""
        match row:
            case OrganRow():
                index = self.tree.currentIndex()
                self.tree.setExpanded(index, not self.tree.isExpanded(index))
            case ReferenceRow(reference):
                document.go_to(reference.mentions[0].span)
                self.card_requested.emit(reference)
            case MentionRow(_, mention):
                document.go_to(mention.span)

    # -- the menu -----------------------------------------------------------------------------------------------------

    def menu_of(self, row: CitedRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        if not isinstance(row, OrganRow):
            self._add_pages(menu, row.reference)
            menu.addAction(icon("copy"), "Copy symbol", lambda: _copy(row.reference.symbol))
        if isinstance(row, MentionRow):
            passage = self.cited.passage(row.mention.span)
            menu.addAction("Copy the sentence", lambda: _copy(passage.text))
        self._add_copies(menu.addMenu(icon("copy"), "Copy all references"))
        menu.addSeparator()
        menu.addAction("Expand all", self.tree.expandAll)
        menu.addAction("Collapse all", lambda: self.tree.expandToDepth(0))
        return menu

    def _add_pages(self, menu: QMenu, reference: Reference) -> None:
        pages = menu.addMenu(icon("link"), "Open official page")
        pages.setToolTipsVisible(True)
        for code, name in OFFICIAL_LANGUAGES.items():
            action = pages.addAction(name)
            action.setToolTip(official_page(reference.symbol, code))
            action.triggered.connect(lambda _checked=False, code=code: self.open_requested.emit(reference.symbol, code))
        pages.setEnabled(bool(official_page(reference.symbol, "en")))

    def _add_copies(self, menu: QMenu) -> None:
        """Add an action for each form in which all references can be copied."""
        for form in ReferenceForm:
            menu.addAction(f"As {form.value}", partial(self.copy_requested.emit, form))


def _name_order(button: MenuButton, order: ReferenceOrder) -> None:
    button.setText(order.value)
    button.setToolTip("Sort references")
    button.setAccessibleName(f"Sort references: {order.value.lower()}")


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _no_references(unreadable: int) -> str:
    """What is said where none were found; ``unreadable`` pages could not be looked through."""
    nothing = "resolution, decision or other document by its symbol or number."
    if not unreadable:
        return f"This document cites no {nothing}"
    pages = "1 page" if unreadable == 1 else f"{QLocale().toString(unreadable)} pages"
    return f"The pages that can be read cite no {nothing} {pages} of this document cannot be read."
