"""The notes over all documents: found by words, kind and colour, gathered by document, a bounded number at a time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from viewer.annotations import search_index
from viewer.annotations.schema import from_row
from viewer.model.record import record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from viewer.model.annotation import Annotation, AnnotationKind, HighlightColor

log = logging.getLogger(__name__)

MOST_AT_ONCE = 500
MOST_PATHS = 8
"""Places of a document's files that are given: those where it was seen last."""


@record
class NoteQuery:
    """What is looked for: notes that hold all the words and are of one of the kinds and colours (none means all).

    ``placed`` are the ways in which a passage was found in the text that was read last ("lost"); none means any.
    At most ``limit`` notes are given; how many there are is counted whatever it is.
    """

    words: str = ""
    kinds: frozenset[AnnotationKind] = frozenset()
    colors: frozenset[HighlightColor] = frozenset()
    placed: frozenset[str] = frozenset()
    limit: int = MOST_AT_ONCE


@record
class FoundNote:
    """A note, and what became of its passage in the text that was read last ("exact", "moved", "likely", "lost")."""

    note: Annotation
    placed: str = "exact"


@record
class NotedDocument:
    """A document with notes that were found: ``count`` of them, of which ``notes`` are given in reading order.

    ``paths`` are the places where its files were seen, the latest first. ``title`` and ``symbol`` may be empty.
    """

    id: int
    title: str
    symbol: str
    paths: tuple[str, ...]
    count: int
    notes: tuple[FoundNote, ...]


@record
class FoundNotes:
    """What was found: the documents, those with the latest notes first. ``error`` says why nothing could be read."""

    documents: tuple[NotedDocument, ...] = ()
    count: int = 0
    error: str = ""

    @property
    def given(self) -> int:
        """How many notes are given, of ``count``."""
        return sum(len(document.notes) for document in self.documents)


def find_notes(connection: sqlite3.Connection, query: NoteQuery, fold: Callable[[str], str]) -> FoundNotes:
    """Run a query. What SQLite raises is the caller's to say."""
    source, values = _matching(query, fold)
    counting = (
        f"SELECT n.document, count(*), max(n.modified) AS latest FROM {source} "  # noqa: S608 - our own words
        "GROUP BY n.document ORDER BY latest DESC, n.document"
    )
    counted = [(int(row[0]), int(row[1])) for row in connection.execute(counting, values)]
    documents: list[NotedDocument] = []
    room = query.limit
    for document, count in counted:
        if room <= 0:
            break
        notes = _notes_of(connection, document, source, values, room)
        room -= len(notes)
        documents.append(_document(connection, document, count, notes))
    return FoundNotes(tuple(documents), sum(count for _, count in counted))


def _matching(query: NoteQuery, fold: Callable[[str], str]) -> tuple[str, list[str]]:
    """The tables and conditions of a query, and their values."""
    clauses, values = search_index.conditions(search_index.terms(query.words, fold))
    tables = "notes n LEFT JOIN placements p ON p.note = n.id"
    if clauses:
        tables = "search_texts t JOIN notes n ON n.id = t.note LEFT JOIN placements p ON p.note = n.id"
    clauses.append("n.deleted_at IS NULL")
    for column, wanted in (
        ("n.kind", sorted(kind.value for kind in query.kinds)),
        ("n.color", sorted(color.value for color in query.colors)),
        ("coalesce(p.how, 'exact')", sorted(query.placed)),
    ):
        if wanted:
            clauses.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values.extend(wanted)
    return f"{tables} WHERE {' AND '.join(clauses)}", values


def _notes_of(
    connection: sqlite3.Connection, document: int, source: str, values: list[str], room: int
) -> tuple[FoundNote, ...]:
    query = (
        f"SELECT n.*, coalesce(p.how, 'exact') AS placed FROM {source} AND n.document = ? "  # noqa: S608 - our own words
        "ORDER BY n.page, n.span_start, n.created, n.id LIMIT ?"
    )
    found: list[FoundNote] = []
    for row in connection.execute(query, (*values, document, room)):
        known = cast("Mapping[str, object]", dict(row))
        try:
            found.append(FoundNote(from_row(known), str(known["placed"])))
        except (ValueError, KeyError, TypeError):
            log.exception("note %s cannot be read and stays where it is", known.get("id"))
    return tuple(found)


def _document(connection: sqlite3.Connection, document: int, count: int, notes: tuple[FoundNote, ...]) -> NotedDocument:
    row = connection.execute("SELECT title, symbol FROM documents WHERE id = ?", (document,)).fetchone()
    files = connection.execute(
        "SELECT path FROM files WHERE document = ? ORDER BY seen DESC LIMIT ?", (document, MOST_PATHS)
    )
    paths = tuple(dict.fromkeys(str(path[0]) for path in files))
    return NotedDocument(document, str(row[0]), str(row[1]), paths, count, notes)
