"""The file in which people share their notes on a document: JSON-LD, an annotation collection like our exports.

What is shown of each note is an item of it, so that other programs read it; all versions stand beside. The file was
written by anybody, perhaps by half: what is no version is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from viewer.annotations.annotation_json import MOST_NOTES, note_from_json, note_to_json
from viewer.annotations.correction_json import correction_from_json, correction_to_json
from viewer.annotations.foreign_json import NoNotes, as_list, as_object, is_about, loaded_object
from viewer.annotations.merging import History, Stamp
from viewer.model.annotation import Annotation
from viewer.model.annotation_context import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.annotations.foreign_json import Json
    from viewer.annotations.merging import SharedNotes
    from viewer.annotations.notebook import Kept
    from viewer.model.document import Identity

VERSION = 1
LATEST = 2**48
"""A logical time above this is nobody's: it would leave no room for another."""
MOST_VERSIONS = 1000


def shared_to_json(shared: SharedNotes, document: Identity, file_name: str) -> str:
    """What is shared, as a file holds it: the same notes give the same text."""
    notes = (history.shown for _, history in sorted(shared.items()))
    shown = [note_to_json(note) for note in notes if isinstance(note, Annotation)]
    histories = {
        identifier: {
            "versions": [
                {"stamp": [stamp.time, stamp.writer], "note": _version_to_json(version)}
                for stamp, version in sorted(history.versions.items())
            ],
            "replaced": [[stamp.time, stamp.writer] for stamp in sorted(history.replaced)],
        }
        for identifier, history in sorted(shared.items())
    }
    collection = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "total": len(shown),
        "verbale:document": {
            "verbale:file": file_name,
            "verbale:sha256": document.content_hash,
            "verbale:textFingerprint": document.text_fingerprint,
        },
        "verbale:shared": {"version": VERSION, "notes": histories},
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": shown},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def shared_from_json(data: bytes, document: Identity) -> dict[str, History]:
    """What a file shares on a document.

    Raises:
        NoNotes: it is no such file, was cut off while it was written, or is about another document.
    """
    whole = loaded_object(data, "The file is not complete, or is no file of notes.")
    shared = as_object(whole.get("verbale:shared"))
    if not shared:
        raise NoNotes("The file shares no notes.")
    version = shared.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise NoNotes("The file was written by a newer Verbale.")
    if not is_about(whole, document):
        raise NoNotes("The file shares the notes on another document.")
    found: dict[str, History] = {}
    for identifier, told_history in list(as_object(shared.get("notes")).items())[:MOST_NOTES]:
        history = _history(identifier, as_object(told_history))
        if history.versions or history.replaced:
            found[identifier] = history
    return found


def _version_to_json(version: Kept | None) -> Json | None:
    if version is None:
        return None
    return note_to_json(version) if isinstance(version, Annotation) else correction_to_json(version)


def _history(identifier: str, told: Json) -> History:
    replaced = frozenset(_stamps(told.get("replaced")))
    versions: dict[Stamp, Kept | None] = {}
    for version in as_list(told.get("versions"))[:MOST_VERSIONS]:
        stamps = list(_stamps([as_object(version).get("stamp")]))
        item = as_object(version).get("note")
        note = None if item is None else note_from_json(item) or correction_from_json(item)
        if stamps and stamps[0] not in replaced and (item is None or (note is not None and note.id == identifier)):
            versions[stamps[0]] = note
    return History(versions, replaced)


def _stamps(value: object) -> Iterator[Stamp]:
    for pair in as_list(value)[: 10 * MOST_VERSIONS]:
        match as_list(pair):
            case [int(time), str(writer)] if 0 <= time <= LATEST and len(writer) <= 64:
                yield Stamp(time, writer)
            case _:
                pass
