"""The table of formats: one entry a format, decided by what is in the file, never by its name.

A name can say anything, and MuPDF opens some files it cannot read as an empty page without an error; so each format
has a signature of its own, and what has none is plain text or nothing we open. One kind has no signature that could be
relied on: Markdown is plain text that calls itself so.

Openers are named and not imported: the window reads this table, too, for the words of its file dialog, and must not
load PyMuPDF.
"""

from __future__ import annotations

import pkgutil
import re
import stat
import struct
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from viewer.formats.containers import COMPOUND, EMPTY_ZIP, ZIP, Archive, compound_streams, read_archive
from viewer.formats.encoding import BYTE_ORDER_MARKS, looks_like_text
from viewer.model.document import CannotOpen, DocumentInfo, FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.formats.engine import Engine

HEAD = 8192
"""Bytes read to tell the format."""

PDF_HEADER_WITHIN = 1024
"""A PDF's header may stand anywhere in its first kilobyte (ISO 32000-1, Annex H, note 13)."""
_PDF_HEADER = re.compile(rb"%PDF-\d\.\d")
_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
MARKDOWN_NAMES = ("md", "markdown", "mdown", "mkd")

OPENED = (
    "It opens PDF; Word, OpenDocument and rich text documents; EPUB, XPS and comic books; pictures; web pages, "
    "Markdown and plain text."
)
OPENDOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
LOCKED = "locked "
"""What the names of protected formats begin with; the name that they have unprotected follows."""
CONVERTED_BY = "LibreOffice"
"""What has made the pages of an office document, where they do not say it themselves."""


class Sample:
    """A file whose kind is to be told: its first bytes, and what lies in it where it is a container."""

    def __init__(self, path: str, head: bytes) -> None:
        self.path = path
        self.head = head

    @property
    def suffix(self) -> str:
        """The end of its name, small, without the dot."""
        return Path(self.path).suffix.lower().removeprefix(".")

    @cached_property
    def archive(self) -> Archive:
        """What lies in a ZIP archive; nothing where it is none."""
        return read_archive(self.path) if self.head.startswith((ZIP, EMPTY_ZIP)) else Archive(())

    @cached_property
    def streams(self) -> Mapping[str, int]:
        """Where the streams of one of Microsoft's compound files begin; none where it is none."""
        return compound_streams(self.path) if self.head.startswith(COMPOUND) else {}

    @cached_property
    def is_text(self) -> bool:
        """Whether it looks like a text in any encoding."""
        return looks_like_text(self.head)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what to call it, and how to tell it.

    ``opener`` names what opens it ("module:function"), which takes the path and those of the options ``password`` and
    ``codec`` that ``takes`` lists. Where it is empty, the file is not opened, unless an ``office`` program makes pages
    of it; ``preview`` names what shows its text where there is none. ``lock`` names the module that tries the password
    of one that is protected (``check_password``) and puts what it protects in its place (``unlock``). ``endings`` are
    what such files are called (without the dot) and ``family`` those they are listed with in the file dialog.
    ``advice`` is what to do with a file that is not opened.
    """

    name: str
    words: str
    detect: Callable[[Sample], bool]
    opener: str = ""
    takes: tuple[str, ...] = ()
    office: bool = False
    preview: str = ""
    lock: str = ""
    family: str = ""
    endings: tuple[str, ...] = ()
    advice: str = "Verbale does not open this kind; save it as PDF to read it here."


class _Told(Protocol):
    """What an engine has told of its document, to be completed here."""

    info: DocumentInfo


class _Converted(_Told, Protocol):
    """An engine over pages that another program has made."""

    @property
    def maker(self) -> str:
        """The program, as the file names it; may be empty."""
        ...


def _starts(*signatures: bytes) -> Callable[[Sample], bool]:
    return lambda sample: sample.head.startswith(signatures)


def _zip_of(mimetype: bytes, folder: str = "") -> Callable[[Sample], bool]:
    """A ZIP archive that says it is of a type, or has a folder that only its kind has."""
    return lambda sample: (
        (bool(mimetype) and sample.archive.mimetype.startswith(mimetype))
        or (bool(folder) and sample.archive.has_folder(folder))
    )


def _has_stream(*names: str) -> Callable[[Sample], bool]:
    return lambda sample: not sample.streams.keys().isdisjoint(names)


def _is_xps(sample: Sample) -> bool:
    return any(name.lower().endswith(".fdseq") for name in sample.archive.names)


def _is_epub(sample: Sample) -> bool:
    return sample.archive.mimetype == b"application/epub+zip" or sample.archive.has("META-INF/container.xml")


def _is_locked_book(sample: Sample) -> bool:
    """Sold for one reader's program only: the rights of Adobe's and Apple's locks lie in it."""
    return _is_epub(sample) and sample.archive.has("META-INF/rights.xml", "META-INF/sinf.xml")


