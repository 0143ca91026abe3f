"""The table of actions: words, keys, icons and methods for each, and a place in the menus."""

from __future__ import annotations

import inspect
from collections import defaultdict

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.model.annotation import HighlightColor
from viewer.model.resources import resource_path
from viewer.ui.actions.table import ACTIONS, MENUS, ActionSpec, Keys, Needs, key_sequences
from viewer.ui.commands import Commands


def name_of(spec: ActionSpec) -> str:
    return spec.name


def keys_by_action() -> dict[str, list[str]]:
    """The keys of this platform, each with the actions that have it."""
    found = defaultdict(list)
    for spec in ACTIONS:
        for sequence in key_sequences(spec):
            assert not sequence.isEmpty()
            found[sequence.toString(QKeySequence.SequenceFormat.PortableText)].append(spec.name)
    return found


def test_names_are_said_once():
    names = [spec.name for spec in ACTIONS]
    assert len(names) == len(set(names))
    words = [(spec.menu, spec.text) for spec in ACTIONS]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("spec", ACTIONS, ids=name_of)
def test_words_are_in_sentence_case_and_plain(spec):
    assert spec.text.strip() == spec.text != ""
    assert spec.text[0].isupper()
    names = {"Verbale", "CSV", "BibTeX", "Markdown"}
    others = [word for word in spec.text.split()[1:] if word not in names]
    assert [word for word in others if word[0].isupper()] == []
    assert "!" not in spec.text + spec.tip
    assert "please" not in (spec.text + spec.tip).lower()


@pytest.mark.parametrize("spec", ACTIONS, ids=name_of)
def test_each_does_something_that_exists(spec):
    own = {function for _, function in inspect.getmembers(Commands, inspect.isfunction)}
    called = []

    class Noting:
        """Notes which command is run."""

        def __getattr__(self, name):
            assert hasattr(Commands, name), name
            return lambda *arguments: called.append((name, *arguments))

    if spec.run in own:
        called.append((spec.run.__name__,))
    else:
        spec.run(Noting())
    assert len(called) == 1
    if spec.name.startswith("highlight_"):
        assert called == [("highlight", HighlightColor(spec.name.removeprefix("highlight_")))]


def test_no_public_command_without_an_action_but_those_that_need_more_than_a_click():
    commands = {name for name, _ in inspect.getmembers(Commands, inspect.isfunction) if not name.startswith("_")}
    named = {spec.run.__name__ for spec in ACTIONS}
    assert commands - named == {
        "highlight", "write_on_section", "open_official_page", "open_address", "copy_address", "copy_symbol",
        "copy_references_as", "correct_section", "rename_language", "use_as_value",
        "keep_sharing", "go_on_sharing", "end_sharing",
    }  # fmt: skip


def test_every_icon_is_there():
    assert [spec.icon for spec in ACTIONS if spec.icon and not resource_path(f"icons/{spec.icon}.svg").is_file()] == []


@pytest.mark.usefixtures("qapp")
def test_no_key_does_two_things():
    assert {keys: names for keys, names in keys_by_action().items() if len(names) > 1} == {}


# What Qt binds to its standard keys elsewhere (Qt's documentation, QKeySequence, "Standard Shortcuts").
ELSEWHERE = {
    "Windows": {
        Keys.Open: ["Ctrl+O"], Keys.Close: ["Ctrl+F4", "Ctrl+W"], Keys.Undo: ["Ctrl+Z", "Alt+Backspace"],
        Keys.Redo: ["Ctrl+Y", "Shift+Ctrl+Z", "Alt+Shift+Backspace"], Keys.Copy: ["Ctrl+C", "Ctrl+Ins"],
        Keys.SelectAll: ["Ctrl+A"], Keys.Find: ["Ctrl+F"], Keys.FindNext: ["F3", "Ctrl+G"],
        Keys.FindPrevious: ["Shift+F3", "Ctrl+Shift+G"], Keys.ZoomIn: ["Ctrl++"], Keys.ZoomOut: ["Ctrl+-"],
        Keys.HelpContents: ["F1"], Keys.Quit: [], Keys.Preferences: [],
    },
    "macOS": {
        Keys.FindNext: ["Ctrl+G"], Keys.FindPrevious: ["Ctrl+Shift+G"], Keys.Quit: ["Ctrl+Q"],
        Keys.Preferences: ["Ctrl+,"], Keys.HelpContents: ["Ctrl+?"], Keys.Find: ["Ctrl+F"],
        Keys.ZoomIn: ["Ctrl++"], Keys.ZoomOut: ["Ctrl+-"],
    },
    "GNOME": {Keys.FindNext: ["Ctrl+G", "F3"], Keys.FindPrevious: ["Ctrl+Shift+G", "Shift+F3"]},
}  # fmt: skip


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("system", ELSEWHERE)
def test_no_key_does_two_things_elsewhere_either(monkeypatch, system):
    bindings = QKeySequence.keyBindings

    def elsewhere(keys):
        known = ELSEWHERE[system].get(keys)
        return bindings(keys) if known is None else [QKeySequence(text) for text in known]

    monkeypatch.setattr("viewer.ui.actions.table.QKeySequence.keyBindings", elsewhere)
    assert {keys: names for keys, names in keys_by_action().items() if len(names) > 1} == {}
    assert keys_by_action()["Ctrl+G"] == ["go_to_page"]


