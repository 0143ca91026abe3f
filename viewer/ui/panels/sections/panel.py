"""The sections of the document as a tree: what is where, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from viewer.session.changes import UnderstandingChanged
from viewer.session.open_document import ReadingState
from viewer.ui.look.icons import icon
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.panels.sections.menu import offer_corrections
from viewer.ui.panels.sections.model import SectionDelegate, SectionsModel
from viewer.ui.widgets.row_views import TreeRows
from viewer.ui.wording.sections import section_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from viewer.model.document import Section
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class SectionsPanel(ListPanel["Section"]):
    """The sections of the current document.

    ``note_requested`` carries the section that a note is wanted on, ``correction_requested`` one to be corrected.
    """

    note_requested = Signal(object)
    correction_requested = Signal(object)
    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.tree = TreeRows("Sections")
        self.sections = SectionsModel()
        super().__init__(session, self.tree, self.sections, parent)
        self.tree.setItemDelegate(SectionDelegate(self.sections))
        self.tree.edit_wanted.connect(self._edit)

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[Section], Sequence[int]]:
        """The sections, by their own levels."""
        self.sections.page_label = lambda offset: document.page_label(document.text.page_of(offset))
        self.sections.widest_label = document.page_label(document.page_count - 1)
        sections = document.understanding.sections if document.understanding else ()
        return sections, [section.level for section in sections]

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """Why there are no sections."""
        if document is None:
            return "The annexes, chapters and statements of a document are listed here, each with its language."
        if document.state is ReadingState.READING:
            return "Sections appear as the document is read."
        if document.has_no_text:
            return "No sections: this document has pictures of pages but no text."
        if document.state is ReadingState.FAILED:
            return "No sections: the document could not be read to the end."
        return "No sections: this document has no headings, annexes or chapters that could be told apart."

    def go(self, document: OpenDocument, row: Section) -> None:
        """Go to the section."""
        document.go_to(row.span)

    def pages_listed(self, document: OpenDocument) -> int:
        """What has been understood so far."""
        return document.understood_pages

    def mark(self, document: OpenDocument) -> QModelIndex | None:
        """Mark the section at the top of the view."""
        section = document.current_section
        return self.sections.mark(None if section is None else self.sections.key(section))

    # -- the menu of a section ----------------------------------------------------------------------------------------

    def menu_of(self, row: Section) -> QMenu:
        """What can be done with a section."""
        menu = QMenu(self)
        note = menu.addAction(icon("note"), "Note on this section")
        note.triggered.connect(lambda: self.note_requested.emit(row))
        copy = menu.addAction(icon("copy"), "Copy title")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(section_title(row)))
        if self.document is not None:
            offer_corrections(menu, self.document, row, lambda: self.correction_requested.emit(row))
        menu.addSeparator()
        menu.addAction("Expand all", self.tree.expandAll)
        menu.addAction("Collapse all", self.tree.collapseAll)
        return menu

    def _edit(self, index: QModelIndex) -> None:
        self.correction_requested.emit(self.sections.row_at(index))