def _is_locked_opendocument(sample: Sample) -> bool:
    return sample.archive.mimetype.startswith(OPENDOCUMENT_TEXT) and b"encryption-data" in sample.archive.manifest


def _is_locked_old_word(sample: Sample) -> bool:
    """[MS-DOC] 2.5.2: the beginning of this stream has its sign, and from byte 10 on bits of which one says so."""
    begins = sample.streams.get("WordDocument")
    if begins is None:
        return False
    with Path(sample.path).open("rb") as file:
        file.seek(begins)
        sign, bits = struct.unpack("<H8xH", file.read(12).ljust(12, b"\0"))
    return sign == 0xA5EC and bits & 0x0100 > 0


def _is_flat_office(sample: Sample) -> bool:
    """OpenDocument in one XML file, or the XML of Word 2003 and later."""
    head = sample.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return False
    return b'mimetype="application/vnd.oasis.opendocument.text' in head or b'progid="Word.Document"' in head


def _is_html(sample: Sample) -> bool:
    mark, codec = next((pair for pair in BYTE_ORDER_MARKS if sample.head.startswith(pair[0])), (b"", "latin-1"))
    return _HTML_START.match(sample.head[len(mark) :].decode(codec.removesuffix("-sig"), "replace")) is not None


def _has_late_pdf_header(sample: Sample) -> bool:
    """A PDF behind some other bytes, at the beginning of a line where those are text; a text may quote one."""
    found = _PDF_HEADER.search(sample.head[:PDF_HEADER_WITHIN])
    return found is not None and (sample.head[: found.start()].endswith((b"\n", b"\r")) or not sample.is_text)


def _is_webp(sample: Sample) -> bool:
    return sample.head.startswith(b"RIFF") and sample.head[8:12] == b"WEBP"


def _is_avif(sample: Sample) -> bool:
    return sample.head[4:12] in {b"ftypavif", b"ftypavis"}


def _pdf(detect: Callable[[Sample], bool]) -> Format:
    return Format("pdf", "PDF", detect, "viewer.formats.mupdf:open_pdf", ("password",), family="PDF", endings=("pdf",))


def _office(name: str, words: str, detect: Callable[[Sample], bool], *endings: str, preview: str = "") -> Format:
    return Format(name, words, detect, office=True, preview=preview, family="Office documents", endings=endings)


def _picture(name: str, detect: Callable[[Sample], bool], *endings: str, opener: str = "open_picture") -> Format:
    return Format(
        name, "a picture", detect, f"viewer.formats.pictures:{opener}", family="Pictures", endings=(name, *endings)
    )


_NO_FILE = "This is a pipe, a socket or a device, which Verbale does not read. Choose a file."
_REFLOW = "viewer.formats.reflow"
_TEXTS = "Text and web pages"

