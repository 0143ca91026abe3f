"""Colours that can be read: contrast as the Web Content Accessibility Guidelines define it, in light and dark."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from viewer.model.annotation import HighlightColor
from viewer.ui.look.colors import (
    CURRENT_HIT,
    DARK_PAPER,
    HATCH_GROUND,
    HIT,
    PAPER,
    PLACE,
    PULSE,
    contrast,
    highlight_color,
    language_brush,
    language_color,
    language_text_color,
    line_color,
    link_color,
    luminance,
    marking,
    secondary_text,
    selection_color,
    surroundings,
)

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de", "und")


@pytest.fixture(params=["light", "dark"])
def palette(request) -> QPalette:
    window, text = ("#EFEFEF", "#000000") if request.param == "light" else ("#2D2D2D", "#FFFFFF")
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#308CC6"))
    return palette


@pytest.mark.parametrize("code", LANGUAGES)
def test_letters_on_a_language_s_colour_can_be_read(code):
    ground = HATCH_GROUND if code == "und" else language_color(code)
    assert contrast(language_text_color(code), ground) >= 4.5


def test_languages_have_different_colours_and_unknown_ones_are_hatched():
    assert len({language_color(code).name() for code in LANGUAGES[:7]}) == 7
    assert language_color("de") == language_color("sw")
    assert language_brush("und").style() == Qt.BrushStyle.BDiagPattern
    assert {language_brush(code).style() for code in LANGUAGES[:7]} == {Qt.BrushStyle.SolidPattern}


@pytest.mark.parametrize("color", list(HighlightColor))
def test_black_on_a_highlight_keeps_a_contrast_of_seven(color):
    assert contrast(QColor("black"), highlight_color(color)) > 7


def test_highlights_are_told_apart():
    for one, other in itertools.combinations(HighlightColor, 2):
        a, b = highlight_color(one), highlight_color(other)
        far = abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())
        assert far > 40, (one, other)


@pytest.mark.parametrize("color", [HIT, CURRENT_HIT, PLACE, PULSE])
def test_black_on_any_mark_can_be_read(color):
    assert contrast(QColor("black"), color) > 7


def test_links_can_be_read_on_paper_and_on_a_place():
    assert contrast(link_color(), PAPER) >= 4.5
    assert contrast(link_color(), PLACE) >= 4.5


def test_text_that_steps_back_can_still_be_read(palette):
    window = palette.color(QPalette.ColorRole.Window)
    assert contrast(secondary_text(palette), window) >= 4.5
    assert contrast(secondary_text(palette), window) < contrast(palette.color(QPalette.ColorRole.WindowText), window)


def test_black_on_the_selection_can_be_read(palette):
    assert contrast(QColor("black"), selection_color(palette)) > 7


def test_pages_stand_out_from_what_surrounds_them(palette):
    window = palette.color(QPalette.ColorRole.Window)
    assert surroundings(palette) != window
    assert surroundings(palette).lightness() < window.lightness()
    assert surroundings(palette).lightness() < PAPER.lightness()


def laid(color: QColor, paper: QColor, ink: QColor) -> tuple[QColor, QColor]:
    """Paper and ink after a colour was laid over both."""
    image = QImage(2, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, paper)
    image.setPixelColor(1, 0, ink)
    painter = QPainter(image)
    shade, mode = marking(color, paper)
    painter.setCompositionMode(mode)
    painter.fillRect(image.rect(), shade)
    painter.end()
    return image.pixelColor(0, 0), image.pixelColor(1, 0)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("color", list(HighlightColor))
def test_marking_changes_the_paper_and_leaves_the_text(color):
    paper, ink = laid(highlight_color(color), QColor("white"), QColor("black"))
    assert (paper, ink) == (highlight_color(color), QColor("black"))
    paper, ink = laid(highlight_color(color), QColor("#1E1E1E"), QColor("white"))
    assert ink == QColor("white")
    assert paper.lightness() > QColor("#1E1E1E").lightness()
    assert contrast(paper, ink) > 3


@pytest.mark.parametrize("code", ["#000000", "#0000ff", "#7f0000", "#ffff00", "#fefefe", "#12b233"])
def test_a_colour_that_a_note_was_imported_in_leaves_words_readable_and_its_lines_can_be_seen(code):
    mark = highlight_color(HighlightColor.YELLOW, code)
    assert contrast(QColor("#000000"), mark) >= 7
    for paper in (PAPER, DARK_PAPER):
        assert contrast(line_color(HighlightColor.YELLOW, paper, code), paper) >= 3
    if luminance(QColor(code)) >= 0.3:
        assert mark.name() == code
