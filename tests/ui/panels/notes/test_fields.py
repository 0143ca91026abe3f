"""The fields of a note: nothing typed is lost, and nothing that happens elsewhere disturbs the typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span
from viewer.session.changes import NotesChanged
from viewer.ui.panels.notes.fields import PAUSE_MS, NoteFields, tags_in


@pytest.fixture
def editor(qtbot, desk, document, note):
    editor = NoteFields()
    qtbot.addWidget(editor)
    editor.resize(344, 300)
    editor.pause.setInterval(20)
    desk.session.changes.subscribe(lambda change: editor.refresh() if isinstance(change, NotesChanged) else None)
    editor.show_note(document, note)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.start_writing()
    qtbot.waitUntil(editor.body.hasFocus)
    return editor


def body_of(document, note):
    return document.notes.find(note).body


def test_typing_is_kept_within_a_second():
    assert PAUSE_MS < 1000


def test_typing_is_kept_when_it_pauses(qtbot, document, note, editor):
    qtbot.keyClicks(editor.body, " and second")
    assert body_of(document, note) == "first"
    qtbot.waitUntil(lambda: body_of(document, note) == "first and second")
    assert not editor.typing


def test_keeping_does_not_move_the_cursor_or_take_away_undo(qtbot, document, note, editor):
    cursor = editor.body.textCursor()
    cursor.setPosition(2)
    editor.body.setTextCursor(cursor)
    qtbot.keyClicks(editor.body, "XY")
    editor.save()
    assert body_of(document, note) == "fiXYrst"
    assert editor.body.textCursor().position() == 4
    editor.body.undo()
    editor.save()
    assert body_of(document, note) == "first"


def test_typing_goes_on_while_another_pause_is_kept(qtbot, desk, document, note, editor):
    qtbot.keyClicks(editor.body, " one")
    editor.save()
    qtbot.keyClicks(editor.body, " two")
    desk.settle()  # the store acknowledges the first, which is told to all
    assert editor.body.toPlainText() == "first one two"
    editor.save()
    assert body_of(document, note) == "first one two"


def test_leaving_a_field_keeps_it(qtbot, document, note, editor):
    editor.pause.setInterval(60_000)
    qtbot.keyClicks(editor.body, "!")
    editor.tags.setFocus()
    assert body_of(document, note) == "first!"
    editor.tags.insert("claim,  вопрос , claim,")
    editor.body.setFocus()
    assert document.notes.find(note).tags == ("claim", "вопрос")
    assert editor.tags.text() == "claim, вопрос"


def test_tags_are_not_rewritten_while_they_are_typed(qtbot, document, note, editor):
    editor.tags.setFocus()
    qtbot.keyClicks(editor.tags, "one, ")
    editor.save()
    assert document.notes.find(note).tags == ("one",)
    assert editor.tags.text() == "one, "


def test_another_note_does_not_take_what_was_typed_for_this_one(qtbot, document, note, editor):
    editor.pause.setInterval(60_000)
    other = document.notes.highlight(Span(30, 40), HighlightColor.RED, body="other").id
    qtbot.keyClicks(editor.body, " more")
    editor.show_note(document, other)
    assert body_of(document, note) == "first more"
    assert editor.body.toPlainText() == "other"
    assert body_of(document, other) == "other"


@pytest.mark.parametrize(
    ("field", "key", "held"),
    [
        ("body", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        ("tags", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        ("body", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("tags", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("body", Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier),
        ("tags", Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_say_that_the_note_is_written(qtbot, document, note, editor, field, key, held):
    editor.pause.setInterval(60_000)
    qtbot.keyClicks(editor.body, "?")
    getattr(editor, field).setFocus()
    with qtbot.waitSignal(editor.done):
        qtbot.keyClick(getattr(editor, field), key, held)
    assert body_of(document, note) == "first?"


def test_enter_begins_a_line(qtbot, document, note, editor):
    with qtbot.assertNotEmitted(editor.done):
        qtbot.keyClick(editor.body, Qt.Key.Key_Return)
    editor.save()
    assert body_of(document, note) == "first\n"


def test_what_changes_elsewhere_is_shown(document, note, editor):
    document.notes.edit(note, body="from elsewhere", tags=["new"])
    assert editor.body.toPlainText() == "from elsewhere"
    assert editor.tags.text() == "new"
    document.notes.undo()
    assert editor.body.toPlainText() == "first"


def test_what_is_being_typed_wins_over_what_changes_elsewhere(qtbot, document, note, editor):
    editor.pause.setInterval(60_000)
    qtbot.keyClicks(editor.body, " mine")
    document.notes.edit(note, body="theirs")
    assert editor.body.toPlainText() == "first mine"
    editor.save()
    assert body_of(document, note) == "first mine"


def test_a_deleted_note_is_let_go(document, note, editor):
    document.notes.delete([note])
    assert editor.note is None
    assert not editor.isVisible()
    editor.save()
    assert document.notes.annotations == ()


def test_what_is_typed_into_a_note_that_is_deleted_meanwhile_is_not_lost(qtbot, document, note, editor):
    editor.pause.setInterval(60_000)
    qtbot.keyClicks(editor.body, " more")
    document.notes.delete([note])
    assert not editor.isVisible()
    assert body_of(document, note) == "first more"


@pytest.mark.parametrize("body", ["no\u00a0break", "a\r\nb", "tab\tand\u2028line", "trailing \n\n"])
def test_looking_at_a_note_does_not_change_it(document, note, editor, body):
    document.notes.edit(note, body=body)
    editor.tags.setFocus()
    editor.body.setFocus()
    editor.clear()
    assert body_of(document, note) == body


def test_no_break_spaces_survive_an_edit(qtbot, document, note, editor):
    document.notes.edit(note, body="100\u00a0km")
    qtbot.keyClicks(editor.body, "!")
    editor.save()
    assert "\u00a0" in body_of(document, note)


def test_read_only_notes_can_be_read_only(qtbot, document, editor):
    document.notes.loading.read_only = "The notes cannot be changed."
    editor.refresh()
    qtbot.keyClicks(editor.body, "x")
    assert editor.body.toPlainText() == "first"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ;", ()),
        ("a,b", ("a", "b")),
        ("a,  a ,A", ("a", "A")),
        ("سؤال، مهم", ("سؤال", "مهم")),
        ("二〇二〇，决议", ("二〇二〇", "决议")),
    ],
)
def test_tags_of_a_field(text, tags):
    assert tags_in(text) == tags


@given(st.lists(st.text(alphabet="abcé вопрос", min_size=1, max_size=8)))
def test_tags_are_read_as_they_are_written(tags):
    even = tuple(dict.fromkeys(joined for tag in tags if (joined := " ".join(tag.split()))))
    assert tags_in(", ".join(even)) == even
