"""Icons follow the palette and the screen, because they are drawn when they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from viewer.model.resources import resource_path
from viewer.ui.look.icons import icon

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg") if path.stem != "verbale")


def inks(image: QImage) -> set[str]:
    """The colours of what is wholly opaque."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.fixture
def palette(qapp):
    """The palette of the application, which a test may change."""
    before = QPalette(qapp.palette())
    yield qapp.palette()
    QApplication.setPalette(before)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(name):
    image = icon(name).pixmap(QSize(24, 24)).toImage()
    assert image.size() == QSize(24, 24)
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))
    assert image.pixelColor(0, 0).alpha() == 0, "the ground shows through"


@pytest.mark.parametrize("color", ["#112233", "#eeddcc"])
def test_it_has_the_colour_of_text_at_that_moment(palette, color):
    found = icon("open")
    palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
    QApplication.setPalette(palette)
    assert inks(found.pixmap(QSize(48, 48)).toImage()) == {color}


def test_disabled_and_selected_have_their_own_colours(palette):
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor("#777777"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#fefefe"))
    QApplication.setPalette(palette)
    size = QSize(48, 48)
    assert inks(icon("open").pixmap(size, QIcon.Mode.Disabled).toImage()) == {"#777777"}
    assert inks(icon("open").pixmap(size, QIcon.Mode.Selected).toImage()) == {"#fefefe"}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_it_is_sharp_at_any_ratio(ratio):
    pixmap = icon("open").pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(round(20 * ratio), round(20 * ratio))


@pytest.mark.usefixtures("qapp")
def test_it_can_be_copied():
    assert not QIcon(icon("open")).pixmap(16, 16).isNull()
