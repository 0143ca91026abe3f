"""What lies on the pages besides their pixels: highlights, hits, references, the selection, the place asked for.

Everything is a Span of the document's text; here it becomes rectangles on a page, in points, once the page's glyphs
are there. Marks are worked out a page at a time and kept until what they come from changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from viewer.model.annotation import AnnotationKind
from viewer.model.geometry import bounding_rect
from viewer.model.record import record
from viewer.ui.look.colors import CURRENT_HIT, HIT, highlight_color
from viewer.ui.page.footnote_links import footnote_links
from viewer.ui.page.note_marks import NoteMarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QColor

    from viewer.model.annotation import HighlightColor
    from viewer.model.geometry import PagePoint, PageRect
    from viewer.model.link import PageLink
    from viewer.model.reference import Mention, Reference
    from viewer.model.text import DocumentText, PageGlyphs, Span
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.glyph_store import GlyphStore

T = TypeVar("T")

LONGEST_PLACE = 400
"""Characters of a place that are marked as a whole; of a longer one (a section) its first line says where it begins."""


@record
class Marking:
    """Rectangles (points) to be marked with one colour. ``underlined`` where the reader wrote something about them.

    ``kind`` and ``note`` are those of the note that it is a mark of; a hit has none. A bookmark's first rectangle is
    the line that it stands at, or there is none where it marks the page.
    """

    rects: tuple[PageRect, ...]
    color: QColor
    underlined: bool = False
    kind: AnnotationKind = AnnotationKind.HIGHLIGHT
    note: str = ""
    drawn_in: HighlightColor | None = None
    """The note's colour by name, for lines, which need a stronger shade of it."""
    own_color: str = ""
    """The colour that it was imported in (#rrggbb), which is drawn instead; or empty."""
    turns: int = 0
    """The quarters clockwise by which its words are turned on the page."""


@record
class LinkedMention:
    """A mention of a reference and where it stands on the page (points), one rectangle a line."""

    reference: Reference
    mention: Mention
    rects: tuple[PageRect, ...]

    def contains(self, point: PagePoint) -> bool:
        """Whether a point of the page lies on it."""
        return any(rect.contains(point) for rect in self.rects)


@record
class MarksOfPage:
    """What lies on one page, from the lowest up. The marks of ``footnotes`` are not drawn: the page shows them."""

    markings: tuple[Marking, ...] = ()
    place: tuple[PageRect, ...] = ()
    mentions: tuple[LinkedMention, ...] = ()
    footnotes: tuple[PageLink, ...] = ()


