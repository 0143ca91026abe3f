"""What stands in a text that may cite: bodies and sentences."""

from __future__ import annotations

import pytest

from viewer.analysis.references.citable import CitableText


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("the Security Council and the General Assembly met", "General Assembly"),
        ("the Human Rights Council met; the Council then", "Human Rights Council"),
        ("the General Assembly met; the Council then", "any"),
        ("the Council, after the Council", "any"),
        ("nobody met", None),
    ],
)
def test_the_last_body_that_is_named(text: str, organ: str | None) -> None:
    assert CitableText.of(text).organ_before(0, len(text)) == organ


def test_bodies_count_that_are_named_as_a_whole_in_a_part_of_a_text() -> None:
    text = CitableText.of("the Security Council and the General Assembly met")
    assert text.organ_before(0, 40) == "Security Council"
    assert text.organ_before(10, 40) is None
    assert text.organ_before(10, 49) == "General Assembly"


def test_sentences() -> None:
    said = "Wells were dug. See No. 5 of the U.N. list. They hold."
    text = CitableText.of(said)
    second, third = said.index("See"), said.index("They")
    assert text.sentence_start(third - 1, 100) == second
    assert text.sentence_start(third - 1, 10) == third - 11
    assert text.sentence_start(second - 1, 100) == 0
    assert text.sentence_end(0, 100) == second - 2
    assert text.sentence_end(second, 100) == third - 2
    assert text.sentence_end(second, second + 5) == second + 5
    assert text.sentence_end(third, len(said)) == len(said)
