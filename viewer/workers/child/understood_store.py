"""What has been understood of documents, kept on the disk so that one which is opened again says at once what it is.

An entry is named by the file's bytes, the encoding they are read with and the version of the analysis, and tells which
text it is about: it is only shown, not taken for true, before the same text has been read again. Entries are written
whole or not at all; one that is damaged is as if it were not there. The folder is kept within a number of bytes: those
used longest ago go first.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.model.whole_file import remove_oldest, write_whole
from viewer.workers.messages.answers import Understood
from viewer.workers.wire import loaded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from viewer.model.document import Understanding

log = logging.getLogger(__name__)

CAPACITY = 64 << 20
"""Bytes of all entries together: a document of 1,000 pages has some 100,000."""
LARGEST_ENTRY = 64 << 20
"""Bytes of an entry, unpacked."""
MAGIC = b"verbale understood 1\n"
DIGEST = 32
"""Bytes of the SHA-256 that stands before the packed entry."""


@dataclass(frozen=True, slots=True)
class KeptUnderstanding:
    """What was understood of a text. ``text_digest`` is the ``digest_of`` its pages, ``page_lengths`` theirs."""

    understanding: Understanding
    text_fingerprint: str
    text_digest: str
    page_lengths: tuple[int, ...]

    def is_of(self, pages: Sequence[str]) -> bool:
        """Whether these are the pages that it was understood of, to the letter."""
        return self.page_lengths == tuple(map(len, pages)) and self.text_digest == digest_of(pages)


def digest_of(pages: Sequence[str]) -> str:
    """The SHA-256 (hex) of the texts of pages, to the letter."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(page.encode("utf-8", "surrogatepass") + b"\f")
    return digest.hexdigest()


def entry_name(content_hash: str, codec: str, version: str) -> str:
    """The name of the entry of a file, by its bytes' hash, the codec it is read with and what it is understood by."""
    return hashlib.sha256(f"{content_hash}\n{codec}\n{version}".encode()).hexdigest()[:40] + ".understood"


class UnderstoodStore:
    """The entries in a folder, which need not exist."""

    def __init__(self, folder: Path, capacity: int = CAPACITY) -> None:
        self._folder = folder
        self._capacity = capacity

    def load(self, name: str) -> KeptUnderstanding | None:
        """Read an entry; None where it is not there or damaged."""
        path = self._folder / name
        try:
            kept = _of_entry(path.read_bytes())
            os.utime(path)  # used now
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, zlib.error, pickle.UnpicklingError) as error:
            log.warning("%s is damaged: %r", path, error)
            return None
        return kept

    def save(self, name: str, kept: KeptUnderstanding) -> None:
        """Write an entry, and let the oldest go where there are too many.

        Raises:
            OSError: the folder cannot be written to.
        """
        understood = Understood(0, len(kept.page_lengths), kept.understanding, kept.text_fingerprint, kept.page_lengths)
        packed = zlib.compress(pickle.dumps((understood, kept.text_digest), protocol=5), 1)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / name
        write_whole(path, MAGIC + hashlib.sha256(packed).digest() + packed)
        remove_oldest(self._folder.iterdir(), self._capacity, path)


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
        case (Understood() as understood, str(digest)):
            kept = understood.understanding, understood.text_fingerprint, digest, understood.page_lengths
            return KeptUnderstanding(*kept)
        case _:
            raise ValueError("it is something else")
