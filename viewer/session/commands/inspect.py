"""``inspect``: what documents say of themselves, one file or whole folders of them."""

from __future__ import annotations

import argparse
import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.analysis.references.symbols import official_url
from viewer.export.contract import error_as_json, understanding_as_json
from viewer.export.inspection_tables import INSTALL_PYARROW, InspectionTables, TablesLost, can_write
from viewer.export.summary import document_summary
from viewer.formats.table import detect, is_called_a_document
from viewer.model.document import CannotOpen, FileProblem
from viewer.session.commands.crew import Crew, processors
from viewer.session.commands.ending import EndWanted, Undisturbed, forget_signals
from viewer.session.commands.many_files import find_files
from viewer.session.commands.progress import Progress
from viewer.session.commands.reading import DONE, FAILED, as_known, read_document
from viewer.session.commands.terminal import complain, write, write_json
from viewer.session.notes.kept_notes import KeptNotes
from viewer.session.settings import NOTES_FILE, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.document import Understanding
    from viewer.session.commands.crew import Outcome
    from viewer.session.commands.many_files import FoundFile
    from viewer.session.commands.whole_document import WholeDocument
    from viewer.workers.host import WorkerHost

WRONG_USAGE = 2
LINK_LANGUAGE = "en"
NOT_MEANT = frozenset({FileProblem.EMPTY, FileProblem.UNSUPPORTED})
"""What is wrong with files that lie in a folder of documents and are none."""

DESCRIPTION = """Say what documents are and what they cite; with neither --json nor a table, in lines for people.

A folder stands for all documents in it and in its folders, told by their content; hidden files, and files of other
kinds, are passed over, but for those that are called documents and have nothing of the kind in them. Files are read by
as many processes as there are processors. A file that cannot be read, or ends or stops the process that reads it, is
said on the standard error (and as a line with "error"), and the others are still done; the exit status is then 1.

What is understood of a file is kept in your cache folder by the hash of its bytes and the version of the analysis, for
the next run and for the window; --no-cache does without.

Results are written as soon as they are known, in the order of the files; with --as-finished none waits for one before
it. Ctrl+C ends the work, as a signal to terminate does; what has been written by then is whole lines. Tables stand at
their places when all is done. Those of work that was ended are put beside, as documents.partial.csv, and replace only
such partial ones of an earlier run; where no file was done there are none."""


def add_inspect_arguments(inspect: argparse.ArgumentParser) -> None:
    """The arguments of ``inspect``."""
    inspect.formatter_class = argparse.RawDescriptionHelpFormatter
    inspect.description = DESCRIPTION
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document, or a folder of documents")
    form = inspect.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, one JSON object a line")
    form.add_argument("--text", action="store_true", help="the text of one file, in which character offsets count")
    table = inspect.add_mutually_exclusive_group()
    tables = "write documents.{0}, sections.{0} and mentions.{0} into a folder"
    table.add_argument("--csv", type=Path, metavar="FOLDER", help=tables.format("csv"))
    table.add_argument("--parquet", type=Path, metavar="FOLDER", help=f"{tables.format('parquet')}; needs pyarrow")
    inspect.add_argument("--as-finished", action="store_true", help="write each result when it is there, in any order")
    inspect.add_argument(
        "--jobs", type=_number, metavar="N", help="processes that read; as many as processors where it is not given"
    )


def _number(words: str) -> int:
    number = int(words) if words.isascii() and words.isdecimal() else 0
    if not 1 <= number <= 512:
        raise argparse.ArgumentTypeError(f"{words!r} is no number of processes")
    return number


def run_inspect(chosen: argparse.Namespace, host: WorkerHost, more: Callable[[], WorkerHost]) -> int:
    """Inspect the chosen files with a worker, and as many more as are needed. Returns the exit status."""
    folder: Path | None = chosen.csv or chosen.parquet
    kind = "csv" if chosen.csv else "parquet"
    if chosen.text and (len(chosen.files) > 1 or folder is not None or chosen.files[0].is_dir()):
        complain("--text takes one file, for its offsets to count from the beginning")
        return WRONG_USAGE
    if folder is not None and not can_write(kind):
        complain(INSTALL_PYARROW)
        return WRONG_USAGE
    found = find_files(chosen.files, leave_out=folder)
    for problem in found.problems:
        complain(problem)
    try:
        beginning = InspectionTables(folder, kind) if folder is not None else contextlib.nullcontext()
        with beginning as tables, KeptNotes(data_folder() / NOTES_FILE) as kept:
            inspection = Inspection(chosen, found.files, kept, tables)
            status = inspection.run(host, more, partial(read_document, chosen, identify=kept.exist))
    except TablesLost as error:
        complain(str(error))
        return FAILED
    return max(status, FAILED if found.problems else DONE)


