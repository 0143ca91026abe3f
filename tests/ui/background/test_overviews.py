"""Documents that are slow to draw: small pictures of the pages that are passed, sharp ones where the reader stops."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from session.fakes import info

from viewer.model.document import TextLayer, Understanding
from viewer.model.geometry import PageSize
from viewer.ui.background import overviews
from viewer.ui.background.overviews import AHEAD, FIRST_SECONDS, SCALE, Overviews
from viewer.ui.page.pace import LOOKED_AT, SLOW
from viewer.ui.page.pixels import PagePixels, WantedPart
from viewer.workers.messages.answers import Failed, Tile
from viewer.workers.messages.requests import PixelRect, Priority

SIZE = PageSize(595, 842)


class Document:
    """A document whose workers answer when they are told to."""

    number = 1

    def __init__(self, pages: int = 20, size: PageSize = SIZE) -> None:
        self.info = info(pages)
        self.page_count = pages
        self.size = size
        self.understanding: Understanding | None = None
        self.text = SimpleNamespace(page_count=0)
        self.sharp: dict[int, tuple] = {}
        self.small: dict[int, tuple] = {}
        self._numbers = 0

    def page_size(self, _page: int) -> PageSize:
        return self.size

    def correct_page_size(self, *_what) -> None:
        pass

    def _submit(self, waiting, request, answer, priority) -> int:
        self._numbers += 1
        waiting[self._numbers] = (request, answer, priority)
        return self._numbers

    def ask_interactive(self, request, answer, priority) -> int:
        return self._submit(self.sharp, request, answer, priority)

    def ask_background(self, request, answer, priority) -> int:
        return self._submit(self.small, request, answer, priority)

    def reprioritise_interactive(self, _number, _priority) -> None:
        pass

    def cancel_interactive(self, number) -> None:
        self.sharp.pop(number, None)

    def withdraw_interactive(self, number) -> None:
        self.sharp.pop(number, None)

    def cancel_background(self, number) -> None:
        self.small.pop(number, None)

    def wanted(self, waiting) -> list[tuple[int, int]]:
        return [(request.page, priority) for request, _answer, priority in waiting.values()]

    def answer(self, waiting, took: float = 0.0) -> int:
        """Answer the most urgent request; gives its page."""
        number = min(waiting, key=lambda number: (waiting[number][2], number))
        request, answer, _ = waiting.pop(number)
        width, height = max(1, int(self.size.width * request.scale)), max(1, int(self.size.height * request.scale))
        rect = request.clip or PixelRect(0, 0, width, height)
        pixels = bytes(3 * rect.width * rect.height)
        tile = Tile(1, request.page, request.scale, rect, 3 * rect.width, pixels, self.size, took)
        answer(tile, True)
        return request.page


@pytest.fixture
def document() -> Document:
    return Document()


def part(page: int, *, visible: bool = True, priority: int = Priority.VISIBLE) -> WantedPart:
    return WantedPart(page, PixelRect(0, 0, 1190, 900), 1190, 1684, priority, visible)


def test_pages_in_view_come_first_then_the_nearest(qtbot, document):
    pictures = Overviews(document)
    pictures.want([7])
    assert document.wanted(document.small) == [(7, Priority.VISIBLE)]
    assert {request.scale for request, *_ in document.small.values()} == {SCALE}
    with qtbot.waitSignal(pictures.arrived) as arrived:
        document.answer(document.small)
    assert arrived.args == [7]
    assert not pictures.picture(7).isNull()
    assert [document.answer(document.small) for _ in range(5)] == [8, 9, 6, 10, 11]
    assert document.wanted(document.small) == [(5, AHEAD)]


def test_where_the_reader_scrolls_up_what_lies_before_comes_first(document):
    pictures = Overviews(document)
    pictures.want([7], -1)
    assert [document.answer(document.small) for _ in range(5)] == [7, 6, 5, 8, 4]


def test_a_long_reading_waits_for_pictures_once_its_first_pages_are_understood_and_not_for_ever(document, monkeypatch):
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=100.0)
    monkeypatch.setattr(overviews, "time", clock)
    pictures = Overviews(document)
    pictures.want([7])
    clock.now += 1.1
    document.text.page_count = 8  # of 20: the others take as long again, and half as long
    document.answer(document.small, took=1.0)
    assert document.wanted(document.small) == [(8, AHEAD)], "nothing has been understood"
    document.understanding = Understanding(TextLayer.GOOD)
    document.answer(document.small)
    assert document.wanted(document.small) == [(9, AHEAD)], "a text that is read soon does not wait"
    clock.now += 0.3
    document.answer(document.small)
    assert document.wanted(document.small) == [(6, AHEAD), (10, AHEAD)], "the worker has one always"
    assert Priority.THUMBNAIL < AHEAD < Priority.WHOLE
    pictures.want([7], 1, passing=True)
    document.answer(document.small)
    assert len(document.small) == 1, "what is drawn next is what will be in view"
    pictures.want([7])
    document.answer(document.small, took=FIRST_SECONDS)
    document.answer(document.small)
    assert len(document.small) == 1


def test_what_has_been_begun_is_finished_and_what_comes_into_view_is_next(document):
    pictures = Overviews(document)
    pictures.want([2])
    pictures.want([9, 10])
    assert [document.answer(document.small) for _ in range(4)] == [2, 9, 10, 11]
    assert pictures.picture(2) is not None


def test_while_pages_are_passed_both_workers_draw_what_will_be_in_view(document):
    pictures = Overviews(document)
    pictures.want([2], 1, passing=True)
    assert document.wanted(document.sharp) == [(2, Priority.VISIBLE)]
    assert document.wanted(document.small) == [(3, Priority.VISIBLE)]
    pictures.want([6], 1, passing=True)
    assert document.answer(document.sharp) == 2
    assert document.wanted(document.sharp) == [(10, Priority.VISIBLE)], "four pages were passed meanwhile"
    pictures.want([9], 1, passing=False)
    assert document.answer(document.small) == 3
    assert document.wanted(document.small) == [(9, Priority.VISIBLE)], "the reader has stopped"


def test_all_pages_are_drawn_once(document):
    pictures = Overviews(document)
    pictures.want([3])
    drawn = []
    while document.small:
        drawn.append(document.answer(document.small))
    assert sorted(drawn) == list(range(20))
    pictures.want([12])
    assert not document.small


def test_no_more_are_drawn_than_are_kept(document, monkeypatch):
    monkeypatch.setattr(overviews, "CAPACITY", 6 * int(595 * SCALE) * int(842 * SCALE) * 2)
    pictures = Overviews(document)
    pictures.want([10])
    drawn = []
    while document.small:
        drawn.append(document.answer(document.small))
    assert len(drawn) <= 6
    assert set(drawn) <= set(range(7, 14))


def test_a_page_that_fails_is_not_tried_again_and_a_large_one_not_at_all(document):
    pictures = Overviews(document)
    pictures.want([0])
    number = next(iter(document.small))
    _, answer, _ = document.small.pop(number)
    answer(Failed("No.", crashed=True), True)
    pictures.want([0])
    assert 0 not in [page for page, _ in document.wanted(document.small)]
    document.size = PageSize(14_400, 14_400)
    huge = Overviews(document)
    document.small.clear()
    huge.want([0])
    assert not document.small


def test_a_closed_one_asks_for_nothing(document):
    pictures = Overviews(document)
    pictures.want([0])
    pictures.close()
    assert not document.small


def test_a_fast_document_has_none(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 2.0, 1)
    for _ in range(2):
        document.answer(document.sharp, took=0.01)
    assert not pixels.pace.slow
    assert not document.small


def test_a_slow_document_is_passed_with_small_pictures(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 2.0, 1)
    document.answer(document.sharp, took=2 * SLOW)
    assert pixels.pace.slow
    pixels.want([part(1)], 2.0, 1)
    document.answer(document.sharp)
    pixels.passing([4, 5], 1)
    assert [page for page, _ in document.wanted(document.sharp)] == [5]
    assert {request.scale for request, *_ in document.sharp.values()} == {SCALE}, "nothing sharp of what is passed"
    assert pixels.pieces(5, 2.0) == ([], None)
    document.answer(document.sharp)
    _, stand_in = pixels.pieces(5, 2.0)
    assert stand_in is not None
    assert stand_in[0].scale == SCALE


def test_where_the_reader_stops_the_page_in_view_is_drawn_and_no_more_than_one_ahead(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 2.0, 1)
    document.answer(document.sharp, took=2 * SLOW)
    near = [part(4 + step, visible=False, priority=Priority.NEAR + step) for step in range(4)]
    pixels.want([part(3), *near], 2.0, 1)
    asked = [(page, priority) for page, priority in document.wanted(document.sharp)]
    assert list(dict.fromkeys(asked)) == [(3, Priority.VISIBLE), (4, Priority.NEAR)]
    scales = [request.scale for request, *_ in document.sharp.values()]
    assert scales == [SCALE, *[2.0] * (len(scales) - 1)], "small before sharp"


def test_a_slow_page_is_drawn_in_strips_of_what_is_in_view(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 2.0, 1)
    while document.sharp:
        document.answer(document.sharp, took=2 * SLOW)
    pixels.want([part(0), part(3)], 2.0, 1)
    clips = [(request.page, request.clip) for request, *_ in document.sharp.values() if request.scale == 2.0]
    assert {page for page, _ in clips} == {3}, "what is there whole is not drawn again"
    assert [clip.y for _, clip in clips] == [0, 256, 512, 768]
    while document.sharp:
        document.answer(document.sharp, took=0.2 * SLOW)
    assert {key.rect for key, _ in pixels.pieces(3, 2.0)[0]} == {clip for _, clip in clips}
    assert pixels.pace.slow, "a strip of a slow page is quick"


def test_a_slow_page_that_is_expected_is_drawn_small_only(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 2.0, 1)
    while document.sharp:
        document.answer(document.sharp, took=2 * SLOW)
    pixels.want([part(0), part(7, visible=False, priority=Priority.NEAR - 1)], 2.0, 1)
    assert [(request.page, request.scale) for request, *_ in document.sharp.values()] == [(7, SCALE)]
    document.answer(document.sharp)
    pixels.want([part(7)], 2.0, 1)
    assert {(request.page, request.scale) for request, *_ in document.sharp.values()} == {(7, 2.0)}
    while document.sharp:
        document.answer(document.sharp)
    pixels.want([part(7)], 2.0, 1)
    assert not document.sharp, "what is there sharp needs no small picture"


def test_a_document_is_not_slow_for_one_page(document):
    pixels = PagePixels(document)
    took = [2 * SLOW, *[0.01] * LOOKED_AT]
    for page, seconds in enumerate(took):
        pixels.want([part(page)], 1.0, 1)
        while document.sharp:
            document.answer(document.sharp, took=seconds)
    assert not pixels.pace.slow


def test_what_was_withdrawn_while_it_was_drawn_is_kept_and_tells_that_the_document_is_slow(document):
    pixels = PagePixels(document)
    pixels.want([part(0)], 1.0, 1)
    begun = dict(document.sharp)
    pixels.want([part(1)], 1.0, 1)
    document.sharp |= begun
    pixels.want([part(0)], 1.0, 1)
    assert document.answer(document.sharp, took=2 * SLOW) == 0
    assert pixels.pace.slow
    assert not [page for page, _ in document.wanted(document.sharp) if page == 0], "not drawn twice"
    assert pixels.pieces(0, 1.0)[0]
