"""The marks of footnotes as links: from where a note is called to the note, and from the note back."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from viewer.model.geometry import PageRect
from viewer.model.link import LinkKind, PageLink
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.document import Footnote
    from viewer.model.text import DocumentText, PageGlyphs

ROOM = 1.5
"""Points around a mark that belong to it as well: a raised figure is a small thing to hit."""
LONGEST_TOLD = 600
"""Characters of a note that are told where the pointer rests on its mark."""
_NOTHING = Span(0, 0)


def footnote_links(
    footnotes: Sequence[Footnote], text: DocumentText, page: int, glyphs: PageGlyphs
) -> Iterator[PageLink]:
    """The links that footnotes make on a page (from 0) whose text is known, in its order; ``glyphs`` are the page's.

    They are worked out when a page is looked at: a long document has tens of thousands, too many to sort while the
    window waits. Calls stand before their notes, and those of notes that count ascend with these.
    """
    here = text.page_span(page)
    for mark, leads_to, words in sorted(_marks_on(here, footnotes)):
        told = " ".join(text.slice(words).split())
        told = told if len(told) <= LONGEST_TOLD else f"{told[:LONGEST_TOLD]}…"
        for rect in glyphs.rects(mark.start - here.start, min(mark.end, here.end) - here.start):
            place = text.page_of(leads_to.start)
            yield PageLink(_with_room(rect), LinkKind.PLACE, place, span=leads_to, words=told)


def _marks_on(page: Span, footnotes: Sequence[Footnote]) -> Iterator[tuple[Span, Span, Span]]:
    """The marks on a page, each with what it leads to and the words that are told of it."""
    first = bisect_left(footnotes, page.start, key=lambda note: note.span.start)
    for note in islice(footnotes, first, None):
        if note.span.start < page.end:
            yield Span(note.span.start, note.span.start + len(note.mark)), note.calls[0], _NOTHING
        elif note.mark.isdecimal() and note.calls[0].start >= page.end:
            return
        yield from ((call, note.span, note.span) for call in note.calls if call.start in page)


def _with_room(rect: PageRect) -> PageRect:
    return PageRect(rect.x0 - ROOM, rect.y0 - ROOM, rect.x1 + ROOM, rect.y1 + ROOM)
