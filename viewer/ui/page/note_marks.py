"""Which notes lie on which page: kept in step note by note, so that fifty thousand of them cost no more than a few."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from typing import TYPE_CHECKING

from viewer.export.passages import around_the_words, on_pages
from viewer.model.annotation import AnnotationKind
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.model.annotation import Annotation
    from viewer.model.text import Span
    from viewer.session.open_document import OpenDocument

ON_PAGES = frozenset(
    {
        AnnotationKind.HIGHLIGHT,
        AnnotationKind.UNDERLINE,
        AnnotationKind.STRIKE_THROUGH,
        AnnotationKind.REGION,
        AnnotationKind.BOOKMARK,
    }
)
"""Kinds that are seen on the page. What is about a section, a page or the document is listed in the panel."""


AT_ONCE = 100
"""Notes that are gone through in one part of the work: about a millisecond."""


class NoteMarks:
    """The notes of a document by page, each with the part of the page's text that it is on.

    The part is None where it is not known: the page has not been read, or the note is not about words. Many notes are
    gone through a few at a time; those of a page that is asked for meanwhile are there at once.
    """

    def __init__(self, document: OpenDocument, on_through: Callable[[], None]) -> None:
        """``on_through`` is told when all notes have been gone through, and pages may have got more of them."""
        self._document = document
        self._on_through = on_through
        self._around = around_the_words(document.understanding)
        self._by_page: dict[int, dict[str, tuple[Span | None, Annotation]]] = {}
        self._pages: dict[str, tuple[int, ...]] = {}
        self._unread: list[tuple[int, str]] = []
        """A heap of the notes whose passage has not been read to its end: where that is, and which note it is."""
        self._going_through = InParts(document.post)

    def on_page(self, page: int) -> Iterable[tuple[Span | None, Annotation]]:
        """The notes on a page."""
        if self._going_through.goes_on:
            notes = self._document.notes.annotations
            first = bisect_left(notes, page - 1, key=_page_of)  # those of the page before may go on here
            for note in notes[first : bisect_left(notes, page + 1, first, key=_page_of)]:
                self._add(note)
        return self._by_page.get(page, {}).values()

    def changed(self, ids: Sequence[str]) -> set[int] | None:
        """Other notes: those named, or all. Returns the pages concerned; None means all."""
        if not ids:
            self._by_page.clear()
            self._pages.clear()
            self._unread.clear()
            self._going_through.start(self._through(self._document.notes.annotations))
            return None
        pages: set[int] = set()
        for each in ids:
            pages.update(self._remove(each))
            note = self._document.notes.find(each)
            if note is not None:
                pages.update(self._add(note))
        return pages

    def _through(self, notes: Sequence[Annotation]) -> Iterator[None]:
        for at in range(0, len(notes), AT_ONCE):
            for each in notes[at : at + AT_ONCE]:
                note = self._document.notes.find(each.id)  # it can have changed meanwhile
                if note is not None:
                    self._add(note)
            yield
        self._on_through()

    def text_read(self) -> set[int]:
        """More of the text is known: notes may have found their pages. Returns the pages concerned."""
        pages: set[int] = set()
        read = len(self._document.text)
        while self._unread and self._unread[0][0] <= read:
            _, each = heapq.heappop(self._unread)
            pages.update(self._remove(each))
            note = self._document.notes.find(each)
            if note is not None:
                pages.update(self._add(note))
        return pages

    def understanding_changed(self) -> set[int]:
        """Other headers and footers: what passages over a page break leave out. Returns the pages concerned."""
        self._around = around_the_words(self._document.understanding)
        over_breaks = [note for note, pages in self._pages.items() if len(pages) > 1]
        return self.changed(over_breaks) or set() if over_breaks else set()

    def _remove(self, note: str) -> tuple[int, ...]:
        pages = self._pages.pop(note, ())
        for page in pages:
            self._by_page[page].pop(note, None)
        return pages

    def _add(self, note: Annotation) -> tuple[int, ...]:
        if note.kind not in ON_PAGES:
            return ()
        anchor, text = note.anchor, self._document.text
        if anchor.span.end > len(text):
            heapq.heappush(self._unread, (anchor.span.end, note.id))
        parts: dict[int, Span | None] = {}
        if not (note.kind is AnnotationKind.REGION and anchor.rects):
            parts.update(on_pages(text, anchor.span, self._around))
        no_words = note.kind is AnnotationKind.BOOKMARK and (not anchor.quote or not parts)
        if no_words or (anchor.rects and anchor.page not in parts):
            parts = {**parts, anchor.page: None}
        if note.kind is AnnotationKind.BOOKMARK:
            parts = dict(list(parts.items())[:1])
        for page, part in parts.items():
            self._by_page.setdefault(page, {})[note.id] = (part, note)
        self._pages[note.id] = tuple(parts)
        return tuple(parts)


def _page_of(note: Annotation) -> int:
    return note.anchor.page
