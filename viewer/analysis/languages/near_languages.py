"""Languages that are near each other, told apart by letters that not all of them write and words that one has alone.

A model that was trained on sentences takes a short text for the most frequent of its relatives: Indonesian for Malay,
Serbian for Bulgarian, a name in Azerbaijani letters for English.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.words.wordlists import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_WORD = 8.0
"""How much likelier a word that a language has alone makes it."""
_OF_MODEL = 0.5
"""What the model's difference between near languages counts."""
_SHARE = 0.15
"""Words with letters of its own in a text of a language; fewer may be names."""


@cache
def _own_letters(script: str) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    rows: Mapping[str, str] = table("languages")["letters"].get(script, {})
    own = {language: frozenset(letters) for language, letters in rows.items()}
    return own, frozenset("".join(rows.values()))


@cache
def _near() -> tuple[tuple[Mapping[str, frozenset[str]], Mapping[str, float]], ...]:
    return tuple(
        ({language: frozenset(words) for language, words in group["words"].items()}, group["likelier"])
        for group in table("languages")["near"]
    )


def writable(script: str, words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages that write the letters of a text, of those of its script.

    Those that the table has no letters for write none of the listed ones.
    """
    own, listed = _own_letters(script)
    if not own:
        return list(languages)
    used = listed.intersection("".join(words).lower())
    with_letters = sum(not used.isdisjoint(word.lower()) for word in words) if used else 0
    if with_letters and with_letters >= _SHARE * len(words):
        able = [language for language in languages if used <= own.get(language, frozenset())]
        return able or list(languages)
    return list(languages)


def by_words(scores: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
    """Log probabilities in which near languages share what they have by the words that each has alone.

    What the model thinks of them counts less, and one that these documents are oftener in counts more.
    """
    result = dict(scores)
    small = {word.lower().strip(".,;:!?()«»\"'“”") for word in words}
    for group, likelier in _near():
        known = {language: scores[language] for language in group if language in scores}
        if not known:
            continue
        mass = sum(math.exp(score) for score in known.values())
        least = min(known.values(), default=0.0) - 1.0
        shares = {
            language: likelier.get(language, 1.0)
            * math.exp(_OF_MODEL * known.get(language, least))
            * _OF_WORD ** len(small & own)
            for language, own in group.items()
        }
        for language, share in shares.items():
            result[language] = math.log(mass * share / sum(shares.values()))
    return result
