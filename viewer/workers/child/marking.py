"""Marks of PDF files in a worker: laid onto words of a page, put onto a copy, and found again in words."""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.formats.engine import KeepsMarks
from viewer.workers.child.steps import SLICE
from viewer.workers.messages.answers import CopySaved, MarksRead

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from viewer.formats.engine import GivesGlyphs, MarkedCopy
    from viewer.model.geometry import PageRect
    from viewer.model.mark import Mark
    from viewer.model.text import PageGlyphs
    from viewer.workers.messages.requests import ReadMarks, SaveMarkedCopy

BATCH = 500
"""Marks that are told at a time."""
MOST_MARKS = 50_000
"""Marks of a document that are told; the rest is counted."""


def save_copy(request: SaveMarkedCopy, engine: object, texts: GivesGlyphs | None) -> Generator[None, None, CopySaved]:
    """Put marks onto a copy of the document's file, as steps of a request. What cannot be put is counted.

    Raises:
        OSError: the copy cannot be written.
        TypeError: the document's file cannot hold marks.
    """
    if not isinstance(engine, KeepsMarks):
        raise TypeError("this kind of file holds no marks")
    copy = engine.marked_copy(request.target)
    try:
        left_out = yield from _add_all(copy, request.marks, texts)
        incremental = copy.save()
    except BaseException:  # a request that is dropped among them: half a copy is of no use to anybody
        copy.close()
        Path(request.target).unlink(missing_ok=True)
        raise
    copy.close()
    return CopySaved(request.document, incremental, left_out)


def _add_all(copy: MarkedCopy, marks: Sequence[Mark], texts: GivesGlyphs | None) -> Generator[None, None, int]:
    """Add marks page by page. Returns how many could not be."""
    left_out, since = 0, time.perf_counter()
    page, known = -1, None
    for mark in sorted(marks, key=lambda mark: mark.page):
        if mark.page != page:
            page, known = mark.page, _glyphs(texts, mark.page)
        try:
            copy.add(laid(mark, *known) if known is not None else mark)
        except ValueError:
            left_out += 1
        if time.perf_counter() - since > SLICE:
            yield None
            since = time.perf_counter()
    return left_out


def _glyphs(texts: GivesGlyphs | None, page: int) -> tuple[str, PageGlyphs] | None:
    try:
        return None if texts is None else texts.glyphs(page)
    except Exception:  # noqa: BLE001 - a damaged page raises anything; its notes then stand at its head
        return None


def laid(mark: Mark, text: str, glyphs: PageGlyphs) -> Mark:
    """A mark with the places of its words, where it names words of the page's text and has no places."""
    if mark.stretch is None or mark.rects:
        return mark
    start, end = mark.stretch[0], min(mark.stretch[1], len(glyphs))
    if start >= end:
        return mark
    return replace(mark, rects=tuple(glyphs.rects(start, end)), turns=glyphs.turns(start, text))


# -- reading ----------------------------------------------------------------------------------------------------------


def read_marks(
    request: ReadMarks, engine: object, texts: GivesGlyphs | None, page_count: int
) -> Generator[MarksRead | None, None, MarksRead]:
    """The marks in the document's file with the words that they stand on, as steps of a request."""
    found: list[Mark] = []
    told = 0
    if not isinstance(engine, KeepsMarks):
        return MarksRead(request.document, ())
    for page in range(page_count):
        try:
            marks = list(engine.marks(page))
        except Exception:  # noqa: BLE001 - a damaged page raises anything; its marks are lost, the others' are not
            marks = []
        if any(mark.style.has_words for mark in marks):
            known = _glyphs(texts, page)
            marks = marks if known is None else with_words(marks, known[1])
        found += marks
        while len(found) >= BATCH and told < MOST_MARKS:
            yield MarksRead(request.document, tuple(found[:BATCH]))
            told += BATCH
            del found[:BATCH]
        yield None
    return MarksRead(request.document, tuple(found[: max(0, MOST_MARKS - told)]))


def with_words(marks: Iterable[Mark], glyphs: PageGlyphs) -> list[Mark]:
    """Marks with the stretches of text that they cover."""
    centers = [(at, glyphs.rect(at)) for at in range(len(glyphs))]
    drawn = sorted((box.center.y, box.center.x, at) for at, box in centers if box.x1 > box.x0)
    return [replace(mark, stretch=_covered(mark.rects, drawn)) if mark.style.has_words else mark for mark in marks]


def _covered(rects: Sequence[PageRect], drawn: Sequence[tuple[float, float, int]]) -> tuple[int, int] | None:
    """From the first to the last character in some rectangles; the longest piece where other words lie between."""
    inside: set[int] = set()
    for rect in rects:
        for y, x, at in drawn[bisect_left(drawn, (rect.y0,)) :]:
            if y > rect.y1:
                break
            if rect.x0 <= x <= rect.x1:
                inside.add(at)
    if not inside:
        return None
    every = sorted(inside)
    pieces = [[every[0]]]
    for at in every[1:]:
        if at - pieces[-1][-1] <= 3:  # a blank or a line end is not drawn, or lies beside the rectangle
            pieces[-1].append(at)
        else:
            pieces.append([at])
    whole = every[-1] + 1 - every[0]
    if len(every) * 2 >= whole:
        return every[0], every[-1] + 1
    longest = max(pieces, key=len)
    return longest[0], longest[-1] + 1
