"""The paragraphs of a first page that are the document's own: no masthead, no names of others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import LEADERS, LETTERS, RECORDS, document_type
from viewer.analysis.metadata.labels import (
    distribution_of,
    ends_with_language,
    is_name,
    is_spelled_meeting,
    originals_of,
    session_dates_of,
    session_of,
    symbols_of,
)
from viewer.analysis.metadata.parties import authors_of
from viewer.analysis.references.treaties import names_treaty
from viewer.analysis.words.dates import are_days, date_in, is_month
from viewer.analysis.words.names import organ_named, organs_in
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead

WORD = re.compile(r"[^\W\d_]{4}|[\u0600-\u06ff]{2}|[\u3400-\u9fff] ?[\u3400-\u9fff]")
"""What has no word is a mark, or what recognition made of a drawing."""
_NOTED = re.compile(r"[^,،，]\s?[*∗]$")
"""The mark of a footnote at the end of a line, where no list of States goes on."""
_NAME_ROWS = 4
"""Paragraphs that the name of an organ goes over, where blank lines part the rows of a title."""
_NEXT = 12
"""Characters between two paragraphs that nothing else stands between."""
_PLACE = 30
"""Characters before the date in the line that says where and when a meeting was held."""


def own_paragraphs(paragraphs: Sequence[Paragraph], masthead: Masthead) -> list[Paragraph]:
    """The paragraphs of a page that are no part of its masthead, in order, those made one that are one title."""
    own = [
        _own_part(paragraph, masthead)
        for paragraph in paragraphs
        if not (
            all(line in masthead.lines for line in paragraph.lines)
            or any(line in masthead.run_on for line in paragraph.lines)
            or _headers_only(paragraph, masthead)
        )
    ]
    own = [one for one in own if _says_something(one.text) and not one.lines[0].goes_on]
    return [one for one in _completed(own) if not all(organ_named(line.text) for line in one.lines)]


def may_be_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph names nothing else that titles do not name, or ends a title: when it was that they met."""
    return says_when_held(paragraph) or not _names_others(paragraph.text)


def says_when_held(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the line under a title that says where and when they met."""
    return phrase("documents", "held").match(paragraph.text) is not None


def _own_part(paragraph: Paragraph, masthead: Masthead) -> Paragraph:
    """The paragraph without lines that belong to the masthead (plain text may run the two together).

    The Organization's name is no part of the masthead at the end of a title ("to the / United Nations"). A title ends
    where they say when they met, unless that goes on its sentence, and at the mark of a footnote. That of a record
    says which meeting it is of.
    """
    kept: tuple[Line, ...] = ()
    records = document_type(paragraph.lines[0].text) in RECORDS
    for line in paragraph.lines:
        goes_on = kept and kept[-1].text.endswith((",", "،", "，")) and not records
        if kept and not goes_on and phrase("documents", "held").match(line.text):
            break
        if kept and _ends_at_note(kept, line):
            break
        if line not in masthead.lines or (kept and is_name(line.text)):
            kept = (*kept, line)
    return paragraph if len(kept) == len(paragraph.lines) else replace(paragraph, lines=kept)


def _ends_at_note(title: Sequence[Line], line: Line) -> bool:
    """Whether a title ends with the mark of a footnote, and the line below does not go on it.

    That of a letter has such marks within it, behind the names of States.
    """
    if _NOTED.search(title[-1].text) is None or line.text[0].islower():
        return False
    return document_type(title[0].text) not in {None, *LETTERS}


def _headers_only(paragraph: Paragraph, masthead: Masthead) -> bool:
    return any(header.covers(paragraph.span) for header in masthead.headers)


def _says_something(text: str) -> bool:
    """Whether a paragraph has a word, or is the small one in a row of its own that a title goes on with."""
    return WORD.search(text) is not None or phrase("documents", "continuing").match(text) is not None


def _completed(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with those made one that are parts of a title in one type: "Report of the / Forum on Wells"."""
    whole: list[Paragraph] = []
    for at, paragraph in enumerate(paragraphs):
        before = whole[-1] if whole else None
        parted = before is not None and _parts_name(before.text, paragraphs[at : at + _NAME_ROWS])
        if before is not None and paragraph.number is None and _goes_on(before, paragraph, parted=parted):
            whole[-1] = replace(before, lines=(*before.lines, *paragraph.lines))
        else:
            whole.append(paragraph)
    return whole


def _parts_name(report: str, following: Sequence[Paragraph]) -> bool:
    """Whether the name of the organ that reports begins in one paragraph and ends in those that follow it."""
    if document_type(report) not in {"report", "note"}:
        return False
    text = " ".join((report, *(one.text for one in following)))
    return any(name.start < len(report) < name.end for name in organs_in(text))


def _goes_on(first: Paragraph, second: Paragraph, *, parted: bool) -> bool:
    """Whether the first paragraph ends with such a word, or the second begins with one, that they are one title.

    ``parted`` says that a name begins in the first and ends in the second.
    """
    above, under = first.lines[-1], second.lines[0]
    one_type = above.bold == under.bold and abs(above.size - under.size) < 0.6
    even = above.text.isupper() == under.text.isupper()
    next_to = under.start - above.end < _NEXT
    goes_on = (
        parted
        or phrase("documents", "unfinished").search(first.text)
        or phrase("documents", "continuing").match(second.text)
        or _goes_on_small(first.text, second.text)
    )
    return one_type and even and next_to and bool(goes_on)


def _goes_on_small(first: str, second: str) -> bool:
    """Whether a row begins with a small letter and goes on a title: it says neither who wrote nor when they met."""
    if not second[:1].islower() or first.rstrip().endswith((".", ":", ";")):
        return False
    held = phrase("documents", "held").match(second) is not None
    return not (held or authors_of(second) or document_type(second))


def _names_others(text: str) -> bool:
    """Whether a paragraph names an organ, a treaty or who presides, or is a label or an entry of contents: no title."""
    named = (
        organ_named(text) is not None or names_treaty(text) or phrase("documents", "no_title").match(text) is not None
    )
    return (
        named
        or bool(
            symbols_of(text)
            or originals_of(text)
            or distribution_of(text)
            or session_of(text)
            or (session_dates_of(text) and document_type(text) is None)
            or ends_with_language(text)
            or is_spelled_meeting(text)
            or is_month(text)
            or LEADERS.search(text)
        )
        or _is_place_and_date(text)
    )


def _is_place_and_date(text: str) -> bool:
    """Whether a paragraph is a date, with a place or without ("Geneva, 19 October 1992", "Geneva, June 1992")."""
    place, comma, days = text.replace("،", ",").partition(",")
    if comma and len(place) < _PLACE and are_days(days):
        return True
    date = date_in(text)
    if date is None or date.end != len(text.rstrip(". ")):
        return False
    return date.start == 0 or 0 < text.find(",") < date.start < _PLACE
