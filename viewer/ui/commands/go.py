"""What the actions of the Go menu do."""

from __future__ import annotations

from viewer.ui.commands.of_window import WindowCommands


class GoCommands(WindowCommands):
    """The commands of the Go menu."""

    def back(self) -> None:
        """Go back."""
        if self._document is not None:
            self._document.back()

    def forward(self) -> None:
        """Go forward."""
        if self._document is not None:
            self._document.forward()

    def go_to_page(self) -> None:
        """Put the cursor into the page field."""
        self._window.reading_bar.focus_page()

    def first_page(self) -> None:
        """Go to the first page."""
        if self._document is not None:
            self._document.go_to_page(0)

    def last_page(self) -> None:
        """Go to the last page."""
        if self._document is not None:
            self._document.go_to_page(self._document.page_count - 1)

    def previous_section(self) -> None:
        """Go to the section before the current one."""
        self._go_to_section(-1)

    def next_section(self) -> None:
        """Go to the section after the current one."""
        self._go_to_section(1)

    def _go_to_section(self, by: int) -> None:
        document = self._document
        if document is None or document.understanding is None:
            return
        here = document.offset_in_view()
        starts = sorted({section.span.start for section in document.understanding.sections})
        wanted = [start for start in starts if (start > here if by > 0 else start < here)]
        if wanted:
            start = wanted[0] if by > 0 else wanted[-1]
            section = next(s for s in document.understanding.sections if s.span.start == start)
            document.go_to(section.span, pulse=False)

    def next_tab(self) -> None:
        """Show the next document."""
        self._window.tabs.step(1)

    def previous_tab(self) -> None:
        """Show the document before."""
        self._window.tabs.step(-1)

    def move_tab_on(self) -> None:
        """Lay the tab in front one place on."""
        self._window.tabs.move_tab(1)

    def move_tab_back(self) -> None:
        """Lay the tab in front one place back."""
        self._window.tabs.move_tab(-1)

    def next_pane(self) -> None:
        """Give the focus to the next pane."""
        self._window.panes.focus_next()
