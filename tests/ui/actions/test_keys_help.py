"""The page of keys lists every command."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from viewer.ui.actions.keys_help import BY_MOUSE, KeysWindow, keys_by_menu
from viewer.ui.actions.table import ACTIONS, MENUS, key_sequences, keys_in_words, usual_keys

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def keys(qtbot):
    window = KeysWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    return window


def shown(window) -> dict[str, list[str]]:
    """The commands that can be seen, by their menu."""
    tops = [window.list.topLevelItem(at) for at in range(window.list.topLevelItemCount())]
    return {
        top.text(0): [top.child(at).text(0) for at in range(top.childCount()) if not top.child(at).isHidden()]
        for top in tops
        if not top.isHidden()
    }


def test_every_command_is_listed_in_its_menu_with_its_keys():
    listed = keys_by_menu()
    assert tuple(listed) == (*MENUS, "Mouse")
    for menu in MENUS:
        specs = [spec for spec in ACTIONS if spec.menu.partition("/")[0] == menu]
        assert len(listed[menu]) == len(specs)
        for spec, (words, said) in zip(specs, listed[menu], strict=True):
            assert words.endswith(spec.text.rstrip("…"))
            for sequence in usual_keys(spec):
                assert sequence.toString(sequence.SequenceFormat.NativeText) in said
            assert ("on the page" in said) == spec.page_only


def test_keys_that_few_keyboards_have_are_not_listed():
    spec = next(spec for spec in ACTIONS if spec.name == "open")
    assert [keys.toString() for keys in key_sequences(spec)] == ["Ctrl+O", "Open"]
    assert keys_in_words(spec) == "\u2066Ctrl+O\u2069", "read from left to right in every interface"


def test_the_key_that_everybody_knows_comes_first():
    spec = next(spec for spec in ACTIONS if spec.name == "close")
    assert keys_in_words(spec, 1) == "\u2066Ctrl+W\u2069"


def test_colours_are_said_to_be_highlights():
    assert ("Highlight Yellow", "\u20661\u2069 (on the page)") in keys_by_menu()["Notes"]


def test_it_shows_all_and_narrows_to_what_is_typed(keys):
    assert {menu: len(rows) for menu, rows in shown(keys).items()} == {
        menu: len(rows) for menu, rows in keys_by_menu().items()
    }
    QTest.keyClicks(keys.field, "zoom")
    assert shown(keys) == {"View": ["Zoom in", "Zoom out"], "Mouse": [BY_MOUSE[0][0]]}
    keys.field.setText("ctrl+g")
    assert shown(keys) == {"Go": ["Go to page"]}
    keys.field.setText("notes share")
    assert shown(keys) == {"Notes": ["Share notes"]}
    assert not keys.nothing.isVisible()
    keys.field.setText("marzipan")
    assert shown(keys) == {}
    assert keys.nothing.text() == "No command has “marzipan”."


def test_it_closes_and_is_gone(qtbot):
    window = KeysWindow()
    window.show()
    [close] = window.findChild(QDialogButtonBox).buttons()
    with qtbot.waitSignal(window.destroyed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)


def test_escape_closes_it(qtbot):
    window = KeysWindow()
    window.show()
    with qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
