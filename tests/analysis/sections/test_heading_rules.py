"""The rules that make a line a heading."""

from __future__ import annotations

from viewer.analysis.sections.heading_rules import LetterCount


def test_letters_count_headings_where_they_go_on_and_are_initials_elsewhere() -> None:
    letters = LetterCount()
    assert [letters.goes_on(letter) for letter in "ABDA"] == [True] * 4
    assert not letters.goes_on("M")
    assert letters.goes_on("N")


def test_letters_of_another_script_count_without_an_order() -> None:
    letters = LetterCount()
    assert letters.goes_on("ب")
    assert letters.goes_on("А")
