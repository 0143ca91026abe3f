"""Saving the notes of a document to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.export.table import EXPORTERS
from viewer.session.changes import Severity
from viewer.session.exporting import save_notes, suggested_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.open_document import OpenDocument


class ExportDialog:
    """The system's save dialog over the table of exporters."""

    @staticmethod
    def ask(parent: QWidget, document: OpenDocument, tell: Callable[[Severity, str], None]) -> Path | None:
        """Ask for a place and a form and save the notes there; the file that was written, or None.

        ``tell`` says in the window what was done, or why it could not be.
        """
        filters = {f"{exporter.words} (*{exporter.suffix})": exporter for exporter in EXPORTERS}
        first = EXPORTERS[0]
        folder = document.path.parent
        suggestion = str(folder / f"{suggested_name(document)}{first.suffix}")
        name, chosen = QFileDialog.getSaveFileName(parent, "Export notes", suggestion, ";;".join(filters))
        if not name:
            return None
        path = Path(name)
        by_suffix = {exporter.suffix: exporter for exporter in EXPORTERS}
        exporter = by_suffix.get(path.suffix.lower())
        if exporter is None:
            exporter = filters.get(chosen, first)
            path = path.with_name(path.name + exporter.suffix)
            if path.exists():  # the system's dialog has asked about the name without the ending
                tell(Severity.ERROR, f"{path} is there already. Choose it by its full name to replace it.")
                return None
        try:
            count = save_notes(document, exporter, path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            tell(Severity.ERROR, f"The notes could not be saved to {path}: {reason}. Choose another folder or name.")
            return None
        words = "1 note was" if count == 1 else f"{count} notes were"
        tell(Severity.INFO, f"{words} exported to {path}.")
        return path
