"""The page of keys lists every command."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser

from viewer.ui.actions import ACTIONS, MENUS, key_sequences
from viewer.ui.keys_window import BY_MOUSE, KeysWindow, keys_as_html, usual_keys

pytestmark = pytest.mark.usefixtures("qapp")


class Tables(HTMLParser):
    """The rows of the tables, by the heading above them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self._in = self._heading = ""
        self.feed(html)

    def handle_starttag(self, tag, _attributes):
        self._in = tag
        if tag == "tr":
            self.rows[self._heading].append([])
        if tag == "td":
            self.rows[self._heading][-1].append("")

    def handle_endtag(self, _tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "h3":
            self._heading = data
            self.rows[data] = []
        elif self._in == "td":
            self.rows[self._heading][-1][-1] += data


def test_every_command_is_listed_in_its_menu_with_its_keys():
    tables = Tables(keys_as_html()).rows
    assert tuple(tables) == (*MENUS, "Mouse")
    for menu in MENUS:
        specs = [spec for spec in ACTIONS if spec.menu.partition("/")[0] == menu]
        assert len(tables[menu]) == len(specs)
        for spec, (words, keys) in zip(specs, tables[menu], strict=True):
            assert words.endswith(spec.text.rstrip("…"))
            for sequence in usual_keys(spec):
                assert sequence.toString(sequence.SequenceFormat.NativeText) in keys
            assert ("on the page" in keys) == spec.page_only


def test_keys_that_few_keyboards_have_are_not_listed():
    spec = next(spec for spec in ACTIONS if spec.name == "open")
    assert [keys.toString() for keys in key_sequences(spec)] == ["Ctrl+O", "Open"]
    assert ["Open", "Ctrl+O"] in Tables(keys_as_html()).rows["File"]


def test_colours_are_said_to_be_highlights():
    assert ["Highlight Yellow", "1 (on the page)"] in Tables(keys_as_html()).rows["Notes"]


def test_the_mouse_is_listed():
    assert [tuple(reversed(row)) for row in Tables(keys_as_html()).rows["Mouse"]] == list(BY_MOUSE)


def test_the_window_shows_it_and_closes(qtbot):
    window = KeysWindow()
    window.show()
    browser = window.findChild(QTextBrowser)
    assert "Go to page" in browser.toPlainText()
    close = window.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    with qtbot.waitSignal(window.destroyed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)


def test_escape_closes_it(qtbot):
    window = KeysWindow()
    window.show()
    with qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
