"""What MuPDF draws and reads: PDF, and the kinds that others here make of other files for it.

The only module that imports PyMuPDF; it runs in worker processes only.

PyMuPDF is not safe in threads and holds the interpreter lock while it works, so nothing here may be called in the
window's process.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

# PyMuPDF 2 loads an ONNX run-time and layout models when it finds them: 0.8 s and 91 MB that nothing here uses.
# A name that is None in sys.modules cannot be imported, and PyMuPDF goes on without it.
for _unwanted in ("pymupdf.layout", "pymupdf4llm"):
    sys.modules[_unwanted] = None  # pyright: ignore[reportArgumentType] - None is how an import is blocked

import pymupdf

from viewer.formats.engine import PixelBox, Pixels, whole_page
from viewer.formats.file_names import name_in_utf8
from viewer.formats.mupdf_errors import is_of_unknown_protection, memory_errors, raise_if_out_of_memory
from viewer.formats.pdf.beside import remarks_on
from viewer.formats.pdf.blank_pages import is_blank
from viewer.formats.pdf.links import links_of
from viewer.formats.pdf.marks import PdfCopy, marks_of
from viewer.formats.pdf.outline import outline_of
from viewer.formats.pdf.page_boxes import mend_boxes
from viewer.formats.pdf.page_labels import labels_of
from viewer.formats.pdf.page_tree import count_again
from viewer.formats.pdf.weight import weight_of
from viewer.formats.text_layer.arabic_kashidas import name_kashidas
from viewer.formats.text_layer.arabic_order import ARABIC, MARKS
from viewer.formats.text_layer.page_parts import safe, text_and_glyphs, text_and_lines
from viewer.formats.text_layer.text_blocks import (
    Json,
    has,
    has_nameless_marks,
    lines_of,
    name_signs,
    put_in_reading_order,
    take_nameless_marks,
    with_texts,
)
from viewer.formats.wide_paper import display_list_of, paper_of, widest_paper
from viewer.model.document import (
    CannotOpen,
    DocumentInfo,
    FileProblem,
    OutlineEntry,
    PageKind,
)
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PageText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viewer.model.link import PageLink
    from viewer.model.mark import Mark
    from viewer.model.text import PageGlyphs

mupdf: Any = pymupdf
"""PyMuPDF has no usable types; through this name that is said once. What is returned from here is typed."""

mupdf.TOOLS.mupdf_display_errors(False)  # what matters is raised as well
mupdf.TOOLS.mupdf_display_warnings(False)


def _no_outline_yet(_document: object) -> None:
    """What PyMuPDF finds in place of the outline that it reads whenever it opens a file.

    That took 0.4 s for 9,000 entries, and a process for those that are too deep. ``outline_of`` reads it when asked.
    """


mupdf.Document._loadOutline = _no_outline_yet

TEXT_FLAGS = int(mupdf.TEXTFLAGS_DICT) & ~int(mupdf.TEXT_PRESERVE_IMAGES) & ~int(mupdf.TEXT_PRESERVE_LIGATURES)
"""Without images (they cost 6 times the text) and with ligatures as their letters; hyphens stay where they stand."""
_EACH_GLYPH = (TEXT_FLAGS | int(mupdf.TEXT_IGNORE_ACTUALTEXT)) & ~int(mupdf.TEXT_USE_CID_FOR_UNKNOWN_UNICODE)
"""The text of each glyph by its font's map, nothing told besides, and none made up."""

KNOWN_SIZES = 8
"""Pages whose size is read at once; opening must not depend on the number of pages."""

NEAR_THE_FRONT = 64
"""Pages that are found without a list of all."""

KEPT_DISPLAY_LISTS = 12

LONGEST_MAKER = 60

