"""Search results: what the header says, what rows say, and how the reader walks through them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from ui.panels import mixed_paper

from viewer.model.text import Span
from viewer.ui.panels.hits_model import excerpt
from viewer.ui.panels.search_panel import SearchPanel
from viewer.ui.widgets.outline_model import MARK, Mark
from viewer.workers.messages.answers import Found, Hit
from viewer.workers.messages.requests import Find

HERE = Qt.ItemDataRole.AccessibleTextRole


def hits_in(document) -> tuple[Hit, ...]:
    """Every "lamps" of the mixed paper with its line."""
    found = []
    text = str(document.text)
    at = text.find("lamps")
    while at >= 0:
        line = text[text.rfind("\n", 0, at) + 1 :][:80]
        start = at - text.rfind("\n", 0, at) - 1
        if start >= 70:
            line, start = "…lit the lamps. The harbour master", 9
        found.append(Hit(Span(at, at + 5), document.text.page_of(at), line, start, start + 5))
        at = text.find("lamps", at + 1)
    return tuple(found)


@pytest.fixture
def document(desk):
    return mixed_paper.read_to_its_end(desk)


@pytest.fixture
def panel(qtbot, desk):
    panel = SearchPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(288, 400)
    panel.show()
    return panel


def answer(desk, document, hits, *, total=None, last=True, unreadable=()):
    total = len(hits) if total is None else total
    found = Found(document.number, document.search.state.query, tuple(hits), total, 12, tuple(unreadable))
    desk.worker.answer(Find, found, last=last)
    desk.settle()


@pytest.mark.usefixtures("document")
def test_before_a_search_the_panel_says_what_it_is_for(panel):
    assert panel.view.empty.text() == "Words typed in the find field are listed here with the lines they stand in."
    assert not panel.header.isVisible()
    assert panel.view.geometry().top() == 0, "no room is kept for what is not said"


def test_the_header_counts(desk, document, panel):
    document.search.find("lamps", go=False)
    assert panel.header.text() == "Nothing found so far for “\u2068lamps\u2069”."
    hits = hits_in(document)
    answer(desk, document, hits[:24], last=False)
    assert panel.header.text() == "24 found on 2 pages so far"
    answer(desk, document, hits)
    assert panel.header.text() == f"{len(hits)} found on 12 pages"
    assert not panel.view.empty.isVisible()


def test_one_page_is_named(desk, document, panel):
    document.search.find("lamps", go=False)
    answer(desk, document, hits_in(document)[:1])
    assert panel.header.text() == "1 found on page 1"


def test_a_limit_is_said(desk, document, panel):
    document.search.find("lamps", go=False)
    answer(desk, document, hits_in(document)[:10], total=999)
    assert panel.header.text() == "999 found, first 10 shown, on page 1"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((), ""),
        ((4,), "Page 5 has no text that could be searched."),
        ((0, 4, 5, 6, 9), "Pages 1, 5–7, 10 have no text that could be searched."),
        (tuple(range(0, 20, 2)), "10 pages have no text that could be searched."),
    ],
)
def test_nothing_found_says_what_to_try_and_what_was_not_read(desk, document, panel, pages, said):
    document.search.find("zebra", go=False)
    answer(desk, document, (), unreadable=pages)
    assert panel.header.text().startswith("Nothing found for “\u2068zebra\u2069”. Try fewer words")
    assert panel.unread.text() == said
    assert panel.unread.isVisible() is bool(said)
    assert not panel.view.empty.isVisible()


def test_a_row_says_line_section_language_and_page(desk, document, panel):
    document.search.find("lamps", go=False)
    hits = hits_in(document)
    answer(desk, document, hits)
    number = next(number for number, hit in enumerate(hits) if hit.page == 6 and number % 12 == 3)
    said = panel.hits.index(number, 0).data(HERE)
    assert said.startswith(hits[number].snippet)
    assert said.endswith(", Arabic, page 7")
    assert mixed_paper.PARTS[6][1] in said


def test_qt_finds_no_fault_in_the_model(desk, document, panel, qtmodeltester):
    document.search.find("lamps", go=False)
    answer(desk, document, hits_in(document))
    qtmodeltester.check(panel.hits, force_py=True)


def test_a_click_and_enter_go_to_the_hit(qtbot, desk, document, panel):
    document.search.find("lamps", go=False)
    hits = hits_in(document)
    answer(desk, document, hits)
    rect = panel.view.visualRect(panel.hits.index(2, 0))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.places == [hits[2].span]
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert desk.places == [hits[2].span] * 2


def test_arrows_walk_through_the_hits(qtbot, desk, document, panel):
    document.search.find("lamps", go=False)
    hits = hits_in(document)
    answer(desk, document, hits)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert desk.places == [hits[1].span, hits[2].span, hits[1].span]
    assert document.search.state.current == 1


def test_the_next_hit_asked_for_elsewhere_moves_the_mark_and_is_seen(desk, document, panel):
    document.search.find("lamps", go=False)
    answer(desk, document, hits_in(document))
    for _ in range(20):
        document.search.next_hit()
    index = panel.hits.index(20, 0)
    assert index.data(MARK) == Mark.HERE
    assert panel.hits.index(19, 0).data(MARK) == Mark.NONE
    assert panel.view.currentIndex() == index
    assert panel.view.viewport().rect().contains(panel.view.visualRect(index))


def test_more_hits_leave_the_list_where_it_is(desk, document, panel):
    document.search.find("lamps", go=False)
    hits = hits_in(document)
    answer(desk, document, hits[:40], last=False)
    panel.view.verticalScrollBar().setValue(700)
    answer(desk, document, hits)
    assert panel.hits.rowCount() == len(hits)
    assert panel.view.verticalScrollBar().value() == 700


def test_the_end_of_a_search_empties_the_list(desk, document, panel):
    document.search.find("lamps", go=False)
    answer(desk, document, hits_in(document))
    document.search.find("")
    assert panel.hits.rowCount() == 0
    assert panel.header.text() == ""
    assert panel.view.empty.isVisible()


@pytest.mark.parametrize("width", [150, 220, 400])
@pytest.mark.usefixtures("qapp")
def test_the_words_found_are_in_the_excerpt_and_near_its_beginning(width):
    snippet = "a line that goes on for a while, and on, and on, until it comes to the lamps of the coast"
    start = snippet.index("lamps")
    text, begin, end = excerpt(Hit(Span(0, 5), 0, snippet, start, start + 5), QFont(), width)
    assert text[begin:end] == "lamps"
    assert text == snippet or text.startswith("…")
    assert QFontMetrics(QFont()).horizontalAdvance(text[:end]) <= 2 * width


@pytest.mark.usefixtures("qapp")
def test_a_line_without_blanks_is_cut_anywhere():
    snippet = "港" * 70 + "灯光"
    text, begin, end = excerpt(Hit(Span(0, 2), 0, snippet, 70, 72), QFont(), 200)
    assert text[begin:end] == "灯光"
    assert len(text) < 40
