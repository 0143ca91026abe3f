"""The words of a passage as they are quoted: without what stands between them on the page.

A passage over a page break has the foot of one page and the head of the next in it: footnotes, page and job numbers,
the running symbol. Nobody quotes these, nor the marks that call the footnotes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from viewer.analysis.layout.note_marks import calls_of, is_called, marks_in, next_call
from viewer.model.document import SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.layout.note_marks import NoteMark
    from viewer.model.document import Understanding
    from viewer.model.text import DocumentText

NEXT_MARKS = 3
"""So far on a number that nothing calls may be the mark of another footnote, whose call was not read."""


def words_of(text: DocumentText, span: Span, understanding: Understanding | None) -> str:
    """The words of a passage without footnotes and their marks, and without what stands between its pages.

    What the passage begins or ends with stays: whoever marks a footnote means the footnote.
    """
    if understanding is None:
        return text.slice(span)
    notes = _footnotes(understanding)
    inside = _inside(span, around_the_words(understanding) if goes_over_pages(text, span) else notes)
    calls = _calls(text, span, [part for part in notes if not span.overlaps(part) or part in inside])
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


def footnote_at(text: DocumentText, block: Span, offset: int, since: int = 0) -> tuple[str, int] | None:
    """The mark of the footnote that holds a character of a block of footnotes, and where it is called.

    That is on its page, or the first ones on the page before: plain text is not divided where its pages ended. Notes at
    the end of a part are called anywhere behind ``since``, the end of the block of footnotes before them.

    None of what goes on from another page, and where it cannot be told: a line of a footnote may begin with a number as
    well ("24 October 1945"), so a mark is what is called in the text above, behind the call of the mark before it.
    """
    marks = list(marks_in(text.slice(block)))
    above, behind = _where_called(text, block, marks, since)
    words = text.slice(above)
    within: tuple[str, int] | None = None
    last = 0
    for mark in marks:
        if block.start + mark.start > offset:
            break
        call = next_call(mark.sign, words, behind)
        if call is None and not last:
            call = next_call(mark.sign, words, 0)
        if call is not None:
            behind, within = call, (mark.label, above.start + call)
        elif mark.number is not None and last < mark.number <= last + NEXT_MARKS:
            within = None
        if mark.number is not None and (call is not None or within is None):
            last = mark.number
    return within


def _where_called(text: DocumentText, block: Span, marks: Sequence[NoteMark], since: int) -> tuple[Span, int]:
    """The text above a block in which its notes are called, and where in it the first call is sought before all else.

    That of the page and the one before it, from the page on; for notes at the end of a part all that is behind
    ``since``. They are such if the first is called there alone, or at least not on these pages.
    """
    page = text.page_span(text.page_of(block.start))
    pages = Span(text.page_span(max(0, text.page_of(block.start) - 1)).start, block.start)
    if marks and since < pages.start and not is_called(sign := marks[0].sign, near := text.slice(pages)):
        part = Span(since, block.start)
        if is_called(sign, text.slice(part)) or next_call(sign, near, 0) is None:
            return part, 0
    return pages, page.start - pages.start


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


def _calls(text: DocumentText, span: Span, notes: list[Span]) -> Iterator[Span]:
    """Where the marks of the footnotes on the passage's pages stand in it."""
    for page in range(text.page_of(span.start), text.page_of(max(span.start, span.end - 1)) + 1):
        here = text.page_span(page)
        signs = {mark.sign for note in _called_on(text, here, notes) for mark in marks_in(text.slice(note))}
        part = here.intersection(span)
        if not signs or part is None:
            continue
        before = max(here.start, part.start - 2)
        for start, end in calls_of(signs, text.slice(Span(before, part.end))):
            if before + start >= part.start:
                yield Span(before + start, before + end)


def _called_on(text: DocumentText, page: Span, notes: list[Span]) -> Iterator[Span]:
    """The blocks of notes on a page, and the next one where its first note is called on the page or before it."""
    yield from (note for note in notes if page.overlaps(note))
    at = bisect_left(notes, page.end, key=_start)
    if at == len(notes):
        return
    called = footnote_at(text, notes[at], notes[at].start, notes[at - 1].end if at else 0)
    if called is not None and called[1] < page.end:
        yield notes[at]
