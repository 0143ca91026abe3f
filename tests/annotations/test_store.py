from __future__ import annotations

import os
import queue
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from annotations.examples import key, load, note, save
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import SECONDS

from viewer.annotations.backups import BACKUPS_KEPT
from viewer.annotations.database import Database
from viewer.annotations.document_rows import EMPTY_TEXT, FoundBy, PathTrust
from viewer.annotations.notebook import NoteChange
from viewer.annotations.schema import MIGRATIONS, NOTE_COLUMNS
from viewer.annotations.store import NoteStore
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor, OtherWords
from viewer.model.geometry import PageRect
from viewer.model.text import Span

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("kept")


def opened(path: Path, **more) -> NoteStore:
    return NoteStore(path, busy_seconds=0.05, retry_seconds=0.05, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notes.sqlite"


@pytest.fixture
def store(path: Path):
    store = opened(path)
    yield store
    store.close()


def sql(path: Path, query: str, *values):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(query, values).fetchall()


def test_new_document_has_no_notes(store: NoteStore):
    loaded = load(store)
    assert (loaded.annotations, loaded.found_by, loaded.read_only, loaded.notice) == ((), FoundBy.NEW, "", "")


def test_a_note_comes_back_whole_from_another_store(store: NoteStore, path: Path):
    written = note(7, "слово\nالكلمة 字 \x00")
    assert save(store, NoteChange(None, written)).committed
    assert store.close()
    again = opened(path)
    loaded = load(again)
    assert loaded.annotations == (written,)
    assert loaded.found_by is FoundBy.CONTENT
    again.close()


def test_acknowledged_means_that_another_process_sees_it(store: NoteStore, path: Path):
    written = note()
    assert save(store, NoteChange(None, written)).committed
    assert sql(path, "SELECT id FROM notes") == [(written.id,)]


def test_commits_reach_the_disk(store: NoteStore, path: Path):
    synchronous: queue.Queue = queue.Queue()  # a setting of the connection, so asked in its thread

    def ask(_loaded):
        synchronous.put(store._database._connection.execute("PRAGMA synchronous").fetchone()[0])

    store.open_document(key(), ask)
    assert synchronous.get(timeout=SECONDS) == 2  # FULL
    assert sql(path, "PRAGMA journal_mode") == [("wal",)]


def test_a_change_and_a_deletion_are_kept_and_the_deleted_row_stays(store: NoteStore, path: Path):
    first, second = note(1), note(2)
    save(store, NoteChange(None, first), NoteChange(None, second))
    changed = replace(first, body="changed", tags=(), color=HighlightColor.RED)
    save(store, NoteChange(first, changed), NoteChange(second, None))
    assert load(store).annotations == (changed,)
    assert sql(path, "SELECT deleted_at IS NOT NULL FROM notes WHERE id = ?", second.id) == [(1,)]
    save(store, NoteChange(None, second))
    assert set(load(store).annotations) == {changed, second}


def test_one_submission_is_one_transaction(store: NoteStore, path: Path):
    load(store)
    sql(path, "CREATE TRIGGER refuse BEFORE INSERT ON notes WHEN NEW.body = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END")
    outcome = save(store, NoteChange(None, note(1)), NoteChange(None, note(2, "bad")))
    assert not outcome.committed
    assert sql(path, "SELECT count(*) FROM notes") == [(0,)]
    sql(path, "DROP TRIGGER refuse")
    assert store.wait_idle()
    assert sql(path, "SELECT count(*) FROM notes") == [(2,)]


floats = st.floats(-1e4, 1e4, allow_nan=False).map(lambda value: round(value, 3))
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
annotations = st.builds(
    Annotation,
    id=st.uuids().map(str),
    kind=st.sampled_from(AnnotationKind),
    anchor=st.builds(
        Anchor,
        span=st.tuples(st.integers(0, 10**7), st.integers(0, 999)).map(lambda pair: Span(pair[0], sum(pair))),
        text_version=st.integers(1, 9),
        quote=texts,
        prefix=texts,
        suffix=texts,
        page=st.integers(0, 5000),
        rects=st.lists(st.builds(PageRect, floats, floats, floats, floats), max_size=3).map(tuple),
    ),
    color=st.sampled_from(HighlightColor),
    body=texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    author=texts,
    created=texts,
    modified=texts,
    section_title=texts,
    language=texts,
    own_color=st.sampled_from(["", "#12ab34"]),
)


@settings(max_examples=25)
@given(st.lists(annotations, max_size=6, unique_by=lambda written: written.id))
def test_any_notes_come_back_as_they_were(written):
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder) / "notes.sqlite")
        store.submit(key(), [NoteChange(None, one) for one in written], lambda _outcome: None)
        assert {one.id: one for one in load(store).annotations} == {one.id: one for one in written}
        assert store.close()


