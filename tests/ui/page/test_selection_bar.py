"""The bar at the selected words: it comes, keeps clear of them, can be reached with the keys, and goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.ui.page.selection_bar_keeper import SelectionBarKeeper


@pytest.fixture
def shown(window, paper_desk, qtbot):
    """A window with a paper that is read, and the view of it."""
    document = paper_desk.lay_open()
    qtbot.waitUntil(lambda: window.tabs.current_view is not None)
    window.resize(900, 700)
    window.show()
    view = window.tabs.current_view
    qtbot.waitExposed(window)
    paper_desk.serve()
    view.glyphs.want(range(document.page_count))
    paper_desk.serve()
    return window, document, view, window.selection_bar(view)


def select(document, start=0, end=12):
    document.select_span(Span(start, end))


def test_it_stands_clear_of_the_selection_and_inside_the_view(shown):
    _, document, view, keeper = shown
    select(document)
    keeper.show_bar()
    bar = QRectF(keeper.bar.geometry())
    assert QRectF(view.viewport().rect()).contains(bar)
    rects = [view.rect_in_view(0, rect) for rect in view.page_painter.selection_rects(0)]
    assert rects
    assert not any(bar.intersects(rect) for rect in rects)


def test_it_comes_a_moment_after_the_mouse_and_not_where_it_is_not_wanted(shown, qtbot):
    window, document, view, keeper = shown
    keeper.soon.setInterval(1)
    select(document)
    view.pointer.words_selected.emit()
    qtbot.waitUntil(lambda: keeper.bar is not None and keeper.bar.isVisible())
    document.clear_selection()
    assert keeper.bar is None
    window.session.change_settings(replace(window.session.settings, selection_bar=False))
    select(document)
    view.pointer.words_selected.emit()
    assert not keeper.soon.isActive()


def test_dragging_over_words_brings_it(shown, qtbot):
    _, document, view, keeper = shown
    keeper.soon.setInterval(1)
    rect = view.rect_in_view(0, view.marks.rects_of(0, Span(0, 12))[0])
    start, end = rect.center() - QPointF(rect.width() / 2 - 2, 0), rect.center() + QPointF(rect.width() / 2 - 2, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(view.viewport(), end.toPoint())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end.toPoint())
    assert document.selection is not None
    qtbot.waitUntil(lambda: keeper.bar is not None and keeper.bar.isVisible())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=end.toPoint())
    assert keeper.bar is None


def test_its_buttons_act_and_it_goes_with_the_selection(shown):
    _, document, _, keeper = shown
    for number, kind in ((6, AnnotationKind.UNDERLINE), (7, AnnotationKind.STRIKE_THROUGH)):
        select(document)
        keeper.show_bar()
        QTest.mouseClick(keeper.bar.buttons[number], Qt.MouseButton.LeftButton)
        assert document.notes.annotations[-1].kind is kind
        assert keeper.bar is None
    select(document, 14, 20)
    keeper.show_bar()
    QTest.mouseClick(keeper.bar.buttons[2], Qt.MouseButton.LeftButton)
    assert document.notes.annotations[-1].color is HighlightColor.BLUE


def test_the_keys_reach_it_walk_it_and_leave_it(shown, qtbot):
    window, document, view, keeper = shown
    window.activateWindow()
    view.setFocus()
    select(document)
    window.actions_by_name["selection_bar"].trigger()
    bar = keeper.bar
    qtbot.waitUntil(bar.buttons[0].hasFocus)
    QTest.keyClick(bar.buttons[0], Qt.Key.Key_Right)
    assert bar.buttons[1].hasFocus()
    QTest.keyClick(bar.buttons[1], Qt.Key.Key_Left)
    QTest.keyClick(bar.buttons[0], Qt.Key.Key_Left)
    assert bar.buttons[-1].hasFocus()
    QTest.keyClick(bar.buttons[-1], Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()
    assert isinstance(keeper, SelectionBarKeeper)


def test_every_button_has_a_name_and_says_the_readers_own(shown):
    window, document, _, keeper = shown
    window.session.change_settings(replace(window.session.settings, color_names={"yellow": "Claim"}))
    select(document)
    keeper.show_bar()
    names = [button.accessibleName() for button in keeper.bar.buttons]
    assert all(names)
    assert names[0] == "Highlight, Claim"
