"""What every command has: the window, its session, the document and the view in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument
    from viewer.ui.document_window import DocumentWindow
    from viewer.ui.page.view import PageView


class WindowCommands:
    """Commands of one window, one method each. A command that is not possible now does nothing."""

    def __init__(self, window: DocumentWindow) -> None:
        self._window = window
        self._session = window.session

    @property
    def _document(self) -> OpenDocument | None:
        return self._session.current

    @property
    def _view(self) -> PageView | None:
        return self._window.tabs.current_view
