"""A document whose recognised pages are read from what was recognised, and all others from their own text layer."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.formats.recognition.recognised_store import RecognisedStore, load
from viewer.formats.recognition.word_boxes import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.formats.engine import DrawsPages, Engine
    from viewer.model.geometry import PageSize
    from viewer.model.text import PageGlyphs, PageText

KEPT_PAGES = 4
"""Pages that stay laid out: text and glyphs of a page are often asked for one after the other."""


class RecognisedTexts:
    """The texts of a document that ``engine`` has opened; it still draws the pages, and is closed by whoever opened it.

    ``pages`` are the entries of the recognised pages. One that cannot be read leaves its page with its own text.
    """

    def __init__(self, engine: Engine, drawn: DrawsPages, pages: dict[int, Path]) -> None:
        self._engine = engine
        self._drawn = drawn
        self._pages = pages
        self._laid: OrderedDict[int, tuple[PageText, PageGlyphs]] = OrderedDict()
        # The names say page, languages and engine, and so what was read.
        names = "/".join(f"{page} {entry.name}" for page, entry in sorted(pages.items()))
        self.info = replace(engine.info, text_version=2 + zlib.crc32(names.encode()))

    def page_size(self, page: int) -> PageSize:
        """The true size of a page in points."""
        return self._engine.page_size(page)

    def page_text(self, page: int) -> PageText:
        """The text and lines of a page, recognised where it has been."""
        laid = self._recognised(page)
        return self._engine.page_text(page) if laid is None else laid[0]

    def glyphs(self, page: int) -> tuple[str, PageGlyphs]:
        """The page's text (that of ``page_text``) and where each of its characters is drawn."""
        laid = self._recognised(page)
        return self._drawn.glyphs(page) if laid is None else (laid[0].text, laid[1])

    def close(self) -> None:
        """Let go of what is laid out."""
        self._laid.clear()

    def _recognised(self, page: int) -> tuple[PageText, PageGlyphs] | None:
        if page not in self._pages:
            return None
        if page not in self._laid:
            found = load(self._pages[page])
            if found is None:
                del self._pages[page]
                return None
            self._laid[page] = lay_out(found.words, self.page_size(page), found.recognition, found.turns)
            while len(self._laid) > KEPT_PAGES:
                self._laid.popitem(last=False)
        return self._laid[page]


def texts_of(engine: Engine, drawn: DrawsPages, file: Path, folder: Path) -> RecognisedTexts | None:
    """The texts of an opened file with what has been recognised of it, below ``folder``; None where nothing has."""
    pages = RecognisedStore(folder).pages_of(file)
    known = {page: entry for page, entry in pages.items() if page < engine.info.page_count}
    return RecognisedTexts(engine, drawn, known) if known else None
