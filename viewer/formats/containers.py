"""What lies in a file that holds others: ZIP archives and Microsoft's compound files.

Office documents, books and comics are ZIP archives or compound files, and only what lies in them tells which. Nothing
is unpacked here but a few small entries; an archive that would unpack to more than a worker may hold is refused before
any library meets it.
"""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_ENTRIES = 65_535
"""The most that a ZIP archive without extensions has; no document comes near."""
LARGEST_ENTRY = 512 * 2**20
"""Bytes of one entry unpacked. A worker has four times as much for everything."""
LARGEST_UNPACKED = 4 * 2**30
"""Bytes of all entries unpacked: they are not unpacked at one time, but somebody has to wait for them."""
SMALL_ENTRY = 2**20
"""Bytes of the entries that are read to tell the kind; a longer one is not what it claims to be."""

LARGEST_TEXT = 32 * 2**20
"""Bytes of text that are laid out when a file without pages is opened: some 20,000 pages, and 15 seconds of waiting."""

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".jp2", ".jxr")
_BESIDE_PICTURES = (".xml", ".txt", ".nfo", ".db", ".json")
"""What lies beside the pictures of a comic: descriptions, and what file managers leave."""

_END_OF_CHAIN = 0xFFFFFFF8
"""Sector numbers from here on are none: [MS-CFB] 2.1."""
_MOST_SECTORS = 4096
"""Directory sectors that are read: 16,000 entries and more."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The names in a ZIP archive and the sizes unpacked, and the few entries that tell what it is (empty: missing)."""

    names: tuple[str, ...]
    sizes: tuple[int, ...] = ()
    mimetype: bytes = b""
    manifest: bytes = b""

    def has(self, *names: str) -> bool:
        """Whether an entry has one of these names."""
        return any(name in self.names for name in names)

    def has_folder(self, name: str) -> bool:
        """Whether entries lie in this folder."""
        return any(entry.startswith(f"{name}/") for entry in self.names)

    @property
    def only_pictures(self) -> bool:
        """Whether pictures lie in it and, descriptions aside, nothing else."""
        files = [name.lower() for name in self.names if not name.endswith("/") and not name.startswith("__MACOSX/")]
        pictures = sum(name.endswith(PICTURES) for name in files)
        return pictures > 0 and pictures + sum(name.endswith(_BESIDE_PICTURES) for name in files) == len(files)


def check_text(path: str, size: int) -> None:
    """Refuse more text than can be laid out while somebody waits.

    Raises:
        CannotOpen: it is more.
    """
    if size > LARGEST_TEXT:
        advice = (
            f"The file holds {size / 2**20:,.0f} MB of text, and its pages would take too long to set. "
            "Divide it, or save it as PDF elsewhere."
        )
        raise CannotOpen(FileProblem.TOO_LARGE, path, advice)


def check_texts(path: str, endings: tuple[str, ...]) -> None:
    """Refuse an archive whose entries of these names' ends hold more text than can be laid out.

    Raises:
        CannotOpen: it is more, or the archive is damaged.
        OSError: the file cannot be read.
    """
    archive = read_archive(path)
    pairs = zip(archive.names, archive.sizes, strict=True)
    check_text(path, sum(size for name, size in pairs if name.lower().endswith(endings)))


def read_archive(path: str) -> Archive:
    """Look into a ZIP archive.

    Raises:
        CannotOpen: it is damaged, or would unpack to more than can be held.
        OSError: the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_size(path, entries)
            return Archive(
                tuple(entry.filename for entry in entries),
                tuple(entry.file_size for entry in entries),
                _small(archive, "mimetype").strip(),
                _small(archive, "META-INF/manifest.xml"),
            )
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # that is a place before the file's beginning
            raise
        advice = "The file is damaged and cannot be unpacked. Get another copy of it."
        raise CannotOpen(FileProblem.DAMAGED, path, advice) from error


def _check_size(path: str, entries: list[zipfile.ZipInfo]) -> None:
    largest = max((entry.file_size for entry in entries), default=0)
    whole = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        said = f"The file holds {len(entries):,} parts, more than any document has."
    elif largest > LARGEST_ENTRY or whole > LARGEST_UNPACKED:
        said = f"Unpacked, the file would take {_gigabytes(whole)}, more than can be opened safely."
    else:
        return
    raise CannotOpen(FileProblem.TOO_LARGE, path, f"{said} If you trust it, save it as PDF elsewhere.")


def _gigabytes(size: int) -> str:
    return f"{size / 2**30:,.1f} GB"


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a small entry; nothing where it is missing, large, encrypted or broken."""
    try:
        entry = archive.getinfo(name)
        if entry.file_size > SMALL_ENTRY:
            return b""
        with archive.open(entry) as opened:
            return opened.read(SMALL_ENTRY)
    except (KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
        return b""


def compound_streams(path: str) -> Mapping[str, int]:
    """The streams and storages of a compound file, as far as its directory can be followed, and where each begins.

    That is in bytes; it says nothing of storages, and of streams of less than 4,096 bytes, which lie in another stream.

    [MS-CFB], https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb: the header's word at 30 is the exponent of
    the sector's size, those at 48 and 76 the first sector of the directory and the first sectors of the table that
    chains sectors.

    Raises:
        OSError: the file cannot be read.
    """
    streams: dict[str, int] = {}
    with Path(path).open("rb") as file:
        header = file.read(512)
        if len(header) < 512 or not header.startswith(COMPOUND):
            return {}
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in {9, 12}:
            return {}
        size = 1 << shift
        table: tuple[int, ...] = struct.unpack_from("<109I", header, 76)
        sector: int = struct.unpack_from("<I", header, 48)[0]
        for _ in range(_MOST_SECTORS):
            if sector >= _END_OF_CHAIN:
                break
            file.seek((sector + 1) * size)
            streams.update((name, (first + 1) * size) for name, first in _directory_entries(file.read(size)))
            part, place = divmod(sector, size // 4)
            if part >= len(table) or table[part] >= _END_OF_CHAIN:
                break
            file.seek((table[part] + 1) * size + 4 * place)
            following = file.read(4)
            if len(following) < 4:
                break
            sector = struct.unpack("<I", following)[0]
    return streams


def _directory_entries(sector: bytes) -> Iterator[tuple[str, int]]:
    """The names in a directory sector and the first sectors of what is called so.

    Entries have 128 bytes: the name first, its length in bytes at 64, the number of the sector at 116.
    """
    for start in range(0, len(sector) - 127, 128):
        length = struct.unpack_from("<H", sector, start + 64)[0]
        if 2 <= length <= 64:
            name = sector[start : start + length - 2].decode("utf-16-le", "replace")
            yield name, struct.unpack_from("<I", sector, start + 116)[0]
