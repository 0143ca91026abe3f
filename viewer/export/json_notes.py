"""Notes as JSON-LD of the W3C Web Annotation model: what other programs, and a later Verbale, read.

Source: https://www.w3.org/TR/annotation-model/ (TextPositionSelector, TextQuoteSelector, FragmentSelector), with the
fragment syntax of RFC 8118 for PDF and the hash names of RFC 6920 for the document.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.export.citation import citation, first_citation
from viewer.export.wording import picture_words
from viewer.model.annotation import AnnotationKind
from viewer.model.annotation_context import CONTEXT
from viewer.model.geometry import bounding_rect
from viewer.model.note_link import NoteLink

if TYPE_CHECKING:
    from viewer.export.notes import ExportedDocument, ExportedNote, NotesExport
    from viewer.model.annotation import Annotation
    from viewer.model.correction import Correction

Json = dict[str, object]


def source_name(content_hash: str) -> str:
    """The document as RFC 6920 names it by its SHA-256 (hex): ``ni:///sha-256;...``."""
    try:
        digest = bytes.fromhex(content_hash)
    except ValueError:
        digest = b""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _document(document: ExportedDocument) -> Json:
    metadata = {key: [value.value for value in values] for key, values in document.metadata.items() if values}
    said: Json = {
        "id": source_name(document.identity.content_hash),
        "verbale:file": document.file_name,
        "verbale:sha256": document.identity.content_hash,
        "verbale:textFingerprint": document.identity.text_fingerprint,
        "verbale:citation": first_citation(document),
        "verbale:metadata": metadata,
    }
    if document.corrections:
        said["verbale:corrections"] = [_correction(correction) for correction in document.corrections]
    return said


def _correction(correction: Correction) -> Json:
    """What the reader knows better, beside what was read."""
    said: Json = {"of": correction.of.value, "key": correction.key, "read": correction.read}
    said |= {"removed": True} if correction.removed else {"said": correction.value}
    if correction.kind:
        said["kind"] = correction.kind
    return {**said, "by": correction.author, "modified": correction.modified}


def _selectors(note: ExportedNote) -> list[Json]:
    anchor = note.annotation.anchor
    span = note.span or anchor.span
    position: Json = {
        "type": "TextPositionSelector",
        "start": span.start,
        "end": span.end,
        "verbale:textVersion": anchor.text_version,
    }
    fragment = f"page={note.page}"
    box = bounding_rect(note.rects)
    if box is not None:
        fragment += f"&viewrect={box.x0:.2f},{box.y0:.2f},{box.width:.2f},{box.height:.2f}"
    page: Json = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc8118",
        "value": fragment,
        "verbale:rects": [[rect.x0, rect.y0, rect.x1, rect.y1] for rect in note.rects],
    }
    if not anchor.quote:
        return [position, page]
    quote: Json = {
        "type": "TextQuoteSelector",
        "exact": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }
    return [position, quote, page]


def _picture(note: ExportedNote) -> Json:
    """What a region looked like (3.2.1, external web resources), in the file itself as RFC 2397 says."""
    data = base64.b64encode(note.picture).decode("ascii")
    return {
        "id": f"data:image/png;base64,{data}",
        "type": "Image",
        "format": "image/png",
        "purpose": "describing",
        "verbale:words": picture_words(note),
    }


def _note(document: ExportedDocument, note: ExportedNote) -> Json:
    annotation = note.annotation
    bodies: list[Json] = []
    if annotation.body:
        said = {"purpose": "commenting", "format": "text/markdown", "value": annotation.body}
        bodies.append({"type": "TextualBody", **said})
    for tag in annotation.tags:
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": tag})  # noqa: PERF401 - as Json, typed
    if note.picture:
        bodies.append(_picture(note))
    motivation = "highlighting" if annotation.kind.marks_words and not annotation.body else "commenting"
    if annotation.kind is AnnotationKind.BOOKMARK:
        motivation = "bookmarking"
    return {
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": motivation,
        "created": annotation.created,
        "modified": annotation.modified,
        "creator": {"type": "Person", "name": annotation.author},
        "body": bodies,
        "target": {
            "source": source_name(document.identity.content_hash),
            "language": note.language,
            "selector": _selectors(note),
        },
        "verbale:kind": annotation.kind.value,
        "verbale:color": annotation.color.value,
        **({"verbale:ownColor": annotation.own_color} if annotation.own_color else {}),
        **_other_words(annotation),
        "verbale:citation": citation(document, note),
        "verbale:link": str(NoteLink(annotation.id, document.identity.content_hash)),
        "verbale:page": note.page,
        "verbale:pageLabel": note.page_label,
        "verbale:paragraph": note.paragraph,
        "verbale:languageName": note.language_name,
        "verbale:sections": [{"kind": step.kind, "title": step.title, "level": step.level} for step in note.sections],
        "verbale:placement": note.placement,
        "verbale:score": round(note.score, 3),
    }


def _other_words(note: Annotation) -> Json:
    """What another window wrote into a note at once, where anything was."""
    others = [{"value": other.body, "modified": other.modified} for other in note.other_words]
    return {"verbale:otherWords": others} if others else {}


def notes_as_json(export: NotesExport) -> str:
    """The notes of a document as a W3C annotation collection, indented, with letters of all scripts as they are."""
    items = [_note(export.document, note) for note in export.notes]
    collection: Json = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "generator": {"type": "Software", "name": f"Verbale {__version__}"},
        "generated": export.exported,
        "total": len(items),
        "verbale:document": _document(export.document),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"
