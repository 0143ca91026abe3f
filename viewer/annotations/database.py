"""The notes in SQLite. This room is the one that speaks it.

A ``Database`` belongs to the thread that made it. It is opened in WAL mode with synchronous=FULL, so a change that
has returned is on the disk. A database that is damaged is set aside, never deleted, and the newest good backup takes
its place; one that a newer Verbale wrote is only read.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from viewer.annotations import correction_rows, search_index
from viewer.annotations.catalogue import find_notes
from viewer.annotations.schema import MIGRATIONS, NOTE_COLUMNS, from_row, storable, to_row
from viewer.annotations.sqlite_file import (
    check_whole,
    file_number,
    flush,
    in_words,
    is_damage,
    schema_version,
    transaction,
    use_write_ahead_log,
)
from viewer.model.correction import Correction

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from viewer.annotations.catalogue import FoundNotes, NoteQuery
    from viewer.annotations.notebook import Kept, NoteChange
    from viewer.model.annotation import Annotation
    from viewer.model.document import Identity

log = logging.getLogger(__name__)
T = TypeVar("T")

BACKUPS_KEPT = 10
BUSY_SECONDS = 5.0
EMPTY_TEXT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing: the fingerprint of every document without text, and so of none."""
SEARCHED_SINCE = 3
"""The version of the schema that has an index of words, which its migration fills."""

_UPSERT = (
    f"INSERT INTO notes (document, {', '.join(NOTE_COLUMNS)}) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join('?' * (len(NOTE_COLUMNS) + 1))}) ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, "
    + ", ".join(f"{column} = excluded.{column}" for column in NOTE_COLUMNS if column != "id")
)


