"""Writing an export: whole or not at all, and never over the document."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import time
import zlib
from typing import TYPE_CHECKING

from viewer.model.whole_file import put_in_place

if TYPE_CHECKING:
    from pathlib import Path


LEFT_SECONDS = 24 * 3600.0
"""Age at which an unfinished file is given up whose writer cannot be asked: another machine's, or any on Windows."""
_UNFINISHED = re.compile(r"\..*\.([0-9a-f]{8})-([0-9a-f]+)-[0-9a-f]{8}\.unfinished", re.DOTALL)
"""The names of our unfinished files: of which machine and process."""


class ExportRefused(ValueError):  # noqa: N818 - reads as what it says where it is caught
    """The file must not be written: why, in words."""


def as_bytes(content: str | bytes) -> bytes:
    """What an exporter gave, as it stands in a file: text in UTF-8, in which what it cannot hold is a "?"."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


class UnfinishedFile:
    """A file that is written beside its place, and put there in one step when it is whole.

    ``document`` is the file the notes are on, which is never written to, by whatever name or link. ``beside`` is where
    it is written; nothing is there before somebody makes it. A link stays, and what it leads to is replaced. What
    killed programs have left in the folder is removed.

    Raises:
        ExportRefused: the path is the document itself.
    """

    def __init__(self, path: Path, document: Path | None = None) -> None:
        if document is not None and _same_file(path, document):
            raise ExportRefused(f"{path} is the document itself, which is never written to; choose another name")
        self.path = path.resolve()
        writer = f"{_machine()}-{os.getpid():x}-{secrets.token_hex(4)}"
        self.beside = self.path.with_name(f".{self.path.name[:60]}.{writer}.unfinished")
        _remove_left(self.path.parent)

    def finish(self) -> None:
        """Put the file in its place. A file that is replaced leaves its permissions to the new one.

        Raises:
            OSError: that cannot be done; what stood there before still does.
        """
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(self.path, self.beside)
        put_in_place(self.beside, self.path)
        _flush_folder(self.path.parent)

    def abandon(self) -> None:
        """Remove what has been written so far."""
        self.beside.unlink(missing_ok=True)


def write_export(path: Path, content: str | bytes, *, document: Path | None = None) -> None:
    """Write a file, text in UTF-8: beside its place first, flushed to the disk, then put there in one step.

    ``document`` is the file the notes are on. What is no file (a pipe, a device) is written to as it is.

    Raises:
        ExportRefused: the path is the document itself.
        OSError: the file cannot be written; what stood there before still does.
    """
    unfinished = UnfinishedFile(path, document)
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.write(as_bytes(content))
        return
    try:
        with unfinished.beside.open("xb") as file:
            file.write(as_bytes(content))
            file.flush()
            os.fsync(file.fileno())
        unfinished.finish()
    except BaseException:
        unfinished.abandon()
        raise


def free_name(path: Path) -> Path:
    """The path, or the next of "notes (2).md", "notes (3).md" that stands for nothing yet."""
    number, free = 1, path
    while free.exists() or free.is_symlink():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _same_file(path: Path, document: Path) -> bool:
    try:
        return path.samefile(document)
    except FileNotFoundError:
        return path.resolve() == document.resolve()


def _machine() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _remove_left(folder: Path) -> None:
    """Remove the unfinished files in a folder that nobody is writing any more."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            name = _UNFINISHED.fullmatch(path.name)
            if name is not None and path.is_file() and not _is_written(path, *name.groups()):
                path.unlink(missing_ok=True)


def _is_written(path: Path, machine: str, process: str) -> bool:
    """Whether somebody may still be writing an unfinished file."""
    if machine != _machine() or os.name != "posix":  # Windows ends a process that is asked whether it lives
        return time.time() - path.stat().st_mtime < LEFT_SECONDS
    try:
        os.kill(int(process, 16), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle of a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
