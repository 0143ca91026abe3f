"""The commands that need no window: what a document says of itself, and the notes that were made on it.

Neither Qt nor PyMuPDF is imported here; documents are read by a worker process, as they are for the window.
"""

from __future__ import annotations

import argparse
import codecs
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.analysis.symbols import official_url
from viewer.export.contract import error_as_json, understanding_as_json
from viewer.export.summary import document_summary
from viewer.export.table import EXPORTERS, Of, exporter_named, exporters_of
from viewer.export.writing import ExportRefused, as_bytes, write_export
from viewer.formats.tessdata import language_of, names_of
from viewer.model.document import CannotOpen, FileProblem
from viewer.session.batch_recognition import recognise_unreadable
from viewer.session.exporting import StoredNotes, references_export, stored_notes
from viewer.session.kept_notes import KeptNotes, NotesUnreadable
from viewer.session.settings import SettingsFile, data_folder, recognised_folder, settings_file
from viewer.session.whole_document import read_whole_document
from viewer.workers.host import WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.document import Understanding
    from viewer.session.whole_document import WholeDocument

DONE, FAILED = 0, 1
INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports of a program that Ctrl+C (SIGINT) or a closed pipe (SIGPIPE) has ended."""
STANDARD_OUTPUT = "-"
NOTES = "notes.sqlite"
"""The file of the notes in the data folder."""
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
    export.description = (
        "Write the notes that were made on a document, found by its content wherever it lies now. "
        f"The formats {', '.join(exporter.name for exporter in exporters_of(Of.REFERENCES))} write the document itself "
        "and those that it cites, whether there are notes or not."
    )
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--format", required=True, choices=[exporter.name for exporter in EXPORTERS])
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to; - is the standard output")
    export.set_defaults(run=_export)

    for command in (inspect, export):
        command.add_argument(
            "--encoding", type=_codec, metavar="NAME", help="of a plain text, where the guess is wrong"
        )
        command.add_argument(
            "--ocr", action="store_true", help="first recognise the pages without usable text, with Tesseract's data"
        )
        command.add_argument(
            "--ocr-languages",
            type=_languages,
            default=(),
            metavar="LIST",
            help="the languages to recognise in, as ru,en; else those of each page are found out",
        )
    return parser


def _read(
    chosen: argparse.Namespace, host: WorkerHost, number: int, file: Path, *, identify: bool = False
) -> WholeDocument:
    """Read a document; where that is asked for, recognise first what cannot be read of it.

    Raises:
        CannotOpen: it cannot be opened or read.
    """
    folder, codec = str(recognised_folder()), chosen.encoding

    def read() -> WholeDocument:
        return read_whole_document(host, number, file, codec=codec, identify=identify, recognised=folder)

    document = read()
    if chosen.ocr or chosen.ocr_languages:
        recognised = recognise_unreadable(
            document, chosen.ocr_languages, folder, lambda what: _complain(f"{file}: {what}")
        )
        if recognised:
            document = read()
    return document


def _languages(names: str) -> tuple[str, ...]:
    """Languages by ISO 639-1 or by Tesseract's names, parted by commas, as ISO 639-1."""
    given = [name.strip() for name in names.split(",") if name.strip()]
    languages = tuple(name if names_of(name) else language_of(name) for name in given)
    unknown = [name for name, language in zip(given, languages, strict=True) if not names_of(language)]
    if unknown or not given:
        raise argparse.ArgumentTypeError(f"there is no language called {', '.join(unknown) or names!r}")
    return languages


def _codec(name: str) -> str:
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except LookupError:
        raise argparse.ArgumentTypeError(f"there is no encoding called {name!r}") from None


# -- inspect ----------------------------------------------------------------------------------------------------------


