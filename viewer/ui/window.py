"""The main window: it puts the parts together and keeps the actions in step with what is possible."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

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
from viewer.ui.first_page import remember_area
from viewer.ui.page_area import FIRST_SIZE, RIBBON_WIDTH, SCROLL_BAR
from viewer.ui.widgets.window_size import resize_within_screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from viewer.model.annotation import HighlightColor
    from viewer.model.document import CannotOpen
    from viewer.model.reference import Reference
    from viewer.session.changes import Change, ViewPlace
    from viewer.session.session import Session
    from viewer.ui import window_parts as parts
    from viewer.ui.page.selection_bar_keeper import SelectionBarKeeper
    from viewer.ui.page.view import PageView
    from viewer.ui.tabs import DocumentPane


class MainWindow(QMainWindow):
    """The window of one session. ``closed`` says that it has been closed for good.

    It can be shown before there is a session, with nothing in it but what lies over it: then it is furnished later.
    """

    closed = Signal()

    session: Session
    tabs: parts.DocumentTabs
    start_page: parts.StartPage
    notices: parts.NoticeBar
    conversions: parts.ConversionBar
    status: parts.StatusLine
    reading_bar: parts.ReadingBar
    middle: QStackedWidget
    panes: parts.Panes
    passwords: parts.PasswordAsker
    commands: parts.Commands
    actions_by_name: dict[str, QAction]
    reloading: parts.Reloading
    full_screen: parts.FullScreen
    _parting: parts.Parting
    _actions: parts.WindowActions

    def __init__(self, session: Session | None = None, *, state: Mapping[str, str] | None = None) -> None:
        """``state`` is what the settings keep of the window; a session knows it itself."""
        super().__init__()
        self.is_furnished = False
        self.setWindowTitle("Verbale")
        self.setAcceptDrops(True)
        self._restore_geometry(session.settings.window if session is not None else state or {})
        if session is not None:
            self.furnish(session)

    def furnish(self, session: Session) -> None:
        """Make all that is in the window, once."""
        # Not at the top: the module says why.
        from viewer.ui import window_parts as parts  # noqa: PLC0415

        self.session = session
        self.tabs = parts.DocumentTabs(session)
        self.start_page = parts.StartPage(session)
        self.notices = parts.NoticeBar()
        self.conversions = parts.ConversionBar(session)
        self.status = parts.StatusLine(session)
        self.reading_bar = parts.ReadingBar(session)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.start_page)
        self.middle.addWidget(self.tabs)
        self.panes = parts.Panes(session, self.middle)
        self._parting = parts.Parting(session, self)
        self.passwords = parts.PasswordAsker(session, self)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(self.conversions)
        layout.addWidget(self.panes, 1)
        self.setCentralWidget(central)
        self.setStatusBar(self.status)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.reading_bar)
        self.commands = parts.Commands(self)
        self._actions = parts.WindowActions(self)
        self.actions_by_name = self._actions.by_name
        self.reading_bar.assemble(self.actions_by_name)
        self.tabs.link_action = self.actions_by_name["link_scrolling"]
        self.tabs.restore(session.settings.window)
        self._connect()
        self.reloading = parts.Reloading(self)
        self.panes.restore(session.settings.window)
        self._actions.list_recent()
        self.is_furnished = True
        self.full_screen = parts.FullScreen(self)
        self.update_actions()

    # -- putting together ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.start_page.open_requested.connect(self.commands.open_files)
        self.start_page.file_chosen.connect(self.session.open)
        self.tabs.pane_added.connect(self._take_pane)
        self.tabs.view_changed.connect(self._show_view)
        self.reading_bar.zoom_chosen.connect(self._zoom_chosen)
        self.reading_bar.fit_chosen.connect(self._fit_chosen)
        self.reading_bar.page_focus_wanted.connect(self.focus_page)
        self.reading_bar.page_expected.connect(self._expect_page)
        self.panes.panels_changed.connect(self.update_actions)
        self.panes.furnished.connect(self._connect_panels)
        self.panes.furnished.connect(self.commands.go_on_sharing)
        self.session.changes.subscribe(self._changed)
        self.session.measure_places_with(self._offset_at)

    def _connect_panels(self) -> None:
        self.panes.sections.note_requested.connect(self.commands.write_on_section)
        for panel in (self.panes.sections, self.panes.languages):
            panel.correction_requested.connect(self.commands.correct_section)
        self.panes.languages.renaming_requested.connect(self.commands.rename_language)
        self.panes.references.open_requested.connect(self.commands.open_official_page)
        self.panes.references.card_requested.connect(self._show_card)
        self.panes.notes.settings_requested.connect(self.commands.show_settings)
        self.panes.notes.page_focus_wanted.connect(self.focus_page)
        self.panes.notes.selection_changed.connect(self.update_actions)
        self.panes.notes.more_actions = self._actions.for_selected_notes

    # -- views --------------------------------------------------------------------------------------------------------

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

    def _zoom_chosen(self, factor: float) -> None:
        if self.tabs.current_view is not None:
            self.tabs.current_view.set_zoom(factor)

    def _expect_page(self, page: int) -> None:
        if self.tabs.current_view is not None:
            self.tabs.current_view.wants.expect(page)

    def _fit_chosen(self, width: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        (self.commands.fit_width if width else self.commands.fit_page)()

    def _show_view(self, view: PageView | None) -> None:
        if view is not None:
            self.reading_bar.show_zoom(view.zoom)
            self.update_actions()

    def _offset_at(self, number: int, place: ViewPlace) -> int | None:
        view = self.tabs.view_of(number)
        return view.offset_at(place) if view is not None else None

    def focus_page(self) -> None:
        """Give the focus to the page."""
        if self.tabs.current_view is not None:
            self.tabs.current_view.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's names
        """Tab goes through the window as it is seen, where the system lets it come to all that can have the focus."""
        all_controls = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
        if not self.is_furnished or not all_controls:
            return super().focusNextPrevChild(next)
        # Not at the top: it is needed at the first Tab.
        from viewer.ui.tab_stops import tab_stop_beside  # noqa: PLC0415

        parts = (self.reading_bar, self.notices, self.conversions, self.panes.left, self.middle, self.panes.right)
        stop = tab_stop_beside(parts, forward=next)
        if stop is None:
            return super().focusNextPrevChild(next)
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    # -- what commands ask for ----------------------------------------------------------------------------------------

    @property
    def dark_pages(self) -> bool:
        """Whether pages are shown for reading in the dark."""
        return self.session.settings.window.get("dark_pages") == "on"

    def set_dark_pages(self, dark: bool) -> None:  # noqa: FBT001 - what the setting says
        """Show all pages for reading in the dark, or as they are, and remember it."""
        window = {**self.session.settings.window, "dark_pages": "on" if dark else "off"}
        self.session.change_settings(replace(self.session.settings, window=window))
        for view in self.tabs.views:
            view.set_dark(dark)
        self.update_actions()

    def show_search(self) -> None:
        """Bring the results to the front where the left panel is shown."""
        self.panes.furnish()
        if self.panes.left.isVisible():
            self.panes.show_left(self.panes.search)

    def edit_note(self, note: str) -> None:
        """Start editing a note in its panel."""
        self.panes.furnish()
        self.panes.show_right(self.panes.notes)
        self.panes.notes.edit_note(note)

    def show_note(self, note: str) -> None:
        """Show a note in the panel where that is open; the page keeps the focus."""
        if self.panes.is_furnished and self.panes.right.isVisible():
            self.panes.show_right(self.panes.notes)
            self.panes.notes.show_note(note)

    def selection_bar(self, view: PageView) -> SelectionBarKeeper:
        """What keeps the bar at a view's selection."""
        from viewer.ui.page.selection_bar_keeper import SelectionBarKeeper  # noqa: PLC0415 - as window_parts

        return cast("SelectionBarKeeper", view.findChild(SelectionBarKeeper))

    def remember_color(self, color: HighlightColor) -> None:
        """The colour of the next highlight."""
        self.session.change_settings(replace(self.session.settings, highlight_color=color.value))

    def show_palette(self) -> None:
        """List the actions that are possible now, by name."""
        from viewer.ui.command_palette import CommandPalette  # noqa: PLC0415 - start-up time, as in commands

        CommandPalette.show_over(self, [(spec, action) for spec, action in self._actions.pairs if action.isEnabled()])

    def show_keys(self) -> None:
        """Show all actions with their keys."""
        from viewer.ui.keys_help import KeysWindow  # noqa: PLC0415 - start-up time, as in commands

        KeysWindow(self).show()

    def say_fault(self, what: str) -> None:
        """Say that the program itself has failed at something; the log has the details."""
        text = f"Something went wrong inside Verbale ({what}). Your notes are safe; reopen the document to go on."
        self.notices.show_notice(Severity.ERROR, text)

    def _offer_versions(self, number: int, notes: int) -> None:
        if self.session.current is not None and self.session.current.number == number:
            words = "There is 1 note" if notes == 1 else f"There are {notes} notes"
            text = f"{words} on other versions of this document."
            self.notices.show_notice(
                Severity.INFO, text, ("Copy them here…", self.commands.import_from_versions), document=number
            )

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

    def update_actions(self) -> None:
        """Bring the actions in line with what is possible and how things are shown."""
        self._actions.update()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else had a use for it, dismisses the newest notice."""
        if event.key() != Qt.Key.Key_Escape or not self.is_furnished or not self.notices.dismiss_newest():
            super().keyPressEvent(event)

    # -- geometry -----------------------------------------------------------------------------------------------------

    def _restore_geometry(self, state: Mapping[str, str]) -> None:
        resize_within_screen(self, *FIRST_SIZE)
        if "geometry" in state:
            self.restoreGeometry(QByteArray.fromHex(state["geometry"].encode()))
            # Nobody expects a program to begin without menus and a way out.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the geometry; stay while notes are on their way to the disk."""
        if not self.is_furnished:
            super().closeEvent(event)
            self.closed.emit()
            return
        if self.panes.is_furnished:
            self.panes.notes.finish_editing()
        if not self._parting.may_close():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        window = {**self.session.settings.window, **self.panes.state(), **self.tabs.state(), "geometry": geometry}
        self.session.change_settings(replace(self.session.settings, window=window))
        if self.tabs.current_view is not None and not self.isFullScreen():
            remember_area(self, self.tabs.current_view.viewport())
        elif not self.isFullScreen():
            remember_area(self, self.middle, RIBBON_WIDTH + SCROLL_BAR)
        super().closeEvent(event)
        self.closed.emit()