class Inspection:
    """One run of the command over many files."""

    def __init__(
        self, chosen: argparse.Namespace, files: list[FoundFile], kept: KeptNotes, tables: InspectionTables | None
    ) -> None:
        self._chosen = chosen
        self._files = files
        self._kept = kept
        self._tables = tables
        self._progress = Progress(len(files))
        self._summaries = 0

    def run(
        self,
        host: WorkerHost,
        more: Callable[[], WorkerHost],
        read: Callable[[WorkerHost, int, Path], WholeDocument],
    ) -> int:
        """Read all files and write what they say. Returns the exit status.

        Raises:
            TablesLost: the tables cannot be written.
            OutputLost: nor can lines.
        """
        crew = Crew(host, more, self._chosen.jobs or processors(), read)
        paths = [file.path for file in self._files]
        try:
            with contextlib.closing(crew.outcomes(paths, in_order=not self._chosen.as_finished)) as outcomes:
                for outcome in outcomes:
                    with Undisturbed():
                        self._take(outcome)
        except EndWanted:
            forget_signals(ignored=True)  # what has been written is still to be put in its place
            self._progress.clear()
            self._say_stopped()
            raise
        self._progress.clear()
        if self._tables is not None:
            with Undisturbed():
                self._tables.finish()
        return FAILED if self._progress.failed else DONE

    def _say_stopped(self) -> None:
        """Say how far it has come, and which tables have what was read."""
        if len(self._files) > 1:
            done = f"{self._progress.done:,} of {len(self._files):,} files are done"
            complain(f"Stopped: {done}, and what has been written of them is whole.")
        names = self._tables.finish_in_part() if self._tables is not None else ()
        if names:
            complain(f"The tables of these are {', '.join(names[:-1])} and {names[-1]}; older whole ones stay.")

    # -- one file -----------------------------------------------------------------------------------------------------

    def _take(self, outcome: Outcome) -> None:
        file, document, error = self._files[outcome.number], outcome.document, outcome.error
        if document is not None and self._chosen.text:
            write(str(document.text))
            understood = document.understanding.warnings if document.understanding is not None else ()
            for warning in (*document.info.warnings, *understood):
                complain(f"{file.path}: {warning}")
        elif document is not None and document.understanding is not None:
            self._say(document, document.understanding)
        else:
            if document is not None:
                error = CannotOpen(FileProblem.DAMAGED, str(file.path), document.failure)
            if error is not None and not file.named and _is_no_document(error, file.path):
                self._progress.step(passed_over=True)
                return
            self._say_error(file.path, error)
            self._progress.step(failed=True)
            return
        self._progress.step()

    def _say(self, document: WholeDocument, read: Understanding) -> None:
        self._progress.clear()
        known = as_known(self._kept, document).understanding or read
        as_json = self._chosen.json or self._tables is not None
        said = _as_json(document, known) if as_json else {}
        if self._chosen.json:
            write_json(said)
        if self._tables is not None:
            self._tables.add(said)
        if not as_json:
            summary = document_summary(str(document.path), document.info, document.text, known)
            write(f"\n{summary}" if self._summaries else summary)
            self._summaries += 1

    def _say_error(self, path: Path, error: CannotOpen | None) -> None:
        self._progress.clear()
        advice = error.advice if error is not None else "It could not be read."
        if path.is_dir():
            advice = "There is no document in this folder."
        complain(f"{path}: {advice}")
        said = error_as_json(str(path), advice)
        if self._chosen.json:
            write_json(said)
        if self._tables is not None:
            self._tables.add(said)


def _is_no_document(error: CannotOpen, path: Path) -> bool:
    """Whether a file in a folder is of a kind that is not known, or empty: no document that should have been read.

    One that is called a document and is none may have been one: that is said.
    """
    if error.problem not in NOT_MEANT or is_called_a_document(path):
        return False
    try:
        return detect(str(path)) is None
    except CannotOpen as again:
        return again.problem is FileProblem.EMPTY


def _as_json(document: WholeDocument, understanding: Understanding) -> dict[str, object]:
    return understanding_as_json(
        str(document.path),
        document.info,
        document.text,
        understanding,
        lambda symbol: official_url(symbol, LINK_LANGUAGE),
    )
