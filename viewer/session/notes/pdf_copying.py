"""A copy of a document's PDF with the notes as its annotations: written by a worker, put in its place when whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.pdf_copy import marks_of_notes
from viewer.export.writing import UnfinishedFile
from viewer.model.record import record
from viewer.workers.batch import ask
from viewer.workers.messages.answers import CopySaved, Failed
from viewer.workers.messages.requests import CloseFile, Priority, SaveMarkedCopy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.export.notes import NotesExport
    from viewer.model.document import DocumentInfo
    from viewer.session.commands.whole_document import WholeDocument
    from viewer.session.open_document import OpenDocument
    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer

WRITTEN_ANEW = "The file is damaged, so its copy was written anew and not only added to."
NO_PDF = "only PDF, and documents that LibreOffice has made pages of, can be copied as PDF"
PATIENCE = 600.0
"""Seconds that a copy may take without a window; the worker is given up earlier where it falls silent."""


@record
class CopyOutcome:
    """What became of a copy. ``error`` says why there is none, or is empty; ``notice`` what is to be known of it."""

    path: Path
    notes: int
    error: str = ""
    notice: str = ""


def has_pdf(info: DocumentInfo) -> bool:
    """Whether a document's pages are those of a PDF: its own, or one that was made of it."""
    return info.format == "pdf" or (bool(info.converted_with) and not info.preview)


def save_pdf_copy(
    document: OpenDocument,
    path: Path,
    on_done: Callable[[CopyOutcome], None],
    export: NotesExport,
) -> Callable[[], None]:
    """Write a copy of an open document's PDF with notes on it, which are those of ``export``.

    Returns what stops it: nothing is left of the copy then, and ``on_done`` is told nothing.

    ``on_done`` is told in the window's thread. What stood at the path is replaced when the copy is whole.

    Raises:
        ExportRefused: the path is that of the document itself.
    """
    unfinished = UnfinishedFile(path, document.path)

    def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        on_done(_outcome(unfinished, len(export.notes), answer))

    number = document.ask_background(_request(document.number, unfinished, export), answered, Priority.VISIBLE)

    def stop() -> None:
        document.cancel_background(number)
        unfinished.abandon()

    return stop


def save_pdf_copy_at_once(
    host: WorkerHost, number: int, document: WholeDocument, path: Path, export: NotesExport
) -> str:
    """Write a copy of a document that the host has open as ``number``, and close that. Returns what is to be known.

    Raises:
        ExportRefused: the path is that of the document itself.
        OSError: the copy cannot be written.
    """
    unfinished = UnfinishedFile(path, document.path)
    answer: Answer = Failed("The reading process gave no answer.")
    try:
        for answer in ask(host, _request(number, unfinished, export), PATIENCE):  # noqa: B007 - the last one counts
            pass
    except TimeoutError:
        answer = Failed("The copy takes too long and was given up.")
    host.submit(CloseFile(number), lambda _answer, _last: None, 0)
    outcome = _outcome(unfinished, len(export.notes), answer)
    if outcome.error:
        raise OSError(outcome.error)
    return outcome.notice


def _request(number: int, unfinished: UnfinishedFile, export: NotesExport) -> SaveMarkedCopy:
    return SaveMarkedCopy(number, str(unfinished.beside), marks_of_notes(export))


def _outcome(unfinished: UnfinishedFile, notes: int, answer: Answer) -> CopyOutcome:
    """Put a copy in its place, or remove what is there of it."""
    path = unfinished.path
    try:
        if isinstance(answer, CopySaved):
            unfinished.finish()
            said = [] if answer.incremental else [WRITTEN_ANEW]
            if answer.left_out:
                said.append(f"{answer.left_out} of its annotations could not be put on their pages.")
            return CopyOutcome(path, notes, notice=" ".join(said))
        unfinished.abandon()
    except OSError as error:
        return CopyOutcome(path, notes, f"The copy could not be written: {error.strerror or error}.")
    return CopyOutcome(path, notes, answer.what if isinstance(answer, Failed) else "The copy could not be written.")