FORMATS: tuple[Format, ...] = (
    _pdf(_starts(b"%PDF-")),
    Format("locked docx", "a protected Word document", _has_stream("EncryptedPackage"), office=True,
           lock="viewer.formats.office.word_lock"),
    Format("locked odt", "a protected OpenDocument text", _is_locked_opendocument, office=True,
           lock="viewer.formats.office.opendocument_lock"),
    Format("locked doc", "a protected Word document of the old kind", _is_locked_old_word, office=True,
           lock="viewer.formats.office.word_lock"),
    _office("docx", "a Word document", _zip_of(b"", "word"), "docx", "docm", "dotx", preview=f"{_REFLOW}:open_docx"),
    Format("xlsx", "an Excel workbook", _zip_of(b"", "xl")),
    Format("pptx", "a PowerPoint presentation", _zip_of(b"", "ppt")),
    _office("odt", "an OpenDocument text", _zip_of(OPENDOCUMENT_TEXT), "odt", "ott"),
    Format("opendocument", "an OpenDocument file that is no text", _zip_of(b"application/vnd.oasis.opendocument")),
    Format("locked book", "a book", _is_locked_book, advice="It is locked to the program that it was bought for."),
    Format("epub", "an EPUB book", _is_epub, f"{_REFLOW}:open_epub", family="Books", endings=("epub",)),
    Format("xps", "an XPS document", _is_xps, "viewer.formats.pictures:open_xps", family="Books",
           endings=("xps", "oxps")),
    Format("cbz", "a comic book", lambda sample: sample.archive.only_pictures, "viewer.formats.pictures:open_comic",
           family="Books", endings=("cbz",)),
    Format("zip", "a ZIP archive", _starts(ZIP, EMPTY_ZIP), advice="Unpack it, and open what is in it."),
    _office("doc", "a Word document of the old kind", _has_stream("WordDocument"), "doc", "dot"),
    Format("office", "an Office document that is no text", _starts(COMPOUND)),
    _office("rtf", "a rich text document", _starts(b"{\\rtf"), "rtf"),
    _office("wpd", "a WordPerfect document", _starts(b"\xffWPC"), "wpd"),
    _office("fodt", "an office document in XML", _is_flat_office, "fodt"),
    Format("postscript", "a PostScript document", _starts(b"%!PS")),
    Format("djvu", "a DjVu document", _starts(b"AT&TFORM")),
    _picture("png", _starts(b"\x89PNG\r\n\x1a\n")),
    _picture("jpeg", _starts(b"\xff\xd8\xff"), "jpg"),
    _picture("tiff", _starts(b"II*\x00", b"MM\x00*"), "tif"),
    _picture("gif", _starts(b"GIF87a", b"GIF89a")),
    _picture("jp2", _starts(b"\x00\x00\x00\x0cjP  \r\n\x87\n")),
    _picture("webp", _is_webp, opener="open_other_picture"),
    _picture("avif", _is_avif, opener="open_other_picture"),
    _pdf(_has_late_pdf_header),  # after what has a signature: a ZIP can hold a PDF as it is
    Format("html", "a web page", _is_html, f"{_REFLOW}:open_html", ("codec",), family=_TEXTS,
           endings=("html", "htm", "xhtml")),
    _picture("bmp", lambda sample: sample.head.startswith(b"BM") and not sample.is_text),
    Format("markdown", "a Markdown text", lambda sample: sample.suffix in MARKDOWN_NAMES and sample.is_text,
           f"{_REFLOW}:open_markdown", ("codec",), family=_TEXTS, endings=MARKDOWN_NAMES),
    Format("text", "plain text", lambda sample: sample.is_text, "viewer.formats.plaintext:open_text", ("codec",),
           family=_TEXTS, endings=("txt", "text")),
)  # fmt: skip
"""In the order in which they are tried; plain text, which has no signature, is last."""
_SIGNED = frozenset(ending for entry in FORMATS if entry.family != _TEXTS for ending in entry.endings)
"""What files are called whose kind is told by a signature."""


def detect(path: str) -> Format | None:
    """The format of a file by what is in it, or None.

    Raises:
        CannotOpen: it is no file, is empty, cannot be read, or is an archive that is damaged or unpacks to too much.
    """
    sample = Sample(path, _head(path))
    try:
        return next((entry for entry in FORMATS if entry.detect(sample)), None)
    except OSError as error:
        raise _from_system(error, path) from error


def is_called_a_document(path: Path) -> bool:
    """Whether its name says that a file is of a kind that is told by a signature, as a PDF or a picture is."""
    return path.suffix.lower().removeprefix(".") in _SIGNED


