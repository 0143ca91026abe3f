"""The parts of a document as a tree: masthead, cover, annexes, chapters, preamble and operative part, footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.labels import is_foot, originals_of
from viewer.analysis.languages import UNKNOWN, vote
from viewer.analysis.lines import joined
from viewer.analysis.markers import LEADERS, markers, organ_speaks, part_marked
from viewer.analysis.names import country_named
from viewer.analysis.outlines import outlined_headings
from viewer.analysis.paragraphs import numbers_in
from viewer.analysis.titles import LETTERS, described_lines, is_adoption
from viewer.model.document import Section, SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from viewer.analysis.languages import Labelled
    from viewer.analysis.lines import Line, PageLines
    from viewer.analysis.mastheads import Masthead
    from viewer.analysis.outlines import OutlinedHeading
    from viewer.analysis.paragraphs import Paragraph
    from viewer.analysis.titles import Title
    from viewer.model.document import OutlineEntry

_TITLE_LIMIT = 300
_NOTE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.;,:。；，،؛]$")
_TYPE_SIZES = 6
"""A page that was set has no more sizes than this, unless it has very many lines; recognised text has one a line."""
_SPEAKER = re.compile(r"^\d{1,2}\.\s*| \((?:(?:joint )?(?:statement|on behalf)|au nom|en nombre|от имени|باسم).*$")
"""What may stand around the name of a country over its statement: a number, and for whom it speaks."""
_SIGNED = re.compile(r"\((?:Signed|Signé|Firmado|Подпись|توقيع|签名)\)", re.IGNORECASE)


@dataclass(slots=True)
class _Start:
    """Where a part begins; ``end`` only where it is known beforehand (footnotes, the masthead).

    ``rank`` says which parts it ends: those of the same rank or a greater one. 1 is a part of the document, 2 an
    appendix of an annex, 3 a chapter, 4 a statement or a lettered heading, 5 any other heading, 9 a footnote.
    """

    kind: SectionKind
    title: str
    rank: int
    start: int
    end: int | None = None
    declared: str = ""


# -- the whole --------------------------------------------------------------------------------------------------------


def section_steps(
    pages: Sequence[PageLines],
    paragraphs: Sequence[Sequence[Paragraph]],
    masthead: Masthead,
    title: Title,
    labels: Sequence[Labelled],
    outline: Sequence[OutlineEntry] = (),
) -> Generator[float, None, tuple[Section, ...]]:
    """Find the sections of a document in reading order. ``paragraphs`` are those of each page.

    Headings are those that layout and markers show, and those that the file's own ``outline`` names besides.

    Yields how much is done (0 to 1) after each page and after every few sections.
    """
    last = max((page.lines[-1].end for page in pages if page.lines), default=0)
    starts = [*_first_parts(pages, masthead, title)]
    finder = _Finder(masthead, title)
    for page, listed in zip(pages, paragraphs, strict=True):
        starts += finder.on_page(page, listed)
        yield 0.6 * (page.number + 1) / len(pages)
    starts = _without_lone_countries(starts)
    starts += _outlined(starts, outlined_headings(outline, paragraphs))
    starts.sort(key=lambda start: (start.start, start.rank))
    numbered = [item for listed in paragraphs for item in listed if item.number is not None]
    ends = _ends(starts, last)
    levels = _levels(starts)
    sections: list[Section] = []
    for start, end, level in zip(starts, ends, levels, strict=True):
        sections.append(_section(start, end, level, numbered, labels))
        if len(sections) % 8 == 0:
            yield 0.6 + 0.4 * len(sections) / len(starts)
    return tuple(sections)


def _first_parts(pages: Sequence[PageLines], masthead: Masthead, title: Title) -> list[_Start]:
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
    parts: list[_Start] = []
    if lines:
        span = Span(min(line.start for line in lines), max(line.end for line in lines))
        if span.start < begin < span.end:
            span = Span(span.start, begin)
        parts.append(_Start(SectionKind.MASTHEAD, "", 1, span.start, span.end))
    if begin < 0:
        rest = [line for line in first.lines if line not in masthead.lines and line.span not in masthead.headers]
        if not rest:
            return parts
        begin = rest[0].start
    kind = SectionKind.COVER if title.kind in LETTERS else SectionKind.BODY
    words = title.title.text[:_TITLE_LIMIT] if title.title else ""
    return [*parts, _Start(kind, words, 1, begin)]


class _Finder:
    """Goes through a document's paragraphs and remembers which part it is in."""

    def __init__(self, masthead: Masthead, title: Title) -> None:
        self._masthead = masthead
        self._title = {line.start for line in described_lines(title)}
        self._headers = {span.start for span in masthead.headers}
        self._annex = False
        self._preamble = False
        self._contents = False
        self._begin = min(self._title, default=0)
        self._is_addendum = any("/Add." in str(value.value) for value in masthead.values.get("symbol", ()))
        self._open: _Start | None = None
        self._just_opened = False

    def on_page(self, page: PageLines, paragraphs: Sequence[Paragraph]) -> list[_Start]:
        """The parts that begin on a page."""
        found: list[_Start] = []
        body = _body_size(page)
        own = [item for item in paragraphs if item.lines[0].start not in self._headers]
        notes = _footnotes(page, own, body, self._headers)
        found += notes
        inside = [(note.start, note.end or note.start) for note in notes]
        for at, paragraph in enumerate(own):
            start = paragraph.lines[0].start
            if start in self._title or any(first <= start < end for first, end in inside):
                continue
            if start < self._begin or any(line in self._masthead.lines for line in paragraph.lines):
                continue
            part = None if self._says_addendum(page, paragraph) else self._part(page, paragraph, at, body)
            if part is None:
                self._declare(paragraph)
                continue
            found.append(part)
            self._open = part
        return found

    def _says_addendum(self, page: PageLines, paragraph: Paragraph) -> bool:
        """Whether "Добавление" under the title says what the document is; elsewhere an appendix begins with it."""
        lone = " " not in paragraph.text and part_marked(paragraph.text) is SectionKind.APPENDIX
        return lone and self._is_addendum and self._open is None and self._begin >= page.start

    def _part(self, page: PageLines, paragraph: Paragraph, at: int, body: float) -> _Start | None:
        text = paragraph.text
        opened, self._just_opened = self._just_opened, False
        heading_like = _heading_like(page, paragraph, body)
        stands_out = at <= 2 or heading_like or not page.laid_out or len(text) < 12
        part = (self._annexed(paragraph) if stands_out else None) or self._named(paragraph) or self._spoken(paragraph)
        if part is not None:
            return part
        if self._contents and not heading_like:
            return None
        if opened and originals_of(text):
            self._just_opened = True
            return None
        return self._heading(page, paragraph, heading_like=heading_like, opened=opened)

    def _annexed(self, paragraph: Paragraph) -> _Start | None:
        """An annex, appendix or enclosure."""
        text = paragraph.text
        part = part_marked(text)
        if part is None:
            return None
        self._annex = self._annex or part is SectionKind.ANNEX
        self._preamble = self._contents = False
        self._just_opened = True
        rank = 2 if part is not SectionKind.ANNEX and self._annex else 1
        return _Start(part, text[:_TITLE_LIMIT], rank, paragraph.lines[0].start)

    def _named(self, paragraph: Paragraph) -> _Start | None:
        """The summary or the table of contents."""
        text = paragraph.text.strip("*: ")
        for kind, lines in markers().lines:
            if text.lower() in lines:
                self._contents = kind is SectionKind.CONTENTS
                return _Start(kind, text, 3, paragraph.lines[0].start)
        return None

    def _spoken(self, paragraph: Paragraph) -> _Start | None:
        """The preamble or the operative part of a resolution."""
        text, start = paragraph.text, paragraph.lines[0].start
        if organ_speaks(text):
            self._preamble, self._contents = True, False
            return _Start(SectionKind.PREAMBLE, text[:_TITLE_LIMIT], 3, start)
        if self._preamble and paragraph.number == 1:
            self._preamble = False
            return _Start(SectionKind.OPERATIVE, text[:80], 3, start)
        return None

    def _heading(self, page: PageLines, paragraph: Paragraph, *, heading_like: bool, opened: bool) -> _Start | None:
        text = paragraph.text
        short = 0 < len(text) <= 220 and not LEADERS.search(text) and not _SIGNED.search(text)
        if not short or _SENTENCE_END.search(text.removesuffix(":")) or text[0].islower() or text[0] in "([":
            return None
        if is_adoption(text):
            return None
        alone = heading_like or (not page.laid_out and len(text) <= 140)
        words = len(text.split())
        country = heading_like and country_named(_SPEAKER.sub("", text).strip("* "))
        kinds = (
            (alone and markers().chapter.match(text), SectionKind.CHAPTER, 3),
            (alone and markers().heading.match(text), SectionKind.HEADING, 4),
            (country, SectionKind.STATEMENT, 4),
            (opened and alone and words <= 40, SectionKind.HEADING, 3),
            (heading_like and words <= 30 and len(text) >= 4, SectionKind.HEADING, 5),
            (alone and markers().statement.match(text), SectionKind.HEADING, 5),
        )
        kind, rank = next(((kind, rank) for applies, kind, rank in kinds if applies), (None, 0))
        if kind is None:
            return None
        self._contents = self._contents and kind is not SectionKind.CHAPTER
        return _Start(kind, text, rank, paragraph.lines[0].start)

    def _declare(self, paragraph: Paragraph) -> None:
        """Note "[Original: Arabic]" under a heading."""
        if self._open is None or not paragraph.text.startswith(("[", "［")):
            return
        languages = originals_of(paragraph.text)
        if languages:
            self._open.declared = languages[0]


