"""The table of formats: one entry a format, decided by what is in the file, never by its name.

A name can say anything, and MuPDF opens some files it cannot read as an empty page without an error; so each format
has a signature of its own, and what has none is plain text or nothing we open.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.formats.encoding import looks_like_text
from viewer.formats.mupdf import open_pdf
from viewer.formats.plaintext import open_text
from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.formats.engine import Engine

HEAD = 8192
"""Bytes read to tell the format."""

PDF_HEADER_WITHIN = 1024
"""A PDF's header may stand anywhere in its first kilobyte (ISO 32000-1, Annex H, note 13)."""
_PDF_HEADER = re.compile(rb"%PDF-\d\.\d")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what to call it, how to tell it by its first bytes, and how to open it (None: not yet)."""

    name: str
    words: str
    detect: Callable[[bytes], bool]
    open: Callable[[str, str | None, str | None], Engine] | None = None


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _zip_with(*names: bytes) -> Callable[[bytes], bool]:
    """A ZIP container in whose first entries one of these names stands."""
    return lambda head: head.startswith(b"PK\x03\x04") and any(name in head for name in names)


def _is_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _has_late_pdf_header(head: bytes) -> bool:
    """A PDF behind some other bytes, at the beginning of a line where those are text; a text may quote one."""
    found = _PDF_HEADER.search(head[:PDF_HEADER_WITHIN])
    return found is not None and (head[: found.start()].endswith((b"\n", b"\r")) or not looks_like_text(head))


def _open_pdf(path: str, password: str | None, _codec: str | None) -> Engine:
    return open_pdf(path, password)


def _is_riff(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


FORMATS: tuple[Format, ...] = (
    Format("pdf", "PDF", _starts(b"%PDF-"), _open_pdf),
    Format("docx", "a Word document", _zip_with(b"word/")),
    Format("xlsx", "an Excel workbook", _zip_with(b"xl/")),
    Format("pptx", "a PowerPoint presentation", _zip_with(b"ppt/")),
    Format("odt", "an OpenDocument text", _zip_with(b"application/vnd.oasis.opendocument")),
    Format("epub", "an EPUB book", _zip_with(b"application/epub+zip")),
    Format("zip", "a ZIP archive", _starts(b"PK\x03\x04", b"PK\x05\x06")),
    Format("doc", "an old Word or Office document", _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    Format("rtf", "a rich text document", _starts(b"{\\rtf")),
    Format("wordperfect", "a WordPerfect document", _starts(b"\xffWPC")),
    Format("postscript", "a PostScript document", _starts(b"%!PS")),
    Format("djvu", "a DjVu document", _starts(b"AT&TFORM")),
    Format("png", "a picture", _starts(b"\x89PNG\r\n\x1a\n")),
    Format("jpeg", "a picture", _starts(b"\xff\xd8\xff")),
    Format("tiff", "a picture", _starts(b"II*\x00", b"MM\x00*")),
    Format("gif", "a picture", _starts(b"GIF87a", b"GIF89a")),
    Format("webp", "a picture", _is_riff),
    Format("pdf", "PDF", _has_late_pdf_header, _open_pdf),  # after what has a signature: a ZIP can hold a PDF as it is
    Format("html", "a web page", _is_html),
    Format("text", "plain text", looks_like_text, lambda path, _password, codec: open_text(path, codec)),
)
"""In the order in which they are tried; plain text, which has no signature, is last."""


def detect(head: bytes) -> Format | None:
    """The format of a file by its first bytes, or None."""
    return next((entry for entry in FORMATS if entry.detect(head)), None)


def open_document(path: str, *, password: str | None = None, codec: str | None = None) -> Engine:
    """Open a file with the format that its content tells.

    Raises:
        CannotOpen: with the problem, and what can be done about it.
    """
    head = _head(path)
    entry = detect(head)
    if entry is None:
        advice = "Verbale does not know this kind of file. It opens PDF and plain text."
        raise CannotOpen(FileProblem.UNSUPPORTED, path, advice)
    if entry.open is None:
        advice = f"This is {entry.words}. Verbale opens PDF and plain text; save it as PDF to read it here."
        raise CannotOpen(FileProblem.UNSUPPORTED, path, advice)
    try:
        return entry.open(path, password, codec)
    except OSError as error:
        raise _from_system(error, path) from error


def _head(path: str) -> bytes:
    """The first bytes of a regular file. Its kind is looked at first: opening a pipe would wait for ever."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise CannotOpen(FileProblem.NOT_A_FILE, path, "This is a folder. Choose a file in it.")
        if not stat.S_ISREG(mode):
            raise CannotOpen(FileProblem.NOT_A_FILE, path, "This is not a file that can be read from the beginning.")
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise _from_system(error, path) from error
    if not head:
        raise CannotOpen(FileProblem.EMPTY, path, "The file is empty. Get another copy of it.")
    return head


def _from_system(error: OSError | ValueError, path: str) -> CannotOpen:
    if isinstance(error, PermissionError):
        return CannotOpen(FileProblem.NOT_ALLOWED, path, "You are not allowed to read this file.")
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return CannotOpen(FileProblem.MISSING, path, "There is no such file. It may have been moved or renamed.")
    return CannotOpen(FileProblem.DAMAGED, path, f"The file could not be read: {getattr(error, 'strerror', error)}.")
