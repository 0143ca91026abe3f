"""The rules that make a line a heading."""

from __future__ import annotations

import pytest
from papers.set_pages import plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import paragraphs_of
from viewer.analysis.sections.heading_rules import Candidate, LetterCount
from viewer.analysis.sections.headings import Place


def test_letters_count_headings_where_they_go_on_and_are_initials_elsewhere() -> None:
    letters = LetterCount()
    assert [letters.goes_on(letter) for letter in "ABDA"] == [True] * 4
    assert not letters.goes_on("M")
    assert letters.goes_on("N")


def test_letters_of_another_script_count_without_an_order() -> None:
    letters = LetterCount()
    assert letters.goes_on("ب")
    assert letters.goes_on("А")


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("Wells of the valley", True),
        ("Wells of the valley3", True),
        ("Table 2.1", True),
        ("Taking note of the wells,", False),
        ("Taking note of the wells,2", False),
        ("Digs the wells;14", False),
        ("The wells are deep. a/", False),
        ("The wells are deep. */", False),
        ("Wells of the valley a/", True),
    ],
)
def test_what_ends_as_a_part_of_a_sentence_is_no_heading(words: str, heads: bool) -> None:
    (page,) = lines_of(plain_pages(f"{words}\n\n1. Dig.\n"))
    place = Place(page, paragraphs_of(page), 0, 10.0, 0)
    assert Candidate(place, words, named=False, opened=False, letters=LetterCount()).is_phrased is heads