def _inspect(chosen: argparse.Namespace, host: WorkerHost) -> int:
    files: list[Path] = chosen.files
    if chosen.text and len(files) > 1:
        _complain("--text takes one file, for its offsets to count from the beginning")
        return 2
    status = DONE
    with KeptNotes(data_folder() / NOTES) as kept:
        for number, file in enumerate(files, 1):
            status = max(status, _inspect_file(chosen, host, kept, number, file))
    return status


def _inspect_file(chosen: argparse.Namespace, host: WorkerHost, kept: KeptNotes, number: int, file: Path) -> int:
    try:
        document = _read(chosen, host, number, file, identify=kept.exist)
        if chosen.text:
            _write(str(document.text))
            for warning in document.understanding.warnings if document.understanding else ():
                _complain(f"{file}: {warning}")
            return DONE
        if document.understanding is None:
            raise CannotOpen(FileProblem.DAMAGED, str(file), document.failure)  # noqa: TRY301 - said as the others are
    except CannotOpen as error:
        _complain(str(error))
        if chosen.json:
            _write_json(error_as_json(str(file), error.advice))
        return FAILED
    understanding = _as_known(kept, document).understanding or document.understanding
    if chosen.json:
        _write_json(_as_json(document, understanding))
    else:
        summary = document_summary(str(file), document.info, document.text, understanding)
        _write(summary if number == 1 else f"\n{summary}")
    return DONE


def _as_known(kept: KeptNotes, document: WholeDocument) -> WholeDocument:
    """A document with what its reader has corrected; as it was read where that cannot be known now."""
    try:
        return kept.on(document).document
    except NotesUnreadable as error:
        _complain(f"{document.path}: what was corrected is left out. {error}")
        return document


def _as_json(document: WholeDocument, understanding: Understanding) -> dict[str, object]:
    return understanding_as_json(
        str(document.path),
        document.info,
        document.text,
        understanding,
        lambda symbol: official_url(symbol, LINK_LANGUAGE),
    )


# -- export -----------------------------------------------------------------------------------------------------------


def _export(chosen: argparse.Namespace, host: WorkerHost) -> int:
    file: Path = chosen.file
    out: Path = chosen.out
    exporter = exporter_named(chosen.format)
    try:
        document = _read(chosen, host, 1, file, identify=True)
        if exporter.of is Of.REFERENCES:
            if document.understanding is None:
                raise CannotOpen(FileProblem.DAMAGED, str(file), document.failure)  # noqa: TRY301 - said as the others are
            with KeptNotes(data_folder() / NOTES) as kept:
                notes = StoredNotes(references_export(_as_known(kept, document)))
        else:
            names = SettingsFile(settings_file()).load().color_names
            notes = stored_notes(data_folder() / NOTES, document, names)
        content = exporter.function(notes.export)
        if str(out) == STANDARD_OUTPUT:
            _write(content)
        else:
            write_export(out, content, document=file)
    except (CannotOpen, NotesUnreadable, ExportRefused) as error:
        _complain(str(error))
        return FAILED
    except BrokenPipeError:
        raise
    except OSError as error:
        _complain(f"{out}: the {exporter.of.value} could not be written: {error.strerror or error}")
        return FAILED
    if document.failure:
        _complain(f"{file}: {document.failure} The notes are exported without their sections.")
    if notes.notice:
        _complain(notes.notice)
    if exporter.of is Of.NOTES and not notes.export.notes:
        _complain(f"{file}: there are no notes on this document")
    return DONE


# -- writing ----------------------------------------------------------------------------------------------------------


def _write(content: str | bytes) -> None:
    """Write text in UTF-8 whatever the terminal's encoding, and line ends as they are."""
    sys.stdout.buffer.write(as_bytes(content))
    sys.stdout.buffer.flush()


def _write_json(value: dict[str, object]) -> None:
    line = json.dumps(value, ensure_ascii=False) + "\n"
    # A lone surrogate (a file name that is no UTF-8) becomes the escape that JSON has for it.
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _complain(what: str) -> None:
    sys.stderr.write(f"verbale: {what}\n")
    sys.stderr.flush()
