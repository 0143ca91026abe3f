"""Two readers share notes through a folder: all reaches both, conflicts are kept, and what is deleted stays deleted."""

from __future__ import annotations

import json

import pytest
from session.fakes import Reader

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span
from viewer.session import sharing
from viewer.session.sharing import DocumentSharing

PAGES = ("Note verbale of the Mission\nThe Mission presents its compliments.", "The wells were repaired.")


class Person:
    """A reader with the document open and their own data folder."""

    def __init__(self, folder, monkeypatch):
        folder.mkdir()
        self.folder, self._monkeypatch = folder, monkeypatch
        self.reader = Reader(folder)
        self.document = self.reader.read_file(PAGES)
        self.start()

    def start(self):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.sharing = DocumentSharing(self.document, lambda: None)

    def wait(self):
        self._monkeypatch.setattr(sharing, "data_folder", lambda: self.folder)
        self.reader.wait_for(lambda: not self.sharing._at_work)
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


@pytest.mark.parametrize("content", ["", '{"verbale:shared": {"ver', "[]", "\0" * 50])
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
    told = json.loads(file.read_text(encoding="utf-8"))
    told["verbale:document"] = {"verbale:sha256": "other", "verbale:textFingerprint": "other"}
    file.write_text(json.dumps(told), encoding="utf-8")
    ann.merge()
    assert "another document" in ann.sharing.state.error
    assert json.loads(file.read_text(encoding="utf-8")) == told
