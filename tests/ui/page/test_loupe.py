"""The magnifying glass: what is under it, how sharp, and how it is put away."""

from __future__ import annotations

import pytest
from papers.pdf_file import PdfFile
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.model.geometry import PageRect
from viewer.ui.page.loupe import FACTOR, Loupe

RED, BLUE = QColor(255, 0, 0), QColor(0, 0, 255)


@pytest.fixture
def pages(real_pages, tmp_path):
    """A page, red at the left and blue at the right of a line 200 points from the left."""
    QCursor.setPos(1500, 1500)
    file = PdfFile()
    file.page("1 0 0 rg 0 0 200 842 re f 0 0 1 rg 200 0 395 842 re f")
    path = tmp_path / "halves.pdf"
    path.write_bytes(file.to_bytes())
    return real_pages(path)


def point_to(view, x: float, y: float) -> None:
    at = view.rect_in_view(0, PageRect(x, y, x, y)).topLeft()
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(view.viewport().mapToGlobal(at.toPoint())),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def colors(loupe) -> list[QColor]:
    """The colours 20 pixels at the left and at the right of the middle, and at the same places above and below."""
    picture, middle = loupe.grab().toImage(), loupe.rect().center()
    return [picture.pixelColor(middle + by) for by in (QPoint(-20, 0), QPoint(20, 0), QPoint(0, -20), QPoint(0, 20))]


def test_it_shows_what_is_under_the_pointer_larger_and_sharp(pages):
    loupe = Loupe(pages.view)
    point_to(pages.view, 200, 100)
    pages.wait(lambda: loupe.is_sharp)
    assert colors(loupe)[:2] == [RED, BLUE]
    _, rect, scale, image = loupe._sharp
    assert scale == pytest.approx(FACTOR * pages.view.zoom * pages.view.logicalDpiX() / 72)
    assert image.width() >= min(loupe.width(), rect.width * scale - 1)


def test_before_it_is_sharp_what_is_there_is_enlarged(pages):
    loupe = Loupe(pages.view)
    loupe._ask_soon.stop()
    point_to(pages.view, 200, 100)
    loupe._ask_soon.stop()
    assert not loupe.is_sharp
    assert colors(loupe)[:2] == [RED, BLUE]


def test_a_turned_page_is_magnified_as_it_lies(pages):
    pages.view.turn(1)
    loupe = Loupe(pages.view)
    point_to(pages.view, 200, 800)
    pages.wait(lambda: loupe.is_sharp)
    assert colors(loupe)[2:] == [RED, BLUE]


def test_escape_puts_it_away(qtbot, pages):
    loupe = Loupe(pages.view)
    with qtbot.waitSignal(loupe.closed):
        QTest.keyClick(pages.view, Qt.Key.Key_Escape)
    assert not loupe.isVisible()


def test_the_key_on_the_page_brings_and_takes_it(qtbot, paper_desk, window):
    paper_desk.lay_open()
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    # Beside the page: where a test before this one has left the pointer, the loupe would open.
    QCursor.setPos(view.viewport().mapToGlobal(QPoint(-20, -20)))
    action = window.actions_by_name["magnifier"]
    action.trigger()
    assert action.isChecked()
    assert view.viewport().findChild(Loupe).geometry().center() == view.viewport().rect().center()
    action.trigger()
    assert not action.isChecked()
