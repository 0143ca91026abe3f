"""Every command by its name: typed, marked, run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from viewer.ui.actions.command_palette import CommandPalette
from viewer.ui.actions.table import ACTIONS

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the (keyboard|mouse)", extend=True)


@pytest.fixture
def run() -> list[str]:
    """The names of the actions that were run."""
    return []


@pytest.fixture
def palette(qtbot, run):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    pairs = []
    for spec in ACTIONS:
        action = QAction(spec.text, window)
        action.triggered.connect(lambda _checked=False, name=spec.name: run.append(name))
        pairs.append((spec, action))
    yield CommandPalette.show_over(window, pairs)
    window.close()


def listed(palette) -> list[str]:
    return [palette.filter.index(row, 0).data() for row in range(palette.filter.rowCount())]


def test_all_are_listed_with_their_menus(palette):
    assert len(listed(palette)) == len(ACTIONS)
    assert "File › Open" in listed(palette)
    assert "Notes › Highlight › Yellow" in listed(palette)
    assert not any("…" in name for name in listed(palette))


def test_keys_stand_beside_their_actions(palette):
    row = listed(palette).index("Go › Go to page")
    assert palette.filter.index(row, 1).data().strip("\u2066\u2069") == "Ctrl+G"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zoom i", "View › Zoom in"),
        ("ZOOM O", "View › Zoom out"),
        (" export n ", "File › Export notes"),
        ("copy csv", "Tools › Copy all references as CSV"),
    ],
)
def test_typing_narrows_the_list(palette, typed, first):
    QTest.keyClicks(palette.field, typed)
    assert listed(palette) == [first]


def test_enter_runs_what_is_marked_and_closes(qtbot, palette, run):
    QTest.keyClicks(palette.field, "fit page")
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Key.Key_Return)
    assert run == ["fit_page"]


def test_arrows_move_in_the_list_while_one_types(palette, run):
    QTest.keyClicks(palette.field, "zoom")
    QTest.keyClick(palette.field, Key.Key_Down)
    QTest.keyClick(palette.field, Key.Key_Return)
    assert run == ["zoom_out"]


def test_arrows_stay_within_the_list(palette, run):
    QTest.keyClicks(palette.field, "zoom")
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(palette.field, key)
    QTest.keyClick(palette.field, Key.Key_Enter)
    assert run == ["zoom_out"]


def test_a_click_runs(palette, run):
    QTest.keyClicks(palette.field, "settings")
    place = palette.list.visualRect(palette.filter.index(0, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert run == ["settings"]


def test_a_click_on_the_keys_runs_as_well(palette, run):
    QTest.keyClicks(palette.field, "go to page")
    place = palette.list.visualRect(palette.filter.index(0, 1)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert run == ["go_to_page"]


def test_nothing_found_runs_nothing(palette, run):
    QTest.keyClicks(palette.field, "no such thing")
    assert listed(palette) == []
    assert palette.nothing.isVisible()
    assert "“no such thing”" in palette.nothing.text()
    QTest.keyClick(palette.field, Key.Key_Return)
    assert run == []
    assert palette.isVisible()


def test_escape_closes_and_runs_nothing(qtbot, palette, run):
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Key.Key_Escape)
    assert run == []


def test_the_field_has_the_focus_and_stays_within_a_small_window(palette):
    assert palette.focusWidget() is palette.field
    assert palette.width() <= palette.parentWidget().width()


def test_only_what_is_possible_now_is_offered(window, qtbot):
    window.commands.show_palette()
    [palette] = window.findChildren(CommandPalette)
    assert "File › Open" in listed(palette)
    assert "File › Export notes" not in listed(palette)
    with qtbot.waitSignal(palette.destroyed):
        palette.close()
