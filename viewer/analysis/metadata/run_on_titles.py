"""Titles within a text that runs on after the labels of its masthead, where their own words show where they end.

The title of a letter ends where the letter begins ("I have the honour"), that of a report with who reports, and any
that says what the document is where its contents or first chapter begin. Nothing shows where other titles end.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import (
    LETTERS,
    RECORDS,
    document_type,
    is_byline,
    markers,
    named_part,
    opens_letter,
)
from viewer.analysis.metadata.parties import authors_of
from viewer.analysis.words.names import COMMITTEE, officials_in, organ_named, organs_in
from viewer.analysis.words.wordlists import in_capitals, phrase
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 700
"""Characters within which a title ends."""
_LONGEST_BEFORE = 200
"""Characters of what stands between the labels and who reports: the title of an item, or what the report is called."""
_OPENING = 300
_SENTENCE = re.compile(r"[^\W\d_]{3}[.;] ")
_GOES_ON = re.compile(r"\s+[a-zß-öø-ÿа-я]")
"""A word in small letters behind who reports says on what."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORDS = re.compile(r"(?<!\S)\S+")
_CAPITALS = re.compile(r"[^a-zß-öø-ÿа-я()\d]{1,40}")
"""A word in capitals, with its signs."""


def titles_at(text: str, *, under_item: bool) -> Sequence[tuple[int, int]]:
    """Where the parts of the title stand that a text begins with, in order; empty where nothing shows their ends.

    ``under_item`` says that the text stands behind an item of the agenda: it begins with the title of the item.
    """
    first, blank, _ = text.partition(" ")
    begin = next_word(text, len(first)) if blank and named_part(first) is SectionKind.CONTENTS else 0
    if whole := phrase("documents", "whole_report").match(text, begin):
        return (whole.span(),)
    kind = document_type(text)
    if kind in RECORDS:
        return ()
    byline = _byline_in(text[:_LONGEST]) if kind not in LETTERS else None
    if byline is not None:
        return _with_byline(text, *byline, under_item=under_item)
    end = _end_before_letter(text) if kind in LETTERS else _end_before_part(text)
    called = kind in LETTERS or (kind is not None and not under_item) or in_capitals(text[:end])
    return ((0, end),) if end and called else ()


def _with_byline(text: str, start: int, end: int, *, under_item: bool) -> Sequence[tuple[int, int]]:
    """The parts of a title with the words from ``start`` to ``end`` that say who reports."""
    behind = next_word(text, end)
    further = _byline_in(text[behind:_LONGEST])
    if further is not None and further[0] == 0:  # the item is a report, too
        return ((start, end), (behind, behind + further[1]))
    before = text[:start].rstrip()
    if len(before) > _LONGEST_BEFORE or _SENTENCE.search(before):
        return ()
    if under_item and not (in_capitals(before) or _is_committee(text[start:end])):
        return ()  # this is the title of the item, or what the report is called behind it, and nothing parts them
    return (*([(0, len(before))] if _LETTERS.search(before) else ()), (start, end))


def _end_before_letter(text: str) -> int:
    """Where what stands before the first sentence of a letter ends; 0 where none is seen."""
    words = (word.start() for word in _WORDS.finditer(text, 1, _LONGEST))
    opening = next((at for at in words if opens_letter([text[at : at + _OPENING]])), 0)
    return len(text[:opening].rstrip())


def _end_before_part(text: str) -> int:
    """Where what stands before the first chapter, summary or list of contents ends, if that is no sentence; else 0."""
    for word in _WORDS.finditer(text, 1, _LONGEST_BEFORE):
        if named_part(word[0]) is not None or markers().chapter.match(text[word.start() : word.start() + _OPENING]):
            before = text[: word.start()].rstrip()
            return 0 if _SENTENCE.search(before) else len(before)
    return 0


def next_word(text: str, at: int) -> int:
    """Where the word begins that stands at an offset, or the next behind the spaces there."""
    return len(text) - len(text[at:].lstrip())


def _is_committee(byline: str) -> bool:
    """Whether a committee of the Assembly reports, on the item and by its title."""
    return any((organ := organ_named(name)) and organ.rank == COMMITTEE for name in authors_of(byline))


def _byline_in(text: str) -> tuple[int, int] | None:
    """Where the first words stand that say who reports and nothing else."""
    names = sorted((*organs_in(text), *officials_in(text)), key=lambda name: name.end)
    starts = [word.start() for word in _WORDS.finditer(text) if not word[0][0].islower()]
    for name in names:
        before = (at for at in starts if at < name.start and is_byline(text[at : name.end]))
        start = next(before, None)
        if start is not None and not _GOES_ON.match(text, name.end):
            return start, _end_of_capitals(text, start, name.end)
    return None


def _end_of_capitals(text: str, start: int, end: int) -> int:
    """Where words in capitals end that say who reports, from ``start`` to ``end``, and go on with what on."""
    if not in_capitals(text[start:end]) or not phrase("documents", "goes_on_in_capitals").match(text, end):
        return end
    words = takewhile(lambda word: _CAPITALS.fullmatch(word[0]) and not named_part(word[0]), _WORDS.finditer(text, end))
    return end + len(text[end : max((word.end() for word in words), default=end)].rstrip("*, "))
