"""A document that is open in a worker: its file, its engine, how far its text has been read."""

from __future__ import annotations

import hashlib
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


class OpenedDocument:
    """A document that is open in this worker."""

    def __init__(
        self,
        request: OpenFile,
        engine: Engine,
        texts: Engine,
        fold: Callable[[str], FoldedText],
        open_others: Callable[[str, str | None], OtherPages],
    ) -> None:
        """``texts`` gives the texts of the pages, which may be others than the engine's own: recognised ones.

        ``open_others`` opens the file that the pages are in, with its password, to be drawn by another engine.
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
        self.content_hash = digest.hexdigest()

    def read_on(self) -> Generator[AtPage, None, None]:
        """Read pages for about a slice; where it reads carefully one page, named before."""
        if self._careful:
            yield AtPage(self.reading.pages_read)
            self.reading.read_page()
        else:
            self.reading.read_for(SLICE)
