"""Rows on the grid, text in its own direction, tips without markup."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.ui.widgets.row_painting import STEP, RowPainter, row_height, tool_tip


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.usefixtures("qapp")
def test_rows_stand_on_the_grid_and_hold_their_lines(lines):
    font = QFont()
    height = row_height(font, lines)
    assert height % STEP == 0
    assert height >= lines * QFontMetrics(font).height() + STEP


def test_tips_take_the_document_s_words_as_words():
    tip = tool_tip("Annex <b>I</b> & II", ("Paragraph <1>", ""))
    assert "Annex &lt;b&gt;I&lt;/b&gt; &amp; II" in tip
    assert "<br>Paragraph &lt;1&gt;" in tip
    assert tip.count("<br>") == 1


@pytest.fixture
def row(qapp):  # noqa: ARG001 - fonts need an application
    """Makes a painter of a row of 200 x 24 pixels, and its picture."""
    painters = []

    def make(direction=Qt.LayoutDirection.LeftToRight, state=QStyle.StateFlag.State_Enabled):
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 200, 24)
        option.direction = direction
        option.state = state
        option.palette = QPalette(QColor("#eeeeee"))
        option.font = QFont()
        image = QImage(200, 24, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painters.append((QPainter(image), image))
        return RowPainter(painters[-1][0], option), image

    yield make
    for painter, _image in painters:
        painter.end()


def ink(image: QImage) -> tuple[int, int]:
    """The first and last column in which something is painted."""
    columns = [x for x in range(200) if any(image.pixelColor(x, y).lightness() < 128 for y in range(24))]
    return columns[0], columns[-1]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_arabic_stands_at_the_right_and_english_at_the_left_in_either_interface(row, direction):
    for text, at_left in (("Annex", True), ("المرفق", False)):
        painter, image = row(direction)
        painter.line(painter.rest, text, QColor("black"))
        first, last = ink(image)
        assert (first < 20) is at_left
        assert (last > 180) is not at_left


def test_numbers_stand_at_the_trailing_edge(row):
    for direction, at_right in ((Qt.LayoutDirection.LeftToRight, True), (Qt.LayoutDirection.RightToLeft, False)):
        painter, image = row(direction)
        painter.trailing_text(painter.take_trailing(20), "7")
        assert (ink(image)[0] > 100) is at_right


def test_parts_do_not_overlap_and_leave_the_rest(row):
    painter, _image = row()
    page, badge, lead = painter.take_trailing(20), painter.take_trailing(30), painter.take_leading(10)
    parts = sorted((part.left(), part.right()) for part in (page, badge, lead, painter.rest))
    assert all(one[1] < other[0] for one, other in pairwise(parts))
    assert parts[0][0] == STEP
    assert parts[-1][1] == 200 - STEP - 1


def test_a_long_title_stays_in_its_part(row):
    painter, image = row()
    page = painter.take_trailing(60)
    painter.line(painter.rest, "A title that is much too long for the row it stands in", QColor("black"))
    assert ink(image)[1] < page.left()


def test_the_mark_is_at_the_leading_edge(row):
    for direction, x in ((Qt.LayoutDirection.LeftToRight, 1), (Qt.LayoutDirection.RightToLeft, 198)):
        painter, image = row(direction)
        painter.ground(marked=True)
        assert image.pixelColor(x, 12) == painter.accent
        assert image.pixelColor(100, 12) == QColor("white")
