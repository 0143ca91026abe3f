"""How notes are kept in the database: its schema version by version, and a note as a row of it.

A migration is never edited once it has been released: a new one is added at the end. The version of a database
(``PRAGMA user_version``) is the number of migrations it has been through.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor, OtherWords
from viewer.model.geometry import PageRect
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # A document is what a reader takes for one, whatever files it came in: a re-saved file is a second file of it.
        """CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            text_fingerprint TEXT NOT NULL,
            symbol TEXT NOT NULL,
            title TEXT NOT NULL,
            added TEXT NOT NULL
        )""",
        "CREATE INDEX documents_by_text ON documents (text_fingerprint)",
        """CREATE TABLE files (
            content_hash TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            path TEXT NOT NULL,
            seen TEXT NOT NULL
        )""",
        "CREATE INDEX files_by_path ON files (path)",
        # Deleted notes stay, marked: undo brings them back, and a merge must know that they are gone on purpose.
        """CREATE TABLE notes (
            id TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL,
            span_start INTEGER NOT NULL,
            span_end INTEGER NOT NULL,
            text_version INTEGER NOT NULL,
            quote TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            page INTEGER NOT NULL,
            rects TEXT NOT NULL,
            color TEXT NOT NULL,
            body TEXT NOT NULL,
            tags TEXT NOT NULL,
            author TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            section_title TEXT NOT NULL,
            language TEXT NOT NULL,
            deleted_at TEXT
        )""",
        "CREATE INDEX notes_by_document ON notes (document)",
    ),
    (
        # What the reader knows better than what was read. Anchors are JSON: they are only ever read as a whole.
        """CREATE TABLE corrections (
            id TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            was_read TEXT NOT NULL,
            value TEXT NOT NULL,
            anchor TEXT NOT NULL,
            author TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            kind TEXT NOT NULL,
            removed INTEGER NOT NULL,
            begin_anchor TEXT,
            end_anchor TEXT,
            deleted_at TEXT
        )""",
        "CREATE INDEX corrections_by_document ON corrections (document)",
    ),
    (
        # What a region looked like when its note was made. It stays when the note is deleted: undo brings both back.
        "CREATE TABLE pictures (note TEXT PRIMARY KEY, png BLOB NOT NULL)",
        # What became of passages in the text that was read last, for lists over all documents; none where they stand.
        "CREATE TABLE placements (note TEXT PRIMARY KEY, how TEXT NOT NULL, score REAL NOT NULL)",
        "CREATE INDEX notes_by_change ON notes (document, modified) WHERE deleted_at IS NULL",
        # What notes are searched in, folded (search_index.py); kept in step in the transaction that changes the note.
        """CREATE TABLE search_texts (
            number INTEGER PRIMARY KEY,
            note TEXT NOT NULL UNIQUE REFERENCES notes (id),
            folded TEXT NOT NULL
        )""",
        """CREATE VIRTUAL TABLE search_index USING fts5(
            folded, content = 'search_texts', content_rowid = 'number', tokenize = 'trigram case_sensitive 1'
        )""",
        # https://sqlite.org/fts5.html#external_content_tables: an index is told of each row that goes with its words.
        """CREATE TRIGGER search_text_added AFTER INSERT ON search_texts BEGIN
            INSERT INTO search_index (rowid, folded) VALUES (new.number, new.folded);
        END""",
        """CREATE TRIGGER search_text_removed AFTER DELETE ON search_texts BEGIN
            INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', old.number, old.folded);
        END""",
        """CREATE TRIGGER search_text_changed AFTER UPDATE ON search_texts BEGIN
            INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', old.number, old.folded);
            INSERT INTO search_index (rowid, folded) VALUES (new.number, new.folded);
        END""",
    ),
    (
        # The colour that a note had where it was imported from (#rrggbb); empty where it is one of the six.
        "ALTER TABLE notes ADD COLUMN own_color TEXT NOT NULL DEFAULT ''",
    ),
    (
        # What two windows wrote into one note at once: a JSON list of words and their times.
        "ALTER TABLE notes ADD COLUMN other_words TEXT NOT NULL DEFAULT '[]'",
    ),
    (
        # How passages over a page break are quoted, without what stands between its pages: for lists of all notes.
        "CREATE TABLE passages (note TEXT PRIMARY KEY, words TEXT NOT NULL)",
    ),
)

NOTE_COLUMNS = (
    "id", "kind", "span_start", "span_end", "text_version", "quote", "prefix", "suffix", "page", "rects", "color",
    "body", "tags", "author", "created", "modified", "section_title", "language",
    "own_color", "other_words",
)  # fmt: skip
"""The columns of a note's own, without its document and its deletion."""


_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS = {kind.value: kind for kind in AnnotationKind}
_COLORS = {color.value: color for color in HighlightColor}


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: a lone surrogate, as broken files give, becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def to_row(note: Annotation) -> tuple[str | int, ...]:
    """A note as values of ``NOTE_COLUMNS``."""
    anchor = note.anchor
    rects = json.dumps([[rect.x0, rect.y0, rect.x1, rect.y1] for rect in anchor.rects]) if anchor.rects else "[]"
    tags = json.dumps([storable(tag) for tag in note.tags], ensure_ascii=False) if note.tags else "[]"
    others = [[storable(other.body), other.modified] for other in note.other_words]
    values: tuple[str | int, ...] = (
        note.id, note.kind.value, anchor.span.start, anchor.span.end, anchor.text_version, anchor.quote, anchor.prefix,
        anchor.suffix, anchor.page, rects, note.color.value, note.body, tags,
        note.author, note.created, note.modified, note.section_title, note.language, note.own_color,
        json.dumps(others, ensure_ascii=False) if others else "[]",
    )  # fmt: skip
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def from_row(row: Mapping[str, object]) -> Annotation:
    """A note from a row by column names.

    Columns that are not known are ignored; a kind or colour that is not known (a newer Verbale's, which this one only
    reads) is shown as the nearest there is.

    Raises:
        ValueError, KeyError, TypeError: the row is not a note.
    """
    rects = cast("list[list[float]]", json.loads(str(row["rects"])))
    tags = cast("list[str]", json.loads(str(row["tags"])))
    others = cast("list[list[str]]", json.loads(str(row.get("other_words", "[]"))))
    return Annotation(
        id=str(row["id"]),
        kind=_KINDS.get(str(row["kind"]), AnnotationKind.HIGHLIGHT),
        anchor=Anchor(
            span=Span(int(str(row["span_start"])), int(str(row["span_end"]))),
            text_version=int(str(row["text_version"])),
            quote=str(row["quote"]),
            prefix=str(row["prefix"]),
            suffix=str(row["suffix"]),
            page=int(str(row["page"])),
            rects=tuple(PageRect(*(float(value) for value in rect)) for rect in rects),
        ),
        color=_COLORS.get(str(row["color"]), HighlightColor.YELLOW),
        body=str(row["body"]),
        tags=tuple(tags),
        author=str(row["author"]),
        created=str(row["created"]),
        modified=str(row["modified"]),
        section_title=str(row["section_title"]),
        language=str(row["language"]),
        own_color=str(row.get("own_color", "")),
        other_words=tuple(OtherWords(str(body), str(modified)) for body, modified in others),
    )
