"""The notes of a document as rows, as far as they pass the filter, and what a row says in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.analysis.folding import fold_for_search
from viewer.annotations.anchoring import PlacementKind
from viewer.export.citation import flowing
from viewer.model.annotation import AnnotationKind, HighlightColor

if TYPE_CHECKING:
    from collections.abc import Collection

    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument

LONGEST = 600
"""Characters of a quotation or of a note's words that a row is given; more do not fit into its lines."""

PLACES = {
    PlacementKind.MOVED: "Found at another place than before",
    PlacementKind.LIKELY: "Probably here: the words have changed",
    PlacementKind.LOST: "Passage not found in this text",
}
"""What is said of notes that do not stand where they were made."""


KINDS = {
    AnnotationKind.HIGHLIGHT: "Highlight",
    AnnotationKind.UNDERLINE: "Underline",
    AnnotationKind.STRIKE_THROUGH: "Strike-through",
    AnnotationKind.REGION: "Region",
    AnnotationKind.SECTION: "Note on a section",
    AnnotationKind.PAGE: "Note on a page",
    AnnotationKind.DOCUMENT: "Note on the document",
    AnnotationKind.BOOKMARK: "Bookmark",
}
"""What the kinds are called."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as it is listed. ``page`` is the page's label, ``saved`` whether it is known to be on the disk.

    ``place`` says how its passage was found; None while that is not known.
    """

    note: Annotation
    page: str
    saved: bool = True
    place: PlacementKind | None = None

    @property
    def quote(self) -> str:
        """The passage in the document's words, lines joined; or what else the note is about."""
        match self.note.kind:
            case AnnotationKind.DOCUMENT:
                return "Note on the document"
            case AnnotationKind.PAGE:
                return f"Note on page {self.page}"
            case kind:
                words = flowing(self.note.anchor.quote[: 2 * LONGEST])[:LONGEST]
                return f"\u201c{words}\u201d" if words else f"{KINDS[kind]} on page {self.page}"

    @property
    def is_usual(self) -> bool:
        """Whether nothing need be said of its kind: a highlight, or one that its quotation names."""
        return self.note.kind in {AnnotationKind.HIGHLIGHT, AnnotationKind.PAGE, AnnotationKind.DOCUMENT}

    @property
    def words(self) -> str:
        """The note's own words on few lines."""
        return "\n".join(line.strip() for line in self.note.body[:LONGEST].splitlines() if line.strip())

    @property
    def where(self) -> str:
        """Page and section."""
        if self.note.kind is AnnotationKind.DOCUMENT:
            return ""
        section = " ".join(self.note.section_title.split())
        return f"Page {self.page} \u00b7 {section}" if section else f"Page {self.page}"

    @property
    def place_in_words(self) -> str:
        """What is to be said of where it stands, or nothing."""
        return PLACES.get(self.place, "") if self.place is not None else ""

    @property
    def sentence(self) -> str:
        """All that the row shows, for screen readers."""
        said = [
            f"{color_name(self.note.color)} note" + ("" if self.is_usual else f", {KINDS[self.note.kind].lower()}"),
            self.where,
            self.quote,
            f"Note: {self.words}" if self.words else "",
            f"Tags: {', '.join(self.note.tags)}" if self.note.tags else "",
            self.place_in_words,
            "" if self.saved else "Not saved yet",
        ]
        return ". ".join(part for part in said if part)


def color_name(color: HighlightColor) -> str:
    """A colour's name for the reader."""
    return color.value.capitalize()


def note_rows(document: OpenDocument, words: str = "", colors: Collection[HighlightColor] = ()) -> list[NoteRow]:
    """The notes in reading order.

    Args:
        document: the document whose notes they are.
        words: all of them must stand in a note's quotation, words, tags, section or author.
        colors: those that are shown; none means all.
    """
    wanted = fold_for_search(words).folded.split()
    notes = document.notes
    unsaved = notes.notebook.unsaved
    rows: list[NoteRow] = []
    for note in notes.annotations:
        if colors and note.color not in colors:
            continue
        if wanted and not all(word in _searched(note) for word in wanted):
            continue
        placement = notes.placement(note.id)
        place = None if placement is None else placement.how
        rows.append(NoteRow(note, document.page_label(note.anchor.page), note.id not in unsaved, place))
    return rows


@lru_cache(maxsize=4096)
def _searched(note: Annotation) -> str:
    return fold_for_search(
        "\n".join((note.anchor.quote, note.body, *note.tags, note.section_title, note.author))
    ).folded
