"""What a reader types to find a reference, and what of the reference it is looked for in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.words.folding import fold_for_search, words_to_search
from viewer.export.adoption import years_of
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from viewer.model.reference import Reference

_AT_ONCE = 300
"""References whose texts are made in one go: some five milliseconds' work."""
_PARTING = "\ue000"
"""Stands between texts that are folded in one; a private character, which means nothing in a text."""
_PART = re.compile(r"(?<=\d) ?[A-Z](?= ?\()")
"""The letter of a resolution that was adopted in parts, A/RES/217 A (III): many leave it out."""
_BORDER = re.compile(r"(?<=[^\W\d_a-z])(?=\d)|(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_]{3})(?=\d)")
"""Between a figure and a word: "القرار242", "UNSCR1701". A few Latin letters belong to the figure: "217A"."""
_TYPED_PART = re.compile(r"(?<=\d) (?=[a-z] ?\()")
"""Before the letter of a part, which would be found anywhere if it were looked for alone: "217 A (III)"."""


class SearchedReferences:
    """References in which words are looked for, each in a folded text that is made once.

    They are looked for in a reference's symbol, with its blanks and without, its year, organ, title and mentions, and
    in what a thing of its kind and organ is called in the six languages: "القرار 242" finds S/RES/242 in an English
    document.
    """

    def __init__(self, references: Sequence[Reference], organ_of: Callable[[Reference], str]) -> None:
        self._references = references
        self._organ_of = organ_of
        self._texts: list[str] = []

    def prepare_some(self) -> bool:
        """Make the texts of some more references; whether there are others left to make."""
        begin = len(self._texts)
        some = self._references[begin : begin + _AT_ONCE]
        # To fold a text costs as much as to fold twenty, if these are short.
        said = _folded(_PARTING.join(map(self._said, some))).split(_PARTING) if some else []
        if len(said) != len(some):
            said = [_folded(self._said(reference)) for reference in some]
        called = (_called(reference.kind, self._organ_of(reference)) for reference in some)
        self._texts += [f"{text} {names}" for text, names in zip(said, called, strict=True)]
        return len(self._texts) < len(self._references)

    def found(self, words: str) -> set[int] | None:
        """The places of the references in which all words stand, a figure from its beginning; None for no words."""
        sought = _sought(words)
        if not sought:
            return None
        while len(self._texts) < len(self._references):
            self.prepare_some()
        places: Iterable[int] = range(len(self._texts))
        for word, figure in sought:
            places = [at for at in places if word in self._texts[at]]
            if figure is not None:
                places = [at for at in places if figure.search(self._texts[at])]
        return set(places)

    def _said(self, reference: Reference) -> str:
        """All that is said of a reference, nothing twice: many mentions are in the same words."""
        symbol = reference.symbol
        without_part = _PART.sub("", symbol)
        said = [symbol, symbol.replace(" ", ""), without_part, without_part.replace(" ", ""), years_of(reference)]
        said += [self._organ_of(reference), reference.title]
        said += [part for mention in reference.mentions for part in (mention.text, mention.pin, mention.beside)]
        return "\n".join(dict.fromkeys(said))


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
