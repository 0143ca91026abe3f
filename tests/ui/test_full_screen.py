"""Full screen: the page only, and everything back as it was afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.painted_paper import LONG_PAGES

from viewer.model.text import Span

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)


@pytest.fixture
def view(qtbot, paper_desk, window):
    paper_desk.lay_open(LONG_PAGES)
    paper_desk.lay_open(LONG_PAGES, name="other.pdf")
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def shown(window) -> list[bool]:
    parts = (window.menuBar(), window.reading_bar, window.status, window.tabs.tabBar(), window.panes.left,
             window.panes.right)  # fmt: skip
    return [not part.isHidden() for part in parts]


def test_only_the_page_is_left_and_all_comes_back(qtbot, window, view):
    window.panes.toggle_right()
    before = shown(window)
    assert before == [True, True, True, True, True, False]
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(lambda: not any(shown(window)))
    assert window.actions_by_name["full_screen"].isChecked()
    assert window.full_screen.hint.isVisible()
    assert view.width() > window.width() - 60
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(lambda: shown(window) == before)
    assert not window.full_screen.hint.isVisible()


def test_escape_leaves_once_there_is_nothing_else_to_let_go(qtbot, window, view):
    window.actions_by_name["full_screen"].trigger()
    view.document.select_span(Span(0, 4))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.isFullScreen()
    assert view.document.selection is None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    qtbot.waitUntil(lambda: all(shown(window)))


def test_keys_work_though_the_menus_are_away(qtbot, window, view):
    window.actions_by_name["full_screen"].trigger()
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.document.place.page == len(LONG_PAGES) - 1)


def test_the_bar_is_lent_for_typing(qtbot, window, view):
    window.actions_by_name["full_screen"].trigger()
    window.actions_by_name["go_to_page"].trigger()
    assert not window.reading_bar.isHidden()
    qtbot.waitUntil(window.reading_bar.page_field.hasFocus)
    view.setFocus()
    qtbot.waitUntil(window.reading_bar.isHidden)


def test_panels_are_remembered_as_they_were(window, view):
    assert view is not None
    before = window.panes.state()
    window.actions_by_name["full_screen"].trigger()
    during = window.panes.state()
    assert (during["left"], during["right"]) == (before["left"], before["right"]) == ("shown", "shown")
