"""Pixels of PDF pages by PDFium, for pages that MuPDF draws late or not at all. The only module that imports pypdfium2.

It runs in worker processes only. Pixels and nothing else: the characters PDFium reads are counted differently, so its
text could not be told apart from the text of record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2

from viewer.formats.engine import PixelBox, Pixels, whole_page
from viewer.formats.file_names import name_in_utf8
from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from viewer.model.geometry import PageSize

MOST_READ = 8
"""Pages, after which the file is opened anew: PDFium keeps all that it has read of one, the plates of an atlas as well.
"""

pdfium: Any = pypdfium2
"""pypdfium2's types stop at its C functions; through this name that is said once."""


class PdfiumPages:
    """The pages of an open document, to be drawn."""

    def __init__(self, path: str, password: str | None = None) -> None:
        """Open a PDF.

        Raises:
            CannotOpen: PDFium cannot read it.
        """
        self._path = path
        self._password = password
        self._document = self._opened()
        self._pages: dict[int, Any] = {}

    def _opened(self) -> Any:
        try:
            with name_in_utf8(self._path) as name:
                document = pdfium.PdfDocument(name, password=self._password)
            document.init_forms()  # else the fields of a form are left empty; no script is run, and this build has none
        except (pdfium.PdfiumError, FileNotFoundError) as error:
            advice = f"PDFium cannot read it either: {error}."
            raise CannotOpen(FileProblem.DAMAGED, self._path, advice) from error
        return document

    @property
    def page_count(self) -> int:
        """How many pages PDFium has found."""
        return len(self._document)

    def render(self, page: int, size: PageSize, scale: float, clip: PixelBox | None = None) -> Pixels:
        """Render a part (None: the whole) of a page of ``size`` points at ``scale`` pixels a point, on white paper.

        The page is fitted to ``size``, so that its pixels lie where MuPDF's would.
        """
        whole = whole_page(size, scale)
        clip = clip or whole
        loaded = self._page(page)
        bitmap = pdfium.PdfBitmap.new_native(clip.width, clip.height, pdfium.raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, clip.width, clip.height)
        flags = pdfium.raw.FPDF_ANNOT | pdfium.raw.FPDF_REVERSE_BYTE_ORDER
        drawn = bitmap, loaded, -clip.x, -clip.y, whole.width, whole.height, 0, flags
        pdfium.raw.FPDF_RenderPageBitmap(*drawn)
        if self._document.formenv:
            pdfium.raw.FPDF_FFLDraw(self._document.formenv, *drawn)
        return Pixels(clip, int(bitmap.stride), bytes(bitmap.buffer))

    def _page(self, page: int) -> Any:
        """A page, read once for all the strips in which it is drawn."""
        if page not in self._pages:
            if len(self._pages) >= MOST_READ:
                anew = self._opened()
                self.close()
                self._document = anew
            self._pages[page] = self._document[page]
        return self._pages[page]

    def close(self) -> None:
        """Let go of the file."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._document.close()
