"""Notes under many hands: two windows of one reader at once, colleagues on a drive, a drive or a disk that fails."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from viewer.annotations.database import Database, NotesUnavailable
from viewer.annotations.merging import with_changes
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.model.annotation import HighlightColor
from viewer.model.text import Span

ROOT = Path(__file__).parents[2]


class OtherWindow:
    """The program once more, in a process of its own, on the same notes."""

    def __init__(self, path):
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("noting_process.py")), str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )

    def does(self, *what):
        """Have it do something; what it lists then."""
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return [tuple(each) for each in json.loads(self._process.stdout.readline())]

    def close(self):
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@pytest.fixture
def other(reader, sample_pdf):
    """The document is open here with one note, and there."""
    document = reader.open(sample_pdf)
    document.notes.highlight(Span(0, 20), HighlightColor.YELLOW, body="first")
    reader.wait(lambda: not document.notes.notebook.unsaved)
    window = OtherWindow(sample_pdf)
    reader.wait(lambda: window.does("tell") == [("first", "yellow")])
    yield window
    window.close()


def listed(reader):
    notes = reader.session.current.notes.annotations
    return [(note.body, note.color.value, *(other.body for other in note.other_words)) for note in notes]


def edit(reader):
    """Begin to write in the note's row; the field of its words."""
    notes = reader.window.panes.notes
    reader.window.edit_note(reader.session.current.notes.annotations[0].id)
    reader.wait(notes.editor.body.isVisible)
    return notes.editor.body


def test_what_two_windows_change_of_one_note_holds_in_both(reader, other):
    field = edit(reader)
    QTest.keyClicks(field, " and more")
    assert other.does("recolor", "blue") == [("first", "blue")]
    reader.wait(lambda: listed(reader) == [("first and more", "blue")])
    assert field.toPlainText() == "first and more"
    reader.wait(lambda: other.does("tell") == [("first and more", "blue")])


def test_words_that_two_windows_write_at_once_are_kept_both_until_the_reader_decides(reader, other):
    field = edit(reader)
    QTest.keyClicks(field, " typed here")
    other.does("edit", "said there")
    reader.wait(
        lambda: (
            len(listed(reader)[0]) == 3
            and not reader.session.current.notes.notebook.unsaved
            and not reader.window.panes.notes.editor.typing
        )
    )
    [(words, _, others)] = listed(reader)
    assert {words, others} == {"first typed here", "said there"}
    assert field.toPlainText() == words
    both = listed(reader)
    reader.wait(lambda: other.does("tell") == both)
    panel = reader.window.panes.notes
    panel.details.others.both.click()
    reader.wait(lambda: listed(reader) == [(f"{words}\n\n{others}", "yellow")])
    reader.wait(lambda: other.does("tell") == listed(reader))
    panel.list.setFocus()
    reader.trigger("undo")
    reader.wait(lambda: listed(reader) == both)
    reader.wait(lambda: other.does("tell") == both)
    panel.details.others.discard.click()
    reader.wait(lambda: other.does("tell") == [(words, "yellow")])


def test_a_note_deleted_there_while_it_is_written_here_is_there_again_with_the_words(reader, other):
    field = edit(reader)
    QTest.keyClicks(field, " still typing")
    assert other.does("delete") == []
    reader.wait(lambda: listed(reader) == [("first still typing", "yellow")])
    reader.wait(lambda: other.does("tell") == [("first still typing", "yellow")])


def test_a_note_deleted_there_while_nothing_is_typed_goes_here_too(reader, other):
    edit(reader)
    other.does("delete")
    reader.wait(lambda: listed(reader) == [])
    assert not reader.window.panes.notes.editor.isVisible()


def test_both_windows_delete_a_note_at_once(reader, other):
    reader.session.current.notes.delete([reader.session.current.notes.annotations[0].id])
    reader.wait(lambda: other.does("delete") == listed(reader) == [])
    reader.wait(lambda: not reader.session.current.notes.notebook.unsaved)
    reader.trigger("undo")
    reader.wait(lambda: not reader.session.current.notes.notebook.unsaved)
    reader.wait(lambda: other.does("tell") == [("first", "yellow")])


# -- a disk that is full ----------------------------------------------------------------------------------------------


