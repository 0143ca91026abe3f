"""Saving the notes of a document, or what it cites, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.export.table import Of, exporters_of
from viewer.session.changes import Severity
from viewer.session.exporting import save_export, suggested_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.open_document import OpenDocument


class ExportDialog:
    """The system's save dialog over the table of exporters."""

    @staticmethod
    def ask(
        parent: QWidget, document: OpenDocument, tell: Callable[[Severity, str], None], of: Of = Of.NOTES
    ) -> Path | None:
        """Ask for a place and a form and save the notes (or references) there; the file that was written, or None.

        ``tell`` says in the window what was done, or why it could not be.
        """
        exporters = exporters_of(of)
        filters = {f"{exporter.words} (*{exporter.suffix})": exporter for exporter in exporters}
        first = exporters[0]
        folder = document.path.parent
        suggestion = str(folder / f"{suggested_name(document, of)}{first.suffix}")
        name, chosen = QFileDialog.getSaveFileName(parent, f"Export {of.value}", suggestion, ";;".join(filters))
        if not name:
            return None
        path = Path(name)
        by_suffix = {exporter.suffix: exporter for exporter in exporters}
        exporter = by_suffix.get(path.suffix.lower())
        if exporter is None:
            exporter = filters.get(chosen, first)
            path = path.with_name(path.name + exporter.suffix)
            if path.exists():  # the system's dialog has asked about the name without the ending
                tell(Severity.ERROR, f"{path} is there already. Choose it by its full name to replace it.")
                return None
        try:
            count = save_export(document, exporter, path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            tell(
                Severity.ERROR, f"The {of.value} could not be saved to {path}: {reason}. Choose another folder or name."
            )
            return None
        words = f"1 {of.value.removesuffix('s')} was" if count == 1 else f"{count} {of.value} were"
        tell(Severity.INFO, f"{words} exported to {path}.")
        return path
