"""The canvas on a screen of any ratio, while it is resized, and what it asks for in which order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPalette, QPointingDevice
from PySide6.QtWidgets import QApplication
from ui.painted_paper import A4, LONG_PAGES

from viewer.model.geometry import PagePoint, PageRect
from viewer.ui.background.overviews import AHEAD
from viewer.ui.look.colors import surroundings
from viewer.ui.page.canvas import LINE_STEP, PageCanvas
from viewer.workers.messages.requests import Priority, ReadGlyphs, RenderTile


@pytest.mark.parametrize("ratio", ["1", "1.25", "1.5", "2"])
def test_at_any_ratio_the_worker_s_pixels_are_on_the_screen(tmp_path, sample_pdf, ratio):
    script = Path(__file__).with_name("scaled_window.py")
    command = [sys.executable, str(script), str(sample_pdf), ratio, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, cwd=script.parents[3])
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["ratio"] == float(ratio)
    assert told["dark"] > 1000, "there is text to be compared"
    assert told["pixels"] > 50_000
    assert (told["same"], told["differing"]) == (True, 0)


@pytest.fixture
def canvas(qtbot, paper_desk):
    canvas = PageCanvas(paper_desk.lay_open(LONG_PAGES))
    qtbot.addWidget(canvas)
    canvas.resize(700, 500)
    canvas.show()
    qtbot.waitUntil(lambda: bool(paper_desk.worker.asked(RenderTile)))
    return canvas


@pytest.fixture
def settle(qtbot, paper_desk, canvas):
    return lambda: qtbot.waitUntil(lambda: not paper_desk.serve() and canvas.settled)


def asked(desk, kind=RenderTile) -> dict[int, int]:
    """The pages that are waited for, with their priorities."""
    waiting = desk.worker.requests.items()
    return {r.page: desk.worker.priorities[number] for number, (r, _) in waiting if isinstance(r, kind)}


def test_what_is_in_view_is_asked_for_before_what_is_near(paper_desk, canvas):
    waiting = asked(paper_desk)
    visible = set(canvas.visible_pages())
    assert {page for page, priority in waiting.items() if priority == Priority.VISIBLE} == visible
    assert min(priority for page, priority in waiting.items() if page not in visible) >= Priority.NEAR
    assert set(asked(paper_desk, ReadGlyphs)) == visible, "letters only of what can be pointed at"


def test_going_on_fetches_ahead_and_going_back_behind(qtbot, paper_desk, canvas, settle):
    settle()
    bar = canvas.verticalScrollBar()
    top = round(canvas._layout.top(6))
    bar.setValue(top)
    qtbot.waitUntil(lambda: 6 in asked(paper_desk))
    assert max(asked(paper_desk)) > 8
    settle()
    bar.setValue(round(canvas._layout.top(11)))
    settle()
    bar.setValue(top)
    settle()
    assert canvas.wants.direction == -1
    scale = canvas._layout.scale * canvas.devicePixelRatioF()
    assert all(canvas.pixels.pieces(page, scale)[0] for page in range(3, 7))


@pytest.mark.parametrize("size", [(420, 900), (700, 500), (1300, 700)])
def test_a_document_that_opens_fetches_ahead(qtbot, paper_desk, size):
    canvas = PageCanvas(paper_desk.lay_open(LONG_PAGES))
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    qtbot.waitUntil(lambda: bool(asked(paper_desk)))
    assert sorted(asked(paper_desk)) == list(range(canvas.visible_pages().stop + 4))


def test_a_jump_back_says_nothing_of_where_the_reader_goes_on(canvas, settle):
    settle()
    canvas.lead_by(0, 5000)
    canvas.lead_by(0, -2000)
    assert canvas.wants.direction == 0
    canvas.pan_by(0, 10)
    assert canvas.wants.direction == 1


def test_the_page_one_goes_to_is_asked_for_before_it_is_painted(paper_desk, canvas, settle):
    settle()
    canvas.show_top(8, 0.0)
    requests = [r for r, _ in paper_desk.worker.requests.values() if isinstance(r, RenderTile | ReadGlyphs)]
    assert isinstance(requests[0], RenderTile)
    assert requests[0].page == 8
    assert set(asked(paper_desk, ReadGlyphs)) == set(canvas.visible_pages())


def test_a_page_that_is_expected_is_there_when_one_goes_to_it(paper_desk, canvas, settle):
    settle()
    canvas.wants.expect(8)
    assert asked(paper_desk) == {8: Priority.NEAR - 1}
    canvas.viewport().update()
    settle()
    canvas.show_top(8, 0.0)
    assert 8 not in asked(paper_desk), "it has been drawn"
    assert set(asked(paper_desk)) == {7, 9, 10, 11}


def test_a_page_that_was_expected_in_vain_is_not_wanted_any_more(paper_desk, canvas, settle):
    settle()
    canvas.wants.expect(8)
    canvas.wants.expect(6)
    assert asked(paper_desk) == {6: Priority.NEAR - 1}
    canvas.show_top(10, 0.0)
    assert 6 not in asked(paper_desk)


def test_near_a_slow_page_nothing_is_drawn_before_the_reader_has_looked_at_it(qtbot, paper_desk, canvas, settle):
    settle()
    canvas.pixels.pace.drew(0, 1.0)
    canvas.wants._ahead.setInterval(1_000_000)  # the reader looks for as long as this machine needs
    canvas.show_top(8, 0.0)

    def sharp():
        return {page for page, priority in asked(paper_desk).items() if priority < AHEAD}

    assert sharp() == set(canvas.visible_pages())
    settle()
    assert canvas.wants._ahead.isActive()
    canvas.wants._ahead.start(0)
    qtbot.waitUntil(lambda: canvas.visible_pages().stop in sharp())


def test_a_page_in_view_need_not_be_expected(paper_desk, canvas, settle):
    settle()
    canvas.wants.expect(canvas.visible_pages().start)
    assert asked(paper_desk) == {}


def test_scrolling_past_pages_cancels_them(qtbot, paper_desk, canvas):
    before = set(asked(paper_desk))
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 11 in asked(paper_desk))
    assert not before & set(asked(paper_desk))
    assert len(paper_desk.worker.cancelled) >= len(before)


def test_many_movements_in_one_moment_ask_once(qtbot, paper_desk, canvas, settle):
    settle()
    looked = []
    canvas.view_changed.connect(lambda: looked.append(True))
    for value in range(0, 2000, 40):
        canvas.verticalScrollBar().setValue(value)
    qtbot.waitUntil(lambda: bool(looked))
    QApplication.processEvents()
    assert len(looked) == 1
    assert paper_desk.worker.asked(RenderTile)


def test_settled_means_that_nothing_is_on_its_way(paper_desk, canvas, settle):
    assert not canvas.settled
    settle()
    assert canvas.settled
    canvas.set_zoom(1.7)
    assert not canvas.settled, "pixels of this size will be asked for"
    settle()
    assert paper_desk.worker.asked(RenderTile) == []


def test_points_and_rectangles_of_pages_find_each_other(canvas):
    canvas.verticalScrollBar().setValue(900)
    rect = PageRect(100, 200, 180, 220)
    shown = canvas.rect_in_view(1, rect)
    page, point = canvas.point_on_page(shown.center())
    assert page == 1
    assert (point.x, point.y) == pytest.approx((140, 210))
    assert shown.width() == pytest.approx(80 * canvas._layout.scale)
    assert canvas.page_in_view(1).contains(shown)
    assert isinstance(point, PagePoint)


def test_a_page_narrower_than_the_view_stands_in_its_middle(canvas):
    canvas.set_zoom(0.4)
    box = canvas.page_in_view(0)
    assert box.left() == pytest.approx(canvas.viewport().width() - box.right(), abs=1)


def test_pinching_zooms_about_the_fingers(canvas):
    canvas.set_zoom(2.0)
    canvas.verticalScrollBar().setValue(700)
    point = QPointF(250, 200)
    before = canvas.anchor_at(point)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        point,
        point,
        QPointF(canvas.viewport().mapToGlobal(point.toPoint())),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(canvas.viewport(), event)
    after = canvas.anchor_at(point)
    assert canvas.zoom == pytest.approx(2.5)
    assert (after.x, after.y) == (pytest.approx(before.x, abs=0.6), pytest.approx(before.y, abs=0.6))


def test_panning_stops_at_the_ends(canvas):
    bar = canvas.verticalScrollBar()
    canvas.pan_by(0, -500)
    assert bar.value() == 0
    canvas.pan_by(0, 1e6)
    assert bar.value() == bar.maximum()
    last = canvas.page_in_view(11)
    assert last.bottom() <= canvas.viewport().height()
    assert bar.singleStep() == LINE_STEP


def test_the_program_s_own_scrolling_is_known_as_such(canvas):
    led = []
    canvas.verticalScrollBar().valueChanged.connect(lambda: led.append(canvas.led))
    canvas.lead_by(0, 50)
    canvas.pan_by(0, 50)
    assert led == [True, False]


def test_around_the_pages_is_the_palette_s_colour(canvas, settle):
    settle()
    canvas.set_zoom(0.3)
    settle()
    for name in ("#efefef", "#202020"):
        palette = QPalette(canvas.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(name))
        canvas.setPalette(palette)
        image = canvas.viewport().grab().toImage()
        assert image.pixelColor(3, 3).name() == surroundings(palette).name()


def test_only_what_is_exposed_is_painted_and_it_is_the_same(canvas, settle):
    settle()
    whole = canvas.viewport().grab().toImage()
    canvas.verticalScrollBar().setValue(37)
    canvas.verticalScrollBar().setValue(0)
    canvas.viewport().repaint(10, 10, 50, 50)
    again = canvas.viewport().grab().toImage()
    assert again == whole


@pytest.mark.parametrize("size", [(1400, 500), (900, 900), (400, 300), (250, 700)])
def test_at_the_very_top_one_stays_there_whatever_the_size(canvas, settle, size):
    settle()
    assert canvas.verticalScrollBar().value() == 0
    canvas.resize(*size)
    settle()
    assert canvas.verticalScrollBar().value() == 0
    canvas.zoom_out()
    canvas.zoom_out()
    settle()
    assert canvas.verticalScrollBar().value() == 0


def test_another_screen_asks_for_pixels_of_its_size(qtbot, paper_desk, canvas, settle, monkeypatch):
    settle()
    monkeypatch.setattr(canvas, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: bool(paper_desk.worker.asked(RenderTile)))
    scales = {request.scale for request in paper_desk.worker.asked(RenderTile)}
    assert canvas._layout.scale * 2.0 in scales
    assert canvas._device_size(0, 2.0) == (round(A4.width * canvas._layout.scale * 2), canvas._device_size(0, 2.0)[1])