class PageMarks:
    """The marks of one document's pages."""

    def __init__(self, document: OpenDocument, glyphs: GlyphStore) -> None:
        self._document = document
        self._glyphs = glyphs
        self._hits: dict[int, list[tuple[Span, QColor]]] = {}
        self._notes = NoteMarks(document, lambda: self._forget(None))
        self._place: Span | None = None
        self._made: dict[int, MarksOfPage] = {}
        # A second view of a document comes when all of this is known already, and hears of no change.
        if document.understanding is not None:
            self.understanding_changed()
        if document.search.state.hits:
            self.search_changed()
        if document.notes.annotations:
            self.notes_changed()

    # -- what has changed ---------------------------------------------------------------------------------------------

    def search_changed(self) -> None:
        """Other hits, or another current one."""
        state = self._document.search.state
        current = None if state.current is None else state.hits[state.current]
        colored = ((hit.span, CURRENT_HIT if hit is current else HIT) for hit in state.hits)
        self._hits = _by_page(self._document.text, colored)
        self._made.clear()

    def notes_changed(self, ids: Sequence[str] = ()) -> None:
        """Other notes: those named, or all."""
        self._forget(self._notes.changed(ids))

    def _forget(self, pages: Iterable[int] | None) -> None:
        if pages is None:
            self._made.clear()
            return
        for page in pages:
            self._made.pop(page, None)

    def understanding_changed(self) -> None:
        """Other references and footnotes, and other headers and footers that notes leave out."""
        self._notes.understanding_changed()
        self._made.clear()

    def text_read(self) -> None:
        """More of the text is known: notes and references may have found their pages."""
        self._forget(self._notes.text_read())
        self._forget([page for page, made in self._made.items() if not made.mentions])

    def glyphs_arrived(self, page: int) -> None:
        """The glyphs of a page are there."""
        self._made.pop(page, None)

    @property
    def place(self) -> Span | None:
        """The place that was asked for, until the reader turns to something else."""
        return self._place

    def set_place(self, span: Span | None) -> None:
        """Mark a place, or none."""
        if span != self._place:
            self._place = span
            self._made.clear()

    # -- what there is ------------------------------------------------------------------------------------------------

    def of_page(self, page: int) -> MarksOfPage:
        """The marks of a page; without its glyphs only those that know their rectangles themselves."""
        made = self._made.get(page)
        if made is None:
            made = self._make(page)
            self._made[page] = made
        return made

    def rects_of(self, page: int, part: Span) -> tuple[PageRect, ...]:
        """Where a part of a page's text stands, as far as its glyphs are known."""
        glyphs = self._glyphs.glyphs(page)
        return () if glyphs is None else _rects(glyphs, part)

    def mention_at(self, page: int, point: PagePoint) -> LinkedMention | None:
        """The mention of a reference at a point of a page."""
        return next((linked for linked in self.of_page(page).mentions if linked.contains(point)), None)

    def note_at(self, page: int, point: PagePoint) -> str | None:
        """The note at a point of a page: of several the one with the smallest rectangle there."""
        found = [
            (rect.width * rect.height, marking.note)
            for marking in self.of_page(page).markings
            if marking.note and marking.kind is not AnnotationKind.BOOKMARK
            for rect in marking.rects
            if rect.contains(point)
        ]
        return min(found)[1] if found else None

    def _make(self, page: int) -> MarksOfPage:
        glyphs = self._glyphs.glyphs(page)
        notes = tuple(self._note_markings(page, glyphs))
        if glyphs is None:
            return MarksOfPage(markings=notes)
        hits = tuple(Marking(_rects(glyphs, part), color) for part, color in self._hits.get(page, ()))
        mentions = tuple(
            LinkedMention(reference, mention, _rects(glyphs, part))
            for part, (reference, mention) in self._cited_on(page)
        )
        return MarksOfPage(notes + hits, self._place_rects(page, glyphs), mentions, self._footnotes(page, glyphs))

    def _cited_on(self, page: int) -> list[tuple[Span, tuple[Reference, Mention]]]:
        text = self._document.text
        if page >= text.page_count:
            return []
        cited = self._document.cited.touching(text.page_span(page))
        near = ((mention.span, (reference, mention)) for reference, mention in cited)
        return _by_page(text, near).get(page, [])

    def _footnotes(self, page: int, glyphs: PageGlyphs) -> tuple[PageLink, ...]:
        text, known = self._document.text, self._document.understanding
        if known is None or page >= text.page_count:
            return ()
        return tuple(footnote_links(known.footnotes, text, page, glyphs))

    def _note_markings(self, page: int, glyphs: PageGlyphs | None) -> Iterable[Marking]:
        """Notes by the letters of their passages; where their anchor says while letters or text are on their way."""
        text = self._document.text
        for part, note in self._notes.on_page(page):
            turns = 0
            if part is not None and glyphs is not None:
                rects = _rects(glyphs, part)
                if page < text.page_count:
                    turns = glyphs.turns(part.start, text.page_text(page))
            else:
                rects = note.anchor.rects if note.anchor.page == page else ()
            if note.kind is AnnotationKind.REGION and len(rects) > 1:
                around = bounding_rect(rects)  # its page is another one now: what was written in it
                rects = () if around is None else (around,)
            if rects or (note.kind is AnnotationKind.BOOKMARK and part is None):
                color = highlight_color(note.color, note.own_color)
                yield Marking(rects, color, bool(note.body), note.kind, note.id, note.color, note.own_color, turns)

    def _place_rects(self, page: int, glyphs: PageGlyphs) -> tuple[PageRect, ...]:
        if self._place is None:
            return ()
        parts = list(self._document.text.by_page(self._place))
        if len(self._place) > LONGEST_PLACE:
            parts = parts[:1]
        for at, part in parts:
            if at == page:
                rects = _rects(glyphs, part)
                return rects[:1] if len(self._place) > LONGEST_PLACE else rects
        return ()


def _by_page(text: DocumentText, entries: Iterable[tuple[Span, T]]) -> dict[int, list[tuple[Span, T]]]:
    """Spans of the document parted into spans of its pages, in order."""
    found: dict[int, list[tuple[Span, T]]] = {}
    for span, what in entries:
        for page, part in text.by_page(span):
            found.setdefault(page, []).append((part, what))
    return found


def _rects(glyphs: PageGlyphs, part: Span) -> tuple[PageRect, ...]:
    end = min(part.end, len(glyphs))
    return tuple(glyphs.rects(min(part.start, end), end))
