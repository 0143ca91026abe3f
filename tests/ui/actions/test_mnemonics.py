"""The letters of menus: each entry has one, none has another's, in every menu of the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QMenu

from viewer.ui.actions.mnemonics import with_mnemonics


def letter_of(text: str) -> str:
    at = text.find("&")
    return text[at + 1].lower() if at >= 0 else ""


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["Open…", "Export notes…", "Reload"], ["&Open…", "&Export notes…", "&Reload"]),
        (["Zoom in", "Zoom out", "Actual size"], ["&Zoom in", "Zoom &out", "&Actual size"]),
        (["Turn right", "Turn left", "Two pages"], ["&Turn right", "Turn &left", "Two &pages"]),
        (["Undo", "Undone", "No", "On", "O"], None),
        (["a", "a"], ["&a", "a"]),
    ],
)
def test_first_letters_of_words_are_preferred(texts, marked):
    found = with_mnemonics(texts)
    if marked is not None:
        assert found == marked
    letters = [letter_of(text) for text in found if "&" in text]
    assert len(letters) == len(set(letters))


@given(st.lists(st.text("abcdefg …", min_size=1, max_size=12), max_size=12))
def test_no_letter_is_given_twice_and_none_is_lost(texts):
    found = with_mnemonics(texts)
    assert [text.replace("&", "") for text in found] == texts
    letters = [letter_of(text) for text in found if "&" in text]
    assert len(letters) == len(set(letters))
    assert all(letter.isalnum() for letter in letters)
    used = set(letters)
    for text, marked in zip(texts, found, strict=True):
        if "&" not in marked:  # every letter that it has is somebody's
            assert {char.lower() for char in text if char.isalnum()} <= used


def menus_of(window) -> list[QMenu]:
    waiting = [action.menu() for action in window.menuBar().actions()]
    found = []
    while waiting:
        menu = waiting.pop()
        found.append(menu)
        if menu.title().replace("&", "") != "Open recent":
            waiting += [action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu)]
    return found


def test_every_entry_of_every_menu_has_a_letter_of_its_own(window):
    bars = [window.menuBar().actions(), *(menu.actions() for menu in menus_of(window))]
    assert len(bars) > 8
    for actions in bars:
        entries = [action.text() for action in actions if not action.isSeparator()]
        letters = [letter_of(text) for text in entries]
        assert "" not in letters, entries
        assert len(letters) == len(set(letters)), entries
