"""Pages on which there is nothing at all, and pages whose only content is no text."""

from __future__ import annotations

import pytest
from papers import other_formats, pdf_papers
from papers.pdf_file import PdfFile

from viewer.formats.mupdf import open_pdf
from viewer.formats.plaintext import PlainTextDocument
from viewer.formats.table import open_document
from viewer.model.document import EncodingGuess

PICTURE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
FRAME_OF_A_PAGE = "0.1 w\nq 0 0.028 595.275 841.861 re\nW* n\nQ"
"""What office programs write on a page that is left empty: a path that only clips."""


@pytest.fixture
def is_blank(tmp_path):
    def of(data: bytes) -> bool:
        path = tmp_path / "paper.pdf"
        path.write_bytes(data)
        document = open_pdf(str(path))
        try:
            return document.page_text(0).blank
        finally:
            document.close()

    return of


def page_of(content: str, entries: str = "") -> bytes:
    """A page of a file all of whose pages share what one of them uses, as office programs write them."""
    file = PdfFile()
    picture, form = file.stream(bytes([0, 90, 180, 255]), PICTURE), file.stream(b"", FORM)
    file.page(content, f"/XObject << /Im0 {picture} 0 R /Fm0 {form} 0 R >>", entries=entries)
    return file.to_bytes()


@pytest.mark.parametrize("content", ["", FRAME_OF_A_PAGE, "/DoBI gs q Q"], ids=["nothing", "a frame", "a name"])
def test_a_page_on_which_nothing_is_drawn_is_blank(is_blank, content):
    assert is_blank(page_of(content))


@pytest.mark.parametrize(
    "content",
    ["q 500 0 0 700 0 0 cm /Im0 Do Q", "BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI", "0 0 m 90 90 l S", "/Fm0 Do"],
    ids=["a picture", "a picture in line", "a line", "a form"],
)
def test_a_page_with_something_other_than_text_is_not_blank(is_blank, content):
    assert not is_blank(page_of(content))


def test_a_page_with_words_or_with_an_annotation_is_not_blank(is_blank):
    assert not is_blank(pdf_papers.text_pages("Hamlet"))
    file = PdfFile()
    look = file.stream(b"0 0 m 50 50 l S", "/Type /XObject /Subtype /Form /BBox [0 0 50 50]")
    drawn = file.add(f"<< /Type /Annot /Subtype /Stamp /Rect [100 100 150 150] /F 4 /AP << /N {look} 0 R >> >>")
    file.page("", entries=f"/Annots [{drawn} 0 R]")
    assert not is_blank(file.to_bytes())


def test_a_turned_page_is_judged_without_being_turned_back(tmp_path):
    path = tmp_path / "turned.pdf"
    path.write_bytes(page_of("", entries="/Rotate 90"))
    document = open_pdf(str(path))
    assert document.page_text(0).blank
    assert document.page_size(0).width > document.page_size(0).height
    document.close()


def test_pages_of_a_text_without_letters_are_blank():
    text = PlainTextDocument("one\f\n \n\fthree", EncodingGuess("utf-8", sure=True, candidates=("utf-8",)))
    assert [text.page_text(page).blank for page in range(3)] == [False, True, False]


def test_an_empty_chapter_of_a_book_is_a_blank_page(tmp_path):
    path = tmp_path / "book.epub"
    path.write_bytes(other_formats.epub("<p>One</p>", "<p> </p>"))
    document = open_document(str(path))
    assert [document.page_text(page).blank for page in range(document.info.page_count)] == [False, True]
    document.close()


def test_a_picture_of_a_page_is_not_blank(tmp_path):
    path = tmp_path / "page.png"
    path.write_bytes(other_formats.picture())
    document = open_document(str(path))
    assert not document.page_text(0).blank
    document.close()
