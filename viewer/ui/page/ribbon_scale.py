"""Where things lie on the ribbon of a document."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument


class Scale:
    """How far down the document things lie, from 0 to 1: a page takes its share of the heights of all."""

    def __init__(self, document: OpenDocument) -> None:
        self._document = document
        self._tops: list[float] = []

    @property
    def tops(self) -> list[float]:
        """Where each page begins, and at the end 1."""
        if not self._tops:
            below = [*accumulate((size.height for size in self._document.page_sizes), initial=0.0)]
            total = below[-1] or 1.0
            self._tops = [top / total for top in below]
        return self._tops

    def renew(self) -> None:
        """Pages have got their sizes."""
        self._tops = []

    def at(self, offset: int) -> float:
        """How far down a character lies."""
        text, tops = self._document.text, self.tops
        if not text.page_count:
            return 0.0
        position = text.locate(min(offset, len(text)))
        length = max(1, len(text.page_text(position.page)))
        share = min(1.0, position.offset / length)
        return tops[position.page] + share * (tops[position.page + 1] - tops[position.page])

    def page_at(self, at: float) -> int:
        """The page that lies so far down."""
        return min(max(bisect_right(self.tops, at) - 1, 0), self._document.page_count - 1)

    def offset_at(self, at: float) -> int:
        """The character that lies so far down, or the next; beyond what has been read the one after its end."""
        text, tops, page = self._document.text, self.tops, self.page_at(at)
        if page >= text.page_count:
            return len(text) + 1
        share = (at - tops[page]) / ((tops[page + 1] - tops[page]) or 1.0)
        return text.page_span(page).start + ceil(share * max(1, len(text.page_text(page))))