DAMAGED = "The file is damaged and cannot be repaired. Get another copy of it."
LOCKED_OTHERWISE = (
    "The file is protected for certain readers, or for the one program that it was made for, and a password does not "
    "open it here. Ask for a copy without that protection."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document without pages of its own is laid out on: width and height in points, and the type's size.

    It is the same in the window and on the command line, whatever the window's size, so that offsets and page numbers
    mean the same everywhere.
    """

    width: float
    height: float
    type_size: float


def open_pdf(path: str, password: str | None = None) -> MuPdfDocument:
    """Open a PDF.

    Raises:
        CannotOpen: it is damaged beyond repair, or encrypted and the password does not fit.
    """
    return open_with_mupdf(path, "pdf", password=password)


def open_with_mupdf(
    path: str,
    kind: str,
    *,
    password: str | None = None,
    data: bytes | None = None,
    files: Mapping[str, bytes] | None = None,
    sheet: Sheet | None = None,
) -> MuPdfDocument:
    """Open a file as the ``kind`` that MuPDF knows it by, or ``data`` in its place; that is empty in no case.

    ``files`` are what the document may refer to, by the names it uses; nothing else is read, and nothing is fetched.
    ``sheet`` is what a reflowable document is laid out on.

    Raises:
        CannotOpen: it is damaged beyond repair, or encrypted and the password does not fit.
    """
    try:
        with name_in_utf8(path) as name:
            document = mupdf.open(
                None if data is not None else name, stream=data, filetype=kind, archive=_archive(files)
            )
        if sheet is not None and document.is_reflowable:
            document.layout(width=sheet.width, height=sheet.height, fontsize=sheet.type_size)
    except Exception as error:
        raise_if_out_of_memory(error)
        if is_of_unknown_protection(error):
            raise CannotOpen(FileProblem.UNSUPPORTED, path, LOCKED_OTHERWISE) from error
        raise CannotOpen(FileProblem.DAMAGED, path, DAMAGED) from error
    try:
        _unlock(document, path, password)
        _check_pages(document, path)
    except BaseException:
        document.close()
        raise
    file = path if kind == "pdf" and data is None else ""
    return MuPdfDocument(document, kind, file, password)


def _unlock(document: Any, path: str, password: str | None) -> None:
    if document.needs_pass and not (password and document.authenticate(password)):
        what = ". It needs its password to be opened." if password is None else ", and this is not its password."
        raise CannotOpen(FileProblem.ENCRYPTED, path, f"The file is protected{what}")


def _check_pages(document: Any, path: str) -> None:
    try:
        with memory_errors():
            count = _count_pages(document)
    except MemoryError:
        raise
    except Exception as error:  # a page tree that runs in circles, or says that it has pages it has not
        raise CannotOpen(FileProblem.DAMAGED, path, DAMAGED) from error
    if count < 1:
        raise CannotOpen(FileProblem.DAMAGED, path, "The file has no pages. Get another copy of it.")


def _count_pages(document: Any) -> int:
    try:
        return int(document.page_count)
    except Exception:
        if not document.is_pdf:
            raise
        return count_again(document, mupdf)


def _archive(files: Mapping[str, bytes] | None) -> Any:
    if not files:
        return None
    archive = mupdf.Archive()
    for name, data in files.items():
        archive.add(data, name)
    return archive


class MuPdfDocument:
    """An open document of MuPDF: draws its pages and reads their text."""

    def __init__(
        self,
        document: Any,
        format: str,  # noqa: A002 - the name it has in DocumentInfo
        file: str = "",
        password: str | None = None,
    ) -> None:
        """``file`` is that of a PDF, which can be copied; empty for others."""
        self._document = document
        self._file = file
        self._password = password
        self._display_lists: OrderedDict[int, Any] = OrderedDict()
        self._papers: dict[int, Any] = {}
        self._finds_pages_by_map = not document.is_pdf
        self._expects_arabic = False
        self._expects_twice = False
        if document.is_pdf:
            mupdf.mupdf.pdf_set_page_tree_cache(mupdf._as_pdf_document(document), 0)
        count = int(document.page_count)
        self.info = DocumentInfo(
            format=format,
            page_count=count,
            page_kind=PageKind.RASTER,
            page_sizes=tuple(self.page_size(page) for page in range(min(count, KNOWN_SIZES))),
            page_labels=labels_of(document, count),
            # PyMuPDF cannot be asked what another kind of file permits: it raises.
            may_print=not document.is_pdf or bool(int(document.permissions) & int(mupdf.PDF_PERM_PRINT)),
            repaired=bool(document.is_pdf and document.is_repaired),
            remarks=remarks_on(document, mupdf.mupdf) if document.is_pdf else (),
        )

    def _page(self, page: int) -> Any:
        if page >= NEAR_THE_FRONT:
            self._map_pages()
        loaded = self._document[page]
        if self._document.is_pdf:
            mend_boxes(loaded, mupdf.mupdf)
        return loaded

    def _map_pages(self) -> None:
        """Let MuPDF list all pages, as it otherwise does for the first: 35 ms for 10,000 that the first would wait for.

        Without the list it counts through the pages before one, which takes no time near the front.
        """
        if not self._finds_pages_by_map:
            self._finds_pages_by_map = True
            mupdf.mupdf.pdf_set_page_tree_cache(mupdf._as_pdf_document(self._document), 1)

    def page_size(self, page: int) -> PageSize:
        """The size of a page as it is shown, rotation applied, in points; A4 for a page that cannot be loaded."""
        try:
            rect = self._paper(page)
        except Exception:  # noqa: BLE001 - MuPDF raises whatever the damaged page makes it raise
            return PageSize(595, 842)
        return PageSize(max(1.0, float(rect.width)), max(1.0, float(rect.height)))

    def _paper(self, page: int) -> Any:
        """A page as it is shown: its crop box, turned, in the file's unit; as wide as the text that MuPDF lays out."""
        if not self._document.is_reflowable:
            return self._page(page).rect
        if page not in self._papers:
            self._text_page(page)
        return self._papers[page]

    def can_be_loaded(self, page: int) -> bool:
        """Whether MuPDF makes anything of a page; it opens files of which it can read none."""
        try:
            self._page(page)
        except Exception:  # noqa: BLE001 - as above
            return False
        return True

    @property
    def maker(self) -> str:
        """The program that says it has made the file ("LibreOffice 7.4"); empty where none does."""
        try:
            return " ".join(safe(str(self._document.metadata.get("producer") or "")).split())[:LONGEST_MAKER]
        except Exception:  # noqa: BLE001 - a nicety, as labels are
            return ""

    # -- pixels -------------------------------------------------------------------------------------------------------

    def render(self, page: int, scale: float, clip: PixelBox | None = None) -> Pixels:
        """Render a part (None: the whole) of a page at ``scale`` pixels a point, on white paper."""
        display_list = self._display_list(page)
        if clip is None:
            clip = whole_page(self.page_size(page), scale)
        origin = display_list.rect.top_left
        matrix = mupdf.Matrix(1, 0, 0, 1, -origin.x, -origin.y) * mupdf.Matrix(scale, scale)
        box = mupdf.IRect(clip.x, clip.y, clip.x + clip.width, clip.y + clip.height)
        # The clip is given in the page's own points; MuPDF rounds it outward to whole pixels, so it is cut again.
        with memory_errors():
            pixmap = display_list.get_pixmap(matrix=matrix, colorspace=mupdf.csRGB, alpha=0, clip=box / matrix)
        if (pixmap.x, pixmap.y, pixmap.width, pixmap.height) != (clip.x, clip.y, clip.width, clip.height):
            pixmap = _cut(pixmap, box)
        return Pixels(clip, int(pixmap.stride), bytes(pixmap.samples_mv))  # of `samples` this would be a second copy

    def weight(self, page: int) -> int:
        """The bytes of a page's drawing instructions, as the file has them; 0 where the pages are in no PDF's file."""
        return weight_of(self._page(page), mupdf.mupdf) if self._file else 0

    def pictures(self, page: int) -> tuple[PageRect, ...]:
        """The pictures of a page, in points of the page as it is shown."""
        loaded = self._page(page)
        boxes = (mupdf.Rect(info["bbox"]) * loaded.rotation_matrix for info in loaded.get_image_info())
        return tuple(PageRect(*map(float, (box.x0, box.y0, box.x1, box.y1))) for box in boxes)

    def links(self, page: int) -> tuple[PageLink, ...]:
        """The links of a page, in points of the page as it is shown."""
        self._map_pages()  # a link's page is found by walking up the tree
        return links_of(self._document, self._page(page), mupdf)

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The file's own outline."""
        self._map_pages()
        return outline_of(self._document, mupdf)

    def _is_blank(self, page: int) -> bool:
        try:
            return is_blank(self._page(page), mupdf.mupdf)
        except Exception:  # noqa: BLE001 - a page that cannot be drawn to its end has something on it
            return False

    def _display_list(self, page: int) -> Any:
        known = self._display_lists.get(page)
        if known is None:
            with memory_errors():
                if self._document.is_reflowable:
                    known = display_list_of(self._page(page), self._paper(page), mupdf)
                else:
                    known = self._page(page).get_displaylist()
            self._display_lists[page] = known
            while len(self._display_lists) > KEPT_DISPLAY_LISTS:
                self._display_lists.popitem(last=False)
        self._display_lists.move_to_end(page)
        return known

    # -- marks --------------------------------------------------------------------------------------------------------

    def marks(self, page: int) -> Iterator[Mark]:
        """The marks of a page as they are in the file; none of what is no PDF."""
        return marks_of(self._page(page), page) if self._file else iter(())

    def marked_copy(self, target: str) -> PdfCopy:
        """Begin a copy in a file that is not there yet.

        Raises:
            OSError: it cannot be written, or the file's protection does not allow notes.
            TypeError: it is no PDF.
        """
        if not self._file:
            raise TypeError("only a PDF can hold notes as annotations")
        return PdfCopy(mupdf, self._file, target, self._password)

    # -- text ---------------------------------------------------------------------------------------------------------

    def page_text(self, page: int) -> PageText:
        """The text and lines of a page, in the order of its content."""
        text, lines = text_and_lines(self._blocks(page))
        return PageText(text, self.page_size(page), lines, blank=not text.strip() and self._is_blank(page))

    def glyphs(self, page: int) -> tuple[str, PageGlyphs]:
        """The page's text (that of ``page_text``) and where each of its characters is drawn."""
        return text_and_glyphs(self._blocks(page, spelled=True))

    def _blocks(self, page: int, *, spelled: bool = False) -> list[Json]:
        """The blocks of a page, ``spelled`` down to each character; Arabic in the order in which it is read.

        That order needs each character. What one page was like the next is taken to be like, too: to spell costs twice
        what blocks do, and what is told twice is not spelled for that.
        """
        at_once = (spelled or self._expects_arabic) and not self._expects_twice
        text_page = self._text_page(page)
        blocks = _spelled(text_page) if at_once else cast("list[Json]", text_page.extractDICT()["blocks"])
        self._expects_arabic = has(ARABIC, blocks)
        # LibreOffice gives the text of glyphs that stand for several letters besides, and draws marks before their
        # letters, which is more than MuPDF unites: it gives both.
        self._expects_twice = self._expects_arabic and self._by_libreoffice and has(MARKS, blocks)
        if not at_once and not self._expects_twice and (spelled or self._expects_arabic):
            blocks = _spelled(text_page)
        united = False
        if self._expects_twice or (self._expects_arabic and self._by_libreoffice and has_nameless_marks(blocks)):
            blocks = _spelled(self._text_page(page, _EACH_GLYPH))
            united = take_nameless_marks(blocks)
        if self._expects_arabic:
            put_in_reading_order(blocks, turned=not self._document.is_reflowable, united=united)
            if self._by_libreoffice:
                name_kashidas(lines_of(blocks))
        return blocks

    @cached_property
    def _by_libreoffice(self) -> bool:
        return self.maker.startswith("LibreOffice")

    def _text_page(self, page: int, flags: int = TEXT_FLAGS) -> Any:
        # Page.get_text measures on the page before its rotation, and turns the page in the file for that; this is what
        # it calls, on the page as it is shown.
        with memory_errors():
            loaded = self._page(page)
            paper = widest_paper(loaded, mupdf) if self._document.is_reflowable else None
            text_page = mupdf.TextPage(loaded._get_textpage(clip=paper, flags=flags))
        if paper is not None and page not in self._papers:
            self._papers[page] = paper_of(loaded, text_page, mupdf)
        return text_page

    def close(self) -> None:
        """Let go of the file."""
        self._display_lists.clear()
        self._document.close()


def _spelled(text_page: Any) -> list[Json]:
    try:
        found = text_page.extractRAWDICT()
    except SystemError:  # PyMuPDF has met a sign that is no character
        name_signs(text_page, mupdf.mupdf)
        found = text_page.extractRAWDICT()
    return with_texts(cast("list[Json]", found["blocks"]))


def _cut(pixmap: Any, box: Any) -> Any:
    """The part of a pixmap in ``box``, white where it has none."""
    cut = mupdf.Pixmap(mupdf.csRGB, box, False)
    cut.clear_with(255)
    cut.copy(pixmap, box & pixmap.irect)
    return cut
