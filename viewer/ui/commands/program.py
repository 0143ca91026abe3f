"""What the actions about the program itself do: the palette, the keys, the name and version."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands

ABOUT_LINKS = (
    "Exported notes carry links (verbale:) that lead back to the passage. They are opened on this machine, by your "
    "account only."
)
LINKS_ARE_OURS = "The system opens links to notes with Verbale."
LINKS_ARE_NOT_OURS = "The system does not open links to notes with this Verbale."
LINKS_TAKEN = "Links to notes are opened with Verbale from now on."
LINKS_LEFT = "Links to notes are no longer opened with Verbale."


class ProgramCommands(WindowCommands):
    """The commands about the program itself."""

    def show_palette(self) -> None:
        """Find a command by its name."""
        self._window.palette_wanted.emit()

    def show_keys(self) -> None:
        """Show all commands with their keys."""
        self._window.keys_wanted.emit()

    def choose_link_program(self) -> None:
        """Let the system open links to notes with this program, or no longer; say what came of it."""
        from viewer.ui.background.link_handler import LinkProblem, link_handler  # noqa: PLC0415 - start-up time: see the package

        handler = link_handler()
        was_set = handler.is_set
        if not self._ask_about_links(is_set=was_set):
            return
        try:
            (handler.unset if was_set else handler.set)()
        except LinkProblem as problem:
            self._window.notices.show_notice(Severity.WARNING, str(problem))
        else:
            self._window.notices.show_notice(Severity.INFO, LINKS_LEFT if was_set else LINKS_TAKEN)

    def _ask_about_links(self, *, is_set: bool) -> bool:
        box = QMessageBox(self._window)
        box.setWindowTitle("Links to notes")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(LINKS_ARE_OURS if is_set else LINKS_ARE_NOT_OURS)
        box.setInformativeText(ABOUT_LINKS)
        words = "Stop opening them" if is_set else "Open them with Verbale"
        chosen = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is chosen

    def show_about(self) -> None:
        """Say what this program is."""
        from viewer.ui.dialogs.about import AboutDialog  # noqa: PLC0415 - start-up time: see the package

        AboutDialog.tell(self._window)
