"""The command that adds notes from a file to a document: what the window's Import does, without a window."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.annotations.marks_incoming import notes_of_marks
from viewer.annotations.notebook import NoteChange
from viewer.model.document import CannotOpen, FileProblem
from viewer.session.commands.reading import DONE, FAILED, HELP_WIDTH, read_document
from viewer.session.commands.terminal import complain, write_json
from viewer.session.notes.importing import NoNotes, described, notes_in_file, plan_of
from viewer.session.notes.kept_notes import KeptNotes, NotesUnreadable
from viewer.session.settings import NOTES_FILE, data_folder
from viewer.workers.batch import ask
from viewer.workers.messages.answers import Failed, MarksRead
from viewer.workers.messages.requests import ReadMarks

if TYPE_CHECKING:
    from viewer.annotations.annotation_json import FoundNotes
    from viewer.model.mark import Mark
    from viewer.session.commands.whole_document import WholeDocument
    from viewer.workers.host import WorkerHost

DESCRIPTION = (
    "Add notes to those kept on a document: the annotations in a PDF, Verbale's own JSON, or Hypothesis's. What is "
    "there already is not added again, but gets the answers that were given since; no file is changed. The result is "
    "one JSON object: how many notes were found, added, longer than before, there before and unreadable, and the ids "
    "of those added."
)
EXAMPLES = """examples:
  verbale import report.pdf                        what others have marked in it
  verbale import hypothesis.json --into report.pdf
  verbale import colleague.pdf --into report.pdf   from another copy of it
"""
_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-1, annex H, note 13)."""


def add_import_arguments(command: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    command.description = textwrap.fill(DESCRIPTION, HELP_WIDTH)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = EXAMPLES
    command.add_argument("file", type=Path, metavar="FILE", help="a file of notes, or a PDF with annotations")
    command.add_argument(
        "--into", type=Path, metavar="DOCUMENT", help="the document that they are on; a PDF may be its own"
    )


def run_import(chosen: argparse.Namespace, host: WorkerHost) -> int:
    """Run ``import``. Returns the exit status: 0 done, 1 a file failed, 2 wrong usage."""
    file: Path = chosen.file
    try:
        from_pdf = _is_pdf(file)
        if chosen.into is None and not from_pdf:
            complain(f"{file} is a file of notes; --into names the document that they are on")
            return 2
        document = read_document(chosen, host, 1, chosen.into or file, identify=True, keep_open=chosen.into is None)
        found = _notes_in_pdf(chosen, host, document) if from_pdf else notes_in_file(file, document.identity)
        result = _add(document, found, file)
    except OSError as error:
        complain(f"{file}: {error.strerror or error}")
        return FAILED
    except NoNotes as error:
        complain(f"{file}: {error}")
        return FAILED
    except (CannotOpen, NotesUnreadable) as error:
        complain(str(error))
        return FAILED
    write_json(result)
    return DONE


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as opened:
        return _PDF in opened.read(_HEAD)


def _notes_in_pdf(chosen: argparse.Namespace, host: WorkerHost, document: WholeDocument) -> FoundNotes:
    """The annotations of the file as notes of the document, which may be another copy of it.

    Raises:
        CannotOpen: the file cannot be read.
    """
    holder, number = document, 1
    if chosen.into is not None:
        holder, number = read_document(chosen, host, 2, chosen.file, keep_open=True), 2
    marks: list[Mark] = []
    try:
        for answer in ask(host, ReadMarks(number)):
            if isinstance(answer, MarksRead):
                marks += answer.marks
            elif isinstance(answer, Failed):
                raise CannotOpen(FileProblem.DAMAGED, str(chosen.file), answer.what)
    except TimeoutError:
        raise CannotOpen(FileProblem.DAMAGED, str(chosen.file), "Its annotations could not be read in time.") from None
    return notes_of_marks(marks, holder.text, document.identity)


def _add(document: WholeDocument, found: FoundNotes, file: Path) -> dict[str, object]:
    """Add what is not there yet; when this returns it is on the disk.

    Raises:
        NotesUnreadable: the notes kept on the document cannot be read or written now.
    """
    with KeptNotes(data_folder() / NOTES_FILE, begin=True) as kept:
        there = {note.id: note for note, _ in kept.on(document).notes}
        plan = plan_of(found, there.get, file.name)
        new = tuple(described(note, document.text, document.understanding) for note in plan.new)
        longer = [NoteChange(there[note.id], note) for note in plan.longer]
        kept.change(document, [*(NoteChange(None, note) for note in new), *longer])
    return {
        "file": str(file),
        "into": str(document.path),
        "from": found.program,
        "found": len(plan.new) + len(plan.longer) + plan.there,
        "added": len(new),
        "longer": len(plan.longer),
        "already_there": plan.there,
        "unreadable": plan.unreadable,
        "notes": [note.id for note in new],
    }
