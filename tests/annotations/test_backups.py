"""Backups of the notes: in order whatever the clock says, whole or not there, and kept from a failing disk."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from annotations.examples import key, note

from viewer.annotations.backups import BACKUPS_KEPT, TRY_AGAIN_SECONDS, Backups
from viewer.annotations.database import Database
from viewer.annotations.notebook import NoteChange

FIRST = datetime(2026, 3, 1, tzinfo=UTC)


class Clock:
    """A calendar and a stop watch that a test sets."""

    def __init__(self) -> None:
        self.day = FIRST
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.day

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite"


@pytest.fixture
def database(path: Path, clock: Clock):
    database = Database(path, clock.now)
    database.save(key(), [NoteChange(None, note(1))])
    yield database
    database.close()


def backed_up(path: Path, clock: Clock) -> Backups:
    backups = Backups(path, clock.now, clock.monotonic)
    with closing(sqlite3.connect(path)) as connection:
        backups.make_daily(connection)
    return backups


def names(backups: Backups) -> list[str]:
    return [path.name for path in backups.in_order()]


def notes_of(backup: Path) -> int:
    with closing(sqlite3.connect(backup)) as connection:
        return connection.execute("SELECT count(*) FROM notes").fetchone()[0]


@pytest.mark.usefixtures("database")
def test_a_clock_that_is_set_back_does_not_drop_the_newest_nor_take_an_older_for_it(path: Path, clock: Clock):
    for _ in range(BACKUPS_KEPT):
        clock.day += timedelta(days=1)
        backed_up(path, clock)
    clock.day = FIRST - timedelta(days=400)
    backups = backed_up(path, clock)
    newest = backups.in_order()[-1]
    assert newest.name == "000011-2025-01-25.sqlite"
    assert len(names(backups)) == BACKUPS_KEPT
    assert backups.copy_newest(path.with_name("copy")) == newest


def test_backups_of_earlier_versions_have_no_number_and_are_older(path: Path, clock: Clock, database: Database):
    folder = path.parent / "notes-backups"
    folder.mkdir()
    for name in ("2099-01-01", "before-version-2"):
        with closing(sqlite3.connect(folder / f"{name}.sqlite")) as old:
            old.execute("PRAGMA user_version = 1")
    database.back_up_daily()
    backups = Backups(path, clock.now)
    assert names(backups)[-1] == "000001-2026-03-01.sqlite"
    newest = backups.copy_newest(path.with_name("copy"))
    assert newest is not None
    assert notes_of(newest) == 1


@pytest.mark.usefixtures("database")
def test_a_backup_torn_anywhere_is_never_restored(path: Path, clock: Clock):
    backups = backed_up(path, clock)
    good = backups.in_order()[-1]
    whole = good.read_bytes()
    torn = good.with_name("000002-2026-03-02.sqlite")
    for length in range(0, len(whole), 512):
        torn.write_bytes(whole[:length])
        assert backups.copy_newest(path.with_name("copy")) == good, length
        assert path.with_name("copy").read_bytes() == whole
    torn.write_bytes(whole)
    assert backups.copy_newest(path.with_name("copy")) == torn


@pytest.mark.usefixtures("database")
def test_a_rename_that_fails_leaves_the_older_backups_and_is_tried_again_later(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    before = names(backed_up(path, clock))
    clock.day += timedelta(days=1)
    backups = Backups(path, clock.now, clock.monotonic)

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(5, "Input/output error")

    with closing(sqlite3.connect(path)) as connection:
        with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
            patch.setattr(Path, "replace", refuse)
            backups.make_daily(connection)
        assert "no backup of the notes was made" in caplog.text
        assert sorted(file.name for file in (path.parent / "notes-backups").iterdir()) == before
        backups.make_daily(connection)
        assert names(backups) == before, "a failing disk is not tried with every note"
        clock.seconds += TRY_AGAIN_SECONDS
        backups.make_daily(connection)
    assert names(backups) == [*before, "000002-2026-03-02.sqlite"]
    caplog.clear()


@pytest.mark.usefixtures("database")
def test_what_killed_programs_left_unfinished_goes_with_the_next_backup(path: Path, clock: Clock):
    folder = path.parent / "notes-backups"
    folder.mkdir()
    old, of_another = folder / "2026-02-01.77.unfinished", folder / "2026-03-01.78.unfinished"
    old.write_bytes(b"half")
    of_another.write_bytes(b"half")
    backed_up(path, clock)
    assert not old.exists()
    assert of_another.exists()
