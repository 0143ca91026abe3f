"""The pages as pictures: only those in view are asked for, they are sharp, and they lead to their pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from viewer.model.document import PageKind
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PageText, TextLine, TextRun
from viewer.session.changes import ViewPlace
from viewer.ui.look.colors import DARK_PAPER
from viewer.ui.page.pictures import picture_of_text
from viewer.ui.page.pixels import device_size
from viewer.ui.panels.pages_panel import PagesPanel
from viewer.ui.panels.thumbnails import BOX, CAPACITY
from viewer.workers.messages.answers import Failed, Lines, Tile
from viewer.workers.messages.requests import PixelRect, Priority, ReadLines, RenderTile
from viewer.workers.schedule import WantedPage

A4 = PageSize(595, 842)
HERE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def panel(qtbot, desk):
    """The panel, three rows of two pages in view."""
    QCursor.setPos(390, 390)  # away from the panel
    panel = PagesPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(288, 3 * 192 - 8)
    panel.show()
    return panel


def asked(desk, kind=RenderTile) -> list[int]:
    return [request.page for request in desk.worker.asked(kind)]


def wait_for(qtbot, desk, pages, kind=RenderTile):
    qtbot.waitUntil(lambda: sorted(asked(desk, kind)) == sorted(pages))


def answer(desk, *, size=A4, color=(200, 30, 30)) -> RenderTile:
    """Answer the newest request with a page of one colour."""
    request = desk.worker.asked(RenderTile)[-1]
    width, height = round(size.width * request.scale), round(size.height * request.scale)
    pixels = bytes(color) * (width * height)
    tile = Tile(request.document, request.page, request.scale, PixelRect(0, 0, width, height), 3 * width, pixels, size)
    desk.worker.answer(RenderTile, tile)
    desk.settle()
    return request


def middle(panel, page) -> QColor:
    """The colour in the middle of a page's picture."""
    rect = panel.view.visualRect(panel.pages.index(page))
    image = panel.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(QPoint(rect.center().x(), rect.top() + 8 + BOX.height() // 2) * ratio)


def test_only_pages_in_view_and_the_next_row_are_asked_for(qtbot, desk, panel):
    desk.open("long.pdf", 10_000)
    wait_for(qtbot, desk, range(8))
    request = desk.worker.asked(RenderTile)[0]
    assert request.scale == pytest.approx(min(BOX.width() / 595, BOX.height() / 842) * panel.devicePixelRatioF())


def test_pages_that_have_gone_out_of_view_are_cancelled(qtbot, desk, panel):
    desk.open("long.pdf", 10_000)
    wait_for(qtbot, desk, range(8))
    panel.view.scrollTo(panel.pages.index(5_000), panel.view.ScrollHint.PositionAtTop)
    wait_for(qtbot, desk, range(4_998, 5_008))
    assert len(desk.worker.cancelled) == 8


@pytest.mark.usefixtures("panel")
def test_those_in_view_come_before_those_near(qtbot, desk, monkeypatch):
    priorities = {}
    submit = desk.worker.submit

    def noting(request, on_answer, priority):
        if isinstance(request, RenderTile):
            priorities[request.page] = priority
        return submit(request, on_answer, priority)

    monkeypatch.setattr(desk.worker, "submit", noting)
    desk.open("long.pdf", 100)
    qtbot.waitUntil(lambda: len(priorities) == 8)
    assert {priorities[page] for page in range(6)} == {Priority.THUMBNAIL}
    assert {priorities[page] for page in (6, 7)} == {Priority.THUMBNAIL + 1}


def test_a_picture_that_has_come_is_not_asked_for_again(qtbot, desk, panel):
    desk.open("long.pdf", 4)
    wait_for(qtbot, desk, range(4))
    assert middle(panel, 3) == QColor("white")
    assert answer(desk).page == 3
    assert middle(panel, 3) == QColor(200, 30, 30)
    panel.hide()
    panel.show()
    wait_for(qtbot, desk, range(3))


def test_another_tab_in_front_drops_what_was_asked_for(qtbot, desk, panel):
    desk.open("long.pdf", 100)
    wait_for(qtbot, desk, range(8))
    panel.hide()
    assert asked(desk) == []
    panel.view.verticalScrollBar().setValue(5_000)
    qtbot.wait(60)  # longer than the panel waits after a movement
    assert asked(desk) == []


def test_another_document_and_the_end_of_one_drop_what_was_asked_for(qtbot, desk, panel):
    one = desk.open("one.pdf", 4)
    wait_for(qtbot, desk, range(4))
    answer(desk)
    two = desk.open("two.pdf", 2)
    wait_for(qtbot, desk, range(2))
    assert {request.document for request in desk.worker.asked(RenderTile)} == {two.number}
    desk.session.close(two.number)
    desk.settle()
    qtbot.waitUntil(lambda: {r.page for r in desk.worker.asked(RenderTile) if r.document == one.number} == {0, 1, 2})
    assert middle(panel, 3) == QColor(200, 30, 30)
    desk.session.close(one.number)
    assert panel.pages.rowCount() == 0
    assert panel.view.empty.text() == "The pages of a document are shown here."
    assert len(panel.thumbnails._cache) == 0


def test_an_answer_that_comes_after_it_was_dropped_does_no_harm(qtbot, desk, panel):
    desk.open("long.pdf", 4)
    wait_for(qtbot, desk, range(4))
    request, on_answer = next(item for item in desk.worker.requests.values() if isinstance(item[0], RenderTile))
    panel.hide()
    on_answer(Failed("too late"), True)
    desk.settle()
    assert panel.thumbnails.failures == {}
    panel.show()
    wait_for(qtbot, desk, range(4))
    assert request.page == 0


def test_a_page_that_fails_says_so_and_is_tried_again_later(qtbot, desk, panel):
    desk.open("long.pdf", 1)
    wait_for(qtbot, desk, [0])
    desk.worker.answer(RenderTile, Failed("Page 1 is damaged."))
    desk.settle()
    assert panel.pages.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Page 1 is damaged."
    panel.resize(288, 400)
    qtbot.wait(60)  # longer than the panel waits after a movement
    assert asked(desk) == []
    panel.hide()
    panel.show()
    wait_for(qtbot, desk, [0])


def test_a_page_of_another_shape_is_asked_for_in_its_own_size(qtbot, desk, panel):
    desk.open("long.pdf", 1)
    wait_for(qtbot, desk, [0])
    first = answer(desk, size=PageSize(842, 595))
    wait_for(qtbot, desk, [0])
    second = answer(desk, size=PageSize(842, 595))
    assert second.scale < first.scale
    assert asked(desk) == []
    assert panel.thumbnails.picture(0).sharp
    size = panel.thumbnails.pixels(0)
    assert size.width() == round(BOX.width() * panel.devicePixelRatioF())


def test_pictures_stay_within_their_bytes(qtbot, desk, panel):
    desk.open("long.pdf", 100)
    wait_for(qtbot, desk, range(8))
    assert panel.thumbnails._cache.capacity == CAPACITY == 32 * 1024 * 1024
    panel.thumbnails._cache.capacity = 1
    panel.thumbnails.want([], 1.0)
    panel._look()
    for _ in range(8):
        answer(desk)
    assert len(panel.thumbnails._cache) == 8, "those in view stay"
    panel.view.scrollTo(panel.pages.index(60), panel.view.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: len(panel.thumbnails._cache) == 0)


def test_pages_of_text_are_drawn_from_their_lines(qtbot, desk, panel):
    document = desk.open("plain.txt", 2)
    document.info = replace(document.info, page_kind=PageKind.LINES)
    wait_for(qtbot, desk, range(2), ReadLines)
    desk.worker.answer(ReadLines, Lines(document.number, 1, page_of_text()))
    desk.settle()
    qtbot.waitUntil(lambda: panel.thumbnails.picture(1) is not None)
    assert panel.thumbnails.picture(1).sharp
    assert middle(panel, 0) == QColor("white")


def page_of_text() -> PageText:
    line = "The harbour master lit the lamps.\n"
    box = [PageRect(50, 60 + 20 * row, 545, 72 + 20 * row) for row in range(20)]
    lines = tuple(
        TextLine(34 * row, 34 * row + 33, box[row], row, (TextRun(34 * row, 34 * row + 33, 12.0),)) for row in range(20)
    )
    return PageText(line * 20, A4, lines)


@pytest.mark.usefixtures("qapp")
def test_the_picture_of_a_text_has_its_rows_where_they_stand():
    image = picture_of_text(page_of_text(), 0.25, QRect(0, 0, 149, 211))
    assert (image.width(), image.height()) == (149, 211)
    dark = [row for row in range(211) if any(image.pixelColor(x, row).lightness() < 200 for x in range(149))]
    assert 14 <= dark[0] <= 20
    assert 100 <= dark[-1] <= 116


def test_a_click_and_enter_go_to_the_page_and_arrows_do_not(qtbot, desk, panel):
    desk.open("long.pdf", 100)
    rect = panel.view.visualRect(panel.pages.index(3))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.places == [ViewPlace(3)]
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert desk.places == [ViewPlace(3)]
    qtbot.keyClick(panel.view, Qt.Key.Key_Enter)
    assert desk.places == [ViewPlace(3), ViewPlace(5)]


def test_typing_a_number_finds_the_page(qtbot, desk, panel):
    desk.open("long.pdf", 100)
    qtbot.keyClicks(panel.view, "42")
    assert panel.view.currentIndex().row() == 41


def test_the_current_page_is_marked_and_seen(desk, panel):
    document = desk.open("long.pdf", 1_000)
    document.viewed(ViewPlace(500), 500, 500)
    index = panel.pages.index(500)
    assert index.data(HERE) == "Page 501 of 1000, current"
    assert panel.pages.index(0).data(HERE) == "Page 1 of 1000"
    rect = panel.view.visualRect(index)
    assert panel.view.viewport().rect().contains(rect)
    image = panel.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    row = round(rect.center().y() * ratio)
    columns = range(round(rect.left() * ratio), round(rect.center().x() * ratio))
    accent = panel.palette().color(QPalette.ColorRole.Highlight)
    assert sum(image.pixelColor(x, row) == accent for x in columns) >= 2 * ratio


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_pictures_are_copied_pixel_by_pixel(qtbot, desk, panel, ratio):
    desk.open("fine.pdf", 1)
    qtbot.waitUntil(lambda: asked(desk) == [0])
    panel.thumbnails.want([WantedPage(0, 0)], ratio)
    request = desk.worker.asked(RenderTile)[-1]
    width, height = device_size(A4.width, A4.height, request.scale)
    chequered = b"".join((b"\0\0\0", b"\xff\xff\xff")[(x + y) % 2] for y in range(height) for x in range(width))
    tile = Tile(1, 0, request.scale, PixelRect(0, 0, width, height), 3 * width, chequered, A4)
    desk.worker.answer(RenderTile, tile)
    desk.settle()
    option = QStyleOptionViewItem()
    panel.view.initViewItemOption(option)
    option.rect = QRect(5, 3, 137, 192)
    image = QImage(round(150 * ratio), round(200 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("red"))
    painter = QPainter(image)
    panel.view.itemDelegate().paint(painter, option, panel.pages.index(0))
    painter.end()
    middle_x, middle_y = round(73 * ratio), round(90 * ratio)
    row = [image.pixelColor(x, middle_y).lightness() for x in range(middle_x - 30, middle_x + 30)]
    assert set(row) == {0, 255}
    assert all(one != other for one, other in pairwise(row))


def test_a_page_is_called_by_its_label(desk, panel):
    desk.open("long.pdf", 3, page_labels=("i", "ii", ""))
    assert panel.pages.index(1).data() == "ii"
    assert panel.pages.index(1).data(HERE) == "Page ii (2 of 3)"
    assert panel.pages.index(2).data(HERE) == "Page 3 of 3"


def test_each_document_is_found_where_it_was_left(desk, panel):
    one = desk.open("one.pdf", 100)
    panel.view.verticalScrollBar().setValue(777)
    desk.open("two.pdf", 100)
    assert panel.view.verticalScrollBar().value() == 0
    desk.session.make_current(one.number)
    assert panel.view.verticalScrollBar().value() == 777


@pytest.mark.parametrize("width", [120, 240, 288, 350, 480])
def test_columns_fill_the_width_and_the_page_at_the_top_stays(desk, panel, width):
    desk.open("long.pdf", 100)
    panel.view.scrollTo(panel.pages.index(40), panel.view.ScrollHint.PositionAtTop)
    panel.resize(width, 600)
    first, last = panel.view.in_view()
    rects = [panel.view.visualRect(panel.pages.index(page)) for page in range(first, min(last, 99) + 1)]
    viewport = panel.view.viewport().rect()
    assert all(viewport.intersects(rect) for rect in rects)
    assert not viewport.intersects(panel.view.visualRect(panel.pages.index(first - 1)))
    assert len({rect.left() for rect in rects}) == panel.view.columns
    assert first <= 40 < first + panel.view.columns


def test_in_an_interface_from_right_to_left_the_first_page_is_at_the_right(desk, panel):
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.open("long.pdf", 100)
    first, second = (panel.view.visualRect(panel.pages.index(page)) for page in (0, 1))
    assert first.left() > second.left()


def test_qt_finds_no_fault_in_the_model(desk, panel, qtmodeltester):
    desk.open("long.pdf", 100)
    qtmodeltester.check(panel.pages, force_py=True)


def test_pictures_follow_the_reading_in_the_dark(qtbot, desk, panel):
    desk.open("dark.pdf", 3)
    qtbot.waitUntil(lambda: bool(desk.worker.asked(RenderTile)))
    assert not any(request.dark for request in desk.worker.asked(RenderTile))
    settings = desk.session.settings
    desk.session.change_settings(replace(settings, window={**settings.window, "dark_pages": "on"}))
    qtbot.waitUntil(lambda: bool(desk.worker.asked(RenderTile)))
    assert all(request.dark for request in desk.worker.asked(RenderTile))
    assert panel.thumbnails.paper == DARK_PAPER
