"""What the document says of itself, each value with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.document import METADATA_KEYS
from viewer.session.changes import TextRead, UnderstandingChanged
from viewer.session.open_document import ReadingState
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class DocumentPanel(TreePanel):
    """What the document says of itself, each value with its place."""

    refreshes_on = (UnderstandingChanged, TextRead)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Document", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        metadata = document.understanding.metadata if document.understanding else {}
        for key in METADATA_KEYS:
            label = key.replace("_", " ").capitalize()
            for value in metadata.get(key, ()):
                shown = value.value if isinstance(value.value, str) else " \u2013 ".join(value.value)
                mark = " (i)" if value.reason else ""
                self.row([f"{label}: {shown}{mark}"], value.span, value.reason)
            if key not in metadata and document.state is ReadingState.READ:
                self.row([f"{label}: not in this document"], None)
        if document.state is ReadingState.READING:
            return f"Reading: page {document.text.page_count} of {document.page_count}"
        return ""
