"""Words that tracked changes have deleted: they are no part of a document, so its pages must not have them.

LibreOffice prints them, struck through, unless the document says that its changes are not to be shown. So the copy that
it makes pages of is made to say so; then it leaves them out, joins the paragraphs that were joined, and shows what was
moved only where it is now. OpenDocument and Word documents can say it (ECMA-376 part 1, 17.15.1.69; in OpenDocument it
is LibreOffice's own setting). RTF and the old kind of Word document cannot: they are first made a new one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from viewer.formats.containers import COMPOUND, ZIP, read_archive
from viewer.model.document import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LEFT_OUT = "The document has tracked changes: it is shown as if all were accepted, without the deleted words."

_IN_WORD = re.compile(rb"<w:(?:del|moveFrom)[ />]")
_IN_OPENDOCUMENT = re.compile(rb"<text:deletion[ />]")
_IN_RTF = re.compile(rb"\\deleted(?![a-z0])")
_IN_OLD_WORD = re.compile(rb"\x00\x08\x01.{0,24}\x64\x68|\x64\x68.{0,24}\x00\x08\x01", re.DOTALL)
"""Letters marked as deleted (sprmCFRMarkDel), and when (sprmCDttmRMarkDel): [MS-DOC] 2.6.1. Other bytes may look the
same by chance, which costs only time."""

_WORD_PARTS = re.compile(r"word/[^/]+\.xml")
_SHOWN = re.compile(rb'(config:name="ShowRedlineChanges"[^>]*>)\s*\w+')
_VIEW = (
    b'<config:config-item-set xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" '
    b'xmlns:ooo="http://openoffice.org/2004/office" config:name="ooo:view-settings"><config:config-item '
    b'config:name="ShowRedlineChanges" config:type="boolean">false</config:config-item></config:config-item-set>'
)
_NO_SETTINGS = re.compile(rb"<office:settings\s*/>")
_SETTINGS = (
    b'<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
    b"<office:settings/></office:document-settings>"
)
_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_END = b"</manifest:manifest>"
_MANIFEST_ENTRY = b'<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
_SETTINGS_PART = "settings.xml"
_WORD_TEXT = "word/document.xml"
_WORD_SETTINGS = re.compile(rb"(<w:settings\b[^>]*(?<!/)>)")
_WORD_SHOWN = re.compile(rb"<w:revisionView\b[^>]*/>")
_WORD_VIEW = b'<w:revisionView w:insDel="0"/>'
_MOVED = re.compile(rb"<w:moveFrom\b[^>]*(?<!/)>.*?</w:moveFrom>", re.DOTALL)
_DELETED = re.compile(rb"<w:del(?:\s[^>]*)?(?<!/)>.*?</w:del>", re.DOTALL)
"""Letters: LibreOffice 7.4 shows those that one had inserted and another deleted. It knows itself of paragraphs."""
_DAMAGED = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, KeyError, zlib.error)
"""What ``zipfile`` raises for an archive that is damaged, protected or packed otherwise."""
_PIECE, _LONGEST = 2**20, 64
"""Bytes that are looked through at a time, and more than what is looked for has."""


def has_deleted_words(path: Path) -> bool:
    """Whether a document of the kinds that LibreOffice opens has words that tracked changes have deleted.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(len(COMPOUND))
    if head.startswith(ZIP):
        return _is_in_archive(path)
    pattern = _IN_OLD_WORD if head == COMPOUND else _IN_RTF if head.startswith(b"{\\rtf") else _IN_OPENDOCUMENT
    with path.open("rb") as file:
        return _occurs(pattern, file.read)


def remarks_on(path: Path) -> tuple[str, ...]:
    """What a reader has to know of a document that has deleted words.

    Raises:
        OSError: it cannot be read.
    """
    return (LEFT_OUT,) if has_deleted_words(path) else ()


