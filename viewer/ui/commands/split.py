"""What the actions of two views in one tab do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from viewer.ui.commands.file import open_filter
from viewer.ui.commands.of_window import WindowCommands
from viewer.ui.look.icons import icon
from viewer.ui.tabs.document_pane import described
from viewer.ui.tabs.tab_page import SplitWay

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument


class SplitCommands(WindowCommands):
    """The commands of View > Split."""

    def split_beside(self) -> None:
        """Show a second view beside the one in front."""
        self._window.tabs.split(SplitWay.BESIDE)
        self._window.update_actions()

    def split_below(self) -> None:
        """Show a second view below the one in front."""
        self._window.tabs.split(SplitWay.BELOW)
        self._window.update_actions()

    def no_split(self) -> None:
        """Let the active view have the tab for itself."""
        self._window.tabs.unsplit()
        self._window.update_actions()

    def show_beside(self) -> None:
        """Offer the other documents that are open, and a file, to stand beside the one in front."""
        view = self._view
        if view is None:
            return
        menu = QMenu(self._window)
        menu.setAccessibleName("Show beside")
        page = self._window.tabs.current_page
        shown = page.documents if page is not None else []
        for document in self._session.documents:
            if document not in shown:
                action = menu.addAction(icon("document"), _offered(document))
                action.triggered.connect(lambda _checked=False, other=document: self._put_beside(other))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(icon("open"), "Open a file…").triggered.connect(self._open_beside)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(max(8, (view.width() - menu.sizeHint().width()) // 2), 8)
        menu.popup(view.mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[0])

    def _put_beside(self, document: OpenDocument) -> None:
        self._window.tabs.show_beside(document.number)
        self._window.update_actions()

    def _open_beside(self) -> None:
        folder = str(self._document.path.parent) if self._document is not None else ""
        name, _ = QFileDialog.getOpenFileName(self._window, "Show beside", folder, open_filter())
        if name:
            self._window.tabs.open_beside(Path(name))

    def toggle_link_scrolling(self) -> None:
        """Let two documents scroll together, or each on its own; remembered."""
        page = self._window.tabs.current_page
        if page is None or page.link is None:
            return
        links = not page.link.linked
        self._window.tabs.set_links(links=links)
        window = {**self._session.settings.window, "link_scrolling": "on" if links else "off"}
        self._session.change_settings(replace(self._session.settings, window=window))
        self._window.update_actions()

    def line_up(self) -> None:
        """Bring the other document to where this one is."""
        page = self._window.tabs.current_page
        if page is not None and page.link is not None:
            page.link.line_up(page.view)
            by = "paragraphs and parts" if page.link.by_paragraphs else "pages"
            self._window.status.show_for_a_moment(f"Lined up by {by}")


def _offered(document: OpenDocument) -> str:
    """A document by its title, language and file: language versions bear the same symbol."""
    called = described(document)
    words = called if document.path.name in called else f"{called} · {document.path.name}"
    return words.replace("&", "&&")
