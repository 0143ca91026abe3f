"""The outline that a file brings along (its bookmarks), read within bounds: a file can nest it without end.

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from viewer.formats.pdf.links import spot_in_points
from viewer.model.document import OutlineEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 10_000
"""More are not read: a file can hold any number."""
MOST_LEVELS = 200
"""An outline that goes deeper is not read at all: MuPDF goes down by recursion, and at some depth falls."""
LONGEST_TITLE = 1_000
"""Characters."""


def outline_of(document: Any, mupdf: Any) -> tuple[OutlineEntry, ...]:
    """The entries that lead to a page of the file, with their parents before them."""
    if document.is_pdf and not _is_bounded(document, mupdf.mupdf):
        return ()
    first = mupdf.mupdf.fz_load_outline(document.this)
    return tuple(islice(_entries(document, mupdf.Outline(first), mupdf.mupdf), MOST_ENTRIES))


def _entries(document: Any, first: Any, low: Any) -> Iterator[OutlineEntry]:
    # PyMuPDF's get_toc recurses, and gives no places.
    levels = [first]
    while levels:
        entry = levels.pop()
        if entry is None or not entry.this.m_internal:
            continue
        if not entry.is_external and entry.uri:
            page, x, y = int(entry.page), entry.x, entry.y
            if page < 0:
                page, x, y = document.resolve_link(entry.uri)
                page = int(page)
            if page >= 0:
                title = " ".join(str(entry.title or "").split())[:LONGEST_TITLE]
                title = title.encode("utf-8", "replace").decode()  # a lone surrogate could not be sent
                x, y = spot_in_points(document, page, x, y, low)
                yield OutlineEntry(len(levels) + 1, title, page, y, x)
        levels += [entry.next, entry.down]


def _is_bounded(document: Any, low: Any) -> bool:
    """Whether an outline has not too many levels, and no entry that is met twice."""
    trailer = low.pdf_trailer(low.pdf_document_from_fz_document(document.this))
    root = low.pdf_dict_gets(low.pdf_dict_gets(trailer, "Root"), "Outlines")
    waiting = [(low.pdf_dict_gets(root, "First"), 1)]
    met: set[int] = set()
    while waiting and len(met) < 10 * MOST_ENTRIES:
        entry, level = waiting.pop()
        if not low.pdf_is_dict(entry):
            continue
        number = int(low.pdf_to_num(entry))
        if level > MOST_LEVELS or (number and number in met):
            return False
        met.add(number)
        waiting += [(low.pdf_dict_gets(entry, "Next"), level), (low.pdf_dict_gets(entry, "First"), level + 1)]
    return not waiting
