"""The words of a passage as they are quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.noted import noted

from viewer.export.citation import flowing
from viewer.export.passages import around_the_words, on_pages, words_of
from viewer.model.document import TextLayer, Understanding
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
FOUND = noted(TEXT, *NOTES, running_heads=HEADS)


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


def test_a_mark_that_calls_a_note_at_the_end_of_a_document_is_not_quoted():
    pages = ("5. The well is deep[1] and old.\nIts water is good.", "6. It is here.", "[1] See the list.")
    text = DocumentText.of(pages)
    found = noted(text, text.page_span(2))
    assert words_of(text, Span(0, str(text).index(" and old")), found) == "5. The well is deep"


def test_figures_of_pages_whose_notes_stand_on_another_are_quoted():
    pages = ("5. Emissions of CO2 fell.", "6. The well is deep.1\n7. It is old.2\n1 See the list.\n2 Ibid.")
    text = DocumentText.of(pages)
    found = noted(text, Span(str(text).index("1 See"), len(text)))
    assert words_of(text, Span(0, len(pages[0])), found) == pages[0]


def test_a_figure_beside_the_one_that_calls_a_note_is_quoted():
    text = DocumentText.of(["5. The well is deep.2 They measured CO2 there.\n2 See the list."])
    found = noted(text, Span(str(text).index("2 See"), len(text)))
    assert words_of(text, Span(0, str(text).index("\n")), found) == "5. The well is deep. They measured CO2 there."
