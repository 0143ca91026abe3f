"""What every form of export says of a note in the same words: where it stands, what became of it, its particulars."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from viewer.export.notes import UNKNOWN_LANGUAGE, GroupBy
from viewer.model.annotation import AnnotationKind
from viewer.model.note_link import NoteLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.export.notes import ExportedNote, NotesExport

PLACEMENTS = {
    "moved": "The passage was found at another place than where it was marked.",
    "likely": "The passage has changed; this is the place most like it. Please check.",
    "lost": "The passage was not found again in the document; page and section are those of when it was marked.",
    "unread": "The document could not be read so far; page and section are those of when the passage was marked.",
}
"""What a reader of the export should know of a note's place; nothing of one that stands where it was marked."""

WITHOUT_TAGS = "Without tags"

# Neither HTML (13.1.2.3, "text") nor XML 1.0 (2.2, "Char") can hold these: controls, lone surrogates, noncharacters.
_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def legible(text: str) -> str:
    """Text without the characters that markup cannot hold and nobody can see; a form feed becomes a line break."""
    return _ILLEGIBLE.sub("", text.replace("\f", "\n"))


def starts_from_the_right(words: str) -> bool:
    """Whether the first letter that has a direction (UAX 9, P2) is written from right to left."""
    strong = (kind for kind in map(unicodedata.bidirectional, words) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def writes_from_the_right(words: str) -> bool:
    """Whether letters written from right to left are among them."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in words)


def heading_steps(note: ExportedNote) -> tuple[str, ...]:
    """What a note stands under: the titles of its sections from the outermost in, else its page, or the document."""
    match note.annotation.kind:
        case AnnotationKind.DOCUMENT:
            return ("The document",)
        case AnnotationKind.PAGE:
            return (f"Page {note.page_label}",)
        case _:
            titles = note.section_titles
            first = "".join(titles[:1])
            return (first[:1].upper() + first[1:], *titles[1:]) if titles else (f"Page {note.page_label}",)


def heading(note: ExportedNote, each: Callable[[str], str] = str) -> str:
    """What a note stands under, with the page, in one line: "Annex > Statement, page 3"; ``each`` part so written."""
    path = " > ".join(map(each, heading_steps(note)))
    in_sections = note.section_titles and note.annotation.kind not in {AnnotationKind.DOCUMENT, AnnotationKind.PAGE}
    return f"{path}, page {each(note.page_label)}" if in_sections else path


def particulars(note: ExportedNote) -> list[str]:
    """Colour by its name, language of the passage, tags, author, day of making; what there is of them, in order."""
    annotation = note.annotation
    facts = [note.color_words]
    if note.language != UNKNOWN_LANGUAGE and note.quote:
        facts.append(note.language_name)
    facts += [f"#{tag}" if re.fullmatch(r"[\w-]+", tag) else f"#“{tag}”" for tag in annotation.tags]
    facts += [annotation.author, annotation.created[:10]]
    return [fact for fact in facts if fact]


def shows_quote(note: ExportedNote) -> bool:
    """Whether the note is on words of the document, rather than on a section, a page or the whole."""
    kind = note.annotation.kind
    return bool(note.quote) and (kind.marks_words or kind in {AnnotationKind.REGION, AnnotationKind.BOOKMARK})


def picture_words(note: ExportedNote) -> str:
    """What the picture of a region shows, for those who do not see it."""
    return f"The region on page {note.page_label}, as it looked when the note was made"


def counted(export: NotesExport) -> str:
    """How many notes there are, and how many of them were not found again: "8, of which lost: 1"."""
    lost = sum(note.lost for note in export.notes)
    return f"{len(export.notes)}" + (f", of which lost: {lost}" if lost else "")


def groups(export: NotesExport) -> list[tuple[tuple[str, ...], list[ExportedNote]]]:
    """The notes under their headings, in the order in which the first of each stands in the document.

    Grouped by section, a heading is the way to it and may come again; else a tag, a colour's name or a kind.
    """
    if export.group_by is GroupBy.SECTION:
        return [(steps, list(notes)) for steps, notes in groupby(export.notes, heading_steps)]
    found: dict[str, list[ExportedNote]] = {}
    for note in export.notes:
        for title in _titles(export.group_by, note):
            found.setdefault(title, []).append(note)
    without = found.pop(WITHOUT_TAGS, None)
    if without is not None:
        found[WITHOUT_TAGS] = without
    return [((title,), notes) for title, notes in found.items()]


def _titles(group_by: GroupBy, note: ExportedNote) -> tuple[str, ...]:
    annotation = note.annotation
    match group_by:
        case GroupBy.TAG:
            return annotation.tags or (WITHOUT_TAGS,)
        case GroupBy.COLOR:
            return (note.color_words[:1].upper() + note.color_words[1:],)
        case _:
            return (annotation.kind.value.capitalize(),)


def link_of(export: NotesExport, note: ExportedNote) -> str:
    """The link that opens the document at a note; empty where the note or the document cannot be named."""
    content = export.document.identity.content_hash
    return str(NoteLink(note.annotation.id, content)) if note.annotation.id and content else ""