@pytest.mark.usefixtures("qapp")
def test_the_keys_that_were_agreed_on():
    by_action = {name: keys for keys, names in keys_by_action().items() for name in names}
    agreed = {
        "go_to_page": "Ctrl+G", "palette": "Ctrl+K", "left_panel": "F9", "right_panel": "Shift+F9", "next_pane": "F6",
        "full_screen": "F11", "back": "Alt+Left", "forward": "Alt+Right", "next_tab": "Ctrl+Tab", "note": "N",
        "copy_quotation": "Ctrl+Shift+C", "highlight_yellow": "1", "highlight_grey": "6", "open": "Ctrl+O",
        "find": "Ctrl+F", "print": "Ctrl+P", "close": "Ctrl+W", "undo": "Ctrl+Z", "copy": "Ctrl+C",
    }  # fmt: skip
    assert {name: keys_of(name) for name in agreed if agreed[name] not in keys_of(name)} == {}
    assert set(agreed) <= set(by_action)


def keys_of(name: str) -> list[str]:
    [spec] = [spec for spec in ACTIONS if spec.name == name]
    return [sequence.toString(QKeySequence.SequenceFormat.PortableText) for sequence in key_sequences(spec)]


def test_keys_without_a_modifier_work_on_the_page_only():
    """A digit or letter must still be typed into a field."""
    for spec in ACTIONS:
        for keys in spec.keys:
            if isinstance(keys, str) and len(keys) == 1:
                assert spec.page_only, spec.name


def test_digits_are_the_six_colours_in_order():
    colors = [spec for spec in ACTIONS if spec.menu == "Notes/Highlight"]
    assert [spec.keys for spec in colors] == [(str(number),) for number in range(1, 7)]
    assert {spec.needs for spec in colors} == {Needs.SELECTION}


def menu_entries(menu: QMenu) -> list[QAction]:
    """The entries of a menu and its submenus."""
    entries = []
    for action in menu.actions():
        below = action.menu()
        entries += menu_entries(below) if isinstance(below, QMenu) else [action]
    return entries


def test_every_action_is_in_the_menu_it_names(window):
    bar = {action.text().replace("&", ""): action.menu() for action in window.menuBar().actions()}
    assert tuple(bar) == MENUS
    for spec in ACTIONS:
        top, _, below = spec.menu.partition("/")
        entries = menu_entries(bar[top])
        assert window.actions_by_name[spec.name] in entries, spec.name
        if below:
            [submenu] = [action.menu() for action in bar[top].actions() if action.text().replace("&", "") == below]
            assert window.actions_by_name[spec.name] in submenu.actions()


def test_actions_carry_what_the_table_says(window):
    for spec in ACTIONS:
        action = window.actions_by_name[spec.name]
        assert action.text().replace("&", "") == spec.text
        assert action.shortcuts() == key_sequences(spec)
        assert action.isCheckable() == spec.checkable
        assert action.icon().isNull() == (not spec.icon)
        assert action.toolTip()


def test_what_opens_more_says_so_with_three_dots(window):
    asking = {spec.name for spec in ACTIONS if spec.text.endswith("…")}
    assert asking == {
        "open", "export", "export_selected", "export_references", "import_notes", "import_from_pdf", "encoding",
        "settings", "find", "share_notes", "note_links", "import_from_versions",
        "go_to_page", "palette",
        "correct_section", "add_section", "correct_language",
        "copy_region", "note_region", "print",
        "show_beside", "choose_recognition",
    }  # fmt: skip
    assert window.actions_by_name["open"].toolTip().startswith("Open a document")