def test_a_lone_surrogate_of_a_broken_file_does_not_stop_the_note(store: NoteStore):
    assert save(store, NoteChange(None, note(body="a\ud800b", tags=("\udfff",)))).committed
    loaded = load(store).annotations[0]
    assert (loaded.body, loaded.tags) == ("a\ufffdb", ("\ufffd",))


# -- which document ---------------------------------------------------------------------------------------------------


def test_a_moved_file_keeps_its_notes(store: NoteStore):
    written = note()
    save(store, NoteChange(None, written), document=key("aa", "t1", "/old/a.pdf"))
    loaded = load(store, key("aa", "t1", "/new/b.pdf"))
    assert (loaded.annotations, loaded.found_by) == ((written,), FoundBy.CONTENT)


def test_a_saved_again_file_is_known_by_its_text_and_from_then_by_its_bytes(store: NoteStore):
    written = note()
    save(store, NoteChange(None, written), document=key("aa", "t1", "/old/a.pdf"))
    loaded = load(store, key("bb", "t1", "/new/b.pdf"))
    assert (loaded.annotations, loaded.found_by) == ((written,), FoundBy.TEXT)
    loaded = load(store, key("bb", "", "/third/c.pdf"))
    assert (loaded.annotations, loaded.found_by) == ((written,), FoundBy.CONTENT)


def test_another_text_at_the_same_place_is_said_to_be_found_by_the_path(store: NoteStore):
    written = note()
    save(store, NoteChange(None, written), document=key("aa", "t1"))
    loaded = load(store, key("bb", "t2"))
    assert (loaded.annotations, loaded.found_by) == ((written,), FoundBy.PATH)


def test_documents_without_text_are_not_taken_for_one_another(store: NoteStore):
    save(store, NoteChange(None, note()), document=key("aa", EMPTY_TEXT, "/a.pdf"))
    assert load(store, key("bb", EMPTY_TEXT, "/b.pdf")).found_by is FoundBy.NEW


def test_notes_made_before_the_text_was_read_join_those_of_the_same_text(store: NoteStore, path: Path):
    early, earlier = note(1), note(2)
    save(store, NoteChange(None, earlier), document=key("aa", "t1", "/a.pdf"))
    save(store, NoteChange(None, early), document=key("bb", "", "/b.pdf"))
    assert set(load(store, key("bb", "t1", "/b.pdf")).annotations) == {early, earlier}
    assert sql(path, "SELECT count(*) FROM documents") == [(1,)]
    assert set(load(store, key("aa", "t1", "/a.pdf")).annotations) == {early, earlier}


def test_opening_a_document_without_notes_writes_nothing(store: NoteStore, path: Path):
    load(store)
    assert sql(path, "SELECT count(*) FROM documents") == [(0,)]


