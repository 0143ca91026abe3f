"""How much there is to be drawn on a page: its own instructions and its forms', and nothing else."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from papers.pdf_file import PdfFile

from viewer.formats.mupdf import open_pdf, open_with_mupdf
from viewer.formats.pdf.weight import MOST_FORMS

LINE = b"0 0 m 9 9 l S "
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
PICTURE = "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8"


@pytest.fixture
def weight(tmp_path):
    def of(file: PdfFile) -> int:
        path = tmp_path / "paper.pdf"
        path.write_bytes(file.to_bytes())
        document = open_pdf(str(path))
        try:
            return document.weight(0)
        finally:
            document.close()

    return of


def test_the_instructions_of_a_page_count(weight):
    file = PdfFile()
    file.page((LINE * 1000).decode())
    assert abs(weight(file) - 1000 * len(LINE)) < 9


def test_those_of_its_forms_count_and_pictures_do_not(weight):
    file = PdfFile()
    form, picture = file.stream(LINE * 500, FORM), file.stream(bytes(10_000), PICTURE)
    file.page("/F Do /P Do", f"/XObject << /F {form} 0 R /P {picture} 0 R >>")
    assert abs(weight(file) - 500 * len(LINE)) < 20


def test_instructions_in_several_parts_are_added_up(weight):
    file = PdfFile()
    parts = [file.stream(LINE * 100) for _ in range(3)]
    file.page("")
    page = file.pages[0]
    file.put(page, f"<< /Type /Page /MediaBox [0 0 9 9] /Contents [{' '.join(f'{part} 0 R' for part in parts)}] >>")
    assert weight(file) == 300 * len(LINE)


def test_a_list_of_all_forms_of_a_file_is_not_gone_through(weight):
    file = PdfFile()
    form = file.stream(LINE, FORM)
    file.page("", "/XObject << " + " ".join(f"/F{number} {form} 0 R" for number in range(3 * MOST_FORMS)) + " >>")
    assert weight(file) < 2 * MOST_FORMS * len(LINE)


@pytest.mark.parametrize("contents", ["", "/Contents 99 0 R", "/Contents [99 0 R null 7]", "/Resources 99 0 R"])
def test_what_is_not_there_weighs_nothing(weight, contents):
    file = PdfFile()
    file.page("")
    file.put(file.pages[0], f"<< /Type /Page /MediaBox [0 0 9 9] {contents} >>")
    assert weight(file) == 0


def test_what_is_in_no_file_weighs_nothing():
    document = open_with_mupdf("paper", "pdf", data=pdf_papers.heavy_vectors(5_000))
    assert document.weight(0) == 0
    document.close()
