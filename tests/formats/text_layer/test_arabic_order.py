"""Signs of Arabic lines as MuPDF turns them round, back in the order in which they are read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.text_layer.arabic_order import alefs_behind, order_of_clusters, reading_order


class Line(NamedTuple):
    letters: str
    boxes: list[tuple[float, float, float, float]]


def turned(*glyphs: str) -> Line:
    """Glyphs from the right to the left, 10 points each, as MuPDF gives them.

    What a glyph stands for besides its first letter comes before it, at its right edge; "+" begins a mark that is drawn
    by itself, which lies at the left edge of the glyph before it.
    """
    letters = ""
    boxes: list[tuple[float, float, float, float]] = []
    right = 500.0
    for glyph in glyphs:
        floating = glyph[1:]
        letters += floating[::-1]
        boxes += [(right, 0, right, 10)] * len(floating)
        if not glyph.startswith("+"):
            letters += glyph[0]
            boxes.append((right - 10, 0, right, 10))
            right -= 10
    return Line(letters, boxes)


def in_place(*glyphs: str) -> Line:
    """Glyphs as ``turned`` has them, where what a glyph stands for besides its first letter comes behind it."""
    letters = "".join(glyphs)
    boxes: list[tuple[float, float, float, float]] = []
    right = 500.0
    for glyph in glyphs:
        boxes += [(right - 10, 0, right, 10)] + [(right - 10, 0, right - 10, 10)] * (len(glyph) - 1)
        right -= 10
    return Line(letters, boxes)


def order_of(line: Line) -> list[int]:
    order = reading_order(*line)
    return [*range(len(line.letters))] if order is None else order


def read(line: Line) -> str:
    return "".join(line.letters[number] for number in order_of(line))


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
        (["ر", " ", "+ُ"], "رُ "),
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
    line = turned("إِ", "+ِ", "ذ")
    assert line.letters[0] == "ِ"
    assert read(line) == "إِذ"


def test_a_line_in_which_every_letter_takes_room_is_left_as_it_is():
    assert reading_order(*turned("ق", "ر", " ", "7")) is None


def test_an_alef_that_stands_behind_its_lam_stays_there():
    for line in (in_place("ا", "لأ", "م", "ي", "ن"), in_place("ا", "ل", "س", "لا", "م")):
        assert read(line) == line.letters


def test_the_other_lines_tell_where_an_alef_between_two_lams_belongs():
    machines, safe = ("ا", "لآ", "ل", "ا", "ت"), ("ا", "ل", "س", "لا", "م")
    for made in (turned, in_place):
        behind = alefs_behind([made(*machines), made(*safe)])
        line = made(*machines)
        order = reading_order(*line, alefs_behind=behind) or range(len(line.letters))
        assert "".join(line.letters[number] for number in order) == "الآلات"


@pytest.mark.parametrize("words", [("لا", "ح", "ظ", "ا", "ت"), ("ا", "لأ", "و", "ل"), ("ا", "لآ", "ل", "ا", "ت")])
def test_where_glyphs_stand_for_their_marks_too_an_alef_drawn_by_itself_stays_behind_its_lam(words):
    safe = ("ا", "ل", "س", "لا", "م")
    for made in (turned, in_place):
        line = made(*words)
        behind = alefs_behind([line, made(*safe)])
        order = order_of_clusters(*line, alefs_behind=behind)
        assert "".join(line.letters[number] for number in order) == "".join(words)


GLYPHS = st.lists(
    st.sampled_from(["ا", "ل", "لا", "لأ", "إِ", "لَا", "ر", "+َ", "+ِ", "+ّ", " ", "7", "a", "ff"]), max_size=40
)


@given(GLYPHS)
def test_no_letter_is_lost_or_made_and_marks_only_where_they_come_twice(glyphs):
    line = turned(*glyphs)
    order = order_of(line)
    assert len(set(order)) == len(order)
    left_out = [line.letters[number] for number in set(range(len(line.letters))) - set(order)]
    assert all(unicodedata.combining(letter) for letter in left_out)
    kept = Counter(line.letters[number] for number in order)
    assert all(kept[letter] for letter in left_out)


@given(GLYPHS, st.booleans())
def test_no_letter_but_spaces_is_lost_where_glyphs_stand_for_their_marks_too(glyphs, behind):
    line = turned(*glyphs)
    order = order_of_clusters(*line, alefs_behind=behind)
    assert len(set(order)) == len(order)
    assert all(line.letters[number].isspace() for number in set(range(len(line.letters))) - set(order))
