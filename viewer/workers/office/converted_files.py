"""The folder of PDF files that office documents have been converted to: bounded in bytes, nothing taken on trust.

A file is called KEY.DIGEST.pdf: the key tells the document's bytes and the program's version, the digest is that of the
PDF itself, so that one that was cut off or changed since is found out and made anew. A file comes into being under
another name and is renamed when it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model.whole_file import remove_oldest
from viewer.workers.folders import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Generator

log = logging.getLogger(__name__)

MOST_BYTES = 512 * 2**20
"""Of all files together; those used longest ago give way."""
CHUNK = 2**20
WORK = "work-"
LEFT_BEHIND = 24 * 3600.0
"""Seconds after which a folder of work belongs to a process that was killed."""


def converted_folder() -> Path:
    """Where converted files are kept on this system."""
    return FOLDERS.user_cache_path / "converted"


def digest_of(path: Path, copy: Path | None = None) -> str:
    """The SHA-256 of a file's bytes, hex; ``copy`` gets the very bytes that were hashed.

    Raises:
        OSError: it cannot be read, or the copy cannot be written.
    """
    digest = hashlib.sha256()
    with contextlib.ExitStack() as files:
        source = files.enter_context(path.open("rb"))
        target = None if copy is None else files.enter_context(copy.open("wb"))
        while part := source.read(CHUNK):
            digest.update(part)
            if target is not None:
                target.write(part)
    return digest.hexdigest()


class ConvertedFiles:
    """The files in a folder, at most ``most`` bytes of them together."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self.most = most

    @contextlib.contextmanager
    def work_folder(self) -> Generator[Path]:
        """An empty folder beside the files, for as long as a conversion takes.

        Raises:
            OSError: it cannot be made.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=WORK, dir=self.folder))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def find(self, key: str) -> Path | None:
        """The file of a key, proved to be whole; one that is not is removed."""
        for path in sorted(self.folder.glob(f"{key}.*.pdf")):
            with contextlib.suppress(OSError):
                if digest_of(path) == path.name.removesuffix(".pdf").rpartition(".")[2]:
                    os.utime(path)  # used now
                    return path
            log.warning("%s is damaged and is made anew", path)
            with contextlib.suppress(OSError):
                path.unlink()
        return None

    def keep(self, key: str, made: Path) -> Path:
        """Take over a file that has been made; returns where it is. Others give way where it gets too much.

        Raises:
            OSError: the folder cannot be written to.
        """
        path = self.folder / f"{key}.{digest_of(made)}.pdf"
        made.replace(path)
        remove_oldest(self.folder.glob("*.pdf"), self.most, path)
        self._remove_left_behind()
        return path

    def _remove_left_behind(self) -> None:
        """Remove the folders of work that processes have left which were killed."""
        for work in self.folder.glob(f"{WORK}*"):
            with contextlib.suppress(OSError):
                if time.time() - work.stat().st_mtime > LEFT_BEHIND:
                    shutil.rmtree(work, ignore_errors=True)
