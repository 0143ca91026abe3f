"""Letters of pages: asked for once while they are wanted, kept for the pages looked at last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from ui.painted_paper import PAGES

from viewer.model.document import PageKind
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PageText, TextLine, TextRun
from viewer.ui.page.glyph_store import KEPT_PAGES, GlyphStore
from viewer.workers.messages.answers import Failed, Lines
from viewer.workers.messages.requests import Priority, ReadGlyphs, ReadLines

pytestmark = pytest.mark.usefixtures("qapp")

MANY = tuple(f"page {number}" for number in range(KEPT_PAGES + 20))


@pytest.fixture
def store(paper_desk):
    return GlyphStore(paper_desk.lay_open(MANY))


def asked(desk) -> list[int]:
    return [request.page for request in desk.worker.asked(ReadGlyphs)]


def test_letters_come_with_the_text_they_belong_to(qtbot, paper_desk):
    store = GlyphStore(paper_desk.lay_open(PAGES))
    store.want([1])
    assert (store.glyphs(1), store.text(1), store.idle) == (None, None, False)
    with qtbot.waitSignal(store.arrived) as arrived:
        paper_desk.serve()
    assert arrived.args == [1]
    assert store.idle
    assert store.text(1) == PAGES[1]
    assert len(store.glyphs(1)) == len(PAGES[1])
    assert store.set_page(1) is None


def test_letters_come_after_the_pixels_in_view_and_before_all_else(paper_desk, store):
    store.want([1])
    number = max(paper_desk.worker.requests)
    assert Priority.VISIBLE < paper_desk.worker.priorities[number] < Priority.NEAR


def test_nothing_is_asked_for_twice(paper_desk, store):
    store.want([1, 2])
    store.want([2, 1])
    assert asked(paper_desk) == [1, 2]
    paper_desk.serve()
    store.want([1, 2])
    assert asked(paper_desk) == []


def test_what_has_gone_out_of_view_is_cancelled(paper_desk, store):
    store.want([1, 2])
    store.want([2, 3])
    assert asked(paper_desk) == [2, 3]
    assert len(paper_desk.worker.cancelled) == 1


def test_wishes_may_come_from_a_generator(paper_desk, store):
    store.want(page for page in (4, 5))
    store.want(page for page in (5, 6))
    assert asked(paper_desk) == [5, 6]


def test_the_pages_looked_at_last_are_kept(paper_desk, store):
    for page in range(KEPT_PAGES):
        store.want([page])
        paper_desk.serve()
    store.want([0])  # looked at again
    for page in range(KEPT_PAGES, KEPT_PAGES + 10):
        store.want([page])
        paper_desk.serve()
    there = [page for page in range(len(MANY)) if store.glyphs(page) is not None]
    assert there == [0, *range(11, KEPT_PAGES + 10)]


def test_a_failure_is_kept_in_words_until_it_is_tried_again(qtbot, paper_desk, store):
    store.want([3])
    with qtbot.waitSignal(store.arrived):
        paper_desk.worker.answer(ReadGlyphs, Failed("Page 4 could not be read."))
        paper_desk.settle()
    assert store.failures == {3: "Page 4 could not be read."}
    store.want([3])
    assert asked(paper_desk) == []
    store.retry(3)
    store.want([3])
    assert asked(paper_desk) == [3]
    paper_desk.serve()
    assert store.text(3) == MANY[3]
    assert store.failures == {}


def test_closing_a_view_drops_what_is_on_its_way(paper_desk, store):
    store.want([1, 2])
    store.release()
    assert asked(paper_desk) == []
    assert store.idle


def row_page(*rows: str) -> PageText:
    """A page of rows."""
    lines, at = [], 0
    for number, row in enumerate(rows):
        rect = PageRect(30, 36 + 13 * number, 506, 49 + 13 * number)
        lines.append(TextLine(at, at + len(row), rect, 0, (TextRun(at, at + len(row), 8.0),)))
        at += len(row) + 1
    return PageText("\n".join(rows), PageSize(536, 842), tuple(lines))


def test_a_page_of_plain_text_is_set_when_its_rows_come(paper_desk):
    store = GlyphStore(plain(paper_desk))
    store.want([0])
    assert asked(paper_desk) == []
    [request] = paper_desk.worker.asked(ReadLines)
    assert request.page == 0
    paper_desk.worker.answer(ReadLines, Lines(request.document, 0, row_page("a row")))
    paper_desk.settle()
    assert store.text(0) == "a row"
    assert len(store.glyphs(0)) == 5
    assert len(store.set_page(0).rows) == 1


def test_pages_of_plain_text_that_are_dropped_are_dropped_whole(paper_desk):
    store = GlyphStore(plain(paper_desk))
    for page in range(KEPT_PAGES + 5):
        store.want([page])
        paper_desk.worker.answer(ReadLines, Lines(store._document.number, page, row_page("a row")))
        paper_desk.settle()
    there = [page for page in range(len(MANY)) if store.set_page(page) is not None]
    assert there == list(range(5, KEPT_PAGES + 5))


WITHOUT_WIDTH = "\u200b" * 960
"""As many as a row may have; each is looked for in the whole row."""


def test_the_window_answers_while_a_page_of_signs_without_width_is_set(qtbot, paper_desk):
    store = GlyphStore(plain(paper_desk))
    turns = []
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: turns.append(store.glyphs(0) is not None))
    store.want([0])
    paper_desk.worker.answer(ReadLines, Lines(store._document.number, 0, row_page(*[WITHOUT_WIDTH] * 60)))
    paper_desk.settle()
    with qtbot.waitSignal(store.arrived):
        clock.start()
    clock.stop()
    assert turns.count(False) > 3
    assert len(store.set_page(0).rows) == 60
    assert store.idle


def test_setting_a_page_ends_when_nobody_wants_it_any_more(paper_desk):
    store = GlyphStore(plain(paper_desk))
    store.want([0])
    paper_desk.worker.answer(ReadLines, Lines(store._document.number, 0, row_page(*[WITHOUT_WIDTH] * 60)))
    paper_desk.settle()
    assert not store.idle
    store.want([0])
    assert paper_desk.worker.asked(ReadLines) == [], "it is being set"
    store.want([])
    assert store.idle
    store.want([0])
    assert len(paper_desk.worker.asked(ReadLines)) == 1


def plain(desk):
    """A plain text of many pages."""
    document = desk.lay_open(MANY, name="paper.txt")
    document.info = type(document.info)("text", len(MANY), PageKind.LINES, (PageSize(536, 842),))
    return document
