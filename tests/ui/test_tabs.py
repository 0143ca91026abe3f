"""The open documents as tabs: their titles, their order, closing them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from ui.painted_paper import PAGES, understanding_of

from viewer.model.document import CannotOpen, FileProblem, Value
from viewer.model.text import Span
from viewer.ui.page.view import PageView
from viewer.ui.tabs import LONGEST_TAB, DocumentTabs
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
    assert tabs.tabToolTip(0) == str(document.path)


def test_without_a_symbol_it_is_called_by_its_title_cut_to_length(paper_desk, tabs):
    title = "Letter dated 14 March 2025 from the Permanent Representative"
    paper_desk.lay_open(understanding=called(title=title))
    [shown] = titles(tabs)
    assert len(shown) == LONGEST_TAB
    assert shown.endswith("…")
    assert title.startswith(shown[:-1])


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
