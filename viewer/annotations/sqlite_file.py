"""The file that the notes are in, as SQLite keeps it: opened, checked, written to in transactions, put into words."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

INDEX_FAULT = "malformed inverted index"
"""What SQLite 3.44 and later say of a full-text index that does not agree with its texts: no note is harmed by it."""
UNSOUND = (
    "the file is not as it was written. Restart Verbale, which checks it and restores a backup where it is damaged"
)
_UNREAD = re.compile(r"error code=(\d+)")
"""What SQLite's check says of a page that the disk has not given out, with the code of the error."""
_OF_THE_DISK = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CANTOPEN}
_BLOCK = 1 << 20
NO_FILE = (0, 0)


def in_words(error: sqlite3.Error, path: Path) -> str:
    """What stands in the way of the notes, and what can be done."""
    reasons = {
        sqlite3.SQLITE_FULL: "the disk is full. Make room on it",
        sqlite3.SQLITE_BUSY: "another program holds the file. Close it, or wait",
        sqlite3.SQLITE_LOCKED: "another program holds the file. Close it, or wait",
        sqlite3.SQLITE_PROTOCOL: "files cannot be locked there, as on some network drives. Reach the drive again",
        sqlite3.SQLITE_READONLY: "the file or its folder may not be written. Allow it",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened. Check its folder",
        sqlite3.SQLITE_IOERR: "the disk reports an error. Check it",
        sqlite3.SQLITE_CORRUPT: UNSOUND,
        sqlite3.SQLITE_NOTADB: UNSOUND,
    }
    reason = reasons.get(code(error), f"{error}")
    return f"The notes in {path} cannot be reached: {reason}; the notes of this session stay in memory until then."


def code(error: sqlite3.Error) -> int:
    """The primary code of an error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended ones add high bytes


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is not what SQLite has written."""
    return code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def flush(path: Path) -> None:
    """Bring a file to the disk before a name is given to it that says that it is whole."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def read_through(path: Path) -> None:
    """Read the file and its log to the end.

    Raises:
        OSError: the disk does not give out all of it.
    """
    for part in (path, path.with_name(f"{path.name}-wal")):
        with suppress(FileNotFoundError), part.open("rb") as file:
            while file.read(_BLOCK):
                pass


def file_number(path: Path) -> tuple[int, int]:
    """Which file a name stands for now, ``NO_FILE`` where for none.

    Raises:
        OSError: it cannot be told now, as on a share that is away.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return NO_FILE
    return found.st_dev, found.st_ino


@contextmanager
def one_at_a_time(path: Path, seconds: float) -> Generator[None]:
    """Let one program do something and the others wait for it. The lock is an empty database: a killed one lets it go.

    Raises:
        sqlite3.Error: another one is still at it after so many seconds, or nothing can be locked there.
    """
    with closing(sqlite3.connect(path, timeout=seconds, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def schema_version(connection: sqlite3.Connection) -> int:
    """The version of the schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL, which stays with it. SQLite does not wait for a lock here; who holds it is switching."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if code(error) != sqlite3.SQLITE_BUSY:
            raise


def check_whole(connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file where its check finds damage, or for a disk where it is not read."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(10)")]
    damage = [what for what in found if what != "ok" and INDEX_FAULT not in what]
    if damage:
        unread = [int(code) for code in _UNREAD.findall("\n".join(damage)) if int(code) & 0xFF in _OF_THE_DISK]
        error = sqlite3.OperationalError(damage[0]) if unread else sqlite3.DatabaseError(damage[0])
        error.sqlite_errorcode = unread[0] if unread else sqlite3.SQLITE_CORRUPT
        raise error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """All of it is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")  # two processes: the second waits here, not in the middle
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back by itself after some errors, a full disk for one
            connection.execute("ROLLBACK")
        raise