def hide_deleted_words(path: Path) -> bool:
    """Have a document that has deleted words say that its changes are not to be shown; whether it can.

    A Word document without settings cannot, and neither can RTF and the old kind of Word document.

    Raises:
        OSError: it cannot be read or written.
    """
    with path.open("rb") as file:
        head = file.read(len(COMPOUND))
    if head == COMPOUND or head.startswith(b"{\\rtf"):
        return False
    if not head.startswith(ZIP):
        path.write_bytes(_hidden_in_settings(path.read_bytes(), b"<office:body"))
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            changed = _parts_that_hide(archive)
            copy = _with_parts(archive, changed) if changed else b""
    except _DAMAGED:
        return False
    if copy:
        path.write_bytes(copy)
    return any(name.endswith(_SETTINGS_PART) for name in changed)


def _parts_that_hide(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts without what was deleted, and the settings that say what is to be shown, if there are any."""
    names = archive.namelist()
    if _WORD_TEXT not in names:
        return _opendocument_parts(archive)
    read = {name: archive.read(name) for name in names if _WORD_PARTS.fullmatch(name)}
    changed = {name: left for name, data in read.items() if (left := _DELETED.sub(b"", data)) != data}
    settings = f"word/{_SETTINGS_PART}"
    return {**changed, settings: _hidden_in_word(read[settings])} if settings in read else changed


def without_moved_words(path: Path) -> bytes | None:
    """A Word document without the words that were moved where they stood before; None where there are none.

    MuPDF leaves out what was deleted, but not that.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(_WORD_TEXT)
            left = _MOVED.sub(b"", text)
            return None if left == text else _with_parts(archive, {_WORD_TEXT: left})
    except _DAMAGED:
        return None


def _with_parts(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """A copy of an archive in which some parts are others, or new."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as copy:
        for entry in archive.infolist():
            if entry.filename not in changed:
                copy.writestr(entry, archive.read(entry))
        for name, data in changed.items():
            copy.writestr(name, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _opendocument_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts of an OpenDocument that say what is to be shown; its manifest has to name every part."""
    end = b"</office:document-settings"
    if _SETTINGS_PART in archive.namelist():
        return {_SETTINGS_PART: _hidden_in_settings(archive.read(_SETTINGS_PART), end)}
    manifest = archive.read(_MANIFEST).replace(_MANIFEST_END, _MANIFEST_ENTRY + _MANIFEST_END)
    return {_MANIFEST: manifest, _SETTINGS_PART: _hidden_in_settings(_SETTINGS, end)}


def _hidden_in_word(settings: bytes) -> bytes:
    return _WORD_SETTINGS.sub(rb"\1" + _WORD_VIEW, _WORD_SHOWN.sub(b"", settings), count=1)


def _hidden_in_settings(settings: bytes, end: bytes) -> bytes:
    """OpenDocument's settings, or a document that has them in itself; ``end`` is what comes next where it has none."""
    hidden, found = _SHOWN.subn(rb"\1false", settings)
    if found:
        return hidden
    begin, close = b"<office:settings>", b"</office:settings>"
    settings = _NO_SETTINGS.sub(begin + close, settings)
    if begin in settings:
        return settings.replace(begin, begin + _VIEW, 1)
    return settings.replace(end, begin + _VIEW + close + end, 1)


def _is_in_archive(path: Path) -> bool:
    """Whether a part of an archive has deleted words; not where it is damaged, which others say."""
    try:
        read_archive(str(path))
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                pattern = _IN_WORD if _WORD_PARTS.fullmatch(name) else _IN_OPENDOCUMENT
                if pattern is _IN_WORD or name in {"content.xml", "styles.xml"}:
                    with archive.open(name) as part:
                        if _occurs(pattern, part.read):
                            return True
    except (CannotOpen, *_DAMAGED):
        return False
    return False


def _occurs(pattern: re.Pattern[bytes], read: Callable[[int], bytes]) -> bool:
    kept = b""
    while piece := read(_PIECE):
        if pattern.search(kept + piece):
            return True
        kept = piece[-_LONGEST:]
    return False
