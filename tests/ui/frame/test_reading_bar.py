"""The toolbar's fields: pages by number and label, zoom in words and figures, finding while one types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from ui.painted_paper import LONG_PAGES, PAGES

from viewer.session.changes import ViewPlace
from viewer.ui.frame.reading_bar import TYPING_PAUSE_MS, ReadingBar
from viewer.workers.messages.answers import Failed, Found, Hit
from viewer.workers.messages.requests import Find

Key = Qt.Key


@pytest.fixture
def bar(qtbot, paper_desk):
    window = QWidget()
    bar = ReadingBar(paper_desk.session)
    elsewhere = QLineEdit()
    layout = QVBoxLayout(window)
    for widget in (bar, elsewhere):
        layout.addWidget(widget)
    for widget in (bar.page_field, bar.page_count, bar.zoom_field, bar.found, bar.find_field):
        bar.addWidget(widget)
    bar.page_focus_wanted.connect(elsewhere.setFocus)
    qtbot.addWidget(window)
    window.show()
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    bar.elsewhere = elsewhere
    yield bar
    window.close()


def type_into(field, words, *, enter=True) -> None:
    field.setFocus()
    field.selectAll()
    if words.isascii():
        QTest.keyClicks(field, words)
    else:  # QTest has no keys for other letters
        field.insert(words)
    if enter:
        QTest.keyClick(field, Key.Key_Return)


# -- the page ---------------------------------------------------------------------------------------------------------


def test_without_a_document_nothing_can_be_typed(bar):
    assert not any(field.isEnabled() for field in (bar.page_field, bar.zoom_field, bar.find_field))
    assert bar.page_field.text() == ""
    assert bar.page_count.text().strip() == ""


def test_when_the_last_document_has_been_closed_no_zoom_is_said(paper_desk, bar):
    document = paper_desk.lay_open(PAGES)
    bar.show_zoom(0.92)
    assert bar.zoom_field.currentText() == "92%"
    paper_desk.session.close(document.number)
    assert bar.zoom_field.currentText() == ""


def test_it_shows_the_page_and_how_many_there_are(paper_desk, bar):
    document = paper_desk.lay_open(LONG_PAGES)
    assert bar.page_field.text() == "1"
    assert bar.page_count.text().strip() == "of 12"
    document.viewed(ViewPlace(6), 6, 6)
    assert bar.page_field.text() == "7"
    paper_desk.session.close(document.number)
    assert bar.page_field.text() == ""
    assert not bar.page_field.isEnabled()


def test_with_labels_it_shows_both(paper_desk, bar):
    document = paper_desk.lay_open(PAGES, page_labels=("i", "ii", "1"))
    document.viewed(ViewPlace(2), 2, 2)
    assert bar.page_field.text() == "1"
    assert bar.page_count.text().strip() == "(3 of 3)"


@pytest.mark.parametrize(
    ("labels", "typed", "page"),
    [
        ((), "7", 6),
        ((), " 12 ", 11),
        ((), "٣", 2),
        ((), "0", 0),
        ((), "99", 11),
        (("i", "ii", "1", "2"), "ii", 1),
        (("i", "ii", "1", "2"), "2", 3),
        (("i", "ii", "1", "2"), "9", 8),
    ],
)
def test_a_number_or_label_goes_there(paper_desk, bar, labels, typed, page):
    paper_desk.lay_open(LONG_PAGES, page_labels=labels)
    type_into(bar.page_field, typed)
    assert paper_desk.places == [ViewPlace(page)]
    assert bar.elsewhere.hasFocus()


def test_a_number_that_no_figure_can_follow_is_expected_at_once(paper_desk, bar):
    expected = []
    bar.page_expected.connect(expected.append)
    paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, "12", enter=False)
    assert expected == [11]
    type_into(bar.page_field, "7", enter=False)
    assert expected == [11, 6]
    assert paper_desk.places == []


def test_a_number_that_may_go_on_is_expected_when_typing_pauses(qtbot, paper_desk, bar):
    paper_desk.lay_open(LONG_PAGES)
    with qtbot.waitSignal(bar.page_expected) as expected:
        type_into(bar.page_field, "1", enter=False)
        assert bar._page_pause.isActive()
    assert expected.args == [0]


@pytest.mark.parametrize("typed", ["", "seven", "²"])
def test_what_is_no_page_is_not_expected(qtbot, paper_desk, bar, typed):
    paper_desk.lay_open(LONG_PAGES)
    with qtbot.assertNotEmitted(bar.page_expected, wait=2 * TYPING_PAUSE_MS):
        type_into(bar.page_field, typed or " ", enter=False)


@pytest.mark.parametrize("typed", ["seven", "-1", "3.5", "²"])
def test_what_is_no_page_goes_nowhere_and_is_put_right(paper_desk, bar, typed):
    document = paper_desk.lay_open(LONG_PAGES)
    document.viewed(ViewPlace(4), 4, 4)
    type_into(bar.page_field, typed)
    assert paper_desk.places == []
    assert bar.page_field.text() == "5"


@pytest.mark.parametrize("typed", ["0", "005", "99"])
def test_the_field_says_the_page_one_is_on_whatever_was_typed(paper_desk, bar, typed):
    document = paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, typed)
    page = paper_desk.places[-1].page
    document.viewed(ViewPlace(page), page, page)
    assert bar.page_field.text() == str(page + 1)


def test_an_empty_field_goes_nowhere(paper_desk, bar):
    paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, " ")
    assert paper_desk.places == []


def test_escape_puts_the_page_back_and_leaves(paper_desk, bar):
    paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, "77", enter=False)
    QTest.keyClick(bar.page_field, Key.Key_Escape)
    assert bar.elsewhere.hasFocus()
    assert bar.page_field.text() == "1"
    assert paper_desk.places == []


def test_leaving_the_field_otherwise_puts_the_page_back(paper_desk, bar):
    paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, "77", enter=False)
    bar.elsewhere.setFocus()
    assert bar.page_field.text() == "1"


def test_scrolling_does_not_overwrite_what_is_typed(paper_desk, bar):
    document = paper_desk.lay_open(LONG_PAGES)
    type_into(bar.page_field, "1", enter=False)
    document.viewed(ViewPlace(4), 4, 4)
    assert bar.page_field.text() == "1"


def test_another_document_in_front_has_its_own_page_even_in_the_field(paper_desk, bar):
    first = paper_desk.lay_open(LONG_PAGES)
    first.viewed(ViewPlace(6), 6, 6)
    paper_desk.lay_open(PAGES, "other.pdf")
    bar.page_field.setFocus()
    paper_desk.session.make_current(first.number)
    assert bar.page_field.text() == "7"


def test_the_field_is_reached_with_its_number_selected(paper_desk, bar):
    paper_desk.lay_open(LONG_PAGES)
    bar.focus_page()
    assert bar.page_field.hasFocus()
    assert bar.page_field.selectedText() == "1"


# -- zoom -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "factor"),
    [("125", 1.25), ("125 %", 1.25), ("80%", 0.8), ("33.3", 0.333), ("12,5 %", 0.125), ("about 200", 2.0)],
)
def test_a_zoom_in_figures(qtbot, paper_desk, bar, typed, factor):
    paper_desk.lay_open()
    with qtbot.waitSignal(bar.zoom_chosen) as chosen:
        type_into(bar.zoom_field.lineEdit(), typed)
    assert chosen.args == [pytest.approx(factor)]
    assert bar.elsewhere.hasFocus()


@pytest.mark.parametrize(("typed", "width"), [("Fit width", True), ("Fit page", False), ("fit page", False)])
def test_a_zoom_in_words(qtbot, paper_desk, bar, typed, width):
    paper_desk.lay_open()
    with qtbot.waitSignal(bar.fit_chosen) as chosen, qtbot.assertNotEmitted(bar.zoom_chosen):
        type_into(bar.zoom_field.lineEdit(), typed)
    assert chosen.args == [width]


def test_a_zoom_from_the_list(qtbot, paper_desk, bar):
    paper_desk.lay_open()
    row = bar.zoom_field.findText("150%")
    bar.zoom_field.setCurrentIndex(row)
    with qtbot.waitSignal(bar.zoom_chosen) as chosen:
        bar.zoom_field.activated.emit(row)
    assert chosen.args == [1.5]


def test_what_is_no_zoom_is_put_right(qtbot, paper_desk, bar):
    paper_desk.lay_open()
    bar.show_zoom(1.1)
    with qtbot.assertNotEmitted(bar.zoom_chosen), qtbot.assertNotEmitted(bar.fit_chosen):
        type_into(bar.zoom_field.lineEdit(), "larger")
    assert bar.zoom_field.currentText() == "110%"


def test_a_zoom_that_is_not_possible_is_put_right(paper_desk, bar):
    paper_desk.lay_open()
    bar.show_zoom(8.0)
    type_into(bar.zoom_field.lineEdit(), "9000")
    assert bar.zoom_field.currentText() == "800%", "the view was at its limit and has nothing to tell"


def test_escape_leaves_the_zoom_as_it_is(qtbot, paper_desk, bar):
    paper_desk.lay_open()
    bar.show_zoom(1.1)
    with qtbot.assertNotEmitted(bar.zoom_chosen):
        type_into(bar.zoom_field.lineEdit(), "250", enter=False)
        QTest.keyClick(bar.zoom_field.lineEdit(), Key.Key_Escape)
    assert bar.elsewhere.hasFocus()
    assert bar.zoom_field.currentText() == "110%"


# -- finding ----------------------------------------------------------------------------------------------------------


def queries(desk) -> list[str]:
    return [request.query for request in desk.worker.asked(Find)]


def found(desk, document, total, *, last=True) -> None:
    query = queries(desk)[-1]
    spans = [document.text.page_span(0)] * total
    hits = tuple(Hit(span, 0, "words", 0, 5) for span in spans)
    desk.worker.answer(Find, Found(document.number, query, hits, total, 3, ()), last=last)
    desk.settle()


def test_words_are_looked_for_when_typing_pauses(qtbot, paper_desk, bar):
    document = paper_desk.lay_open()
    bar.find_field.setFocus()
    asked = []
    find = document.search.find
    document.search.find = lambda query, **more: (asked.append(query), find(query, **more))
    QTest.keyClicks(bar.find_field, "report")
    assert asked == [], "not a search a letter"
    qtbot.waitUntil(lambda: asked == ["report"])
    assert queries(paper_desk) == ["report"]


def test_enter_looks_at_once_and_then_walks_the_hits(paper_desk, bar):
    document = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    assert queries(paper_desk) == ["report"]
    found(paper_desk, document, 3)
    first = document.search.state.current
    QTest.keyClick(bar.find_field, Key.Key_Return)
    assert document.search.state.current == first + 1
    QTest.keyClick(bar.find_field, Key.Key_Enter)
    assert document.search.state.current == first + 2
    QTest.keyClick(bar.find_field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert document.search.state.current == first + 1
    assert bar.find_field.hasFocus()


def test_enter_after_a_change_of_the_words_looks_for_these(paper_desk, bar):
    document = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    found(paper_desk, document, 3)
    type_into(bar.find_field, "rows")
    assert queries(paper_desk) == ["rows"]


def test_how_many_were_found_is_said(paper_desk, bar):
    document = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    assert bar.found.text() == "Searching…"
    found(paper_desk, document, 2, last=False)
    assert bar.found.text() == "1 of 2"
    document.search.next_hit()
    assert bar.found.text() == "2 of 2"
    type_into(bar.find_field, "nothing like it")
    found(paper_desk, document, 0)
    assert bar.found.text() == "Nothing found"
    type_into(bar.find_field, "r")
    paper_desk.worker.answer(Find, Failed("The search failed."))
    paper_desk.settle()
    assert bar.found.text() == "Nothing found"


def test_clearing_the_field_ends_the_search(qtbot, paper_desk, bar):
    document = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    found(paper_desk, document, 2)
    bar.find_field.selectAll()
    QTest.keyClick(bar.find_field, Key.Key_Delete)
    qtbot.waitUntil(lambda: document.search.state.query == "")
    assert bar.found.text() == ""


def test_escape_leaves_the_field_and_keeps_the_hits(paper_desk, bar):
    document = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    found(paper_desk, document, 2)
    QTest.keyClick(bar.find_field, Key.Key_Escape)
    assert bar.elsewhere.hasFocus()
    assert document.search.state.total == 2
    assert bar.find_field.text() == "report"


def test_selected_words_are_looked_for_when_the_field_is_called(paper_desk, bar):
    paper_desk.lay_open()
    bar.focus_find("the report")
    assert queries(paper_desk) == ["the report"]
    assert bar.find_field.selectedText() == "the report"
    bar.focus_find()
    assert bar.find_field.selectedText() == "the report"


def test_another_document_in_front_has_its_own_words(paper_desk, bar):
    first = paper_desk.lay_open()
    type_into(bar.find_field, "report")
    found(paper_desk, first, 2)
    second = paper_desk.lay_open(("one page",), "other.pdf")
    assert (bar.find_field.text(), bar.found.text()) == ("", "")
    paper_desk.session.make_current(first.number)
    assert (bar.find_field.text(), bar.found.text()) == ("report", "1 of 2")
    paper_desk.session.make_current(second.number)
    assert bar.find_field.text() == ""


def test_without_a_document_enter_does_nothing(bar):
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bar.find_field, event)
    assert bar.found.text() == ""
