"""Numbers with their years that stand apart from the word: "resolution 2570 (2021), and reports under 2647 (2022)".

The pair of a number and its year is seldom right by chance: where the table of the Security Council's resolutions has
it, and the sentence speaks of resolutions, it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from viewer.analysis.citations import Citation, is_of_another, is_refused, sentence_start
from viewer.analysis.citewords import FOREIGN
from viewer.analysis.numbering import Number, is_sure
from viewer.model.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.citations import CitableText

_PAIR = re.compile(r"(?<![A-Za-z0-9/.\-А-Яа-я])(\d{3,4}) ?\(((?:19|20)\d\d)\)(?![\w/])")
_REACH = 600
"""Characters of a sentence that are looked through for the word."""


def find_stray_pairs(text: CitableText, taken: Sequence[Citation]) -> Iterator[Citation]:
    """The pairs that ``taken`` has not, in sentences that hold a word for resolutions before them."""
    nouns = [
        found.end()
        for found, noun in text.nouns
        if noun.kind is ReferenceKind.RESOLUTION and not noun.last and not is_refused(text, found)
    ]
    if not nouns:
        return
    ends = sorted((one.end, one.start, one.adjacent in FOREIGN) for one in taken)
    for found in _PAIR.finditer(text.folded, nouns[0]):
        number = Number(found[1], year=int(found[2]))
        at = bisect_left(ends, (found.end(),))
        is_taken = at < len(ends) and ends[at][1] < found.end()
        if is_taken or not is_sure(number) or is_of_another(text, found.start()):
            continue
        start = sentence_start(text, found.start(), _REACH)
        is_foreign = at > 0 and ends[at - 1][0] > start and ends[at - 1][2]
        place = bisect_left(nouns, found.start())
        if place and nouns[place - 1] > start and not is_foreign:
            noun = next(noun for word, noun in text.nouns if word.end() == nouns[place - 1])
            yield Citation(number, noun, found.start(), found.end(), tight=False, direct=False)
