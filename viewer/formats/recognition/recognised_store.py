"""Recognised pages on the disk, so that a page is recognised once: by content of the file, page, languages and engine.

A folder for each file, named by its length and the SHA-256 of its bytes; in it an entry for each page and choice of
languages. The newest entry of a page is the one that is read. Entries are written whole or not at all; one that is
damaged, or was written by another version of this module, is as if it were not there. The whole is kept within a number
of bytes: the files used longest ago go first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from viewer.formats.recognition.word_boxes import RecognisedWord
from viewer.model.geometry import PageRect
from viewer.model.text import Recognition
from viewer.model.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

CAPACITY = 256 << 20
"""Bytes: some 50,000 pages of print."""
LARGEST_ENTRY = 16 << 20
"""Bytes of a page's entry, unpacked: more than any page of print has words for."""
MAGIC = b"verbale recognised page 1\n"
_ENTRY = re.compile(r"(\d{1,9})\.[A-Za-z0-9_+-]+\.[A-Za-z0-9.-]+\.page")


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What was recognised on a page: the words in reading order, and how.

    The words' boxes are on the page turned by ``turns`` quarters clockwise, as it was read.
    """

    words: tuple[RecognisedWord, ...]
    recognition: Recognition
    turns: int = 0


class RecognisedStore:
    """The recognised pages of all files, in a folder that need not exist."""

    def __init__(self, folder: Path, capacity: int = CAPACITY) -> None:
        self._folder = folder
        self._capacity = capacity

    def pages_of(self, file: Path) -> dict[int, Path]:
        """The entries of a file's pages (from 0). The file is only hashed where one of its length has entries."""
        folder = self.folder_of(file) if self._knows_length_of(file) else None
        newest: dict[int, tuple[int, Path]] = {}
        for path in _listed(folder) if folder is not None else ():
            named = _ENTRY.fullmatch(path.name)
            if named is not None:
                with contextlib.suppress(OSError):
                    page, written = int(named[1]) - 1, path.stat().st_mtime_ns
                    newest[page] = max(newest.get(page, (0, path)), (written, path))
        if folder is not None and newest:
            with contextlib.suppress(OSError):
                os.utime(folder)
        return {page: path for page, (_, path) in newest.items()}

    def entry(self, file: Path, page: int, languages: tuple[str, ...], version: str) -> Path:
        """Where the entry of a page (from 0) is, whether it exists or not.

        Raises:
            OSError: the file cannot be read.
        """
        return entry_in(self.folder_of(file), page, languages, version)

    def save(self, entry: Path, page: RecognisedPage) -> None:
        """Write an entry, and let the oldest files go where there are too many.

        Raises:
            OSError: the folder cannot be written to.
        """
        data = MAGIC + zlib.compress(json.dumps(_as_json(page), separators=(",", ":")).encode("ascii"))
        entry.parent.mkdir(parents=True, exist_ok=True)
        write_whole(entry, data)
        self.prefer(entry)
        self._make_room(entry.parent)

    def prefer(self, entry: Path) -> None:
        """Make an entry that exists the one that is read of its page: the newest.

        The system's clock for files stands still for some milliseconds, so two in haste could be of one age.
        """
        with contextlib.suppress(OSError):
            others = [path.stat().st_mtime_ns for path in _listed(entry.parent) if path != entry]
            newest = max(time.time_ns(), *(other + 1 for other in others), 0)
            os.utime(entry, ns=(newest, newest))

    def folder_of(self, file: Path) -> Path:
        """Where the entries of a file are, as it is now.

        Raises:
            OSError: it cannot be read.
        """
        digest = hashlib.sha256()
        length = 0
        with file.open("rb") as opened:
            while part := opened.read(1 << 20):
                digest.update(part)
                length += len(part)
        return self._folder / f"{length:x}-{digest.hexdigest()}"

    def _knows_length_of(self, file: Path) -> bool:
        try:
            start = f"{file.stat().st_size:x}-"
        except OSError:
            return False
        return any(folder.name.startswith(start) for folder in _listed(self._folder))

    def _make_room(self, kept: Path) -> None:
        """Let files go, those used longest ago first, until the rest fits; the one in use stays."""
        sizes = {folder: sum(_length(path) for path in _listed(folder)) for folder in _listed(self._folder)}
        excess = sum(sizes.values()) - self._capacity
        for folder in sorted(sizes, key=_used_at) if excess > 0 else ():
            if folder == kept or excess <= 0:
                continue
            for path in _listed(folder):
                with contextlib.suppress(OSError):
                    path.unlink()
            with contextlib.suppress(OSError):
                folder.rmdir()
            excess -= sizes[folder]


def entry_in(folder: Path, page: int, languages: tuple[str, ...], version: str) -> Path:
    """The entry of a page (from 0) in the folder of its file."""
    named = "+".join(re.sub(r"[^A-Za-z0-9_-]", "-", language) for language in languages)
    return folder / f"{page + 1}.{named}.{version}.page"


def load(entry: Path) -> RecognisedPage | None:
    """Read an entry; None where it is not there, damaged, or of another version."""
    try:
        data = entry.read_bytes()
        if not data.startswith(MAGIC):
            return None
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data[len(MAGIC) :], LARGEST_ENTRY)
        if not unpacker.eof:
            return None
        return _from_json(json.loads(unpacked))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, zlib.error, RecursionError) as error:
        log.warning("the recognised page %s is damaged: %r", entry, error)
        return None


def _as_json(page: RecognisedPage) -> dict[str, object]:
    recognition = page.recognition
    rects = [word.rect for word in page.words]
    return {
        "engine": recognition.engine,
        "languages": recognition.languages,
        "replaces_text": recognition.replaces_text,
        "turns": page.turns,
        "words": [word.text for word in page.words],
        "boxes": [round(side, 2) for rect in rects for side in (rect.x0, rect.y0, rect.x1, rect.y1)],
    }


def _from_json(loaded: object) -> RecognisedPage:
    """What an entry says.

    Raises:
        ValueError, TypeError, KeyError: it is not what entries are.
    """
    values = cast("Mapping[str, Any]", loaded)
    texts, sides = values["words"], values["boxes"]
    engine, languages, replaces = values["engine"], values["languages"], values["replaces_text"]
    right = isinstance(engine, str) and isinstance(replaces, bool) and all(isinstance(text, str) for text in texts)
    if not right or len(sides) != 4 * len(texts) or not all(isinstance(language, str) for language in languages):
        raise ValueError("not an entry")
    turns = int(values.get("turns", 0)) % 4  # entries from before pages were turned have none
    numbers = [float(side) for side in sides]
    boxes = (PageRect(*numbers[at : at + 4]) for at in range(0, len(numbers), 4))
    words = tuple(RecognisedWord(text, box) for text, box in zip(texts, boxes, strict=True))
    return RecognisedPage(words, Recognition(engine, tuple(languages), replaces), turns)


def _listed(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _used_at(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
