"""What the actions of the File menu do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands


def open_filter() -> str:
    """What the file dialog offers: all that is opened, each family of formats by itself, and everything."""
    from viewer.formats.table import FORMATS  # noqa: PLC0415 - start-up time: see the package

    families: dict[str, dict[str, None]] = {}
    for entry in FORMATS:
        if entry.family:
            families.setdefault(entry.family, {}).update(dict.fromkeys(f"*.{ending}" for ending in entry.endings))
    every = " ".join(ending for endings in families.values() for ending in endings)
    return ";;".join(
        [
            f"Documents ({every})",
            *(f"{family} ({' '.join(endings)})" for family, endings in families.items()),
            "All files (*)",
        ]
    )


class FileCommands(WindowCommands):
    """The commands of the File menu."""

    def open_files(self) -> None:
        """Ask for files and open them."""
        recent = self._session.settings.recent_files
        folder = str(Path(recent[0]).parent) if recent else str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open", folder, open_filter())
        for name in names:
            self._session.open(Path(name))

    def export_notes(self) -> None:
        """Ask how and where to export the notes of the current document, and do it."""
        from viewer.ui.dialogs.export import ExportDialog  # noqa: PLC0415 - start-up time: see the package

        if self._document is not None:
            ExportDialog.ask(self._window, self._document, self._window.notices.show_notice, session=self._session)

    def export_references(self) -> None:
        """Ask how and where to export the current document and what it cites, for a reference manager, and do it."""
        from viewer.export.table import Of  # noqa: PLC0415 - start-up time: see the package
        from viewer.ui.dialogs.export import ExportDialog  # noqa: PLC0415 - start-up time: see the package

        if self._document is not None:
            ExportDialog.ask(
                self._window, self._document, self._window.notices.show_notice, Of.REFERENCES, session=self._session
            )

    def print_document(self) -> None:
        """Ask for a printer and pages, and print them."""
        from viewer.ui.printing.dialog import print_document  # noqa: PLC0415 - start-up time: see the package

        if self._document is not None:
            print_document(self._window, self._document)

    def choose_encoding(self) -> None:
        """Ask for the encoding of a plain text and read it again."""
        from viewer.ui.dialogs.encoding import EncodingDialog  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is not None and document.info.encoding is not None:
            codec = EncodingDialog.ask(self._window, document)
            if codec is not None:
                self._session.reopen(document.number, codec)

    def reload(self) -> None:
        """Read the current document's file again, staying at the place."""
        if self._document is not None:
            self._session.reload(self._document.number)

    def show_in_folder(self) -> None:
        """Open the folder of the current document's file with the system's program for folders."""
        if self._document is None:
            return
        folder = str(self._document.path.parent)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            QGuiApplication.clipboard().setText(folder)
            text = f"No program could be opened for the folder {folder}. Its path has been copied instead."
            self._window.notices.show_notice(Severity.WARNING, text, document=self._document.number)

    def show_settings(self) -> None:
        """Show the settings."""
        from viewer.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - start-up time: see the package

        settings = SettingsDialog.ask(self._window, self._session.settings)
        if settings is not None:
            self._session.change_settings(settings)

    def close_document(self) -> None:
        """Close the current tab."""
        if self._document is not None:
            self._session.close(self._document.number)

    def quit(self) -> None:
        """Close the window."""
        self._window.close()
