"""What has been understood of documents, kept on the disk so that one which is opened again says at once what it is.

An entry is named by the file's bytes, the encoding they are read with and the version of the analysis, and has the text
that was understood: of a document that is shown it is not taken for true before the same text has been read again.
Entries are written whole or not at all; one that is damaged is as if it were not there. The folder is kept within a
number of bytes: those used longest ago go first.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.model.whole_file import remove_oldest, write_whole
from viewer.workers.messages.answers import PagesRead, Understood
from viewer.workers.wire import loaded

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.model.document import Understanding

log = logging.getLogger(__name__)

CAPACITY = 256 << 20
"""Bytes of all entries together: a page has some 1,000 to 1,500, so that 20,000 documents of ten pages find room."""
SLACK = 8
"""All entries are counted when one process has written this part of the capacity, not each time it writes one."""
LARGEST_ENTRY = 64 << 20
"""Bytes of an entry, unpacked."""
MAGIC = b"verbale understood 2\n"
DIGEST = 32
"""Bytes of the SHA-256 that stands before the packed entry."""


@dataclass(frozen=True, slots=True)
class KeptUnderstanding:
    """What was understood of a text, whose ``pages`` are here to the letter."""

    understanding: Understanding
    text_fingerprint: str
    pages: tuple[str, ...]


def entry_name(content_hash: str, codec: str, version: str) -> str:
    """The name of the entry of a file, by its bytes' hash, the codec it is read with and what it is understood by."""
    return hashlib.sha256(f"{content_hash}\n{codec}\n{version}".encode()).hexdigest()[:40] + ".understood"


class UnderstoodStore:
    """The entries in a folder, which need not exist."""

    def __init__(self, folder: Path, capacity: int = CAPACITY) -> None:
        self._folder = folder
        self._capacity = capacity
        self._failed = False
        self._room = 0
        """Bytes that may be written before all is counted again."""

    def load(self, name: str) -> KeptUnderstanding | None:
        """Read an entry; None where it is not there, cannot be read or is damaged."""
        path = self._folder / name
        try:
            kept = _of_entry(path.read_bytes())
        except OSError:  # where it matters, nothing can be saved either, which says so
            return None
        except (ValueError, TypeError, zlib.error, pickle.UnpicklingError) as error:
            log.warning("%s is damaged: %r", path, error)
            return None
        with contextlib.suppress(OSError):  # a folder that can only be read
            os.utime(path)  # used now
        return kept

    def save(self, name: str, kept: KeptUnderstanding) -> None:
        """Write an entry, and let the oldest go where there are too many.

        A folder that cannot be written to is said once: it costs the next opening some seconds, and no more.
        """
        try:
            self._save(name, kept)
        except OSError as error:
            log.log(logging.DEBUG if self._failed else logging.WARNING, "nothing understood can be kept: %s", error)
            self._failed = True

    def _save(self, name: str, kept: KeptUnderstanding) -> None:
        understood = Understood(0, len(kept.pages), kept.understanding, kept.text_fingerprint)
        packed = zlib.compress(pickle.dumps((PagesRead(0, 0, kept.pages, ()), understood), protocol=5), 1)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / name
        entry = MAGIC + hashlib.sha256(packed).digest() + packed
        write_whole(path, entry)
        self._room -= len(entry)
        if self._room < 0:
            self._room = self._capacity // SLACK
            remove_oldest(self._folder.iterdir(), self._capacity - self._room, path)


def _of_entry(data: bytes) -> KeptUnderstanding:
    """What the bytes of an entry say.

    Raises:
        ValueError: they are not whole, too large when unpacked, or something else.
        TypeError, zlib.error, pickle.UnpicklingError: they are whole, and no entry of this version.
    """
    packed = data[len(MAGIC) + DIGEST :]
    if not data.startswith(MAGIC) or hashlib.sha256(packed).digest() != data[len(MAGIC) : -len(packed)]:
        raise ValueError("it is not whole")
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(packed, LARGEST_ENTRY)
    if not unpacker.eof:
        raise ValueError("it is too large")
    match loaded(unpacked):
        case (PagesRead(texts=pages), Understood(understanding=understanding, text_fingerprint=fingerprint)):
            return KeptUnderstanding(understanding, fingerprint, pages)
        case _:
            raise ValueError("it is something else")
