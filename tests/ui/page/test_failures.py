"""A page that cannot be shown says so on its paper, offers to try again, and leaves the others alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from session.fakes import A4
from ui.painted_paper import LONG_PAGES

from viewer.model.document import DocumentInfo, PageKind
from viewer.model.geometry import PageSize
from viewer.ui.page.failures import FailureCard
from viewer.ui.page.pixels import device_size
from viewer.ui.page.view import PageView
from viewer.workers.messages.answers import Failed, Tile
from viewer.workers.messages.requests import PixelRect, ReadLines, RenderTile

WHAT = "Page 2 could not be rendered: the file is damaged there."


@pytest.fixture
def view(qtbot, paper_desk):
    document = paper_desk.lay_open(LONG_PAGES)
    return shown(qtbot, PageView(document, paper_desk.session))


def shown(qtbot, view) -> PageView:
    qtbot.addWidget(view)
    view.resize(420, 900)  # a page and the beginning of the next
    view.show()
    view.setFocus()
    return view


class FakeRescue:
    """Keeps what is to be tried once more; ``answer`` answers it."""

    def __init__(self) -> None:
        self.tries = {}
        self.stopped = []

    def attempt(self, opening, tile, on_answer):
        number = len(self.tries) + 1
        self.tries[number] = (opening, tile, on_answer)
        return number

    def stop(self, number):
        self.stopped.append(number)


@pytest.fixture
def rescue(paper_desk):
    """Somebody who tries lost pages once more."""
    paper_desk.session._context.rescue = FakeRescue()
    return paper_desk.session._context.rescue


def fail(qtbot, desk, page, kind=RenderTile, *, hung=False) -> None:
    """Let the request for a page fail, and answer the others."""
    qtbot.waitUntil(lambda: page in [request.page for request in desk.worker.asked(kind)])
    for number, (request, on_answer) in list(desk.worker.requests.items()):
        if isinstance(request, kind) and request.page == page:
            del desk.worker.requests[number]
            on_answer(Failed(WHAT, hung=hung), True)
    desk.settle()
    if kind is RenderTile:
        desk.serve()


def cards(view) -> list[FailureCard]:
    return [card for card in view.viewport().findChildren(FailureCard) if card.isVisible()]


def test_what_is_known_of_a_failed_page_is_shown(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    [card] = cards(view)
    assert not card.text.isVisible()
    height = card.height()
    qtbot.mouseClick(card.show_text, Qt.MouseButton.LeftButton)
    assert card.text.toPlainText() == LONG_PAGES[1]
    assert card.text.isVisible()
    assert card.height() > height + 100
    qtbot.mouseClick(card.show_text, Qt.MouseButton.LeftButton)
    assert not card.text.isVisible()
    assert card.height() == height


def test_a_failed_page_without_text_offers_none(view):
    card = FailureCard(view, 1, WHAT, "", trying=False)
    card.show()
    assert card.button.isVisible()
    assert not card.show_text.isVisible()


def test_a_failed_page_says_what_happened_on_its_own_paper(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    [card] = cards(view)
    assert card.words.text() == WHAT
    assert WHAT in card.accessibleName()
    assert "Page 2" in card.accessibleName()
    assert view.page_in_view(1).contains(card.geometry().center())
    assert card.palette().color(QPalette.ColorRole.Window).name() == "#ffffff"


def test_a_page_that_failed_out_of_view_says_it_when_it_comes_into_view(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 3)
    assert cards(view) == []
    view.document.go_to_page(3)
    qtbot.waitUntil(lambda: len(cards(view)) == 1)
    view.document.go_to_page(9)
    qtbot.waitUntil(lambda: cards(view) == [])


def test_the_card_moves_with_its_page(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    [card] = cards(view)
    before = card.y() - view.page_in_view(1).top()
    view.pan_by(0, 60)
    assert card.y() - view.page_in_view(1).top() == pytest.approx(before, abs=1)


def test_trying_again_asks_again_and_shows_the_page(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    cards(view)[0].button.click()
    qtbot.waitUntil(lambda: [request.page for request in paper_desk.worker.asked(RenderTile)] == [1])
    paper_desk.serve()
    qtbot.waitUntil(lambda: cards(view) == [])
    assert view.settled
    assert view.pixels.pieces(1, view._layout.scale * view.devicePixelRatioF())[0]


def test_trying_again_by_keyboard_leaves_the_focus_on_the_page(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    button = cards(view)[0].button
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert view.hasFocus()


def test_failing_again_says_it_again(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    cards(view)[0].button.click()
    fail(qtbot, paper_desk, 1)
    assert len(cards(view)) == 1


def test_rows_of_plain_text_that_could_not_be_read_are_said_too(qtbot, paper_desk):
    document = paper_desk.lay_open(LONG_PAGES, name="paper.txt")
    document.info = DocumentInfo("text", len(LONG_PAGES), PageKind.LINES, (PageSize(536, 842),))
    view = shown(qtbot, PageView(document, paper_desk.session))
    fail(qtbot, paper_desk, 1, ReadLines)
    [card] = cards(view)
    assert card.words.text() == WHAT
    card.button.click()
    qtbot.waitUntil(lambda: 1 in [request.page for request in paper_desk.worker.asked(ReadLines)])
    assert cards(view) == []


def test_on_a_page_that_is_shown_small_the_card_still_can_be_read(qtbot, paper_desk, view):
    fail(qtbot, paper_desk, 1)
    view.set_zoom(0.1)
    qtbot.waitUntil(lambda: len(cards(view)) == 1 and not view._soon.isActive())
    assert cards(view)[0].width() >= 80
    assert cards(view)[0].button.isVisible()


# -- pages that cost the worker ---------------------------------------------------------------------------------------


def test_a_page_that_hung_is_tried_once_more_and_can_be_stopped(qtbot, paper_desk, rescue, view):
    fail(qtbot, paper_desk, 1, hung=True)
    [card] = cards(view)
    assert "once more" in card.words.text()
    assert card.button.text() == "Stop"
    assert [tile.page for _, tile, _ in rescue.tries.values()] == [1]
    card.button.click()
    assert rescue.stopped == [1]
    [card] = cards(view)
    assert "stopped" in card.words.text()
    assert card.button.text() == "Try again"
    card.button.click()
    assert len(rescue.tries) == 2


def test_what_comes_of_the_try_is_the_page_at_every_zoom(qtbot, paper_desk, rescue, view):
    fail(qtbot, paper_desk, 1, hung=True)
    _opening, tile, on_answer = rescue.tries[1]
    width, height = device_size(A4.width, A4.height, tile.scale)
    pixels = bytes((10, 200, 30)) * (width * height)
    on_answer(Tile(tile.document, 1, tile.scale, PixelRect(0, 0, width, height), 3 * width, pixels, A4))
    paper_desk.settle()
    assert cards(view) == []
    for zoom in (0.5, 0.7):
        view.set_zoom(zoom)
        view.document.go_to_page(1)
        paper_desk.settle()
        qtbot.waitUntil(lambda: 1 in view.visible_pages())
        point = view.page_in_view(1).center().toPoint()
        assert view.viewport().grab().toImage().pixelColor(point).getRgb()[:3] == (10, 200, 30)
    assert all(request.page != 1 for request in paper_desk.worker.asked(RenderTile)), "it is not asked for again"


def test_a_page_that_nobody_can_draw_says_so(qtbot, paper_desk, rescue, view):
    fail(qtbot, paper_desk, 1, hung=True)
    rescue.tries[1][2](Failed("Page 2 could not be drawn by PDFium either."))
    paper_desk.settle()
    [card] = cards(view)
    assert card.words.text() == "Page 2 could not be drawn by PDFium either."
    assert card.button.text() == "Try again"


def test_an_ordinary_failure_is_not_tried_again(qtbot, paper_desk, rescue, view):
    fail(qtbot, paper_desk, 1)
    assert rescue.tries == {}
    assert cards(view)[0].words.text() == WHAT
