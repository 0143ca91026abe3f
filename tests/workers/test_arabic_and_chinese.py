"""Arabic and Chinese as other programs write them into PDF files: read, copied and found, whatever they do to them."""

from __future__ import annotations

import unicodedata

import pymupdf
import pytest
from papers.office_pages import written_by_office
from papers.pdf_papers import text_layer
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from viewer.analysis.words.folding import fold_for_search
from viewer.formats.mupdf import open_pdf
from viewer.model.text import DocumentText
from viewer.workers.child.text_index import TextIndex

ARABIC = (
    "إذ تشير إلى قرارها 75/233 المؤرخ 21 كانون الأول 2020، ولا سيما المادة 2 منه",
    "وإذ تضع في اعتبارها التقرير الصادر عن الأمين العام في هذا الشأن",
)
VOWELLED = (
    "وَإِذْ تَضَعُ فِي اعْتِبَارِهَا التَّقْرِيرَ الصَّادِرَ",
    "مُحَمَّدٌ رَسُولُ اللَّهِ وَلَا يَأْتِي الْأَمِينُ",
)
PARTLY_VOWELLED = "وفقاً لولاية الآلية، لا سيّما الإدارة"
WITHIN_ENGLISH = (
    "The words بئر and قرية stand for well and village (see A/79/1), as the Committee has said in its report.",
    "In the valley (البئر القديمة) there are 12 wells; قرية is the name of a village.",
)
CHINESE = ("联合国大会回顾其第75号决议", "决定继续审议此案")


def found(text: str, query: str) -> list[str]:
    """What is found in a text, as it stands there."""
    index = TextIndex(DocumentText.of([text]), fold_for_search)
    while not index.extend_for(1):
        pass
    hits, _ = index.find(query, 100)
    return [text[hit.span.start : hit.span.end] for hit in hits]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The text of a page that LibreOffice has written, in Arabic and in Chinese."""
    lines = [
        *(f'<p dir="rtl" lang="ar">{line}</p>' for line in (*ARABIC, PARTLY_VOWELLED)),
        *(f'<p lang="zh">{line}</p>' for line in CHINESE),
    ]
    return written_by_office(tmp_path_factory.mktemp("office"), "".join(lines))


@pytest.fixture(scope="module")
def vowelled(tmp_path_factory):
    """A page of Arabic with vowel marks; LibreOffice takes the text of a glyph from where it stands first."""
    lines = (f'<p dir="rtl" lang="ar">{line}</p>' for line in VOWELLED)
    return written_by_office(tmp_path_factory.mktemp("vowelled"), "".join(lines))


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """A page of English with Arabic words in its lines."""
    lines = (f'<p lang="en">{line}</p>' for line in ("The paragraphs below are in English.", *WITHIN_ENGLISH))
    return written_by_office(tmp_path_factory.mktemp("english"), "".join(lines))


def both(path):
    """The text of the first page with its glyphs, which must agree."""
    engine = open_pdf(str(path))
    text, glyphs = engine.glyphs(0)
    assert text == engine.page_text(0).text
    assert len(glyphs) == len(text)
    assert engine.glyphs(0) == (text, glyphs)  # what the page before was like makes no difference
    engine.close()
    return text, glyphs


def tells_marks_apart(path) -> bool:
    """Whether the marks on letters are told beside the page's text: of those some come out as others (a known gap)."""
    with pymupdf.open(path) as document:
        return any(document[0].read_contents().count(b"ActualText<FEFF" + letter) for letter in (b"0627064B", b"062F"))


def composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def without_marks(words: str) -> str:
    return "".join(sign for sign in composed(words) if not unicodedata.combining(sign))


@pytest.mark.parametrize(
    "query",
    [
        "تشير إلى قرارها",
        "قرارها 75/233",
        "المؤرخ 21 كانون الأول",
        "ولا سيما المادة 2",
        "الأمين العام",
        "الامين",
        "هـذا الشأن",
    ],
)
def test_arabic_of_an_office_program_is_found(office, query):
    assert len(found(both(office)[0], query)) == 1


@pytest.mark.parametrize(("query", "count"), [("大会", 1), ("联合国大会", 1), ("决", 2), ("审议", 1), ("大 会", 0)])
def test_chinese_of_an_office_program_is_found_by_one_character_or_two(office, query, count):
    assert len(found(both(office)[0], query)) == count


@pytest.mark.parametrize("words", ["إلى قرارها 75/233", "المؤرخ 21", "كانون الأول 2020"])
def test_a_figure_is_parted_from_the_word_before_it(office, words):
    text, _ = both(office)
    assert words in " ".join(text.split())


@pytest.mark.parametrize("line", [*VOWELLED, PARTLY_VOWELLED, ARABIC[1]])
def test_a_line_of_an_office_program_is_copied_as_it_was_written(office, vowelled, line):
    path = vowelled if line in VOWELLED else office
    as_written = without_marks if tells_marks_apart(path) else composed
    text, _ = both(path)
    assert as_written(line) in {as_written(each.strip()) for each in text.split("\n")}


@pytest.mark.parametrize("line", WITHIN_ENGLISH)
def test_english_with_arabic_words_is_read_from_the_left(english, line):
    assert line in " ".join(both(english)[0].split())


@pytest.mark.parametrize("query", ["تضع في اعتبارها", "التقرير الصادر", "الأمين", "وَلَا", "الله"])
def test_words_with_vowel_marks_are_found_without_them(vowelled, query):
    assert len(found(both(vowelled)[0], query)) == 1


@pytest.mark.parametrize("query", ["وفقا لولاية", "سيّما الادارة", "الالية"])
def test_words_with_a_mark_here_and_there_are_found(office, query):
    assert len(found(both(office)[0], query)) == 1


def test_arabic_letters_stand_from_right_to_left(office):
    text, glyphs = both(office)
    at = text.index("تشير")
    line = next(number for number, (start, end) in enumerate(glyphs.lines) if start <= at < end)
    assert glyphs.rtl[line]
    assert glyphs.rect(at).x0 > glyphs.rect(at + 3).x0
    assert glyphs.offset_at(glyphs.rect(at).center) in {at, at + 1}


def test_words_that_qt_has_written_are_found(tmp_path, qapp):  # noqa: ARG001 - fonts need an application
    writer = QPdfWriter(str(tmp_path / "qt.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.setHtml(
        f'<p dir="rtl">{ARABIC[1]}</p><p>{CHINESE[0]}</p>' + "".join(f"<p>{line}</p>" for line in WITHIN_ENGLISH)
    )
    document.print_(writer)
    del writer
    text, _ = both(tmp_path / "qt.pdf")
    assert "for well and village (see A/79/1), as the" in text
    assert [words.strip() for words in found(text, "التقرير الصادر")] == ["التقرير الصادر"]
    assert len(found(text, "大会")) == 1


@pytest.mark.parametrize(
    ("layer", "query"),
    [
        ("األمين العام", "الأمين"),
        ("الأمين العام", "األمين"),
        ("ﺍﻷﻣﻴﻦ ﺍﻟﻌﺎﻡ", "الأمين العام"),
        ("الجمعـــية العـامة", "الجمعية العامة"),
        ("المادة ٢", "المادة 2"),
    ],
)
def test_whatever_form_a_layer_has_it_is_found(tmp_path, layer, query):
    path = tmp_path / "layer.pdf"
    path.write_bytes(text_layer(layer[::-1]))  # as it is seen, from left to right
    text, _ = both(path)
    assert len(found(text, query)) == 1
