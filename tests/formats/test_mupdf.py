"""PDF in MuPDF: sizes, text and glyphs in the one coordinate, pixels, labels and the outline."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import pdf_papers
from papers.pdf_file import PdfFile

from viewer.formats import mupdf as mupdf_module
from viewer.formats.engine import DrawsPages, PixelBox
from viewer.formats.mupdf import NEAR_THE_FRONT, MuPdfDocument, open_pdf
from viewer.formats.text_layer.page_parts import text_and_lines
from viewer.model.document import PageKind
from viewer.model.geometry import PageRect, PageSize

if TYPE_CHECKING:
    from pathlib import Path

DARK = 128
"""A sample below it is ink."""


@pytest.fixture
def opened(tmp_path: Path):
    documents: list[MuPdfDocument] = []

    def write_and_open(data: bytes) -> MuPdfDocument:
        path = tmp_path / f"{len(documents)}.pdf"
        path.write_bytes(data)
        documents.append(open_pdf(str(path)))
        return documents[-1]

    yield write_and_open
    for document in documents:
        document.close()


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    """A document of a page whose text layer says whatever is asked."""
    path = tmp_path_factory.mktemp("letters") / "letters.pdf"

    def write_and_open(*lines: str) -> MuPdfDocument:
        path.write_bytes(pdf_papers.text_layer(*lines))
        return open_pdf(str(path))

    return write_and_open


def page_with(entries: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    """A page with one word 72 points from its left and 72 from its top edge, before the entries change that."""
    return pdf_papers.text_pages("Hamlet", entries=entries, size=size)


def ink(document: MuPdfDocument, page: int, scale: float) -> PageRect:
    """Where there is ink on a page, in points."""
    pixels = document.render(page, scale)
    rows = [pixels.data[at : at + 3 * pixels.box.width : 3] for at in range(0, len(pixels.data), pixels.stride)]
    inked = [number for number, row in enumerate(rows) if min(row) < DARK]
    columns = [number for number in range(pixels.box.width) if any(rows[row][number] < DARK for row in inked)]
    return PageRect(columns[0] / scale, inked[0] / scale, (columns[-1] + 1) / scale, (inked[-1] + 1) / scale)


# -- sizes ------------------------------------------------------------------------------------------------------------

SHAPES = {
    "plain": ("", PageSize(595, 842)),
    "turned": ("/Rotate 90", PageSize(842, 595)),
    "upside down": ("/Rotate 180", PageSize(595, 842)),
    "turned back": ("/Rotate -90", PageSize(842, 595)),
    "cut": ("/CropBox [50 650 350 800]", PageSize(300, 150)),
    "cut and turned": ("/CropBox [50 650 350 800] /Rotate 270", PageSize(150, 300)),
    "cut wider than the sheet": ("/CropBox [-90 -90 9000 9000]", PageSize(595, 842)),
    "large units": ("/UserUnit 2", PageSize(1190, 1684)),
    "all at once": ("/CropBox [50 650 350 800] /Rotate 90 /UserUnit 2", PageSize(300, 600)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_has_the_size_it_is_shown_in(opened, shape: str):
    entries, size = SHAPES[shape]
    document = opened(page_with(entries))
    assert document.page_size(0) == size
    assert document.info.page_sizes == (size,)
    assert document.page_text(0).size == size
    whole = document.render(0, 1.0).box
    assert (whole.width, whole.height) == (size.width, size.height)


@pytest.mark.parametrize("shape", SHAPES)
def test_glyphs_and_lines_lie_on_the_ink_however_the_page_is_turned(opened, shape: str):
    document = opened(page_with(SHAPES[shape][0]))
    drawn = ink(document, 0, 4.0)
    text, glyphs = document.glyphs(0)
    assert text == "Hamlet\n"
    word = glyphs.rect(0)
    for offset in range(1, 6):
        word = word.united(glyphs.rect(offset))
    (line,) = document.page_text(0).lines
    slack = 6.5 * (2 if "UserUnit" in SHAPES[shape][0] else 1)  # a glyph's box has room above and below the letter
    for box in (word, line.rect):
        assert box.x0 - 0.5 <= drawn.x0 < box.x0 + slack
        assert box.y0 - 0.5 <= drawn.y0 < box.y0 + slack
        assert box.x1 - slack < drawn.x1 <= box.x1 + 0.5
        assert box.y1 - slack < drawn.y1 <= box.y1 + 0.5


@pytest.mark.parametrize("paper", [pdf_papers.arabic_annex, pdf_papers.chinese_report])
def test_every_letter_that_draws_something_has_ink_in_its_box(opened, paper):
    document = opened(paper())
    text, glyphs = document.glyphs(0)
    scale = 4.0
    letters = [offset for offset, letter in enumerate(text) if letter.isalpha()]
    assert len(letters) > 20
    for offset in letters:
        rect = glyphs.rect(offset)
        box = PixelBox(
            int(rect.x0 * scale), int(rect.y0 * scale), int(rect.width * scale) + 1, int(rect.height * scale) + 1
        )
        assert min(document.render(0, scale, box).data) < DARK, text[offset]


def test_what_is_no_page_is_an_empty_sheet_and_the_others_are_fine(opened):
    document = opened(pdf_papers.broken_page())
    assert document.info.page_count == 3
    assert document.page_size(1) == PageSize(612, 792)  # MuPDF's own for a page without a size
    assert document.page_text(1).text == ""
    assert document.page_text(2).text == "Page 3 is fine.\n"
    assert document.page_size(99) == PageSize(595, 842)  # one that cannot be loaded at all


# -- text -------------------------------------------------------------------------------------------------------------

ANY_LINE = st.text(
    st.characters() | st.sampled_from("\f\0\n\r\u2028\ud800ﬁﻻلاaА大\u200f\u00ad \u0301"), min_size=1, max_size=30
)


@given(st.lists(ANY_LINE, min_size=1, max_size=4))
def test_text_glyphs_and_lines_agree_whatever_the_layer_says(letters, lines: list[str]):
    document = letters(*lines)
    read = document.page_text(0)
    text, glyphs = document.glyphs(0)
    document.close()
    assert text == read.text
    assert len(glyphs) == len(text)
    assert "\f" not in text
    text.encode()  # no lone surrogates
    assert glyphs.lines == tuple((line.start, line.end) for line in read.lines)
    assert len(glyphs.rtl) == len(glyphs.lines)
    assert text == "".join(text[line.start : line.end] + "\n" for line in read.lines)
    for line in read.lines:
        assert "".join(text[run.start : run.end] for run in line.runs) == text[line.start : line.end]
        assert [run.start for run in line.runs[1:]] == [run.end for run in line.runs[:-1]]


def test_words_are_read_as_they_stand(opened):
    document = opened(pdf_papers.text_pages(["The Permanent Mission", "has the honour"], "A second page"))
    assert document.page_text(0).text == "The Permanent Mission\nhas the honour\n"
    assert [line.runs[0].size for line in document.page_text(0).lines] == [12, 12]
    assert document.page_text(1).text == "A second page\n"


def test_arabic_is_read_in_logical_order_and_known_to_run_from_the_right(opened):
    document = opened(pdf_papers.arabic_annex())
    text, glyphs = document.glyphs(0)
    assert [" ".join(line.split()) for line in text.splitlines()] == list(pdf_papers.ARABIC_LINES)
    assert set(glyphs.rtl) == {True}
    first, second = glyphs.rect(0), glyphs.rect(1)
    assert second.x1 <= first.x0 + 0.1


def test_chinese_is_read_without_blanks(opened):
    document = opened(pdf_papers.chinese_report())
    text, glyphs = document.glyphs(0)
    assert text.splitlines() == list(pdf_papers.CHINESE_LINES)
    assert set(glyphs.rtl) == {False}


def test_ligatures_are_their_letters_and_a_hyphen_stays(opened):
    read = opened(pdf_papers.text_layer("oﬃce resolu-", "tion")).page_text(0)
    assert read.text == "office resolu-\ntion\n"


def test_the_end_of_a_line_has_an_empty_box_behind_its_last_letter(opened):
    _text, glyphs = opened(page_with()).glyphs(0)
    last, end = glyphs.rect(5), glyphs.rect(6)
    assert (end.x0, end.x1, end.y0) == (last.x1, last.x1, last.y0)


def test_a_scan_has_no_text(opened):
    document = opened(pdf_papers.scan())
    assert document.page_text(0).text == ""
    text, glyphs = document.glyphs(0)
    assert (text, len(glyphs), glyphs.lines) == ("", 0, ())


def test_reading_text_changes_nothing_in_the_page(opened):
    document = opened(page_with("/Rotate 90"))
    before = document.render(0, 1.0)
    document.page_text(0)
    document.glyphs(0)
    document._display_lists.clear()
    assert document.render(0, 1.0) == before


# -- pixels -----------------------------------------------------------------------------------------------------------


@given(
    st.integers(-60, 600),
    st.integers(-60, 900),
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from([0.3, 1.0, 1.37, 2.0]),
)
def test_a_part_of_a_page_is_the_same_part_of_the_whole(sample_pdf, x, y, width, height, scale):
    document = open_pdf(str(sample_pdf))
    whole = document.render(1, scale)
    part = document.render(1, scale, PixelBox(x, y, width, height))
    document.close()
    assert part.box == PixelBox(x, y, width, height)
    assert len(part.data) == part.stride * height
    for row in range(height):
        for column in (0, width // 2, width - 1):
            there = (x + column, y + row)
            got = part.data[row * part.stride + 3 * column :][:3]
            if 0 <= there[0] < whole.box.width and 0 <= there[1] < whole.box.height:
                assert got == whole.data[there[1] * whole.stride + 3 * there[0] :][:3]


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(0.5, 298, 421), (1.5, 893, 1263), (0.0001, 1, 1), (0.1, 60, 84)]
)
def test_the_whole_has_as_many_pixels_as_the_window_counts(opened, scale: float, width: int, height: int):
    box = opened(page_with()).render(0, scale).box
    assert (box.width, box.height) == (width, height)  # halves are rounded up, the even ones too


def test_the_whole_is_drawn_on_white_paper_in_colour(opened):
    file = PdfFile()
    file.page("1 0 0 rg 0 0 300 842 re f")
    pixels = opened(file.to_bytes()).render(0, 1.0)
    assert pixels.data[: 3 * 2] == b"\xff\0\0" * 2
    assert pixels.data[3 * 400 : 3 * 402] == b"\xff" * 6


def test_a_picture_too_large_for_memory_is_said_to_be(opened):
    document = opened(pdf_papers.huge_page())
    with pytest.raises(MemoryError):
        document.render(0, 4.0)
    corner = document.render(0, 4.0, PixelBox(57_000, 57_000, 512, 512))
    assert len(corner.data) == 3 * 512 * 512


def test_display_lists_are_kept_for_the_last_pages_only(opened):
    document = opened(pdf_papers.many_pages(30))
    for page in (*range(30), 20):
        document.render(page, 0.1)
    assert len(document._display_lists) == mupdf_module.KEPT_DISPLAY_LISTS
    assert list(document._display_lists)[-1] == 20


def test_it_draws_its_pages(opened):
    document = opened(page_with())
    assert isinstance(document, DrawsPages)
    assert (document.info.format, document.info.page_kind) == ("pdf", PageKind.RASTER)


# -- labels and outline -----------------------------------------------------------------------------------------------


def test_pages_have_the_labels_that_the_file_gives_them(opened):
    info = opened(pdf_papers.many_pages(12, labels=True)).info
    assert info.page_labels == ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "1", "2")
    assert opened(pdf_papers.many_pages(2)).info.page_labels == ()


def test_opening_reads_few_sizes(opened):
    info = opened(pdf_papers.many_pages(200)).info
    assert (info.page_count, len(info.page_sizes)) == (200, mupdf_module.KNOWN_SIZES)


def test_one_page_at_the_end_of_a_deep_tree(opened):
    assert opened(pdf_papers.deep_tree()).page_size(0) == PageSize(595, 842)


# -- what is never done ----------------------------------------------------------------------------------------------


def test_nothing_in_a_file_is_run_fetched_or_launched(opened):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        document = opened(pdf_papers.active_content(f"http://127.0.0.1:{listener.getsockname()[1]}/"))
        document.render(0, 1.0)
        document.glyphs(0)
        with pytest.raises(TimeoutError):
            listener.accept()


# -- what is loaded ---------------------------------------------------------------------------------------------------


def test_no_models_are_loaded_with_the_engine():
    script = "import sys, viewer.formats.mupdf; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout.split()
    assert "pymupdf" in said
    assert {"onnxruntime", "numpy", "networkx", "PySide6", "pymupdf4llm"} & set(said) <= {"pymupdf4llm"}


def test_the_table_of_formats_is_read_without_an_engine():
    script = "import sys, viewer.formats.table; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout.split()
    assert {"pymupdf", "PIL", "markdown_it"}.isdisjoint(said)


def test_opening_takes_as_long_for_ten_thousand_pages_as_for_a_hundred(opened, monkeypatch):
    listed = []
    real = mupdf_module.mupdf.mupdf.pdf_set_page_tree_cache
    monkeypatch.setattr(
        mupdf_module.mupdf.mupdf, "pdf_set_page_tree_cache", lambda pdf, on: (listed.append(on), real(pdf, on))
    )
    document = opened(pdf_papers.many_pages(10_000))
    assert document.info.page_count == 10_000
    document.render(0, 0.1)
    document.page_text(NEAR_THE_FRONT - 1)
    assert listed == [0], "MuPDF has not gone through all pages"
    assert document.page_text(NEAR_THE_FRONT).text
    assert listed == [0, 1]
    assert document.page_text(9_999).text
    document.render(5_000, 0.1)
    assert listed == [0, 1], "once"


def test_a_page_is_the_same_with_and_without_the_list_of_pages(opened):
    paper = pdf_papers.many_pages(80)
    for page in (0, 1, NEAR_THE_FRONT - 1, NEAR_THE_FRONT, 79):
        straight, later = opened(paper), opened(paper)
        later.page_text(79)
        assert straight.page_text(page) == later.page_text(page)


# -- what may be done with it -----------------------------------------------------------------------------------------


def test_a_file_says_whether_it_may_be_printed(opened):
    assert opened(pdf_papers.many_pages(1)).info.may_print
    mupdf = pdf_papers.mupdf
    with mupdf.open(stream=pdf_papers.many_pages(1), filetype="pdf") as document:
        protected = document.tobytes(
            encryption=mupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="owner", permissions=mupdf.PDF_PERM_COPY
        )
    assert not opened(protected).info.may_print


def test_a_file_that_had_to_be_put_together_says_so(opened):
    whole = pdf_papers.many_pages(3)
    assert not opened(whole).info.repaired
    assert opened(whole[: whole.rindex(b"startxref")]).info.repaired


@pytest.mark.parametrize(
    ("font", "bold"),
    [("NimbusRoman-Regular", False), ("Times-Bold", True), ("CIDFont+F1", True), ("Times-BoldItalic", True)],
)
def test_a_font_that_its_name_calls_plain_is_not_bold(font: str, bold: bool):
    run = {"flags": 20, "font": font, "size": 10.0, "text": "Wells"}
    _, (line,) = text_and_lines([{"lines": [{"spans": [run], "bbox": (72, 72, 99, 84)}]}])
    assert line.runs[0].bold is bold
