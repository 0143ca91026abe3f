"""Corrections in JSON, as they are shared beside notes. What is read was written by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.annotations.annotation_json import (
    ID,
    LONGEST_TEXT,
    LONGEST_WORD,
    anchor_from_json,
    anchor_to_json,
    as_time,
)
from viewer.annotations.foreign_json import as_list, as_object, as_text
from viewer.model.correction import Corrected, Correction

if TYPE_CHECKING:
    from viewer.annotations.foreign_json import Json
    from viewer.model.annotation import Anchor

TYPE = "verbale:Correction"


def correction_to_json(correction: Correction) -> Json:
    """A correction as it is kept, so that ``correction_from_json`` gives the same."""
    return {
        "id": f"urn:uuid:{correction.id}",
        "type": TYPE,
        "created": correction.created,
        "modified": correction.modified,
        "creator": {"type": "Person", "name": correction.author},
        "verbale:of": correction.of.value,
        "verbale:key": correction.key,
        "verbale:read": correction.read,
        "verbale:value": correction.value,
        "verbale:kind": correction.kind,
        "verbale:removed": correction.removed,
        "target": {"selector": anchor_to_json(correction.anchor)},
        **{
            name: {"selector": anchor_to_json(anchor)}
            for name, anchor in (("verbale:begin", correction.begin), ("verbale:end", correction.end))
            if anchor is not None
        },
    }


def correction_from_json(item: object) -> Correction | None:
    """A correction of our own form; None where it is none, or of something that this Verbale does not know."""
    told = as_object(item)
    identifier = as_text(told.get("id"), LONGEST_WORD).removeprefix("urn:uuid:")
    of = {each.value: each for each in Corrected}.get(as_text(told.get("verbale:of"), LONGEST_WORD))
    anchor = _anchor(told.get("target"))
    if told.get("type") != TYPE or not ID.fullmatch(identifier) or of is None or anchor is None:
        return None
    return Correction(
        id=identifier,
        of=of,
        key=as_text(told.get("verbale:key"), LONGEST_WORD),
        read=as_text(told.get("verbale:read"), LONGEST_TEXT),
        value=as_text(told.get("verbale:value"), LONGEST_TEXT),
        anchor=anchor,
        author=as_text(as_object(told.get("creator")).get("name"), LONGEST_TEXT),
        created=as_time(told.get("created")),
        modified=as_time(told.get("modified")) or as_time(told.get("created")),
        kind=as_text(told.get("verbale:kind"), LONGEST_WORD),
        removed=told.get("verbale:removed") is True,
        begin=_anchor(told.get("verbale:begin")),
        end=_anchor(told.get("verbale:end")),
    )


def _anchor(target: object) -> Anchor | None:
    selectors = as_list(as_object(target).get("selector"))
    return anchor_from_json(selectors) if selectors else None
