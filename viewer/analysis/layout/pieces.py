"""A long text in pieces that can be read one after the other: page furniture blanked out, cut between sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from viewer.model.text import PAGE_BREAK, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAGE_MARK = r"(?:\d{1,3}/\d{1,3}(?: +\d\d-\d{5})?|\d{1,3}|(?:GE\.)?\d\d-\d{5}(?: \([EFSRAC]\))?(?: +\d{1,3}/\d{1,3})?)"
_HEAD = re.compile(rf"\s{{0,9}}(?:{_PAGE_MARK}[ \t]{{0,9}}\n\s{{0,9}})+")
_FOOT = re.compile(rf"(?:\n\s{{0,9}}{_PAGE_MARK})+\s{{0,9}}\Z")
"""Page numbers and job numbers at the top and the foot of a page: they part the halves of a sentence."""
_FOOT_REACH = 120
"""Characters at the end of a page in which its foot stands."""
_TOTAL = re.compile(r"(?<!\d)\d{1,3}/(\d{1,3})(?!\d)")
"""The pages of all that "2/8" counts."""
_LENGTH = 6_000
"""Characters of a piece (about two pages), more only where no sentence ends."""
_SENTENCE = re.compile(
    r"[.!?؟。](?:(?<=。)\s*|(?:(?<=[^\W\d_]{4}.)|(?<=[)\d].))['\"”’»)]?\s*\n\s*(?=[^\W\d_a-zß-ÿа-яё]))"
)
"""Where a sentence surely ends: with a line, before a capital, and not behind an abbreviation."""


def blanked(text: str, skip: Iterable[Span]) -> str:
    """The text with blanks for what is no part of its sentences, so that offsets stay and halves come together.

    Blanked are the spans to skip, and the marks at the top and the foot of each page.
    """
    silent = [(span.start, span.end) for span in skip if len(span)]
    silent += _marks(text)
    pieces: list[str] = []
    at = 0
    for begin, end in sorted(silent):
        pieces += text[at : max(at, begin)], " " * (max(at, end) - max(at, begin))
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the marks at the edges of pages are: "2/8" counts pages, "48/158" on one of them alone is a resolution."""
    found: list[tuple[int, re.Match[str]]] = []
    start = 0
    pages = text.split(PAGE_BREAK)
    for page in pages:
        edges = (_HEAD.match(page), _FOOT.search(page, max(0, len(page) - _FOOT_REACH)))
        found += [(start, edge) for edge in edges if edge]
        start += len(page) + 1
    totals = Counter(total for _, edge in found for total in set(_TOTAL.findall(edge.group())))
    for start, edge in found:
        marked = all(totals[total] > 1 or int(total) == len(pages) for total in _TOTAL.findall(edge.group()))
        if marked or "-" in edge.group() or len(pages) == 1:
            yield start + edge.start(), start + edge.end()


def pieces_of(text: str) -> Iterator[Span]:
    """Cut a text between sentences into pieces of about two pages; nothing is left out.

    Where no sentence ends for long, the cut is made at a line's end, or anywhere in a text without lines.
    """
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start)
        yield Span(start, end)
        start = end


def _end_of_piece(text: str, start: int) -> int:
    if len(text) - start <= _LENGTH:
        return len(text)
    found = _SENTENCE.search(text, start + _LENGTH, start + 4 * _LENGTH)
    if found is not None:
        return found.end()
    limit = min(len(text), start + 4 * _LENGTH)
    line = text.rfind("\n", start + _LENGTH, limit)
    return line + 1 if line >= 0 and limit < len(text) else limit
