"""Regions of real pages as pictures: what is on them, how fine they are, where they go."""

from __future__ import annotations

import pytest
from papers.pdf_file import PdfFile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from viewer.model.geometry import PageRect
from viewer.ui.page.pictures import MOST_PIXELS, ask_picture, scale_within
from viewer.ui.regions.pictures import DOTS_PER_INCH, RegionPictures

RED, BLUE = QColor(255, 0, 0), QColor(0, 0, 255)
pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)


@pytest.fixture
def colored(tmp_path):
    """A page with a red square of 72 points, its corner 100 points from the left and 200 from the top, blue beside."""
    file = PdfFile()
    file.page("1 0 0 rg 100 570 72 72 re f 0 0 1 rg 172 570 72 72 re f")
    path = tmp_path / "colored.pdf"
    path.write_bytes(file.to_bytes())
    return path


def drawn(pages, rect: PageRect, scale: float) -> QImage:
    taken = []
    ask_picture(pages.document, 0, rect, scale, taken.append)
    pages.wait(lambda: bool(taken))
    assert isinstance(taken[0], QImage), taken[0]
    return taken[0]


def test_a_picture_shows_the_region_at_the_fineness_of_print(real_pages, colored):
    image = drawn(real_pages(colored), PageRect(100, 200, 244, 272), DOTS_PER_INCH / 72)
    assert (image.width(), image.height()) == (600, 300)
    assert image.pixelColor(2, 150) == image.pixelColor(297, 2) == RED
    assert image.pixelColor(303, 2) == image.pixelColor(597, 297) == BLUE


def test_a_picture_of_a_plain_text_shows_its_letters(real_pages, sample_text):
    pages = real_pages(sample_text)
    image = drawn(pages, PageRect(0, 0, 300, 300), 2.0)
    assert (image.width(), image.height()) == (600, 600)
    shades = {image.pixelColor(x, y).lightness() for x in range(0, 600, 3) for y in range(0, 600, 3)}
    assert min(shades) < 80
    assert max(shades) == 255


def test_a_huge_region_is_drawn_less_finely_and_within_bounds():
    whole = PageRect(0, 0, 14_400, 14_400)
    assert scale_within(PageRect(0, 0, 595, 842), 300) == pytest.approx(300 / 72)
    assert scale_within(whole, 300) ** 2 * 14_400**2 == pytest.approx(MOST_PIXELS)


def test_a_page_that_cannot_be_drawn_says_so(real_pages, colored):
    pages = real_pages(colored)
    taken = []
    ask_picture(pages.document, 7, PageRect(0, 0, 100, 100), 1.0, taken.append)
    pages.wait(lambda: bool(taken))
    assert taken == ["Page 8 could not be read; the file may be damaged."]


# -- in the window ----------------------------------------------------------------------------------------------------


@pytest.fixture
def choose(qtbot, paper_desk, window):
    """Opens a paper, drags over a part of its page, and gives the menu that is shown then."""

    def drag() -> QMenu:
        paper_desk.lay_open()
        view = window.tabs.current_view
        qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
        window.actions_by_name["copy_region"].trigger()
        overlay = window.findChild(RegionPictures).drag
        QTest.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
        QTest.mouseMove(overlay, QPoint(300, 260))
        QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(300, 260))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    return drag


def click(menu: QMenu, text: str) -> None:
    [action] = [action for action in menu.actions() if action.text() == text]
    menu.close()
    action.trigger()


def test_enter_in_the_menu_copies_a_picture(paper_desk, window, choose):
    menu = choose()
    assert menu.activeAction().text() == "Copy as picture"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    paper_desk.serve()
    image = QGuiApplication.clipboard().image()
    view = window.tabs.current_view
    points = 100 / view.rect_in_view(0, PageRect(0, 0, 1, 1)).width()
    assert image.width() == pytest.approx(points * DOTS_PER_INCH / 72, abs=2)
    assert image.dotsPerMeterX() == pytest.approx(DOTS_PER_INCH / 0.0254, abs=1)
    assert "Region copied" in window.status.currentMessage()
    assert window.findChild(RegionPictures).drag is None


def test_a_picture_is_saved_under_the_name_that_was_chosen(paper_desk, choose, monkeypatch, tmp_path):
    asked = []

    def ask(*given):
        asked.append(given[2])
        return str(tmp_path / "cut"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    click(choose(), "Save as picture…")
    paper_desk.serve()
    assert asked[0].endswith("paper, page 1.png")
    assert not QImage(str(tmp_path / "cut.png")).isNull()


def test_a_picture_that_cannot_be_written_says_so(paper_desk, window, choose, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "cut.png"), ""))
    click(choose(), "Save as picture…")
    paper_desk.serve()
    assert window.notices.texts == ["cut.png could not be written. Choose another folder, or free some room."]


def test_a_turned_page_gives_a_turned_picture(paper_desk, window):
    paper_desk.lay_open(name="other.pdf")
    view = window.tabs.current_view
    view.turn(1)
    pictures = RegionPictures(window)
    pictures.copy(view, 0, PageRect(100, 200, 244, 272))
    paper_desk.serve()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (300, 600)
