"""Lines in which labels of a masthead run together, as text without layout has them ("A/43/PV.13 4 October 1988")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import document_type
from viewer.analysis.metadata.labels import (
    agenda_items_of,
    distribution_of,
    is_council_year,
    is_meeting,
    is_name,
    is_spelled_meeting,
    job_number_of,
    languages_named,
    originals_of,
    session_of,
    symbols_of,
    version_language,
)
from viewer.analysis.metadata.run_on_titles import next_word, titles_at
from viewer.analysis.references.treaties import names_treaty
from viewer.analysis.words.dates import is_date, is_month, range_in
from viewer.analysis.words.names import organ_named
from viewer.analysis.words.wordlists import phrase
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.layout.lines import Line, PageLines

_LONGEST = 120
_HEAD_LINES = 12
"""A masthead without lines begins in one of these; above it stands the title of the page that it is copied from."""
_FULL = 0.75
"""The share of the widest line from which on a row is full."""
_LONGEST_HEAD = 500
"""Characters from the start of a document without lines in which its masthead stands."""
_FEWEST = 3
"""Labels that stand one behind the other where a document without lines begins with a masthead, unless one is of an
item of the agenda."""
_MOST_WORDS = 24
_UNLISTED = 24
"""Words that a name may have which no table lists, with the labels behind it."""
_STRONG_WORDS = 3
_ORIGINAL_WORDS = 4
"""A label on the original language has no more words; what has more goes on with another label."""
_MONTH_OF = r"(?: de)? [^\W\d_]{3,10}(?: de)? (?:19|20)\d\d"
_DAY_OF = rf"\d{{1,2}}{_MONTH_OF}"
_ENDS = re.compile(
    r"\s+(?:/\s+)?|\s?[:：]\s?|(?<=[\u0600-\u06ff\u3400-\u9fff])(?=[A-Z])|(?<=\d)(?=[A-Z]{4}|[A-Z][a-z]{2})"
    r"|(?<=[A-ZÀ-Þ]{3})(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[a-zß-ÿ]{3})(?=[A-ZÀ-Þ\d])"
    rf"|(?:(?<=/19\d\d)|(?<=/20\d\d))(?={_DAY_OF})|(?:(?<=[/.]\d)|(?<=\d[04-9]))(?=(?!\d\d){_DAY_OF})"
    rf"|(?<=\d)(?=[123]0{_MONTH_OF})"
)
"""Where a label may end: at a space, a stroke between spaces or a colon, and where an Arabic or Chinese name and a
symbol meet, a figure and a word ("9 February 1996ORIGINAL:"), or lines of which the ends were lost
("COMMITTEE ON WELLSFifth session10-14 May 2004"). A day ends a symbol where it cannot begin elsewhere: behind a year
("CAT/C/D/9/200421 May 2009"), a single figure ("HRI/MC/2005/31 June 2005") or one that no day of two figures has, and
before a day that ends with 0 ("CRC/C/15/Add.93830 June 2004")."""
_WORD = re.compile(r"[^\W\d_]{3}")
_MARK = re.compile(r"(?:[•·*/-]\s+)?")
"""What recognition may make of a drawing before the first label."""
_PLACE = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w’-]+ ){0,2}[A-ZÀ-ÞА-Я][\w’-]+, ")
"""The place before the days of a session: a name of up to three words."""
_WORDS = re.compile(r"\S+")
_SMALL = re.compile(r"(?<!\S)[a-z]{4,}|[.;:](?:\s|$)")
"""A small word of more than three letters, or the end of a sentence: no name of a body has them."""
_IN_PHRASE = re.compile(r"\b(?:its|the|of|on|at)$", re.IGNORECASE)
"""How words end before a session that belongs to their phrase: "report ... on its / tenth session"."""
_PAGE = re.compile(r"1 (?=\D)")
"""The number of the first page, where the text of a page follows it."""


@dataclass(frozen=True, slots=True)
class Parted:
    """Lines of which those are parted in which labels run together, and the lines that labels stand in.

    ``run_on`` are all rows of a paragraph that begins with labels, and ``titles`` what it is called, if that is seen.
    """

    lines: list[Line] = field(default_factory=list["Line"])
    labelled: set[Line] = field(default_factory=set["Line"])
    run_on: set[Line] = field(default_factory=set["Line"])
    titles: list[Line] = field(default_factory=list["Line"])


@dataclass(frozen=True, slots=True)
class Head:
    """The labels that a paragraph begins with, what it is called, and the rest of it (at most one line)."""

    labels: Sequence[Line]
    titles: Sequence[Line]
    rest: Sequence[Line]


def parted_labels(lines: Sequence[Line], page: PageLines) -> Parted:
    """The lines at the top of a page, those in which labels run together parted."""
    parts = Parted()
    rows: list[Line] = []
    for at, line in enumerate(lines):
        if line in rows:
            continue
        rows = [line, *_wrapped(line, lines[at + 1 :], page)] if at < _HEAD_LINES else [line]
        head = parted_head(rows) if len(rows) > 1 else None
        if head is None or not (rows[1].goes_on or head.labels[-1].end > line.end):
            rows = [line]  # as far as labels show, the line ends where it does
            head = None if page.laid_out else parted_head(rows)
        labels = head.labels if head else parted(line, laid_out=page.laid_out)
        if len(labels) > 1:
            parts.labelled.update(row for row in rows if row.start < labels[-1].end)
        parts.lines.extend(labels)
        if head:
            parts.lines.extend((*head.titles, *head.rest))
            parts.titles.extend(head.titles)
            parts.run_on.update(rows if head.titles or len(rows) > 1 else ())
    return parts


def _wrapped(line: Line, following: Sequence[Line], page: PageLines) -> Iterator[Line]:
    """The rows in which a line goes on that is longer than its page is wide: all but the last of them are full."""
    above, full_width = line, max(_FULL * page.widest, 0.5 * page.width)
    for row in following:
        full = above.rect.width > full_width or above.text.endswith("-")
        if not (row.goes_on or (full and row.block == line.block and row.rect.y0 > above.rect.y0)):
            return
        yield row
        above = row


def parted(line: Line, *, laid_out: bool) -> tuple[Line, ...]:
    """A line in which labels stand one behind the other as so many lines; any other as it is.

    Where the page is laid out each part has its share of the line's box, else all have the box of the line.
    """
    goes_on = line.text[0].islower()  # "secretariat of the Council", within a title
    spans = _labels(line.text) if len(line.text) <= _LONGEST and not goes_on else ()
    if len(spans) < 2:
        return (line,)
    unit = line.rect.width / len(line.text) if laid_out else 0.0
    return tuple(
        replace(
            line, start=line.start + start, end=line.start + end, text=line.text[start:end],
            rect=replace(line.rect, x0=line.rect.x0 + unit * start, x1=line.rect.x1 - unit * (len(line.text) - end)),
        )
        for start, end in spans
    )  # fmt: skip


def parted_head(rows: Sequence[Line]) -> Head | None:
    """The labels that a paragraph begins with, and what follows them: a document without lines has its masthead so.

    ``rows`` are those of one line of plain text that is shown in several; the parts have the box of the first one.
    None where the labels are none of a masthead, and not all that the text is.
    """
    text = "".join(f"{' ' * (row.start - before)}{row.text}" for before, row in _with_ends(rows))
    spans = _leading_labels(text[:_LONGEST_HEAD])
    labels = [text[start:end] for start, end in spans]
    labels_only = len(spans) > 1 and not text[spans[-1][1] :].strip() and all(map(_is_label, labels))
    if not (labels_only or _are_masthead(labels)):
        return None

    def part(start: int, end: int) -> Line:
        return replace(rows[0], start=rows[0].start + start, end=rows[0].start + end, text=text[start:end])

    at = next_word(text, spans[-1][1])
    under_item = bool(agenda_items_of(text[slice(*spans[-1])]))
    titles = [(at + start, at + end) for start, end in titles_at(text[at:], under_item=under_item)]
    rest = next_word(text, titles[-1][1]) if titles else at
    return Head(
        [part(*span) for span in spans],
        [part(*span) for span in titles],
        [part(rest, len(text))] if rest < len(text) else [],
    )


def _with_ends(rows: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Each row, with where the one before it ends."""
    return zip((rows[0].start, *(row.end for row in rows)), rows, strict=False)


