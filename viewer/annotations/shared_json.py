"""The file in which people share their notes on a document: JSON-LD, an annotation collection like our exports.

What is shown of each note is an item of it, so that other programs read it; all versions stand beside. The file was
written by anybody, perhaps by half: what is no version is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from viewer.annotations.annotation_json import note_from_json, note_to_json
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
INCOMPLETE = (
    "The file is not complete, or is no file of shared notes. If it stays so, remove it: everybody's notes are kept, "
    "and the file is written anew."
)
FURTHEST = 2**20
"""No stamp is later than there are stamps, for each was given by somebody who knew one of the time before. One that is
later by more than this is nobody's: all that is written after it would have to be later still, without an end."""


def shared_to_json(shared: SharedNotes, document: Identity, file_name: str) -> str:
    """What is shared, as a file holds it, a note a line: the same notes give the same text."""
    notes = (history.shown for _, history in sorted(shared.items()))
    shown = [_in_a_line(note_to_json(note)) for note in notes if isinstance(note, Annotation)]
    histories = [
        f"{_in_a_line(identifier)}:{_in_a_line(_history_to_json(history))}"
        for identifier, history in sorted(shared.items())
    ]
    collection = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "total": len(shown),
        "verbale:document": {
            "verbale:file": file_name,
            "verbale:sha256": document.content_hash,
            "verbale:textFingerprint": document.text_fingerprint,
        },
    }
    return (
        f"{_in_a_line(collection)[:-1]},\n"
        f'"verbale:shared":{{"version":{VERSION},"notes":{{\n{_LINES.join(histories)}\n}}}},\n'
        f'"first":{{"type":"AnnotationPage","startIndex":0,"items":[\n{_LINES.join(shown)}\n]}}}}\n'
    )


_LINES = ",\n"


def _in_a_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _history_to_json(history: History) -> Json:
    return {
        "versions": [
            {"stamp": [stamp.time, stamp.writer], "note": _version_to_json(version)}
            for stamp, version in sorted(history.versions.items())
        ],
        "replaced": [[stamp.time, stamp.writer] for stamp in sorted(history.replaced)],
    }


def shared_from_json(data: bytes, document: Identity) -> dict[str, History]:
    """What a file shares on a document.

    Raises:
        NoNotes: it is no such file, was cut off while it was written, or is about another document.
    """
    whole = loaded_object(data, INCOMPLETE)
    shared = as_object(whole.get("verbale:shared"))
    if not shared:
        raise NoNotes(INCOMPLETE)
    version = shared.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise NoNotes("The file was written by a newer Verbale. Update Verbale to merge with it.")
    if not is_about(whole, document):
        raise NoNotes("The file shares the notes on another document. Share in another folder.")
    found = {
        identifier: _history(identifier, as_object(told)) for identifier, told in as_object(shared.get("notes")).items()
    }
    latest = FURTHEST + sum(len(history.versions) + len(history.replaced) for history in found.values())
    known = {identifier: _until(history, latest) for identifier, history in found.items()}
    return {identifier: history for identifier, history in known.items() if history.versions or history.replaced}


def _version_to_json(version: Kept | None) -> Json | None:
    if version is None:
        return None
    return note_to_json(version) if isinstance(version, Annotation) else correction_to_json(version)


def _history(identifier: str, told: Json) -> History:
    replaced = frozenset(_stamps(told.get("replaced")))
    versions: dict[Stamp, Kept | None] = {}
    for version in as_list(told.get("versions")):
        stamps = list(_stamps([as_object(version).get("stamp")]))
        item = as_object(version).get("note")
        note = None if item is None else note_from_json(item) or correction_from_json(item)
        if stamps and stamps[0] not in replaced and (item is None or (note is not None and note.id == identifier)):
            versions[stamps[0]] = note
    return History(versions, replaced)


def _until(history: History, latest: int) -> History:
    """What is known of a note, without stamps that cannot have been given yet."""
    if all(stamp.time <= latest for stamp in (*history.versions, *history.replaced)):
        return history
    return History(
        {stamp: note for stamp, note in history.versions.items() if stamp.time <= latest},
        frozenset(stamp for stamp in history.replaced if stamp.time <= latest),
    )


def _stamps(value: object) -> Iterator[Stamp]:
    for pair in as_list(value):
        match as_list(pair):
            case [int(time), str(writer)] if time >= 0 and len(writer) <= 64:
                yield Stamp(time, writer)
            case _:
                pass
