"""What a document's pages are drawn from, once for all views of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.ui.page.glyph_store import GlyphStore
from viewer.ui.page.pixels import CAPACITY, PagePixels

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument


class PageSources(QObject):
    """The pixels and the glyphs of one document: what two views of it show is asked for, and kept, once."""

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels = PagePixels(document, self)
        self.glyphs = GlyphStore(document, self)

    def share_memory(self, documents: int) -> None:
        """Keep the part of the memory for pixels that is left to one of so many documents on the screen."""
        self.pixels.keep_within(CAPACITY // documents)
