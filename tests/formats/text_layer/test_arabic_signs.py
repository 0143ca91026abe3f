"""Signs of Arabic lines that MuPDF leaves at the other end, back where they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.text_layer.arabic_signs import order_from_the_left, signs_in_place

WIDTH, HEIGHT = 6.0, 12.0


def read(page: str, given_order: str) -> str:
    """What is read of a line whose signs stand so on the page (from the left), where MuPDF gives them in an order."""
    places: dict[str, list[int]] = {}
    for at, letter in enumerate(page):
        places.setdefault(letter, []).append(at)
    boxes = []
    for letter in given_order:
        # Of letters that are there several times MuPDF gives the rightmost first, of figures and Latin the leftmost.
        to_the_right = letter.isascii() and letter.isalnum()
        at = places[letter].pop(0 if to_the_right else -1)
        boxes.append((at * WIDTH, 0.0, (at + 1) * WIDTH, HEIGHT))
    order = signs_in_place(given_order, boxes, range(len(given_order)))
    return given_order if order is None else "".join(given_order[at] for at in order)


@pytest.mark.parametrize(
    ("text", "page", "given_order"),
    [
        ("قرار.", ".رارق", ".قرار"),
        ("سلام وحسن ،", "، نسحو مالس", "، سلام وحسن"),
        ("المادة 35", "35 ةداملا", " المادة35"),
        ("سنة 1942، وتوقع", "عقوتو ،1942 ةنس", " سنة1942، وتوقع"),
        ("المتحدة:", ":ةدحتملا", ":المتحدة"),
        ("«الأمم»..", "..»ممألا«", "..»«الأمم"),
        ("طبقا 3.5 منه", "هنم 3.5 اقبط", " طبقا3.5 منه"),
        ("رمز A/79/1.", ".A/79/1 زمر", ". رمزA/79/1"),
        ("مع John Smith.", ".John Smith عم", ". معJohn Smith"),
    ],
)
def test_a_sign_is_read_where_it_stands(text, page, given_order):
    assert read(page, given_order) == text


@pytest.mark.parametrize(
    ("page", "order"),
    [
        (".رارق", "قرار."),
        ("35 ةداملا", "المادة 35"),
        ("A/79/1 زمر", "رمز A/79/1"),
        ("Resolution 35.", "Resolution 35."),
        ("", ""),
        ("...", "..."),
    ],
)
def test_what_is_read_where_it_stands_stays(page, order):
    assert read(page, order) == order


def test_marks_over_letters_go_with_them():
    letters = ".قَر"
    boxes = [(0, 0, 6, 12), (12, 0, 18, 12), (12, 0, 12, 12), (6, 0, 12, 12)]
    order = signs_in_place(letters, boxes, range(4))
    assert "".join(letters[at] for at in order) == "قَر."


def test_a_space_that_stands_where_another_does_is_left_out():
    boxes = [(6, 0, 12, 12), (12, 0, 18, 12), (6, 0, 12, 12), (0, 0, 6, 12)]
    order = signs_in_place(" ق ر", boxes, range(4))
    assert "".join(" ق ر"[at] for at in order) == "ق ر"


def test_a_space_put_in_at_a_wrong_place_goes_into_the_gap_between_word_and_figure():
    letters = " ق ر75"
    boxes = [(30, 0, 36, 12), (36, 0, 42, 12), (30, 0, 36, 12), (24, 0, 30, 12), (8, 0, 14, 12), (14, 0, 20, 12)]
    order = signs_in_place(letters, boxes, range(6))
    assert "".join(letters[at] for at in order) == "ق ر 75"
    assert boxes[order[3]] == (20, 0, 24, 12)


@given(st.text(alphabet="ابت .,/35Ax", max_size=12), st.randoms(use_true_random=False))
def test_no_letter_is_lost_or_doubled(letters, chance):
    places = [*range(len(letters))]
    chance.shuffle(places)
    boxes = [(at * WIDTH, 0.0, (at + 1) * WIDTH, HEIGHT) for at in places]
    order = signs_in_place(letters, boxes, range(len(letters)))
    assert order is None or sorted(order) == [*range(len(letters))]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("The well (ةميدق رئب), 12 m", "The well (بئر قديمة), 12 m"),
        ("رئب is a well.", "بئر is a well."),
        ("of ةيرق ;رئب and 2", "of بئر; قرية and 2"),
        ("see هنم 35 ةداملا.", "see المادة 35 منه."),
        ("in 35 ةداملا of", "in 35 المادة of"),
        ("No. 12", "No. 12"),
        ("", ""),
    ],
)
def test_words_within_a_line_from_the_left_are_read_where_they_stand(page, text):
    boxes = [(at * WIDTH, 0.0, (at + 1) * WIDTH, HEIGHT) for at in range(len(page))]
    assert "".join(page[at] for at in order_from_the_left(page, boxes)) == text


@given(st.text(alphabet="ابت .,/35Ax\u064e", max_size=12), st.randoms(use_true_random=False))
def test_no_letter_is_lost_or_doubled_from_the_left(letters, chance):
    places = [*range(len(letters))]
    chance.shuffle(places)
    boxes = [(at * WIDTH, 0.0, (at + 1) * WIDTH, HEIGHT) for at in places]
    assert sorted(order_from_the_left(letters, boxes)) == [*range(len(letters))]
