from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.set_pages import Page, plain_pages

from viewer.analysis.layout.lines import joined, lines_of, span_of
from viewer.model.text import PAGE_BREAK


def test_cells_of_a_set_line_are_joined_when_they_stand_close() -> None:
    page = Page()
    page.put(100, 100, "1.")
    page.put(115, 100, "The well is deep.")
    page.put(300, 100, "far away")
    (lines,) = lines_of([page.set()])
    assert [line.text.split() for line in lines.lines] == [["1.", "The", "well", "is", "deep."], ["far", "away"]]


def test_columns_of_plain_text_are_cells_at_their_place() -> None:
    (page,) = lines_of(
        plain_pages("United Nations                         S/2025/9\nSecurity Council\n                  Distr.\n")
    )
    assert [line.text for line in page.lines] == ["United Nations", "S/2025/9", "Security Council", "Distr."]
    left, right, below, _ = page.lines
    assert left.rect.x0 == below.rect.x0 < right.rect.x0
    assert not page.laid_out


def test_indentation_is_no_column() -> None:
    (page,) = lines_of(plain_pages("    The well is deep.\nIts water is good.\n"))
    assert [line.lead for line in page.lines] == [4, 0]
    assert len({line.rect.x0 for line in page.lines}) == 1


def test_a_superscript_mark_is_counted() -> None:
    page = Page()
    page.put(100, 700, "12 See the annex.", 8, mark=2)
    (lines,) = lines_of([page.set()])
    assert lines.lines[0].superscript == 2


def test_large_type_is_no_wider_apart_for_its_size() -> None:
    page = Page()
    y = page.column(100, 100, "A title that goes on\nover two lines", 16, bold=True)
    page.column(100, y + 20, "and then there is text\nof several lines\nin small type")
    (lines,) = lines_of([page.set()])
    assert 0.9 < lines.lines[1].gap < 1.1
    assert lines.lines[2].gap > 1.4


def test_the_pitch_is_that_of_running_text_though_most_paragraphs_are_one_line() -> None:
    page = Page()
    page.put(72, 100, "The keeper of the wells says that the water of the valley belongs to all", 10)
    page.put(72, 112, "who live in it, and that the road over the hill is to be mended before any", 10)
    page.put(72, 124, "other road is mended.", 10)
    for place, words in enumerate(
        ["Paragraph 34", "It was adopted.", "Paragraph 35", "It was adopted.", "Paragraph 36"]
    ):
        page.put(72, 143 + 19 * place, words, 10)
    page.put(72, 238, "The keeper of the wells says that the next paragraph is to go, for the rope is", 10)
    page.put(72, 250, "worn.", 10)
    (lines,) = lines_of([page.set()])
    assert [line.text for line in lines.lines if line.gap > 1.4][1:] == [
        "Paragraph 34", "It was adopted.", "Paragraph 35", "It was adopted.", "Paragraph 36",
        "The keeper of the wells says that the next paragraph is to go, for the rope is",
    ]  # fmt: skip


def test_text_set_at_two_spaces_has_no_room_between_its_lines() -> None:
    page = Page()
    for place in range(12):
        page.put(72, 100 + 24 * place, "and the water of the valley belongs to all who live in it and", 12)
    (lines,) = lines_of([page.set()])
    assert all(line.gap < 1.1 for line in lines.lines[1:])


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    page = Page()
    page.column(100, 100, "the resolu-\ntion of the Economic-\nSocial Council")
    (lines,) = lines_of([page.set()])
    assert joined(lines.lines) == "the resolution of the Economic-Social Council"


def test_ideographs_are_joined_without_a_blank() -> None:
    page = Page()
    page.column(100, 100, "常驻联合国日内瓦\n办事处代表团")
    (lines,) = lines_of([page.set()])
    assert joined(lines.lines) == "常驻联合国日内瓦办事处代表团"


@given(st.lists(st.text(alphabet="ab \t\n.рع第1-", max_size=80), min_size=1, max_size=3))
def test_every_line_stands_where_its_span_says(texts: list[str]) -> None:
    pages = [page for text in texts for page in plain_pages(text)]
    whole = PAGE_BREAK.join(page.text for page in pages)
    read = list(lines_of(pages))
    assert len(read) == len(pages)
    for page in read:
        for line in page.lines:
            assert whole[line.start : line.end] == line.text == line.text.strip() != ""
        if page.lines:
            assert span_of(page.lines).start == page.lines[0].start
    letters = [sign for sign in whole if not sign.isspace()]
    assert [sign for page in read for line in page.lines for sign in line.text if not sign.isspace()] == letters


def test_words_that_bear_a_hyphen_keep_it_at_the_end_of_a_line() -> None:
    (page,) = lines_of(
        plain_pages("Friends of Wells, a non-\ngovernmental organi-\nzation of the Secretary-\nGeneral\n")
    )
    assert joined(page.lines) == "Friends of Wells, a non-governmental organization of the Secretary-General"


@pytest.mark.parametrize(("words", "near"), [("آبار الوادي التي حفرت باليد", True), ("Wells of the valley", False)])
def test_a_title_in_arabic_has_the_leading_of_the_text(words: str, near: bool) -> None:
    page = Page(rtl=near)
    for row in range(2):
        page.put(60, 60 + 24 * row, words, 14, bold=True)
    for row in range(6):
        page.put(60, 130 + 17 * row, f"{words}، {words}، {words} من" if near else f"{words} {words} {words} of", 10)
    (laid,) = lines_of([page.set()])
    assert (laid.lines[1].gap < 1.2) is near


def test_arabic_of_a_page_whose_paragraphs_have_two_lines_runs_on_from_one_to_the_next() -> None:
    page = Page(rtl=True)
    for paragraph in range(4):
        for row in range(2):
            page.put(60, 60 + 17 * row + 46 * paragraph, "آبار الوادي التي حفرت باليد، آبار الوادي.", 10)
    (laid,) = lines_of([page.set()])
    assert all(line.gap < 1.2 for line in laid.lines[1::2])
    assert all(line.gap > 1.4 for line in laid.lines[2::2])
