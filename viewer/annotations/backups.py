"""Backups of the database: whole copies of it in a folder beside it, one for each day, the oldest dropped.

What was in a file that another program has replaced is kept there, too.

Their names begin with a number that grows, so that the newest is known however the clock was set meanwhile. A backup
has its name only when it is whole and on the disk.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from viewer.annotations.sqlite_file import check_whole, flush, schema_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

log = logging.getLogger(__name__)

BACKUPS_KEPT = 10
REPLACED = "replaced"
TRY_AGAIN_SECONDS = 600.0
"""How long it is before a day's backup that failed is tried again."""
_NAME = re.compile(r"(?:(\d{6,})-)?(.+)\.sqlite")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Backups:
    """The backups of the database at ``path``, in a ``folder``. ``clock`` gives seconds and never goes back."""

    def __init__(self, path: Path, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic) -> None:
        self.folder = path.parent / f"{path.stem}-backups"
        self._now = now
        self._clock = clock
        self._made_on = ""
        self._not_before = 0.0

    def in_order(self) -> list[Path]:
        """The backups, the oldest first. Those of the first version have no number; they are older than all others."""
        found = [(self._number_of(path), path.stat().st_mtime_ns, path) for path in self.folder.glob("*.sqlite")]
        return [path for *_, path in sorted(found)]

    def make(self, connection: sqlite3.Connection, name: str) -> None:
        """Copy the database.

        Raises:
            OSError, sqlite3.Error: there is no backup of that name.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        number = max(map(self._number_of, self.folder.glob("*.sqlite")), default=0) + 1
        unfinished = self.folder / f"{name}.{os.getpid()}.unfinished"
        try:
            with closing(sqlite3.connect(unfinished)) as target:
                connection.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
                check_whole(target)
            flush(unfinished)
            unfinished.replace(self.folder / f"{number:06}-{name}.sqlite")
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        of_a_kind = _DATE if _DATE.fullmatch(name) else re.compile(re.escape(name))
        for old in [path for path in self.in_order() if of_a_kind.fullmatch(self._name_of(path))][:-BACKUPS_KEPT]:
            old.unlink(missing_ok=True)  # another program may drop it, too

    def make_daily(self, connection: sqlite3.Connection) -> None:
        """Make today's backup where there is none yet, and drop the oldest. A failure is logged: it harms no note."""
        today = self._now().strftime("%Y-%m-%d")
        if today == self._made_on or self._clock() < self._not_before:
            return
        try:
            dated = [path for path in self.in_order() if _DATE.fullmatch(self._name_of(path))]
            if (not dated or self._name_of(dated[-1]) != today) and _has_notes(connection):
                self.make(connection, today)
                self._sweep(today)
            self._made_on = today
        except (OSError, sqlite3.Error) as error:
            self._not_before = self._clock() + TRY_AGAIN_SECONDS
            log.warning("no backup of the notes was made in %s: %s", self.folder, error)

    def copy_newest(self, copy: Path) -> Path | None:
        """Copy the newest backup that is whole. Returns which one it is, None where there is none.

        Raises:
            OSError: it cannot be copied.
        """
        copy.unlink(missing_ok=True)
        for backup in reversed(self.in_order()):
            try:
                with closing(sqlite3.connect(backup)) as connection:
                    check_whole(connection)
                    page = int(connection.execute("PRAGMA page_size").fetchone()[0])
                    if backup.stat().st_size % page:  # SQLite reads an end that is missing as zeros, whatever it was
                        raise sqlite3.DatabaseError("it is cut off")
                    empty = schema_version(connection) == 0  # a file of no length is a whole database, too
            except sqlite3.Error as error:
                log.warning("backup %s cannot be used: %s", backup, error)
                continue
            if empty:
                continue
            unfinished = copy.with_name(copy.name + ".unfinished")
            shutil.copyfile(backup, unfinished)
            flush(unfinished)
            unfinished.replace(copy)
            return backup
        return None

    def _sweep(self, today: str) -> None:
        """Remove what programs that were killed have left unfinished; today's may be another program's."""
        for left in self.folder.glob("*.unfinished*"):
            if not left.name.startswith(today):
                left.unlink(missing_ok=True)

    @staticmethod
    def _number_of(path: Path) -> int:
        found = _NAME.fullmatch(path.name)
        return int(found.group(1) or 0) if found else 0

    @staticmethod
    def _name_of(path: Path) -> str:
        found = _NAME.fullmatch(path.name)
        return found.group(2) if found else ""


def _has_notes(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM notes UNION ALL SELECT 1 FROM corrections LIMIT 1"
    return connection.execute(query).fetchone() is not None
