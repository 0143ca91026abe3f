"""How the panel words what a document says of itself; the table's examples are among the tests."""

from __future__ import annotations

import pytest

from viewer.model.document import METADATA_KEYS, EncodingGuess, TextLayer, Understanding, Value
from viewer.model.reference import Source
from viewer.model.tables import table
from viewer.model.text import Recognition, Span
from viewer.ui.panels.document.fields import (
    GROUPS,
    as_tip,
    file_fields,
    form_fields,
    head_fields,
    provenance,
    reading_line,
)
from viewer.ui.wording.dates import date_in_words, days_in_words
from viewer.ui.wording.values import label_of, value_in_words

HERE = Span(0, 5)


@pytest.mark.parametrize(("iso", "words"), table("fields")["examples"]["day"].items())
def test_day_is_said_as_the_table_says(iso, words):
    assert date_in_words(iso) == words


@pytest.mark.parametrize(("pair", "words"), table("fields")["examples"]["days"].items())
def test_span_of_days_is_said_as_the_table_says(pair, words):
    assert days_in_words(*pair.split("/")) == words


def test_every_key_has_a_label_and_one_place_in_the_form():
    listed = [key for group in GROUPS for key in group]
    assert sorted(listed) == sorted(METADATA_KEYS)
    assert all(label_of(key) for key in METADATA_KEYS)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("session", "43", "43rd session"),
        ("session", "S-31", "31st special session"),
        ("session", "2025 session", "2025 session"),
        ("language", "ru", "Russian"),
        ("original_language", "und", "und"),
        ("document_type", "note verbale", "Note verbale"),
        ("date", "2020-04-08", "8 April 2020"),
        ("session_dates", ("2020-02-24", "2020-03-20"), "24 February – 20 March 2020"),
        ("symbol", "A/HRC/59/60", "A/HRC/59/60"),
    ],
)
def test_value_is_said_in_words(key, value, words):
    if value == "und":
        assert value_in_words(key, Value(value, HERE)) not in {"", "und"}
    else:
        assert value_in_words(key, Value(value, HERE)) == words


def test_provenance_says_where_or_why_and_how_sure():
    assert provenance(Value("4", HERE), "Item 4", "1") == "Read on page 1: \u201cItem 4\u201d"
    inferred = Value("en", HERE, Source.INFERRED, "the language of the cover")
    assert provenance(inferred, "", "1") == "Inferred: the language of the cover"
    assert provenance(Value("4", HERE, confidence=0.6), "4", "ii").startswith("Probably. Read on page ii")
    assert "you" in provenance(Value("4", HERE, Source.BY_READER), "4", "1")
    assert len(provenance(Value("4", HERE), "word " * 1000, "1")) < 300


def test_tip_takes_the_documents_words_for_words():
    tip = as_tip("Read on page 1: \u201c<b>bold</b> & so\u201d")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; so" in tip
    assert "\u201c\u2068" in tip
    assert as_tip("") == ""


def texts(groups):
    return [(field.label, field.text) for group in groups for field in group]


def test_nothing_is_missing_before_the_end_is_read(desk):
    document = desk.open("a.pdf")
    desk.read(document, ["Human Rights Council"])
    understanding = Understanding(TextLayer.GOOD, {"body": (Value("Human Rights Council", Span(0, 20)),)})
    desk.understand(document, understanding, last=False)
    assert form_fields(document) == []
    assert [field.text for field in head_fields(document)] == ["Human Rights Council"]
    assert reading_line(document) == "", "it would push the values down and let them jump at the end"
    desk.understand(document, understanding)
    assert reading_line(document) == ""
    rows = dict(texts(form_fields(document)))
    assert rows["Symbol"] == "not in this document"
    assert "Body" not in rows
    assert rows["Session"] == "not in this document"
    assert all(field.missing and field.span is None for group in form_fields(document) for field in group)


