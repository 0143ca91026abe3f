"""Languages that are near each other, told apart by letters that not all of them write and words that one has alone.

A model that was trained on sentences takes a short text for the most frequent of its relatives: Indonesian for Malay,
Serbian for Bulgarian, a name in Azerbaijani letters for English.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_WORD = 8.0
"""How much likelier a word that a language has, and its relatives have not, makes it."""
_SHARE = 0.15
"""Words with letters that a language does not write, as a share of a text; fewer may be names in it."""


@cache
def _own_letters(script: str) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    rows: Mapping[str, str] = table("languages")["letters"].get(script, {})
    own = {language: frozenset(letters) for language, letters in rows.items()}
    return own, frozenset("".join(rows.values()))


@cache
def _near() -> tuple[tuple[Mapping[str, frozenset[str]], Mapping[str, float], float], ...]:
    return tuple(
        ({language: frozenset(words) for language, words in group["words"].items()}, group["likelier"], group["model"])
        for group in table("languages")["near"]
    )


def writable(script: str, words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages that write the letters of a text, of those of its script.

    Those that the table has no letters for write none of the listed ones.
    """
    own, listed = _own_letters(script)
    used = listed.intersection("".join(words).lower())
    if not used:
        return list(languages)
    marked = [letters for word in words if (letters := used.intersection(word.lower()))]
    few = _SHARE * len(words)
    able = [
        language
        for language in languages
        if sum(not letters <= own.get(language, frozenset()) for letters in marked) < few
    ]
    return able or list(languages)


def by_words(scores: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
    """Log probabilities in which near languages share what they have by the words that not all of them have.

    What the model thinks of them counts as much as the table says, and one that these documents are oftener in more.
    """
    result = dict(scores)
    small = {word.lower().strip(".,;:!?()«»\"'“”") for word in words}
    for group, likelier, of_model in _near():
        known = {language: scores[language] for language in group if language in scores}
        if not known:
            continue
        mass = sum(math.exp(score) for score in known.values())
        least = min(known.values(), default=0.0) - 1.0
        shares = {
            language: likelier.get(language, 1.0)
            * math.exp(of_model * known.get(language, least))
            * _OF_WORD ** len(small & own)
            for language, own in group.items()
        }
        for language, share in shares.items():
            result[language] = math.log(mass * share / sum(shares.values()))
    return result
