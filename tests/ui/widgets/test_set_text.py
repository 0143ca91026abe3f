"""Text in the lines of a row: direction, ellipsis, and where the last word ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QTextLayout, QTextOption

from viewer.ui.widgets.set_text import cut_to_line, set_text, text_direction

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def app(qapp):
    return qapp


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The Council", LTR),
        ("Совет", LTR),
        ("安全理事会", LTR),
        ("مجلس الأمن", RTL),
        ("מועצה", RTL),
        ("A/78/354 الحالة في الشرق الأوسط", RTL),
        ("See الحالة in the annex to the letter", LTR),
    ],
)
def test_direction_is_that_of_most_letters(text, direction):
    assert text_direction(text) == direction


@pytest.mark.parametrize("text", ["", "4", "12/2020", "…"])
def test_without_letters_the_surroundings_decide(text):
    assert text_direction(text) == LTR
    assert text_direction(text, RTL) == RTL


def test_lines_are_counted_and_the_last_one_is_cut():
    font = QFont()
    whole = set_text("word " * 100, font, 200)
    cut = set_text("word " * 100, font, 200, lines=2)
    assert whole.height > 2 * cut.height
    assert not whole.elided
    assert whole.shown == 500
    assert cut.elided
    assert 0 < cut.shown < 100
    assert cut.layout.lineCount() == 2
    assert cut.natural_width <= 200
    assert cut.layout.text().endswith("…")


def test_what_fits_is_not_cut():
    text = set_text("two words", QFont(), 400, lines=1)
    assert not text.elided
    assert text.layout.text() == "two words"


def test_line_ends_break_lines():
    assert set_text("a\nb\nc", QFont(), 200).layout.lineCount() == 3


def test_right_to_left_text_begins_at_the_right():
    text = set_text("مجلس الأمن", QFont(), 300)
    assert text.from_the_right
    assert text.last_line.right() == pytest.approx(300, abs=2)
    assert set_text("Council", QFont(), 300, from_the_right=True).last_line.right() == pytest.approx(300, abs=2)
    assert set_text("Council", QFont(), 300).last_line.left() == 0


def test_bold_is_bold_even_behind_letters_that_take_two_units():
    plain = set_text("\U0001f4c4 one two", QFont(), 600)
    bold = set_text("\U0001f4c4 one two", QFont(), 600, bold=[(2, 9)])
    assert bold.natural_width > plain.natural_width
    formats = bold.layout.formats()
    assert (formats[0].start, formats[0].length) == (3, 7)


def test_it_is_drawn_where_it_is_told():
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    set_text("Wide words", QFont(), 100).draw(painter, 100, 10)
    painter.end()
    left = image.copy(QRect(0, 0, 98, 40))
    assert all(left.pixel(x, y) == 0xFFFFFFFF for x in range(98) for y in range(40))
    assert any(image.pixel(x, y) != 0xFFFFFFFF for x in range(100, 200) for y in range(40))


@given(st.text(max_size=80), st.integers(1, 300), st.integers(0, 3))
def test_any_text_can_be_set(text, width, lines):
    done = set_text(text, QFont(), width, lines=lines, bold=[(0, len(text) // 2)])
    assert done.shown <= len(text)
    assert not lines or done.layout.lineCount() <= lines


@pytest.mark.parametrize(
    ("before", "title", "base", "ellipsis_at_the_left"),
    [
        ("Page 1 \u00b7 ", "مرفق الرسالة الموجهة إلى رئيس المجلس " * 4, Qt.LayoutDirection.LeftToRight, True),
        ("", "Annex to the letter addressed to the President " * 4, Qt.LayoutDirection.RightToLeft, False),
        ("", "مرفق الرسالة الموجهة إلى رئيس المجلس " * 4, Qt.LayoutDirection.RightToLeft, True),
        ("", "Annex to the letter addressed to the President " * 4, Qt.LayoutDirection.LeftToRight, False),
    ],
)
def test_an_ellipsis_stands_where_the_words_break_off(before, title, base, ellipsis_at_the_left):
    font = QFont("DejaVu Sans", 10)
    cut = cut_to_line(before + title, QFontMetrics(font), 200)
    option = QTextOption()
    option.setTextDirection(base)
    layout = QTextLayout(cut, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    ellipsis, title_begins = line.cursorToX(cut.index("\u2026"))[0], line.cursorToX(len(before) + 1)[0]
    assert (ellipsis < title_begins) is ellipsis_at_the_left
    assert cut_to_line("Annex", QFontMetrics(font), 200) == "Annex"


@pytest.mark.parametrize("text", ["مجلس حقوق الإنسان الدورة السابعة والخمسون", "Human Rights Council, 57th session"])
def test_a_line_that_is_cut_fits_with_its_ellipsis(text):
    metrics = QFontMetrics(QFont())
    for width in range(40, 240):
        cut = cut_to_line(text, metrics, width)
        assert metrics.horizontalAdvance(cut) <= width
        assert cut == text or "…" in cut
