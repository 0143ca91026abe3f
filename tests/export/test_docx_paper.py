"""The Word document of notes, read back with the library that reads those of Word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from papers.fish import DOCUMENT, EXPORT, NOTES, note
from papers.region import DAMAGED, RECT, REGION, png

from viewer.export.docx_paper import notes_as_docx
from viewer.export.notes import ExportedDocument, NotesExport, SectionStep
from viewer.export.wording import starts_from_the_right
from viewer.model.annotation import HighlightColor
from viewer.model.document import Identity, Value
from viewer.model.mark_colors import shown_code
from viewer.model.text import Span


def read(content):
    return docx.Document(io.BytesIO(content))


def languages(paragraph):
    [run] = paragraph.runs
    found = run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    return {} if found is None else {name.rpartition("}")[2]: code for name, code in found.attrib.items()}


def styled(paper, style):
    return [paragraph for paragraph in paper.paragraphs if paragraph.style.name == style]


def test_there_is_a_heading_for_each_section_and_a_quote_for_each_passage():
    paper = read(notes_as_docx(EXPORT))
    assert [heading.text for heading in styled(paper, "Heading 1")] == [
        "Cover", "Annex II › Statement on fish", "Page 1", "Annex II",
    ]  # fmt: skip
    assert [quote.text for quote in styled(paper, "Quote")] == [
        "Нота Постоянного представительства о рыбе *и* воде_",
        "Fish live in water",
        "<b>resolution</b> 12 of 1945",
        "يعيش السمك (في) الماء.",
        "鱼生活在水里",
        "Fish",
    ]
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[:4] == [
        "Notes on Note verbale on fish (X/DOC/7/G/3)", "File: fish [1].pdf", "Exported: 2026-02-03",
        "Notes: 8, of which lost: 1",
    ]  # fmt: skip
    assert {"— X/DOC/7/G/3, annex II, para. 3", "My own words", "with a list"} <= set(texts)
    assert paper.core_properties.title == texts[0]
    assert paper.core_properties.created.isoformat() == "2026-02-03T04:05:06+00:00"


def test_each_quote_has_its_language_and_direction():
    quotes = styled(read(notes_as_docx(EXPORT)), "Quote")
    assert [languages(quote) for quote in quotes] == [
        {"val": "ru-RU"}, {"val": "en-GB"}, {"val": "en-GB"}, {"bidi": "ar-SA"}, {"eastAsia": "zh-CN"}, {},
    ]  # fmt: skip
    turned = [quote._p.pPr.find(qn("w:bidi")) is not None for quote in quotes]
    assert turned == [bool(quote.runs[0].font.rtl) for quote in quotes] == [False, False, False, True, False, False]


def test_elements_stand_in_the_order_that_word_wants():
    quote = styled(read(notes_as_docx(EXPORT)), "Quote")[3]
    assert [child.tag.rpartition("}")[2] for child in quote._p.pPr] == ["pStyle", "keepNext", "bidi"]
    assert [child.tag.rpartition("}")[2] for child in quote.runs[0]._r.rPr] == ["i", "iCs", "rtl", "lang"]


def swatch(written):
    """The words on a note's colour, what they stand on and the colour of their letters."""
    paper = read(notes_as_docx(NotesExport(DOCUMENT, (written,), EXPORT.exported)))
    run = styled(paper, "Caption")[0].runs[0]
    return run.text, run._r.rPr.find(qn("w:shd")).get(qn("w:fill")), str(run.font.color.rgb)


@pytest.mark.parametrize("color", HighlightColor)
def test_every_colour_stands_beside_its_name(color):
    ground = shown_code(color).removeprefix("#").upper()
    assert swatch(note(2, "Fish live", color=color)) == (color.value, ground, "000000")


def test_a_colour_of_its_own_is_shown_and_said_exactly():
    dark = note(2, "Fish live", color=HighlightColor.VIOLET, own_color="#331a80")
    assert swatch(dark) == ("#331a80 (close to violet)", "331A80", "FFFFFF")


def test_a_date_after_an_arabic_name_keeps_its_order():
    paper = read(notes_as_docx(NotesExport(DOCUMENT, (note(2, "Fish live", author="ليلى"),), EXPORT.exported)))
    assert "ليلى\u200e · 2026-01-02" in styled(paper, "Caption")[0].text


def test_the_same_notes_give_the_same_bytes():
    content = notes_as_docx(EXPORT)
    assert content == notes_as_docx(EXPORT)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text())
@settings(max_examples=30)
def test_whatever_is_written_can_be_read_back(words):
    written = note(2, "Fish live", "A word", author=words, tags=(words,))
    anchor = replace(written.annotation.anchor, quote=f"q{words}")
    written = replace(
        written,
        annotation=replace(written.annotation, anchor=anchor),
        words="",
        sections=(SectionStep("", words, 1),),
    )
    document = ExportedDocument(words, Identity(""), {"title": (Value(words, Span(0, 1)),)})
    paper = read(notes_as_docx(NotesExport(document, (written, NOTES[1]), EXPORT.exported)))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    at = next(n for n, paragraph in enumerate(paper.paragraphs) if paragraph.style.name == "Quote")
    assert texts[at + 2] == "A word"
    for paragraph in paper.paragraphs:
        if starts_from_the_right(paragraph.text) and paragraph.style.name not in {"Quote", "Caption"}:
            assert paragraph.runs[0].font.rtl


def test_the_picture_of_a_region_is_as_large_as_on_its_page_and_is_put_into_words():
    content = notes_as_docx(REGION)
    [picture] = read(content).inline_shapes
    assert (picture.width.pt, picture.height.pt) == (RECT.width, RECT.width / 4)
    assert picture._inline.docPr.get("descr") == "The region on page 1, as it looked when the note was made"
    assert zipfile.ZipFile(io.BytesIO(content)).read("word/media/image1.png") == png()
    assert notes_as_docx(REGION) == content


def test_a_damaged_picture_is_said_to_be_damaged():
    paper = read(notes_as_docx(DAMAGED))
    assert len(paper.inline_shapes) == 0
    assert "The picture of this region is damaged." in [paragraph.text for paragraph in paper.paragraphs]


def test_a_note_is_opened_by_a_link_and_its_address_is_not_printed():
    paper = read(notes_as_docx(EXPORT))
    caption = styled(paper, "Caption")[0]
    [link] = caption.hyperlinks
    assert link.text == "Open in Verbale"
    assert link.address.startswith("verbale:note/")
    assert "verbale:" not in caption.text


def test_arabic_and_chinese_are_not_slanted():
    quotes = styled(read(notes_as_docx(EXPORT)), "Quote")
    assert [quote.runs[0].font.italic for quote in quotes] == [None, None, None, False, False, None]
