"""Finding words in a document's folded text, and the line around each hit.

Pages are folded one by one and joined by a space, so that words are found across page breaks. Everything found is
mapped back to offsets in the document's text.
"""

from __future__ import annotations

import hashlib
import re
import time
from bisect import bisect_right
from typing import TYPE_CHECKING

from viewer.model.text import PAGE_BREAK, Span
from viewer.workers.messages import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.model.text import DocumentText, FoldedText

SNIPPET_LENGTH = 80
"""Characters of a hit's line that are shown."""
_BLANKS = re.compile(r"\s+")


class TextIndex:
    """The folded pages of a document, in one string that is searched."""

    def __init__(self, text: DocumentText, fold: Callable[[str], FoldedText]) -> None:
        self._text = text
        self._fold = fold
        self._pages: list[FoldedText] = []
        self._starts: list[int] = []  # where each page's folded text, blanks at its ends cut, starts in the string
        self._cut: list[int] = []  # blanks cut at each page's beginning
        self._length = 0
        self._string = ""

    @property
    def page_count(self) -> int:
        """How many pages have been folded."""
        return len(self._pages)

    def extend_for(self, seconds: float) -> bool:
        """Fold pages that have been read since, for about so long. Returns whether all have been folded."""
        end = time.perf_counter() + seconds
        while self.page_count < self._text.page_count:
            page = self._fold(self._text.page_text(self.page_count))
            self._starts.append(self._length)
            self._cut.append(len(page.folded) - len(page.folded.lstrip()))
            self._pages.append(page)
            self._length += len(page.folded.strip()) + 1
            if time.perf_counter() >= end:
                break
        return self.page_count >= self._text.page_count

    def fingerprint(self) -> str:
        """The SHA-256 (hex) of the folded pages, joined by U+000C, as UTF-8."""
        digest = hashlib.sha256()
        for number, page in enumerate(self._pages):
            digest.update((PAGE_BREAK * bool(number) + page.folded).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def find(self, query: str, limit: int) -> tuple[tuple[Hit, ...], int]:
        """The first ``limit`` hits in text order, and how many there are in all. Hits do not overlap."""
        folded = self._fold(query).folded.strip()
        if not folded:
            return (), 0
        string = self._searched()
        hits = tuple(self._hit(at, at + len(folded)) for at in _places(string, folded, limit))
        return hits, len(hits) if len(hits) < limit else string.count(folded)

    def _searched(self) -> str:
        if len(self._string) + 1 != self._length:
            self._string = " ".join(page.folded.strip() for page in self._pages)
        return self._string

    def _hit(self, start: int, end: int) -> Hit:
        page, first = self._locate(start)
        last_page, last = self._locate(end - 1)
        begins = self._pages[page].to_original(Span(first, first + 1)).start
        ends = self._pages[last_page].to_original(Span(last, last + 1)).end
        span = Span(
            self._text.page_span(page).start + begins,
            self._text.page_span(last_page).start + ends,
        )
        snippet, match_start, match_end = snippet_of(self._text, span)
        return Hit(span, page, snippet, match_start, match_end)

    def _locate(self, offset: int) -> tuple[int, int]:
        """The page and the offset in its folded text of a character of the string (not a joining space)."""
        page = bisect_right(self._starts, offset) - 1
        return page, offset - self._starts[page] + self._cut[page]


def snippet_of(text: DocumentText, span: Span) -> tuple[str, int, int]:
    """The line (or lines) around a span, blanks collapsed, and where in it the span stands."""
    page = text.page_of(span.start)
    last = text.page_of(max(span.start, span.end - 1))
    start = text.page_span(page).start
    around = text.slice(Span(start, text.page_span(last).end))
    begins, ends = span.start - start, span.end - start
    line_start = around.rfind("\n", 0, begins) + 1
    line_end = around.find("\n", ends)
    before = _BLANKS.sub(" ", around[line_start:begins]).lstrip()
    match = _BLANKS.sub(" ", around[begins:ends])[:SNIPPET_LENGTH]
    after = _BLANKS.sub(" ", around[ends : line_end if line_end >= 0 else len(around)]).rstrip()
    room = SNIPPET_LENGTH - len(match)
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        before = f"…{before[len(before) - left :]}" if left < len(before) else before
        after = f"{after[: room - left]}…" if room - left < len(after) else after
    return before + match + after, len(before), len(before) + len(match)


def _places(text: str, words: str, limit: int) -> Iterator[int]:
    at = text.find(words)
    found = 0
    while at >= 0 and found < limit:
        yield at
        found += 1
        at = text.find(words, at + len(words))
