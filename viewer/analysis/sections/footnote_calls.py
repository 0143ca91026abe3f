"""What calls each footnote: blocks of notes are parted into notes, and each is bound to its marks in the text.

A line of a note may begin with a number as well ("24 October 1945"), so a mark is what the text above calls, behind the
call of the note before it. What is raised there calls before what is not: of "CO2 fell.2" the second figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import raised_runs
from viewer.analysis.layout.note_marks import calls_of, is_called, marks_in, next_call
from viewer.model.document import Footnote
from viewer.model.text import DocumentText, Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from viewer.analysis.layout.note_marks import NoteMark
    from viewer.model.text import PageText

_MISSED = 3
"""So far on a number that nothing calls may be the mark of another note, whose call was not read."""
_RAISED_MARK = re.compile(r"\d{1,3}|\*{1,5}|[†‡]{1,2}|§{1,2}|(?<![^\W\d_])[a-z](?![^\W\d_])")
_ORDINAL = re.compile(r"(?<![\d.,])(?:\d{1,3}|[IVX]+|[nN]\.?|[Nn]os?)$")
"""What a raised letter makes an ordinal or the word for a number: "XXe siècle", "5a sesión", "n.o 5"."""
_ORDINAL_LETTERS = frozenset("aeor")
_BEFORE_ORDINAL = 6
"""Characters before a raised letter in which that is looked for."""

Raised = dict[str, list[int]]
"""Where each mark is raised above its line: ascending offsets in the document's text."""


def footnote_steps(pages: Sequence[PageText], blocks: Sequence[Span]) -> Generator[float, None, tuple[Footnote, ...]]:
    """Bind the notes of a document. ``blocks`` are where notes stand, ascending and apart.

    Notes that nothing calls are left out, and what goes on in a block from another page.

    Yields how much is done (0 to 1) after each block.
    """
    if not blocks:
        return ()
    text = DocumentText.of([page.text for page in pages])
    raised = _raised(str(text), pages)
    notes: list[Footnote] = []
    for number, (before, block) in enumerate(pairwise([Span(0, 0), *blocks]), 1):
        notes += _bound(text, block, before.end, raised)
        yield number / len(blocks)
    return tuple(notes)


def _raised(text: str, pages: Sequence[PageText]) -> Raised:
    found: Raised = {}
    for run in raised_runs(pages):
        for mark in _RAISED_MARK.finditer(text[run.start : run.end]):
            at = run.start + mark.start()
            if not (mark.group() in _ORDINAL_LETTERS and _ORDINAL.search(text[max(0, at - _BEFORE_ORDINAL) : at])):
                found.setdefault(mark.group(), []).append(at)
    return found


def _bound(text: DocumentText, block: Span, since: int, raised: Raised) -> Iterator[Footnote]:
    """The notes of a block that are called. ``since`` is where the block before it ends."""
    marks = list(marks_in(text.slice(block)))
    if not marks:
        return
    calling = _calling(text, block, since, marks[0], raised)
    found: list[tuple[NoteMark, Span | None]] = []
    last, behind = 0, calling.begin
    for mark in marks:
        call = calling.next_call(mark, behind) or (calling.next_call(mark, 0) if not last else None)
        if call is not None:
            behind = call.start
        elif mark.number is None or (found and not 0 < mark.number - last <= _MISSED):
            continue
        found.append((mark, call))
        last = mark.number or last
    ends = [*(block.start + mark.start for mark, _ in found), block.end]
    for (mark, call), end in zip(found, ends[1:], strict=True):
        if call is not None:
            span = _trimmed(text, Span(block.start + mark.start, end))
            yield Footnote(mark.label, span, tuple(calling.calls(mark, call)))


def _trimmed(text: DocumentText, span: Span) -> Span:
    """A span without the blanks and empty lines around its words."""
    words = text.slice(span)
    start = span.end - len(words.lstrip())
    return Span(start, start + len(words.strip()))


@dataclass(frozen=True, slots=True)
class _Calling:
    """The text that may call the notes of a block: ``words``, whose first character is at ``offset``.

    Calls are looked for from ``begin`` on, an offset in ``words``, as all spans here are.
    """

    words: str
    offset: int
    begin: int
    raised: Raised

    def next_call(self, mark: NoteMark, behind: int) -> Span | None:
        """Where a note is called from an offset on."""
        return next(self._raised(mark, behind), None) or next_call(mark.sign, self.words, behind)

    def calls(self, mark: NoteMark, call: Span) -> list[Span]:
        """All calls of a note in the document: a number calls once, a star may stand behind several words."""
        several = {call}
        if mark.number is None:
            several.update(calls_of(mark.sign, self.words, self.begin), self._raised(mark, self.begin))
        return sorted(one.shifted(self.offset) for one in several)

    def is_called(self, mark: NoteMark) -> bool:
        """Whether a note is called for certain."""
        return next(self._raised(mark, 0), None) is not None or is_called(mark.sign, self.words)

    def _raised(self, mark: NoteMark, behind: int) -> Iterator[Span]:
        places = self.raised.get(mark.label, ())
        for at in range(bisect_left(places, self.offset + behind), len(places)):
            start = places[at] - self.offset
            if start >= len(self.words):
                return
            yield Span(start, start + len(mark.label))


def _calling(text: DocumentText, block: Span, since: int, first: NoteMark, raised: Raised) -> _Calling:
    """The text that calls the notes of a block, of which ``first`` is the first.

    That is the one above them on their page, where the first ones may also be called on the page before: plain text is
    not divided where its pages ended. Notes at the end of a part are called anywhere behind the block before them.
    """
    page = text.page_of(block.start)
    offset = text.page_span(max(0, page - 1)).start
    begin = text.page_span(page).start - offset
    near = _Calling(text.slice(Span(offset, block.start)), offset, begin, raised)
    if since < offset and not near.is_called(first):
        far = _Calling(text.slice(Span(since, block.start)), since, 0, raised)
        if far.is_called(first) or near.next_call(first, 0) is None:
            return far
    return near
