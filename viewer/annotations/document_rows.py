"""Documents as rows of the database: which document notes belong to, and how it is known again.

A document is known by the bytes of its file, then by its text, then by the place of its file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from viewer.annotations.schema import storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from viewer.model.document import Identity

EMPTY_TEXT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing: the fingerprint of every document without text, and so of none."""


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


def find(connection: sqlite3.Connection, key: DocumentKey) -> tuple[int | None, FoundBy]:
    """The id of a document, None where it is not known, and how it was found."""
    for query, value, found_by in (
        ("SELECT document FROM files WHERE content_hash = ?", key.identity.content_hash, FoundBy.CONTENT),
        ("SELECT id FROM documents WHERE text_fingerprint = ? ORDER BY id", key.fingerprint, FoundBy.TEXT),
        ("SELECT document FROM files WHERE path = ? ORDER BY seen DESC", storable(key.path), FoundBy.PATH),
    ):
        if found_by is FoundBy.PATH and key.path_trust is PathTrust.IGNORED:
            continue
        row = connection.execute(query, (value,)).fetchone() if value else None
        if row is not None:
            return int(row[0]), found_by
    return None, FoundBy.NEW


def find_or_add(connection: sqlite3.Connection, key: DocumentKey, moment: str) -> int | None:
    """The id of a document that notes are about to be written on, in the transaction that writes them."""
    document, found_by = find(connection, key)
    if document is None:
        values = (key.fingerprint, storable(key.symbol), storable(key.title), moment)
        query = "INSERT INTO documents (text_fingerprint, symbol, title, added) VALUES (?, ?, ?, ?)"
        document = connection.execute(query, values).lastrowid
    if found_by is not FoundBy.CONTENT:
        _remember_file(connection, key, document, moment)
    return document


def versions(connection: sqlite3.Connection, key: DocumentKey, symbols: Sequence[str]) -> list[int]:
    """The ids of other documents with one of these symbols, or a revision of it: versions in all languages."""
    query = (
        "SELECT id FROM documents WHERE symbol = :symbol OR substr(symbol, 1, length(:symbol) + 5) = :symbol || '/Rev.'"
    )
    own, _ = find(connection, key)
    found: dict[int, None] = {}
    for symbol in symbols:
        found.update(dict.fromkeys(int(row[0]) for row in connection.execute(query, {"symbol": symbol})))
    return [document for document in found if document != own]


def is_remembered(key: DocumentKey, found_by: FoundBy) -> bool:
    """Whether it is sure enough that a file belongs to a document, so that this is kept."""
    if found_by is not FoundBy.CONTENT and not key.fingerprint:
        return False  # before the text is read it is too early to say that this file belongs to it
    return found_by is not FoundBy.PATH or key.path_trust is PathTrust.TRUSTED


def remember(connection: sqlite3.Connection, key: DocumentKey, document: int, found_by: FoundBy, moment: str) -> int:
    """Keep, in a transaction, what is new about a document that has notes.

    Returns its id, another one where two documents proved to be the same.
    """
    _remember_file(connection, key, document, moment)
    if key.fingerprint and found_by is not FoundBy.PATH:
        query = "SELECT id FROM documents WHERE text_fingerprint = ? AND id != ? ORDER BY id"
        twin = connection.execute(query, (key.fingerprint, document)).fetchone()
        if twin is not None:
            for table in ("notes", "corrections", "files"):
                query = f"UPDATE {table} SET document = ? WHERE document = ?"  # noqa: S608 - our own names
                connection.execute(query, (twin[0], document))
            connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            document = int(twin[0])
        connection.execute("UPDATE documents SET text_fingerprint = ? WHERE id = ?", (key.fingerprint, document))
    for column, value in (("symbol", key.symbol), ("title", key.title)):
        if value:
            query = f"UPDATE documents SET {column} = ? WHERE id = ?"  # noqa: S608 - our own names
            connection.execute(query, (storable(value), document))
    return document


def _remember_file(connection: sqlite3.Connection, key: DocumentKey, document: int | None, moment: str) -> None:
    query = (
        "INSERT INTO files (content_hash, document, path, seen) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (content_hash) DO UPDATE SET path = excluded.path, seen = excluded.seen"
    )
    connection.execute(query, (key.identity.content_hash, document, storable(key.path), moment))


def paths(connection: sqlite3.Connection, note: str, content_hash: str) -> tuple[str, ...]:
    """Where the files of a note's document were seen: that with the hash first, then those seen last."""
    query = (
        "SELECT path FROM files WHERE document IN (SELECT document FROM notes WHERE id = :note UNION "
        "SELECT document FROM files WHERE content_hash = :hash) ORDER BY content_hash != :hash, seen DESC"
    )
    rows = connection.execute(query, {"hash": content_hash, "note": note}).fetchall()
    return tuple(str(path) for (path,) in rows)
