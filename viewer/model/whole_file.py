"""Files that are written whole or not at all, and folders of them that are kept within a number of bytes."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TRIES = 5 if os.name == "nt" else 1
"""How often it is tried: on Windows nobody can replace a file that another program, such as a virus scanner, reads."""
PAUSE = 0.05
"""Seconds between two tries."""


def put_in_place(new: Path, path: Path) -> None:
    """Let a file that is whole take the place of another, or a place where there is none.

    Raises:
        OSError: that cannot be done; both are as they were.
    """
    for left in reversed(range(TRIES)):
        try:
            new.replace(path)
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE)
        else:
            return


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then replace, so that a crash leaves the old file or the new one. The folder is there already.

    Its owner alone may read it. It is not flushed to the disk, as what must survive a loss of power has to be.

    Raises:
        OSError: the folder cannot be written to; what stood there before still does.
    """
    import tempfile  # noqa: PLC0415 - 5 ms, and who is loaded at the start reads such files and does not write them

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(data)
            file.close()
            put_in_place(beside, path)
        except BaseException:
            file.close()
            beside.unlink(missing_ok=True)
            raise


def remove_oldest(files: Iterable[Path], capacity: int, kept: Path) -> None:
    """Remove files, those used longest ago first, until the rest has no more bytes together; what is gone is gone.

    ``kept`` is one of them, which stays whatever its size.
    """
    known: list[tuple[bool, float, int, Path]] = []
    for path in files:
        with contextlib.suppress(OSError):
            state = path.stat()
            known.append((path == kept, state.st_mtime, state.st_size, path))
    left = capacity
    for is_kept, _, size, path in sorted(known, reverse=True):
        left -= size
        if left < 0 and not is_kept:
            with contextlib.suppress(OSError):  # somebody reads it, on Windows
                path.unlink()
