"""Lines grouped into paragraphs, and the numbers that paragraphs bear."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import PHRASE_ENDED, joined
from viewer.analysis.layout.markers import (
    LETTERS,
    begins_communication,
    document_type,
    is_byline,
    is_part_of_document,
    markers,
    named_part,
    opens_letter,
    organ_speaks,
    part_marked,
)
from viewer.analysis.layout.note_marks import CALL_AT_END, is_rule, parts_note
from viewer.analysis.words.names import organs_in
from viewer.analysis.words.scripts import ARABIC
from viewer.analysis.words.wordlists import in_capitals, phrase
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from viewer.analysis.layout.lines import Line, PageLines

_NUMBERED = re.compile(
    r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
    r"(?:(\d{1,3})\s*(?:\.|\u2024|[-–](?=[\s\u0620-\u064b]))(?=[\s\u200f\u202c\u064b]|$|[^\W\d_])"
    r"|[-–]\s?(\d{1,3})(?=\s|$)|\.(\d{1,3})(?=\s))"
)
"""A paragraph's number: "1. ", Arabic "1 - ", and as right-to-left text may give it "- 1" or ".1"."""

_DIGITS_FIRST = re.compile(r"[\n\f][^\w\n\f]{0,30}\d[^\n\f]{0,40}")
"""A line's end and the beginning of the next that may bear a number: looked for so, 1,200 pages take 25 ms."""
_SENTENCE_ENDED = re.compile(rf"[.!?。！？؟][\"”»’)\]*]*{CALL_AT_END}")
_TITLE_OUTRUN = re.compile(r"[^\W\d_]{4}[.!?][\"”»)]* +[^\W\d_]|[。؟].|[^\W\d_]{4}[.。]$")
"""A sentence ends: what holds this is more than the title of a letter."""
_NARROW = 0.75
"""The share of the widest line of its page below which a line of plain text ends before the margin."""
_CENTRED_LEAD = 4
"""Centred lines of plain text are indented further than a paragraph."""
_RESOLUTION = re.compile(r"\d{1,2}/\d{1,3}\.\s+")
COUNTER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-Z])\.|[一二三四五六七八九十]{1,3}[、.]")
"""A number or letter alone on its line: text taken from a page has it so, above the words that it counts."""
ENUMERATOR = re.compile(r"\(?[a-zа-я]\)\s+")
"""The letter of an item or of a lesser heading: "a) Wells"."""
_HEADING_LINES = 12
_FIRST_SIGNS = 12
"""Signs at the beginning of a line that tell its script."""
_BESIDE = 0.3
"""The distance below which a line stands beside the one before it, or above."""
_SOME_ROOM = 1.25
"""The distance to the line above (in the page's pitches) that parts paragraphs where a sentence ends between."""
_OPENING_LINES = 4
"""The sentence that a letter opens with is known on this many lines."""


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together. ``number`` is the number that it bears, None without."""

    lines: tuple[Line, ...]
    number: int | None = None

    @property
    def span(self) -> Span:
        """Its span in the document's text."""
        return Span(self.lines[0].start, self.lines[-1].end)

    @cached_property
    def text(self) -> str:
        """Its words as one line."""
        return joined(self.lines)


def paragraph_number(text: str) -> int | None:
    """The number a paragraph starts with, or None."""
    found = _NUMBERED.match(text)
    if found is None:
        return None
    number = int(next(group for group in found.groups() if group))
    return number or None