# -- what goes wrong --------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_the_note_is_written_when_there_is_room(store: NoteStore):
    load(store)

    def leave_no_room(_loaded):  # in the writer thread, which owns the connection; the pages in use are the least
        store._database._connection.execute("PRAGMA max_page_count = 1")

    store.open_document(key(), leave_no_room)
    outcomes: queue.Queue = queue.Queue()
    first, second = note(1, "x" * 100_000), note(2, "y")
    store.submit(key(), [NoteChange(None, first)], outcomes.put)
    store.submit(key(), [NoteChange(None, second)], outcomes.put)
    told = [outcomes.get(timeout=SECONDS), outcomes.get(timeout=SECONDS)]
    assert all("disk is full" in outcome.error for outcome in told)
    assert not store.wait_idle()
    _give_room(store)
    told = [outcomes.get(timeout=SECONDS), outcomes.get(timeout=SECONDS)]
    assert [outcome.error for outcome in told] == ["", ""]
    assert [outcome.changes[0].id for outcome in told] == [first.id, second.id]
    assert store.wait_idle()
    assert set(load(store).annotations) == {first, second}


def _give_room(store: NoteStore) -> None:
    """Before its next attempt the writer thread finds room, as if the reader had deleted something."""
    original = store._do

    def once(job):
        store._database._connection.execute("PRAGMA max_page_count = 1000000")
        store._do = original
        original(job)

    store._do = once


def test_a_locked_file_is_said_and_written_when_it_is_free(store: NoteStore, path: Path):
    load(store)
    outcomes: queue.Queue = queue.Queue()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.submit(key(), [NoteChange(None, note())], outcomes.put)
        outcome = outcomes.get(timeout=SECONDS)
        assert "another program" in outcome.error
        assert str(path) in outcome.error
        other.execute("ROLLBACK")
    assert outcomes.get(timeout=SECONDS).committed
    assert len(load(store).annotations) == 1


def test_what_waits_is_tried_at_once_when_the_reader_is_about_to_leave(path: Path):
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=10 * SECONDS)
    load(store)
    outcomes: queue.Queue = queue.Queue()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.submit(key(), [NoteChange(None, note())], outcomes.put)
        assert outcomes.get(timeout=SECONDS).error
        other.execute("ROLLBACK")
    store.try_now()
    assert outcomes.get(timeout=SECONDS).committed
    assert store.close()
    store.try_now()  # is no error then


def test_a_folder_that_cannot_be_is_said_and_the_notes_wait_for_it(tmp_path: Path):
    blocker = tmp_path / "data"
    blocker.write_text("a file where the folder should be")
    store = opened(blocker / "notes.sqlite")
    answers: queue.Queue = queue.Queue()
    store.open_document(key(), answers.put)
    assert str(blocker) in answers.get(timeout=SECONDS).read_only
    outcomes: queue.Queue = queue.Queue()
    store.submit(key(), [NoteChange(None, note())], outcomes.put)
    assert "Check the folder" in outcomes.get(timeout=SECONDS).error
    assert not store.wait_idle()
    blocker.unlink()
    assert answers.get(timeout=SECONDS).read_only == ""
    assert outcomes.get(timeout=SECONDS).committed
    assert store.close()