def _leading_labels(text: str) -> Sequence[tuple[int, int]]:
    """Where the labels stand that a text begins with, the longest first."""
    spans: list[tuple[int, int]] = []
    page = _PAGE.match(text)
    start = page.end() if page else 0
    ends = [(found.start(), found.end()) for found in _ENDS.finditer(text)] + [(len(text), len(text))]
    while reach := [end for end in ends if end[0] > start][:_MOST_WORDS]:
        found = next((end for end in reversed(reach) if _is_label(text[start : end[0]])), None)
        if found is None and _is_large_letters(text[start : reach[0][0]]):
            found = reach[0]
        if found is None and (label := _behind_unlisted(text, start, ends)):
            words = ((word.start() + start, word.end() + start) for word in _WORDS.finditer(text[start : label[0]]))
            name = text[start : label[0]].rstrip()
            named = phrase("documents", "conference_of_parties").match(name)
            spans.extend((begin, end) for begin, end in words if symbols_of(text[begin:end]))
            spans.extend([(start, start + len(name))] if named else [])
            found, start = label[1], label[0]
        if found is None and (session := _session_behind_body(text, start, ends)):
            spans.append((start, session[0]))
            start, found = session[1], session[2]
        if found is None:
            break
        spans.append((start, found[0]))
        start = found[1]
    return spans


