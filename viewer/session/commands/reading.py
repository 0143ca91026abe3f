"""How commands without a window read a document: as their options say, and as its reader has corrected it."""

from __future__ import annotations

import argparse
import codecs
from typing import TYPE_CHECKING

from viewer.formats.recognition.tessdata import language_of, names_of
from viewer.session.commands.batch_recognition import recognise_unreadable
from viewer.session.commands.terminal import complain
from viewer.session.commands.whole_document import read_whole_document
from viewer.session.notes.kept_notes import NotesUnreadable
from viewer.session.settings import recognised_folder, results_folder

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.commands.whole_document import WholeDocument
    from viewer.session.notes.kept_notes import KeptNotes
    from viewer.workers.host import WorkerHost

HELP_WIDTH = 79
"""Characters of a line of help that is not wrapped by argparse, which would run examples together."""
DONE, FAILED = 0, 1


def add_reading_arguments(command: argparse.ArgumentParser) -> None:
    """Say how documents can be read."""
    command.add_argument("--encoding", type=_codec, metavar="NAME", help="of a plain text, where the guess is wrong")
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
    command.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="read everything anew: neither use nor keep what was understood of the same file before",
    )


def read_document(
    chosen: argparse.Namespace,
    host: WorkerHost,
    number: int,
    file: Path,
    *,
    identify: bool = False,
    keep_open: bool = False,
) -> WholeDocument:
    """Read a document; where that is asked for, recognise first what cannot be read of it.

    With ``keep_open`` the worker has it open still.

    Raises:
        CannotOpen: it cannot be opened or read.
    """
    folder = str(recognised_folder())

    def read() -> WholeDocument:
        return read_whole_document(
            host,
            number,
            file,
            codec=chosen.encoding,
            identify=identify,
            recognised=folder,
            results=str(results_folder()) if chosen.cache else "",
            keep_open=keep_open,
        )

    document = read()
    if chosen.ocr or chosen.ocr_languages:
        recognised = recognise_unreadable(
            document, chosen.ocr_languages, folder, lambda what: complain(f"{file}: {what}")
        )
        if recognised:
            document = read()
    return document


def as_known(kept: KeptNotes, document: WholeDocument) -> WholeDocument:
    """A document with what its reader has corrected; as it was read where that cannot be known now."""
    try:
        return kept.on(document).document
    except NotesUnreadable as error:
        complain(f"{document.path}: what was corrected is left out. {error}")
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
