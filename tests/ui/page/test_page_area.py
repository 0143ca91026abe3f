"""Where pages stand: what is remembered, and what is worked out for a usual window beside what that really lays out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from viewer.session.settings import Settings
from viewer.ui.page.page_area import FIRST_SIZE, RIBBON_WIDTH, SCROLL_BAR, PageArea, known_area, usual_area
from viewer.ui.starting.first_look import FirstLook
from viewer.ui.starting.first_page import FirstPage, remember_area
from viewer.ui.window import MainWindow

AREA = PageArea(0, 50, 619, 500, 640, 600, 1.0, 96.0)


def test_the_area_is_remembered(tmp_path):
    path = tmp_path / "cache" / "area.json"
    assert known_area(path) is None
    AREA.save(path)
    assert known_area(path) == AREA


@pytest.mark.parametrize("words", ["[]", "{}", '{"x": 0}', "not JSON"])
def test_an_area_that_makes_no_sense_is_none(tmp_path, words):
    path = tmp_path / "area.json"
    path.write_text(words, encoding="utf-8")
    assert known_area(path) is None
    replace(AREA, width=0).save(path)
    assert known_area(path) is None


# -- a usual window ---------------------------------------------------------------------------------------------------


def hidden(*sides: str) -> dict[str, str]:
    return dict.fromkeys(sides, "hidden")


def real_place(window: MainWindow) -> QRect:
    """Where the pages of a window stand in it."""
    viewport = window.tabs.current_view.viewport()
    return QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())


@pytest.fixture
def usual_window(qtbot, paper_desk):
    """A window with a document, as nobody has changed it but for what is hidden, and its cover of the first page."""

    def lay_out(state, size) -> tuple[MainWindow, FirstPage]:
        window = MainWindow(state=state)
        qtbot.addWidget(window)
        window.resize(*size)
        cover = FirstPage(look_at(state), look_at(state).area, window)
        window.show()
        early = cover.geometry()
        window.furnish(paper_desk.session)
        window.panes.restore(state)
        paper_desk.lay_open()
        qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
        assert cover.geometry() == early
        return window, cover

    return lay_out


def look_at(state) -> FirstLook:
    return FirstLook(None, (), Settings(window=state, reopen_documents=False), None, None)


@pytest.mark.parametrize("size", [FIRST_SIZE, (1100, 700)])
@pytest.mark.parametrize("state", [{}, hidden("left"), hidden("right"), hidden("left", "right")])
def test_the_first_page_is_covered_where_a_usual_window_lays_it_out(usual_window, state, size):
    window, cover = usual_window(state, size)
    assert cover.geometry() == real_place(window)
    area = usual_area(state, size)
    assert (area.x, area.width) == (real_place(window).x(), real_place(window).width())


def test_from_right_to_left_too(usual_window):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window, cover = usual_window(hidden("right"), FIRST_SIZE)
        beside = cover.geometry().left() - real_place(window).left()
        assert abs(beside) <= 2, "Qt mirrors a splitter one pixel off, and a scroll area another"
        assert cover.width() == real_place(window).width()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_larger_letters_move_the_page_down_under_its_cover(usual_window):
    usual = QApplication.font()
    larger = QApplication.font()
    larger.setPointSize(16)
    QApplication.setFont(larger)
    try:
        window, cover = usual_window({}, FIRST_SIZE)
        place = real_place(window)
        assert place.top() > usual_area({}).y
        assert (cover.geometry().topLeft(), cover.width()) == (place.topLeft(), place.width())
    finally:
        QApplication.setFont(usual)


def test_a_window_without_a_document_knows_where_one_would_stand(qtbot, paper_desk, window):
    remember_area(window, window.middle, RIBBON_WIDTH + SCROLL_BAR)
    remembered = known_area()
    paper_desk.lay_open()
    qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
    place = real_place(window)
    assert (remembered.x, remembered.y, remembered.width, remembered.height) == place.getRect()