def _of_no_known_kind(path: str) -> CannotOpen:
    if is_called_a_document(Path(path)):
        said = f"The file is called {Path(path).suffix}, but there is nothing of the kind in it."
        return CannotOpen(FileProblem.DAMAGED, path, f"{said} Get another copy of it.")
    return CannotOpen(FileProblem.UNSUPPORTED, path, f"Verbale does not know this kind of file. {OPENED}")


def unlock(path: Path, kind: str, password: str) -> None:
    """Put what a protected file of a kind (``Format.name``) protects in its own place.

    Raises:
        CannotOpen: it is damaged, or its password is another, or what it protects is of another kind than it should be.
        OSError: it cannot be read or written.
    """
    entry = next(entry for entry in FORMATS if entry.name == kind)
    cast("Callable[[Path, str], None]", pkgutil.resolve_name(f"{entry.lock}:unlock"))(path, password)
    found = detect(str(path))
    if found is None or found.name != kind.removeprefix(LOCKED):
        raise CannotOpen(FileProblem.UNSUPPORTED, str(path), "It is a protected Office document that is no text.")


def open_document(
    path: str, *, password: str | None = None, codec: str | None = None, pages_from: str = "", preview: bool = False
) -> Engine:
    """Open a file with the format that its content tells.

    ``pages_from`` is the PDF that another program has made of an office document; ``preview`` shows what can be shown
    of one without.

    Raises:
        CannotOpen: with the problem, and what can be done about it.
    """
    entry = detect(path)
    if entry is None:
        raise _of_no_known_kind(path)
    try:
        if entry.office:
            engine = _open_office(path, entry, password, pages_from, preview=preview)
        elif entry.opener:
            options = {"password": password, "codec": codec}
            engine = _opener(entry.opener)(path, **{name: options[name] for name in entry.takes})
        else:
            raise CannotOpen(FileProblem.UNSUPPORTED, path, f"This is {entry.words}. {entry.advice}", entry.name)
    except OSError as error:
        raise _from_system(error, path) from error
    told = cast("_Told", engine)
    told.info = replace(engine.info, format=entry.name.removeprefix(LOCKED))
    if entry.office:
        remarks = pkgutil.resolve_name("viewer.formats.office.tracked_changes:remarks_on")
        told.info = replace(told.info, remarks=cast("Callable[[Path], tuple[str, ...]]", remarks)(Path(path)))
    return engine


def _opener(name: str) -> Callable[..., Engine]:
    return cast("Callable[..., Engine]", pkgutil.resolve_name(name))


def _open_office(path: str, entry: Format, password: str | None, pages_from: str, *, preview: bool) -> Engine:
    if pages_from:
        try:
            engine = _opener("viewer.formats.mupdf:open_pdf")(pages_from, password)
        except CannotOpen as error:
            if error.problem is FileProblem.ENCRYPTED:  # as the document is
                raise CannotOpen(error.problem, path, error.advice, entry.name) from error
            advice = "What LibreOffice has made of it cannot be read. Open the file again to have it made anew."
            raise CannotOpen(FileProblem.DAMAGED, path, advice) from error
        converted = cast("_Converted", engine)
        converted.info = replace(converted.info, converted_with=converted.maker or CONVERTED_BY)
        return engine
    if entry.lock:
        try_password = cast("Callable[[str, str | None], None]", pkgutil.resolve_name(f"{entry.lock}:check_password"))
        try_password(path, password)
    if preview and entry.preview:
        try:
            return _opener(entry.preview)(path)
        except CannotOpen as error:
            if error.problem is not FileProblem.DAMAGED:
                raise
            # It may be whole: of a Word document without any relations MuPDF makes nothing.
    advice = f"This is {entry.words}. Verbale shows it with the help of LibreOffice."
    raise CannotOpen(FileProblem.NEEDS_OFFICE, path, advice, entry.name)


def _head(path: str) -> bytes:
    """The first bytes of a regular file. Its kind is looked at first: opening a pipe would wait for ever."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise CannotOpen(FileProblem.NOT_A_FILE, path, "This is a folder. Choose a file in it.")
        if not stat.S_ISREG(mode):
            raise CannotOpen(FileProblem.NOT_A_FILE, path, _NO_FILE)
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
