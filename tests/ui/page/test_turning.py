"""One page, or one pair, at a time: what is shown, and how pages are turned."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.painted_paper import LONG_PAGES

from viewer.model.text import Span
from viewer.session.changes import ViewPlace
from viewer.ui.page.layout import MARGIN, Arrangement, Fit, PageAnchor, PageLayout
from viewer.ui.page.turning import REST_MS
from viewer.ui.page.view import PageView

Key = Qt.Key


@pytest.fixture
def view(qtbot, paper_desk) -> PageView:
    view = PageView(paper_desk.lay_open(LONG_PAGES), paper_desk.session)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    view.arrange(Arrangement.SINGLE)
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    return view


def wheel(view, notches: float) -> None:
    point = QPointF(300, 200)
    event = QWheelEvent(
        point, QPointF(view.viewport().mapToGlobal(point.toPoint())), QPoint(), QPoint(0, round(-120 * notches)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def to_end(view) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())


# -- the layout -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", Arrangement)
def test_each_way_is_one_of_a_pair(way):
    assert way.with_paging(paged=True).paged
    assert not way.with_paging(paged=False).paged
    assert way.with_paging(paged=way.paged) is way
    assert way.continuous.with_paging(paged=way.paged) is way


@pytest.mark.parametrize(
    ("way", "page", "row"),
    [(Arrangement.SINGLE, 3, range(3, 4)), (Arrangement.PAIR, 3, range(2, 4)),
     (Arrangement.COVER_AND_PAIR, 3, range(3, 5)), (Arrangement.COVER_AND_PAIR, 0, range(1))],
)  # fmt: skip
def test_one_row_is_all_there_is(paper_desk, way, page, row):
    sizes = [paper_desk.lay_open(LONG_PAGES, name=f"{way.name}{page}.pdf").page_size(0)] * 9
    layout = PageLayout(sizes, 2.0, way).turned_to(page)
    assert layout.visible(0, 10_000) == row
    assert layout.top(page) == MARGIN
    assert layout.height == pytest.approx(2 * sizes[0].height + 2 * MARGIN)
    assert layout.anchor_at(*layout.point_of(PageAnchor(page, 40, 50))) == PageAnchor(page, 40, 50)
    assert layout.at_scale(1.0).visible(0, 10_000) == row


# -- the view ---------------------------------------------------------------------------------------------------------


def test_one_page_is_in_view_and_the_scroll_bar_is_its(qtbot, view):
    assert view.visible_pages() == range(1)
    assert view.verticalScrollBar().maximum() < view.page_in_view(0).height()
    view.document.go_to(ViewPlace(4, 100.0))
    assert view.visible_pages() == range(4, 5)
    qtbot.waitUntil(lambda: view.document.place.page == 4)


def test_page_down_scrolls_and_at_the_end_turns_the_page(view):
    QTest.keyClick(view, Key.Key_PageDown)
    assert view.visible_pages() == range(1)
    assert view.verticalScrollBar().value() > 0
    to_end(view)
    QTest.keyClick(view, Key.Key_PageDown)
    assert view.visible_pages() == range(1, 2)
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Key.Key_PageUp)
    assert view.visible_pages() == range(1)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


@pytest.mark.parametrize(("forward", "back"), [(Key.Key_Space, Key.Key_PageUp), (Key.Key_Down, Key.Key_Up),
                                               (Key.Key_Right, Key.Key_Left)])  # fmt: skip
def test_other_keys_turn_too_and_stop_at_the_ends(view, forward, back):
    view.fit_page()
    for expected in (1, 2):
        QTest.keyClick(view, forward)
        assert view.visible_pages().start == expected
    for expected in (1, 0, 0):
        QTest.keyClick(view, back)
        assert view.visible_pages().start == expected
    view.document.go_to_page(11)
    QTest.keyClick(view, forward)
    assert view.visible_pages() == range(11, 12)


def test_right_goes_back_where_one_reads_from_the_right(view):
    view.fit_page()
    view.document.go_to_page(3)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(view, Key.Key_Right)
    assert view.visible_pages().start == 2


def test_the_wheel_turns_after_a_short_resistance(view, monkeypatch):
    for pause in ("REST_MS", "FORGET_MS"):  # however slowly this machine turns the wheel, it is one swipe
        monkeypatch.setattr(f"viewer.ui.page.turning.{pause}", 1_000_000)
    to_end(view)
    wheel(view, 1)
    assert view.visible_pages() == range(1)
    wheel(view, 1)
    assert view.visible_pages() == range(1, 2)
    to_end(view)
    for _ in range(4):  # what is left of the swipe
        wheel(view, 1)
    assert view.visible_pages() == range(1, 2)
    view._turner._turned.invalidate()
    wheel(view, 1)
    wheel(view, -1)  # back: what has been pushed is forgotten
    to_end(view)
    wheel(view, 1)
    assert view.visible_pages() == range(1, 2)


def test_of_a_page_that_is_wholly_in_view_one_step_turns(qtbot, view):
    view.fit_page()
    wheel(view, 1)
    assert view.visible_pages() == range(1, 2)
    qtbot.waitUntil(lambda: view._turner._turned.elapsed() > REST_MS)
    wheel(view, -1)
    assert view.visible_pages() == range(1)


def test_a_page_that_is_smaller_than_the_view_stands_in_its_middle(view):
    view.set_zoom(0.2)
    box, room = view.page_in_view(0), view.viewport().rect()
    assert box.center().y() == pytest.approx(room.center().y(), abs=1)
    page, point = view.point_on_page(box.center())
    assert page == 0
    assert point.y == pytest.approx(421, abs=2)


def test_zooming_keeps_the_page(view):
    view.document.go_to_page(5)
    view.zoom_in()
    assert view.visible_pages() == range(5, 6)
    view.fit_width()
    assert (view.visible_pages(), view.fit) == (range(5, 6), Fit.WIDTH)


def test_a_passage_on_another_page_is_shown(qtbot, paper_desk, view):
    start = view.document.text.page_span(7).start
    view.document.go_to(Span(start, start + 4))
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    assert view.visible_pages() == range(7, 8)


def test_the_action_keeps_the_pairs_and_is_remembered(qtbot, paper_desk, window):
    document = paper_desk.lay_open(LONG_PAGES)
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    actions = window.actions_by_name
    actions["two_pages"].trigger()
    actions["page_by_page"].trigger()
    assert view.arrangement is Arrangement.PAIR
    assert actions["page_by_page"].isChecked()
    assert actions["two_pages"].isChecked()
    assert len(view.visible_pages()) == 2
    actions["one_column"].trigger()
    assert view.arrangement is Arrangement.SINGLE
    qtbot.waitUntil(lambda: document.look is not None and document.look.arrangement == "single page")
    actions["page_by_page"].trigger()
    assert view.arrangement is Arrangement.COLUMN
