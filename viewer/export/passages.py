"""The words of a passage as they are quoted: without what stands between them on the page.

A passage over a page break has the foot of one page and the head of the next in it: footnotes, page and job numbers,
the running symbol. Nobody quotes these, nor the marks that call the footnotes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from viewer.model.document import SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.document import Understanding
    from viewer.model.text import DocumentText


def words_of(text: DocumentText, span: Span, understanding: Understanding | None) -> str:
    """The words of a passage without footnotes and their marks, and without what stands between its pages.

    What the passage begins or ends with stays: whoever marks a footnote means the footnote.
    """
    if understanding is None:
        return text.slice(span)
    notes = _footnotes(understanding)
    inside = _inside(span, around_the_words(understanding) if goes_over_pages(text, span) else notes)
    calls = _calls(span, inside, understanding)
    pieces: list[str] = []
    at = span.start
    for part in sorted([*inside, *calls], key=lambda part: part.start):
        if part.start >= at:
            pieces.append(text.slice(Span(at, part.start)))
        at = max(at, part.end)
    return "".join([*pieces, text.slice(Span(at, max(at, span.end)))])


def goes_over_pages(text: DocumentText, span: Span) -> bool:
    """Whether a passage ends on another page than it begins on."""
    return text.page_of(span.start) != text.page_of(max(span.start, span.end - 1))


def around_the_words(understanding: Understanding | None) -> list[Span]:
    """The footnotes, headers and footers of a document, in the order of its text."""
    if understanding is None:
        return []
    return sorted((*_footnotes(understanding), *understanding.running_heads), key=_start)


def on_pages(text: DocumentText, span: Span, around: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The pages that a passage is on, each with the part of it there, as offsets in the page's text.

    What stands ``around_the_words`` between two pages, at the foot of one and the head of the next, is no part of it.
    """
    parts = list(text.by_page(span))
    between = _inside(span, around) if len(parts) > 1 else []
    for page, part in parts:
        here = text.page_span(page)
        start, end = here.start + part.start, here.start + part.end
        if between:
            start = _after_head(text, Span(start, end), between) if page != parts[0][0] else start
            end = _before_foot(text, Span(start, end), between) if page != parts[-1][0] else end
        if start < end:
            yield page, Span(start - here.start, end - here.start)


def _footnotes(understanding: Understanding) -> list[Span]:
    return [part.span for part in understanding.sections if part.kind is SectionKind.FOOTNOTE]


def _inside(span: Span, around: Sequence[Span]) -> list[Span]:
    """Those that a passage goes on behind."""
    first = bisect_right(around, span.start, key=_start)
    last = bisect_left(around, span.end, key=_start)
    return [part for part in around[first:last] if part.end < span.end]


def _start(part: Span) -> int:
    return part.start


def _after_head(text: DocumentText, part: Span, between: list[Span]) -> int:
    """Where a passage goes on, in a part of it that begins a page."""
    start = part.start
    for head in between:
        if head.start >= start and head.end <= part.end and not text.slice(Span(start, head.start)).strip():
            start = head.end
    words = text.slice(Span(start, part.end))
    return start + len(words) - len(words.lstrip())


def _before_foot(text: DocumentText, part: Span, between: list[Span]) -> int:
    """Where a passage breaks off, in a part of it that ends a page."""
    end = part.end
    for foot in reversed(between):
        if foot.end <= end and foot.start >= part.start and not text.slice(Span(foot.end, end)).strip():
            end = foot.start
    return part.start + len(text.slice(Span(part.start, end)).rstrip())


def _calls(span: Span, inside: Sequence[Span], understanding: Understanding) -> Iterator[Span]:
    """The marks in a passage that call footnotes, but for those of a footnote that it begins or ends in."""
    for note in understanding.footnotes:
        if not span.overlaps(note.span) or any(note.span.start in part for part in inside):
            yield from (call for call in note.calls if span.start <= call.start and call.end <= span.end)
