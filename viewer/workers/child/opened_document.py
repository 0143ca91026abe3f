"""A document that is open in a worker: its file, its engine, how far its text has been read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.workers.child.drawing import PageDrawing
from viewer.workers.child.reading import Reading
from viewer.workers.child.steps import SLICE, AtPage
from viewer.workers.child.text_index import TextIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from viewer.formats.engine import Engine, OtherPages
    from viewer.model.folded_text import FoldedText
    from viewer.workers.messages.requests import OpenFile


FileState = tuple[int, int, int, int]
"""Device, number, bytes and time of the last change."""


class OpenedDocument:
    """A document that is open in this worker."""

    def __init__(
        self,
        request: OpenFile,
        engine: Engine,
        texts: Engine,
        fold: Callable[[str], FoldedText],
        open_others: Callable[[str, str | None], OtherPages],
        state: FileState | None,
    ) -> None:
        """``texts`` gives the texts of the pages, which may be others than the engine's own: recognised ones.

        ``state`` is the ``state_of`` the file before the engine opened it. ``open_others`` opens the file that the
        pages are in, with its password, to be drawn by another engine.
        """
        self.path = Path(request.path)
        self.engine = engine
        pages = request.pages_from or request.path
        self.drawing = PageDrawing(engine, lambda: open_others(pages, request.password))
        self.texts = texts
        self.reading = Reading(texts, request.skip)
        self.index = TextIndex(self.reading.text, fold)
        self.content_hash = ""
        self.may_be_kept = request.password is None and not (request.careful or request.skip or request.preview)
        """Whether what is understood of it may be kept: nothing of a protected file, or of one that is read in part."""
        self.text_is_its_bytes = not request.pages_from and texts.info.text_version == 1
        """Whether its bytes say what its text is: not where an office program or a recognition has a part in it."""
        self._state = state
        self._careful = request.careful

    def close(self) -> None:
        """Let go of the file."""
        self.drawing.close()
        self.engine.close()

    def identify(self) -> Generator[None, None, None]:
        """Hash the file's bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while part := file.read(2**20):  # about a millisecond's work
                digest.update(part)
                yield None
            self.may_be_kept = self.may_be_kept and _told(os.fstat(file.fileno())) == self._state
        self.content_hash = digest.hexdigest()

    def is_as_opened(self) -> bool:
        """Whether nobody has written to the file, or put another at its place, since it was opened."""
        return self._state is not None and state_of(self.path) == self._state

    def read_on(self) -> Generator[AtPage, None, None]:
        """Read pages for about a slice; where it reads carefully one page, named before."""
        if self._careful:
            yield AtPage(self.reading.pages_read)
            self.reading.read_page()
        else:
            self.reading.read_for(SLICE)


def state_of(file: Path) -> FileState | None:
    """What tells a file from another, and from itself after it has been written to; None where there is none."""
    try:
        return _told(file.stat())
    except OSError:
        return None


def _told(state: os.stat_result) -> FileState:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