def paragraphs_of(page: PageLines) -> list[Paragraph]:
    """The paragraphs of a page. They do not cross pages."""
    groups: list[list[Line]] = []
    headed = False  # whether the current group is the heading of a part, known by its first words
    for at, line in enumerate(page.lines):
        above = page.lines[at - 1] if at else None
        free = not page.laid_out and (above is None or _is_free(above, line, page))
        heads = free and (_heads_part(line.text) or _heads_numbered(page.lines[at : at + 2], page))
        if above is not None and line.goes_on and not page.laid_out and line.block == above.block:
            groups[-1].append(line)  # a row of the same line, which is shown in several
        elif (
            above is None
            or heads
            or (_starts_paragraph(above, line, page) and not _unaddressed(groups[-1], line, page))
            or (headed and _outgrows(groups[-1], line))
            or _opens_letter(groups[-1], page.lines[at : at + _OPENING_LINES])
        ):
            groups.append([line])
            headed = heads
        else:
            groups[-1].append(line)
    return [Paragraph(tuple(group), paragraph_number(group[0].text)) for group in groups]


def _is_free(above: Line, line: Line, page: PageLines) -> bool:
    """Whether a line of plain text may begin something: the one above has ended or does not reach the margin."""
    if COUNTER.fullmatch(above.text):
        return False
    return bool(PHRASE_ENDED.search(above.text)) or above.rect.width < _NARROW * page.widest or line.gap > 1.4


def _heads_numbered(lines: Sequence[Line], page: PageLines) -> bool:
    """Whether the first of two lines of plain text is a short one, no sentence, right over a numbered paragraph."""
    if len(lines) == 1 or lines[0].rect.width >= _NARROW * page.widest or PHRASE_ENDED.search(lines[0].text):
        return False
    return lines[0].text[0].isupper() and paragraph_number(lines[1].text) is not None


def _heads_part(text: str) -> bool:
    """Whether a line of plain text begins the heading of a part or the title of a letter."""
    return (
        part_marked(text) is not None
        or (document_type(text) in LETTERS and (text[0] < "\u2e80" or text[0].isdigit()))
        or markers().statement.match(text) is not None
        or (len(text) <= 100 and markers().chapter.match(text) is not None and not _SENTENCE_ENDED.search(text))
        or organ_speaks(text)
        or named_part(text) is not None
    )


