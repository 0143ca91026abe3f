"""Corrections as rows of the database."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, cast

from viewer.annotations.schema import storable
from viewer.model.annotation import Anchor
from viewer.model.correction import Corrected, Correction
from viewer.model.geometry import PageRect
from viewer.model.text import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from viewer.annotations.notebook import NoteChange

log = logging.getLogger(__name__)

COLUMNS = (
    "id", "of", "key", "was_read", "value", "anchor", "author", "created", "modified", "kind", "removed",
    "begin_anchor", "end_anchor",
)  # fmt: skip
"""The columns of a correction's own, without its document and its deletion."""

_UPSERT = (
    f"INSERT INTO corrections (document, {', '.join(COLUMNS)}) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join('?' * (len(COLUMNS) + 1))}) ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, "
    + ", ".join(f"{column} = excluded.{column}" for column in COLUMNS if column != "id")
)


def load(connection: sqlite3.Connection, document: int) -> list[Correction]:
    """The corrections of a document. What cannot be read is logged and stays where it is."""
    query = "SELECT * FROM corrections WHERE document = ? AND deleted_at IS NULL"
    found: list[Correction] = []
    for row in map(dict, connection.execute(query, (document,))):
        try:
            found.append(from_row(row))
        except (ValueError, KeyError, TypeError):
            log.exception("correction %s cannot be read and stays where it is", row.get("id"))
    return found


def write(connection: sqlite3.Connection, document: int | None, changes: Iterable[NoteChange], moment: str) -> bool:
    """Write changes of corrections in a transaction, at a time (UTC, ISO 8601).

    Returns whether one of them met what another window had made of its correction.
    """
    met_others = False
    for change in changes:
        after = change.onto(_stored(connection, change.id))
        met_others = met_others or after != change.after
        if after is None:
            query = "UPDATE corrections SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"
            connection.execute(query, (moment, change.id))
        else:
            connection.execute(_UPSERT, (document, *to_row(cast("Correction", after))))
    return met_others


def _stored(connection: sqlite3.Connection, correction: str) -> Correction | None:
    """A correction by its id; None where there is none, or what is there is none."""
    query = "SELECT * FROM corrections WHERE id = ? AND deleted_at IS NULL"
    row = connection.execute(query, (correction,)).fetchone()
    try:
        return None if row is None else from_row(dict(row))
    except (ValueError, KeyError, TypeError):
        return None


def to_row(correction: Correction) -> tuple[str | int | None, ...]:
    """A correction as values of ``COLUMNS``."""
    values: tuple[str | int | None, ...] = (
        correction.id, correction.of.value, correction.key, correction.read, correction.value,
        _written(correction.anchor), correction.author, correction.created, correction.modified, correction.kind,
        int(correction.removed), _written(correction.begin), _written(correction.end),
    )  # fmt: skip
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def from_row(row: Mapping[str, object]) -> Correction:
    """A correction from a row by column names. Columns that are not known are ignored.

    Raises:
        ValueError, KeyError, TypeError: the row is not a correction that this Verbale knows.
    """
    anchor = _anchor(row["anchor"])
    if anchor is None:
        raise ValueError("a correction stands somewhere")
    return Correction(
        id=str(row["id"]),
        of=Corrected(str(row["of"])),
        key=str(row["key"]),
        read=str(row["was_read"]),
        value=str(row["value"]),
        anchor=anchor,
        author=str(row["author"]),
        created=str(row["created"]),
        modified=str(row["modified"]),
        kind=str(row["kind"]),
        removed=bool(row["removed"]),
        begin=_anchor(row["begin_anchor"]),
        end=_anchor(row["end_anchor"]),
    )


def _written(anchor: Anchor | None) -> str | None:
    if anchor is None:
        return None
    said = {
        "start": anchor.span.start,
        "end": anchor.span.end,
        "text_version": anchor.text_version,
        "quote": storable(anchor.quote),
        "prefix": storable(anchor.prefix),
        "suffix": storable(anchor.suffix),
        "page": anchor.page,
        "rects": [[rect.x0, rect.y0, rect.x1, rect.y1] for rect in anchor.rects],
    }
    return json.dumps(said, ensure_ascii=False)


def _anchor(written: object) -> Anchor | None:
    if written is None:
        return None
    said = cast("Mapping[str, object]", json.loads(str(written)))
    rects = cast("list[list[float]]", said.get("rects", []))
    return Anchor(
        span=Span(int(str(said["start"])), int(str(said["end"]))),
        text_version=int(str(said["text_version"])),
        quote=str(said["quote"]),
        prefix=str(said["prefix"]),
        suffix=str(said["suffix"]),
        page=int(str(said["page"])),
        rects=tuple(PageRect(*(float(value) for value in rect)) for rect in rects),
    )
