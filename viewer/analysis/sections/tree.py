"""The parts of a document as a tree: masthead, cover, annexes, chapters, preamble and operative part, footnotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.languages.identification import UNKNOWN, vote
from viewer.analysis.layout.markers import LETTERS
from viewer.analysis.layout.paragraphs import numbers_in
from viewer.analysis.metadata.titles import described_lines
from viewer.analysis.sections.endnotes import with_endnotes
from viewer.analysis.sections.headings import body_sizes
from viewer.analysis.sections.outlines import outlined_headings
from viewer.analysis.sections.part_finder import PartFinder
from viewer.analysis.sections.ranks import (
    HEADING,
    TITLE_LIMIT,
    Start,
    ends,
    levels,
    outlined,
    ranked_by_type,
    ranked_titles,
    without_lone_countries,
)
from viewer.analysis.sections.title_block import TitleBlock
from viewer.model.document import Section, SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from collections.abc import Set as AbstractSet

    from viewer.analysis.languages.identification import Labelled
    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead
    from viewer.analysis.metadata.titles import Title
    from viewer.model.document import OutlineEntry

_LEAST_TEXT = 15
"""Characters under a heading that tell the language of its part better than the heading does."""
_OF_ONE_LANGUAGE = frozenset(
    {SectionKind.COVER, SectionKind.ANNEX, SectionKind.APPENDIX, SectionKind.ENCLOSURE, SectionKind.STATEMENT}
)
_HEADINGS = frozenset({SectionKind.CHAPTER, SectionKind.HEADING, SectionKind.STATEMENT})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document: a section whose language is not known yet.

    ``text`` is where the text under its heading begins.
    """

    kind: SectionKind
    title: str
    level: int
    span: Span
    declared: str = ""
    text: int = 0


# -- the whole --------------------------------------------------------------------------------------------------------


def part_steps(
    pages: Sequence[PageLines],
    paragraphs: Sequence[Sequence[Paragraph]],
    masthead: Masthead,
    title: Title,
    outline: Sequence[OutlineEntry] = (),
) -> Generator[float, None, tuple[Part, ...]]:
    """Find the parts of a document in reading order. ``paragraphs`` are those of each page.

    Headings are those that layout and markers show, and those that the file's own ``outline`` names besides.

    Yields how much is done (0 to 1) after each page.
    """
    last = max((page.lines[-1].end for page in pages if page.lines), default=0)
    starts = [*_first_parts(pages, masthead, title)]
    block = TitleBlock(masthead, title)
    finder = PartFinder(masthead, block)
    sizes = body_sizes(pages)
    for page, listed, following, body in zip(pages, paragraphs, [*paragraphs[1:], ()], sizes, strict=True):
        starts += finder.on_page(page, listed, body, following)
        yield (page.number + 1) / len(pages)
    starts += finder.headings_by_style()
    headers = {span.start for span in masthead.headers}
    starts = with_endnotes(
        starts, [item for listed in paragraphs for item in listed if item.lines[0].start not in headers]
    )
    starts.sort(key=lambda start: start.start)
    starts = without_lone_countries(starts)
    ranked_titles(starts)
    ranked_by_type(starts)
    named = [one for one in outlined_headings(outline, paragraphs) if one.start not in block.headings]
    starts += outlined(starts, named)
    starts.sort(key=lambda start: (start.start, start.rank))
    _name_body(starts)
    return tuple(
        Part(
            start.kind,
            start.title,
            level,
            Span(start.start, max(start.start, end)),
            start.declared,
            max(start.start, start.text),
        )
        for start, end, level in zip(starts, ends(starts, last), levels(starts), strict=True)
    )


def language_bounds(parts: Sequence[Part]) -> list[int]:
    """Where the language of a document is likelier to change than elsewhere: where annexes and statements begin.

    Their heading may be in the language of the document, and the text under it in its own.
    """
    return sorted(at for part in parts if part.kind in _OF_ONE_LANGUAGE for at in {part.span.start, part.text})


def notes_of(parts: Sequence[Part]) -> list[Span]:
    """Where the footnotes are: what they cite is in other languages than they are."""
    return [part.span for part in parts if part.kind is SectionKind.FOOTNOTE]


