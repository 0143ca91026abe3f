"""The main window: it shows documents, and keeps commands and actions in step with what is possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.model.document import FileProblem
from viewer.model.note_link import is_link
from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    Notice,
    NoticeOver,
    OpenRefused,
    PlaceChanged,
    RecentFilesChanged,
    Severity,
    TextRead,
    VersionsFound,
)
from viewer.ui.document_window import DocumentWindow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent

    from viewer.model.document import CannotOpen
    from viewer.model.reference import Reference
    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.ui.actions.window_actions import WindowActions
    from viewer.ui.commands import Commands
    from viewer.ui.full_screen import FullScreen
    from viewer.ui.reloading import Reloading
    from viewer.ui.tabs.document_tabs import DocumentPane


class MainWindow(DocumentWindow):
    """The window of one session, with its commands and its actions by their names."""

    commands: Commands
    actions_by_name: dict[str, QAction]
    reloading: Reloading
    full_screen: FullScreen
    _actions: WindowActions

    def __init__(self, session: Session | None = None, *, state: Mapping[str, str] | None = None) -> None:
        """``state`` is what the settings keep of the window; a session knows it itself."""
        super().__init__(session.settings.window if session is not None else state or {})
        if session is not None:
            self.furnish(session)

    def furnish(self, session: Session) -> None:
        """Make all that is in the window, once."""
        super().furnish(session)
        # Not at the top: the first page does not wait for what can be commanded, as ``window_parts`` says.
        from viewer.ui.actions.window_actions import WindowActions  # noqa: PLC0415
        from viewer.ui.commands import Commands  # noqa: PLC0415
        from viewer.ui.full_screen import FullScreen  # noqa: PLC0415
        from viewer.ui.reloading import Reloading  # noqa: PLC0415

        self.commands = Commands(self)
        self._actions = WindowActions(self, self.commands)
        self.actions_by_name = self._actions.by_name
        self.reading_bar.assemble(self.actions_by_name)
        self.tabs.link_action = self.actions_by_name["link_scrolling"]
        self.tabs.restore(session.settings.window)
        self._connect()
        self.reloading = Reloading(self)
        self.panes.restore(session.settings.window)
        self._actions.list_recent()
        self.is_furnished = True
        typed_in_bar = {"find": self.commands.find, "go_to_page": self.commands.go_to_page}
        self.full_screen = FullScreen(self, {self.actions_by_name[name]: run for name, run in typed_in_bar.items()})
        self.update_actions()

    # -- putting together ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.outdated.connect(self._actions.update)
        self.palette_wanted.connect(self._show_palette)
        self.keys_wanted.connect(self._show_keys)
        self.start_page.open_requested.connect(self.commands.open_files)
        self.start_page.file_chosen.connect(self.session.open)
        self.tabs.pane_added.connect(self._take_pane)
        self.reading_bar.fit_chosen.connect(self._fit_chosen)
        self.panes.furnished.connect(self._connect_panels)
        self.panes.furnished.connect(self.commands.go_on_sharing)
        self.session.changes.subscribe(self._changed)

    def _connect_panels(self) -> None:
        self.panes.sections.note_requested.connect(self.commands.write_on_section)
        for panel in (self.panes.sections, self.panes.languages):
            panel.correction_requested.connect(self.commands.correct_section)
        self.panes.languages.renaming_requested.connect(self.commands.rename_language)
        self.panes.references.open_requested.connect(self.commands.open_official_page)
        self.panes.references.copy_requested.connect(self.commands.copy_references_as)
        self.panes.references.card_requested.connect(self._show_card)
        self.panes.notes.settings_requested.connect(self.commands.show_settings)
        self.panes.notes.page_focus_wanted.connect(self.focus_page)
        self.panes.notes.selection_changed.connect(self.update_actions)
        self.panes.notes.more_actions = self._actions.for_selected_notes

    def _take_pane(self, pane: DocumentPane) -> None:
        view = pane.view
        view.set_dark(self.dark_pages)
        for spec, action in self._actions.pairs:
            if spec.page_only:
                view.addAction(action)
        view.zoom_changed.connect(self._zoom_changed)
        view.context_menu_requested.connect(self._actions.show_context_menu)
        from viewer.ui.page.selection_bar_keeper import SelectionBarKeeper  # noqa: PLC0415 - as window_parts

        SelectionBarKeeper(view, self.actions_by_name, self.session)
        view.pointer.note_clicked.connect(self.show_note)
        pane.cards.open_requested.connect(self.commands.open_official_page)
        pane.cards.copy_requested.connect(self.commands.copy_symbol)
        pane.links.open_requested.connect(self.commands.open_address)
        pane.links.copy_requested.connect(self.commands.copy_address)

    def _show_card(self, reference: Reference) -> None:
        if self.tabs.current_view is not None:
            self.tabs.current_view.destination.show_card_of(reference.mentions[0])

    def _zoom_changed(self) -> None:
        if self.tabs.current_view is not None:
            self.reading_bar.show_zoom(self.tabs.current_view.zoom)

    def _fit_chosen(self, width: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        (self.commands.fit_width if width else self.commands.fit_page)()

    def _show_palette(self) -> None:
        """List the actions that are possible now, by name."""
        from viewer.ui.actions.command_palette import CommandPalette  # noqa: PLC0415 - start-up time, as in commands

        CommandPalette.show_over(self, [(spec, action) for spec, action in self._actions.pairs if action.isEnabled()])

    def _show_keys(self) -> None:
        """Show all actions with their keys."""
        from viewer.ui.actions.keys_help import KeysWindow  # noqa: PLC0415 - start-up time, as in commands

        KeysWindow(self).show()

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        match change:
            case CurrentDocumentChanged():
                self._show_current()
            case DocumentOpened(number):
                self._say_if_unsure(number)
            case OpenRefused(path, error):
                self._say_refused(path, error)
            case DocumentReplaced(number, replaced):
                self.notices.move_to(number, replaced)
            case DocumentClosed(number):
                self.notices.forget(number)
            case Notice(number, severity, text):
                self.notices.show_notice(severity, text, document=number)
            case NoticeOver(text):
                self.notices.take_back(text)
            case VersionsFound(number, notes):
                self._offer_versions(number, notes)
            case RecentFilesChanged():
                self._actions.list_recent()
            case PlaceChanged() | TextRead():
                return  # they come many times a second, and make nothing possible
            case _:
                pass
        self.update_actions()

    def _show_current(self) -> None:
        document = self.session.current
        self.middle.setCurrentWidget(self.start_page if document is None else self.tabs)
        self.setWindowTitle("Verbale" if document is None else f"{document.path.name} — Verbale")
        self.setWindowFilePath("" if document is None else str(document.path))
        if document is not None:
            self.focus_page()

    def _offer_versions(self, number: int, notes: int) -> None:
        if self.session.current is not None and self.session.current.number == number:
            words = "There is 1 note" if notes == 1 else f"There are {notes} notes"
            text = f"{words} on other versions of this document."
            self.notices.show_notice(
                Severity.INFO, text, ("Copy them here…", self.commands.import_from_versions), document=number
            )

    def _say_refused(self, path: Path, error: CannotOpen) -> None:
        vanished = error.problem is FileProblem.MISSING and str(path) in self.session.settings.recent_files
        forget = "Remove from recent files", lambda: self.session.forget_recent(path)
        self.notices.show_notice(Severity.ERROR, str(error), forget if vanished else None)

    def _say_if_unsure(self, number: int) -> None:
        document = self.session.document(number)
        encoding = document.info.encoding if document is not None else None
        if document is not None and encoding is not None and not encoding.sure:
            text = f"{document.path.name} does not say how its letters are coded; it is read as {encoding.codec}."
            self.notices.show_notice(
                Severity.INFO, text, ("Choose another…", self.commands.choose_encoding), document=number
            )

    # -- files --------------------------------------------------------------------------------------------------------

    def open_files(self, files: list[Path]) -> None:
        """Open files, a tab each, and what links to notes lead to; come to the front."""
        for path in files:
            if is_link(str(path)):
                self.follow_link(str(path))
            else:
                self.session.open(path)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def follow_link(self, words: str) -> None:
        """Show the note that a link leads to."""
        from viewer.ui.note_links import NoteLinks  # noqa: PLC0415 - as window_parts

        links = self.findChild(NoteLinks) or NoteLinks(self)
        links.follow(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped anywhere on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped. Whatever was proposed it is a copy: who moves a file away would delete it there."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.open_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