def _body_size(page: PageLines) -> float:
    """The type size of most of the page, in points; infinite where sizes say nothing (in recognised text they vary)."""
    weights: dict[float, int] = {}
    for line in page.lines:
        size = round(line.size, 1)
        weights[size] = weights.get(size, 0) + len(line.text)
    body = max(weights, key=weights.__getitem__, default=10.0)
    return body if len(weights) <= max(_TYPE_SIZES, 0.3 * len(page.lines)) else float("inf")


def _heading_like(page: PageLines, paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is set as a heading: bold or larger throughout, with nothing beside it."""
    if not page.laid_out:
        return False
    first = paragraph.lines[0]
    if not all(line.bold or line.size > 1.25 * body for line in paragraph.lines):
        return False
    if not any(sign.isalpha() for sign in paragraph.text):
        return False
    middle = (first.rect.y0 + first.rect.y1) / 2
    return page.crossing(middle) <= 1


def _footnotes(
    page: PageLines, paragraphs: Sequence[Paragraph], body: float, headers: AbstractSet[int]
) -> list[_Start]:
    """The footnotes of a page as one part, from the first mark down to the page's foot (offsets of ``headers``)."""
    ruled = False
    for at, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        if markers().rule.fullmatch(first.text):
            ruled = True
            if len(paragraph.lines) == 1:
                continue
        text = paragraph.text
        marked = first.superscript > 0 or markers().note.match(text)
        star = text.startswith("*") and any(sign.isalpha() for sign in text[:8])
        small = first.size < body - 0.7 and first.rect.y0 > 0.35 * page.height
        if page.laid_out:
            is_note = marked and (small or ruled)
        else:
            is_note = star or (marked and (ruled or _called(text, paragraphs[:at])))
        if not is_note:
            continue
        lines: list[Line] = []
        for other in paragraphs[at:]:
            lead = other.lines[0]
            goes_on = abs(lead.size - first.size) < 0.7 if page.laid_out else markers().note.match(other.text)
            if not goes_on or (other is not paragraph and part_marked(other.text)):
                break
            lines += other.lines
        own = list(takewhile(lambda line: line.start not in headers and not is_foot(line.text), lines)) or [first]
        while len(own) > 1 and len(own) < len(lines) and own[-1].text.isdecimal():  # the page's number above it
            own.pop()
        words = joined([line for line in paragraph.lines if line.start <= own[-1].start])
        return [_Start(SectionKind.FOOTNOTE, words[:_TITLE_LIMIT], 9, first.start, own[-1].end)]
    return []


def _called(note: str, before: Sequence[Paragraph]) -> bool:
    """Whether the text above a note has its number right behind a word, as plain text gives superscript figures."""
    number = _NOTE_NUMBER.match(note)
    if number is None:
        return False
    call = re.compile(rf"[^\W\d_][.,;:)”’\"]?{number[1]}(?![\d/(]|[.,]\d)")
    return any(call.search(paragraph.text) for paragraph in before)


def _without_lone_countries(starts: Sequence[_Start]) -> list[_Start]:
    """The name of a country is the heading of its statement only in a compilation of several."""
    statements = sum(start.kind is SectionKind.STATEMENT for start in starts)
    for start in starts:
        if start.kind is SectionKind.STATEMENT and statements < 3:
            start.kind = SectionKind.HEADING
    return list(starts)


def _outlined(starts: Sequence[_Start], headings: Sequence[OutlinedHeading]) -> list[_Start]:
    """The headings of an outline that have not been found otherwise, ranked as others of their level are."""
    apart = {SectionKind.FOOTNOTE, SectionKind.MASTHEAD}
    nameless = [start for start in starts if start.kind is SectionKind.BODY and not start.title]
    known = {start.start: start for start in starts if start.kind not in apart and start not in nameless}
    ranks: dict[int, int] = {}
    for heading in headings:
        if heading.start in known:
            rank = known[heading.start].rank
            ranks[heading.level] = min(rank, ranks.get(heading.level, rank))
    notes = [Span(start.start, start.end) for start in starts if start.end is not None]
    return [
        _Start(SectionKind.HEADING, heading.title, ranks.get(heading.level, min(5, 2 + heading.level)), heading.start)
        for heading in headings
        if heading.start not in known and not any(heading.start in note for note in notes)
    ]


def _first_from(paragraphs: Sequence[Paragraph], offset: int) -> int:
    return bisect_left(paragraphs, offset, key=lambda paragraph: paragraph.lines[0].start)


def _ends(starts: Sequence[_Start], last: int) -> list[int]:
    """Where each part ends: where the next one begins that does not stand in it."""
    ends: list[int] = []
    following: list[_Start] = []  # the parts behind that may end one before them, the nearest last
    for start in reversed(starts):
        while following and following[-1].rank > start.rank:
            following.pop()
        if start.end is not None:
            ends.append(start.end)
            continue
        ends.append(following[-1].start if following else last)
        following.append(start)
    return ends[::-1]


def _levels(starts: Iterable[_Start]) -> Iterator[int]:
    around: list[int] = []  # the ranks of the parts that the current one stands in
    for start in starts:
        while around and around[-1] >= start.rank:
            around.pop()
        yield len(around) + 1
        if start.end is None:
            around.append(start.rank)


def _section(start: _Start, end: int, level: int, numbered: Sequence[Paragraph], labels: Sequence[Labelled]) -> Section:
    span = Span(start.start, max(start.start, end))
    language, confidence = vote(labels, span)
    inside = numbered[_first_from(numbered, span.start) : _first_from(numbered, span.end)]
    unnumbered = start.kind in {SectionKind.MASTHEAD, SectionKind.FOOTNOTE, SectionKind.CONTENTS}
    numbers = None if unnumbered else numbers_in(inside)
    return Section(
        start.kind, start.title, level, span, language or UNKNOWN, round(confidence, 3), numbers, start.declared
    )
