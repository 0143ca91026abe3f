"""Notes in JSON of the W3C Web Annotation model: read from our own exports, from Hypothesis's, and from shared files.

What is read was written by anybody: every value is looked at before it is taken, every length is bounded, and what is
no note is left out and counted.
"""

from __future__ import annotations

import json
import math
import re
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from viewer.annotations.anchoring import CONTEXT
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.geometry import PageRect
from viewer.model.record import record
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.document import Identity

Json = dict[str, object]

LARGEST_FILE = 64 * 2**20
"""Bytes of a file of notes that are read."""
MOST_NOTES = 50_000
LONGEST_TEXT = 100_000
LONGEST_WORD = 500
MOST_TAGS, MOST_RECTS = 100, 2000
LARGEST_NUMBER = 2**31
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_NAMESPACE = uuid.UUID("6e5bd5e2-5b1c-4c27-9f3b-4d1f0d6a9a10")
"""What the ids of imported notes are derived in; another one would have every import come twice."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)?")


class NoNotes(ValueError):  # noqa: N818 - reads as what it says where it is caught
    """A file holds no notes that can be read: why, in words."""


@record
class FoundNotes:
    """Notes that were found in a file: what ``program`` wrote them, and how many ``unreadable`` ones there are."""

    notes: tuple[Annotation, ...]
    program: str
    unreadable: int = 0


def stable_id(document: Identity, source: str) -> str:
    """The id of a note that comes from elsewhere: the same whenever it comes to the same document."""
    return str(uuid.uuid5(_NAMESPACE, f"{document.text_fingerprint or document.content_hash}\n{source}"))


def read_notes(data: bytes, document: Identity) -> FoundNotes:
    """The notes in a JSON file, as they will stand on a document; none of their ids is there twice.

    Raises:
        NoNotes: it holds none that can be read.
    """
    if len(data) > LARGEST_FILE:
        raise NoNotes("The file is larger than any file of notes.")
    try:
        loaded: object = json.loads(data)
    except (ValueError, RecursionError):
        raise NoNotes("The file is not JSON, or is damaged.") from None
    if isinstance(loaded, dict):
        whole = cast("Json", loaded)
        rows = whole.get("annotations", whole.get("rows"))
        if isinstance(rows, list):
            return _hypothesis(cast("list[object]", rows), document)
        items = _items(whole)
        if items is not None:
            ours = _is_of(_object(whole.get("verbale:document")), document)
            return _own(items, document, ours=ours)
    raise NoNotes("The file holds no notes that Verbale can read: it reads its own JSON and Hypothesis's.")


def _items(whole: Json) -> list[object] | None:
    for holder in (_object(whole.get("first")), whole):
        items = holder.get("items")
        if isinstance(items, list):
            return cast("list[object]", items)
    return None


def _is_of(told: Json, document: Identity) -> bool:
    text, content = told.get("verbale:textFingerprint"), told.get("verbale:sha256")
    same_text = bool(document.text_fingerprint) and text == document.text_fingerprint
    return same_text or (bool(document.content_hash) and content == document.content_hash)


def _own(items: Sequence[object], document: Identity, *, ours: bool) -> FoundNotes:
    found: dict[str, Annotation] = {}
    for item in items[:MOST_NOTES]:
        note = note_from_json(item)
        if note is not None:
            note = note if ours else replace(note, id=stable_id(document, note.id))
            found.setdefault(note.id, note)
    unreadable = len(items) - sum(note_from_json(item) is not None for item in items[:MOST_NOTES])
    return FoundNotes(tuple(found.values()), "Verbale", unreadable)


# -- the form of our own ----------------------------------------------------------------------------------------------


def note_to_json(note: Annotation) -> Json:
    """A note as it is kept, so that ``note_from_json`` gives the same."""
    anchor = note.anchor
    selectors: list[Json] = [
        {
            "type": "TextPositionSelector",
            "start": anchor.span.start,
            "end": anchor.span.end,
            "verbale:textVersion": anchor.text_version,
        },
        {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix},
        {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc8118",
            "value": f"page={anchor.page + 1}",
            "verbale:rects": [[rect.x0, rect.y0, rect.x1, rect.y1] for rect in anchor.rects],
        },
    ]
    said: list[Json] = [
        {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note.body},
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in note.tags),
    ]
    return {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "created": note.created,
        "modified": note.modified,
        "creator": {"type": "Person", "name": note.author},
        "body": said,
        "target": {"language": note.language, "selector": selectors},
        "verbale:kind": note.kind.value,
        "verbale:color": note.color.value,
        "verbale:sections": [{"title": note.section_title}] if note.section_title else [],
    }


def note_from_json(item: object) -> Annotation | None:
    """A note of our own form; None where it is none."""
    told = _object(item)
    identifier = _text(told.get("id"), LONGEST_WORD).removeprefix("urn:uuid:")
    if told.get("type") != "Annotation" or not _ID.fullmatch(identifier):
        return None
    target = _object(told.get("target"))
    kind, color = _text(told.get("verbale:kind"), 40), _text(told.get("verbale:color"), 40)
    said = [_object(body) for body in _list(told.get("body"))]
    sections = [_text(_object(step).get("title"), LONGEST_WORD) for step in _list(told.get("verbale:sections"))[-1:]]
    anchor = _anchor(_list(target.get("selector")))
    kinds, colors = {each.value: each for each in AnnotationKind}, {each.value: each for each in HighlightColor}
    return Annotation(
        id=identifier,
        kind=kinds.get(kind, AnnotationKind.HIGHLIGHT if anchor.quote else AnnotationKind.PAGE),
        anchor=anchor,
        color=colors.get(color, HighlightColor.YELLOW),
        body="\n\n".join(
            words
            for body in said
            if body.get("purpose") != "tagging" and (words := _text(body.get("value"), LONGEST_TEXT))
        ),
        tags=_tags(body.get("value") for body in said if body.get("purpose") == "tagging"),
        author=_text(_object(told.get("creator")).get("name"), LONGEST_WORD),
        created=_time(told.get("created")),
        modified=_time(told.get("modified")) or _time(told.get("created")),
        section_title="".join(sections),
        language=_text(target.get("language"), 12) or "und",
    )


def _anchor(selectors: Sequence[object]) -> Anchor:
    span, version, page = Span(0, 0), 1, 0
    quote = prefix = suffix = ""
    rects: tuple[PageRect, ...] = ()
    for selector in map(_object, selectors[:20]):
        match selector.get("type"):
            case "TextPositionSelector":
                start, end = _number(selector.get("start")), _number(selector.get("end"))
                span = Span(start, max(start, end))
                version = max(1, _number(selector.get("verbale:textVersion")))
            case "TextQuoteSelector":
                quote = _text(selector.get("exact"), LONGEST_TEXT)
                prefix = _text(selector.get("prefix"), LONGEST_WORD)[-CONTEXT:]
                suffix = _text(selector.get("suffix"), LONGEST_WORD)[:CONTEXT]
            case "FragmentSelector":
                match = re.match(r"page=(\d{1,9})", _text(selector.get("value"), LONGEST_WORD))
                page = max(0, int(match.group(1)) - 1) if match else page
                rects = tuple(_rects(selector.get("verbale:rects")))
            case "PageSelector":
                page = _number(selector.get("index"))
            case _:
                pass
    return Anchor(span, version, quote, prefix, suffix, page, rects)


def _rects(value: object) -> Iterator[PageRect]:
    for corners in _list(value)[:MOST_RECTS]:
        numbers = [float(part) for part in _list(corners) if isinstance(part, (int, float)) and abs(part) < 1e6]
        if len(numbers) == 4 and all(map(math.isfinite, numbers)) and numbers[:2] <= numbers[2:]:
            yield PageRect(numbers[0], numbers[1], max(numbers[0], numbers[2]), max(numbers[1], numbers[3]))


# -- Hypothesis -------------------------------------------------------------------------------------------------------


def _hypothesis(rows: Sequence[object], document: Identity) -> FoundNotes:
    """Source: https://h.readthedocs.io/en/latest/api-reference/v1/ ; answers stand in the words of what they answer."""
    threads: dict[str, list[Json]] = {}
    for row in map(_object, rows[:MOST_NOTES]):
        first = next(iter(_list(row.get("references"))), row.get("id"))
        threads.setdefault(_text(first, LONGEST_WORD), []).append(row)
    found: dict[str, Annotation] = {}
    taken = 0
    for identifier, thread in threads.items():
        begins = next((row for row in thread if row.get("id") == identifier), None)
        if begins is None or not identifier:
            continue
        answers = sorted((row for row in thread if row is not begins), key=lambda row: _text(row.get("created"), 40))
        note = _of_hypothesis(begins, stable_id(document, f"hypothesis:{identifier}"), answers)
        found.setdefault(note.id, note)
        taken += len(thread)
    return FoundNotes(tuple(found.values()), "Hypothesis", len(rows) - taken)


