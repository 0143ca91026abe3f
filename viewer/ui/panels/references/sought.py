"""What a reader types to find a reference, and what of the reference it is looked for in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from viewer.analysis.words.folding import fold_for_search, words_to_search
from viewer.export.adoption import years_of
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.reference import Reference

_PART = re.compile(r"(?<=\d) ?[A-Z](?= ?\()")
"""The letter of a resolution that was adopted in parts, A/RES/217 A (III): many leave it out."""
_BORDER = re.compile(r"(?<=[^\W\d_a-z])(?=\d)|(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_]{3})(?=\d)")
"""Between a figure and a word: "القرار242", "UNSCR1701". A few Latin letters belong to the figure: "217A"."""
_TYPED_PART = re.compile(r"(?<=\d) (?=[a-z] ?\()")
"""Before the letter of a part, which would be found anywhere if it were looked for alone: "217 A (III)"."""


def finder(words: str, organ_of: Callable[[Reference], str]) -> Callable[[Reference], bool]:
    """A function that says whether all ``words`` stand in a reference; a figure is found from its beginning.

    They are looked for in its symbol, with its blanks and without, its year, organ, title and mentions, and in what a
    thing of its kind and organ is called in the six languages: "القرار 242" finds S/RES/242 in an English document.
    """
    sought = _sought(words)

    def passes(reference: Reference) -> bool:
        text = _searched(reference, organ_of(reference)) if sought else ""
        return all(word in text and (figure is None or figure.search(text)) for word, figure in sought)

    return passes


def _sought(words: str) -> list[tuple[str, re.Pattern[str] | None]]:
    """The folded words; with those that begin with a figure a pattern, which finds "822" but not in "1822"."""
    typed = _TYPED_PART.sub("", _BORDER.sub(" ", _numbering().sub(" ", " ".join(words_to_search(words)))))
    each = [word for part in typed.split() if (word := part.rstrip(".,;:"))]
    return [(word, re.compile(rf"(?<!\d){re.escape(word)}") if word[0].isdecimal() else None) for word in each]


@cache
def _numbering() -> re.Pattern[str]:
    signs = table("reference_filter")["numbering"]
    before, after = ("|".join(re.escape(_folded(sign)) for sign in signs[side]) for side in ("before", "after"))
    return re.compile(rf"(?<![a-zа-я]) ?(?:{before}) ?(?=\d)|(?<=[\d)]) ?(?:{after})")


@lru_cache(maxsize=8192)
def _searched(reference: Reference, organ: str) -> str:
    symbol = reference.symbol
    without_part = _PART.sub("", symbol)
    said = [symbol, symbol.replace(" ", ""), without_part, without_part.replace(" ", ""), years_of(reference)]
    said += [organ, reference.title]
    said += [part for mention in reference.mentions for part in (mention.text, mention.pin, mention.beside)]
    return _folded("\n".join(said)) + " " + _called(reference.kind, organ)


@cache
def _called(kind: str, organ: str) -> str:
    """What a thing of a kind and organ is called in the six languages, folded."""
    words = table("reference_filter")
    names = [*words["kind"][kind], *words["organ"].get(organ, ())]
    for entry in table("organs")["organ"]:
        if entry["name"] == organ:
            names += [name for language in ("fr", "es", "ru", "ar", "zh") for name in entry.get(language, ())]
    return _folded("\n".join(names))


def _folded(text: str) -> str:
    return fold_for_search(text).folded
