"""Notes as rows of the database, written many at a time.

What changes write is worked out before the transaction, for which others wait: ``prepared`` before it, ``write`` in it.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from viewer.annotations import search_index
from viewer.annotations.notebook import NoteChange
from viewer.annotations.schema import NOTE_COLUMNS, from_row, to_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.annotation import Annotation

log = logging.getLogger(__name__)

Row = tuple[str | int, ...]
OFTEN = 20
"""Notes that are worked out between two turns of other threads: half a millisecond."""
TOGETHER = 1000
"""Notes that are looked up by one question: a megabyte or two of rows."""

_COLUMNS = ", ".join(NOTE_COLUMNS)
_UPSERT = (
    f"INSERT INTO notes (document, {_COLUMNS}) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join('?' * (len(NOTE_COLUMNS) + 1))}) ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, "
    + ", ".join(f"{column} = excluded.{column}" for column in NOTE_COLUMNS if column != "id")
)
_STORED = (
    f"SELECT {_COLUMNS}, deleted_at IS NOT NULL, EXISTS (SELECT 1 FROM search_texts WHERE note = notes.id) "  # noqa: S608
    "FROM notes WHERE id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change of a note, with the rows that the note had for whoever made it, and shall have.

    ``words`` are those that the note is to be found by; None where they are the same as before.
    """

    before: Annotation | None
    after: Annotation | None
    row_before: Row | None
    row: Row | None
    words: str | None

    @property
    def id(self) -> str:
        """The id of the note, as it is stored."""
        row = self.row or self.row_before
        assert row is not None  # noqa: S101 - a change is of a note
        return str(row[0])


def prepared(changes: Iterable[NoteChange]) -> deque[Prepared]:
    """What changes of notes write; ``write`` takes them from it, one after the other."""
    found: deque[Prepared] = deque()
    for change in changes:
        found.append(_prepared(change))
        if len(found) % OFTEN == 0:
            time.sleep(0)  # lets the window's thread go on
    return found


def _prepared(change: NoteChange) -> Prepared:
    before, after = cast("Annotation | None", change.before), cast("Annotation | None", change.after)
    same = before is not None and after is not None and search_index.same_words(before, after)
    return Prepared(
        before,
        after,
        None if before is None else to_row(before),
        None if after is None else to_row(after),
        None if same or after is None else search_index.indexed(after),
    )


def read(rows: sqlite3.Cursor) -> list[Annotation]:
    """The notes of rows; one that cannot be read is logged and stays where it is."""
    notes: list[Annotation] = []
    for row in map(dict, rows):
        try:
            notes.append(from_row(row))
        except (ValueError, KeyError, TypeError):
            log.exception("note %s cannot be read and stays where it is", row.get("id"))
    return notes


def write(connection: sqlite3.Connection, document: int | None, changes: deque[Prepared], moment: str) -> bool:
    """Write changes in a transaction, at a time (UTC, ISO 8601).

    Returns whether one of them met what another window had made of its note.
    """
    met_others = False
    for some in _each_note_once(changes):
        stored = {found.row[0]: found for found in _stored(connection, [each.id for each in some])}
        rows: list[tuple[int | str | None, ...]] = []
        words: list[tuple[str, str]] = []
        gone: list[tuple[str, str]] = []
        for each in some:
            found, row, said, after = stored.get(each.id), each.row, each.words, each.after
            as_it_was = found is not None and found.row == each.row_before
            if found is not None and not as_it_was and (theirs := found.note) is not None:
                after = cast("Annotation | None", NoteChange(each.before, each.after).onto(theirs))
                if after is not None and after != each.after:
                    met_others, row, said = True, to_row(after), None
            if row is None or after is None:
                gone.append((moment, each.id))
                continue
            if said is None and not (as_it_was and found is not None and found.is_indexed):
                said = search_index.indexed(after)
            rows.append((document, *row))
            if said is not None:
                words.append((each.id, said))
        connection.executemany(_UPSERT, rows)
        search_index.keep(connection, words)
        connection.executemany("UPDATE notes SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", gone)
    return met_others


def _each_note_once(changes: deque[Prepared]) -> Iterator[Sequence[Prepared]]:
    """The changes in their order, in parts in which no note comes twice."""
    while changes:
        part: dict[str, Prepared] = {}
        while changes and len(part) < TOGETHER and changes[0].id not in part:
            change = changes.popleft()
            part[change.id] = change
        yield tuple(part.values())


@dataclass(frozen=True, slots=True)
class _Stored:
    """A note as it is in the database now. ``is_indexed``: its words are in the search index."""

    row: Row
    is_deleted: bool
    is_indexed: bool

    @property
    def note(self) -> Annotation | None:
        """The note; None where it is deleted, or is no note and has nothing in it to be kept."""
        try:
            return None if self.is_deleted else from_row(dict(zip(NOTE_COLUMNS, self.row, strict=True)))
        except (ValueError, KeyError, TypeError):
            return None


def _stored(connection: sqlite3.Connection, notes: Sequence[str]) -> list[_Stored]:
    found = connection.execute(_STORED, (json.dumps(notes),))
    return [_Stored(tuple(row)[:-2], bool(row[-2]), bool(row[-1])) for row in found]
