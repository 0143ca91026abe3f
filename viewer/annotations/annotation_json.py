"""Notes in JSON of the W3C Web Annotation model: read from our own exports, from Hypothesis's, and from shared files.

What is read was written by anybody: every value is looked at before it is taken, every length is bounded, and what is
no note is left out and counted.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from viewer.annotations.anchoring import CONTEXT
from viewer.annotations.foreign_json import (
    LARGEST_FILE,
    NoNotes,
    as_list,
    as_number,
    as_object,
    as_text,
    is_about,
    loaded_json,
)
from viewer.annotations.stable_ids import stable_id
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor, OtherWords
from viewer.model.geometry import PageRect
from viewer.model.mark_colors import is_code
from viewer.model.record import record
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.annotations.foreign_json import Json
    from viewer.model.document import Identity

LONGEST_TEXT = LARGEST_FILE
"""What a reader may have written is bounded by the file alone: a note that is shared comes back as it went."""
LONGEST_WORD = 500
MOST_TAGS, MOST_RECTS, MOST_OTHERS = 1000, 20_000, 1000
OTHER_WORDS = "verbale:otherWords"
ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_KINDS, _COLORS = {each.value: each for each in AnnotationKind}, {each.value: each for each in HighlightColor}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)?")


@record
class FoundNotes:
    """Notes that were found in a file: what ``program`` wrote them, and how many ``unreadable`` ones there are."""

    notes: tuple[Annotation, ...]
    program: str
    unreadable: int = 0


def read_notes(data: bytes, document: Identity) -> FoundNotes:
    """The notes in a JSON file, as they will stand on a document; none of their ids is there twice.

    Raises:
        NoNotes: it holds none that can be read.
    """
    loaded = loaded_json(data, "The file is not JSON of notes, or is damaged.")
    whole = as_object(loaded)
    rows = _of_an_array(cast("list[object]", loaded)) if isinstance(loaded, list) else _rows(whole)
    if rows is not None:
        return _hypothesis(rows, document)
    items = _items(whole)
    if items is not None:
        return _own(items, document, ours=is_about(whole, document))
    raise NoNotes("The file holds no notes that Verbale can read: it reads its own JSON and Hypothesis's.")


def _rows(whole: Json) -> list[object] | None:
    rows = whole.get("annotations", whole.get("rows"))
    return cast("list[object]", rows) if isinstance(rows, list) else None


def _of_an_array(values: list[object]) -> list[object] | None:
    """The rows that Hypothesis's interface answers with, where they were kept without what is around them."""
    return values if any("target" in as_object(value) for value in values) else None


def _items(whole: Json) -> list[object] | None:
    for holder in (as_object(whole.get("first")), whole):
        items = holder.get("items")
        if isinstance(items, list):
            return cast("list[object]", items)
    return None


def _own(items: Sequence[object], document: Identity, *, ours: bool) -> FoundNotes:
    notes = [note for item in items if (note := note_from_json(item)) is not None]
    found: dict[str, Annotation] = {}
    for note in notes:
        identifier = note.id if ours else stable_id(document, note.id)
        found.setdefault(identifier, replace(note, id=identifier))
    return FoundNotes(tuple(found.values()), "Verbale", len(items) - len(notes))


# -- the form of our own ----------------------------------------------------------------------------------------------


def anchor_to_json(anchor: Anchor) -> list[Json]:
    """An anchor as selectors of the W3C model, so that ``anchor_from_json`` gives the same."""
    return [
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


def note_to_json(note: Annotation) -> Json:
    """A note as it is kept, so that ``note_from_json`` gives the same."""
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
        "target": {"language": note.language, "selector": anchor_to_json(note.anchor)},
        "verbale:kind": note.kind.value,
        "verbale:color": note.color.value,
        **({"verbale:ownColor": note.own_color} if note.own_color else {}),
        **other_words_to_json(note),
        "verbale:sections": [{"title": note.section_title}] if note.section_title else [],
    }


def note_from_json(item: object) -> Annotation | None:
    """A note of our own form; None where it is none."""
    told = as_object(item)
    identifier = as_text(told.get("id"), LONGEST_WORD).removeprefix("urn:uuid:")
    if told.get("type") != "Annotation" or not ID.fullmatch(identifier):
        return None
    target = as_object(told.get("target"))
    kind, color = as_text(told.get("verbale:kind"), 40), as_text(told.get("verbale:color"), 40)
    own_color = as_text(told.get("verbale:ownColor"), 40)
    said = [as_object(body) for body in as_list(told.get("body"))]
    sections = [
        as_text(as_object(step).get("title"), LONGEST_TEXT) for step in as_list(told.get("verbale:sections"))[-1:]
    ]
    anchor = anchor_from_json(as_list(target.get("selector")))
    return Annotation(
        id=identifier,
        kind=_KINDS.get(kind, AnnotationKind.HIGHLIGHT if anchor.quote else AnnotationKind.PAGE),
        anchor=anchor,
        color=_COLORS.get(color, HighlightColor.YELLOW),
        body="\n\n".join(
            words
            for body in said
            if body.get("purpose") != "tagging" and (words := as_text(body.get("value"), LONGEST_TEXT))
        ),
        tags=_tags(body.get("value") for body in said if body.get("purpose") == "tagging"),
        author=as_text(as_object(told.get("creator")).get("name"), LONGEST_TEXT),
        created=as_time(told.get("created")),
        modified=as_time(told.get("modified")) or as_time(told.get("created")),
        section_title="".join(sections),
        language=as_text(target.get("language"), 12) or "und",
        own_color=own_color if is_code(own_color) else "",
        other_words=_other_words(told.get(OTHER_WORDS)),
    )


