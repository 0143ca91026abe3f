"""Where the words looked for stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.session.changes import SearchChanged
from viewer.ui.panels.tree_panel import TreePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class SearchPanel(TreePanel):
    """Where the words looked for stand."""

    refreshes_on = (SearchChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Search results", parent)

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree."""
        state = document.search.state
        if not state.query:
            return "Type words in the find field to list where they stand."
        for index, hit in enumerate(state.hits):
            self.row([f"{hit.page + 1}  {hit.snippet}"], index, hit.snippet)
        so_far = "" if state.finished else " so far"
        if not state.total and state.finished:
            said = f"Nothing found for \u201c{state.query}\u201d. Try fewer words or another language."
        else:
            said = f"{state.total} found in {len({hit.page for hit in state.hits})} pages{so_far}"
        if state.unreadable_pages:
            said += "\nPages without text: " + ", ".join(str(page + 1) for page in state.unreadable_pages)
        return said

    def go(self, document: OpenDocument, target: object) -> None:
        """Go to a hit."""
        if isinstance(target, int):
            document.search.go_to_hit(target)