def test_pictures_of_pages_say_nothing_at_all(desk):
    document = desk.open("scan.pdf")
    desk.read(document, [""])
    desk.understand(document, Understanding(TextLayer.NONE, pages_without_text=(0, 1, 2)))
    assert form_fields(document) == []
    assert "pictures" in reading_line(document)
    assert dict(texts([file_fields(document)]))["Text"] == "The pages are pictures; there is no text to read"


def test_some_pictures_among_the_pages_are_named(desk):
    document = desk.open("half.pdf", 12)
    desk.read(document, ["words"])
    desk.understand(document, Understanding(TextLayer.PARTIAL, pages_without_text=tuple(range(1, 12))))
    rows = dict(texts([file_fields(document)]))
    assert rows["Text"].endswith("Without text: pages 2, 3, 4, 5, 6, 7, 8, 9 and 3 more")
    assert ("Symbol", "not in the pages that can be read") in texts(form_fields(document))


def test_recognised_pages_are_named_with_what_recognised_them(desk):
    document = desk.open("scan.pdf", 2)
    desk.read(document, ["A/75/1 of the session", ""])
    how = {0: Recognition("Tesseract", ("rus", "eng"))}
    metadata = {"symbol": (Value("A/75/1", Span(0, 6), confidence=0.85),)}
    desk.understand(document, Understanding(TextLayer.NONE, metadata, pages_without_text=(1,), recognised=how))
    rows = dict(texts([file_fields(document)]))
    assert rows["Text"].endswith("Recognised with Tesseract (Russian, English): page 1. Without text: page 2")
    assert ("Session", "not in the text that was recognised") in texts(form_fields(document))
    symbol = next(field for group in form_fields(document) for field in group if field.key == "symbol")
    assert symbol.marked
    assert symbol.tip.startswith("Probably. Read on page 1, recognised with Tesseract: ")
    assert reading_line(document) == ""


def test_agenda_items_stand_with_their_titles(desk):
    document = desk.open("a.pdf")
    desk.read(document, ["Items and their titles"])
    items = (Value("34", Span(0, 5)), Value("71", Span(0, 5)))
    titles = (Value("Prevention", Span(6, 9)), Value("Rights", Span(10, 15)))
    desk.understand(document, Understanding(TextLayer.GOOD, {"agenda_item": items, "agenda_title": titles}))
    rows = [row for row in texts(form_fields(document)) if row[1] in {"34", "71", "Prevention", "Rights"}]
    assert rows == [("Agenda item", "34"), ("", "Prevention"), ("", "71"), ("", "Rights")]


def test_joint_document_has_a_line_a_symbol(desk):
    document = desk.open("a.pdf")
    desk.read(document, ["A/78/1 S/2023/1"])
    symbols = (Value("A/78/1", Span(0, 6)), Value("S/2023/1", Span(7, 15)))
    desk.understand(document, Understanding(TextLayer.GOOD, {"symbol": symbols}))
    first, second = form_fields(document)[0][:2]
    assert (first.label, first.text, second.label, second.text) == ("Symbol", "A/78/1", "", "S/2023/1")
    assert second.with_its_words == "S/2023/1\n\u201cS/2023/1\u201d (page 1)"


def test_unsure_encoding_is_said(desk):
    document = desk.open("a.txt", encoding=EncodingGuess("koi8_r", sure=False))
    assert ("Encoding", "KOI8_R, not certain") in texts([file_fields(document)])


def test_value_that_stands_for_a_whole_part_does_not_carry_all_of_it(desk):
    document = desk.open("a.txt")
    desk.read(document, ["word " * 10_000])
    language = Value("en", Span(0, 49_999), Source.INFERRED, "the language of the body")
    desk.understand(document, Understanding(TextLayer.GOOD, {"language": (language,)}))
    field = next(field for group in form_fields(document) for field in group if field.key == "language")
    assert len(field.words) <= 1001
    assert field.words.endswith("\u2026")
    assert field.span == Span(0, 49_999)
