"""The words of a passage as they are quoted: without what stands between them on the page.

A passage over a page break has the foot of one page and the head of the next in it: footnotes, page and job numbers,
the running symbol. Nobody quotes these, nor the marks that call the footnotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.model.document import SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.document import Understanding
    from viewer.model.text import DocumentText

_MARK_OF_NOTE = re.compile(r"^[ \t]*(\d{1,3}|\*{1,4})(?=\s*[^\W\d_])", re.MULTILINE)
"""The mark with which a footnote begins."""
_CALL = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[^\d\s][.,;:])|(?<=[)\]”’\"»。，）]))(\d{1,3}|\*{1,4})(?=[\s.,;:)\]”’\"»。，]|\Z)"
)
"""A mark that stands right behind a word or the sign that ends it. Behind a figure it could be part of a number."""


def words_of(text: DocumentText, span: Span, understanding: Understanding | None) -> str:
    """The words of a passage without footnotes, their marks, headers and footers that stand inside it.

    What the passage begins or ends with stays: whoever marks a footnote means the footnote.
    """
    if understanding is None:
        return text.slice(span)
    notes = [part.span for part in understanding.sections if part.kind is SectionKind.FOOTNOTE]
    inside = [
        part for part in (*notes, *understanding.running_heads) if span.start < part.start and part.end < span.end
    ]
    calls = _calls(text, span, [part for part in notes if not span.overlaps(part) or part in inside])
    pieces: list[str] = []
    at = span.start
    for part in sorted([*inside, *calls], key=lambda part: part.start):
        if part.start >= at:
            pieces.append(text.slice(Span(at, part.start)))
        at = max(at, part.end)
    return "".join([*pieces, text.slice(Span(at, max(at, span.end)))])


def _calls(text: DocumentText, span: Span, notes: list[Span]) -> Iterator[Span]:
    """Where the marks of the footnotes on the passage's pages stand in it."""
    for page in range(text.page_of(span.start), text.page_of(max(span.start, span.end - 1)) + 1):
        here = text.page_span(page)
        marks = {mark for note in notes if here.overlaps(note) for mark in _MARK_OF_NOTE.findall(text.slice(note))}
        part = here.intersection(span)
        if not marks or part is None:
            continue
        before = max(here.start, part.start - 2)
        for found in _CALL.finditer(text.slice(Span(before, part.end))):
            start, end = before + found.start(), before + found.end()
            if found.group(1) in marks and start >= part.start:
                yield Span(start, end)
