"""Who draws the pages of a document: the engine that opened it, or PDFium for those that it draws sooner."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from viewer.formats.engine import DrawsPages, PixelBox, WeighsPages
from viewer.workers.messages.requests import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.formats.engine import Engine, OtherPages, Pixels
    from viewer.model.geometry import PageSize
    from viewer.workers.messages.requests import RenderTile

log = logging.getLogger(__name__)

HEAVY = 100_000
"""Bytes of drawing instructions from which on PDFium draws a page, as a plate or a map has them: it takes a fifth to
two thirds of MuPDF's time. A full page of text has 10,000, and PDFium takes as long; for a scan it takes twice as long.
"""


class PageDrawing:
    """Draws the pages of one document. The same page always by the same, or its strips would not fit each other."""

    def __init__(self, engine: Engine, open_others: Callable[[], OtherPages]) -> None:
        """``open_others`` opens the document with PDFium, which is loaded only when it is needed."""
        self._engine = engine
        self._open_others = open_others
        self._others: OtherPages | None = None
        self._refused: set[int] = set()

    def draw(self, request: RenderTile, size: PageSize) -> Pixels:
        """The pixels that are asked for, of a page of ``size`` points.

        Raises:
            TypeError: the document has no pages to be drawn.
            Exception: whatever the engine raises that was asked for.
        """
        if not isinstance(self._engine, DrawsPages):
            raise TypeError("the pages of this document are lines, not pictures")
        clip = request.clip
        box = None if clip is None else PixelBox(clip.x, clip.y, clip.width, clip.height)
        if request.renderer is Renderer.PDFIUM:
            return self._pdfium().render(request.page, size, request.scale, box)
        if request.renderer is Renderer.QUICKER and self._is_heavy(request.page):
            try:
                return self._pdfium().render(request.page, size, request.scale, box)
            except Exception as error:  # noqa: BLE001 - what PDFium makes of a page must not cost it: MuPDF is left
                log.info("PDFium does not draw page %d, MuPDF does: %s", request.page + 1, error)
                self._refused.add(request.page)
        return self._engine.render(request.page, request.scale, box)

    def close(self) -> None:
        """Let go of the file."""
        if self._others is not None:
            self._others.close()

    def _is_heavy(self, page: int) -> bool:
        if page in self._refused or not isinstance(self._engine, WeighsPages):
            return False
        return self._engine.weight(page) >= HEAVY

    def _pdfium(self) -> OtherPages:
        if self._others is None:
            self._others = self._open_others()
        if self._others.page_count != self._engine.info.page_count:
            raise ValueError("PDFium counts other pages, so it may show another than this one")
        return self._others
