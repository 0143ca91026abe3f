"""From recognised words to a page: lines, spaces, directions, and a box for each of its characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.recognition.word_boxes import RecognisedWord, lay_out, visual_order
from viewer.model.geometry import PagePoint, PageRect, PageSize

PAGE = PageSize(600, 800)


def word(text: str, x0: float, x1: float, y0: float = 100, y1: float = 112) -> RecognisedWord:
    return RecognisedWord(text, PageRect(x0, y0, x1, y1))


def lines_of(*words: RecognisedWord) -> list[str]:
    text, _ = lay_out(words, PAGE)
    return [text.text[line.start : line.end] for line in text.lines]


def test_words_on_one_height_are_a_line():
    words = [word("The", 50, 70), word("General", 74, 110), word("Assembly,", 114, 160, 101, 114)]
    text, glyphs = lay_out(words, PAGE)
    assert text.text == "The General Assembly,\n"
    assert glyphs.lines == ((0, 21),)
    assert glyphs.rtl == (False,)
    assert glyphs.rect(3).x0 == 70
    assert glyphs.rect(3).x1 == 74, "the space fills the gap"


def test_a_lower_word_begins_a_line_and_a_far_one_a_column():
    below = [word("ends", 500, 530), word("Begins", 50, 80, 115, 127)]
    assert lines_of(*below) == ["ends", "Begins"]
    assert lines_of(word("United", 50, 90), word("Nations", 94, 140), word("A/RES/1", 400, 450)) == [
        "United Nations",
        "A/RES/1",
    ]


def test_a_line_that_lies_askew_is_one_line():
    words = [word(f"w{n}", 40 * n, 40 * n + 36, 100 + 2 * n, 112 + 2 * n) for n in range(1, 13)]
    assert lines_of(*words) == [" ".join(f"w{n}" for n in range(1, 13))]


def test_arabic_words_stand_from_the_right_and_figures_among_them_from_the_left():
    words = [word("قرارها", 300, 340), word("75/233", 255, 295), word("المؤرخ", 210, 250)]
    text, glyphs = lay_out(words, PAGE)
    assert text.text == "قرارها 75/233 المؤرخ\n", "in the order in which it is read"
    assert glyphs.rtl == (True,)
    assert glyphs.rect(0).x1 == pytest.approx(340), "the first letter is at the right"
    seven, slash = text.text.index("7"), text.text.index("/")
    assert glyphs.rect(seven).x0 == pytest.approx(255)
    assert glyphs.rect(seven).x0 < glyphs.rect(slash).x0
    assert glyphs.offset_at(PagePoint(339, 106)) == 0


def test_latin_words_in_an_arabic_line_keep_its_direction():
    words = [word("انظر", 300, 330), word("General", 200, 240), word("Assembly", 244, 296), word("أعلاه", 160, 196)]
    text, glyphs = lay_out(words, PAGE)
    assert text.text == "انظر General Assembly أعلاه\n"
    assert glyphs.lines == ((0, 27),)


def test_ideographs_have_no_spaces_and_boxes_that_do_not_overlap():
    words = [
        word("联合", 57, 107),
        word("国", 82, 91),
        word("大会", 91, 107),
        word("2020", 110, 127),
        word("年", 128, 137),
    ]
    text, glyphs = lay_out(words, PAGE)
    assert text.text == "联合国大会2020年\n"
    assert glyphs.rect(1).x1 <= glyphs.rect(2).x0
    assert glyphs.character_at(PagePoint(86, 106)) == 2


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("abc", "abc"),
        ("75/233", "75/233"),
        ("سلام", "مالس"),
        ("(4)", "(4)"),
        ("الأول/ديسمبر", "ربمسيد/لوألا"),
        ("2020،", "2020،"),
        ("ب12.5", "12.5ب"),
        ("قرار75", "75رارق"),
    ],
)
def test_letters_of_a_word_from_left_to_right(text, order):
    assert "".join(text[index] for index in visual_order(text)) == order


@given(st.text(st.sampled_from("abسلام12/.,联合\u064e()"), max_size=12))
def test_every_letter_has_one_place(text):
    assert sorted(visual_order(text)) == list(range(len(text)))


def test_type_is_about_as_large_as_it_was_set():
    def line(text: str, y: float, size: float) -> RecognisedWord:
        return word(text, 50, 200, y + 0.28 * size, y + (0.72 + 0.28 + 0.21) * size)

    text, _ = lay_out(
        [line("Heading", 50, 20), line("Body", 100, 10.3), line("fling", 120, 10), line("Copy", 140, 9.8)], PAGE
    )
    sizes = [line.runs[0].size for line in text.lines]
    assert sizes[0] > 1.5 * sizes[1]
    assert sizes[1] == sizes[2] == sizes[3]


def test_blocks_part_where_the_lines_do():
    words = [word("one", 50, 90, 100, 110), word("two", 50, 90, 112, 122), word("three", 50, 90, 150, 160)]
    words += [word("column", 300, 340, 100, 110)]
    text, _ = lay_out(words, PAGE)
    assert [line.block for line in text.lines] == [0, 0, 1, 2]


def test_what_cannot_be_placed_is_left_out():
    words = [word("", 1, 2), word(" ", 0, 600, 0, 800), word("off", 700, 720), word("thin", 5, 5), word("a\fb", 10, 20)]
    text, glyphs = lay_out(words, PAGE)
    assert text.text == "ab\n"
    assert len(glyphs) == 3
    assert lay_out([], PAGE)[0].text == ""


rects = st.builds(
    lambda x, y, width, height: PageRect(x, y, x + width, y + height),
    st.floats(-50, 650),
    st.floats(-50, 850),
    st.floats(0, 300),
    st.floats(0, 60),
)
some_words = st.lists(
    st.builds(RecognisedWord, st.text(st.sampled_from("abZ .سلام12/联合。\u064e\f\x00\ud800"), max_size=8), rects),
    max_size=30,
)


@given(some_words)
def test_text_lines_and_boxes_agree_character_for_character(words):
    text, glyphs = lay_out(words, PAGE)
    assert len(glyphs) == len(text.text)
    assert glyphs.lines == tuple((line.start, line.end) for line in text.lines)
    at = 0
    for line in text.lines:
        assert line.start == at
        assert line.end > line.start
        assert text.text[line.end] == "\n"
        at = line.end + 1
        for offset in range(line.start, line.end):
            box = glyphs.rect(offset)
            assert box.x0 <= box.x1 + 1e-3
            assert box.y0 <= box.y1
            assert box.x0 >= -1e-3
            assert box.x1 <= PAGE.width + 1e-3
    assert at == len(text.text)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text.text.replace("\n", ""))
    text.text.encode("utf-8")


@given(some_words)
def test_no_letter_is_lost(words):
    text, _ = lay_out(words, PAGE)
    kept = [
        w
        for w in words
        if w.text.split() and max(0, w.rect.x0) < min(600, w.rect.x1) and max(0, w.rect.y0) < min(800, w.rect.y1)
    ]
    letters = sorted(sign for w in kept for sign in w.text if sign.isalnum())
    assert sorted(sign for sign in text.text if sign.isalnum()) == letters
