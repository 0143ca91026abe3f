"""A document's folded text, in which words are found, and the line around each hit.

The text is folded in pieces that are cut between two words inside a page, never at the break between two pages, so that
words and hyphenated words are found across page breaks as anywhere else: the pieces together are what the whole text
would be, folded at once. Everything found is mapped back to offsets in the document's text.
"""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
from typing import TYPE_CHECKING

from viewer.model.folded_text import OffsetMap
from viewer.model.text import Span
from viewer.workers.messages.answers import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.model.folded_text import FoldedText
    from viewer.model.text import DocumentText

SNIPPET_LENGTH = 80
"""Characters of a hit's line that are shown."""
LONGEST_LINE = 1000
"""Characters before and behind a hit among which its snippet is looked for."""
_BLANKS = re.compile(r"\s+")


class TextIndex:
    """The folded text of a document, as far as it has been read, in one string that is searched."""

    def __init__(self, text: DocumentText, fold: Callable[[str], FoldedText]) -> None:
        self._text = text
        self._fold = fold
        self._pages = 0
        self._map = OffsetMap()  # of the text up to the last cut
        self._string = ""
        self._added: list[str] = []  # folded pieces that the string has not yet
        self._rest: FoldedText | None = None  # what stands behind the last cut, at the end of the string

    @property
    def page_count(self) -> int:
        """How many pages have been folded."""
        return self._pages

    def extend_for(self, seconds: float) -> bool:
        """Fold pages that have been read since, for about so long. Returns whether all have been folded."""
        end = time.perf_counter() + seconds
        while self._pages < self._text.page_count:
            span = self._text.page_span(self._pages)
            self._rest = None
            cut = span.start + _last_cut(self._text.page_text(self._pages))
            if cut > span.start:
                piece = self._fold(self._text.slice(Span(self._map.original_length, cut)))
                self._map.extend(piece.offsets)
                self._added.append(piece.folded)
            self._pages += 1
            if time.perf_counter() >= end:
                break
        return self._pages >= self._text.page_count

    def fingerprint(self) -> str:
        """The SHA-256 (hex) of the folded text, as UTF-8."""
        return hashlib.sha256(self._searched().encode("utf-8", "surrogatepass")).hexdigest()

    def find(self, query: str, limit: int, near: int = 0) -> tuple[tuple[Hit, ...], int]:
        """At most ``limit`` hits in text order, and how many there are in all. Hits do not overlap.

        Where there are more, it is those at and behind the offset ``near``, and a quarter before it; fewer behind the
        last make room for more before.
        """
        folded = self._fold(query).folded.strip()
        if not folded:
            return (), 0
        string = self._searched()
        total = string.count(folded)
        places = list(_places(string, folded, 0, min(limit, total)))
        if total > limit and near:
            here = self._folded(near)
            across = string.find(folded, max(0, here - len(folded) + 1), here + len(folded) - 1)
            if 0 <= across < here:  # the reader is amid a hit, which counts as before
                here = across + len(folded)
            behind = list(_places(string, folded, here, limit))
            before = list(_places_before(string, folded, here, max(limit // 4, limit - len(behind))))
            places = [*reversed(before), *behind][:limit]
        return tuple(self._hit(at, at + len(folded)) for at in places), total

    def _searched(self) -> str:
        if self._rest is None:
            end = self._text.page_span(self._pages - 1).end if self._pages else 0
            self._rest = self._fold(self._text.slice(Span(self._map.original_length, end)))
            before = self._string[: self._map.folded_length - sum(map(len, self._added))]
            self._string = "".join((before, *self._added, self._rest.folded))
            self._added.clear()
        return self._string

    def _hit(self, start: int, end: int) -> Hit:
        span = Span(self._original(start).start, self._original(end - 1).end)
        snippet, match_start, match_end = snippet_of(self._text, span)
        return Hit(span, self._text.page_of(span.start), snippet, match_start, match_end)

    def _folded(self, offset: int) -> int:
        """The place in the string of a character of the document's text, or of the first one behind it."""
        if offset < self._map.original_length or self._rest is None:
            return self._map.to_folded(Span(offset, offset)).start
        at = min(offset - self._map.original_length, len(self._rest.original))
        return self._map.folded_length + self._rest.to_folded(Span(at, at)).start

    def _original(self, offset: int) -> Span:
        """The place in the document's text of a character of the string."""
        at = offset - self._map.folded_length
        if at < 0 or self._rest is None:
            return self._map.to_original(Span(offset, offset + 1))
        return self._rest.to_original(Span(at, at + 1)).shifted(self._map.original_length)


def _last_cut(page: str) -> int:
    """Behind the last blank of a page that stands between two letters or two figures, 0 where there is none.

    Nothing that folding does reaches over such a blank: it joins at hyphens and slashes, drops marks, and drops the
    blank between an Arabic letter and a figure.
    """
    for tail in (400, len(page)):  # nearly always among the last words
        first = max(0, len(page) - tail)
        cut = 0
        for blank in _BLANKS.finditer(page, first):
            if first < blank.start() and blank.end() < len(page) and _is_plain(page, blank.start() - 1, blank.end()):
                cut = blank.end()
        if cut or not first:
            return cut
    return 0


def _is_plain(text: str, before: int, behind: int) -> bool:
    signs = (text[before], text[behind])
    return signs[0].isnumeric() == signs[1].isnumeric() and all(
        sign.isalnum() and unicodedata.category(sign) != "Lm" for sign in signs
    )


def snippet_of(text: DocumentText, span: Span) -> tuple[str, int, int]:
    """The line (or lines) around a span, blanks collapsed, and where in it the span stands."""
    first, last = text.page_of(span.start), text.page_of(max(span.start, span.end - 1))
    start = max(text.page_span(first).start, span.start - LONGEST_LINE)
    page_end = max(text.page_span(last).end, span.end)  # a hit may end with the page break itself
    around = text.slice(Span(start, min(page_end, span.end + LONGEST_LINE)))
    begins, ends = span.start - start, span.end - start
    line_start = around.rfind("\n", 0, begins) + 1
    line_end = around.find("\n", ends)
    before = _BLANKS.sub(" ", around[line_start:begins]).lstrip()
    match = _BLANKS.sub(" ", around[begins : min(ends, begins + LONGEST_LINE)])[:SNIPPET_LENGTH]
    after = _BLANKS.sub(" ", around[ends : line_end if line_end >= 0 else len(around)]).rstrip()
    room = SNIPPET_LENGTH - len(match)
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        before = f"…{before[len(before) - left :]}" if left < len(before) else before
        after = f"{after[: room - left]}…" if room - left < len(after) else after
    return before + match + after, len(before), len(before) + len(match)


def _places(text: str, words: str, start: int, limit: int) -> Iterator[int]:
    at = text.find(words, start)
    while at >= 0 and limit > 0:
        yield at
        limit -= 1
        at = text.find(words, at + len(words))


def _places_before(text: str, words: str, end: int, limit: int) -> Iterator[int]:
    at = text.rfind(words, 0, end)
    while at >= 0 and limit > 0:
        yield at
        limit -= 1
        at = text.rfind(words, 0, at)
