"""What every form of export says of a note in the same words: where it stands, what became of it, its particulars."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from viewer.export.notes import UNKNOWN_LANGUAGE
from viewer.model.annotation import AnnotationKind

if TYPE_CHECKING:
    from viewer.export.notes import ExportedNote, NotesExport

PLACEMENTS = {
    "moved": "The passage was found at another place than where it was marked.",
    "likely": "The passage has changed; this is the place most like it. Please check.",
    "lost": "The passage was not found again in the document; page and section are those of when it was marked.",
    "unread": "The document could not be read so far; page and section are those of when the passage was marked.",
}
"""What a reader of the export should know of a note's place; nothing of one that stands where it was marked."""

# Neither HTML (13.1.2.3, "text") nor XML 1.0 (2.2, "Char") can hold these: controls, lone surrogates, noncharacters.
_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def legible(text: str) -> str:
    """Text without the characters that markup cannot hold and nobody can see; a form feed becomes a line break."""
    return _ILLEGIBLE.sub("", text.replace("\f", "\n"))


def starts_from_the_right(words: str) -> bool:
    """Whether the first letter that has a direction (UAX 9, P2) is written from right to left."""
    strong = (kind for kind in map(unicodedata.bidirectional, words) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def heading_steps(note: ExportedNote) -> tuple[str, ...]:
    """What a note stands under: the titles of its sections from the outermost in, else its page, or the document."""
    match note.annotation.kind:
        case AnnotationKind.DOCUMENT:
            return ("The document",)
        case AnnotationKind.PAGE:
            return (f"Page {note.page_label}",)
        case _:
            titles = [step.title or step.kind for step in note.sections]
            first = "".join(titles[:1])
            return (first[:1].upper() + first[1:], *titles[1:]) if titles else (f"Page {note.page_label}",)


def heading(note: ExportedNote) -> str:
    """What a note stands under, with the page, in one line: "Annex > Statement, page 3"."""
    path = " > ".join(heading_steps(note))
    in_sections = note.sections and note.annotation.kind not in {AnnotationKind.DOCUMENT, AnnotationKind.PAGE}
    return f"{path}, page {note.page_label}" if in_sections else path


def particulars(note: ExportedNote) -> list[str]:
    """Colour by its name, language of the passage, tags, author, day of making; what there is of them, in order."""
    annotation = note.annotation
    facts = [note.color_name or annotation.color.value]
    if note.language != UNKNOWN_LANGUAGE and note.quote:
        facts.append(note.language_name)
    facts += [f"#{tag}" if re.fullmatch(r"[\w-]+", tag) else f"#“{tag}”" for tag in annotation.tags]
    facts += [annotation.author, annotation.created[:10]]
    return [fact for fact in facts if fact]


def shows_quote(note: ExportedNote) -> bool:
    """Whether the note is on words of the document, rather than on a section, a page or the whole."""
    kind = note.annotation.kind
    return bool(note.quote) and (kind.marks_words or kind in {AnnotationKind.REGION, AnnotationKind.BOOKMARK})


def counted(export: NotesExport) -> str:
    """How many notes there are, and how many of them were not found again: "8, of which lost: 1"."""
    lost = sum(note.lost for note in export.notes)
    return f"{len(export.notes)}" + (f", of which lost: {lost}" if lost else "")
