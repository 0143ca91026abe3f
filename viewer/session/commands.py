"""The commands that need no window: what a document says of itself, and the notes that were made on it.

Neither Qt nor PyMuPDF is imported here; documents are read by a worker process, as they are for the window.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.analysis.symbols import official_url
from viewer.export.contract import error_as_json, understanding_as_json
from viewer.export.summary import document_summary
from viewer.model.document import CannotOpen, FileProblem
from viewer.session.command_reading import DONE, FAILED, NOTES, add_reading_arguments, as_known, read_document
from viewer.session.export_command import add_export_arguments, run_export
from viewer.session.kept_notes import KeptNotes
from viewer.session.settings import data_folder
from viewer.session.terminal import complain, write, write_json
from viewer.workers.host import WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.document import Understanding
    from viewer.session.whole_document import WholeDocument

INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports of a program that Ctrl+C (SIGINT) or a closed pipe (SIGPIPE) has ended."""
LINK_LANGUAGE = "en"


def run_command(arguments: list[str]) -> int:
    """Run ``inspect`` or ``export``. Returns the exit status: 0 done, 1 a file failed, 2 wrong usage."""
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said what is wrong, or shown the help
        return end.code if isinstance(end.code, int) else FAILED
    run: Callable[[argparse.Namespace, WorkerHost], int] = chosen.run
    host = WorkerHost(WorkerRole.BACKGROUND)
    try:
        host.start()
        status = run(chosen, host)
        sys.stdout.flush()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one must not come between us and the worker's end
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output wants no more of it. What is still buffered would complain once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    finally:
        host.close()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verbale", description="Commands that need no window.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    inspect = commands.add_parser("inspect", help="what documents say of themselves")
    inspect.description = "Say what documents are and what they cite; with neither option, in lines for people."
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    form = inspect.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, one JSON object a line")
    form.add_argument("--text", action="store_true", help="the text of one file, in which character offsets count")
    inspect.set_defaults(run=_inspect)

    export = commands.add_parser("export", help="the notes made on a document, or what it cites")
    add_export_arguments(export)
    export.set_defaults(run=run_export)

    for command in (inspect, export):
        add_reading_arguments(command)
    return parser


# -- inspect ----------------------------------------------------------------------------------------------------------


def _inspect(chosen: argparse.Namespace, host: WorkerHost) -> int:
    files: list[Path] = chosen.files
    if chosen.text and len(files) > 1:
        complain("--text takes one file, for its offsets to count from the beginning")
        return 2
    status = DONE
    with KeptNotes(data_folder() / NOTES) as kept:
        for number, file in enumerate(files, 1):
            status = max(status, _inspect_file(chosen, host, kept, number, file))
    return status


def _inspect_file(chosen: argparse.Namespace, host: WorkerHost, kept: KeptNotes, number: int, file: Path) -> int:
    try:
        document = read_document(chosen, host, number, file, identify=kept.exist)
        if chosen.text:
            write(str(document.text))
            for warning in document.understanding.warnings if document.understanding else ():
                complain(f"{file}: {warning}")
            return DONE
        if document.understanding is None:
            raise CannotOpen(FileProblem.DAMAGED, str(file), document.failure)  # noqa: TRY301 - said as the others are
    except CannotOpen as error:
        complain(str(error))
        if chosen.json:
            write_json(error_as_json(str(file), error.advice))
        return FAILED
    understanding = as_known(kept, document).understanding or document.understanding
    if chosen.json:
        write_json(_as_json(document, understanding))
    else:
        summary = document_summary(str(file), document.info, document.text, understanding)
        write(summary if number == 1 else f"\n{summary}")
    return DONE


def _as_json(document: WholeDocument, understanding: Understanding) -> dict[str, object]:
    return understanding_as_json(
        str(document.path),
        document.info,
        document.text,
        understanding,
        lambda symbol: official_url(symbol, LINK_LANGUAGE),
    )
