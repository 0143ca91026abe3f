"""The notes of a document as rows, as far as they pass the filter, and what a row says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import PlacementKind
from viewer.export.citation import flowing
from viewer.export.markdown_body import plain_words
from viewer.model.annotation import AnnotationKind
from viewer.session.notes.kept_passages import quoted_words
from viewer.ui.look.colors import color_name

if TYPE_CHECKING:
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
OTHERS = "Other words were written in another window"
"""What is said of a note of which the reader has not decided yet which words hold."""


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

    ``place`` says how its passage was found; None while that is not known. ``passage`` are the words of a passage over
    a page break without what stands between its pages, empty of others.
    """

    note: Annotation
    page: str
    saved: bool = True
    place: PlacementKind | None = None
    passage: str = ""

    @property
    def quote(self) -> str:
        """The beginning of the passage in the document's words, lines joined; or what else the note is about."""
        words = flowing((self.passage or self.note.anchor.quote)[: 2 * LONGEST])
        return self._about(words if len(words) <= LONGEST else f"{words[:LONGEST]}\u2026")

    @property
    def whole_quote(self) -> str:
        """The same to its end."""
        return self._about(flowing(self.passage or self.note.anchor.quote))

    def _about(self, words: str) -> str:
        match self.note.kind:
            case AnnotationKind.DOCUMENT:
                return "Note on the document"
            case AnnotationKind.PAGE:
                return f"Note on page {self.page}"
            case kind:
                return f"\u201c{words}\u201d" if words else f"{KINDS[kind]} on page {self.page}"

    @property
    def is_usual(self) -> bool:
        """Whether nothing need be said of its kind: a highlight, or one that its quotation names."""
        return self.note.kind in {
            AnnotationKind.HIGHLIGHT,
            AnnotationKind.PAGE,
            AnnotationKind.DOCUMENT,
            AnnotationKind.SECTION,
        }

    @property
    def words(self) -> str:
        """The note's own words as they read, without the signs of Markdown."""
        return plain_words(self.note.body[:LONGEST])

    @property
    def where(self) -> str:
        """Page and section."""
        if self.note.kind is AnnotationKind.DOCUMENT:
            return ""
        kind = "" if self.is_usual else KINDS[self.note.kind]
        section = " ".join(self.note.section_title.split())
        return " \u00b7 ".join(part for part in (f"Page {self.page}", kind, section) if part)

    @property
    def remark(self) -> str:
        """What the reader is asked to look at: where it stands, and other words of it; or nothing."""
        place = PLACES.get(self.place, "") if self.place is not None else ""
        return ". ".join(part for part in (place, OTHERS if self.note.other_words else "") if part)

    @property
    def sentence(self) -> str:
        """All that the row shows, for screen readers."""
        return self.sentence_with(color_name(self.note.color))

    def sentence_with(self, color: str) -> str:
        """The same with the reader's own name of the colour."""
        said = [
            f"{color} note" + ("" if self.is_usual else f", {KINDS[self.note.kind].lower()}"),
            self.where,
            self.quote,
            f"Note: {self.words}" if self.words else "",
            f"Tags: {', '.join(self.note.tags)}" if self.note.tags else "",
            self.remark,
            "" if self.saved else "Not saved yet",
        ]
        return ". ".join(part for part in said if part)


def note_row(document: OpenDocument, note: Annotation) -> NoteRow:
    """A note of a document, as it stands there, as a row."""
    placement = document.notes.placement(note.id)
    return NoteRow(
        note,
        document.page_label(note.anchor.page),
        not document.notes.notebook.is_unsaved(note.id),
        None if placement is None else placement.how,
        quoted_words(document, note),
    )
