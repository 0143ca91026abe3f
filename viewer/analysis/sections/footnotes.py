"""Footnotes: the block at the foot of a page that marks in its text call."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import joined
from viewer.analysis.layout.markers import part_marked
from viewer.analysis.layout.note_marks import begins_note, begins_starred_note, counted_sign, is_called, is_rule
from viewer.analysis.metadata.labels import is_foot
from viewer.analysis.sections.headings import EMPHASISED, UNSURE, underlines
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.layout.paragraphs import Paragraph

_SAME_TYPE = 0.7
"""Points within which notes are set in one type."""


def footnotes_on(
    page: PageLines,
    paragraphs: Sequence[Paragraph],
    body: float,
    headers: AbstractSet[int],
    above: Sequence[Paragraph] = (),
) -> Iterator[tuple[Span, str]]:
    """Where the footnotes of a page stand, those of its tables and those at its foot, and the words of the first.

    ``body`` is the type size of the text (points). Where it is ``UNSURE`` a note is known as in plain text: by its
    rule, its star, or its mark in the text. ``headers`` are the offsets of running headers and footers. ``above`` are
    the paragraphs of the page before, whose text may call a note: plain text is not divided where its pages ended.
    """
    ruled = False
    behind = 0  # the last notes
    for at, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        if is_rule(first.text) and not (at and underlines(paragraph, paragraphs[at - 1])):
            ruled = True
            if len(paragraph.lines) == 1:
                continue
        text = paragraph.text
        if at < behind:
            continue
        marked = first.superscript > 0 or begins_note(text)
        star = text.startswith("*") and any(sign.isalpha() for sign in text[:8]) and not EMPHASISED.fullmatch(text)
        small = first.size < body - 0.7 and first.rect.y0 > 0.35 * page.height
        if page.laid_out and body != UNSURE:
            is_note = marked and (small or ruled)
        else:
            is_note = star or (marked and (ruled or _called(text, [*above, *paragraphs[:at]])))
        if not is_note:
            continue
        end = _end_of_notes(page, paragraphs, at)
        lines = [line for other in paragraphs[at:end] for line in other.lines]
        own = list(takewhile(lambda line: line.start not in headers and not is_foot(line.text), lines)) or [first]
        while len(own) > 1 and len(own) < len(lines) and own[-1].text.isdecimal():  # the page's number above it
            own.pop()
        starred = with_stars(paragraphs, at, behind)  # in any type: the star shows them, if the text calls it
        if starred < at and not any(is_called("*", paragraph.text) for paragraph in paragraphs[:starred]):
            starred = at
        note = paragraphs[starred].lines
        yield Span(note[0].start, own[-1].end), joined([line for line in note if line.start <= own[-1].start])
        behind = end


def _end_of_notes(page: PageLines, paragraphs: Sequence[Paragraph], first: int) -> int:
    """Where the text goes on behind notes: in its own type, or in plain text without a mark."""
    size = paragraphs[first].lines[0].size
    for at in range(first + 1, len(paragraphs)):
        other = paragraphs[at]
        goes_on = abs(other.lines[0].size - size) < _SAME_TYPE if page.laid_out else begins_note(other.text)
        if not goes_on or part_marked(other.text):
            return at
    return len(paragraphs)


def with_stars(paragraphs: Sequence[Paragraph], first: int, begin: int = 0) -> int:
    """Where the notes begin that stars call, if any stand over the first numbered one, from ``begin`` on."""
    while first > begin and begins_starred_note(paragraphs[first - 1].text):
        first -= 1
    return first


def _called(note: str, before: Sequence[Paragraph]) -> bool:
    """Whether the text above a note calls it: its number right behind a word, as plain text gives superscript figures.

    Documents until the 1990s have a stroke behind the number, and a space before it: "as was said 4/ before".
    """
    sign = counted_sign(note)
    return sign is not None and any(is_called(sign, paragraph.text) for paragraph in before)
