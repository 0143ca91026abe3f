"""Whether what was recognised on a page makes sense, and in which language.

A recogniser that is told the wrong language gives letters all the same: of another script, or words that are none. The
frequent words of a language are hardly ever hit by chance.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.languages.evidence import evidence
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENOUGH_WORDS = 8
"""Words below which frequent words say nothing."""
_ENOUGH_IDEOGRAPHS = 12
_SHORTEST = 2
"""Letters of a frequent word that counts: single letters stand among nonsense too."""
_SHARE = {"Latin": 0.09, "Cyrillic": 0.06, "Arabic": 0.08, "Han": 0.1}
"""The share of all words that are frequent ones, from which on a text is taken to make sense."""
NO_SENSE = ("", 0.0)


def sense_of(text: str) -> tuple[str, float]:
    """The language (ISO 639-1) in which a recognised text makes sense, and how much: 1 is as little as can be.

    Sentences have three times as much or more; nonsense with many short words, as Arabic gives that is read with Latin
    letters, has hardly more than 1. ``("", 0)`` where it makes none, or is too short.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    ideographs = _HAN.findall(text)
    spelled = sum(len(word) > 2 for word in words if not _HAN.search(word))
    if len(ideographs) >= max(_ENOUGH_IDEOGRAPHS, 2 * spelled):
        # The most frequent characters of Chinese are among them: other scripts are taken for rare ones.
        sense = _sense(ideographs, table("recognition")["ideographs"]["frequent"], _SHARE["Han"])
        return ("zh", sense) if sense else NO_SENSE
    if len(words) < _ENOUGH_WORDS:
        return NO_SENSE
    sense = max(_sense(words, frequent, _SHARE[script]) for script, frequent in _frequent().items())
    return (_language_of(text), sense) if sense else NO_SENSE


def _sense(words: Sequence[str], frequent: Container[str], least: float) -> float:
    """How often frequent words are among words, beside the least share that makes sense; 0 where it is less."""
    sense = sum(word in frequent for word in words) / (least * len(words))
    return sense if sense >= 1 else 0


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    more = table("recognition")["frequent"]
    return {
        script: frozenset(word for word in (*words, *more.get(script, ())) if len(word) >= _SHORTEST)
        for script, words in table("textlayer")["words"].items()
    }


def _language_of(text: str) -> str:
    """The likeliest language of a text, by its lines together."""
    found = evidence(" ".join(text.split()))
    scores = Counter({language: math.exp(score) for language, score in found.scores.items()})
    return scores.most_common(1)[0][0] if scores else ""
