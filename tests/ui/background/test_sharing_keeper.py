"""Shared notes are kept in step by themselves, and the window says how they stand."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from annotations.test_corrections import correction
from PySide6.QtCore import QTimer

from viewer.annotations.annotation_json import note_to_json
from viewer.annotations.merging import with_changes
from viewer.annotations.notebook import NoteChange
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.model.document import TextLayer, Understanding
from viewer.session.notes import sharing as sharing_module
from viewer.session.notes.sharing import ENDING, ShareState
from viewer.ui.background.sharing_keeper import SharingKeeper
from viewer.ui.dialogs.share import ShareDialog, state_in_words, version_in_a_line
from viewer.ui.panels.notes.sharing_line import (
    COMPARE,
    JOIN,
    MERGE,
    OFFER,
    SHOW,
    TRY,
    SharingLine,
    in_a_line,
)


@pytest.fixture
def shared(qtbot, paper_desk, tmp_path):
    """A document whose notes are shared by themselves, the keeper, and the drive."""
    drive = tmp_path / "drive"
    drive.mkdir()
    document = paper_desk.lay_open()
    if not document.reading_has_ended:
        paper_desk.understand(document, Understanding(TextLayer.GOOD))
    keeper = SharingKeeper(paper_desk.session, rest_ms=1, look_ms=50)
    sharing = keeper.of(document)
    document.notes.note_on_document("Mine")
    sharing.share(drive, automatic=True)
    wait(qtbot, paper_desk, lambda: bool(sharing.state.merged))
    yield document, keeper, sharing
    wait(qtbot, paper_desk, lambda: not sharing.at_work)
    keeper.deleteLater()


def wait(qtbot, desk, condition):
    def settled():
        desk.settle()
        return condition()

    qtbot.waitUntil(settled)


def there(document, sharing):
    return shared_from_json(sharing.file.read_bytes(), document.identity)


def test_what_is_written_here_is_soon_there(qtbot, paper_desk, shared):
    document, _keeper, sharing = shared
    note = document.notes.note_on_document("More")
    wait(qtbot, paper_desk, lambda: note.id in there(document, sharing))


def rest_for_long(keeper):
    """Let the keeper be in no hurry: what is shared is not shared because its time has come."""
    for timer in keeper.findChildren(QTimer):
        timer.setInterval(1_000_000)


def test_what_has_been_written_last_is_shared_when_the_document_is_closed(qtbot, paper_desk, shared):
    document, keeper, sharing = shared
    wait(qtbot, paper_desk, lambda: not sharing.at_work)
    rest_for_long(keeper)
    note = document.notes.note_on_document("The last word")
    paper_desk.session.close(document.number)
    wait(qtbot, paper_desk, lambda: note.id in there(document, sharing))
    assert all(history.shown is not None for history in there(document, sharing).values())


@pytest.mark.parametrize("at_work", [False, True])
def test_what_has_been_written_last_is_shared_when_the_program_ends(qtbot, paper_desk, shared, at_work):
    document, keeper, sharing = shared
    wait(qtbot, paper_desk, lambda: not sharing.at_work)
    rest_for_long(keeper)
    if at_work:
        document.notes.note_on_document("On its way")
        sharing.merge()
    note = document.notes.note_on_document("The last word")
    keeper.end(seconds=100)
    assert note.id in there(document, sharing)
    assert {history.shown.body for history in there(document, sharing).values()} >= {"Mine", "The last word"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never answers is made with mkfifo")
def test_the_end_of_the_program_does_not_wait_for_a_folder_that_does_not_answer(qtbot, paper_desk, shared, tmp_path):
    document, keeper, sharing = shared
    wait(qtbot, paper_desk, lambda: not sharing.at_work)
    rest_for_long(keeper)
    silent = tmp_path / "silent"
    silent.mkdir()
    file = silent / sharing.file.name
    os.mkfifo(file)
    sharing.share(silent, automatic=True)
    document.notes.note_on_document("The last word")
    keeper.end(seconds=0.1)
    with file.open("wb"):
        file.unlink()
    wait(qtbot, paper_desk, lambda: not sharing.is_parting)


def test_what_is_written_there_is_soon_here(qtbot, paper_desk, shared):
    document, _keeper, sharing = shared
    [mine] = document.notes.annotations
    theirs = type(mine)(**{**{name: getattr(mine, name) for name in mine.__match_args__}, "id": "t", "body": "Theirs"})
    both = with_changes(there(document, sharing), [mine, theirs], "somebody else")
    beside = sharing.file.with_name("beside")
    beside.write_text(shared_to_json(both, document.identity, "x"), encoding="utf-8")
    beside.replace(sharing.file)
    wait(qtbot, paper_desk, lambda: {note.body for note in document.notes.annotations} == {"Mine", "Theirs"})
    assert note_to_json(document.notes.find("t"))["id"] == "urn:uuid:t"


def test_the_dialog_says_how_it_stands_and_lets_a_version_be_chosen(qtbot, paper_desk, shared):
    document, keeper, sharing = shared
    [mine] = document.notes.annotations
    other = type(mine)(**{**{name: getattr(mine, name) for name in mine.__match_args__}, "body": "Theirs"})
    sharing.file.write_text(
        shared_to_json(with_changes({}, [other], "a"), document.identity, "x"), encoding="utf-8"
    )  # written without knowledge of ours
    sharing.merge()
    wait(qtbot, paper_desk, lambda: bool(sharing.versions))
    dialog = ShareDialog(None, document, keeper)
    qtbot.addWidget(dialog)
    assert dialog.status.text().startswith(f"Shared with notes in {sharing.state.folder}, last merged ")
    assert not dialog.versions.isHidden()
    top = dialog.versions.topLevelItem(0)
    assert top.text(0).startswith("2 versions")
    assert not dialog.keep.isEnabled()
    below = next(top.child(row) for row in range(2) if "Theirs" in top.child(row).text(0))
    dialog.versions.setCurrentItem(below)
    dialog.keep.click()
    wait(qtbot, paper_desk, lambda: not sharing.versions and not sharing.at_work)
    assert [note.body for note in document.notes.annotations] == ["Theirs"]
    dialog.stop.click()
    assert dialog.status.text() == "The notes on this document are not shared."
    assert dialog.beside.isVisibleTo(dialog)
    assert not dialog.stop.isVisibleTo(dialog)


def test_the_dialog_shows_both_versions_of_a_correction_and_lets_one_be_chosen(qtbot, paper_desk, shared):
    document, keeper, sharing = shared
    mine = correction("c9", value="A/1/Mine")
    document.notes.change([NoteChange(None, mine)])
    sharing.merge()
    wait(qtbot, paper_desk, lambda: not sharing.at_work)
    theirs = replace(mine, value="A/1/Theirs", author="B. Other")
    sharing.file.write_text(
        shared_to_json(with_changes({}, [theirs], "a"), document.identity, "x"), encoding="utf-8"
    )  # written without knowledge of ours
    sharing.merge()
    wait(qtbot, paper_desk, lambda: bool(sharing.versions) and not sharing.at_work)
    dialog = ShareDialog(None, document, keeper)
    qtbot.addWidget(dialog)
    top = dialog.versions.topLevelItem(0)
    lines = [top.child(row).text(0) for row in range(top.childCount())]
    assert sorted(lines) == sorted(version_in_a_line(each) for each in (mine, theirs))
    assert version_in_a_line(theirs).startswith("Symbol: \u2068A/1/Theirs\u2069 · B. Other")
    dialog.versions.setCurrentItem(top.child(lines.index(version_in_a_line(theirs))))
    dialog.keep.click()
    wait(qtbot, paper_desk, lambda: not sharing.versions and not sharing.at_work)
    assert [made.value for made in document.notes.corrections] == ["A/1/Theirs"]


def test_the_state_is_said_in_words():
    now = datetime.now(UTC).isoformat()
    assert state_in_words(ShareState("/d", True, "")) == "Shared with notes in /d, not merged yet."
    assert state_in_words(ShareState("/d", True, now)).endswith(f"{datetime.fromisoformat(now).astimezone():%H:%M}.")
    assert state_in_words(ShareState("/d", True, "2020-01-02T12:00:00+00:00")).endswith("on 2020-01-02.")
    assert state_in_words(ShareState("/d", True, "", "No.")) == "No."


def test_the_line_says_in_short_how_it_stands_and_what_can_be_done():
    shared = ShareState("/d", True, "2020-01-02T12:00:00+00:00")
    assert in_a_line(ShareState("/d", True, ""), waits=False, versions=0) == ("Shared, not merged yet.", MERGE)
    assert in_a_line(shared, waits=False, versions=0)[0].endswith("on 2020-01-02.")
    assert in_a_line(shared, waits=False, versions=2) == ("2 notes have another version.", COMPARE)
    assert in_a_line(shared, waits=False, versions=0, corrections=1)[0] == "1 correction has another version."
    assert in_a_line(shared, waits=False, versions=1, corrections=1)[0] == (
        "2 notes and corrections have another version."
    )
    assert in_a_line(ShareState("/d", True, "", "No."), waits=False, versions=2) == (
        "Cannot be shared now. Your notes are kept here.", TRY,
    )  # fmt: skip
    assert in_a_line(shared, waits=True, versions=2) == (
        "The shared folder does not answer. Your notes are kept here.", SHOW,
    )  # fmt: skip


def test_the_panel_of_notes_says_how_they_are_shared(qtbot, shared):
    _document, _keeper, sharing = shared
    line = SharingLine()
    qtbot.addWidget(line)
    line.show_sharing(sharing)
    assert line.words.text().startswith("Shared, merged ")
    assert line.words.toolTip() == sharing.state.folder
    with qtbot.waitSignal(line.merge_wanted):
        line.button.click()
    sharing.state = ShareState()
    line.show_sharing(sharing)
    assert not line.isVisibleTo(None)
    line.show_sharing(None)
    assert line.isHidden()


def test_what_others_share_beside_a_document_is_offered_until_it_is_shared(qtbot, paper_desk):
    document = paper_desk.lay_open()
    beside = document.path.with_name(f"{document.path.name}{ENDING}")
    beside.write_text("whatever", encoding="utf-8")
    try:
        keeper = SharingKeeper(paper_desk.session, rest_ms=1, look_ms=50)
        if not document.reading_has_ended:
            paper_desk.understand(document, Understanding(TextLayer.GOOD))
        wait(qtbot, paper_desk, lambda: keeper.offers_to_share(document))
        line = SharingLine()
        qtbot.addWidget(line)
        line.show_sharing(keeper.known(document), offered=keeper.offers_to_share(document))
        assert (line.words.text(), line.button.text()) == (OFFER, JOIN)
        with qtbot.waitSignal(line.dialog_wanted):
            line.button.click()
        keeper.of(document).share(document.path.parent, automatic=True)
        assert not keeper.offers_to_share(document)
        wait(qtbot, paper_desk, lambda: not keeper.of(document).at_work)
        keeper.of(document).stop()
        keeper.deleteLater()
    finally:
        beside.unlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never answers is made with mkfifo")
def test_a_folder_that_has_ceased_to_answer_is_said(qtbot, paper_desk, shared, tmp_path, monkeypatch):
    document, keeper, sharing = shared
    monkeypatch.setattr(sharing_module, "PATIENCE", 0.0)
    silent = tmp_path / "silent"
    silent.mkdir()
    file = silent / sharing.file.name
    os.mkfifo(file)  # who opens it waits until somebody writes
    sharing.share(silent, automatic=True)
    with qtbot.waitSignal(keeper.changed):
        pass
    assert sharing.waits
    assert state_in_words(sharing.state, waits=sharing.waits).startswith(f"{silent} does not answer.")
    errors: list[str] = []
    keeper.changed.connect(lambda *_: errors.append(sharing.state.error))
    document.notes.note_on_document("meanwhile")
    with file.open("wb"):
        file.unlink()  # who asks once more, as the note may make it do at once, finds nothing and does not wait again
    wait(qtbot, paper_desk, lambda: any(errors) and not sharing.at_work)
    sharing.merge()
    wait(qtbot, paper_desk, lambda: not sharing.at_work and not sharing.state.error)
    assert len(there(document, sharing)) == 2
