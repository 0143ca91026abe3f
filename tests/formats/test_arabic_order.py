"""Signs of Arabic lines as MuPDF turns them round, back in the order in which they are read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.arabic_order import Sign, reading_order


def turned(*glyphs: str) -> list[Sign]:
    """Glyphs from the right to the left, 10 points each, as MuPDF gives them.

    What a glyph stands for besides its first letter comes before it, at its right edge; "+" begins a mark that is drawn
    by itself, which lies at the left edge of the glyph before it.
    """
    signs: list[Sign] = []
    right = 500.0
    for glyph in glyphs:
        if glyph.startswith("+"):
            signs.append(Sign(glyph[1:], right, right))
            continue
        signs += [Sign(letter, right, right) for letter in reversed(glyph[1:])]
        signs.append(Sign(glyph[0], right - 10, right))
        right -= 10
    return signs


def read(signs: list[Sign]) -> str:
    return "".join(signs[number].letter for number in reading_order(signs))


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (["ا", "لأ", "م", "ي", "ن"], "الأمين"),
        (["ا", "لآ", "ل", "ا", "ت", " ", "لا"], "الآلات لا"),
        (["ق", "+َ", "ر", "+َ", "ا", "ر"], "قَرَار"),
        # a glyph with its mark, which is drawn by itself as well
        (["و", "+َ", "إِ", "+ِ", "ذ"], "وَإِذ"),
        (["و", "+َ", "لَا", "+َ"], "وَلَا"),
        # a mark behind the space after its word
        (["ر", " ", "+ُ", "إِ", "+ِ", "ل"], "رُ إِل"),
        (["لَا", " ", "+َ", "ي", "+َ"], "لَا يَ"),
        # that of the last letter at the beginning
        (["+ُ", "م", "+َ", "ن"], "مَنُ"),
        # nothing to do
        (["ق", "ر", "ا", "ر"], "قرار"),
        (["7", "5", "/", "2"], "75/2"),
        ([], ""),
        (["+َ"], "َ"),
    ],
)
def test_it_is_as_it_is_read(glyphs, text):
    assert read(turned(*glyphs)) == text


def test_a_leading_mark_at_the_first_glyph_is_that_glyph_s():
    signs = turned("إِ", "+ِ", "ذ")
    assert signs[0].letter == "ِ"
    assert read(signs) == "إِذ"


GLYPHS = st.lists(
    st.sampled_from(["ا", "ل", "لا", "لأ", "إِ", "لَا", "ر", "+َ", "+ِ", "+ّ", " ", "7", "a", "ff"]), max_size=40
)


@given(GLYPHS)
def test_no_letter_is_lost_or_made_and_marks_only_where_they_come_twice(glyphs):
    signs = turned(*glyphs)
    order = reading_order(signs)
    assert len(set(order)) == len(order)
    left_out = [signs[number] for number in set(range(len(signs))) - set(order)]
    assert all(sign.is_mark for sign in left_out)
    kept = Counter(signs[number].letter for number in order)
    assert all(kept[sign.letter] for sign in left_out)
