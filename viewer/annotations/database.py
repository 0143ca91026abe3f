"""The notes in SQLite. This room is the one that speaks it.

A ``Database`` belongs to the thread that made it. It is opened in WAL mode with synchronous=FULL, so a change that
has returned is on the disk. A database that is damaged is set aside, never deleted, and the newest good backup takes
its place; one that a newer Verbale wrote is only read.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from viewer.annotations import correction_rows, document_rows, note_rows, search_index
from viewer.annotations.backups import REPLACED, Backups
from viewer.annotations.catalogue import find_notes
from viewer.annotations.document_rows import FoundBy
from viewer.annotations.schema import MIGRATIONS, storable
from viewer.annotations.sqlite_file import (
    NO_FILE,
    check_whole,
    file_number,
    in_words,
    is_damage,
    one_at_a_time,
    read_through,
    schema_version,
    transaction,
    use_write_ahead_log,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from viewer.annotations.catalogue import FoundNotes, NoteQuery
    from viewer.annotations.document_rows import DocumentKey
    from viewer.annotations.notebook import Kept, NoteChange
    from viewer.model.annotation import Annotation

log = logging.getLogger(__name__)
T = TypeVar("T")

BUSY_SECONDS = 5.0
SEARCHED_SINCE = 3
"""The version of the schema that has an index of words, which its migration fills."""


class NotesUnavailable(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The notes cannot be read or written now: what stands in the way and what can be done, in words."""


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
    ) -> None:
        self._path = path
        self._now = now
        self._busy_seconds = busy_seconds
        self._backups = Backups(path, now)
        self._restored = path.with_name(path.name + ".restored")
        self._beside = [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]
        self.read_only = ""
        self.notice = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open_or_recover()
            self._opened = {part: file_number(part) for part in (path, *self._beside)}
        except OSError as error:
            raise NotesUnavailable(self._of_the_folder(error)) from error
        except sqlite3.Error as error:
            raise NotesUnavailable(in_words(error, path)) from error

    # -- opening ------------------------------------------------------------------------------------------------------

    def _open_or_recover(self) -> sqlite3.Connection:
        if self._restored.exists() and not self._path.exists():  # a recovery was cut off between its two renames
            self._restored.replace(self._path)
        if (connection := self._open_sound()) is not None:
            return connection
        read_through(self._path)  # what looks like damage may be a disk that could not be read for a moment
        # Another program may have seen the damage, too, and have put the backup in place when this one's turn comes.
        with one_at_a_time(self._path.with_name(self._path.name + ".recovery"), self._busy_seconds):
            if (connection := self._open_sound()) is not None:
                return connection
            self._set_aside_and_restore()
            return self._open()

    def _open_sound(self) -> sqlite3.Connection | None:
        """The file opened; None where it seems to be damaged."""
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            log.warning("%s seems to be damaged: %s", self._path, error)
            return None

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            check_whole(connection)
            found = schema_version(connection)
            if found > len(MIGRATIONS):
                self.read_only = self._of_a_newer_one(found)
                connection.execute("PRAGMA query_only = ON")
                return connection
            use_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if 0 < found < len(MIGRATIONS):
                self._backups.make(connection, f"before-version-{len(MIGRATIONS)}")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _of_a_newer_one(self, version: int) -> str:
        return (
            f"These notes were written by a newer Verbale (version {version} of {self._path}, this one knows "
            f"{len(MIGRATIONS)}); they can be read but not changed. Install the newer Verbale to change them."
        )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        if schema_version(connection) == len(MIGRATIONS):
            return
        with transaction(connection):
            known = schema_version(connection)  # another process may have been faster
            for number, statements in enumerate(MIGRATIONS[known:], known + 1):
                for statement in statements:
                    connection.execute(statement)
                if number == SEARCHED_SINCE:
                    notes = note_rows.read(connection.execute("SELECT * FROM notes WHERE deleted_at IS NULL"))
                    words = ((note.id, search_index.indexed(note)) for note in notes)
                    search_index.keep(connection, words)
                connection.execute(f"PRAGMA user_version = {number}")

    def _set_aside_and_restore(self) -> None:
        backup = self._backups.copy_newest(self._restored)
        stamp = self._now().strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.stem}-damaged-{stamp}{self._path.suffix}")
        for part in (*self._beside, self._path):
            if part.exists():
                part.replace(aside.with_name(part.name.replace(self._path.name, aside.name)))
        if backup is not None:
            self._restored.replace(self._path)
        what = f"the backup {backup.name} was restored" if backup else "there is no backup, so the list starts anew"
        self.notice = f"The file of your notes was damaged. It has been set aside as {aside}; {what}."

    # -- reading and writing ------------------------------------------------------------------------------------------

    def load(self, key: DocumentKey) -> tuple[tuple[Kept, ...], FoundBy]:
        """The notes and corrections of a document, and how it was known again; what is new about it is remembered.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        with self._in_words():
            document, found_by = document_rows.find(self._connection, key)
            if document is None:
                return (), FoundBy.NEW
            if not self.read_only and document_rows.is_remembered(key, found_by):
                try:
                    with transaction(self._connection):
                        moment = self._moment()
                        document = document_rows.remember(self._connection, key, document, found_by, moment)
                except sqlite3.OperationalError as error:  # a full disk keeps nobody from reading
                    log.warning("what is new of %s is not remembered: %s", key.path, error)
            query = "SELECT * FROM notes WHERE document = ? AND deleted_at IS NULL"
            corrections = correction_rows.load(self._connection, document)
            notes = note_rows.read(self._connection.execute(query, (document,)))
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
        corrections = [change for change in changes if change.is_of_correction]
        notes = note_rows.prepared(change for change in changes if not change.is_of_correction)
        with self._writing():
            moment = self._moment()
            document = document_rows.find_or_add(self._connection, key, moment)
            met_others = correction_rows.write(self._connection, document, corrections, moment)
            return note_rows.write(self._connection, document, notes, moment) or met_others

    def keep_picture(self, note: str, png: bytes) -> None:
        """Commit the picture of a region's note.

        Raises:
            NotesUnavailable: it has not been written.
        """
        if self.read_only:
            raise NotesUnavailable(self.read_only)
        with self._writing():
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

    def deleted(self, kept: Sequence[str]) -> frozenset[str]:
        """Which of these notes and corrections have been deleted.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        among = "deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))"
        query = f"SELECT id FROM notes WHERE {among} UNION ALL SELECT id FROM corrections WHERE {among}"  # noqa: S608 - our own words
        with self._in_words():
            return frozenset(str(row[0]) for row in self._connection.execute(query, {"ids": json.dumps(kept)}))

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
        with self._writing():
            for note, found in changed.items():
                if found is None:
                    self._connection.execute("DELETE FROM placements WHERE note = ?", (note,))
                else:
                    query = "INSERT OR REPLACE INTO placements (note, how, score) VALUES (?, ?, ?)"
                    self._connection.execute(query, (note, *found))

    def keep_passages(self, passages: Mapping[str, str]) -> None:
        """Remember how the passages of notes are quoted; empty where that is as they stand in the text.

        Raises:
            NotesUnavailable: it has not been written.
        """
        if self.read_only:
            return
        with self._in_words():
            known = {str(row[0]): str(row[1]) for row in self._connection.execute("SELECT note, words FROM passages")}
        changed = [(note, storable(words)) for note, words in passages.items() if words != known.get(note, "")]
        if changed:
            with self._writing():
                self._connection.executemany("INSERT OR REPLACE INTO passages (note, words) VALUES (?, ?)", changed)
                self._connection.execute("DELETE FROM passages WHERE words = ''")

    def find_notes(self, query: NoteQuery) -> FoundNotes:
        """The notes over all documents that a query asks for.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        return self._whatever_of_the_index(lambda: find_notes(self._connection, query))

    def files_of(self, note: str, content_hash: str) -> tuple[str, ...]:
        """Where the files of a note's document were seen: that with the hash first, then those seen last.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        with self._in_words():
            return document_rows.paths(self._connection, note, content_hash)

    def notes_on_versions(self, key: DocumentKey, symbols: Sequence[str]) -> tuple[Annotation, ...]:
        """The notes on other documents with one of these symbols, or a revision of it.

        Raises:
            NotesUnavailable: they cannot be read now.
        """
        query = "SELECT * FROM notes WHERE document = ? AND deleted_at IS NULL"
        with self._in_words():
            documents = document_rows.versions(self._connection, key, symbols)
            rows = (self._connection.execute(query, (document,)) for document in documents)
            return tuple(note for found in rows for note in note_rows.read(found))

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
        """Whether the name of the file still stands for the file that is open; what is written to another is lost.

        Raises:
            NotesUnavailable: it cannot be told now.
        """
        try:
            return file_number(self._path) == self._opened[self._path]
        except OSError as error:
            raise NotesUnavailable(self._of_the_folder(error)) from error

    def close_replaced(self) -> str:
        """Close the file where its name stands for another one now, or for none, and keep the notes in it.

        They are kept as a backup, which also takes the place of a file that is gone. Returns what the reader should
        be told.

        Raises:
            NotesUnavailable: the file is gone and there can be no backup now; it stays open, for it has the only copy.
        """
        try:
            gone = file_number(self._path) == NO_FILE
            kept = self._keep_replaced(or_raise=gone)
            for part in self._beside:
                if file_number(part) == self._opened[part]:
                    part.unlink(missing_ok=True)  # SQLite would write the log of the old file into the new one
            if gone:
                self._backups.copy_newest(self._restored)
        except (OSError, sqlite3.Error) as error:
            raise NotesUnavailable(self._of_the_folder(error)) from error
        self._connection.close()
        if gone:
            return f"The file of your notes, {self._path}, was deleted by another program. It is there again."
        what = f"Another program has put another file in the place of {self._path}, where your notes are kept."
        return f"{what} What was in the old one is kept in {self._backups.folder}." if kept else what

    def _keep_replaced(self, *, or_raise: bool) -> bool:
        try:
            self._backups.make(self._connection, REPLACED)
        except (OSError, sqlite3.Error) as error:
            if or_raise:
                raise
            log.warning("the notes in the file that was replaced cannot be kept: %s", error)
            return False
        return True

    def close(self) -> None:
        """Close the file; SQLite moves the write-ahead log into it."""
        self._connection.close()

    def _of_the_folder(self, error: OSError | sqlite3.Error) -> str:
        reason = getattr(error, "strerror", None) or error
        return f"The notes cannot be kept in {self._path}: {reason}. Check the folder."

    def _moment(self) -> str:
        return self._now().isoformat(timespec="microseconds")

    @contextmanager
    def _writing(self) -> Generator[None]:
        """All of it is written, or nothing. Nothing where a newer Verbale has taken the file over meanwhile."""
        with self._in_words(), transaction(self._connection):
            found = schema_version(self._connection)
            if found > len(MIGRATIONS):
                self.read_only = self._of_a_newer_one(found)
                raise NotesUnavailable(self.read_only)
            yield

    @contextmanager
    def _in_words(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotesUnavailable(in_words(error, self._path)) from error

    def back_up_daily(self) -> None:
        """Make today's backup where there is none yet."""
        if not self.read_only:
            self._backups.make_daily(self._connection)


def _is_of_the_index(error: BaseException | None) -> bool:
    """Whether what SQLite reports may be damage of the search index alone, which is not always noticed as such."""
    return isinstance(error, sqlite3.IntegrityError) or (
        getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB
    )
