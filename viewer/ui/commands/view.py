"""What the actions of the View menu do."""

from __future__ import annotations

from PySide6.QtCore import Qt

from viewer.ui.commands.of_window import WindowCommands
from viewer.ui.page.layout import Arrangement


class ViewCommands(WindowCommands):
    """The commands of the View menu."""

    def zoom_in(self) -> None:
        """Show the page larger."""
        if self._view is not None:
            self._view.zoom_in()

    def zoom_out(self) -> None:
        """Show the page smaller."""
        if self._view is not None:
            self._view.zoom_out()

    def actual_size(self) -> None:
        """Show the page at 100 %."""
        if self._view is not None:
            self._view.set_zoom(1.0)

    def fit_width(self) -> None:
        """Show the page as wide as the window."""
        if self._view is not None:
            self._view.fit_width()

    def fit_page(self) -> None:
        """Show the whole page."""
        if self._view is not None:
            self._view.fit_page()

    def one_column(self) -> None:
        """Show the pages one under the other."""
        self._arrange(Arrangement.COLUMN)

    def two_pages(self) -> None:
        """Show two pages in a row."""
        self._arrange(Arrangement.PAIRS)

    def two_pages_with_cover(self) -> None:
        """Show the first page alone, then two in a row."""
        self._arrange(Arrangement.COVER_AND_PAIRS)

    def _arrange(self, arrangement: Arrangement) -> None:
        if self._view is not None:
            self._view.arrange(arrangement.with_paging(paged=self._view.arrangement.paged))
            self._window.update_actions()

    def page_by_page(self) -> None:
        """Show one page, or one pair, at a time, or all one under the other."""
        if self._view is not None:
            arrangement = self._view.arrangement
            self._view.arrange(arrangement.with_paging(paged=not arrangement.paged))
            self._window.update_actions()

    def turn_right(self) -> None:
        """Turn the pages clockwise."""
        if self._view is not None:
            self._view.turn(1)

    def turn_left(self) -> None:
        """Turn the pages counterclockwise."""
        if self._view is not None:
            self._view.turn(-1)

    def toggle_magnifier(self) -> None:
        """Lay a magnifying glass over the page, or take it away."""
        from viewer.ui.page.loupe import Loupe  # noqa: PLC0415 - start-up time: see the package

        view = self._view
        if view is None:
            return
        known = next((loupe for loupe in view.viewport().findChildren(Loupe) if loupe.objectName()), None)
        if known is not None:
            known.end()
        else:
            Loupe(view).closed.connect(self._window.update_actions)
        self._window.update_actions()

    def toggle_dark_pages(self) -> None:
        """Show pages for reading in the dark, or as they are; remembered."""
        self._window.set_dark_pages(not self._window.dark_pages)

    def toggle_left_panel(self) -> None:
        """Show or hide sections, pages and search results."""
        self._window.panes.toggle_left()

    def toggle_right_panel(self) -> None:
        """Show or hide the structured panel."""
        self._window.panes.toggle_right()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
