"""The languages of the document, their shares and their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import UnderstandingChanged
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class LanguagesPanel(TreePanel):
    """The languages of the document, their shares and their sections."""

    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Languages", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        understanding = document.understanding
        for share in understanding.shares if understanding else ():
            top = self.row([f"{share.language.upper()}  {share.share:.0%}  {share.characters} characters"], None)
            for section in understanding.sections if understanding else ():
                if section.language == share.language:
                    self.row([section.title], section.span, section.title, top)
        self.tree.expandAll()
        return "" if understanding and understanding.shares else "No language has been recognised."
