"""The documents that this one refers to, by organ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import UnderstandingChanged
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem, QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class ReferencesPanel(TreePanel):
    """The documents that this one refers to, by organ."""

    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "References", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        references = document.understanding.references if document.understanding else ()
        organs: dict[str, QTreeWidgetItem] = {}
        for reference in references:
            if reference.organ not in organs:
                organs[reference.organ] = self.row([reference.organ], None)
            tip = "\n".join(filter(None, (reference.reason, reference.doubt)))
            year = f" ({reference.year})" if reference.year else ""
            item = self.row(
                [f"{reference.symbol}{year}  {len(reference.mentions)}"], None, tip, organs[reference.organ]
            )
            for mention in reference.mentions:
                page = document.text.page_of(mention.span.start) + 1
                self.row([f"{page}  {mention.text}"], mention.span, under=item)
        self.tree.expandAll()
        return "" if references else "No references have been found."
