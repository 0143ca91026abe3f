"""The open documents as tabs: their titles, their order, closing them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QStyleOptionTab
from ui.painted_paper import PAGES, understanding_of

from viewer.model.bidi import ISOLATE
from viewer.model.document import CannotOpen, FileProblem, Value
from viewer.model.text import Span
from viewer.ui.page.view import PageView
from viewer.ui.tabs.document_tabs import DocumentTabs
from viewer.ui.tabs.tab_bar import NARROWEST, WIDEST
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import OpenFile, RenderTile


@pytest.fixture
def tabs(qtbot, paper_desk):
    tabs = DocumentTabs(paper_desk.session)
    qtbot.addWidget(tabs)
    tabs.resize(700, 600)
    tabs.show()
    return tabs


def called(**values):
    metadata = {key: (Value(value, Span(0, 3)),) for key, value in values.items()}
    return replace(understanding_of(PAGES), metadata=metadata)


def titles(tabs) -> list[str]:
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_a_document_is_called_by_its_file_until_its_symbol_is_known(paper_desk, tabs):
    document = paper_desk.open("g2000455.pdf", 3)
    assert titles(tabs) == ["g2000455.pdf"]
    paper_desk.read(document, PAGES)
    paper_desk.understand(document, called(symbol="A/HRC/43/G/37", title="Note verbale"))
    assert titles(tabs) == ["A/HRC/43/G/37"]
    assert tabs.tabToolTip(0) == f"A/HRC/43/G/37\n{document.path}"


def test_without_a_symbol_it_is_called_by_its_title_which_is_cut_where_it_is_long(paper_desk, tabs):
    title = "Letter dated 14 March 2025 from the Permanent Representative"
    document = paper_desk.lay_open(understanding=called(title=title))
    assert titles(tabs) == [title]
    assert tabs.tabToolTip(0) == f"{title}\n{document.path}"
    paper_desk.lay_open(name="b.pdf")
    character = tabs.bar.fontMetrics().averageCharWidth()
    assert tabs.bar.tabRect(0).width() == WIDEST * character
    option = QStyleOptionTab()
    tabs.bar.initStyleOption(option, 0)
    assert "…" in option.text[-2:], "the beginning is shown"


def test_many_tabs_shrink_before_the_bar_is_scrolled(paper_desk, tabs):
    for number in range(5):
        paper_desk.lay_open(name=f"Report of the Secretary-General {number}.pdf")
    widths = {tabs.bar.tabRect(index).width() for index in range(5)}
    character = tabs.bar.fontMetrics().averageCharWidth()
    assert max(widths) < WIDEST * character
    assert not tabs.choices.button.isVisible()
    for number in range(5, 20):
        paper_desk.lay_open(name=f"Report of the Secretary-General {number}.pdf")
    assert {tabs.bar.tabRect(index).width() for index in range(20)} == {NARROWEST * character}
    assert tabs.choices.button.isVisible()


def test_tabs_are_laid_in_another_order_by_dragging_and_the_session_follows(qtbot, paper_desk, tabs):
    first, second, third = (paper_desk.lay_open(name=f"{name}.pdf") for name in "abc")
    place = at_tab(tabs, 0)
    qtbot.mousePress(tabs.bar, Qt.MouseButton.LeftButton, pos=place)
    for step in range(1, 12):
        qtbot.mouseMove(tabs.bar, place + QPoint(step * tabs.bar.tabRect(0).width() // 10, 0))
    qtbot.mouseRelease(tabs.bar, Qt.MouseButton.LeftButton, pos=at_tab(tabs, 1))
    assert titles(tabs) == ["b.pdf", "a.pdf", "c.pdf"]
    assert paper_desk.session.documents == [second, first, third]
    assert tabs.current_view.document is first
    assert [tabs.bar.close_button(index).accessibleName() for index in (0, 1)] == ["Close b.pdf", "Close a.pdf"]
    qtbot.mouseClick(tabs.bar.close_button(0), Qt.MouseButton.LeftButton)
    assert titles(tabs) == ["a.pdf", "c.pdf"]


def test_the_tab_in_front_is_moved_by_a_command_and_a_new_document_comes_last(paper_desk, tabs):
    first, second = (paper_desk.lay_open(name=f"{name}.pdf") for name in "ab")
    tabs.move_tab(-1)
    tabs.move_tab(-1)
    assert titles(tabs) == ["b.pdf", "a.pdf"], "the ends are ends"
    third = paper_desk.lay_open(name="c.pdf")
    assert paper_desk.session.documents == [second, first, third]
    assert titles(tabs) == ["b.pdf", "a.pdf", "c.pdf"]


def test_a_title_is_laid_out_in_its_own_direction(paper_desk, tabs):
    for name in ("Report of the Secretary-General.pdf", "تقرير.pdf"):
        paper_desk.lay_open(name=name)
    option = QStyleOptionTab()
    for index in (0, 1):
        tabs.bar.initStyleOption(option, index)
        assert option.text.startswith(ISOLATE)


def test_an_ampersand_is_shown_as_one(paper_desk, tabs):
    paper_desk.open("R&D.pdf", 3)
    assert titles(tabs) == ["R&&D.pdf"], "Qt shows two as one, and one as a key"


def test_each_new_document_comes_to_the_front_at_the_end(qtbot, paper_desk, tabs):
    with qtbot.waitSignal(tabs.view_changed) as changed:
        first = paper_desk.lay_open(name="a.pdf")
    assert changed.args == [tabs.current_view]
    second = paper_desk.lay_open(name="b.pdf")
    third = paper_desk.lay_open(name="c.pdf")
    assert titles(tabs) == ["a.pdf", "b.pdf", "c.pdf"]
    assert [tabs.widget(index).document for index in range(3)] == [first, second, third]
    assert tabs.current_view.document is third
    assert tabs.view_of(first.number).document is first
    assert tabs.view_of(99) is None


def test_each_pane_is_announced_before_it_is_shown(paper_desk, tabs):
    announced = []
    tabs.pane_added.connect(lambda pane: announced.append((pane.document.path.name, tabs.indexOf(pane))))
    paper_desk.lay_open(name="a.pdf")
    assert announced == [("a.pdf", -1)]


def test_choosing_a_tab_makes_its_document_the_current_one(paper_desk, tabs):
    first, second = paper_desk.lay_open(name="a.pdf"), paper_desk.lay_open(name="b.pdf")
    tabs.setCurrentIndex(0)
    assert paper_desk.session.current is first
    paper_desk.session.make_current(second.number)
    assert tabs.currentIndex() == 1


def test_stepping_goes_round(paper_desk, tabs):
    tabs.step(1)
    documents = [paper_desk.lay_open(name=f"{name}.pdf") for name in "abc"]
    order = []
    for by in (1, 1, 1, -1, -1):
        tabs.step(by)
        order.append(documents.index(paper_desk.session.current))
    assert order == [0, 1, 2, 1, 0]


def test_closing_by_the_cross_leaves_the_neighbour(qtbot, paper_desk, tabs):
    documents = [paper_desk.lay_open(name=f"{name}.pdf") for name in "abc"]
    tabs.setCurrentIndex(1)
    tabs.tabCloseRequested.emit(1)
    assert titles(tabs) == ["a.pdf", "c.pdf"]
    assert paper_desk.session.documents == [documents[0], documents[2]]
    assert paper_desk.session.current is tabs.current_view.document
    tabs.tabCloseRequested.emit(0)
    with qtbot.waitSignal(tabs.view_changed) as changed:
        tabs.tabCloseRequested.emit(0)
    assert changed.args == [None]
    assert (tabs.count(), tabs.current_view, paper_desk.session.current) == (0, None, None)


def test_closing_a_tab_behind_leaves_the_one_in_front(paper_desk, tabs):
    documents = [paper_desk.lay_open(name=f"{name}.pdf") for name in "abc"]
    paper_desk.session.close(documents[0].number)
    assert tabs.current_view.document is documents[2]
    assert paper_desk.session.current is documents[2]


def test_a_closed_view_is_gone_and_asks_for_nothing(qtbot, paper_desk, tabs):
    document = paper_desk.lay_open()
    qtbot.waitUntil(lambda: bool(paper_desk.worker.asked(RenderTile)))
    view = tabs.current_view
    with qtbot.waitSignal(view.destroyed):
        paper_desk.session.close(document.number)
        assert paper_desk.worker.asked(RenderTile) == []
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert tabs.findChildren(PageView) == []


def test_one_document_needs_no_tab_bar(paper_desk, tabs):
    paper_desk.lay_open(name="a.pdf")
    assert not tabs.tabBar().isVisible()
    paper_desk.lay_open(name="b.pdf")
    assert tabs.tabBar().isVisible()


def test_a_document_that_is_read_anew_keeps_its_place(paper_desk, tabs):
    documents = [paper_desk.lay_open(name=f"{name}.pdf") for name in "abc"]
    tabs.setCurrentIndex(1)
    paper_desk.session.reopen(documents[1].number, "cp1251")
    paper_desk.worker.answer(OpenFile, Opened(documents[1].info))
    paper_desk.settle()
    assert titles(tabs) == ["a.pdf", "b.pdf", "c.pdf"]
    assert tabs.currentIndex() == 1
    assert tabs.current_view.document is paper_desk.session.current
    assert tabs.current_view.document is not documents[1]


def test_the_focus_of_a_tab_is_its_page(paper_desk, tabs):
    paper_desk.lay_open()
    tabs.currentWidget().setFocus()
    assert tabs.current_view.hasFocus()


def test_a_refused_file_makes_no_tab(paper_desk, tabs):
    paper_desk.session.open(paper_desk.folder / "missing.pdf")
    paper_desk.worker.answer(OpenFile, Refused(CannotOpen(FileProblem.MISSING, "missing.pdf", "It is not there.")))
    paper_desk.settle()
    assert tabs.count() == 0


def at_tab(tabs, index):
    return tabs.bar.tabRect(index).center()


def test_the_middle_button_closes_the_tab_on_which_it_is_pressed_and_let_go(qtbot, paper_desk, tabs):
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        paper_desk.lay_open(name=name)
    qtbot.mousePress(tabs.bar, Qt.MouseButton.MiddleButton, pos=at_tab(tabs, 1))
    qtbot.mouseRelease(tabs.bar, Qt.MouseButton.MiddleButton, pos=at_tab(tabs, 0))
    assert titles(tabs) == ["a.pdf", "b.pdf", "c.pdf"], "drawn off the tab, nothing is closed"
    qtbot.mouseClick(tabs.bar, Qt.MouseButton.MiddleButton, pos=at_tab(tabs, 1))
    assert titles(tabs) == ["a.pdf", "c.pdf"]


def test_each_tab_has_a_button_that_says_which_document_it_closes(qtbot, paper_desk, tabs):
    paper_desk.lay_open(name="a.pdf")
    paper_desk.lay_open(name="b.pdf")
    assert [tabs.bar.close_button(index).accessibleName() for index in (0, 1)] == ["Close a.pdf", "Close b.pdf"]
    qtbot.mouseClick(tabs.bar.close_button(0), Qt.MouseButton.LeftButton)
    assert titles(tabs) == ["b.pdf"]


def entry(menu, words):
    return next(action for action in menu.actions() if action.text() == words)


def test_the_menu_of_a_tab_closes_the_others_or_all_and_copies_the_path(paper_desk, tabs):
    documents = [paper_desk.lay_open(name=name) for name in ("a.pdf", "b.pdf", "c.pdf")]
    entry(tabs.choices.menu_of(1), "Copy path of the file").trigger()
    assert QApplication.clipboard().text() == str(documents[1].path)
    entry(tabs.choices.menu_of(1), "Close other documents").trigger()
    assert titles(tabs) == ["b.pdf"]
    assert not entry(tabs.choices.menu_of(0), "Close other documents").isEnabled()
    entry(tabs.choices.menu_of(0), "Close all documents").trigger()
    assert titles(tabs) == []


def test_the_menu_of_a_tab_shows_its_document_beside_the_one_in_front(paper_desk, tabs):
    first, second = (paper_desk.lay_open(name=name) for name in ("a.pdf", "b.pdf"))
    assert not entry(tabs.choices.menu_of(1), "Show beside the document in front").isEnabled()
    entry(tabs.choices.menu_of(0), "Show beside the document in front").trigger()
    assert {document.number for document in tabs.current_page.documents} == {first.number, second.number}


@pytest.mark.parametrize(("reason", "asked"), [("Mouse", 0), ("Keyboard", 1)])
def test_the_menu_is_that_of_the_tab_under_the_pointer_or_for_a_key_of_the_one_in_front(
    qtbot, paper_desk, tabs, reason, asked
):
    paper_desk.lay_open(name="a.pdf")
    paper_desk.lay_open(name="b.pdf")
    tabs.bar.menu_wanted.disconnect()
    event = QContextMenuEvent(QContextMenuEvent.Reason[reason], at_tab(tabs, 0), QPoint(5, 5))
    with qtbot.waitSignal(tabs.bar.menu_wanted) as wanted:
        QApplication.sendEvent(tabs.bar, event)
    assert wanted.args[0] == asked


def test_tabs_that_do_not_all_fit_have_a_list_of_all_beside_them(paper_desk, tabs):
    paper_desk.lay_open(name="a.pdf")
    paper_desk.lay_open(name="b.pdf")
    assert not tabs.choices.button.isVisible()
    for number in range(10):
        paper_desk.lay_open(name=f"Report of the Secretary-General {number}.pdf")
    assert tabs.choices.button.isVisible()
    tabs.choices.button.choices.aboutToShow.emit()
    entries = tabs.choices.button.choices.actions()
    assert [action.text() for action in entries] == titles(tabs)
    assert [action.isChecked() for action in entries] == [False] * 11 + [True]
    entries[0].trigger()
    assert tabs.currentIndex() == 0
    entry(tabs.choices.menu_of(0), "Close other documents").trigger()
    assert not tabs.choices.button.isVisible()
