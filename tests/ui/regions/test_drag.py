"""Choosing a rectangle on a page with the mouse and the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from ui.painted_paper import LONG_PAGES

from viewer.ui.page.view import PageView
from viewer.ui.regions.drag import STEP, RegionDrag

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot, paper_desk) -> PageView:
    view = PageView(paper_desk.lay_open(LONG_PAGES), paper_desk.session)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    return view


@pytest.fixture
def drag(qtbot, view) -> RegionDrag:
    drag = RegionDrag(view)
    qtbot.waitUntil(drag.hasFocus)
    return drag


def drag_over(drag, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(drag, Left, pos=start)
    QTest.mouseMove(drag, (start + end) / 2)
    QTest.mouseMove(drag, end)
    QTest.mouseRelease(drag, Left, pos=end)


def near(one: QRectF, other: QRectF) -> bool:
    edges = (QRectF.left, QRectF.top, QRectF.right, QRectF.bottom)
    return all(abs(edge(one) - edge(other)) < 0.6 for edge in edges)


def test_a_drag_chooses_what_it_was_drawn_over(qtbot, view, drag):
    with qtbot.waitSignal(drag.chosen) as chosen:
        drag_over(drag, QPoint(300, 220), QPoint(100, 80))
    page, rect = chosen.args
    assert page == 0
    assert near(view.rect_in_view(page, rect), QRectF(QPointF(100, 80), QPointF(300, 220)))
    assert drag.isVisible()
    drag.finish()
    assert not drag.isVisible()
    assert view.hasFocus()


def test_it_is_told_in_points_of_the_page_however_it_is_turned(qtbot, view):
    view.turn(1)
    drag = RegionDrag(view)
    with qtbot.waitSignal(drag.chosen) as chosen:
        drag_over(drag, QPoint(100, 80), QPoint(300, 220))
    page, rect = chosen.args
    assert near(view.rect_in_view(page, rect), QRectF(QPointF(100, 80), QPointF(300, 220)))


def test_it_stays_on_the_page_on_which_it_was_begun(qtbot, view, drag):
    view.show_top(1, -100)
    seen = view.page_in_view(1)
    with qtbot.waitSignal(drag.chosen) as chosen:
        drag_over(drag, QPoint(200, round(seen.top()) + 60), QPoint(900, -300))
    page, rect = chosen.args
    size = view.document.page_size(1)
    assert page == 1
    assert rect.y0 == pytest.approx(0, abs=0.1)
    assert rect.x1 == pytest.approx(size.width, abs=0.1)


def test_a_click_chooses_nothing(drag):
    told = []
    drag.chosen.connect(lambda *args: told.append(args))
    drag_over(drag, QPoint(200, 200), QPoint(202, 202))
    assert told == []
    assert drag.isVisible()
    assert drag.frame is None


def test_the_frame_moves_with_the_page(view, drag):
    drag_over(drag, QPoint(100, 80), QPoint(300, 220))
    before = drag.frame
    view.pan_by(0, 50)
    assert near(drag.frame, before.translated(0, -50))


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_the_keys_place_a_frame_and_enter_takes_it(qtbot, view, drag, key):
    QTest.keyClick(drag, Key.Key_Right)
    first = drag.frame
    assert view.viewport().rect().contains(first.toRect())
    QTest.keyClick(drag, Key.Key_Down)
    assert near(drag.frame, first.translated(0, STEP))
    QTest.keyClick(drag, Key.Key_Left, SHIFT)
    assert near(drag.frame, first.translated(0, STEP).adjusted(0, 0, -STEP, 0))
    with qtbot.waitSignal(drag.chosen) as chosen:
        QTest.keyClick(drag, key)
    assert near(view.rect_in_view(*chosen.args), drag.frame)


def test_the_frame_cannot_be_moved_off_its_page_nor_made_nothing(view, drag):
    for _ in range(200):
        QTest.keyClick(drag, Key.Key_Left)
        QTest.keyClick(drag, Key.Key_Up, SHIFT)
    page = view.page_in_view(0)
    assert drag.frame.left() == pytest.approx(page.left(), abs=0.1)
    assert drag.frame.height() >= 3.9


def test_escape_ends_it_without_a_choice(qtbot, view, drag):
    with qtbot.waitSignal(drag.ended), qtbot.assertNotEmitted(drag.chosen):
        QTest.keyClick(drag, Key.Key_Escape)
    qtbot.waitUntil(view.hasFocus)


def test_it_ends_when_the_reader_turns_to_something_else(qtbot, drag):
    with qtbot.waitSignal(drag.ended):
        drag.clearFocus()


def test_it_is_as_large_as_the_view(view, drag):
    view.resize(500, 300)
    assert drag.geometry() == view.viewport().rect()


def test_what_is_not_chosen_is_shaded(view, drag):
    drag_over(drag, QPoint(100, 80), QPoint(300, 220))
    drag._hint.hide()
    shown, bare = view.viewport().grab().toImage(), None
    drag.hide()
    bare = view.viewport().grab().toImage()
    for point in (QPoint(150, 100), QPoint(250, 200)):
        assert shown.pixelColor(point) == bare.pixelColor(point)
    for point in (QPoint(50, 100), QPoint(350, 100), QPoint(200, 40), QPoint(200, 300)):
        assert shown.pixelColor(point).lightness() < bare.pixelColor(point).lightness()
