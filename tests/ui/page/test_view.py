"""The pages of real documents in a bare view: zooming, going to places, keys, and what is kept while hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.painted_paper import A4, LONG_PAGES, PAGES

from viewer.model.geometry import PageSize
from viewer.model.resources import resource_path
from viewer.model.text import Span
from viewer.session.changes import ViewPlace
from viewer.ui.page.canvas import LINE_STEP
from viewer.ui.page.layout import LARGEST_ZOOM, MARGIN, SMALLEST_ZOOM, Fit
from viewer.ui.page.view import PageView
from viewer.workers.messages.answers import PagesRead
from viewer.workers.messages.requests import ReadDocument, ReadGlyphs, RenderTile

Key = Qt.Key


@pytest.fixture
def pages(real_pages, sample_pdf):
    """The sample document."""
    return real_pages(sample_pdf)


@pytest.fixture
def view(pages) -> PageView:
    return pages.view


def wheel(view, point: QPointF, steps: int, modifiers=Qt.KeyboardModifier.ControlModifier) -> None:
    event = QWheelEvent(
        point,
        QPointF(view.viewport().mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def in_view(pages, span: Span) -> bool:
    """Whether the beginning of a span can be seen, wholly and not at the very edge."""
    document, view = pages.document, pages.view
    page, part = next(iter(document.text.by_page(span)))
    rects = view.marks.rects_of(page, part)
    return bool(rects) and view.viewport().rect().contains(view.rect_in_view(page, rects[0]).toAlignedRect())


# -- zoom -------------------------------------------------------------------------------------------------------------


def test_it_begins_at_the_page_s_width(view):
    assert view.fit is Fit.WIDTH
    box = view.page_in_view(0)
    assert box.left() == pytest.approx(MARGIN, abs=0.6)
    assert box.right() == pytest.approx(view.viewport().width() - MARGIN, abs=0.6)
    assert box.top() == pytest.approx(MARGIN, abs=0.6)
    assert view.horizontalScrollBar().maximum() == 0


def test_the_width_is_kept_when_the_view_changes_its_size(pages, view):
    view.verticalScrollBar().setValue(700)
    pages.settle()
    before = view.anchor_at(QPointF(view.viewport().width() / 2, 0))
    view.resize(1000, 500)
    pages.settle()
    assert view.page_in_view(1).width() == pytest.approx(view.viewport().width() - 2 * MARGIN, abs=0.6)
    after = view.anchor_at(QPointF(view.viewport().width() / 2, 0))
    assert (after.page, after.y) == (before.page, pytest.approx(before.y, abs=1))


def test_a_zoom_of_one_s_own_is_kept_when_the_view_changes_its_size(pages, view):
    view.set_zoom(1.3)
    view.resize(1000, 500)
    pages.settle()
    assert view.zoom == pytest.approx(1.3)
    assert view.fit is Fit.NOTHING


def test_one_hundred_per_cent_is_the_page_s_size_in_inches(view):
    view.set_zoom(1.0)
    size = view.document.page_size(0)
    assert view.page_in_view(0).width() == pytest.approx(size.width / 72 * view.logicalDpiX())


@pytest.mark.parametrize(
    ("asked", "given"), [(0.0, SMALLEST_ZOOM), (-3, SMALLEST_ZOOM), (50, LARGEST_ZOOM), (2.5, 2.5)]
)
def test_zoom_has_limits(view, asked, given):
    view.set_zoom(asked)
    assert view.zoom == pytest.approx(given)


def test_zooming_in_and_out_again_and_again_stays_within_the_limits(view):
    for _ in range(30):
        view.zoom_in()
    assert view.zoom == pytest.approx(LARGEST_ZOOM)
    for _ in range(60):
        view.zoom_out()
    assert view.zoom == pytest.approx(SMALLEST_ZOOM)


@pytest.mark.parametrize("steps", [1, 3, -1, -2])
def test_the_wheel_with_control_zooms_about_the_pointer(pages, view, steps):
    view.set_zoom(2.0)
    view.verticalScrollBar().setValue(900)
    view.horizontalScrollBar().setValue(200)
    point = QPointF(300, 250)
    before, zoom = view.anchor_at(point), view.zoom
    wheel(view, point, steps)
    after = view.anchor_at(point)
    assert view.zoom == pytest.approx(zoom * 1.2**steps)
    assert after.page == before.page
    assert (after.x, after.y) == (pytest.approx(before.x, abs=0.6), pytest.approx(before.y, abs=0.6))
    pages.settle()


def test_the_wheel_alone_scrolls(view):
    zoom, before = view.zoom, view.verticalScrollBar().value()
    wheel(view, QPointF(300, 250), -1, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > before
    assert view.zoom == zoom


def test_zooming_is_said(qtbot, view):
    with qtbot.waitSignal(view.zoom_changed) as said:
        view.set_zoom(1.5)
    assert said.args == [pytest.approx(1.5)]
    with qtbot.assertNotEmitted(view.zoom_changed):
        view.set_zoom(1.5)


def test_fit_page_shows_the_whole_page_that_is_read_and_nothing_else(pages, view):
    pages.document.go_to_page(1)
    pages.settle()
    view.fit_page()
    pages.settle()
    box, room = view.page_in_view(1), view.viewport().rect()
    assert room.contains(box.toAlignedRect())
    assert pages.document.place.page == 1
    assert view.page_in_view(0).bottom() <= 1
    assert view.page_in_view(2).top() >= room.height() - 1
    view.resize(500, 700)
    pages.settle()
    assert view.viewport().rect().contains(view.page_in_view(1).toAlignedRect())


def test_what_is_asked_for_while_zooming_is_asked_when_it_rests(qtbot, paper_desk, monkeypatch):
    monkeypatch.setattr("viewer.ui.page.wants.SHARPEN_AFTER_MS", 1_000_000)  # however long a step takes here
    view = faked(qtbot, paper_desk)
    paper_desk.serve()
    asked = len(paper_desk.worker.priorities)
    for step in range(10):
        view.set_zoom(1 + step / 10)
        QApplication.processEvents()
    view.wants._rest.start(0)
    qtbot.waitUntil(lambda: bool(paper_desk.worker.asked(RenderTile)))
    scales = {request.scale for request in paper_desk.worker.asked(RenderTile) if request.clip is None}
    assert scales == {view._layout.scale * view.devicePixelRatioF()}
    assert len(paper_desk.worker.priorities) - asked < 12, "not a request a step"


# -- going somewhere --------------------------------------------------------------------------------------------------


def test_every_span_asked_for_comes_into_view_and_is_marked(pages, view):
    text = pages.document.text
    length = len(text)
    for start in range(0, length - 40, 397):
        span = Span(start, start + 30)
        if not text.slice(span)[:1].strip():
            continue
        pages.document.go_to(span)
        pages.settle()
        assert in_view(pages, span), (start, text.slice(span))
        assert view.marks.place == span
        assert view.offset_at(pages.document.place) == start


def test_a_span_in_view_moves_nothing(pages, view):
    view.verticalScrollBar().setValue(300)
    pages.settle()
    before = view.verticalScrollBar().value()
    page, point = view.point_on_page(QPointF(view.viewport().rect().center()))
    offset = view.glyphs.glyphs(page).offset_at(point)
    pages.document.go_to(Span(offset, offset + 5))
    pages.settle()
    assert view.verticalScrollBar().value() == before


def test_at_a_large_zoom_a_span_comes_into_view_sideways_too(pages, view):
    view.set_zoom(4.0)
    pages.settle()
    text = str(pages.document.text)
    line = max(text.split("\n"), key=len)
    end = text.index(line) + len(line)
    pages.document.go_to(Span(end - 4, end))
    pages.settle()
    assert in_view(pages, Span(end - 4, end))


def test_a_place_is_shown_as_it_was_left(pages, view):
    for value in (0, 317, 1204):
        view.verticalScrollBar().setValue(value)
        pages.settle()
        place = pages.document.place
        view.verticalScrollBar().setValue(900)
        pages.settle()
        pages.document.go_to(place, pulse=False)
        pages.settle()
        # The very top stands a gap above the page's edge, where going to a page goes.
        assert view.verticalScrollBar().value() == pytest.approx(value, abs=MARGIN + 1 if value == 0 else 1)


def test_back_and_forward_lead_to_where_one_was(pages, view):
    view.verticalScrollBar().setValue(500)
    pages.settle()
    pages.document.go_to_page(2)
    pages.settle()
    assert pages.document.place.page == 2
    last = view.verticalScrollBar().value()
    pages.document.back()
    pages.settle()
    assert view.verticalScrollBar().value() == pytest.approx(500, abs=1)
    pages.document.forward()
    pages.settle()
    assert view.verticalScrollBar().value() == pytest.approx(last, abs=1)


def test_the_page_one_goes_to_is_the_page_one_is_on(pages, view):
    view.set_zoom(0.3)  # all pages are in view: only the asking tells which is meant
    pages.settle()
    for page in (1, 2, 0):
        pages.document.go_to_page(page)
        pages.settle()
        assert pages.document.place.page == page


def test_a_place_beyond_the_end_is_the_last_page(pages):
    pages.document.go_to(ViewPlace(99), pulse=False)
    pages.settle()
    assert pages.document.place.page == pages.document.page_count - 1


def test_scrolling_tells_where_one_is(pages, view):
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    pages.settle()
    assert pages.document.last_visible == pages.document.page_count - 1
    assert pages.document.place.page == pages.document.page_count - 1
    view.verticalScrollBar().setValue(0)
    pages.settle()
    assert (pages.document.place.page, pages.document.first_visible) == (0, 0)


def test_the_character_that_is_read_advances_with_scrolling(pages, view):
    bar, offsets = view.verticalScrollBar(), []
    for value in range(0, bar.maximum() + 1, max(1, bar.maximum() // 12)):
        bar.setValue(value)
        pages.settle()
        offsets.append(view.offset_at(pages.document.place))
    bar.setValue(bar.maximum())
    pages.settle()
    offsets.append(view.offset_at(pages.document.place))
    assert offsets[0] < 60, "at the top it is the document's beginning"
    assert offsets[-1] > len(pages.document.text) * 0.8
    assert offsets == sorted(offsets)


# -- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "modifiers", "screens", "pixels"),
    [
        (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 1, -LINE_STEP),
        (Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, -1, LINE_STEP),
        (Key.Key_Space, Qt.KeyboardModifier.NoModifier, 1, -LINE_STEP),
        (Key.Key_Space, Qt.KeyboardModifier.ShiftModifier, -1, LINE_STEP),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier, 0, LINE_STEP),
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0, -LINE_STEP),
    ],
)
def test_keys_scroll(view, key, modifiers, screens, pixels):
    view.verticalScrollBar().setValue(900)
    QTest.keyClick(view, key, modifiers)
    assert view.verticalScrollBar().value() == 900 + screens * view.viewport().height() + pixels


def test_arrows_scroll_sideways_where_the_page_is_wider(view):
    view.set_zoom(4.0)
    before = view.horizontalScrollBar().value()
    QTest.keyClick(view, Key.Key_Right)
    assert view.horizontalScrollBar().value() > before


# -- selection --------------------------------------------------------------------------------------------------------


def test_select_all_and_copy_give_the_text_of_record(pages, view):
    view.select_all()
    view.copy()
    assert QGuiApplication.clipboard().text() == str(pages.document.text).replace("\f", "\n")


def test_copying_nothing_leaves_the_clipboard(view):
    QGuiApplication.clipboard().setText("before")
    view.copy()
    assert QGuiApplication.clipboard().text() == "before"


# -- memory, and other sizes ------------------------------------------------------------------------------------------


def bytes_kept(view) -> int:
    return view.pixels._cache.cost


def test_a_hidden_view_gives_memory_back_and_shows_at_once_again(pages, view):
    full = bytes_kept(view)
    assert full > 2 * 4 * 700 * 900, "more than the page in view is kept"
    view.hide()
    hidden = bytes_kept(view)
    assert 0 < hidden < full
    shown = view.pixels.pieces(0, view._layout.scale * view.devicePixelRatioF())[0]
    assert shown, "what was in view is there"
    view.show()
    pages.settle()
    # The pages near are drawn again; the small picture that stood in for the first before it was sharp is not.
    assert hidden < bytes_kept(view) <= full


def test_a_hidden_view_asks_for_nothing(qtbot, paper_desk):
    view = faked(qtbot, paper_desk)
    view.hide()
    assert paper_desk.worker.asked(RenderTile) == []
    assert paper_desk.worker.asked(ReadGlyphs) == []
    view.document.go_to_page(8)
    QApplication.processEvents()
    assert paper_desk.worker.asked(RenderTile) == []


def faked(qtbot, desk, pages=LONG_PAGES, size=(700, 500)) -> PageView:
    """A view over invented pages that waits for its first pixels."""
    view = PageView(desk.lay_open(pages), desk.session)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitUntil(lambda: bool(desk.worker.asked(RenderTile)))
    return view


def test_sizes_found_later_move_nothing_that_is_read(qtbot, paper_desk):
    document = paper_desk.open("mixed.pdf", 12)
    paper_desk.pages[document.number] = LONG_PAGES
    view = PageView(document, paper_desk.session)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    document.go_to(ViewPlace(6, 300.0), pulse=False)
    QApplication.processEvents()
    before, left, scale = view.anchor_at(QPointF(0, 0)), view.page_in_view(6).left(), view._layout.scale
    sizes = tuple(PageSize(842, 595) if number % 2 else A4 for number in range(6))
    paper_desk.worker.answer(ReadDocument, PagesRead(document.number, 0, tuple(LONG_PAGES[:6]), sizes), last=False)
    paper_desk.settle()
    after = view.anchor_at(QPointF(0, 0))
    assert (after.page, after.y) == (before.page, pytest.approx(before.y, abs=0.6))
    assert view.page_in_view(6).left() == pytest.approx(left, abs=1)
    assert view._layout.scale == scale
    assert view.page_in_view(5).width() == pytest.approx(842 * scale)


def test_sizes_found_one_by_one_do_not_let_the_view_creep(qtbot, paper_desk):
    many = LONG_PAGES * 40
    document = paper_desk.open("mixed.pdf", len(many))
    paper_desk.pages[document.number] = many
    view = PageView(document, paper_desk.session)
    qtbot.addWidget(view)
    view.resize(650, 500)
    view.show()
    last = len(many) - 2
    document.go_to(ViewPlace(last, 301.7), pulse=False)
    QApplication.processEvents()
    before = view.page_in_view(last).top()
    for page in range(last - 5):
        document.correct_page_size(page, PageSize(595, 700.3 + page % 7))
        view.correct_sizes([page])
    assert view.page_in_view(last).top() == pytest.approx(before, abs=1)


def test_the_size_of_the_page_in_view_found_with_its_pixels(qtbot, paper_desk):
    view = faked(qtbot, paper_desk)
    for page in range(2, 12):
        paper_desk.sizes[view.document.number, page] = PageSize(842, 595)
    view.document.go_to_page(5)
    qtbot.waitUntil(lambda: not view.pixels.idle)
    for _ in range(4):
        paper_desk.serve()
        QApplication.processEvents()
    qtbot.waitUntil(lambda: paper_desk.serve() == [] and view.settled)
    assert view.page_in_view(5).width() > view.page_in_view(5).height()
    assert view.document.place.page == 5
    assert 0 <= view.page_in_view(5).top() <= 12, "its top is where one went, less than a gap below the view's"
    image = view.grab().toImage()
    box = view.page_in_view(5)
    assert image.pixelColor(box.center().toPoint()).blue() == 40 * 5, "its own pixels are in the middle of its paper"


def test_rows_of_plain_text_fill_the_view_without_pixels(real_pages):
    pages = real_pages(resource_path("samples/letter-arabic-annex.txt"))
    assert bytes_kept(pages.view) == 0
    image = pages.view.viewport().grab().toImage()
    dark = sum(image.pixelColor(x, y).lightness() < 100 for x in range(0, 700, 3) for y in range(0, 500, 3))
    assert dark > 100


def test_a_closed_view_hears_no_more(qtbot, paper_desk):
    view = faked(qtbot, paper_desk, PAGES)
    view.close_view()
    assert paper_desk.worker.asked(RenderTile) == []
    value = view.verticalScrollBar().value()
    view.document.go_to_page(2)
    assert view.verticalScrollBar().value() == value
