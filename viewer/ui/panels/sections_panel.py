"""The sections of the document as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import UnderstandingChanged
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem, QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class SectionsPanel(TreePanel):
    """The sections of the document as a tree."""

    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Sections", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        sections = document.understanding.sections if document.understanding else ()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for section in sections:
            while above and above[-1][0] >= section.level:
                above.pop()
            text = f"{section.title}  {section.language.upper()}  {document.text.page_of(section.span.start) + 1}"
            item = self.row([text], section.span, section.title, above[-1][1] if above else None)
            above.append((section.level, item))
        self.tree.expandAll()
        return "" if sections else "No sections have been found."
