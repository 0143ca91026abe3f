"""The commands that need no window: what a document says of itself, and the notes that were made on it.

Neither Qt nor PyMuPDF is imported here; documents are read by a worker process, as they are for the window.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from viewer.session.commands.ending import EndWanted, forget_signals, heed_signals
from viewer.session.commands.export import add_export_arguments, run_export
from viewer.session.commands.import_notes import add_import_arguments, run_import
from viewer.session.commands.inspect import add_inspect_arguments, run_inspect
from viewer.session.commands.reading import FAILED, add_reading_arguments
from viewer.session.commands.terminal import OutputLost, complain
from viewer.workers.host import WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable

PIPE_CLOSED = 141
"""What a shell reports of a program that a closed pipe (SIGPIPE) has ended."""


def run_command(arguments: list[str]) -> int:
    """Run ``inspect``, ``export`` or ``import``. Returns the exit status: 0 done, 1 a file failed, 2 wrong usage."""
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said what is wrong, or shown the help
        return end.code if isinstance(end.code, int) else FAILED
    run: Callable[[argparse.Namespace, WorkerHost], int] = chosen.run
    host = WorkerHost(WorkerRole.BACKGROUND)
    heed_signals()
    try:
        host.start()
        status = run(chosen, host)
        sys.stdout.flush()
    except EndWanted as end:
        forget_signals(ignored=True)  # a second one must not come between us and the worker's end
        return end.status
    except BrokenPipeError:  # whoever read our output wants no more of it
        _drop_output()
        return PIPE_CLOSED
    except OutputLost as error:
        _drop_output()
        complain(str(error))
        return FAILED
    finally:
        host.close()
        forget_signals()
    return status


def _drop_output() -> None:
    """What is still buffered would complain once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verbale", description="Commands that need no window.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    inspect = commands.add_parser("inspect", help="what documents say of themselves")
    add_inspect_arguments(inspect)
    inspect.set_defaults(run=_inspect)

    export = commands.add_parser("export", help="the notes made on a document, or what it cites")
    add_export_arguments(export)
    export.set_defaults(run=run_export)

    importing = commands.add_parser("import", help="add notes from a file to those on a document")
    add_import_arguments(importing)
    importing.set_defaults(run=run_import)

    for command in (inspect, export, importing):
        add_reading_arguments(command)
    return parser


def _inspect(chosen: argparse.Namespace, host: WorkerHost) -> int:
    return run_inspect(chosen, host, lambda: WorkerHost(WorkerRole.BACKGROUND))