def _of_hypothesis(row: Json, identifier: str, answers: Sequence[Json]) -> Annotation:
    target = _object(next(iter(_list(row.get("target"))), None))
    anchor = _anchor(_list(target.get("selector")))
    said = [_text(row.get("text"), LONGEST_TEXT)]
    said += [
        answer_in_words(_writer(one), _time(one.get("created")), _text(one.get("text"), LONGEST_TEXT))
        for one in answers
    ]
    selectors = _list(target.get("selector"))
    on_page = any(_object(each).get("type") == "PageSelector" for each in selectors)
    kind = AnnotationKind.HIGHLIGHT if anchor.quote else AnnotationKind.PAGE if on_page else AnnotationKind.DOCUMENT
    return Annotation(
        id=identifier,
        kind=kind,
        anchor=anchor,
        color=HighlightColor.YELLOW,
        body="\n\n".join(filter(None, said))[:LONGEST_TEXT],
        tags=_tags(_list(row.get("tags"))),
        author=_writer(row),
        created=_time(row.get("created")),
        modified=_time(row.get("updated")) or _time(row.get("created")),
    )


def answer_in_words(author: str, created: str, words: str) -> str:
    """An answer to a note, as a part of its words: who, when, what."""
    return f"**{author or 'Somebody'}**{f', {created[:10]}' if created else ''}: {words}"


def _writer(row: Json) -> str:
    name = _text(_object(row.get("user_info")).get("display_name"), LONGEST_WORD)
    return name or _text(row.get("user"), LONGEST_WORD).removeprefix("acct:").partition("@")[0]


# -- values that anybody has written ----------------------------------------------------------------------------------


def _object(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [] if value is None else [value]


def _text(value: object, longest: int) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value[:longest]) if isinstance(value, str) else ""


def _number(value: object) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return min(max(0, cast("int", value)), LARGEST_NUMBER) if whole else 0


def _time(value: object) -> str:
    text = _text(value, 40)
    return text if _TIME.fullmatch(text) else ""


def _tags(values: object) -> tuple[str, ...]:
    tags = (" ".join(_text(value, LONGEST_WORD).split()) for value in cast("Iterator[object]", values))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]
