from __future__ import annotations

import pytest

from viewer.analysis.ordinals import chinese_number, ordinal
from viewer.analysis.wordlists import table


@pytest.mark.parametrize(("text", "number"), table("ordinals")["examples"].items())
def test_ordinals_in_six_languages(text: str, number: int) -> None:
    assert ordinal(text) == (number or None)


@pytest.mark.parametrize(
    "text", ["", " ", "first second", "0th", "fortythird", "third session", "第", "一第", "\U0001d7d8"]
)
def test_what_is_no_ordinal(text: str) -> None:
    assert ordinal(text) is None


def test_signs_of_direction_and_composed_letters_do_not_matter() -> None:
    assert ordinal("\u200fالخامسة\u200f والستون") == 65
    assert ordinal("De\u0301cimo sexto") == 16
    assert ordinal("  EIGHTIETH ") == 80


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("四十三", 43),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一九七四", 1974),
        ("二〇二五", 2025),
        ("59", 59),
        ("月", None),
        ("十月", None),
        ("", None),
    ],
)
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number
