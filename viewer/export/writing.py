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


def write_export(path: Path, content: str | bytes, *, document: Path | None = None) -> None:
    """Write a file, text in UTF-8: beside its place first, flushed to the disk, then put there in one step.

    ``document`` is the file the notes are on, which is never written to, by whatever name or link. A file that is
    replaced leaves its permissions to the new one. What is no file (a pipe, a device) is written to as it is.

    Raises:
        ExportRefused: the path is the document itself.
        OSError: the file cannot be written; what stood there before still does.
    """
    if document is not None and _same_file(path, document):
        raise ExportRefused(f"{path} is the document itself, which is never written to; choose another name")
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.write(as_bytes(content))
        return
    path = path.resolve()  # a link stays, and what it leads to is replaced
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.unfinished")
    try:
        with beside.open("xb") as file:
            file.write(as_bytes(content))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


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
