"""Writing an export: whole or not at all, and never over the document."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ExportRefused(ValueError):  # noqa: N818 - reads as what it says where it is caught
    """The file must not be written: why, in words."""


def as_bytes(content: str | bytes) -> bytes:
    """What an exporter gave, as it stands in a file: text in UTF-8, in which what it cannot hold is a "?"."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


class UnfinishedFile:
    """A file that is written beside its place, and put there in one step when it is whole.

    ``document`` is the file the notes are on, which is never written to, by whatever name or link. ``beside`` is where
    it is written; nothing is there before somebody makes it. A link stays, and what it leads to is replaced.

    Raises:
        ExportRefused: the path is the document itself.
    """

    def __init__(self, path: Path, document: Path | None = None) -> None:
        if document is not None and _same_file(path, document):
            raise ExportRefused(f"{path} is the document itself, which is never written to; choose another name")
        self.path = path.resolve()
        self.beside = self.path.with_name(f".{self.path.name[:80]}.{secrets.token_hex(4)}.unfinished")

    def finish(self) -> None:
        """Put the file in its place. A file that is replaced leaves its permissions to the new one.

        Raises:
            OSError: that cannot be done; what stood there before still does.
        """
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(self.path, self.beside)
        self.beside.replace(self.path)
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


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle of a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
