"""Saving the notes of a document, or what it cites, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.export.table import PDF_COPY_SUFFIX, PDF_COPY_WORDS, Of
from viewer.export.writing import free_name
from viewer.session.changes import Severity
from viewer.session.notes.exporting import gathered, suggested_name
from viewer.session.notes.pdf_copying import has_pdf, save_pdf_copy
from viewer.session.notes.templates import TemplateProblem, forms_of
from viewer.ui.dialogs.export_choice import ExportChoiceDialog, LastExport
from viewer.ui.dialogs.waiting import WaitingDialog, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from viewer.export.notes import GroupBy, NotesExport
    from viewer.export.table import Exporter
    from viewer.session.notes.pdf_copying import CopyOutcome
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class ExportDialog:
    """The form, then the system's save dialog, over the table of exporters."""

    @staticmethod
    def ask(
        parent: QWidget,
        document: OpenDocument,
        tell: Callable[[Severity, str], None],
        of: Of = Of.NOTES,
        only: Collection[str] | None = None,
        session: Session | None = None,
    ) -> Path | None:
        """Ask for a form, then for a place, and save the notes (or references) there; the chosen file, or None.

        ``only`` are the ids of the notes that are wanted, or None for all.

        ``session`` keeps what was chosen for the next time.

        ``tell`` says in the window what was done, or why it could not be; of a copy of a PDF, when a worker is done.
        """
        last = LastExport(session, of) if session is not None else None
        choice = ExportChoiceDialog.ask(parent, document, of, only, last)
        if choice is None:
            return None
        first, offers_copy = choice.exporter, of is Of.NOTES and has_pdf(document.info)
        forms = _forms(of, first, offers_copy=offers_copy)
        suffix = PDF_COPY_SUFFIX if first is None else first.suffix
        suggestion = free_name(document.path.parent / f"{suggested_name(document, of)}{suffix}")
        name, chosen = QFileDialog.getSaveFileName(parent, f"Export {of.value}", str(suggestion), ";;".join(forms))
        if not name:
            return None
        path = Path(name)
        suffix = path.suffix.lower()
        exporter = _meant(suffix, forms, chosen, first)
        if exporter is None and not (offers_copy and suffix == PDF_COPY_SUFFIX):
            exporter = forms.get(chosen, first)
            path = path.with_name(path.name + (PDF_COPY_SUFFIX if exporter is None else exporter.suffix))
            if path.exists():  # the system's dialog has asked about the name without the ending
                tell(Severity.ERROR, f"{path} is there already. Choose it by its full name to replace it.")
                return None
        try:
            return _save(parent, document, exporter, path, choice.group_by, tell, only)
        except (OSError, ValueError) as error:
            tell(Severity.ERROR, _why(error, of, path))
            return None


def _save(
    parent: QWidget,
    document: OpenDocument,
    exporter: Exporter | None,
    path: Path,
    group_by: GroupBy,
    tell: Callable[[Severity, str], None],
    only: Collection[str] | None,
) -> Path | None:
    """Write the file, or have a worker write the copy; None where the reader has stopped it."""
    notes = gathered(document, only)
    words = f"Writing {path.name}…"
    if exporter is None:
        export = wait_for(parent, words, lambda _stopped: notes.export())
        if export is None:
            return None
        _save_copy(parent, document, path, export, tell)
        return path
    count = wait_for(parent, words, lambda stopped: notes.save(exporter, path, group_by, stopped))
    if count is None:
        return None
    tell(Severity.INFO, f"{_counted(count, exporter.of)} exported to {path}.")
    return path


def _save_copy(
    parent: QWidget, document: OpenDocument, path: Path, export: NotesExport, tell: Callable[[Severity, str], None]
) -> None:
    """Have a worker write the copy; until it has, the reader can stop it."""
    dialog = WaitingDialog(parent, f"Writing {path.name}…")

    def done(outcome: CopyOutcome) -> None:
        dialog.end()
        _tell_of_copy(outcome, tell)

    try:
        stop = save_pdf_copy(document, path, done, export)
    except ValueError:
        dialog.deleteLater()
        raise
    dialog.canceled.connect(stop)
    dialog.canceled.connect(dialog.deleteLater)


def _forms(of: Of, first: Exporter | None, *, offers_copy: bool) -> dict[str, Exporter | None]:
    """What the system's dialog offers, by its words there, the chosen form first; None is the copy of a PDF."""
    every: list[Exporter | None] = [first, *(exporter for exporter in forms_of(of) if exporter != first)]
    if offers_copy and first is not None:
        every.append(None)
    forms: dict[str, Exporter | None] = {}
    for form in every:
        words, suffix = (PDF_COPY_WORDS, PDF_COPY_SUFFIX) if form is None else (form.words, form.suffix)
        forms[f"{words} (*{suffix})"] = form
    return forms


def _meant(suffix: str, forms: dict[str, Exporter | None], chosen: str, first: Exporter | None) -> Exporter | None:
    """The form of a file of that ending; of several that has been chosen, here or before, else the program's own."""
    for form in (forms.get(chosen), first, *forms.values()):
        if form is not None and form.suffix == suffix:
            return form
    return None


def _why(error: OSError | ValueError, of: Of, path: Path) -> str:
    if isinstance(error, TemplateProblem):
        return f"Nothing was written to {path}. {error}"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"The {of.value} could not be saved to {path}: {reason}. Choose another folder or name."


def _counted(count: int, of: Of) -> str:
    return f"1 {of.value.removesuffix('s')} was" if count == 1 else f"{count} {of.value} were"


def _tell_of_copy(outcome: CopyOutcome, tell: Callable[[Severity, str], None]) -> None:
    if outcome.error:
        tell(Severity.ERROR, f"{outcome.path}: {outcome.error} Choose another folder or name.")
        return
    said = f"{_counted(outcome.notes, Of.NOTES)} put into {outcome.path}, a copy of the document. {outcome.notice}"
    tell(Severity.WARNING if outcome.notice else Severity.INFO, said.rstrip())
