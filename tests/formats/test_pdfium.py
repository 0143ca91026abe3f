"""Pixels by PDFium: they lie where MuPDF's would, for whole pages and parts, however the page is turned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from papers import pdf_papers
from papers.pdf_file import PdfFile

from viewer.formats.engine import PixelBox
from viewer.formats.mupdf import open_pdf
from viewer.formats.pdfium import MOST_READ, PdfiumPages
from viewer.model.document import CannotOpen
from viewer.model.geometry import PageSize

SHAPES = ["", "/Rotate 90", "/CropBox [50 650 350 800] /Rotate 270", "/UserUnit 2", "/CropBox [-9 -9 9000 9000]"]


def ink(pixels) -> tuple[int, int, int, int]:
    """The pixels between which there is ink: left, top, right, bottom."""
    rows = [pixels.data[at : at + 3 * pixels.box.width : 3] for at in range(0, len(pixels.data), pixels.stride)]
    inked = [number for number, row in enumerate(rows) if min(row) < 128]
    columns = [number for number in range(pixels.box.width) if any(rows[row][number] < 128 for row in inked)]
    return columns[0], inked[0], columns[-1], inked[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_a_file_whose_name_is_no_unicode_is_drawn_by_either_engine(tmp_path):
    path = str(tmp_path / os.fsdecode(b"paper-\xff.pdf"))
    Path(path).write_bytes(pdf_papers.text_pages("Hamlet"))
    own, other = open_pdf(path), PdfiumPages(path)
    assert own.render(0, 1.0).box == other.render(0, own.page_size(0), 1.0).box
    own.close()
    other.close()


@pytest.mark.parametrize("entries", SHAPES)
def test_ink_lies_where_the_other_engine_has_it(tmp_path, entries):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_papers.text_pages("Hamlet", entries=entries))
    own, other = open_pdf(str(path)), PdfiumPages(str(path))
    size = own.page_size(0)
    for scale in (1.0, 2.5):
        ours, theirs = own.render(0, scale), other.render(0, size, scale)
        assert ours.box == theirs.box
        assert all(abs(one - two) <= 2 for one, two in zip(ink(ours), ink(theirs), strict=True))
    own.close()
    other.close()


def test_a_part_is_that_part_of_the_whole(sample_pdf):
    pages = PdfiumPages(str(sample_pdf))
    size = PageSize(595, 842)
    whole = pages.render(1, size, 2.0)
    part = pages.render(1, size, 2.0, PixelBox(101, 203, 333, 250))
    assert part.stride >= 3 * 333
    for row in range(250):
        ours = part.data[row * part.stride :][: 3 * 333]
        assert ours == whole.data[(203 + row) * whole.stride + 3 * 101 :][: 3 * 333]
    pages.close()


def test_pages_that_were_let_go_are_drawn_again(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_papers.text_pages(*(f"Page {number}" for number in range(2 * MOST_READ))))
    pages = PdfiumPages(str(path))
    size = PageSize(595, 842)
    first = pages.render(0, size, 0.5)
    for page in range(pages.page_count):
        pages.render(page, size, 0.1)
    assert pages.render(0, size, 0.5) == first
    pages.close()


def test_a_file_that_is_gone_meanwhile_is_said_to_be(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_papers.text_pages(*["Page"] * (MOST_READ + 1)))
    pages = PdfiumPages(str(path))
    for page in range(MOST_READ):
        pages.render(page, PageSize(595, 842), 0.1)
    path.unlink()
    with pytest.raises(CannotOpen):
        pages.render(MOST_READ, PageSize(595, 842), 0.1)
    pages.render(0, PageSize(595, 842), 0.1)
    pages.close()


def test_the_fields_of_a_form_are_drawn_as_they_were_filled_in(tmp_path):
    path = tmp_path / "form.pdf"
    file = PdfFile()
    look = file.stream(b"0 0 100 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 20]")
    field = "/Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 /Rect [100 700 200 720]"
    number = file.add(f"<< {field} /AP << /N {look} 0 R >> >>")
    file.page("", entries=f"/Annots [{number} 0 R]")
    file.catalogue += f" /AcroForm << /Fields [{number} 0 R] >>"
    path.write_bytes(file.to_bytes())
    pages = PdfiumPages(str(path))
    assert ink(pages.render(0, PageSize(595, 842), 1.0)) == (100, 122, 199, 141)
    pages.close()


def test_red_is_red(tmp_path):
    path = tmp_path / "red.pdf"
    file = pdf_papers.PdfFile()
    file.page("1 0 0 rg 0 0 595 842 re f")
    path.write_bytes(file.to_bytes())
    pages = PdfiumPages(str(path))
    assert pages.render(0, PageSize(595, 842), 0.1).data[:6] == b"\xff\0\0" * 2
    pages.close()


def test_protected_and_damaged_files(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_papers.encrypted("secret", "Hush"))
    PdfiumPages(str(path), "secret").close()
    with pytest.raises(CannotOpen):
        PdfiumPages(str(path))
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CannotOpen):
        PdfiumPages(str(path))


def test_it_is_not_loaded_before_it_is_needed():
    script = "import sys, viewer.formats.table, viewer.workers.child.loop; print('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"False\n"