def other_words_to_json(note: Annotation) -> Json:
    """What was written into a note in another window at once, where anything was."""
    others = [{"value": other.body, "modified": other.modified} for other in note.other_words]
    return {OTHER_WORDS: others} if others else {}


def _other_words(value: object) -> tuple[OtherWords, ...]:
    told = [as_object(each) for each in as_list(value)[:MOST_OTHERS]]
    others = (OtherWords(as_text(each.get("value"), LONGEST_TEXT), as_time(each.get("modified"))) for each in told)
    return tuple(other for other in others if other.body.strip())


def anchor_from_json(selectors: Sequence[object]) -> Anchor:
    """What selectors say, ours or another program's; those that are not known are passed over."""
    span, version, page = Span(0, 0), 1, 0
    quote = prefix = suffix = ""
    rects: tuple[PageRect, ...] = ()
    for selector in map(as_object, selectors[:20]):
        match selector.get("type"):
            case "TextPositionSelector":
                start, end = as_number(selector.get("start")), as_number(selector.get("end"))
                span = Span(start, max(start, end))
                version = max(1, as_number(selector.get("verbale:textVersion")))
            case "TextQuoteSelector":
                quote = as_text(selector.get("exact"), LONGEST_TEXT)
                prefix = as_text(selector.get("prefix"), LONGEST_TEXT)[-CONTEXT:]
                suffix = as_text(selector.get("suffix"), LONGEST_TEXT)[:CONTEXT]
            case "FragmentSelector":
                match = re.match(r"page=(\d{1,9})", as_text(selector.get("value"), LONGEST_WORD))
                page = max(0, int(match.group(1)) - 1) if match else page
                rects = tuple(_rects(selector.get("verbale:rects")))
            case "PageSelector":
                page = as_number(selector.get("index"))
            case _:
                pass
    return Anchor(span, version, quote, prefix, suffix, page, rects)


def _rects(value: object) -> Iterator[PageRect]:
    for corners in as_list(value)[:MOST_RECTS]:
        numbers = [float(part) for part in as_list(corners) if isinstance(part, (int, float)) and abs(part) < 1e6]
        if len(numbers) == 4 and all(map(math.isfinite, numbers)) and numbers[:2] <= numbers[2:]:
            yield PageRect(numbers[0], numbers[1], max(numbers[0], numbers[2]), max(numbers[1], numbers[3]))


# -- Hypothesis -------------------------------------------------------------------------------------------------------


def _hypothesis(rows: Sequence[object], document: Identity) -> FoundNotes:
    """Source: https://h.readthedocs.io/en/latest/api-reference/v1/ ; answers stand in the words of what they answer."""
    threads: dict[str, list[Json]] = {}
    for row in map(as_object, rows):
        first = next(iter(as_list(row.get("references"))), row.get("id"))
        threads.setdefault(as_text(first, LONGEST_WORD), []).append(row)
    found: dict[str, Annotation] = {}
    taken = 0
    for identifier, thread in threads.items():
        begins = next((row for row in thread if row.get("id") == identifier), None)
        if begins is None or not identifier:
            continue
        answers = sorted((row for row in thread if row is not begins), key=lambda row: as_text(row.get("created"), 40))
        note = _of_hypothesis(begins, stable_id(document, f"hypothesis:{identifier}"), answers)
        found.setdefault(note.id, note)
        taken += len(thread)
    return FoundNotes(tuple(found.values()), "Hypothesis", len(rows) - taken)


def _of_hypothesis(row: Json, identifier: str, answers: Sequence[Json]) -> Annotation:
    target = as_object(next(iter(as_list(row.get("target"))), None))
    anchor = anchor_from_json(as_list(target.get("selector")))
    said = [as_text(row.get("text"), LONGEST_TEXT)]
    said += [
        answer_in_words(_writer(one), as_time(one.get("created")), as_text(one.get("text"), LONGEST_TEXT))
        for one in answers
    ]
    selectors = as_list(target.get("selector"))
    on_page = any(as_object(each).get("type") == "PageSelector" for each in selectors)
    kind = AnnotationKind.HIGHLIGHT if anchor.quote else AnnotationKind.PAGE if on_page else AnnotationKind.DOCUMENT
    return Annotation(
        id=identifier,
        kind=kind,
        anchor=anchor,
        color=HighlightColor.YELLOW,
        body="\n\n".join(filter(None, said)),
        tags=_tags(as_list(row.get("tags"))),
        author=_writer(row),
        created=as_time(row.get("created")),
        modified=as_time(row.get("updated")) or as_time(row.get("created")),
    )


def answer_in_words(author: str, created: str, words: str) -> str:
    """An answer to a note, as a part of its words: who, when, what."""
    return f"**{author or 'Somebody'}**{f', {created[:10]}' if created else ''}: {words}"


def _writer(row: Json) -> str:
    name = as_text(as_object(row.get("user_info")).get("display_name"), LONGEST_WORD)
    return name or as_text(row.get("user"), LONGEST_WORD).removeprefix("acct:").partition("@")[0]


# -- values that anybody has written ----------------------------------------------------------------------------------


def as_time(value: object) -> str:
    """The value where it is a time in ISO 8601, else nothing."""
    text = as_text(value, 40)
    return text if _TIME.fullmatch(text) else ""


def _tags(values: object) -> tuple[str, ...]:
    tags = (" ".join(as_text(value, LONGEST_TEXT).split()) for value in cast("Iterator[object]", values))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]
