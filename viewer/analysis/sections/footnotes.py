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
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.analysis.layout.paragraphs import Paragraph


def footnotes_on(
    page: PageLines,
    paragraphs: Sequence[Paragraph],
    body: float,
    headers: AbstractSet[int],
    above: Sequence[Paragraph] = (),
) -> tuple[Span, str] | None:
    """Where the footnotes of a page stand, from the first mark down to the page's foot, and the words of the first.

    ``body`` is the type size of the text (points). Where it is ``UNSURE`` a note is known as in plain text: by its
    rule, its star, or its mark in the text. ``headers`` are the offsets of running headers and footers. ``above`` are
    the paragraphs of the page before, whose text may call a note: plain text is not divided where its pages ended.
    """
    ruled = False
    for at, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        if is_rule(first.text) and not (at and underlines(paragraph, paragraphs[at - 1])):
            ruled = True
            if len(paragraph.lines) == 1:
                continue
        text = paragraph.text
        marked = first.superscript > 0 or begins_note(text)
        star = text.startswith("*") and any(sign.isalpha() for sign in text[:8]) and not EMPHASISED.fullmatch(text)
        small = first.size < body - 0.7 and first.rect.y0 > 0.35 * page.height
        if page.laid_out and body != UNSURE:
            is_note = marked and (small or ruled)
        else:
            is_note = star or (marked and (ruled or _called(text, [*above, *paragraphs[:at]])))
        if not is_note:
            continue
        lines: list[Line] = []
        for other in paragraphs[at:]:
            lead = other.lines[0]
            goes_on = abs(lead.size - first.size) < 0.7 if page.laid_out else begins_note(other.text)
            if not goes_on or (other is not paragraph and part_marked(other.text)):
                break
            lines += other.lines
        own = list(takewhile(lambda line: line.start not in headers and not is_foot(line.text), lines)) or [first]
        while len(own) > 1 and len(own) < len(lines) and own[-1].text.isdecimal():  # the page's number above it
            own.pop()
        starred = with_stars(paragraphs, at)  # in any type: the star shows them, if the text calls it
        if starred < at and not any(is_called("*", paragraph.text) for paragraph in paragraphs[:starred]):
            starred = at
        note = paragraphs[starred].lines
        return Span(note[0].start, own[-1].end), joined([line for line in note if line.start <= own[-1].start])
    return None


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
