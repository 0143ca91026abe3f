"""Bookmarks: the line that is being read as a place to come back to, and the way from one to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.model.annotation import AnnotationKind
from viewer.model.text import Span
from viewer.session.changes import ViewPlace

if TYPE_CHECKING:
    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument

LONGEST_LINE = 120
"""Characters of a line that a bookmark quotes; enough to tell it from others."""
_LINE_END = re.compile(r"[\n\f]")


def line_at(document: OpenDocument) -> tuple[int, Span | None]:
    """The page (from 0) and line that is selected or being read; None for the line where the page has no words."""
    selected = document.selected_span
    offset = selected.start if selected is not None else document.offset_in_view()
    page = min(document.place.page, document.page_count - 1)
    text = document.text
    if not text.page_count or page >= text.page_count:
        return page, None
    page = text.page_of(min(offset, len(text)))
    here = text.page_span(page)
    words = text.slice(here)
    at = min(max(offset - here.start, 0), len(words))
    start = max(words.rfind("\n", 0, at) + 1, 0)
    rest = words[start:]
    start += len(rest) - len(rest.lstrip())
    found = _LINE_END.search(words, start)
    end = min(found.start() if found else len(words), start + LONGEST_LINE)
    line = words[start:end].rstrip()
    return page, Span(here.start + start, here.start + start + len(line)) if line else None


def bookmarks(document: OpenDocument) -> list[Annotation]:
    """The bookmarks in reading order."""
    return [note for note in document.notes.annotations if note.kind is AnnotationKind.BOOKMARK]


def bookmark_at(document: OpenDocument, page: int, line: Span | None) -> Annotation | None:
    """The bookmark at a line, or on a page without words."""
    for note in bookmarks(document):
        same = note.anchor.span.start == line.start if line is not None else not note.anchor.quote
        if note.anchor.page == page and same:
            return note
    return None


def go_to_bookmark(document: OpenDocument, direction: int) -> bool:
    """Go to the next bookmark (``direction`` 1) or the one before (-1). Whether there is one."""
    page, line = line_at(document)
    here = (page, line.start if line is not None else -1)
    placed = [((note.anchor.page, note.anchor.span.start if note.anchor.quote else -1), note)
              for note in bookmarks(document)]  # fmt: skip
    if direction < 0:
        placed.reverse()
    found = next((note for at, note in placed if (at > here if direction > 0 else at < here)), None)
    if found is None:
        return False
    show_note(document, found)
    return True


def show_note(document: OpenDocument, note: Annotation) -> None:
    """Go where a note stands in the present text: its passage, its region, else its page."""
    anchor = note.anchor
    if note.kind in {AnnotationKind.PAGE, AnnotationKind.DOCUMENT} or not anchor.quote:
        down = max(0.0, anchor.rects[0].y0 - 24.0) if anchor.rects else 0.0
        document.go_to(ViewPlace(anchor.page, down), pulse=False)
    elif anchor.span:
        document.go_to(anchor.span)
    else:
        document.go_to_page(anchor.page)
