from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.set_pages import Page, plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import numbered_in, numbers_in, paragraph_number, paragraphs_of


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


def test_the_number_of_a_heading_is_no_paragraphs() -> None:
    text = "1. Wells\n\n11. The well is deep.\n\n12. Its water is good."
    found = [paragraph for page in lines_of(plain_pages(text)) for paragraph in paragraphs_of(page)]
    assert numbers_in(found, headings={0}) == "11-12"


def test_numbered_paragraphs_begin_at_the_head_of_a_page_as_well() -> None:
    text = "1. The well was dug in\n2011. Nobody knows by whom.\f2 - Its water\nis good.\n9. A list.\n3. The rope."
    found = [(number, text[at : at + 9]) for number, at in numbered_in(text, range(1, 4))]
    assert found == [(1, "1. The we"), (2, "2 - Its w"), (3, "3. The ro")]


def test_a_paragraph_goes_on_at_the_head_of_the_next_column() -> None:
    page = Page()
    page.put(60, 60, "A/80/1", 8)
    left = [f"the well of valley {number} has deep water and a stone" for number in range(8)]
    page.column(60, 100, "\n".join(["Nobody remembers who dug the wells of this land, and", *left]))
    page.column(
        330, 100, "\n".join(["and a rope, too.", "Others have none, as far as anybody remembers it now", *left])
    )
    (laid,) = lines_of([page.set()])
    assert laid.in_columns
    _, first, *_ = paragraphs_of(laid)
    assert first.text.endswith(
        "and a rope, too. Others have none, as far as anybody remembers it now " + " ".join(left)
    )


def test_arabic_paragraphs_begin_indented_from_the_right() -> None:
    page = Page(rtl=True)
    page.put(60, 60, "A/80/1", 8)
    words = "البئر عميقة وماؤها طيب ولا أحد في القرية يتذكر من حفرها"
    y = page.column(60, 100, f"{words}\n{words}\nقبل زمن طويل.", indent=24)
    page.column(60, y, f"{words}\n{words}\nولا متى.", indent=24)
    (laid,) = lines_of([page.set()])
    assert [len(paragraph.lines) for paragraph in paragraphs_of(laid)] == [1, 3, 3]


def test_a_little_room_parts_paragraphs_where_a_sentence_has_ended() -> None:
    page = Page()
    page.put(60, 60, "A/80/1", 8)
    line = "The well is deep and its water is good, and there is a stone beside it"
    for number in range(3):
        page.column(60, 100 + number * 40.0, f"{line}\n{line}\non which nobody sits.")
    (laid,) = lines_of([page.set()])
    assert [len(paragraph.lines) for paragraph in paragraphs_of(laid)] == [1, 3, 3, 3]


def test_a_counter_alone_on_its_line_stands_with_the_words_that_it_counts() -> None:
    heading = "Wells of the valley and who dug them in those years"
    text = f"The well is deep.\n\nI.\n\n{heading}\n1.\nThe well is old.\n2.\nIts water is good."
    assert paragraphs(text)[1:] == [
        "I. Wells of the valley and who dug them in those years",
        "1. The well is old.",
        "2. Its water is good.",
    ]


def test_lines_that_are_a_little_too_long_for_the_grid_are_no_paragraphs() -> None:
    margin = " " * 16
    lines = [
        "1.      The wells of the valley are deep, and there is a stone beside each of them on which nobody sits",
        "since the road was built; the people who dug them came from the hills, and went back, which is all that is",
        "Known of them today, for nobody wrote down who they were and when it was that they came, or how many",
        "wells they dug.",
        "2.      Others were dug by the people of the village, and are not deep at all, as they had no ropes for it.",
    ]
    found = paragraphs("\n".join(margin + line for line in lines * 3))
    assert [text[:2] for text in found] == ["1.", "2."] * 3


@given(st.text(alphabet="Ab 1.\n*—annex", max_size=300))
def test_paragraphs_hold_every_line_once_and_in_order(text: str) -> None:
    for page in lines_of(plain_pages(text)):
        assert [line for paragraph in paragraphs_of(page) for line in paragraph.lines] == list(page.lines)
