"""The three panes: what is shown of them, in narrow windows too, and kept for the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from patience import SECONDS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget
from ui.painted_paper import PAGES

from viewer.ui.frame.panes import LEFT_TITLES, NARROWEST, RIGHT_TITLES, WIDEST, Panes
from viewer.ui.page.page_area import ONE_PANEL_BELOW


@pytest.fixture
def make_panes(qtbot, paper_desk):
    def make(width=1440, state=None) -> Panes:
        middle = QStackedWidget()
        middle.addWidget(QLineEdit())
        panes = Panes(paper_desk.session, middle)
        qtbot.addWidget(panes)
        if state is not None:
            panes.restore(state)
        panes.resize(width, 800)
        panes.show()
        qtbot.waitExposed(panes)
        return panes

    return make


@pytest.fixture
def panes(make_panes) -> Panes:
    return make_panes()


def shown(panes) -> tuple[bool, bool]:
    return panes.left.isVisible(), panes.right.isVisible()


def titles(tabs) -> list[str]:
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_both_panels_are_there_from_the_start_with_sensible_widths(panes):
    assert shown(panes) == (True, True)
    assert (titles(panes.left), titles(panes.right)) == (list(LEFT_TITLES), list(RIGHT_TITLES))
    for side in (panes.left, panes.right):
        assert NARROWEST <= side.width() <= WIDEST
    assert panes.middle.width() > panes.width() / 2


def test_who_hears_that_the_panels_are_there_may_ask_for_them(qtbot, panes):
    heard = []
    panes.furnished.connect(lambda: (panes.furnish(), heard.append(panes.notes)))
    with qtbot.captureExceptions() as faults:
        panes.furnish()
    assert (faults, heard) == ([], [panes.notes])


FURNISHING = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from PySide6.QtWidgets import QApplication, QWidget
from session.fakes import Reader
from viewer.ui.frame.panes import Panes

app = QApplication([])
reader = Reader(Path({folder!r}))
panes = Panes(reader.session, QWidget())
more, known = True, set()
while more:
    more = panes.furnish_next()
    loaded = {{name for name in sys.modules if name.startswith("viewer.ui.panels.") and name.endswith("panel")}}
    print(len(loaded - known))
    known = loaded
print(*(name for name in sys.modules if name.startswith("viewer.export.")))
reader.store.close()
"""


def test_the_window_answers_between_the_loading_of_any_two_panels(tmp_path):
    tests = Path(__file__).parents[2]
    script = FURNISHING.format(paths=[str(tests), str(tests.parent)], folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=SECONDS)
    *lines, exporters = done.stdout.splitlines()
    loaded = [int(line) for line in lines]
    assert sum(loaded) >= 8
    assert max(loaded) <= 3, "a panel, and the two kinds of panel that it is"
    assert "viewer.export.docx_paper" not in exporters.split(), "nothing is exported yet"


def test_furnishing_puts_each_panel_into_its_place_once(qtbot, panes):
    panes.left.setCurrentIndex(1)
    with qtbot.waitSignal(panes.furnished):
        panes.furnish()
    assert [panes.left.widget(index) for index in range(4)] == [
        panes.sections, panes.outline, panes.pages, panes.search,
    ]  # fmt: skip
    right = [panes.document, panes.languages, panes.references, panes.notes]
    assert [panes.right.widget(index) for index in range(4)] == right
    assert (titles(panes.left), titles(panes.right)) == (list(LEFT_TITLES), list(RIGHT_TITLES))
    assert panes.left.currentWidget() is panes.pages, "the tab that was in front stays there"
    with qtbot.assertNotEmitted(panes.furnished):
        panes.furnish()


def test_panels_are_shown_and_hidden(qtbot, panes):
    with qtbot.waitSignal(panes.panels_changed):
        panes.toggle_left()
    assert shown(panes) == (False, True)
    panes.toggle_right()
    assert shown(panes) == (False, False)
    panes.toggle_left()
    panes.toggle_right()
    assert shown(panes) == (True, True)


def test_a_panel_that_is_called_comes_to_the_front(panes):
    panes.furnish()
    panes.toggle_left()
    panes.toggle_right()
    panes.show_left(panes.search)
    panes.show_right(panes.notes)
    assert shown(panes) == (True, True)
    assert panes.left.currentWidget() is panes.search
    assert panes.right.currentWidget() is panes.notes


def test_a_narrow_window_shows_one_panel(make_panes):
    panes = make_panes(ONE_PANEL_BELOW - 1)
    assert sum(shown(panes)) == 1
    other = "right" if panes.left.isVisible() else "left"
    (panes.toggle_right if other == "right" else panes.toggle_left)()
    assert sum(shown(panes)) == 1
    assert getattr(panes, other).isVisible()


