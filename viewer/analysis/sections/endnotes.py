"""Notes that stand together at the end of a document, of an annex or of a chapter, and not at the foot of pages.

Web pages have them so, and the typed documents of the 1970s to 1990s, under the word "Notes". They are known by
counting up from the first one that the text calls.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.layout.note_marks import heads_notes, is_called, listed_mark, numbered_mark
from viewer.analysis.metadata.labels import is_foot
from viewer.analysis.sections.footnotes import with_stars
from viewer.analysis.sections.ranks import NOTE, TITLE, TITLE_LIMIT, Start
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.analysis.layout.note_marks import NoteMark
    from viewer.analysis.layout.paragraphs import Paragraph

_MOST_UNMARKED = 3
"""Paragraphs of one note behind its first."""
_MISSED = 3
"""So far the number of a note may be on from that of the one before it."""
_ASKED = 2
"""Notes whose calls are looked for: the first ones of the run."""
_ASKED_OF_LIST = 20
"""The same of a list at the end, which may be as long as the text that is looked through for each of them."""


def with_endnotes(starts: Sequence[Start], paragraphs: Sequence[Paragraph]) -> list[Start]:
    """The parts of a document with its endnotes. ``paragraphs`` are all of its text's, without running headers.

    A run of notes takes the place of what was found in it otherwise.
    """
    offsets = [paragraph.lines[0].start for paragraph in paragraphs]
    parts = sorted(bisect_left(offsets, one.start) for one in starts if one.rank < TITLE and one.end is None)
    runs: list[Sequence[Paragraph]] = []
    behind = 0  # what could be the run before: each paragraph is looked through for few runs, however many there are
    for begin, end in pairwise(sorted({0, *parts, len(paragraphs)})):
        first = _first_of_run(paragraphs, begin, end)
        if first is None:
            continue
        # The notes behind an annex may be those of the text before it as well.
        if any(_calls_run(paragraphs, at, first, end, starts) for at in {begin, behind}):
            runs.append(paragraphs[with_stars(paragraphs, first, begin) : end])
        behind = end
    if (listed := _listed_at_end(paragraphs, starts)) is not None:
        runs.append(listed)
    headed = [at for at, paragraph in enumerate(paragraphs) if heads_notes(paragraph.text)]
    under = (_run_under(paragraphs, before, at, starts) for before, at in pairwise([0, *headed]))
    runs += [run for run in under if run is not None]
    kept = list(starts)
    for run in runs:
        first, last = run[0].span.start, _end(run)
        if any(one.start <= first and one.end is not None and one.end >= last for one in kept):
            continue
        kept = [one for one in kept if not first <= one.start < last]
        kept.append(Start(SectionKind.FOOTNOTE, run[0].text[:TITLE_LIMIT], NOTE, first, last))
    return kept


def _calls_run(paragraphs: Sequence[Paragraph], begin: int, first: int, end: int, starts: Sequence[Start]) -> bool:
    """Whether paragraphs before a run of notes call it, and no notes at the foot of pages between."""
    if not _are_called(paragraphs[begin:first], paragraphs[first:end]):
        return False
    return not _has_notes(starts, paragraphs[begin].span.start, paragraphs[first].span.start)


def _first_of_run(paragraphs: Sequence[Paragraph], begin: int, end: int) -> int | None:
    """Where the note is that bears the first number, if from it on to the end all are notes that count up."""
    unmarked = 0
    following: int | None = None
    for at in range(end - 1, begin, -1):
        mark = _mark(paragraphs[at])
        if mark is None or mark.number is None:
            unmarked += 1
            if unmarked > _MOST_UNMARKED or paragraphs[at].number is not None:
                return None
            continue
        if following is not None and not mark.number < following <= mark.number + _MISSED:
            return None
        if mark.number == 1:
            return at
        unmarked, following = 0, mark.number
    return None


def _run_under(
    paragraphs: Sequence[Paragraph], before: int, heading: int, starts: Sequence[Start]
) -> Sequence[Paragraph] | None:
    """The notes under the word for them, up to what is none, if the text calls them that begins with ``before``."""
    begun = {one.start for one in starts if one.kind is not SectionKind.FOOTNOTE}
    end = first = heading + 1
    last = 0
    for at in range(first, len(paragraphs)):
        mark = _mark(paragraphs[at])
        if mark is None or mark.number is None:
            if paragraphs[at].lines[0].start in begun or paragraphs[at].number is not None or at - end >= 1:
                break
            continue
        if last and not last < mark.number <= last + _MISSED:
            break
        last, end = mark.number, at + 1
    run = paragraphs[first:end]
    return run if run and _mark(run[0]) and _are_called(paragraphs[before:heading], run) else None


def _listed_at_end(paragraphs: Sequence[Paragraph], starts: Sequence[Start]) -> Sequence[Paragraph] | None:
    """The notes that a counted list at the very end gives: half of the first ones are surely called.

    The text counted its paragraphs before it, and the list is no part of anything else: the points of a resolution are.
    """
    first = len(paragraphs)
    while first and (mark := listed_mark(paragraphs[first - 1].text)) is not None:
        following = listed_mark(paragraphs[first].text) if first < len(paragraphs) else None
        if following is not None and mark.number != (following.number or 0) - 1:
            break
        first -= 1
    run = paragraphs[first:]
    if len(run) < _ASKED or all(paragraph.number is None for paragraph in paragraphs[:first]):
        return None
    begin = run[0].span.start
    if _has_notes(starts, 0, begin) or any(one.kind is SectionKind.OPERATIVE and one.start >= begin for one in starts):
        return None
    signs = [mark.sign for note in run[:_ASKED_OF_LIST] if (mark := listed_mark(note.text)) is not None]
    called = sum(any(is_called(sign, paragraph.text) for paragraph in paragraphs[:first]) for sign in signs)
    return run if 2 * called >= len(signs) else None


def _end(run: Sequence[Paragraph]) -> int:
    """Where notes end, without a page's number behind them."""
    lines = [line for paragraph in run for line in paragraph.lines]
    while len(lines) > 1 and (lines[-1].text.isdecimal() or is_foot(lines[-1].text)):
        lines.pop()
    return lines[-1].end


def _mark(paragraph: Paragraph) -> NoteMark | None:
    return None if paragraph.number is not None else numbered_mark(paragraph.text)


def _are_called(text: Iterable[Paragraph], notes: Sequence[Paragraph]) -> bool:
    """Whether a text calls one of the first of some notes: a call behind a figure cannot be told from the figure."""
    marks = [mark for note in notes if (mark := _mark(note)) is not None]
    wanted = [mark.sign for mark in marks[:_ASKED]]
    return any(is_called(sign, paragraph.text) for paragraph in text for sign in wanted)


def _has_notes(starts: Iterable[Start], begin: int, end: int) -> bool:
    notes = (one for one in starts if one.kind is SectionKind.FOOTNOTE and begin <= one.start < end)
    return any(numbered_mark(one.title) is not None for one in notes)
