"""Pixels of PDF pages by PDFium, for pages that MuPDF cannot draw. The only module that imports pypdfium2.

It runs in worker processes only. Pixels and nothing else: the characters PDFium reads are counted differently, so its
text could not be told apart from the text of record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2

from viewer.formats.engine import PixelBox, Pixels, whole_page
from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from viewer.model.geometry import PageSize

pdfium: Any = pypdfium2
"""pypdfium2's types stop at its C functions; through this name that is said once."""


class PdfiumPages:
    """The pages of an open document, to be drawn."""

    def __init__(self, path: str, password: str | None = None) -> None:
        """Open a PDF.

        Raises:
            CannotOpen: PDFium cannot read it.
        """
        try:
            self._document = pdfium.PdfDocument(path, password=password)
        except pdfium.PdfiumError as error:
            raise CannotOpen(FileProblem.DAMAGED, path, f"PDFium cannot read it either: {error}.") from error

    def render(self, page: int, size: PageSize, scale: float, clip: PixelBox | None = None) -> Pixels:
        """Render a part (None: the whole) of a page of ``size`` points at ``scale`` pixels a point, on white paper.

        The page is fitted to ``size``, so that its pixels lie where MuPDF's would.
        """
        whole = whole_page(size, scale)
        clip = clip or whole
        loaded = self._document[page]
        try:
            bitmap = pdfium.PdfBitmap.new_native(clip.width, clip.height, pdfium.raw.FPDFBitmap_BGR)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, clip.width, clip.height)
            flags = pdfium.raw.FPDF_ANNOT | pdfium.raw.FPDF_REVERSE_BYTE_ORDER
            pdfium.raw.FPDF_RenderPageBitmap(bitmap, loaded, -clip.x, -clip.y, whole.width, whole.height, 0, flags)
            return Pixels(clip, int(bitmap.stride), bytes(bitmap.buffer))
        finally:
            loaded.close()

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()