def _behind_unlisted(text: str, start: int, ends: Sequence[tuple[int, int]]) -> tuple[int, tuple[int, int]] | None:
    """Where the distribution or the original language begins and ends, behind a name that no table lists."""
    following = [end for end in ends if end[0] > start][:_UNLISTED]
    for at, (_, begin) in enumerate(following):
        for end in following[at + 1 : at + 1 + _STRONG_WORDS]:
            label = text[begin : end[0]]
            if distribution_of(label) or (originals_of(label) and languages_named(label)):
                return begin, end
    return None


def _session_behind_body(
    text: str, start: int, ends: Sequence[tuple[int, int]]
) -> tuple[int, int, tuple[int, int]] | None:
    """Where the name of a body that no table lists ends, and where the session right behind it begins and ends."""
    following = [end for end in ends if end[0] > start][:_UNLISTED]
    for at, (name_ends, begin) in enumerate(following):
        name = text[start:name_ends]
        if not text[begin : begin + 1].islower() and _is_name(name):
            sessions = (end for end in following[at + 1 : at + 1 + _STRONG_WORDS] if session_of(text[begin : end[0]]))
            if session := next(sessions, None):
                return name_ends, begin, session
    return None


def _is_name(text: str) -> bool:
    """Whether a text is a name with a word for bodies in it: no other word of more than three letters is small."""
    named = phrase("documents", "body_words").search(text) is not None and _SMALL.search(text) is None
    return named and document_type(text) is None and not _IN_PHRASE.search(text)


def _are_masthead(labels: Sequence[str]) -> bool:
    """Whether labels are those of a masthead: two with an item of the agenda, or more with a symbol or distribution.

    A cover has its symbol over the Organization's name, and no more labels above its title.
    """
    if any(agenda_items_of(label) for label in labels):
        return len(labels) > 1
    if len(labels) > 1 and symbols_of(labels[0]) and is_name(labels[1]):
        return True
    return len(labels) >= _FEWEST and any(symbols_of(label) or distribution_of(label) for label in labels)


def _labels(text: str) -> Sequence[tuple[int, int]]:
    """Where the labels stand that a text is made of, the longest first; empty where it holds anything else."""
    ends = [(found.start(), found.end()) for found in _ENDS.finditer(text)]
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    ends = [end for end in ends if end[0] > start]
    return () if len(ends) >= _MOST_WORDS else _labels_from(text, start, [*ends, (len(text), len(text))])


def _labels_from(text: str, start: int, ends: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    for at in range(len(ends) - 1, -1, -1):
        end, following = ends[at]
        if not _is_label(text[start:end]) and not (start and end == len(text) and _is_large_letters(text[start:end])):
            continue
        if end == len(text):
            return ((start, end),)
        if rest := _labels_from(text, following, ends[at + 1 :]):
            return ((start, end), *rest)
    return ()


def _is_large_letters(text: str) -> bool:
    """Whether a text is the large letters of the organ, which stand right of the Organization's name until 1997."""
    return text in table("symbols")["roots"]


@lru_cache(maxsize=512)
def _is_label(text: str) -> bool:
    """Whether a text is a label as a whole. Each is asked for again, as part of a line and as part of a paragraph."""
    words = text.split()
    return (
        is_name(text)
        or text in table("masthead")["distribution"]["bare"]
        or bool(symbols_of(text))
        or distribution_of(text) is not None
        or is_date(phrase("masthead", "date_label").sub("", text))
        or organ_named(text) is not None
        or session_of(text) is not None
        or is_council_year(text)
        or bool(agenda_items_of(text))
        or version_language(text) is not None
        or (len(words) <= _ORIGINAL_WORDS and bool(originals_of(text) and languages_named(words[-1])))
        or _are_session_dates(text)
        or is_meeting(text)
        or is_spelled_meeting(text)
        or names_treaty(text)
        or (job_number_of(text) is not None and not _WORD.search(text))
        or any(phrase("masthead", row).match(text) for row in ("open_label", "nth", "supplement"))
    )


def _are_session_dates(text: str) -> bool:
    """Whether a text is the days of a session, with the seat that it met at or without, or behind another place.

    Behind a place the month may stand alone, where the days were lost.
    """
    days = range_in(text)
    if days is None:
        place = _PLACE.match(text)
        return place is not None and is_month(text[place.end() :])
    place = f"{text[: days.start]}{text[days.end :]}".strip(", ")
    return not place or is_name(place) or (days.end == len(text) and _PLACE.fullmatch(text, 0, days.start) is not None)
