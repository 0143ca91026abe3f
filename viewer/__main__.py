"""The program's one way in: parse the arguments, then open the window or run a command without Qt.

The order matters for the time to the first page: the worker is started before Qt is imported, so that both load at the
same time (measured: 115 ms to a window, 235 ms to a page, against 290-420 ms in one process).
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("inspect", "export", "import")
INTERRUPTED = 130

DESCRIPTION = "A viewer for United Nations documents: the page, and what it says about itself."
EPILOG = """commands without a window:
  verbale inspect FILE... --json    what the side panel would show, one JSON object a line
  verbale inspect FILE --text       the text that character offsets count in
  verbale export FILE --format markdown --out notes.md
                                    the notes made on a document
  verbale import FILE --into DOCUMENT
                                    add the notes in a file to those on a document
Each has a --help of its own. A file called "inspect", "export" or "import" is opened as ./inspect.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit status: 0 done, 1 a file failed, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in COMMANDS:
        return _run_command(arguments)
    logging.basicConfig(level=logging.WARNING, format="verbale: %(message)s")
    options = _window_parser().parse_args(arguments)
    try:
        return _open_window(options)
    except KeyboardInterrupt:  # before there is a window, which is closed by it
        return INTERRUPTED


def _run_command(arguments: list[str]) -> int:
    # A command says on its own what went wrong with which file; what the log says of it besides is for developers.
    logging.basicConfig(level=logging.ERROR, format="verbale: %(message)s")
    try:
        # Only commands need the exporters and the batch reader; the window's start does not pay for them.
        from viewer.session.commands.table import run_command  # noqa: PLC0415 - start-up time, see the module's docstring

        return run_command(arguments)
    except KeyboardInterrupt:  # so early that there is nothing to end yet
        return INTERRUPTED


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verbale",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    help_of_files = "documents to open, a tab each, or links to notes (verbale:note/...)"
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=help_of_files)
    parser.add_argument("--snapshot", type=Path, metavar="PNG", help="draw the window to a picture and end")
    parser.add_argument("--size", default="1440x900", metavar="WxH", help="the window's size for --snapshot")
    parser.add_argument("--new-window", action="store_true", help="do not hand the files to a window that runs")
    parser.add_argument("--version", action="version", version=f"Verbale {__version__}")
    return parser


def _open_window(arguments: argparse.Namespace) -> int:
    # What is loaded until the window stands is not garbage: the collector would look at it for 20 ms in vain.
    gc.disable()
    # The worker is forked while this process is small and has one thread, and loads PyMuPDF while we load Qt.
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415 - start-up order, see the module's docstring

    interactive = WorkerHost(WorkerRole.INTERACTIVE)
    try:
        interactive.start(early=True)
        from viewer.ui.starting.first_look import look_ahead  # noqa: PLC0415 - the worker draws while Qt is loaded

        alone = arguments.new_window or arguments.snapshot is not None
        look = look_ahead(interactive, arguments.files, alone=alone)
        from viewer.ui.app import run  # noqa: PLC0415 - Qt only for the window, and last
        from viewer.ui.starting.window_options import WindowOptions  # noqa: PLC0415 - as above

        options = WindowOptions(
            files=tuple(arguments.files),
            snapshot=arguments.snapshot,
            size=arguments.size,
            new_window=arguments.new_window,
        )
        return run(options, interactive, look)
    finally:
        interactive.close()


if __name__ == "__main__":
    sys.exit(main())
