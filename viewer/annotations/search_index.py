"""The words of all notes, folded, in a full-text index: where notes are searched over all documents.

SQLite's trigram tokenizer finds any three characters in a row wherever they stand, which suits Arabic, whose words
carry their articles and conjunctions in front. Chinese words have one or two characters: each Han or Kana character is
written with two fillers behind it, so that it makes trigrams by itself. Shorter words of other scripts are looked for
in the text itself. Words are folded as those of documents are (case, accents, Arabic forms).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.analysis.words.folding import fold_for_search, words_to_search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from viewer.model.annotation import Annotation

FILLER = "\ue000\ue000"
"""Private-use characters: nothing that is written in notes."""
SHORTEST_INDEXED = 3
LONGEST_TEXT = 20_000
"""Characters of one note that are indexed: a selected book is found by its beginning."""

# Hiragana, Katakana, Han with its extensions and compatibility forms.
_WITHOUT_SPACES = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_UPSERT = (
    "INSERT INTO search_texts (note, folded) VALUES (?, ?) "
    "ON CONFLICT (note) DO UPDATE SET folded = excluded.folded WHERE folded != excluded.folded"
)


def searched_text(note: Annotation) -> str:
    """What a note is found by: the passage, the reader's words, tags, section, author."""
    words = (note.body, *(other.body for other in note.other_words))
    parts = (note.anchor.quote[:LONGEST_TEXT], *(each[:LONGEST_TEXT] for each in words), *note.tags)
    parts = (*parts, note.section_title, note.author)
    return "\n".join(part for part in parts if part)


def spaced(folded: str) -> str:
    """Folded text as it is indexed: with fillers behind each character of a script without spaces."""
    return _WITHOUT_SPACES.sub(lambda found: found.group() + FILLER, folded)


def terms(words: str) -> tuple[str, ...]:
    """What must all be found, as it is indexed."""
    return tuple(dict.fromkeys(spaced(term) for word in words_to_search(words) for term in word.split()))


def source(sought: tuple[str, ...]) -> tuple[str, list[str], list[str]]:
    """Where the notes that hold all terms come from: SQL tables (``search_texts`` is t), conditions, and the values.

    CROSS JOIN is SQLite's way of being told the order: the index is asked once, not once for each note.
    """
    long = [term for term in sought if len(term) >= SHORTEST_INDEXED]
    short = [term for term in sought if len(term) < SHORTEST_INDEXED]
    clauses = ["instr(t.folded, ?) > 0"] * len(short)
    if not long:
        return "search_texts t CROSS JOIN notes n ON n.id = t.note", clauses, short
    match = " AND ".join('"' + term.replace('"', '""') + '"' for term in long)
    tables = (
        "search_index CROSS JOIN search_texts t ON t.number = search_index.rowid CROSS JOIN notes n ON n.id = t.note"
    )
    return tables, ["search_index MATCH ?", *clauses], [match, *short]


def same_words(one: Annotation, other: Annotation) -> bool:
    """Whether two states of a note are found by the same words."""
    return (
        one.body == other.body
        and one.other_words == other.other_words
        and one.tags == other.tags
        and one.anchor.quote == other.anchor.quote
        and one.section_title == other.section_title
        and one.author == other.author
    )


def keep(connection: sqlite3.Connection, words: Iterable[tuple[str, str]]) -> None:
    """Bring the index in line with notes (id, ``indexed``), in the transaction that writes them.

    The words of a note that is deleted stay, as the note does: nothing of it is found as long as it is deleted.
    """
    connection.executemany(_UPSERT, words)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the texts: it is damaged, or says something else than they do."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def indexed(note: Annotation) -> str:
    """The words of a note as they are kept."""
    # SQLite stops at U+0000 in some of its functions, and a lone surrogate is no UTF-8.
    folded = spaced(fold_for_search(searched_text(note)).folded).replace("\0", " ")
    return folded.encode("utf-8", "replace").decode("utf-8")