def test_closing_says_that_something_was_not_written(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    store = opened(tmp_path / "data" / "notes.sqlite")
    store.submit(key(), [NoteChange(None, note())], lambda _outcome: None)
    assert store.close() is False


def test_closing_writes_what_is_on_its_way(path: Path):
    store = opened(path)
    for number in range(50):
        store.submit(key(), [NoteChange(None, note(number))], lambda _outcome: None)
    assert store.close()
    assert sql(path, "SELECT count(*) FROM notes") == [(50,)]
    assert store.close()
    with pytest.raises(RuntimeError):
        store.submit(key(), [NoteChange(None, note())], lambda _outcome: None)


def test_a_listener_that_fails_does_not_stop_the_writing(store: NoteStore, caplog: pytest.LogCaptureFixture):
    def fail(_outcome):
        raise RuntimeError("the window is gone")

    store.submit(key(), [NoteChange(None, note())], fail)
    assert save(store, NoteChange(None, note())).committed
    assert "the window is gone" in caplog.text


def test_notes_of_a_newer_version_are_read_and_not_written(path: Path):
    store = opened(path)
    written = note()
    save(store, NoteChange(None, written))
    store.close()
    sql(path, "ALTER TABLE notes ADD COLUMN mood TEXT DEFAULT 'fine'")
    sql(path, "UPDATE notes SET kind = 'ink', color = 'orange'")
    sql(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    store = opened(path)
    loaded = load(store)
    assert "newer Verbale" in loaded.read_only
    assert [found.id for found in loaded.annotations] == [written.id]
    assert "newer Verbale" in save(store, NoteChange(None, note())).error
    store.close()
    assert path.read_bytes() == before


def test_what_a_newer_version_takes_over_meanwhile_is_no_longer_written(store: NoteStore, path: Path):
    assert save(store, NoteChange(None, note(1))).committed
    sql(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")  # as a newer Verbale does that is started beside this one
    outcome = save(store, NoteChange(None, note(2)))
    assert "newer Verbale" in outcome.error
    assert sql(path, "SELECT count(*) FROM notes") == [(1,)]
    sql(path, f"PRAGMA user_version = {len(MIGRATIONS)}")


@pytest.mark.parametrize("kept", sorted(KEPT.glob("version-*.sqlite")), ids=lambda kept: kept.stem)
def test_programs_that_start_at_once_migrate_once_and_all_write(path: Path, kept: Path):
    path.parent.mkdir()
    shutil.copy(kept, path)
    before = sql(path, "SELECT count(*) FROM notes")[0][0]
    start = [sys.executable, str(Path(__file__).with_name("writing_process.py")), str(path)]
    programs = [
        subprocess.Popen([*start, name], cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    first = [program.stdout.readline().strip() for program in programs if program.stdout is not None]
    for program in programs:
        program.kill()
        program.communicate()
    assert first == ["one-0", "two-0", "three-0"]
    assert sql(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert sql(path, "PRAGMA integrity_check") == [("ok",)]
    assert sql(path, "SELECT count(*) FROM notes")[0][0] >= before + 3
    assert sql(path, "SELECT count(*) FROM notes n LEFT JOIN search_texts t ON t.note = n.id "
                     "WHERE t.note IS NULL AND deleted_at IS NULL") == [(0,)]  # fmt: skip


def test_a_damaged_file_is_set_aside_and_the_backup_takes_its_place(path: Path):
    written = note()
    store = opened(path)
    save(store, NoteChange(None, written))
    store.close()
    damaged = path.read_bytes()[:100] + b"\x55" * 4000
    path.write_bytes(damaged)
    store = opened(path)
    loaded = load(store)
    assert loaded.annotations == (written,)
    aside = list(path.parent.glob("notes-damaged-*.sqlite"))
    assert [file.read_bytes() for file in aside] == [damaged]
    assert str(aside[0]) in loaded.notice
    assert "backup" in loaded.notice
    assert load(store).notice == ""
    store.close()


def test_a_damaged_file_without_a_backup_is_set_aside_and_said(path: Path):
    path.parent.mkdir()
    path.write_bytes(b"no database at all, " * 500)
    store = opened(path)
    assert "no backup" in load(store).notice
    assert save(store, NoteChange(None, note())).committed
    store.close()
    assert len(list(path.parent.glob("notes-damaged-*.sqlite"))) == 1


def test_a_damaged_backup_is_passed_over_for_an_older_one(path: Path):
    written = note()
    store = opened(path, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    save(store, NoteChange(None, written))
    store.close()
    backups = path.parent / "notes-backups"
    (backups / "000009-2026-01-02.sqlite").write_bytes(b"not a backup" * 1000)
    path.write_bytes(b"broken" * 1000)
    store = opened(path)
    assert load(store).annotations == (written,)
    store.close()


def test_a_backup_is_made_each_day_and_the_oldest_go(path: Path):
    day = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(BACKUPS_KEPT + 3):
        store = opened(path, now=lambda number=number: day + timedelta(days=number))
        save(store, NoteChange(None, note(number)))
        store.close()
    names = sorted(file.name for file in (path.parent / "notes-backups").iterdir())
    assert len(names) == BACKUPS_KEPT
    assert names[-1] == "000013-2026-01-13.sqlite"
    newest = path.parent / "notes-backups" / names[-1]
    assert sql(newest, "SELECT count(*) FROM notes") == [(BACKUPS_KEPT + 3,)]


def test_two_stores_write_at_once_and_nothing_is_lost(path: Path):
    stores = [NoteStore(path), NoteStore(path)]
    for number in range(40):
        for store in stores:
            store.submit(key(), [NoteChange(None, note(number))], lambda _outcome: None)
    assert [store.wait_idle() for store in stores] == [True, True]
    assert len(load(stores[0]).annotations) == 80
    for store in stores:
        assert store.close()


def test_the_schema_has_a_column_for_everything_a_note_is(store: NoteStore, path: Path):
    load(store)
    columns = {row[1] for row in sql(path, "PRAGMA table_info(notes)")}
    assert columns == {*NOTE_COLUMNS, "document", "deleted_at"}
    assert sql(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]


# -- several windows --------------------------------------------------------------------------------------------------


@pytest.fixture
def windows(path: Path):
    stores = [opened(path, look_seconds=0.02), opened(path, look_seconds=0.02)]
    yield stores
    for each in stores:
        each.close()


def test_two_windows_change_one_note_and_keep_each_others_words(windows):
    first, second = windows
    written = note(1, "theirs", tags=())
    save(first, NoteChange(None, written))
    edited = replace(written, body="edited here", modified="later")
    assert save(first, NoteChange(written, edited)).committed
    recoloured = replace(written, color=HighlightColor.RED, modified="last")
    assert save(second, NoteChange(written, recoloured)).committed
    both = replace(edited, color=HighlightColor.RED, modified="last")
    assert load(first).annotations == load(second).annotations == (both,)


def test_a_note_that_was_deleted_there_and_edited_here_is_there_again(windows):
    first, second = windows
    written = note(1, "old")
    save(first, NoteChange(None, written))
    save(second, NoteChange(written, None))
    edited = replace(written, body="worth keeping")
    save(first, NoteChange(written, edited))
    assert load(second).annotations == (edited,)


def test_words_that_were_written_there_and_here_are_both_kept_and_found_again(windows):
    first, second = windows
    written = note(1, "old")
    save(first, NoteChange(None, written))
    save(first, NoteChange(written, replace(written, body="there", modified="1")))
    save(second, NoteChange(written, replace(written, body="here", modified="2")))
    both = replace(written, body="here", modified="2", other_words=(OtherWords("there", "1"),))
    assert load(first).annotations == load(second).annotations == (both,)


def test_a_note_is_not_deleted_with_words_that_were_written_into_it_there(windows):
    first, second = windows
    written = note(1, "old")
    save(first, NoteChange(None, written))
    edited = replace(written, body="just written")
    save(first, NoteChange(written, edited))
    save(second, NoteChange(written, None))
    assert load(first).annotations == (edited,)
    save(second, NoteChange(edited, None))
    assert load(first).annotations == ()


def test_a_window_hears_what_another_writes_and_not_what_it_writes_itself(windows):
    first, second = windows
    heard: queue.Queue = queue.Queue()
    mine = key()
    load(first, mine)
    unwatch = first.watch(mine, heard.put)
    own, theirs = note(1, "own"), note(2, "theirs")
    save(first, NoteChange(None, own), document=mine)
    save(second, NoteChange(None, theirs), document=key(path="/papers/renamed.pdf"))
    assert set(heard.get(timeout=SECONDS).annotations) == {own, theirs}
    heard_later: queue.Queue = queue.Queue()
    first.watch(mine, heard_later.put)
    unwatch()
    save(second, NoteChange(None, note(3)))
    assert len(heard_later.get(timeout=SECONDS).annotations) == 3
    assert heard.empty()


def test_a_window_that_met_another_hears_what_became_of_its_note(path: Path, store: NoteStore):
    first, second = opened(path, look_seconds=600), store  # it does not look by itself for as long as this takes
    heard: queue.Queue = queue.Queue()
    mine, written = key(), note(1, "old")
    save(first, NoteChange(None, written), document=mine)
    first.wait_idle()
    theirs = replace(written, color=HighlightColor.RED)
    save(second, NoteChange(written, theirs))
    first.watch(mine, heard.put)
    save(first, NoteChange(written, replace(written, body="new")), document=mine)
    assert heard.get(timeout=SECONDS).annotations == (replace(theirs, body="new"),)
    assert first.close()


def test_two_tabs_on_copies_of_a_document_hear_each_other(store: NoteStore):
    heard: queue.Queue = queue.Queue()
    copy = key("bb", "t1", "/copy.pdf")
    save(store, NoteChange(None, note(1)), document=key("aa", "t1", "/a.pdf"))
    load(store, copy)
    store.watch(copy, heard.put)
    store.watch(key("cc", "t3", "/other.pdf"), heard.put)
    written = note(2, "beside")
    save(store, NoteChange(None, written), document=key("aa", "t1", "/a.pdf"))
    store.wait_idle()
    assert written in heard.get(timeout=SECONDS).annotations
    assert heard.empty()


def test_a_locked_file_is_looked_at_again_later(windows, path: Path):
    first, second = windows
    heard: queue.Queue = queue.Queue()
    mine = key()
    save(first, NoteChange(None, note(1)), document=mine)
    first.watch(mine, heard.put)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE notes SET body = 'locked and then free'")
        other.execute("COMMIT")
    assert [found.body for found in heard.get(timeout=SECONDS).annotations] == ["locked and then free"]
    assert second.close()


def test_an_empty_backup_is_passed_over_for_an_older_one(path: Path):
    written = note()
    store = opened(path, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    save(store, NoteChange(None, written))
    store.close()
    (path.parent / "notes-backups" / "000009-2026-01-02.sqlite").touch()
    path.write_bytes(b"broken" * 1000)
    store = opened(path)
    assert load(store).annotations == (written,)
    store.close()


def test_a_fault_of_ours_with_one_note_does_not_stop_the_others(store: NoteStore, monkeypatch, caplog):
    real = Database.save

    def save_or_fail(self, document, changes):
        if any(change.after.body == "poison" for change in changes):
            raise ValueError("a fault")
        return real(self, document, changes)

    monkeypatch.setattr(Database, "save", save_or_fail)
    outcome = save(store, NoteChange(None, note(1, "poison")))
    assert not outcome.committed
    assert "fault" in outcome.error
    written = note(2, "fine")
    assert save(store, NoteChange(None, written)).committed
    assert load(store).annotations == (written,)
    assert "a fault while notes were kept" in caplog.text
    assert not store.wait_idle()
    assert not store.close()


# -- how far a path is trusted ----------------------------------------------------------------------------------------


def test_notes_offered_by_the_path_are_not_bound_to_the_file_before_it_is_known_to_be_theirs(store: NoteStore):
    written = note()
    save(store, NoteChange(None, written), document=key("aa", "t1", "/a.pdf"))
    for trust, elsewhere in (
        (PathTrust.OFFERED, FoundBy.NEW),
        (PathTrust.IGNORED, FoundBy.NEW),
        (PathTrust.TRUSTED, FoundBy.CONTENT),
    ):
        loaded = load(store, replace(key("bb", "t2", "/a.pdf"), path_trust=trust))
        assert loaded.found_by is (FoundBy.NEW if trust is PathTrust.IGNORED else FoundBy.PATH)
        assert load(store, key("bb", "t2", "/moved.pdf")).found_by is elsewhere


def test_a_trusted_file_leaves_the_document_its_text_so_that_older_copies_are_known(store: NoteStore):
    save(store, NoteChange(None, note()), document=key("aa", "t1", "/a.pdf"))
    load(store, replace(key("bb", "t2", "/a.pdf"), path_trust=PathTrust.TRUSTED))
    assert load(store, key("cc", "t1", "/copy.pdf")).found_by is FoundBy.TEXT


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
