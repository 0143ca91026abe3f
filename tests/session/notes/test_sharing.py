"""Two readers share notes through a folder: all reaches both, conflicts are kept, and what is deleted stays deleted."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from annotations.test_corrections import correction
from patience import SECONDS
from session.fakes import Reader

from viewer.annotations.database import Database, NotesUnavailable
from viewer.annotations.notebook import NoteChange
from viewer.annotations.shared_json import FURTHEST, shared_from_json
from viewer.export.writing import write_export
from viewer.model.annotation import HighlightColor
from viewer.model.document import TextLayer, Understanding, Value
from viewer.model.geometry import PageRect
from viewer.model.text import Span
from viewer.session.changes import Notice
from viewer.session.notes import sharing
from viewer.session.notes.sharing import DocumentSharing, memory_of

PNG = b"\x89PNG\r\n\x1a\n and what follows"
PAGES = ("Note verbale of the Mission\nThe Mission presents its compliments.", "The wells were repaired.")


@contextmanager
def rewritten(file):
    """What a file of shared notes says, to be changed; it is written back."""
    told = json.loads(file.read_bytes())
    yield told
    file.write_text(json.dumps(told), encoding="utf-8")


class Person:
    """A reader with the document open and their own data folder."""

    def __init__(self, folder, monkeypatch):
        folder.mkdir(exist_ok=True)
        self.folder, self._monkeypatch = folder, monkeypatch
        self.reader = Reader(folder)
        self.document = self.reader.read_file(PAGES)
        self.start()

    def start(self):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.sharing = DocumentSharing(self.document, lambda: None)

    def wait(self):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.reader.wait_for(lambda: not self.sharing.at_work)
        self.reader.wait_for_disk()

    def share(self, folder):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.sharing.share(folder, automatic=False)
        self.wait()

    def merge(self):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.sharing.merge()
        self.wait()
        return self.told

    @property
    def told(self):
        return sorted(note.body for note in self.document.notes.annotations)

    def write(self, body):
        return self.document.notes.highlight(Span(0, 12), HighlightColor.RED, body=body)


@pytest.fixture
def two(tmp_path, monkeypatch):
    drive = tmp_path / "drive"
    drive.mkdir()
    people = [Person(tmp_path / name, monkeypatch) for name in ("ann", "ben")]
    yield (*people, drive)
    for person in people:
        person.reader.close()


def test_notes_of_each_reach_the_other_and_stay_when_the_program_has_ended(two):
    ann, ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    ben.write("from Ben")
    ben.share(drive)
    assert ben.told == ["from Ann", "from Ben"]
    assert ann.merge() == ["from Ann", "from Ben"]
    assert not ann.document.notes.notebook.unsaved
    assert [path.name for path in drive.iterdir()] == ["note.pdf.notes.json"]
    ann.document.notes.edit(ann.document.notes.annotations[0].id, tags=["a"])
    ann.start()  # as after a new start: what is shared is remembered
    assert ann.sharing.state.folder == str(drive)
    ann.merge()
    ben.merge()
    assert [note.tags for note in ben.document.notes.annotations] == [
        note.tags for note in ann.document.notes.annotations
    ]


def test_two_windows_of_one_reader_never_give_the_same_stamp(two, monkeypatch):
    ann, _ben, drive = two
    beside = Person(ann.folder, monkeypatch)
    ann.share(drive)
    beside.share(drive)
    for window in (ann, beside):
        window.write("from one window")
        window.merge()
    shared = shared_from_json((drive / "note.pdf.notes.json").read_bytes(), ann.document.identity)
    assert len({stamp.writer for history in shared.values() for stamp in history.versions}) == 2
    assert ann.merge() == beside.merge() == ["from one window"] * 2
    ann.document.notes.edit(ann.document.notes.annotations[0].id, body="changed in one window")
    assert ann.merge() == beside.merge() == ["changed in one window", "from one window"]
    assert not ann.sharing.versions
    beside.reader.close()


def test_what_others_delete_is_said_and_undo_brings_it_back_for_everybody(two):
    ann, ben, drive = two
    note = ann.write("Ann's")
    ann.share(drive)
    ben.share(drive)
    ben.document.notes.delete([note.id])
    ben.merge()
    assert ann.merge() == []
    [said] = [change.text for change in ann.reader.changes if isinstance(change, Notice)]
    assert said == "1 note was deleted by others who share the notes on this document. Undo brings it back."
    ann.document.notes.undo()
    assert ann.merge() == ben.merge() == ["Ann's"]


def once_more(person, monkeypatch):
    """The same reader after another start of the program."""
    person.reader.close()
    again = Person(person.folder, monkeypatch)
    person.reader, person.document, person.sharing = again.reader, again.document, again.sharing


@pytest.mark.parametrize("what", ["gone", "a backup", "not written"])
def test_notes_that_are_not_here_any_more_have_not_been_deleted_nor_changed_back(two, monkeypatch, what):
    ann, ben, drive = two
    kept = ann.folder / "notes.sqlite"
    first = ann.write("first")
    ann.share(drive)
    ben.share(drive)
    once_more(ann, monkeypatch)
    shutil.copy(kept, ann.folder / "backup")
    with monkeypatch.context() as patch:
        if what == "not written":  # what comes in cannot be kept, and the program ends

            def full(*_args):
                raise NotesUnavailable("The disk is full.")

            patch.setattr(Database, "save", full)
        ben.document.notes.edit(first.id, body="changed")
        ben.write("more")
        ben.merge()
        assert ann.merge() == ["changed", "more"]
        once_more(ann, monkeypatch)
    ann.reader.close()
    if what != "not written":
        kept.unlink()
    if what == "a backup":
        (ann.folder / "backup").replace(kept)
    once_more(ann, monkeypatch)
    assert ann.told == {"gone": [], "a backup": ["first"], "not written": ["first"]}[what]
    assert ann.merge() == ["changed", "more"]
    assert ben.merge() == ["changed", "more"]
    old = [other.body for versions in ann.sharing.versions.values() for other in versions]
    assert old == (["first"] if what == "a backup" else [])
    ann.document.notes.delete([first.id])
    assert ann.merge() == ben.merge() == ["more"]


def test_deletions_reach_the_other_and_do_not_come_back(two):
    ann, ben, drive = two
    note = ann.write("soon gone")
    ann.share(drive)
    ben.share(drive)
    old = (drive / "note.pdf.notes.json").read_bytes()
    ann.document.notes.delete([note.id])
    ann.merge()
    assert ben.merge() == []
    (drive / "note.pdf.notes.json").write_bytes(old)  # somebody's drive was slow
    assert ben.merge() == ann.merge() == []
    assert ben.merge() == []


def test_what_both_change_at_once_is_kept_and_can_be_decided(two):
    ann, ben, drive = two
    note = ann.write("first")
    ann.share(drive)
    ben.share(drive)
    ann.document.notes.edit(note.id, body="Ann's")
    ben.document.notes.edit(note.id, body="Ben's")
    ann.merge()
    ben.merge()
    ann.merge()
    assert ann.told == ben.told
    assert len(ann.sharing.versions[note.id]) == len(ben.sharing.versions[note.id]) == 1
    both = {ann.told[0], ann.sharing.versions[note.id][0].body}
    assert both == {"Ann's", "Ben's"}
    ann.sharing.settle(note.id, ann.sharing.versions[note.id][0])
    ann.wait()
    ben.merge()
    assert ann.told == ben.told
    assert ann.sharing.versions == ben.sharing.versions == {}


def test_a_file_that_is_written_over_gets_its_notes_back(two):
    ann, ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    ben.write("from Ben")
    (drive / "note.pdf.notes.json").unlink()
    ben.share(drive)
    assert ben.told == ["from Ben"]
    assert ann.merge() == ["from Ann", "from Ben"]
    assert ben.merge() == ["from Ann", "from Ben"]


@pytest.mark.parametrize(
    "content", ["", '{"verbale:shared": {"ver', "[]", "\0" * 50, '{"verbale:shared": 3}', "[" * 99_999, '{"first": {}}']
)
def test_a_file_that_is_not_complete_is_left_alone_until_it_is(two, content):
    ann, _ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    file = drive / "note.pdf.notes.json"
    whole = file.read_text(encoding="utf-8")
    file.write_text(content)
    assert ann.merge() == ["from Ann"]
    assert str(file) in ann.sharing.state.error
    assert file.read_text() == content
    file.write_text(whole, encoding="utf-8")
    ann.merge()
    assert ann.sharing.state.error == ""


@pytest.mark.parametrize(
    "changed",
    [
        lambda shared: shared | {"notes": [1, None]},
        lambda shared: shared | {"notes": {"a": 1, "": {}, "x" * 999: {"versions": [{"stamp": [1, "z"], "note": {}}]}}},
        lambda shared: shared | {"notes": {"a": {"versions": {"stamp": ["1", 2], "note": None}, "replaced": "all"}}},
        lambda shared: shared | {"notes": {"a": {"versions": [{"stamp": [-1, "z"]}, {"stamp": [1e300, "z"]}, [[]]]}}},
        lambda shared: shared | {"of another program": [1, {"2": 3}]},
    ],
    ids=range(5),
)
def test_what_is_no_note_in_a_file_of_notes_is_passed_over_and_all_others_are_shared(two, changed):
    ann, ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    file = drive / "note.pdf.notes.json"
    with rewritten(file) as told:
        told["verbale:shared"] = changed(told["verbale:shared"])
    ben.write("from Ben")
    ben.share(drive)
    ann.merge()
    assert (ann.sharing.state.error, ben.sharing.state.error) == ("", "")
    assert ann.told == ben.merge() == ["from Ann", "from Ben"]


def test_a_stamp_of_a_far_future_does_not_keep_later_words_from_the_others(two):
    ann, ben, drive = two
    note = ann.write("first")
    ann.share(drive)
    file = drive / "note.pdf.notes.json"
    with rewritten(file) as told:
        told["verbale:shared"]["notes"][note.id]["replaced"] = [[2**48, "z"], [FURTHEST, "z"]]
    ann.merge()
    ann.document.notes.edit(note.id, body="second")
    ann.merge()
    ben.share(drive)
    assert ben.told == ["second"]


@pytest.mark.parametrize("version", [2, 10**6, "1", None])
def test_the_file_of_a_newer_verbale_is_left_as_it_is_and_said(two, version):
    ann, _ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    file = drive / "note.pdf.notes.json"
    with rewritten(file) as told:
        told["verbale:shared"]["version"] = version
    ann.write("more")
    assert ann.merge() == ["from Ann", "more"]
    assert "written by a newer Verbale" in ann.sharing.state.error
    assert json.loads(file.read_bytes()) == told


def test_a_long_note_is_as_long_when_it_has_been_shared(two):
    ann, ben, drive = two
    note = ann.write("x" * 150_000)
    ann.document.notes.edit(note.id, tags=["t" * 700])
    [whole] = ann.document.notes.annotations
    ann.share(drive)
    ben.share(drive)
    ann.merge()
    assert list(ann.document.notes.annotations) == list(ben.document.notes.annotations) == [whole]


@pytest.mark.parametrize("linked", ["note.pdf.notes.json", "note.pdf.notes.json.pictures"])
def test_through_a_link_in_the_folder_nothing_is_written_elsewhere(two, tmp_path, linked):
    ann, _ben, drive = two
    elsewhere = tmp_path / "elsewhere"
    (drive / linked).symlink_to(elsewhere)
    region = ann.document.notes.note_on_region(0, PageRect(1, 1, 9, 9), Span(0, 0), "a figure")
    ann.document.notes.keep_picture(region.id, PNG)
    ann.reader.wait_for_disk()
    ann.share(drive)
    assert "link" in ann.sharing.state.error
    assert not elsewhere.exists()


def test_who_may_not_write_in_the_folder_has_the_notes_of_the_others_and_is_told(two, monkeypatch):
    ann, ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    ben.write("from Ben")

    def refused(path, content, **how):
        if path.parent == drive:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        write_export(path, content, **how)

    with monkeypatch.context() as patch:
        patch.setattr(sharing, "write_export", refused)
        ben.share(drive)
        assert ben.told == ["from Ann", "from Ben"]
        assert "cannot be shared now: Read-only file system" in ben.sharing.state.error
        ben.document.notes.edit(ben.document.notes.annotations[0].id, tags=["seen"])
        ben.merge()
        assert ann.merge() == ["from Ann"]
    ben.merge()
    assert ben.sharing.state.error == ""
    assert ann.merge() == ["from Ann", "from Ben"]
    assert list(ann.document.notes.annotations) == list(ben.document.notes.annotations)


def test_a_fault_while_notes_are_shared_is_said_and_the_next_merge_is_tried(two, monkeypatch, caplog):
    ann, _ben, drive = two
    ann.write("from Ann")

    def filled(*_args):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(sharing, "read_shared", filled)
        ann.share(drive)
        assert "because of a fault in Verbale" in ann.sharing.state.error
    assert "a fault while notes were shared" in caplog.text
    caplog.clear()
    ann.merge()
    assert ann.sharing.state.error == ""


def test_what_is_no_longer_shared_is_not_shared_at_the_next_start(two):
    ann, _ben, drive = two
    ann.write("from Ann")
    for _ in range(5):
        ann.sharing.share(drive, automatic=True)
        ann.sharing.stop()
    ann.wait()
    for each in threading.enumerate():
        if each.name.startswith("sharing"):
            each.join(SECONDS)
    ann.wait()
    assert not memory_of(ann.document.identity).exists()
    ann.start()
    assert ann.sharing.state.folder == ""


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(two):
    ann, _ben, drive = two
    ann.write("from Ann")
    ann.share(drive / "gone")
    assert "cannot be shared now" in ann.sharing.state.error
    assert ann.told == ["from Ann"]


def test_the_notes_on_another_document_are_not_taken(two):
    ann, _ben, drive = two
    ann.write("from Ann")
    ann.share(drive)
    file = drive / "note.pdf.notes.json"
    with rewritten(file) as told:
        told["verbale:document"] = {"verbale:sha256": "other", "verbale:textFingerprint": "other"}
    ann.merge()
    assert "another document" in ann.sharing.state.error
    assert json.loads(file.read_text(encoding="utf-8")) == told


def test_the_picture_of_a_region_reaches_the_other_once_and_not_what_only_looks_like_one(two):
    ann, ben, drive = two
    region = ann.document.notes.note_on_region(0, PageRect(1, 1, 9, 9), Span(0, 0), "a figure")
    ann.document.notes.keep_picture(region.id, PNG)
    ann.reader.wait_for_disk()
    ann.share(drive)
    pictures = drive / "note.pdf.notes.json.pictures"
    assert [path.name for path in pictures.iterdir()] == [f"{region.id}.png"]
    other = ann.document.notes.note_on_region(1, PageRect(1, 1, 9, 9), Span(0, 0), "no figure")
    (pictures / f"{other.id}.png").write_bytes(b"MZ this is a program")
    ann.merge()
    ben.share(drive)
    ben.reader.wait_for(lambda: ben.document.notes.pictures([region.id]) == {region.id: PNG})
    ben.merge()
    assert ben.document.notes.pictures([region.id, other.id]) == {region.id: PNG}
    (pictures / f"{region.id}.png").write_bytes(PNG + b"changed by somebody")
    ben.start()
    ben.merge()
    assert ben.document.notes.pictures([region.id]) == {region.id: PNG}, "what is here already stays"


def test_a_picture_that_cannot_be_written_is_said_and_the_notes_are_shared_all_the_same(two):
    ann, ben, drive = two
    region = ann.document.notes.note_on_region(0, PageRect(1, 1, 9, 9), Span(0, 0), "a figure")
    ann.document.notes.keep_picture(region.id, PNG)
    ann.reader.wait_for_disk()
    (drive / "note.pdf.notes.json.pictures").write_text("a file where the folder should be", encoding="utf-8")
    ann.share(drive)
    assert "cannot be shared now" in ann.sharing.state.error
    ben.share(drive)
    assert ben.told == ["a figure"]


def test_corrections_reach_the_other_as_notes_do_and_are_taken_back_there_too(two):
    ann, ben, drive = two
    made = correction("c9", value="A/1/2")
    assert ann.document.notes.change([NoteChange(None, made)])
    ann.share(drive)
    ben.share(drive)
    assert list(ben.document.notes.corrections) == [made]
    assert ben.told == []
    ben.reader.wait_for_disk()
    ann.document.notes.undo()
    ann.merge()
    ben.merge()
    assert not ben.document.notes.corrections


def test_a_correction_that_both_make_otherwise_is_kept_in_both_versions_and_decided_as_one_step_of_undo(two):
    ann, ben, drive = two
    made = correction("c9", value="A/1")
    ann.document.notes.change([NoteChange(None, made)])
    ann.share(drive)
    ben.share(drive)
    for person, value in ((ann, "A/1/Ann"), (ben, "A/1/Ben")):
        person.document.notes.change([NoteChange(made, replace(made, value=value))])
    for person in (ann, ben, ann):
        person.merge()
    [shown], [[other]] = ann.document.notes.corrections, ann.sharing.versions.values()
    assert {shown.value, other.value} == {"A/1/Ann", "A/1/Ben"}
    ann.sharing.settle("c9", other)
    ann.wait()
    ben.merge()
    assert list(ann.document.notes.corrections) == list(ben.document.notes.corrections) == [other]
    assert not ann.sharing.versions
    ann.document.notes.undo()
    ann.merge()
    ben.merge()
    assert list(ann.document.notes.corrections) == list(ben.document.notes.corrections) == [shown]


@pytest.mark.parametrize("bens", ["A/1/Ben", "A/1/Ann"])
def test_two_first_corrections_of_one_value_are_versions_of_one_unless_they_say_the_same(two, bens):
    ann, ben, drive = two
    read = Value("A/1", Span(0, 4))
    for person, value in ((ann, "A/1/Ann"), (ben, bens)):
        person.document.understanding = person.document.corrections.applied_to(
            Understanding(TextLayer.GOOD, {"symbol": (read,)})
        )
        person.document.corrections.correct_value("symbol", read, value)
    ann.share(drive)
    ben.share(drive)
    ann.merge()
    [shown] = ann.document.notes.corrections
    assert list(ben.document.notes.corrections) == [shown]
    others = [other.value for versions in ann.sharing.versions.values() for other in versions]
    assert sorted({shown.value, *others}) == sorted({"A/1/Ann", bens})
    assert len(others) == (bens != "A/1/Ann")
    assert [str(value.value) for value in ann.document.understanding.metadata["symbol"]] == [shown.value]


def test_undo_goes_on_after_a_merge_and_leaves_what_others_have_written(two):
    ann, ben, drive = two
    mine = ann.write("mine")
    ann.share(drive)
    ben.write("Ben's")
    ben.share(drive)
    assert ann.merge() == ["Ben's", "mine"]
    ann.document.notes.undo()
    assert ann.told == ["Ben's"]
    ann.document.notes.redo()
    assert ann.told == ["Ben's", "mine"]
    ben.merge()
    ben.document.notes.edit(mine.id, body="changed by Ben")
    ben.merge()
    ann.merge()
    ann.document.notes.undo()  # the note has been changed there meanwhile: what was done before it cannot be undone
    assert ann.told == ["Ben's", "changed by Ben"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never answers is made with mkfifo")
def test_a_folder_that_does_not_answer_keeps_nobody_waiting(two, monkeypatch, tmp_path):
    ann, _ben, drive = two
    silent = tmp_path / "silent"
    silent.mkdir()
    os.mkfifo(silent / "note.pdf.notes.json")  # who opens it waits until somebody writes
    monkeypatch.setattr(sharing, "PATIENCE", 0.0)
    ann.sharing.share(silent, automatic=True)
    ann.write("while it is silent")
    ann.sharing.merge()
    ann.sharing.look()
    assert ann.sharing.waits
    ann.share(drive)  # another folder is chosen: what the first may answer is of no concern any more
    assert not ann.sharing.waits
    assert ann.sharing.state.error == ""
    assert (drive / "note.pdf.notes.json").exists()
    with (silent / "note.pdf.notes.json").open("wb"):
        pass  # the first answers after all
    ann.merge()
    assert ann.told == ["while it is silent"]
    assert ann.sharing.state.folder == str(drive)


def test_another_s_change_is_found_by_looking(two):
    ann, ben, drive = two
    ann.share(drive)
    ann.sharing.look()
    ann.wait()
    ben.write("from Ben")
    ben.share(drive)

    def found():
        ann.sharing.look()  # again and again, as the window does: a look is no look while another is going on
        return ann.told == ["from Ben"]

    ann.reader.wait_for(found)
