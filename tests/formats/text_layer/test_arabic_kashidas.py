"""Kashidas that a PDF calls another sign, called so again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.text_layer.arabic_kashidas import KASHIDA, name_kashidas

JUSTIFIED = ["مجل)س الأم)ن يعق)د جلس)ة", "في ق)اعة الآبار"]


def lines(*texts: str, width: float = 2.0, others: float = 2.0):
    """Lines of ten-point type; signs within words have a ``width``, those beside a space that of the ``others``."""
    made = []
    for text in texts:
        chars = []
        for at, sign in enumerate(text):
            beside_space = " " in text[max(0, at - 1) : at + 2]
            chars.append({"c": sign, "bbox": (0.0, 0.0, others if beside_space else width, 10.0)})
        made.append({"spans": [{"text": text, "chars": chars, "font": "Naskh", "size": 10.0}]})
    return made


def named(made) -> list[str]:
    name_kashidas(made)
    assert all(run["text"] == "".join(char["c"] for char in run["chars"]) for one in made for run in one["spans"])
    return [one["spans"][0]["text"] for one in made]


def test_a_sign_that_stands_within_words_again_and_again_is_a_kashida() -> None:
    assert named(lines(*JUSTIFIED)) == [text.replace(")", KASHIDA) for text in JUSTIFIED]


def test_two_of_them_side_by_side_are_two() -> None:
    assert named(lines("جل--سة جل--سة")) == [f"جل{KASHIDA * 2}سة جل{KASHIDA * 2}سة"]


def test_brackets_beside_words_stay_where_their_glyph_is_another() -> None:
    assert named(lines(*JUSTIFIED, "(آبار ) (مياه )", others=3.0))[-1] == "(آبار ) (مياه )"


@pytest.mark.parametrize(
    "texts",
    [
        ["أيار/مايو ثم نيسان/أبريل ثم شباط/فبراير ثم آب/أغسطس"],
        ["مجل)س واحد"],
        [*JUSTIFIED[:1], "(آبار ) (مياه ) (سهل ) (بئر ) (نهر )"],
        ["60/251 (2006)", "S.C. Res."],
    ],
)
def test_what_is_seldom_or_stands_elsewhere_as_well_is_what_it_is_called(texts: list[str]) -> None:
    assert named(lines(*texts)) == texts


@given(st.lists(st.text("جلسة()-/ 5a", max_size=12), max_size=6))
def test_nothing_but_signs_changes(texts: list[str]) -> None:
    for before, after in zip(texts, named(lines(*texts)), strict=True):
        assert len(before) == len(after)
        assert all(old == new or (old in "()-" and new == KASHIDA) for old, new in zip(before, after, strict=True))
