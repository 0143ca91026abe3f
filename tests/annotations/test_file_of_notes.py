"""The file of the notes under our feet: taken away, replaced, deleted, or found damaged by two programs at once."""

from __future__ import annotations

import errno
import os
import queue
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from annotations.examples import key, load, note, save
from patience import SECONDS

from viewer.annotations import database as database_module
from viewer.annotations.backups import BACKUPS_KEPT, Backups
from viewer.annotations.database import Database, NotesUnavailable
from viewer.annotations.notebook import NoteChange
from viewer.annotations.sqlite_file import one_at_a_time
from viewer.annotations.store import NoteStore, utc_now

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can take away a file that is open")


def opened(path: Path) -> NoteStore:
    return NoteStore(path, busy_seconds=0.05, retry_seconds=0.02, look_seconds=0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "share" / "data" / "notes.sqlite"


@pytest.fixture
def store(path: Path):
    store = opened(path)
    yield store
    store.close()


def kept(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {note for (note,) in connection.execute("SELECT id FROM notes")}


@posix
@pytest.mark.parametrize("instead", ["a link to itself", "a file", "nothing"])
def test_on_a_share_that_goes_away_notes_wait_until_it_comes_back(store: NoteStore, path: Path, instead: str):
    save(store, NoteChange(None, note(1, id="before")))
    answers: queue.Queue = queue.Queue()
    load(store, mine := key())
    store.watch(mine, answers.put)
    share = path.parents[1]
    share.rename(share.with_name("away"))
    if instead == "a link to itself":
        share.symlink_to(share)
    else:
        share.write_text("not mounted")
    outcomes: queue.Queue = queue.Queue()
    store.submit(key(), [NoteChange(None, note(2, id="meanwhile"))], outcomes.put)
    assert "Check the folder" in outcomes.get(timeout=SECONDS).error
    share.unlink()
    if instead != "nothing":
        share.with_name("away").rename(share)
    assert outcomes.get(timeout=SECONDS).committed
    assert store.close()
    assert kept(path) == {"before", "meanwhile"}


@posix
def test_looking_for_what_others_write_goes_on_when_the_share_is_back(store: NoteStore, path: Path):
    heard: queue.Queue = queue.Queue()
    save(store, NoteChange(None, note(1)), document=(mine := key()))
    store.watch(mine, heard.put)
    share = path.parents[1]
    share.rename(share.with_name("away"))
    share.symlink_to(share)
    asked: queue.Queue = queue.Queue()
    store.listen(lambda: None)
    store.open_document(mine, asked.put)
    assert asked.get(timeout=SECONDS).failed
    share.unlink()
    share.with_name("away").rename(share)
    assert not asked.get(timeout=SECONDS).failed
    other = opened(path)
    save(other, NoteChange(None, note(2)))
    assert len(heard.get(timeout=SECONDS).annotations) == 2
    assert other.close()


def test_a_fault_of_ours_with_looking_does_not_stop_the_writing(store: NoteStore, path: Path, monkeypatch, caplog):
    heard: queue.Queue = queue.Queue()
    save(store, NoteChange(None, note(1, id="first")))

    def fail(_database: Database) -> int:
        heard.put("looked")
        raise ValueError("a fault")

    monkeypatch.setattr(Database, "data_version", property(fail))
    store.listen(lambda: None)
    heard.get(timeout=SECONDS)
    assert save(store, NoteChange(None, note(2, id="second"))).committed
    assert store.close()
    assert kept(path) == {"first", "second"}
    assert "a fault while it was looked" in caplog.text


@posix
def test_a_file_that_was_deleted_is_there_again_with_all_notes(store: NoteStore, path: Path):
    save(store, NoteChange(None, note(1, id="first")))
    heard: queue.Queue = queue.Queue()
    store.watch(key(), heard.put)
    path.unlink()
    told = heard.get(timeout=SECONDS)
    assert "deleted by another program" in told.notice
    assert [found.id for found in told.annotations] == ["first"]
    assert save(store, NoteChange(None, note(2, id="second"))).committed
    assert store.close()
    assert kept(path) == {"first", "second"}


@posix
def test_a_deleted_file_that_cannot_be_put_back_stays_open_until_it_can(store: NoteStore, path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    save(store, NoteChange(None, note(1, id="first")))
    store.wait_idle()  # with today's backup
    outcomes: queue.Queue = queue.Queue()
    with monkeypatch.context() as patch:
        patch.setattr(Backups, "make", full)
        path.unlink()
        store.submit(key(), [NoteChange(None, note(2, id="second"))], outcomes.put)
        assert "No space left" in outcomes.get(timeout=SECONDS).error
    assert outcomes.get(timeout=SECONDS).committed
    assert store.close()
    assert kept(path) == {"first", "second"}


@posix
def test_a_folder_that_was_deleted_is_there_again_with_all_notes(store: NoteStore, path: Path):
    save(store, NoteChange(None, note(1, id="first")))
    gone = path.parent.rename(path.parent.with_name("gone"))  # in one step: the writer may be making the day's backup
    shutil.rmtree(gone)
    assert save(store, NoteChange(None, note(2, id="second"))).committed
    assert store.close()
    assert kept(path) == {"first", "second"}


@posix
def test_what_was_in_a_file_that_another_took_the_place_of_is_kept_and_the_other_is_whole(store: NoteStore, path: Path):
    save(store, NoteChange(None, note(1, id="common")))
    assert store.close()
    theirs = path.with_name("theirs.sqlite")
    shutil.copy(path, theirs)
    other = opened(theirs)
    for number in range(40):
        save(other, NoteChange(None, note(number, id=f"theirs {number}")))
    assert other.close()
    mine = opened(path)
    save(mine, NoteChange(None, note(2, "x" * 9000, id="mine")))
    heard: queue.Queue = queue.Queue()
    mine.watch(key(), heard.put)
    theirs.replace(path)  # as programs do that keep folders alike
    told = heard.get(timeout=SECONDS)
    assert save(mine, NoteChange(None, note(3, id="later"))).committed
    assert mine.close()
    assert kept(path) == {"common", "later", *(f"theirs {number}" for number in range(40))}
    (backup,) = (path.parent / "notes-backups").glob("*-replaced.sqlite")
    assert kept(backup) == {"common", "mine"}
    assert str(backup.parent) in told.notice


@posix
def test_of_files_that_are_replaced_again_and_again_a_few_are_kept(store: NoteStore, path: Path):
    save(store, NoteChange(None, note(1)))
    copy = path.with_name("copy.sqlite")
    for _ in range(BACKUPS_KEPT + 2):
        shutil.copy(path, copy)
        copy.replace(path)
        load(store)
    assert len(list((path.parent / "notes-backups").glob("*-replaced.sqlite"))) == BACKUPS_KEPT


def test_two_programs_that_find_the_file_damaged_do_not_set_aside_what_the_other_restored(path: Path, monkeypatch):
    store = opened(path)
    save(store, NoteChange(None, note(1, id="in the backup")))
    assert store.close()
    path.write_bytes(path.read_bytes()[:100] + b"\x55" * 4000)
    real = database_module.read_through

    def while_the_other_restores(damaged: Path) -> None:  # between finding the damage and doing something about it
        monkeypatch.setattr(database_module, "read_through", real)
        other = Database(damaged, utc_now)
        other.save(key(), [NoteChange(None, note(2, id="of the other"))])
        other.close()

    monkeypatch.setattr(database_module, "read_through", while_the_other_restores)
    Database(path, utc_now).close()
    assert kept(path) == {"in the backup", "of the other"}
    assert len(list(path.parent.glob("*damaged*.sqlite"))) == 1


def test_while_another_program_restores_the_file_nobody_else_does(path: Path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"damaged" * 1000)
    with one_at_a_time(path.with_name("notes.sqlite.recovery"), SECONDS), pytest.raises(NotesUnavailable):
        Database(path, utc_now, busy_seconds=0.02)
    assert list(path.parent.glob("*damaged*.sqlite")) == []
    Database(path, utc_now).close()
    assert len(list(path.parent.glob("*damaged*.sqlite"))) == 1


def test_a_recovery_that_was_cut_off_is_brought_to_its_end(path: Path):
    written = note()
    store = opened(path)
    save(store, NoteChange(None, written))
    store.close()
    path.rename(path.with_name("notes.sqlite.restored"))  # the damaged file is set aside, and then the power fails
    store = opened(path)
    assert load(store).annotations == (written,)
    store.close()
    assert not path.with_name("notes.sqlite.restored").exists()


def test_what_an_earlier_recovery_left_is_not_taken_for_the_notes(path: Path):
    written = note()
    store = opened(path)
    save(store, NoteChange(None, written))
    store.close()
    path.with_name("notes.sqlite.restored").write_bytes(b"old")
    path.with_name("notes.sqlite.restored.unfinished").write_bytes(b"older")
    store = opened(path)
    assert load(store).annotations == (written,)
    store.close()
    path.write_bytes(b"broken" * 1000)
    store = opened(path)
    assert load(store).annotations == (written,)
    store.close()
