"""The notes over all documents: found by words, kind and colour, gathered by document, a bounded number at a time."""

from __future__ import annotations

import heapq
import logging
from typing import TYPE_CHECKING, cast

from viewer.annotations import search_index
from viewer.annotations.schema import from_row
from viewer.model.record import record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

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
    """A note, and what became of its passage in the text that was read last ("exact", "moved", "likely", "lost").

    ``passage`` is how one over a page break is quoted; empty of others.
    """

    note: Annotation
    placed: str = "exact"
    passage: str = ""


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


def find_notes(connection: sqlite3.Connection, query: NoteQuery) -> FoundNotes:
    """Run a query. What SQLite raises is the caller's to say."""
    tables, values = _matching(query)
    found: dict[int, list[tuple[tuple[int, int, str, str], str]]] = {}
    latest: dict[int, str] = {}
    matching = f"SELECT n.document, n.modified, n.page, n.span_start, n.created, n.id FROM {tables}"  # noqa: S608 - our own words
    for document, modified, *place in connection.execute(matching, values):
        found.setdefault(document, []).append((cast("tuple[int, int, str, str]", tuple(place)), str(place[-1])))
        latest[document] = max(latest.get(document, ""), str(modified))
    documents: list[NotedDocument] = []
    room = query.limit
    for document in sorted(found, key=lambda document: (latest[document], document), reverse=True):
        if room <= 0:
            break
        wanted = heapq.nsmallest(room, found[document])
        room -= len(wanted)
        notes = _notes_of(connection, [note for _, note in wanted])
        documents.append(_document(connection, document, len(found[document]), notes))
    return FoundNotes(tuple(documents), sum(map(len, found.values())))


def _matching(query: NoteQuery) -> tuple[str, list[str]]:
    """The tables and conditions of a query, and their values."""
    sought = search_index.terms(query.words)
    tables, clauses, values = search_index.source(sought) if sought else ("notes n", list[str](), list[str]())
    clauses = [*clauses, "n.deleted_at IS NULL"]
    placed = "coalesce((SELECT how FROM placements WHERE note = n.id), 'exact')"
    for column, wanted in (
        ("n.kind", sorted(kind.value for kind in query.kinds)),
        ("n.color", sorted(color.value for color in query.colors)),
        (placed, sorted(query.placed)),
    ):
        if wanted:
            clauses.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values = [*values, *wanted]
    return f"{tables} WHERE {' AND '.join(clauses)}", values


def _notes_of(connection: sqlite3.Connection, notes: Sequence[str]) -> tuple[FoundNote, ...]:
    query = (
        "SELECT n.*, p.how AS placed, w.words AS passage FROM notes n LEFT JOIN placements p ON p.note = n.id "
        "LEFT JOIN passages w ON w.note = n.id WHERE n.id = ?"
    )
    found: list[FoundNote] = []
    for note in notes:
        row = connection.execute(query, (note,)).fetchone()
        known = cast("Mapping[str, object]", dict(row))
        try:
            found.append(FoundNote(from_row(known), str(known["placed"] or "exact"), str(known["passage"] or "")))
        except (ValueError, KeyError, TypeError):
            log.exception("note %s cannot be read and stays where it is", note)
    return tuple(found)


def _document(connection: sqlite3.Connection, document: int, count: int, notes: tuple[FoundNote, ...]) -> NotedDocument:
    row = connection.execute("SELECT title, symbol FROM documents WHERE id = ?", (document,)).fetchone()
    files = connection.execute(
        "SELECT path FROM files WHERE document = ? ORDER BY seen DESC LIMIT ?", (document, MOST_PATHS)
    )
    paths = tuple(dict.fromkeys(str(path[0]) for path in files))
    return NotedDocument(document, str(row[0]), str(row[1]), paths, count, notes)
