"""The words of a passage as they are quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.export.citation import flowing
from viewer.export.passages import around_the_words, footnote_at, on_pages, words_of
from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.text import DocumentText, Span

PAGES = (
    "1. The wells were closed.1 Their num-\nber (212)2 in 2011 was higher.\n1 See S/1999/1.\n2 Ibid.\n2/8",
    "A/HRC/1/2\n25-08477\n2. Herders* walked 14.2 km.\n* As received.",
    "第三段。3\n3 见附件。",
)
TEXT = DocumentText.of(PAGES)
WHOLE = str(TEXT)


def spans(*parts):
    return [Span(at := WHOLE.index(part), at + len(part)) for part in parts]


NOTES = spans("1 See S/1999/1.\n2 Ibid.", "* As received.", "3 见附件。")
HEADS = tuple(spans("2/8", "A/HRC/1/2", "25-08477"))
FOUND = Understanding(
    TextLayer.GOOD,
    sections=tuple(Section(SectionKind.FOOTNOTE, "", 9, span, "en", 1.0) for span in NOTES),
    running_heads=HEADS,
)


def quoted(first, last, understanding=FOUND):
    start = WHOLE.index(first)
    return flowing(words_of(TEXT, Span(start, WHOLE.index(last, start) + len(last)), understanding))


def test_what_stands_between_two_pages_is_no_part_of_a_passage_over_them():
    assert quoted("Their", "Herders") == "Their number (212) in 2011 was higher. 2. Herders"


def marked(first, last, understanding=FOUND):
    start = WHOLE.index(first)
    span = Span(start, WHOLE.index(last, start) + len(last))
    return [
        TEXT.page_text(page)[part.start : part.end]
        for page, part in on_pages(TEXT, span, around_the_words(understanding))
    ]


def test_what_stands_between_two_pages_is_not_marked_with_a_passage_over_them():
    first, second = marked("Their", "Herders")
    assert first.startswith("Their num-")
    assert "S/1999/1" not in first
    assert "25-08477" not in first
    assert second == "2. Herders"
    whole = marked("Their", "Herders", None)
    assert "S/1999/1" in whole[0]
    assert "A/HRC/1/2" in whole[1]


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_all_that_is_quoted_is_marked(one, other):
    span = Span(min(one, other), max(one, other))
    parts = [
        TEXT.page_text(page)[part.start : part.end] for page, part in on_pages(TEXT, span, around_the_words(FOUND))
    ]
    left = iter("".join(parts))
    assert all(sign in left for sign in words_of(TEXT, span, FOUND) if not sign.isspace())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("The wells", "closed.1", "The wells were closed."),
        ("Herders", "14.2 km.", "Herders walked 14.2 km."),
        ("第三段", "3", "第三段。"),
        ("(212)2", "2011", "(212) in 2011"),
        ("in 2011", "higher", "in 2011 was higher"),
    ],
)
def test_marks_of_footnotes_go_and_figures_stay(first, last, words):
    assert quoted(first, last) == words


@pytest.mark.parametrize("passage", ["1 See S/1999/1.", "* As received.", "A/HRC/1/2"])
def test_who_marks_a_footnote_or_a_header_quotes_it(passage):
    assert quoted(passage, passage) == passage


def test_a_figure_that_calls_no_footnote_stays():
    assert quoted("The wells", "closed.1", Understanding(TextLayer.GOOD)) == "The wells were closed.1"
    assert quoted("The wells", "closed.1", None) == "The wells were closed.1"


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_nothing_is_said_that_is_not_in_the_passage(one, other):
    span = Span(min(one, other), max(one, other))
    left = iter(TEXT.slice(span))
    assert all(sign in left for sign in words_of(TEXT, span, FOUND))  # in this order, and no sign twice


@pytest.mark.parametrize(
    ("text", "note", "marks"),
    [
        ("Wells 1/ are deep 2/.\n-----------\n     1/   See the list.\n     2/   Ibid.", "     1/", ["1", "2"]),
        ("البئر(1) عميقة(2).\n(1) انظر القائمة.\n(2) المرجع نفسه.", "(1) انظر", ["1", "2"]),
    ],
)
def test_footnotes_whose_numbers_bear_a_stroke_or_brackets_are_called_and_not_quoted(text, note, marks):
    block = Span(text.index(note), len(text))
    whole = DocumentText.of([text])
    starts = [block.start, text.rindex("\n") + 1]
    assert [(footnote_at(whole, block, start + 9) or ("", 0))[0] for start in starts] == marks
    found = Understanding(TextLayer.GOOD, sections=(Section(SectionKind.FOOTNOTE, "", 1, block, "en", 1.0),))
    quoted = words_of(whole, Span(0, text.index("\n")), found)
    assert not any(sign.isdigit() for sign in quoted)


def test_a_figure_behind_the_comma_of_a_number_calls_no_footnote_that_is_called_elsewhere():
    text = "5. Wells cost 14,2 million.\n6. They are deep.2\n2 See the list."
    block = Span(text.index("2 See"), len(text))
    assert footnote_at(DocumentText.of([text]), block, block.start + 3) == ("2", text.index("2\n2 See"))


def test_a_footnote_that_only_the_page_before_calls_is_bound_to_it():
    pages = ("5. The well is deep.1\nIts water is good.", "Nobody knows who dug it.\n1 See the list.")
    text = DocumentText.of(pages)
    block = Span(str(text).index("1 See"), len(text))
    assert footnote_at(text, block, block.start + 3) == ("1", pages[0].index("1\nIts"))


@pytest.mark.parametrize(
    ("call", "mark"), [("{}", "{}"), ("{}/", "{}/"), ("[{}]", "[{}]"), ("({})", "({})")], ids=["1", "1/", "[1]", "(1)"]
)
def test_notes_at_the_end_of_a_document_are_called_on_any_page_before(call, mark):
    space = " " if call == "{}/" else ""
    first, second = (space + call.format(number) for number in (1, 2))
    pages = (
        f"5. The well is deep{first} and old.\nIts water is good.",
        "6. There are 1.5 wells on 1,200 miles.",
        f"7. Nobody dug it{second}.\n8. Herders left.",
        f"{mark.format(1)} See the list.\n{mark.format(2)} Ibid.",
    )
    text = DocumentText.of(pages)
    whole = str(text)
    block = Span(whole.index(pages[3]), len(whole))
    assert footnote_at(text, block, block.start + 3) == ("1", whole.index(" and old") - len(call.format(1)))
    assert footnote_at(text, block, len(whole) - 2) == ("2", whole.index(".\n8") - len(call.format(2)))
    found = Understanding(TextLayer.GOOD, sections=(Section(SectionKind.FOOTNOTE, "", 1, block, "en", 1.0),))
    end = whole.index(" and old")
    assert words_of(text, Span(0, end), found) == "5. The well is deep" + space


def test_notes_at_a_pages_foot_are_not_called_on_pages_before_them():
    pages = ("5. Emissions of CO2 fell.", "6. The well is deep.1\n7. It is old.2\n1 See the list.\n2 Ibid.")
    text = DocumentText.of(pages)
    block = Span(str(text).index("1 See"), len(text))
    found = Understanding(TextLayer.GOOD, sections=(Section(SectionKind.FOOTNOTE, "", 1, block, "en", 1.0),))
    assert words_of(text, Span(0, len(pages[0])), found) == pages[0]
