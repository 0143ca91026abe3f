"""What the action that shares notes does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands

if TYPE_CHECKING:
    from viewer.ui.background.sharing_keeper import SharingKeeper


class SharingCommands(WindowCommands):
    """The command of the Notes menu that shares notes, and what keeps them in step afterwards."""

    sharing_keeper: SharingKeeper | None = None

    def keep_sharing(self) -> SharingKeeper:
        """Keep in step what is shared, from now on; once for a window."""
        from viewer.ui.background.sharing_keeper import SharingKeeper  # noqa: PLC0415 - start-up time: see the package

        if self.sharing_keeper is None:
            self.sharing_keeper = SharingKeeper(self._session, self._window)
            self.sharing_keeper.changed.connect(self._show_sharing)
            self._window.panes.furnish()
            line = self._window.panes.notes.sharing
            line.merge_wanted.connect(self._merge_notes)
            line.dialog_wanted.connect(self.share_notes)
            self._show_sharing()
        return self.sharing_keeper

    def go_on_sharing(self) -> None:
        """Keep in step what was shared another time, and look for what others share beside the documents.

        What that needs is loaded in a step of its own, after the window has been furnished.
        """
        QTimer.singleShot(0, self._window, self.keep_sharing)

    def end_sharing(self) -> None:
        """The program ends: share what has not been shared yet."""
        if self.sharing_keeper is not None:
            self.sharing_keeper.end()

    def share_notes(self) -> None:
        """Show how the notes on the current document are shared, and let that be changed."""
        from viewer.ui.dialogs.share import ShareDialog  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None:
            return
        if not document.reading_has_ended or not document.notes.loaded:
            words = "The document is still being read. Share its notes when that is done."
            self._window.notices.show_notice(Severity.INFO, words, document=document.number)
            return
        ShareDialog(self._window, document, self.keep_sharing()).exec()

    def _show_sharing(self) -> None:
        """Show in the panel of notes how those on the current document are shared."""
        document, keeper = self._document, self.sharing_keeper
        sharing = keeper.known(document) if keeper is not None and document is not None else None
        offered = keeper is not None and document is not None and keeper.offers_to_share(document)
        self._window.panes.notes.sharing.show_sharing(sharing, offered=offered)

    def _merge_notes(self) -> None:
        document = self._document
        if document is not None:
            self.keep_sharing().of(document).merge()