def test_words_typed_into_a_row_while_the_disk_is_full_stay_and_are_kept_when_there_is_room(
    reader, sample_pdf, monkeypatch, start_program
):
    document = reader.open(sample_pdf)
    document.notes.highlight(Span(0, 20), HighlightColor.YELLOW, body="first")
    reader.wait(lambda: not document.notes.notebook.unsaved)

    def full(self, key, changes):  # noqa: ARG001 - the shape of Database.save
        raise NotesUnavailable("The notes could not be saved: the disk is full. Free some space; they are kept here.")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "save", full)
        field = edit(reader)
        QTest.keyClicks(field, " more")
        reader.wait(lambda: any("full" in text for text in reader.window.notices.texts))
        QTest.keyClicks(field, " words")
        reader.wait(lambda: not reader.window.panes.notes.editor.typing)
        assert field.toPlainText() == "first more words"
        assert field.hasFocus()
        assert document.notes.notebook.unsaved
    reader.wait(lambda: not document.notes.notebook.unsaved)
    reader.wait(lambda: not reader.window.notices.texts)
    reader.close()
    again = start_program().open(sample_pdf)
    assert [note.body for note in again.notes.annotations] == ["first more words"]


# -- a drive with colleagues on it ------------------------------------------------------------------------------------


@pytest.fixture
def shared(reader, sample_pdf, tmp_path):
    """The sharing of the sample's notes on a drive that answers."""
    document = reader.open(sample_pdf)
    document.notes.highlight(Span(0, 20), HighlightColor.YELLOW, body="first")
    drive = tmp_path / "drive"
    drive.mkdir()
    keeper = reader.window.commands.keep_sharing()
    for timer in keeper.findChildren(QTimer):
        timer.setInterval(50)
    sharing = keeper.of(document)
    sharing.share(drive, automatic=True)
    reader.wait(lambda: sharing.file.exists() and not sharing.at_work)
    return sharing


def there(sharing, document):
    return shared_from_json(sharing.file.read_bytes(), document.identity)


def test_what_a_colleague_changes_while_the_note_is_written_here_is_kept_as_a_version(reader, shared):
    document = reader.session.current
    field = edit(reader)
    QTest.keyClicks(field, " mine")
    [theirs] = [history.shown for history in there(shared, document).values()]
    changed = with_changes(there(shared, document), [replace(theirs, body="theirs")], "a colleague")
    shared.file.write_text(shared_to_json(changed, document.identity, "x"), encoding="utf-8")
    reader.wait(lambda: bool(shared.versions) and not shared.at_work)
    [[version]] = shared.versions.values()
    assert {version.body, listed(reader)[0][0]} == {"first mine", "theirs"}
    assert field.toPlainText() in {"first mine", "theirs"}


def test_a_note_that_a_colleague_deletes_goes_unless_words_are_typed_into_it(reader, shared):
    document = reader.session.current
    changed = with_changes(there(shared, document), [], "a colleague")
    edit(reader)
    shared.file.write_text(shared_to_json(changed, document.identity, "x"), encoding="utf-8")
    reader.wait(lambda: listed(reader) == [])
    assert not reader.window.panes.notes.editor.isVisible()


@pytest.mark.parametrize("gone", [errno.ENOSPC, errno.ESTALE])
def test_a_drive_that_goes_away_while_notes_are_written_to_it_is_said_and_nothing_is_lost(
    reader, shared, monkeypatch, gone
):
    document = reader.session.current
    before = shared.file.read_bytes()
    folder, flush = shared.file.parent, os.fsync

    def lies_there(handle):
        for path in (folder, *folder.iterdir()):
            with contextlib.suppress(FileNotFoundError):  # another thread tries again, and takes away what it had begun
                if os.path.samestat(os.fstat(handle), path.stat()):
                    return True
        return False

    def fails(handle):
        if lies_there(handle):
            raise OSError(gone, os.strerror(gone))
        flush(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        document.notes.edit(document.notes.annotations[0].id, body="while it went")
        reader.wait(lambda: bool(shared.state.error))
        assert os.strerror(gone) in shared.state.error
        reader.wait(lambda: not document.notes.notebook.unsaved)
        line = reader.window.panes.notes.sharing
        assert "Your notes are kept here" in line.words.text()
        assert shared.file.read_bytes() == before
        # It is tried again and again, so what a try has left is looked at between two of them.
        reader.wait(lambda: not shared.at_work and list(folder.iterdir()) == [shared.file])
    shared.merge()
    reader.wait(lambda: not shared.at_work and not shared.state.error)
    assert [history.shown.body for history in there(shared, document).values()] == ["while it went"]


def test_a_drive_that_is_unmounted_and_comes_back_empty_has_all_notes_again(reader, shared):
    document = reader.session.current
    drive = shared.file.parent
    shutil.rmtree(drive.rename(drive.with_name("gone")))  # away in one step: it may be looked at just now
    document.notes.edit(document.notes.annotations[0].id, body="without a drive")
    reader.wait(lambda: bool(shared.state.error))
    assert "cannot be shared now" in shared.state.error
    drive.mkdir()
    shared.merge()
    reader.wait(lambda: not shared.at_work and not shared.state.error)
    assert [history.shown.body for history in there(shared, document).values()] == ["without a drive"]
    assert listed(reader) == [("without a drive", "yellow")]
