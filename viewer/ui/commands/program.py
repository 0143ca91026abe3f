"""What the actions about the program itself do: the palette, the keys, the name and version."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from viewer import __version__
from viewer.ui.commands.of_window import WindowCommands


class ProgramCommands(WindowCommands):
    """The commands about the program itself."""

    def show_palette(self) -> None:
        """Find a command by its name."""
        self._window.show_palette()

    def show_keys(self) -> None:
        """Show all commands with their keys."""
        self._window.show_keys()

    def show_about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self._window,
            "About Verbale",
            f"<h3>Verbale {__version__}</h3><p>A viewer for United Nations documents.</p>"
            "<p>Free software under the GNU Affero General Public License, version 3 or later. "
            "Not a product of the United Nations.</p>",
        )
