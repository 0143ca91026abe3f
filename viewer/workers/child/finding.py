"""Finding words in a document while it is being read: what has been read so far is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.workers.child.steps import SLICE, AtPage, Wait
from viewer.workers.messages.answers import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.child.opened_document import OpenedDocument
    from viewer.workers.child.reading import Reading
    from viewer.workers.child.steps import Steps
    from viewer.workers.messages.requests import Find


def finding_steps(request: Find, document: OpenedDocument) -> Steps:
    """Find words in what has been read so far, tell it, and go on until the whole text has been read."""
    reading, index = document.reading, document.index
    while True:
        while not index.extend_for(SLICE):
            yield None
        searched = index.page_count
        hits, total = index.find(request.query, request.limit, request.near)
        unreadable = reading.unreadable_pages if reading.is_understood else tuple(reading.empty_pages())
        found = Found(request.document, request.query, hits, total, searched, unreadable)
        if searched >= reading.page_count:
            return found
        yield found
        goal = min(reading.page_count, max(2 * searched, searched + 20))
        while reading.pages_read < goal:
            if reading.readers:
                yield Wait(_reaches(reading, goal))
            else:  # nobody reads the document, so the search does
                yield from document.read_on()
                yield None
        yield AtPage(None)


def _reaches(reading: Reading, pages: int) -> Callable[[], bool]:
    return lambda: reading.pages_read >= pages or not reading.readers
