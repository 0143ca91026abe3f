from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.set_pages import Page, plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import numbers_in, paragraph_number, paragraphs_of


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for page in lines_of(plain_pages(text)) for paragraph in paragraphs_of(page)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. The well", 1),
        ("12.\u2003The well", 12),
        ("1 - البئر", 1),
        ("- 3 البئر", 3),
        ("\u200f5- البئر", 5),
        ("4-البئر", 4),
        ("4-year plan", None),
        ("7.本报告", 7),
        ("2020 was dry", None),
        ("1.5 metres", None),
        ("(a) The well", None),
        ("3", None),
        ("0. Nothing", None),
    ],
)
def test_the_number_of_a_paragraph(text: str, number: int | None) -> None:
    assert paragraph_number(text) == number


def test_blank_lines_part_paragraphs_of_plain_text() -> None:
    text = "The well is deep and\nits water is good.\n\nNobody remembers who\ndug it or when it\nwas dug.\n"
    assert paragraphs(text) == [
        "The well is deep and its water is good.",
        "Nobody remembers who dug it or when it was dug.",
    ]


def test_a_blank_line_after_every_line_parts_nothing_in_a_sentence() -> None:
    text = (
        "The well is deep and its water is good, and there \n\nis a stone beside it on which nobody has sat since \n\n"
        "the road was built. \n\nNobody remembers who dug it, or when it was dug. The \n\nstone is older. \n"
    )
    assert paragraphs(text) == [
        (
            "The well is deep and its water is good, and there is a stone beside it on which nobody has sat since the "
            "road was built."
        ),
        "Nobody remembers who dug it, or when it was dug. The stone is older.",
    ]


def test_the_heading_of_a_part_begins_and_ends_in_plain_text_without_blank_lines() -> None:
    text = (
        "The well is deep, and its water is good; nobody remembers who dug it, or when.\nThe stone is older.\n"
        "Annex to the note verbale dated 3 March 2025 from the\nPermanent Mission of Mongolia\n"
        "Statement on wells and what is to be done about them\n"
        "The well is deep, and its water is good; nobody remembers who dug it, or when it was.\n"
    )
    assert paragraphs(text) == [
        "The well is deep, and its water is good; nobody remembers who dug it, or when. The stone is older.",
        "Annex to the note verbale dated 3 March 2025 from the Permanent Mission of Mongolia",
        "Statement on wells and what is to be done about them",
        "The well is deep, and its water is good; nobody remembers who dug it, or when it was.",
    ]


def test_the_word_annex_in_a_sentence_begins_nothing() -> None:
    text = "The list of the wells and of those who look after them is in the document that is called\nAnnex II\nhere.\n"
    assert len(paragraphs(text)) == 1


def test_a_heading_with_a_letter_or_number_ends_at_a_blank_line_where_every_line_has_one() -> None:
    rest = "Nobody remembers who dug the wells of the valley or when\n\nthey were dug, for nobody wrote it down."
    for heading in ("A. Attendance of those who dig wells", "2. Attendance of those who dig wells"):
        assert paragraphs(f"{heading}\n\nPlace and date\n\n1. {rest}\n\n{rest}")[:2] == [heading, "Place and date"]


def test_footnotes_of_plain_text_begin_with_their_marks() -> None:
    text = "The well is deep.1 Its water is good.*\n* As received.\n1 See the list of wells.\n"
    assert paragraphs(text) == ["The well is deep.1 Its water is good.*", "* As received.", "1 See the list of wells."]


def test_the_second_line_in_small_capitals_goes_on_though_it_has_no_large_ones() -> None:
    page = Page()
    page.put(60, 60, "OWNERSHIP OF WELLS AND", 12, bold=True)
    page.put(60, 74, "OF THEIR ROPES", 9.6, bold=True)
    page.column(60, 100, "The wells were dug by hand.\nTheir water is good.")
    (laid,) = lines_of([page.set()])
    assert paragraphs_of(laid)[0].text == "OWNERSHIP OF WELLS AND OF THEIR ROPES"


def test_a_change_of_type_begins_a_paragraph() -> None:
    page = Page()
    page.column(100, 100, "Wells", 12, bold=True)
    page.column(100, 115, "The well is deep.")
    (lines,) = lines_of([page.set()])
    assert [paragraph.text for paragraph in paragraphs_of(lines)] == ["Wells", "The well is deep."]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], None), ([1], "1"), ([1, 2, 3], "1-3"), ([4, 5, 1, 6], "4-6"), ([1, 1, 2], "1-2"), ([2, 9, 3], "2-3")],
)
def test_numbers_that_count_up(numbers: list[int], said: str | None) -> None:
    text = "\n\n".join(f"{number}. The well is deep." for number in numbers)
    found = [paragraph for page in lines_of(plain_pages(text)) for paragraph in paragraphs_of(page)]
    assert numbers_in(found) == said


@given(st.text(alphabet="Ab 1.\n*—annex", max_size=300))
def test_paragraphs_hold_every_line_once_and_in_order(text: str) -> None:
    for page in lines_of(plain_pages(text)):
        assert [line for paragraph in paragraphs_of(page) for line in paragraph.lines] == list(page.lines)
