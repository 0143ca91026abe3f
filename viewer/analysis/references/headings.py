"""Mentions that cite nothing: a line that is the name of the document itself, or of a resolution printed in it.

CONTRACT.md: "The document's own symbol, its own title and page headers are not mentions." A resolution that is printed
in an annex or in a collection has such a title, too.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from viewer.analysis.references.citewords import words
from viewer.analysis.references.setting import SPEAKERS, WORDS_OF_SPEAKER
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from viewer.model.text import Span

_LONGEST = 90
"""Characters of a line that may be a heading."""
_SIGNS = ' •●▪·*,.:;()[]<>"-–—'
_ENDS_OF_LINES = re.compile(r"[\n\f]")
_DATED = re.compile(r"\([^()\n]*\d{4}[^()\n]*\)[^\S\n]*(?:\n|$)")
"""A line in brackets with a year, under the name of a resolution: "(New York, 15 December 1991)"."""
_COMMAS = (",", "،", "，")
_MOST_BESIDE = 9
"""Words beside the name of a resolution, of a body and a date: "of the Economic and Social Council of 3 May 1996"."""
_TO_SPEAKER, _LINES_TO_SPEAKER = 700, 9
"""Characters and lines from the name of a resolution to the line that says who speaks in it: its title, its date."""
_NUMBER = re.compile(r"(?<![/\d])\d+ ?[(/（] ?[\dIVXLES]")
"""What may be a resolution's number, and is no symbol's: for a look in passing."""
_GOES_ON = re.compile(r"[,،a-zß-ÿа-яё]\s*$")


def heads_copy(text: str, mention: Span) -> bool:
    """Whether a mention fills a line below which the resolution follows that it names.

    It does where the next line says that it was adopted, or when, or a line soon says who speaks: "The General
    Assembly,". A line that a sentence runs through is none: "... by its / resolution 822 (1993) / adopted on 30 April".
    """
    begin, end = _line(text, mention)
    return (
        _may_be_alone(text, mention, begin, end)
        and _copy_follows(text, begin, end)
        and _is_alone(text, mention, begin, end)
    )


def _copy_follows(text: str, begin: int, end: int) -> bool:
    """Whether what is below a line is a resolution."""
    following = text[end : end + _TO_SPEAKER]
    next_line = following.lstrip()
    if phrase("documents", "adoption").match(next_line) or _DATED.match(next_line):
        parted = len(following) - len(next_line) > 1 or not next_line[0].islower()
        return parted or _GOES_ON.search(text, max(0, begin - 9), max(0, begin - 1)) is None
    return _speaker_follows(next_line)


def fills_line(text: str, mention: Span) -> bool:
    """Whether nothing but bodies, dates and words of citing stands beside a mention in its line."""
    begin, end = _line(text, mention)
    return _may_be_alone(text, mention, begin, end) and _is_alone(text, mention, begin, end)


def _line(text: str, mention: Span) -> tuple[int, int]:
    begin = max(text.rfind("\n", 0, mention.start), text.rfind("\f", 0, mention.start)) + 1
    end = _ENDS_OF_LINES.search(text, mention.end)
    return begin, end.start() if end else len(text)


def _may_be_alone(text: str, mention: Span, begin: int, end: int) -> bool:
    """Whether a line is short enough and begins as one: asked first of many mentions."""
    if end - begin > _LONGEST or text[begin:end].lstrip(_SIGNS)[:1].islower():
        return False
    return len(text[begin : mention.start].split()) + len(text[mention.end : end].split()) <= _MOST_BESIDE


def _is_alone(text: str, mention: Span, begin: int, end: int) -> bool:
    return _says_nothing_else(text[begin : mention.start]) and _says_nothing_else(text[mention.end : end])


def _says_nothing_else(side: str) -> bool:
    plain = plain_letters(fold_for_citations(side).folded)
    to_body = words().body_after.match(plain)
    rest = words().dated.sub(" ", plain[to_body.end() if to_body else 0 :])
    return words().beside.fullmatch(words().bodies.pattern.sub(" ", rest).strip(_SIGNS)) is not None


def _speaker_follows(text: str) -> bool:
    """Whether one of the next lines says who speaks, before another resolution is named."""
    for line in islice(map(str.strip, filter(str.strip, text.splitlines())), _LINES_TO_SPEAKER):
        if _NUMBER.search(line):
            return False
        speaks = line.endswith(_COMMAS) and not line[0].islower() and len(line.split()) <= WORDS_OF_SPEAKER
        if speaks and _names_speaker(line):
            return True
    return False


def _names_speaker(line: str) -> bool:
    plain = plain_letters(fold_for_citations(line).folded)
    return any(organ in SPEAKERS for _, organ in words().bodies.found_in(plain))
