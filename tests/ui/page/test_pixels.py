"""Pixels of pages: what is in view first, nothing twice, nothing that is not wanted, within its bytes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from ui.painted_paper import A4, LONG_PAGES, pixels_of

from viewer.model.geometry import PageSize
from viewer.ui.page import pixels as page_pixels
from viewer.ui.page.pixels import STAND_IN_SCALE, PagePixels, WantedPart, device_size
from viewer.workers.messages.answers import Failed
from viewer.workers.messages.requests import PixelRect, Priority, RenderTile
from viewer.workers.schedule import TILE_HEIGHT, TILE_WIDTH

pytestmark = pytest.mark.usefixtures("qapp")

LARGE = 4.0
"""A scale at which a page has more pixels than are rendered at once."""


@pytest.fixture
def document(paper_desk):
    return paper_desk.lay_open(LONG_PAGES)


@pytest.fixture
def pixels(document):
    return PagePixels(document)


def part(page, scale=1.0, *, priority=Priority.VISIBLE, visible=True, rect=None) -> WantedPart:
    """A page, all of it in view unless a part is given."""
    width, height = device_size(A4.width, A4.height, scale)
    return WantedPart(page, rect or PixelRect(0, 0, width, height), width, height, priority, visible)


def near(page, scale=1.0, place=0) -> WantedPart:
    return part(page, scale, priority=Priority.NEAR + place, visible=False)


def waiting(desk) -> dict[tuple[int, PixelRect | None], int]:
    """What the worker has not answered: page and part, with its priority."""
    return {
        (request.page, request.clip): desk.worker.priorities[number]
        for number, (request, _) in desk.worker.requests.items()
        if isinstance(request, RenderTile)
    }


def pages_waiting(desk) -> list[int]:
    return sorted(page for page, _ in waiting(desk))


def test_a_page_is_rendered_whole_at_the_scale_of_the_view(paper_desk, pixels):
    pixels.want([part(3, 1.25)], 1.25, 0)
    [request] = paper_desk.worker.asked(RenderTile)
    assert (request.page, request.scale, request.clip) == (3, 1.25, None)
    assert not pixels.idle
    paper_desk.serve()
    assert pixels.idle
    [(key, image)], beneath = pixels.pieces(3, 1.25)
    assert key.rect is None
    assert beneath is None
    assert (image.width(), image.height()) == device_size(A4.width, A4.height, 1.25)


def test_pixels_are_the_worker_s_own(paper_desk, pixels):
    pixels.want([part(3)], 1.0, 0)
    paper_desk.serve()
    [(_, image)], _ = pixels.pieces(3, 1.0)
    expected = pixels_of(3, PixelRect(0, 0, image.width(), image.height()))
    given = QImage(expected, image.width(), image.height(), 3 * image.width(), QImage.Format.Format_RGB888)
    assert image == given.convertToFormat(image.format())
    assert image.pixelColor(7, 11) == QColor(7, 11, 120)


def test_what_is_in_view_comes_first(paper_desk, pixels):
    pixels.want([part(2), near(3), near(4, place=1)], 1.0, 1)
    assert waiting(paper_desk) == {
        (2, None): Priority.VISIBLE,
        (3, None): Priority.NEAR,
        (4, None): Priority.NEAR + 1,
    }


def test_nothing_is_asked_for_twice(paper_desk, pixels):
    for _ in range(3):
        pixels.want([part(2), near(3)], 1.0, 1)
    assert pages_waiting(paper_desk) == [2, 3]
    paper_desk.serve()
    pixels.want([part(2), near(3)], 1.0, 1)
    assert pages_waiting(paper_desk) == []
    assert paper_desk.worker.cancelled == []


def test_what_comes_into_view_is_hurried(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1)
    pixels.want([part(3), near(2)], 1.0, 1)
    assert waiting(paper_desk) == {(3, None): Priority.VISIBLE, (2, None): Priority.NEAR}
    assert paper_desk.worker.cancelled == []


def test_what_is_not_wanted_any_more_is_cancelled(paper_desk, pixels):
    pixels.want([part(2), near(3), near(4)], 1.0, 1)
    pixels.want([part(9)], 1.0, 1)
    assert pages_waiting(paper_desk) == [9]
    assert len(paper_desk.worker.cancelled) == 3


def test_another_scale_is_another_wish(paper_desk, pixels):
    pixels.want([part(2)], 1.0, 0)
    pixels.want([part(2, 1.5)], 1.5, 0)
    assert [request.scale for request in paper_desk.worker.asked(RenderTile)] == [1.5]
    assert len(paper_desk.worker.cancelled) == 1


def test_what_there_is_lies_beneath_until_it_is_sharp(paper_desk, pixels):
    pixels.want([part(2)], 1.0, 0)
    paper_desk.serve()
    pixels.want([part(2, 1.5)], 1.5, 0)
    sharp, beneath = pixels.pieces(2, 1.5)
    assert sharp == []
    assert beneath is not None
    assert beneath[0].scale == 1.0
    paper_desk.serve()
    sharp, beneath = pixels.pieces(2, 1.5)
    assert [key.scale for key, _ in sharp] == [1.5]
    assert beneath is None


def test_a_large_page_comes_in_tiles_of_what_is_in_view(paper_desk, pixels):
    view = PixelRect(600, 700, 800, 600)
    pixels.want([part(2, LARGE, rect=view)], LARGE, 1)
    asked = waiting(paper_desk)
    tiles = [rect for _, rect in asked if rect is not None]
    assert tiles
    for rect in tiles:
        assert rect.x < view.x + view.width
        assert rect.x + rect.width > view.x
        assert rect.y < view.y + view.height
        assert rect.y + rect.height > view.y
        assert rect.width <= TILE_WIDTH
        assert rect.height <= TILE_HEIGHT
    covered = {(x, y) for r in tiles for x in range(r.x, r.x + r.width, 50) for y in range(r.y, r.y + r.height, 50)}
    assert {(x, y) for x, y in covered if 600 <= x < 1400 and 700 <= y < 1300}
    assert sum(r.width * r.height for r in tiles) >= view.width * view.height


def test_beneath_tiles_lies_a_small_whole_page_that_comes_before_them(paper_desk, pixels):
    pixels.want([part(2, LARGE)], LARGE, 0)
    asked = waiting(paper_desk)
    assert asked[2, None] < min(priority for (_, rect), priority in asked.items() if rect is not None)
    scales = {request.scale for request in paper_desk.worker.asked(RenderTile) if request.clip is None}
    assert scales == {STAND_IN_SCALE}
    paper_desk.serve()
    sharp, beneath = pixels.pieces(2, LARGE)
    assert beneath is not None
    assert {key.rect for key, _ in sharp} == {rect for _, rect in asked if rect is not None}


@pytest.mark.parametrize("scale", [0.5, 1.0, 4.0])
def test_the_whole_page_beneath_the_tiles_of_a_poster_is_small_too(paper_desk, pixels, scale):
    side = round(14_400 * scale)
    pixels.want([WantedPart(2, PixelRect(0, 0, 800, 600), side, side, Priority.VISIBLE, visible=True)], scale, 0)
    [request] = [request for request in paper_desk.worker.asked(RenderTile) if request.clip is None]
    assert (14_400 * request.scale) ** 2 <= page_pixels.WHOLE_PAGE
    assert request.scale == 8 / 64


def test_a_whole_page_of_another_size_serves_as_well_beneath_tiles(paper_desk, pixels):
    pixels.want([part(2, 1.5)], 1.5, 0)
    paper_desk.serve()
    pixels.want([part(2, LARGE)], LARGE, 0)
    assert (2, None) not in waiting(paper_desk)


def test_asking_again_while_tiles_and_stand_in_are_on_their_way_changes_nothing(paper_desk, pixels):
    pixels.want([part(2, LARGE)], LARGE, 0)
    before = waiting(paper_desk)
    pixels.want([part(2, LARGE)], LARGE, 0)
    assert waiting(paper_desk) == before
    assert paper_desk.worker.cancelled == []


def test_a_failure_is_kept_in_words_and_not_asked_for_again(qtbot, paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 0)
    with qtbot.waitSignal(pixels.arrived) as arrived:
        paper_desk.worker.answer(RenderTile, Failed("Page 4 could not be rendered."))
        paper_desk.settle()
    assert arrived.args == [3]
    assert pixels.failures == {3: "Page 4 could not be rendered."}
    pixels.want([part(2), part(3)], 1.0, 0)
    assert pages_waiting(paper_desk) == [2]


def test_trying_again_asks_again(qtbot, paper_desk, pixels):
    pixels.want([part(2)], 1.0, 0)
    paper_desk.worker.answer(RenderTile, Failed("no"))
    paper_desk.settle()
    with qtbot.waitSignal(pixels.arrived):
        pixels.retry(2)
    assert pixels.failures == {}
    pixels.want([part(2)], 1.0, 0)
    assert pages_waiting(paper_desk) == [2]
    paper_desk.serve()
    assert pixels.failures == {}
    assert pixels.pieces(2, 1.0)[0]


def test_the_true_size_of_a_page_is_taken(paper_desk, document, pixels):
    paper_desk.sizes[document.number, 2] = PageSize(842, 595)
    pixels.want([part(2)], 1.0, 0)
    paper_desk.serve()
    assert document.page_size(2) == PageSize(842, 595)


def test_no_more_bytes_are_kept_than_allowed_and_what_is_in_view_stays(monkeypatch, paper_desk, document):
    page_bytes = 3 * A4.width * A4.height
    monkeypatch.setattr(page_pixels, "CAPACITY", 3 * page_bytes)
    pixels = PagePixels(document)
    for page in range(8):
        pixels.want([part(page), near(page + 1)], 1.0, 1)
        paper_desk.serve()
    there = [page for page in range(12) if pixels.pieces(page, 1.0)[0]]
    assert len(there) == 3
    assert {7, 8} <= set(there)


def test_a_view_larger_than_the_capacity_still_shows(monkeypatch, paper_desk, document):
    monkeypatch.setattr(page_pixels, "CAPACITY", 100)
    pixels = PagePixels(document)
    pixels.want([part(2), part(3), near(4)], 1.0, 1)
    paper_desk.serve()
    assert [page for page in range(12) if pixels.pieces(page, 1.0)[0]] == [2, 3]


@pytest.mark.parametrize("room", [4, 5, 7])
def test_who_reads_on_finds_each_page_drawn_ahead_and_none_is_drawn_twice(monkeypatch, paper_desk, document, room):
    monkeypatch.setattr(page_pixels, "CAPACITY", room * 3 * A4.width * A4.height)
    pixels = PagePixels(document)
    drawn = []
    for page in range(1, 9):
        pixels.want([part(page), near(page + 1), near(page + 2, place=1), near(page - 1, place=2)], 1.0, 1)
        assert page == 1 or pixels.pieces(page, 1.0)[0]
        drawn += pages_waiting(paper_desk)
        paper_desk.serve()
        pixels.pieces(page, 1.0)  # it is painted, and so used later than those drawn ahead
    assert sorted(drawn) == list(range(11))


def test_what_would_not_be_kept_is_not_asked_for(monkeypatch, paper_desk, document):
    monkeypatch.setattr(page_pixels, "CAPACITY", 2 * 3 * A4.width * A4.height)
    pixels = PagePixels(document)
    for _ in range(2):
        pixels.want([part(4), near(3, place=1), near(5)], 1.0, 1)
        assert 3 not in pages_waiting(paper_desk)
        paper_desk.serve()
    assert [page for page in range(12) if pixels.pieces(page, 1.0)[0]] == [4, 5]


def test_another_tab_in_front_leaves_only_what_was_in_view(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1)
    paper_desk.serve()
    pixels.want([part(2), near(3), near(4)], 1.0, 1)
    pixels.keep_only_visible()
    assert pages_waiting(paper_desk) == []
    assert pixels.idle
    assert pixels.pieces(2, 1.0)[0]
    assert pixels.pieces(3, 1.0) == ([], None)


def test_two_views_share_what_both_want_and_each_drops_only_its_own(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1, "one")
    pixels.want([part(3), near(4)], 1.0, 1, "other")
    assert pages_waiting(paper_desk) == [2, 3, 4], "what the first wants goes on"
    assert waiting(paper_desk)[3, None] == Priority.VISIBLE, "as urgently as whoever wants it more"
    pixels.want([part(5)], 1.0, 1, "one")
    assert pages_waiting(paper_desk) == [3, 4, 5]
    pixels.release("other")
    assert pages_waiting(paper_desk) == [5]
    pixels.release("one")
    assert pixels.idle


def test_what_a_second_view_shows_stays_when_the_first_is_hidden(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1, "one")
    pixels.want([part(7), near(8)], 1.0, 1, "other")
    paper_desk.serve()
    pixels.keep_only_visible("one")
    assert [page for page in range(12) if pixels.pieces(page, 1.0)[0]] == [2, 3, 7, 8]
    pixels.keep_only_visible("other")
    assert [page for page in range(12) if pixels.pieces(page, 1.0)[0]] == [2, 7]


def test_less_memory_keeps_what_any_view_shows(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1, "one")
    pixels.want([part(7), near(8)], 1.0, 1, "other")
    paper_desk.serve()
    pixels.keep_within(1)
    assert [page for page in range(12) if pixels.pieces(page, 1.0)[0]] == [2, 7]


def test_closing_drops_what_is_on_its_way(paper_desk, pixels):
    pixels.want([part(2), near(3)], 1.0, 1)
    pixels.close()
    assert pages_waiting(paper_desk) == []
    assert pixels.idle


def test_an_answer_after_its_document_was_closed_is_let_go(paper_desk, document, pixels):
    pixels.want([part(2)], 1.0, 0)
    paper_desk.session.close(document.number)
    paper_desk.serve()
    assert pixels.pieces(2, 1.0) == ([], None)


@pytest.mark.parametrize(
    ("size", "scale", "expected"),
    [
        ((595, 842), 1.0, (595, 842)),
        ((595, 842), 1.25, (744, 1053)),
        ((0.1, 0.1), 1.0, (1, 1)),
        ((10.2, 9.8), 5, (51, 49)),
    ],
)
def test_sizes_are_rounded_as_engines_do(size, scale, expected):
    assert device_size(*size, scale) == expected


def test_a_page_that_comes_into_view_is_asked_for_small_first(paper_desk, pixels):
    pixels.want([part(2, 2.0)], 2.0, 0)
    worker = paper_desk.worker
    tiles = [(n, r) for n, (r, _) in worker.requests.items() if isinstance(r, RenderTile)]
    requests = [(worker.priorities[number], request.scale) for number, request in tiles]
    assert [scale for _, scale in sorted(requests)] == [page_pixels.STAND_IN_SCALE, 2.0]
    paper_desk.serve()
    pixels.want([part(2, 1.75)], 1.75, 0)
    scales = [request.scale for request in paper_desk.worker.asked(RenderTile)]
    assert scales == [1.75], "there is something to be seen"


def test_a_page_that_is_expected_is_asked_for_small_first_and_one_that_is_near_is_not(paper_desk, pixels):
    pixels.want([part(4, 2.0, priority=Priority.NEAR - 1, visible=False), near(5, 2.0)], 2.0, 0)
    worker = paper_desk.worker
    tiles = [(n, r) for n, (r, _) in worker.requests.items() if isinstance(r, RenderTile)]
    requests = sorted((worker.priorities[number], request.page, request.scale) for number, request in tiles)
    assert requests == [(Priority.NEAR - 2, 4, STAND_IN_SCALE), (Priority.NEAR - 1, 4, 2.0), (Priority.NEAR, 5, 2.0)]


def test_the_first_page_is_asked_for_before_its_size_on_the_screen_is_known(paper_desk, pixels):
    pixels.want_first(4)
    [request] = paper_desk.worker.asked(RenderTile)
    assert (request.page, request.scale, request.clip) == (4, page_pixels.STAND_IN_SCALE, None)
    paper_desk.serve()
    sharp, stand_in = pixels.pieces(4, 1.7)
    assert sharp == []
    assert stand_in is not None


def test_what_was_in_view_is_shown_until_there_is_something_new(paper_desk, pixels, document):
    pixels.want([part(2), near(3)], 1.0, 1)
    paper_desk.serve()
    later = PagePixels(document)
    later.show_meanwhile(pixels)
    before = pixels.pieces(2, 1.0)[0][0][1]
    sharp, stand_in = later.pieces(2, 1.0)
    assert sharp == []
    assert stand_in is not None
    assert stand_in[1] == before
    assert later.pieces(3, 1.0) == ([], None), "only what was in view"
    later.want([part(2)], 1.0, 1)
    assert not later.idle, "what is old is no picture of what is new"
    paper_desk.serve()
    assert later.pieces(2, 1.0)[0]
    assert later.pieces(2, 3.0)[1][0].scale == 1.0, "the old one is gone"