class NotesUnavailable(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The notes cannot be read or written now: what stands in the way and what can be done, in words."""


class FoundBy(Enum):
    """How a document was known again."""

    NEW = "new"
    """It was not: nobody has written notes on it."""
    CONTENT = "content"
    """By its bytes, wherever the file lies now."""
    TEXT = "text"
    """By its text: the file was saved or downloaded again."""
    PATH = "path"
    """By the place of its file alone: its text is another one than the notes were made on."""


class PathTrust(Enum):
    """What it proves that notes were made on another text in a file at the same place."""

    OFFERED = "offered"
    """Nothing yet: they are given out and nothing is remembered, until a note is changed."""
    TRUSTED = "trusted"
    """It is the same document: the texts have been compared."""
    IGNORED = "ignored"
    """It is another document, which only lies where the first lay."""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Which document notes belong to. ``title`` and ``symbol`` are for lists and exports; empty where unknown."""

    identity: Identity
    path: str
    title: str = ""
    symbol: str = ""
    path_trust: PathTrust = PathTrust.OFFERED

    @property
    def fingerprint(self) -> str:
        """The text's fingerprint where it tells documents apart, else empty."""
        fingerprint = self.identity.text_fingerprint
        return "" if fingerprint == EMPTY_TEXT else fingerprint


class Database:
    """An open database of notes.

    ``read_only`` says why nothing can be written, or is empty. ``notice`` says what happened at opening that the
    reader should know (a backup was restored), or is empty.

    Raises:
        NotesUnavailable: it cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        busy_seconds: float = BUSY_SECONDS,
        fold: Callable[[str], str] = str.casefold,
    ) -> None:
        self._path = path
        self._now = now
        self._fold = fold
        self._busy_seconds = busy_seconds
        self._backups = path.parent / f"{path.stem}-backups"
        self._restored = path.with_name(path.name + ".restored")
        self._backed_up_on = ""
        self.read_only = ""
        self.notice = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open_or_recover()
            self._opened_file = file_number(path)
        except OSError as error:
            what = f"The notes cannot be kept in {path}: {error.strerror or error}. Check the folder."
            raise NotesUnavailable(what) from error
        except sqlite3.Error as error:
            raise NotesUnavailable(in_words(error, path)) from error

    # -- opening ------------------------------------------------------------------------------------------------------

    def _open_or_recover(self) -> sqlite3.Connection:
        if self._restored.exists() and not self._path.exists():  # a recovery was cut off between its two renames
            self._restored.replace(self._path)
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            log.warning("%s is damaged: %s", self._path, error)
        self._set_aside_and_restore()
        return self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            check_whole(connection)
            found = schema_version(connection)
            if found > len(MIGRATIONS):
                self.read_only = (
                    f"These notes were written by a newer Verbale (version {found} of {self._path}, this one knows "
                    f"{len(MIGRATIONS)}); they can be read but not changed. Install the newer Verbale to change them."
                )
                connection.execute("PRAGMA query_only = ON")
                return connection
            use_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if 0 < found < len(MIGRATIONS):
                self._back_up(connection, f"before-version-{len(MIGRATIONS)}")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        if schema_version(connection) == len(MIGRATIONS):
            return
        with transaction(connection):
            known = schema_version(connection)  # another process may have been faster
            for number, statements in enumerate(MIGRATIONS[known:], known + 1):
                for statement in statements:
                    connection.execute(statement)
                if number == SEARCHED_SINCE:
                    for note in _notes_in(connection.execute("SELECT * FROM notes WHERE deleted_at IS NULL")):
                        search_index.keep(connection, note, self._fold)
                connection.execute(f"PRAGMA user_version = {number}")

    def _set_aside_and_restore(self) -> None:
        backup = self._copy_of_newest_backup()
        stamp = self._now().strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.stem}-damaged-{stamp}{self._path.suffix}")
        for ending in ("-wal", "-shm", ""):
            part = self._path.with_name(self._path.name + ending)
            if part.exists():
                part.replace(aside.with_name(aside.name + ending))
        if backup is not None:
            self._restored.replace(self._path)
        what = f"the backup {backup.name} was restored" if backup else "there is no backup, so the list starts anew"
        self.notice = f"The file of your notes was damaged. It has been set aside as {aside}; {what}."

    def _copy_of_newest_backup(self) -> Path | None:
        """Copy the newest backup that is whole beside the database; returns which one it is, or None."""
        self._restored.unlink(missing_ok=True)
        for backup in sorted(self._backups.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
            try:
                with closing(sqlite3.connect(backup)) as connection:
                    check_whole(connection)
                    empty = schema_version(connection) == 0  # a file of no length is a whole database, too
            except sqlite3.Error as error:
                log.warning("backup %s cannot be used: %s", backup, error)
                continue
            if empty:
                continue
            copy = self._restored.with_name(self._restored.name + ".unfinished")
            shutil.copyfile(backup, copy)
            flush(copy)
            copy.replace(self._restored)
            return backup
        return None

    # -- reading and writing ------------------------------------------------------------------------------------------

    def load(self, key: DocumentKey) -> tuple[tuple[Kept, ...], FoundBy]:
        """The notes and corrections of a document, and how it was known again; what is new about it is remembered.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        with self._in_words():
            document, found_by = self._find(key)
            if document is None:
                return (), FoundBy.NEW
            if not self.read_only:
                try:
                    document = self._remember(key, document, found_by)
                except sqlite3.OperationalError as error:  # a full disk keeps nobody from reading
                    log.warning("what is new of %s is not remembered: %s", key.path, error)
            query = "SELECT * FROM notes WHERE document = ? AND deleted_at IS NULL"
            corrections = correction_rows.load(self._connection, document)
            notes = _notes_in(self._connection.execute(query, (document,)))
        return (*corrections, *notes), found_by

    def save(self, key: DocumentKey, changes: Sequence[NoteChange]) -> bool:
        """Commit changes in one transaction: when this returns they are on the disk.

        Returns whether one of them met what another window had made of its note.

        Raises:
            NotesUnavailable: none of them has been written.
        """
        if self.read_only:
            raise NotesUnavailable(self.read_only)
        return self._whatever_of_the_index(lambda: self._save(key, changes))

    def _whatever_of_the_index(self, work: Callable[[], T]) -> T:
        """Do something with the notes. What is derived from them never stands in their way: it is made anew."""
        try:
            with self._in_words():
                return work()
        except NotesUnavailable as unavailable:
            if self.read_only or not _is_of_the_index(unavailable.__cause__):
                raise
        log.warning("the index of the notes in %s is damaged and made anew", self._path)
        with self._in_words():
            search_index.rebuild(self._connection)
            return work()

    def _save(self, key: DocumentKey, changes: Sequence[NoteChange]) -> bool:
        met_others = False
        with transaction(self._connection):
            document, found_by = self._find(key)
            if document is None:
                values = (key.fingerprint, storable(key.symbol), storable(key.title), self._moment())
                query = "INSERT INTO documents (text_fingerprint, symbol, title, added) VALUES (?, ?, ?, ?)"
                document = self._connection.execute(query, values).lastrowid
            if found_by is not FoundBy.CONTENT:
                self._remember_file(key, document)
            for change in changes:
                after = change.after if change.before is None else change.onto(self._stored(change))
                met_others = met_others or after != change.after
                if isinstance(after, Correction):
                    correction_rows.save(self._connection, document, after)
                elif after is not None:
                    self._connection.execute(_UPSERT, (document, *to_row(after)))
                    search_index.keep(self._connection, after, self._fold)
                elif isinstance(change.before, Correction):
                    correction_rows.delete(self._connection, change.id, self._moment())
                else:
                    query = "UPDATE notes SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"
                    self._connection.execute(query, (self._moment(), change.id))
                    search_index.remove(self._connection, change.id)
        return met_others

    def _stored(self, change: NoteChange) -> Kept | None:
        if isinstance(change.before, Correction):
            return correction_rows.stored(self._connection, change.id)
        query = "SELECT * FROM notes WHERE id = ? AND deleted_at IS NULL"
        row = self._connection.execute(query, (change.id,)).fetchone()
        try:
            return None if row is None else from_row(dict(row))
        except (ValueError, KeyError, TypeError):
            return None  # what is no note has nothing in it to be kept

    def keep_picture(self, note: str, png: bytes) -> None:
        """Commit the picture of a region's note.

        Raises:
            NotesUnavailable: it has not been written.
        """
        if self.read_only:
            raise NotesUnavailable(self.read_only)
        with self._in_words(), transaction(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO pictures (note, png) VALUES (?, ?)", (note, png))

    def pictures(self, notes: Sequence[str]) -> dict[str, bytes]:
        """The pictures of notes, as PNG, as far as there are any.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        found: dict[str, bytes] = {}
        with self._in_words():
            for note in notes:
                row = self._connection.execute("SELECT png FROM pictures WHERE note = ?", (note,)).fetchone()
                if row is not None:
                    found[note] = bytes(row[0])
        return found

    def keep_placements(self, placements: Mapping[str, tuple[str, float] | None]) -> None:
        """Remember what became of passages: how they were found and how surely; None where they stand as made.

        Raises:
            NotesUnavailable: it has not been written.
        """
        if self.read_only:
            return
        with self._in_words():
            rows = self._connection.execute("SELECT note, how, score FROM placements")
            known = {str(row[0]): (str(row[1]), float(row[2])) for row in rows}
        changed = {note: found for note, found in placements.items() if found != known.get(note)}
        if not changed:
            return
        with self._in_words(), transaction(self._connection):
            for note, found in changed.items():
                if found is None:
                    self._connection.execute("DELETE FROM placements WHERE note = ?", (note,))
                else:
                    query = "INSERT OR REPLACE INTO placements (note, how, score) VALUES (?, ?, ?)"
                    self._connection.execute(query, (note, *found))

    def find_notes(self, query: NoteQuery) -> FoundNotes:
        """The notes over all documents that a query asks for.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        return self._whatever_of_the_index(lambda: find_notes(self._connection, query, self._fold))

    def files_of(self, note: str, content_hash: str) -> tuple[str, ...]:
        """Where the files of a note's document were seen: that with the hash first, then those seen last.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        query = (
            "SELECT path FROM files WHERE document IN (SELECT document FROM notes WHERE id = :note UNION "
            "SELECT document FROM files WHERE content_hash = :hash) ORDER BY content_hash != :hash, seen DESC"
        )
        with self._in_words():
            rows = self._connection.execute(query, {"hash": content_hash, "note": note}).fetchall()
        return tuple(str(path) for (path,) in rows)

    @property
    def data_version(self) -> int:
        """A number that changes when somebody else has written to the file.

        Raises:
            NotesUnavailable: it cannot be read now.
        """
        with self._in_words():
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @property
    def still_in_place(self) -> bool:
        """Whether the name of the file still stands for the file that is open; what is written to another is lost."""
        return file_number(self._path) == self._opened_file

    def close(self) -> None:
        """Close the file; SQLite moves the write-ahead log into it."""
        self._connection.close()

    def _find(self, key: DocumentKey) -> tuple[int | None, FoundBy]:
        for query, value, found_by in (
            ("SELECT document FROM files WHERE content_hash = ?", key.identity.content_hash, FoundBy.CONTENT),
            ("SELECT id FROM documents WHERE text_fingerprint = ? ORDER BY id", key.fingerprint, FoundBy.TEXT),
            ("SELECT document FROM files WHERE path = ? ORDER BY seen DESC", storable(key.path), FoundBy.PATH),
        ):
            if found_by is FoundBy.PATH and key.path_trust is PathTrust.IGNORED:
                continue
            row = self._connection.execute(query, (value,)).fetchone() if value else None
            if row is not None:
                return int(row[0]), found_by
        return None, FoundBy.NEW

    def _remember(self, key: DocumentKey, document: int, found_by: FoundBy) -> int:
        """Keep what is new about a document that has notes. Returns its id, another one where two proved the same."""
        if found_by is not FoundBy.CONTENT and not key.fingerprint:
            return document  # before the text is read it is too early to say that this file belongs to it
        if found_by is FoundBy.PATH and key.path_trust is not PathTrust.TRUSTED:
            return document
        with transaction(self._connection):
            self._remember_file(key, document)
            if key.fingerprint and found_by is not FoundBy.PATH:
                query = "SELECT id FROM documents WHERE text_fingerprint = ? AND id != ? ORDER BY id"
                twin = self._connection.execute(query, (key.fingerprint, document)).fetchone()
                if twin is not None:
                    for table in ("notes", "corrections", "files"):
                        query = f"UPDATE {table} SET document = ? WHERE document = ?"  # noqa: S608 - our own names
                        self._connection.execute(query, (twin[0], document))
                    self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
                    document = int(twin[0])
                query = "UPDATE documents SET text_fingerprint = ? WHERE id = ?"
                self._connection.execute(query, (key.fingerprint, document))
            for column, value in (("symbol", key.symbol), ("title", key.title)):
                if value:
                    query = f"UPDATE documents SET {column} = ? WHERE id = ?"  # noqa: S608 - our own names
                    self._connection.execute(query, (storable(value), document))
        return document

    def _remember_file(self, key: DocumentKey, document: int | None) -> None:
        query = (
            "INSERT INTO files (content_hash, document, path, seen) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (content_hash) DO UPDATE SET path = excluded.path, seen = excluded.seen"
        )
        values = (key.identity.content_hash, document, storable(key.path), self._moment())
        self._connection.execute(query, values)

    def _moment(self) -> str:
        return self._now().isoformat(timespec="microseconds")

    @contextmanager
    def _in_words(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotesUnavailable(in_words(error, self._path)) from error

    # -- backups ------------------------------------------------------------------------------------------------------

    def back_up_daily(self) -> None:
        """Make today's backup where there is none yet, and drop the oldest. A failure is logged: it harms no note."""
        today = self._now().strftime("%Y-%m-%d")
        if self.read_only or today == self._backed_up_on:
            return
        self._backed_up_on = today
        try:
            if not (self._backups / f"{today}.sqlite").exists() and self._has_notes():
                self._back_up(self._connection, today)
            dated = sorted(self._backups.glob("????-??-??.sqlite"))
            for old in dated[:-BACKUPS_KEPT]:
                old.unlink()
        except (OSError, sqlite3.Error) as error:
            log.warning("no backup of the notes was made in %s: %s", self._backups, error)

    def _has_notes(self) -> bool:
        query = "SELECT 1 FROM notes UNION ALL SELECT 1 FROM corrections LIMIT 1"
        return self._connection.execute(query).fetchone() is not None

    def _back_up(self, connection: sqlite3.Connection, name: str) -> None:
        self._backups.mkdir(parents=True, exist_ok=True)
        unfinished = self._backups / f"{name}.{os.getpid()}.unfinished"
        with closing(sqlite3.connect(unfinished)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        flush(unfinished)
        unfinished.replace(self._backups / f"{name}.sqlite")


def _notes_in(rows: sqlite3.Cursor) -> list[Annotation]:
    """The notes of rows; one that cannot be read is logged and stays where it is."""
    notes: list[Annotation] = []
    for row in map(dict, rows):
        try:
            notes.append(from_row(row))
        except (ValueError, KeyError, TypeError):
            log.exception("note %s cannot be read and stays where it is", row.get("id"))
    return notes


def _is_of_the_index(error: BaseException | None) -> bool:
    """Whether what SQLite reports may be damage of the search index alone, which is not always noticed as such."""
    return isinstance(error, sqlite3.IntegrityError) or (
        getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB
    )