def test_a_window_that_becomes_narrow_keeps_the_right_panel(panes):
    panes.resize(ONE_PANEL_BELOW - 100, 800)
    assert shown(panes) == (False, True)
    assert panes.state()["left"] == "shown", "the reader has not hidden it"
    panes.resize(ONE_PANEL_BELOW + 100, 800)
    assert shown(panes) == (True, True)


def test_a_panel_that_the_reader_hid_does_not_come_back_with_the_room(panes):
    panes.toggle_left()
    panes.resize(ONE_PANEL_BELOW - 100, 800)
    panes.resize(ONE_PANEL_BELOW + 100, 800)
    assert shown(panes) == (False, True)


def test_what_the_reader_chose_in_a_narrow_window_stays_in_a_wide_one(panes):
    panes.resize(ONE_PANEL_BELOW - 100, 800)
    panes.toggle_left()
    assert shown(panes) == (True, False)
    panes.resize(ONE_PANEL_BELOW + 100, 800)
    assert shown(panes) == (True, False)


def test_a_panel_cannot_be_pushed_away_by_its_edge(panes):
    panes.setSizes([0, 1100, 340])
    assert panes.left.width() >= NARROWEST
    assert panes.left.geometry().left() == 0
    panes.setSizes([300, 1100, 0])
    assert panes.right.width() >= NARROWEST
    assert panes.right.geometry().right() == panes.width() - 1


def test_a_window_wide_enough_shows_both(make_panes):
    assert shown(make_panes(ONE_PANEL_BELOW)) == (True, True)


@pytest.mark.parametrize("hidden", [(), ("left",), ("right",), ("left", "right")])
def test_what_is_shown_is_kept_for_the_next_start(make_panes, hidden):
    first = make_panes()
    for side in hidden:
        getattr(first, f"toggle_{side}")()
    second = make_panes(state=first.state())
    assert shown(second) == shown(first) == ("left" not in hidden, "right" not in hidden)


def test_widths_are_kept_for_the_next_start(make_panes):
    first = make_panes()
    first.setSizes([400, 700, 300])
    second = make_panes(state=first.state())
    assert second.sizes() == first.sizes()
    assert second.sizes()[0] > 390


def test_what_a_panel_showed_is_kept_while_the_window_is_hidden(make_panes):
    panes = make_panes()
    panes.toggle_left()
    panes.hide()
    assert (panes.state()["left"], panes.state()["right"]) == ("hidden", "shown")


@pytest.mark.parametrize("state", [{}, {"panes": "no hex"}, {"panes": "00ff"}, {"left": "?", "right": ""}])
def test_a_state_that_cannot_be_read_changes_nothing(make_panes, state):
    panes = make_panes(state=state)
    assert shown(panes) == (True, True)
    assert NARROWEST <= panes.left.width() <= WIDEST


def test_tabs_count_references_and_notes(paper_desk, panes):
    panes.furnish()
    document = paper_desk.lay_open(PAGES)
    assert titles(panes.right) == ["Document", "Languages", "References 3", "Notes"]
    document.notes.note_on_document()
    document.notes.note_on_page(0)
    assert titles(panes.right)[3] == "Notes 2"
    paper_desk.session.close(document.number)
    assert titles(panes.right) == list(RIGHT_TITLES)


def test_what_was_opened_before_the_panels_were_made_is_counted(paper_desk, panes):
    paper_desk.lay_open(PAGES)
    panes.furnish()
    assert titles(panes.right)[2] == "References 3"


def pane_with_focus(window) -> str:
    focus = QApplication.focusWidget()
    sides = {"left": window.panes.left, "middle": window.panes.middle, "right": window.panes.right}
    return next((name for name, pane in sides.items() if focus and (pane is focus or pane.isAncestorOf(focus))), "")


def test_f6_walks_the_panes_round(paper_desk, window):
    paper_desk.lay_open(PAGES)
    window.focus_page()
    view = window.tabs.current_view
    walked = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        walked.append(pane_with_focus(window))
        if walked[-1] == "middle":
            assert view.hasFocus(), "the page itself, so that its keys work"
    assert walked == ["right", "left", "middle"] * 2


def test_f6_passes_over_a_hidden_pane(paper_desk, window):
    paper_desk.lay_open(PAGES)
    window.panes.toggle_left()
    window.focus_page()
    walked = []
    for _ in range(4):
        window.commands.next_pane()
        walked.append(pane_with_focus(window))
    assert walked == ["right", "middle"] * 2


def test_f6_comes_to_the_start_page(window):
    walked = set()
    for _ in range(3):
        window.commands.next_pane()
        walked.add(pane_with_focus(window))
    assert walked == {"left", "middle", "right"}
