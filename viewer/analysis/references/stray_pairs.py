"""Numbers with their years that stand apart from the word: "resolution 2570 (2021), and reports under 2647 (2022)".

The pair of a number and its year is seldom right by chance: where the table of the Security Council's resolutions has
it, and the sentence speaks of resolutions, it is one. French and Spanish leave out the word behind its article ("les
résolutions sur le Liban, notamment la 425 et la 426"): there a number alone is one, where the sentence speaks of
resolutions before it, or the document has called it one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from viewer.analysis.references.apart import names_apart
from viewer.analysis.references.citations import Citation, is_refused
from viewer.analysis.references.citewords import FOREIGN, any_resolution, words
from viewer.analysis.references.number_lists import numbers_behind
from viewer.analysis.references.numbering import Number, read_numbers
from viewer.analysis.references.years import is_of_session
from viewer.model.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.references.citable import CitableText
    from viewer.analysis.references.citewords import Noun

_PAIR = re.compile(r"\d(?<!\d\d)\d{2,3}(?: ?[A-Z])? ?\((?:[12]|[IVX])")
"""How a number and its year or session begin."""
_ELLIPTIC = re.compile(r"la (?<!\wla )(\d{3,4})(?= ?(?:[.,;:)»–—]| (?!\d)| [a-z]{1,2}'|$))(?![.,]\d)")
"""A number behind a feminine article, in plain letters: nouns have another form behind it, ordinals an ending."""
_BRACKETED = re.compile(r"\((?=[3-9]\d/\d{1,3}(?: [A-Z]\b| and|,|\)))")
"""A bracket before a session of the Assembly and a number."""
_ASSEMBLY = "General Assembly"
_NUMBERED_THROUGH = ("Security Council", _ASSEMBLY)
"""Organs that are cited by the number alone."""
_REACH = 600
"""Characters of a sentence that are looked through for the word."""


def find_stray_pairs(text: CitableText, taken: Sequence[Citation]) -> Iterator[Citation]:
    """The pairs that ``taken`` has not, in sentences that hold a word for resolutions before them.

    A number with its session needs no word where it stands alone in brackets: "Uniting for Peace (377 A (V))".
    """
    ends = sorted((one.end, one.start, one.adjacent in FOREIGN) for one in taken)
    yield from _elliptic(text, ends)
    yield from _bracketed(text, ends)
    for begun in _PAIR.finditer(text.folded):
        found = words().number.match(text.folded, begun.start())
        at = bisect_left(ends, (found.end(),)) if found else 0
        if found is None or (at < len(ends) and ends[at][1] < found.end()):
            continue
        numbers = read_numbers(found)
        if not all(_is_pair(number) and names_apart(text, number, *found.span()) for number, _, _ in numbers):
            continue
        start = text.sentence_start(found.start(), _REACH)
        is_foreign = at > 0 and ends[at - 1][0] > start and ends[at - 1][2]
        alone = found["r"] and text.folded[found.start() - 1 : found.start()] == "("
        noun = _noun_before(text, start, found.start()) or (any_resolution() if alone else None)
        if noun is not None and not is_foreign:
            for number, begins, ends_at in numbers:
                yield Citation(number, noun, begins, ends_at, tight=False, direct=False)


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
            Number(found[1]), any_resolution(), start, end, nearby=nearby, tight=False, direct=False, elliptic=not named
        )


def _bracketed(text: CitableText, ends: Sequence[tuple[int, int, bool]]) -> Iterator[Citation]:
    """The numbers in brackets behind what the General Assembly did, as yearbooks have them: "(46/44)"."""
    for opened in _BRACKETED.finditer(text.folded):
        found = words().number.match(text.folded, opened.end())
        at = bisect_left(ends, (opened.end() + 1,))
        if found is None or (at < len(ends) and ends[at][1] < found.end()):
            continue
        numbers = read_numbers(found)
        begin = text.sentence_start(opened.start(), _REACH)
        if not numbers or text.organ_before(begin, opened.start()) != _ASSEMBLY:
            continue
        more = numbers_behind(text, found.end(), numbers[0][0])
        for number, start, end in (*numbers, *((one.number, one.start, one.end) for one in more)):
            yield Citation(
                number, any_resolution(), start, end, nearby=_ASSEMBLY, tight=False, direct=False, elliptic=True
            )


def _is_pair(number: Number) -> bool:
    """Whether a number has its year beside it, or a session of the Assembly that may have had such a number."""
    if number.roman:
        return is_of_session(int(number.number), number.session)
    return number.year is not None and not number.letter


def _noun_before(text: CitableText, start: int, end: int) -> Noun | None:
    """The last word for a resolution that ends in a part of the text."""
    at = bisect_left(text.nouns, end, key=lambda one: one[0].end())
    for found, noun in reversed(text.nouns[:at]):
        if found.end() <= start:
            return None
        if noun.kind is ReferenceKind.RESOLUTION and not noun.last and not is_refused(text, found):
            return noun
    return None
