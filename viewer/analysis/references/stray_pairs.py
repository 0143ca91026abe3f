"""Numbers with their years that stand apart from the word: "resolution 2570 (2021), and reports under 2647 (2022)".

The pair of a number and its year is seldom right by chance: where the table of the Security Council's resolutions has
it, and the sentence speaks of resolutions, it is one. French and Spanish leave out the word behind its article ("les
résolutions sur le Liban, notamment la 425 et la 426"): there a number alone is one, where the sentence speaks of
resolutions before it, or the document has called it one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.references.citations import Citation, is_refused
from viewer.analysis.references.citewords import FOREIGN, words
from viewer.analysis.references.number_lists import is_of_another
from viewer.analysis.references.numbering import Number, is_sure
from viewer.analysis.references.years import is_of_session
from viewer.model.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.references.citable import CitableText
    from viewer.analysis.references.citewords import Noun

_PAIR = re.compile(
    r"(\d(?<![A-Za-z0-9/.\-А-Яа-я]\d)\d{2,3})(?: ?([A-Z]))? ?"
    r"\((?:((?:19|20)\d\d)\)(?!\. ?R[eé]sol)|([IVX]{1,6})\)(?!\. ?[^\W\d_]))(?![\w/])"
)
"""What is no heading of an edition: "182 (1963). Resolution of 4 December 1963", "2625 (XXV). Declaration"."""
_ELLIPTIC = re.compile(r"la (?<!\wla )(\d{3,4})(?= ?(?:[.,;:)»–—]| (?!\d)| [a-z]{1,2}'|$))(?![.,]\d)")
"""A number behind a feminine article, in plain letters: nouns have another form behind it, ordinals an ending."""
_NUMBERED_THROUGH = ("Security Council", "General Assembly")
"""Organs that are cited by the number alone."""
_REACH = 600
"""Characters of a sentence that are looked through for the word."""


def find_stray_pairs(text: CitableText, taken: Sequence[Citation]) -> Iterator[Citation]:
    """The pairs that ``taken`` has not, in sentences that hold a word for resolutions before them.

    A number with its session needs no word where it stands alone in brackets: "Uniting for Peace (377 A (V))".
    """
    ends = sorted((one.end, one.start, one.adjacent in FOREIGN) for one in taken)
    yield from _elliptic(text, ends)
    for found in _PAIR.finditer(text.folded):
        at = bisect_left(ends, (found.end(),))
        is_taken = at < len(ends) and ends[at][1] < found.end()
        number = None if is_taken else _number_of(found)
        if number is None or is_of_another(text, found.start()):
            continue
        start = text.sentence_start(found.start(), _REACH)
        is_foreign = at > 0 and ends[at - 1][0] > start and ends[at - 1][2]
        alone = number.roman and text.folded[found.start() - 1 : found.start()] == "("
        noun = _noun_before(text, start, found.start()) or (_any_noun() if alone else None)
        if noun is not None and not is_foreign:
            yield Citation(number, noun, found.start(), found.end(), tight=False, direct=False)


def _elliptic(text: CitableText, ends: Sequence[tuple[int, int, bool]]) -> Iterator[Citation]:
    """The numbers behind an article that stands for "the resolution"."""
    for found in _ELLIPTIC.finditer(text.plain) if " la " in text.plain else ():
        start, end = found.span(1)
        at = bisect_left(ends, (end,))
        if at < len(ends) and ends[at][1] < end:
            continue
        sentence = text.sentence_start(start, _REACH)
        noun = _noun_before(text, sentence, start)
        nearby = text.organ_before(sentence, start)
        governed = noun is not None and (noun.many or nearby in _NUMBERED_THROUGH)
        named = governed and not found[1].startswith(("19", "20"))
        yield Citation(
            Number(found[1]), _any_noun(), start, end, nearby=nearby, tight=False, direct=False, elliptic=not named
        )


def _number_of(found: re.Match[str]) -> Number | None:
    """The number of a pair that is sure to be a resolution's, or None."""
    if found[4]:
        number = Number(found[1], found[4], letter=found[2] or "", roman=True)
        return number if is_of_session(int(found[1]), found[4]) else None
    number = Number(found[1], year=int(found[3]))
    return number if is_sure(number) and not found[2] else None


@cache
def _any_noun() -> Noun:
    return next(noun for noun in words().nouns.meanings if noun.kind is ReferenceKind.RESOLUTION and not noun.organ)


def _noun_before(text: CitableText, start: int, end: int) -> Noun | None:
    """The last word for a resolution that ends in a part of the text."""
    at = bisect_left(text.nouns, end, key=lambda one: one[0].end())
    for found, noun in reversed(text.nouns[:at]):
        if found.end() <= start:
            return None
        if noun.kind is ReferenceKind.RESOLUTION and not noun.last and not is_refused(text, found):
            return noun
    return None
