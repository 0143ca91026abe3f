"""Numbers that stand apart from the word for a resolution: which of them are a resolution's all the same.

They go on behind other words ("resolution 2570 (2021), and the reports under 2647 (2022)"), begin lines under a
heading, or stand in brackets by themselves. One rule says for all of them what is a resolution's number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.analysis.references.citewords import words
from viewer.analysis.references.numbering import Number, is_sure

if TYPE_CHECKING:
    from viewer.analysis.references.citable import CitableText

_TITLE = re.compile(r"\. ?[^\W\d_]")
_TITLE_OF_YEAR = re.compile(r"\. ?R[eé]sol")
_TO_OTHER = 30
"""Characters before a number in which the word of something else that is numbered may begin."""


def names_apart(text: CitableText, number: Number, start: int, end: int, *, said: bool = False) -> bool:
    """Whether a number at a place apart from the word is a resolution's.

    It is where it cannot be anything else, or where the words before lead to it or say whose it is (``said``).
    """
    return (said or is_sure(number)) and not is_of_another(text, start) and not is_heading(text, number, end)


def is_of_another(text: CitableText, at: int) -> bool:
    """Whether the number at a place is that of a law, a comment and the like: "Law No. 1325 (2000)"."""
    return words().numbered.search(text.plain, max(0, at - _TO_OTHER), at) is not None


def is_heading(text: CitableText, number: Number, end: int) -> bool:
    """Whether a number is the heading of the resolution itself: "5/1. Institution-building", "2625 (XXV). Declaration".

    A number and its year may end a sentence as well; they are a heading where "182 (1963). Resolution of ..." follows.
    """
    return (_TITLE if number.year is None else _TITLE_OF_YEAR).match(text.folded, end) is not None
