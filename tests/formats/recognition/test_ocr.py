"""Real pages, really recognised: words in reading order with boxes where they stand, in four scripts."""

from __future__ import annotations

import pytest
from papers.pdf_papers import arabic_annex, chinese_report, mupdf, text_pages
from papers.scans import needs_tesseract, scan_of

from viewer.formats.mupdf import open_pdf
from viewer.formats.recognition.ocr import MOST_PIXELS, RecognitionError, engine_version, read_words, scale_for
from viewer.formats.recognition.tessdata import find_data
from viewer.formats.recognition.word_boxes import lay_out
from viewer.model.geometry import PageSize

ENGLISH = ["The General Assembly,", "Recalling its resolution 62/243 of 14 March 2008,", "Decides to remain seized."]


@pytest.fixture
def recognise(tmp_path):
    """Scans a paper and recognises its first page: the text, the glyphs, and the engine that draws it."""

    def do(paper: bytes, *languages: str):
        path = tmp_path / "scan.pdf"
        path.write_bytes(scan_of(paper))
        engine = open_pdf(str(path))
        size = engine.page_size(0)
        scale = scale_for(size)
        words = read_words(engine.render(0, scale), scale, languages, find_data().folder)
        engine.close()
        return lay_out(words, size)

    return do


@needs_tesseract("eng")
def test_english_words_are_read_where_they_stand(recognise, tmp_path):
    text, glyphs = recognise(text_pages(ENGLISH), "eng")
    assert text.text.splitlines() == ENGLISH
    path = tmp_path / "set.pdf"
    path.write_bytes(text_pages(ENGLISH))
    set_text, set_glyphs = open_pdf(str(path)).glyphs(0)
    for word in ("General", "62/243", "seized"):
        here, there = text.text.index(word), set_text.index(word)
        for offset in (0, len(word) - 1):
            read, true = glyphs.rect(here + offset), set_glyphs.rect(there + offset)
            assert abs(read.center.x - true.center.x) < 3, word
            assert abs(read.center.y - true.center.y) < 4, word


@needs_tesseract("eng")
def test_columns_are_read_one_after_the_other(recognise):
    with mupdf.open() as document:
        page = document.new_page()
        words = {
            60: "Peace and security are the first of all purposes",
            330: "Harbours are to be open to ships of all States",
        }
        for x, line in words.items():
            for row in range(10):
                page.insert_text(
                    (x, 100 + 16 * row), f"{line.split()[0]} {row} {' '.join(line.split()[1:5])}", fontsize=10
                )
        paper = document.tobytes()
    text, _ = recognise(paper, "eng")
    assert 0 <= text.text.rindex("Peace") < text.text.index("Harbours")


@needs_tesseract("ara")
def test_arabic_is_read_in_logical_order(recognise):
    text, glyphs = recognise(_joined_arabic(), "ara")
    assert "القرار" in text.text
    assert glyphs.rtl[0]
    at = text.text.index("القرار")
    assert glyphs.rect(at).x0 > glyphs.rect(at + 5).x0, "its first letter stands at the right"


def _joined_arabic() -> bytes:
    with mupdf.open() as document:
        page = document.new_page()
        page.insert_htmlbox((60, 60, 520, 200), '<p dir="rtl" style="font-size:24px">مجلس الأمن القرار الدولي</p>')
        return document.tobytes()


@needs_tesseract("chi_sim")
def test_chinese_is_read_without_spaces(recognise):
    text, _ = recognise(chinese_report(["安全理事会决议全文", "人权理事会的报告"]), "chi_sim")
    assert "理事会" in text.text
    assert " " not in text.text


@needs_tesseract("eng")
def test_an_empty_page_has_no_words(recognise):
    assert recognise(text_pages(""), "eng")[0].text == ""


@needs_tesseract("eng")
def test_data_that_is_not_there_is_an_error(recognise):
    with pytest.raises(RecognitionError, match="initialisation failed"):
        recognise(arabic_annex(), "xyz")


def test_large_pages_are_read_smaller_and_small_ones_larger():
    assert scale_for(PageSize(595, 842)) == pytest.approx(300 / 72)
    huge = PageSize(14_400, 14_400)
    assert 14_400 * 14_400 * scale_for(huge) ** 2 <= MOST_PIXELS * 1.01
    assert scale_for(PageSize(1, 1)) >= 100
    assert engine_version().startswith("mupdf-")