def _opens_letter(title: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a letter begins with these lines, right under its title; elsewhere the words may go on a sentence."""
    if len(title) > _HEADING_LINES or lines[0].text[0].islower():
        return False
    return opens_letter([line.text for line in lines]) and document_type(joined(title)) in LETTERS


def _outgrows(heading: Sequence[Line], line: Line) -> bool:
    """Whether a line is the first of the text under a heading, by its measure: headings are set more narrowly."""
    lengths = [len(other.text) for other in heading[:_HEADING_LINES]]
    outgrown = len(line.text) > 1.2 * max(lengths) and not line.text[0].islower()
    return outgrown and not _says_not_to_whom(heading)


def _says_not_to_whom(heading: Sequence[Line]) -> bool:
    """Whether lines are the title of a letter that does not say yet to whom it is."""
    title = joined(heading[:_HEADING_LINES])
    return (
        document_type(title) in LETTERS
        and not phrase("documents", "addressed").search(title)
        and len(heading) < _HEADING_LINES
    )


def _unaddressed(group: Sequence[Line], line: Line, page: PageLines) -> bool:
    """Whether a line of plain text, right below, goes on the title of a letter."""
    return page.number == 0 and not page.laid_out and line.gap <= 1.4 and _says_not_to_whom(group)


def _starts_paragraph(above: Line, line: Line, page: PageLines) -> bool:
    other_type = abs(line.size - above.size) > 0.6 and not _small_capitals(above, line)
    if _goes_on_over_room(above, line, page) and not other_type:
        return False
    if line.gap > 1.4 or line.gap < _BESIDE or other_type or _is_rule(above) or _is_rule(line):
        return True
    if _starts_with_number(above, line, page) or _is_by_itself(above.text) or _is_by_itself(line.text):
        return True
    if page.blocks_are_paragraphs and line.block != above.block:
        return True
    if page.laid_out:
        ended = _SENTENCE_ENDED if line.bold else PHRASE_ENDED  # the first line of a title may hang out
        step = above.rect.x1 - line.rect.x1 if _is_arabic(line.text) else line.rect.x0 - above.rect.x0
        parted = (6.0 < step < 60.0 or line.gap > _SOME_ROOM) and bool(ended.search(above.text))
        return line.bold != above.bold or (parted and not (_hanging(above) or _set_centred(above, line, page)))
    return _starts_in_plain_text(above, line, page)


def _starts_with_number(above: Line, line: Line, page: PageLines) -> bool:
    """Whether a line begins with a paragraph's number, and not with one of a sentence that goes on in it."""
    return paragraph_number(line.text) is not None and (
        PHRASE_ENDED.search(above.text) is not None
        or line.gap > 1.2
        or 2 * above.rect.width < page.widest
        or (not page.laid_out and blank_between(above, line))
    )


def _goes_on_over_room(above: Line, line: Line, page: PageLines) -> bool:
    """Whether a line goes on the one above though it does not stand right below it.

    It stands at the head of the next column; or behind its number, which text taken from a page has on another line.
    """
    if line.gap < _BESIDE:
        return _goes_on_in_next_column(above, line, page)
    return not page.laid_out and COUNTER.fullmatch(above.text) is not None


def _goes_on_in_next_column(above: Line, line: Line, page: PageLines) -> bool:
    """Whether a line at the head of a column goes on the sentence that the foot of the one before breaks off."""
    if not page.in_columns or line.rect.y0 >= above.rect.y0 or line.bold != above.bold:
        return False
    return not PHRASE_ENDED.search(above.text) and (line.text[0].islower() or _is_arabic(line.text))


def _is_arabic(text: str) -> bool:
    return ARABIC.search(text, 0, _FIRST_SIGNS) is not None


def _small_capitals(above: Line, line: Line) -> bool:
    """Whether a line goes on one in small capitals: it has none of the large ones that the line above begins with."""
    smaller = line.size < above.size and line.bold == above.bold
    return smaller and in_capitals(line.text) and in_capitals(above.text)


@lru_cache(maxsize=4)
def _is_by_itself(text: str) -> bool:
    """Whether a line is a paragraph by its words; each is asked twice, as a line and as the one above the next."""
    return organ_speaks(text) or named_part(text) is not None


def without_text(letter: Paragraph) -> Paragraph | None:
    """The title of a letter without the text that nothing parts from it, or None where its end is not known.

    No title of a letter holds the end of a sentence; its last line is shorter than the others.
    """
    if not _TITLE_OUTRUN.search(letter.text):
        return letter
    widest = max(line.rect.width for line in letter.lines)
    for at, (line, after) in enumerate(pairwise(letter.lines), 1):
        title = replace(letter, lines=letter.lines[:at])
        if _TITLE_OUTRUN.search(title.text) or PHRASE_ENDED.search(line.text):
            return None
        if line.rect.width < 0.75 * widest and not after.text[0].islower():
            return title
    return None


def _is_rule(line: Line) -> bool:
    return not line.text[0].isalnum() and is_rule(line.text)


def _starts_in_plain_text(above: Line, line: Line, page: PageLines) -> bool:
    if (
        COUNTER.fullmatch(line.text)
        or _is_alone(line.text)
        or (_is_alone(above.text) and 2 * above.rect.width < page.widest)
    ):
        return True
    ended = _SENTENCE_ENDED.search(above.text) is not None
    if parts_note(line.text) and (ended or line.text[0] == "*"):
        return True
    capitals = in_capitals(above.text) and in_capitals(line.text)
    goes_on = capitals or line.text[0].islower() or above.text.endswith(",")
    if page.unbroken and not (goes_on or (page.number == 0 and _within_name(above.text, line.text))):
        return True
    if page.number == 0 and _starts_under_title(above.text, line.text):
        return True
    if blank_between(above, line):  # on a page that has blank lines everywhere
        shortest = 0.75 if _is_counted(above.text) else 0.5
        other = above.rect.width < shortest * page.widest or in_capitals(above.text) != in_capitals(line.text)
        if (ended or other) and (not line.text[0].islower() or ENUMERATOR.match(line.text)):
            return True
    return (line.lead >= above.lead + 2 or (line.lead != above.lead and line.lead > 0)) and not (
        _centred(above, line) or _hangs_from_number(above, line)
    )


def _is_counted(text: str) -> bool:
    """Whether a line begins with a letter or number, as the headings of chapters and of their parts do."""
    return paragraph_number(text) is not None or markers().heading.match(text) is not None


def _is_alone(text: str) -> bool:
    return any(phrase("sections", row).match(text) for row in ("alone", "provision"))


def blank_between(above: Line, line: Line) -> bool:
    """Whether a blank line of plain text stands between two lines, though the page may have them everywhere."""
    return line.rect.y0 - above.rect.y0 > 1.5 * line.rect.height


def _within_name(above: str, text: str) -> bool:
    """Whether the name of the organ that reports goes on in the next line: the line above ends within it."""
    if document_type(above) not in {"report", "note"}:
        return False
    return any(found.start < len(above) < found.end for found in organs_in(f"{above} {text}"))


def _starts_under_title(above: str, text: str) -> bool:
    """Whether a line of the first page, or the one above it, says who reports or presides, or what the document is."""
    if is_byline(above):
        return phrase("documents", "on_its_work").match(f" {text}") is None
    if any(phrase("documents", row).match(line) for row in ("no_title", "bracketed") for line in (above, text)):
        return True
    return is_byline(text) or is_part_of_document(above) or is_part_of_document(text) or begins_communication(text)


def _centred(above: Line, line: Line) -> bool:
    """Whether two lines of plain text stand centred under each other, as titles on several lines do."""
    middle = line.lead + len(line.text) / 2
    return min(above.lead, line.lead) >= _CENTRED_LEAD and abs(above.lead + len(above.text) / 2 - middle) <= 1.5


def _set_centred(above: Line, line: Line, page: PageLines) -> bool:
    """Whether two lines are set centred on the page: as far from its middle on the left as on the right."""
    return all(map(page.is_centred, (above, line)))


def _hangs_from_number(above: Line, line: Line) -> bool:
    """Whether a line stands under the first word of a resolution's title, behind the number."""
    number = _RESOLUTION.match(above.text)
    return number is not None and line.lead == above.lead + number.end()


def _hanging(line: Line) -> bool:
    """Whether a line starts with a mark, so that the next is indented further without being a new paragraph."""
    return bool(re.match(r"(?:\d{1,3}[.)]|\([a-zivx]{1,4}\)|[•*–-])\s", line.text))


def numbers_in(paragraphs: Iterable[Paragraph], headings: Container[int] = ()) -> str | None:
    """The range of paragraph numbers, counting up one by one ("1-9"), or None.

    A number that does not follow the last one (a list inside a paragraph, a footnote, a table) is passed over, and so
    is that of a heading, which counts headings; ``headings`` are the offsets at which these begin.
    """
    first: int | None = None
    last = 0
    for paragraph in paragraphs:
        number = paragraph.number
        if number is None:
            continue
        if first is None and paragraph.lines[0].start not in headings:
            first = last = number
        elif first is not None and number == last + 1:
            last = number
        elif number == 1 and last == 1:
            first = last = 1
    if first is None:
        return None
    return str(first) if first == last else f"{first}-{last}"


def numbered_in(text: str, numbers: range) -> Iterator[tuple[int, int]]:
    """The paragraphs of a section that is known to have these numbers: each number and the offset where it begins.

    They count up one by one: a number at the start of a line that is not the next paragraph's (a list, a footnote, a
    year) is passed over.
    """
    following = numbers.start
    for line in _DIGITS_FIRST.finditer("\n" + text):
        if following not in numbers:
            return
        words = line.group().lstrip()
        if paragraph_number(words) == following:
            yield following, line.end() - len(words) - 1
            following += 1