def section_steps(
    parts: Sequence[Part], paragraphs: Sequence[Sequence[Paragraph]], labels: Sequence[Labelled]
) -> Generator[float, None, tuple[Section, ...]]:
    """Make sections of parts: with their paragraphs' numbers, and the language that most of them is in.

    Yields how much is done (0 to 1) after every few sections.
    """
    numbered = [item for listed in paragraphs for item in listed if item.number is not None]
    apart = [part.span.start for part in parts if part.kind in _OF_ONE_LANGUAGE]
    headings = {part.span.start for part in parts if part.kind in _HEADINGS}
    sections: list[Section] = []
    for part in parts:
        sections.append(_section(part, numbered, labels, apart, headings))
        if len(sections) % 8 == 0:
            yield len(sections) / len(parts)
    return tuple(sections)


def _first_parts(pages: Sequence[PageLines], masthead: Masthead, title: Title) -> list[Start]:
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return []
    own = described_lines(title)
    begin = min((line.start for line in own), default=-1)
    job_numbers = [value.span for value in masthead.values.get("job_number", ())]
    head = [line for line in masthead.lines if line.span not in job_numbers]
    before = [line for line in head if line.start < begin or begin < 0]
    after = [line for line in head if line.start >= begin >= 0]
    lines = before if len(before) >= len(after) else after
    parts: list[Start] = []
    if lines:
        span = Span(min(line.start for line in lines), max(line.end for line in lines))
        if span.start < begin < span.end:
            span = Span(span.start, begin)
        parts.append(Start(SectionKind.MASTHEAD, "", 1, span.start, span.end))
    if begin < 0:
        rest = [line for line in first.lines if line not in masthead.lines and line.span not in masthead.headers]
        if not rest:
            return parts
        begin = rest[0].start
    kind = SectionKind.COVER if title.kind in LETTERS else SectionKind.BODY
    words = title.title.text[:TITLE_LIMIT] if title.title else ""
    return [*parts, Start(kind, words, 1, begin)]


def _name_body(starts: list[Start]) -> None:
    """Take the heading that a document without a title begins with for the name of its body.

    One in the type of other headings is the first of them: records have no title.
    """
    types = Counter[float | None](one.larger for one in starts if one.kind in _HEADINGS and one.larger is not None)
    for body, heading in pairwise(starts):
        nameless = body.kind is SectionKind.BODY and not body.title and types[heading.larger] <= 1
        if nameless and heading.start == body.start and heading.rank >= HEADING and heading.end is None:
            body.title, body.text = heading.title, heading.text
            starts.remove(heading)
            return


def _first_from(paragraphs: Sequence[Paragraph], offset: int) -> int:
    return bisect_left(paragraphs, offset, key=lambda paragraph: paragraph.lines[0].start)


def _section(
    part: Part,
    numbered: Sequence[Paragraph],
    labels: Sequence[Labelled],
    apart: Sequence[int],
    headings: AbstractSet[int],
) -> Section:
    """``apart`` is where annexes, statements and the like begin: what they stand in has a language without them.

    ``headings`` are where headings begin, whose numbers are no paragraphs'.
    """
    span = own = part.span
    first = bisect_right(apart, span.start)
    end = apart[first] if first < len(apart) and apart[first] < span.end else span.end
    if part.kind in _OF_ONE_LANGUAGE:
        under = Span(min(part.text, end), end)
        own = under if len(under) >= _LEAST_TEXT else span
    elif end - span.start >= _LEAST_TEXT:
        own = Span(span.start, end)
    language, confidence = vote(labels, own)
    inside = numbered[_first_from(numbered, span.start) : _first_from(numbered, span.end)]
    unnumbered = part.kind in {SectionKind.MASTHEAD, SectionKind.FOOTNOTE, SectionKind.CONTENTS}
    numbers = None if unnumbered else numbers_in(inside, headings)
    return Section(
        part.kind, part.title, part.level, span, language or UNKNOWN, round(confidence, 3), numbers, part.declared
    )
