"""What is known of the selected notes under the list, and what can be done with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from viewer.annotations.notebook import NoteChange
from viewer.model.annotation import HighlightColor, OtherWords
from viewer.model.text import Span
from viewer.session.changes import NotesChanged
from viewer.ui.panels.notes import details as note_details
from viewer.ui.panels.notes.details import NoteDetails


@pytest.fixture
def details(qtbot, desk, document, note):
    details = NoteDetails(desk.session.post)
    qtbot.addWidget(details)
    desk.session.changes.subscribe(lambda change: details.refresh() if isinstance(change, NotesChanged) else None)
    details.show_notes(document, [note])
    with qtbot.waitExposed(details):
        details.show()
    details.activateWindow()
    return details


def test_colours_by_name_and_keyboard(qtbot, document, note, details):
    green = details.colors.buttons[HighlightColor.GREEN]
    assert green.isChecked()
    assert green.accessibleName() == "Green"
    green.setFocus()
    qtbot.keyClick(green, Qt.Key.Key_Right)
    assert document.notes.find(note).color is HighlightColor.BLUE
    qtbot.mouseClick(details.colors.buttons[HighlightColor.VIOLET], Qt.MouseButton.LeftButton)
    assert document.notes.find(note).color is HighlightColor.VIOLET


def test_several_notes_can_be_coloured_but_not_written(qtbot, document, note, details):
    other = document.notes.highlight(Span(30, 40), HighlightColor.RED).id
    details.show_notes(document, [note, other])
    assert "2 notes" in details.title.text()
    assert not any(button.isChecked() for button in details.colors.buttons.values())
    qtbot.mouseClick(details.colors.buttons[HighlightColor.GREY], Qt.MouseButton.LeftButton)
    assert {annotation.color for annotation in document.notes.annotations} == {HighlightColor.GREY}
    document.notes.undo()
    assert {annotation.color for annotation in document.notes.annotations} == {HighlightColor.GREEN, HighlightColor.RED}


def test_read_only_notes_cannot_be_changed(document, details):
    document.notes.loading.read_only = "The notes cannot be changed."
    details.refresh()
    assert not details.delete.isEnabled()
    assert not details.edit.isEnabled()
    assert not details.colors.isEnabled()


def test_what_many_notes_have_in_common_is_found_between_events(qtbot, desk, document, details, monkeypatch):
    monkeypatch.setattr(note_details, "AT_ONCE", 2)
    monkeypatch.setattr("viewer.session.parts.SLICE_SECONDS", 0.0)
    made = [document.notes.highlight(Span(at, at + 4), HighlightColor.RED).id for at in range(5)]
    document.notes.retag(made, add=["water"])
    details.show_notes(document, made)
    assert not details.tags.isEnabled(), "not known yet"
    qtbot.waitUntil(lambda: desk.settle() or details.tags.isEnabled())
    assert details.tags.text() == "water"
    assert details.colors.buttons[HighlightColor.RED].isChecked()


@pytest.mark.parametrize(("button", "body"), [("use", "theirs"), ("both", "mine\n\ntheirs"), ("discard", "mine")])
def test_words_of_another_window_are_decided_about_by_a_click_and_undone(qtbot, document, note, details, button, body):
    kept = document.notes.notebook.find(note)
    both = replace(kept, body="mine", other_words=(OtherWords("first", ""), OtherWords("theirs", "")))
    document.notes.change([NoteChange(kept, both)])
    assert "(2 in all)" in details.others.said.text()
    assert "theirs" in details.others.said.text()
    qtbot.mouseClick(getattr(details.others, button), Qt.MouseButton.LeftButton)
    decided = document.notes.notebook.find(note)
    assert (decided.body, decided.other_words) == (body, both.other_words[:1])
    assert "first" in details.others.said.text()
    details.others.discard.click()
    assert details.others.isHidden()
    document.notes.undo()
    document.notes.undo()
    assert document.notes.notebook.find(note) == both
    assert details.others.isVisible()
