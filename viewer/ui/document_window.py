"""A window that shows documents: its tabs, panels, bars and notices. ``MainWindow`` brings the commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from viewer.session.changes import Severity
from viewer.ui.page.page_area import FIRST_SIZE, RIBBON_WIDTH, SCROLL_BAR
from viewer.ui.starting.first_page import remember_area
from viewer.ui.widgets.window_size import resize_within_screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.model.annotation import HighlightColor
    from viewer.session.changes import ViewPlace
    from viewer.session.session import Session
    from viewer.ui.frame import window_parts as parts
    from viewer.ui.page.selection_bar_keeper import SelectionBarKeeper
    from viewer.ui.page.view import PageView


class DocumentWindow(QMainWindow):
    """The window of one session. ``closed`` says that it has been closed for good.

    ``outdated`` says that what is possible, or how things are shown, may be another now. ``palette_wanted`` asks for
    the list of what is possible, ``keys_wanted`` for the one of all keys.

    It can be shown before there is a session, with nothing in it but what lies over it: then it is furnished later.
    """

    closed = Signal()
    outdated = Signal()
    palette_wanted = Signal()
    keys_wanted = Signal()

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
    _parting: parts.Parting

    def __init__(self, state: Mapping[str, str]) -> None:
        """``state`` is what the settings keep of the window."""
        super().__init__()
        self.is_furnished = False
        self.setWindowTitle("Verbale")
        self.setAcceptDrops(True)
        self._restore_geometry(state)

    def furnish(self, session: Session) -> None:
        """Make all that is in the window, once."""
        # Not at the top: the module says why.
        from viewer.ui.frame import window_parts as parts  # noqa: PLC0415

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
        self.reading_bar.zoom_chosen.connect(self._zoom_chosen)
        self.reading_bar.page_focus_wanted.connect(self.focus_page)
        self.reading_bar.page_expected.connect(self._expect_page)
        self.tabs.view_changed.connect(self._show_view)
        self.panes.panels_changed.connect(self.update_actions)
        session.measure_places_with(self._offset_at)

    def update_actions(self) -> None:
        """Have the actions brought in line with what is possible and how things are shown."""
        self.outdated.emit()

    # -- views --------------------------------------------------------------------------------------------------------

    def _zoom_chosen(self, factor: float) -> None:
        if self.tabs.current_view is not None:
            self.tabs.current_view.set_zoom(factor)

    def _expect_page(self, page: int) -> None:
        if self.tabs.current_view is not None:
            self.tabs.current_view.wants.expect(page)

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
        from viewer.ui.frame.tab_stops import tab_stop_beside  # noqa: PLC0415

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

    def say_fault(self, what: str) -> None:
        """Say that the program itself has failed at something; the log has the details."""
        text = f"Something went wrong inside Verbale ({what}). Your notes are safe; reopen the document to go on."
        self.notices.show_notice(Severity.ERROR, text)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else had a use for it, dismisses the newest notice."""
        if event.key() != Qt.Key.Key_Escape or not self.is_furnished or not self.notices.dismiss_newest():
            super().keyPressEvent(event)

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
