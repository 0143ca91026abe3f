"""The outline that a file brings along, beside the sections: where it leads, what is marked, and when it is offered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from viewer.model.document import OutlineEntry
from viewer.session.changes import PageSpot, ViewPlace
from viewer.ui.frame.panes import Panes
from viewer.ui.panels.outline_panel import DEEPEST, OutlinePanel
from viewer.ui.widgets.outline_model import MARK, Mark
from viewer.workers.messages.answers import Outline
from viewer.workers.messages.requests import ReadOutline

ENTRIES = (
    OutlineEntry(1, "Cover", 0),
    OutlineEntry(2, "Вербальная нота", 0, 300.0),
    OutlineEntry(1, "مرفق المذكرة الشفوية", 1, 0.0),
    OutlineEntry(1, "A title that is as long as the titles of General Assembly resolutions are " * 3, 2, 100.0),
    OutlineEntry(1, "", 2, 700.0),
)


def bring(desk, document, entries=ENTRIES) -> None:
    desk.worker.answer(ReadOutline, Outline(document.number, entries))
    desk.settle()


@pytest.fixture
def document(desk):
    return desk.open("paper.pdf", 3)


@pytest.fixture
def panel(qtbot, desk, document):
    QCursor.setPos(390, 390)  # away from the panel
    panel = OutlinePanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(288, 300)
    panel.show()
    bring(desk, document)
    return panel


def index(panel, number: int):
    return panel.entries.index_of_number(number)


def marked(panel) -> list[int]:
    return [number for number in range(len(panel.entries.rows)) if index(panel, number).data(MARK) == Mark.HERE]


def test_it_is_a_tree_of_the_file_s_own_titles(panel):
    assert [row.title for row in panel.entries.rows][:2] == ["Cover", "Вербальная нота"]
    assert index(panel, 1).parent() == index(panel, 0)
    assert panel.tree.isExpanded(index(panel, 0))
    assert index(panel, 4).data() == "Without a title"
    assert index(panel, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Вербальная нота, page 1"


def test_qt_finds_no_fault_in_the_model(panel, qtmodeltester):
    qtmodeltester.check(panel.entries, force_py=True)


def test_a_click_and_enter_go_to_the_place_and_back_leads_back(qtbot, desk, document, panel):
    document.viewed(ViewPlace(1, 50.0), 1, 1)
    place = panel.tree.visualRect(index(panel, 3)).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.places == [PageSpot(2, 0.0, 100.0)]
    panel.tree.setCurrentIndex(index(panel, 2))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert desk.places[-1] == PageSpot(1, 0.0, 0.0)
    document.back()
    assert desk.places[-1] == ViewPlace(1, 50.0)


@pytest.mark.parametrize(
    ("place", "number"),
    [(ViewPlace(0), 0), (ViewPlace(0, 270.0), 0), (ViewPlace(0, 290.0), 1), (ViewPlace(1, 400.0), 2),
     (ViewPlace(2, 10.0), 2), (ViewPlace(2, 92.0), 3), (ViewPlace(2, 800.0), 4)],
)  # fmt: skip
def test_the_entry_that_is_read_is_marked(document, panel, place, number):
    document.viewed(place, place.page, place.page)
    assert marked(panel) == [number]


def test_an_entry_that_was_chosen_is_marked_though_the_page_cannot_be_scrolled_so_far(document, panel):
    panel.go(document, panel.entries.rows[4])
    document.viewed(ViewPlace(2, 300.0), 2, 2)
    document.looked_closer()
    assert marked(panel) == [4]
    document.viewed(ViewPlace(2, 290.0), 2, 2)
    assert marked(panel) == [3]


def test_deep_levels_leave_room_for_their_titles(desk, panel):
    other = desk.open("deep.pdf", 3)
    bring(desk, other, tuple(OutlineEntry(level, f"Level {level}", 0) for level in range(1, 150)))
    depth, at = 0, index(panel, 148)
    while at.parent().isValid():
        depth, at = depth + 1, at.parent()
    assert depth == DEEPEST - 1


def test_of_a_long_outline_only_the_first_levels_are_open(desk, panel):
    other = desk.open("long.pdf", 3)
    bring(desk, other, tuple(OutlineEntry(1 + number % 3, f"Entry {number}", 0) for number in range(300)))
    opened = {panel.entries.row_at(at).entry.level for at in panel.entries.branches if panel.tree.isExpanded(at)}
    assert opened == {1}


def test_the_menu_copies_a_title(panel):
    [copy] = [action for action in panel.menu_of(panel.entries.rows[1]).actions() if action.text() == "Copy title"]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "Вербальная нота"


def test_it_is_offered_where_there_is_one(qtbot, desk, document):
    panes = Panes(desk.session, QWidget())
    qtbot.addWidget(panes)
    at = [panes.left.tabText(number) for number in range(panes.left.count())].index("Outline")
    assert not panes.left.isTabVisible(at)
    panes.furnish()
    assert not panes.left.isTabVisible(at)
    bring(desk, document)
    assert panes.left.isTabVisible(at)
    desk.open("without.pdf")
    assert not panes.left.isTabVisible(at)
    assert panes.left.currentWidget() is panes.sections
    desk.session.make_current(document.number)
    assert panes.left.isTabVisible(at)
