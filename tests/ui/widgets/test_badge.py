"""The badge says its language with letters, and these can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from viewer.ui.look.colors import HATCH_GROUND, language_color, language_text_color
from viewer.ui.widgets.badge import badge_letters, badge_size, paint_badge

CODES = ("en", "fr", "es", "ru", "ar", "zh", "de", "und")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(color: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted(code: str) -> QImage:
    size = badge_size(QFont())
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    paint_badge(painter, QRect(QPoint(0, 0), size), code, QFont())
    painter.end()
    return image


@pytest.mark.parametrize("code", CODES)
@pytest.mark.usefixtures("qapp")
def test_letters_can_be_read_on_their_colour(code):
    grounds = [HATCH_GROUND, language_color(code)] if code == "und" else [language_color(code)]
    assert all(contrast(ground, language_text_color(code)) >= 4.5 for ground in grounds)


@pytest.mark.parametrize(("code", "letters"), [("en", "EN"), ("zh", "ZH"), ("und", "?"), ("zho", "ZH")])
def test_letters(code, letters):
    assert badge_letters(code) == letters


@pytest.mark.usefixtures("qapp")
def test_the_badge_has_its_language_s_colour_and_letters():
    image = painted("fr")
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert colors.count(language_color("fr")) > len(colors) // 3
    assert any(color.lightness() < 40 for color in colors[image.height() * 4 : -image.height() * 4])


@pytest.mark.usefixtures("qapp")
def test_an_unknown_language_is_hatched_also_on_a_dark_ground():
    image = painted("und")
    inside = [image.pixelColor(x, y).name() for x in range(3, image.width() - 3) for y in range(3, image.height() - 3)]
    assert inside.count(HATCH_GROUND.name()) > len(inside) // 3
    assert len(set(inside)) > 2


@pytest.mark.usefixtures("qapp")
def test_all_badges_are_as_wide():
    assert len({painted(code).size().toTuple() for code in CODES}) == 1
