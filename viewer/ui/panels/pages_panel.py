"""The pages of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import DocumentOpened
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class PagesPanel(TreePanel):
    """The pages of the document."""

    refreshes_on = (DocumentOpened,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Pages", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        for page in range(document.page_count):
            self.row([f"Page {document.page_label(page)}"], page)
        return ""

    def go(self, document: OpenDocument, target: object) -> None:
        """Go to a page."""
        if isinstance(target, int):
            document.go_to_page(target)
