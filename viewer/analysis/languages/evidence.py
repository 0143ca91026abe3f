"""What a text says of its own language: a gate by Unicode script, then a model for scripts that several share.

The method and its constants were chosen by measuring ten identifiers on labelled text.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from threading import Thread
from typing import TYPE_CHECKING, cast

from viewer.analysis.languages.near_languages import by_words, writable
from viewer.analysis.steps import at_one_go
from viewer.analysis.words.wordlists import phrase
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from viewer.model.text import Span

_SAMPLE = 400
"""The model reads this many characters of a paragraph at most; more does not change its mind."""
_LIMIT = 4500
"""Characters of a paragraph that are looked at to tell its script."""
_ENOUGH_WORDS = 12
"""Words from which on the most frequent ones can tell a language, and the share of them that does."""
_FREQUENT_SHARE = 0.22
_MANY_WORDS = 24
"""Words from which on a smaller share of them will do."""
_SMALLER_SHARE = 0.16
_LONGEST_WORD = 60
"""Longer words (of scripts without blanks) do not come again."""
_CAPITALS_WORDS = 2
"""Blanks in a text in capitals from which on it is read as text; shorter ones may be acronyms."""
_OF_CAPITALS = 0.75
"""What text in capitals counts at most: it may be names."""
_WEAK = 0.15
"""What evidence counts that may be nothing but names or titles of books."""
_LONGEST_ENTRY = 200
"""Characters of an entry of a list of participants at most."""
_LONG = 80
"""Letters of a paragraph that speaks for itself, whatever stands around it; ``_SURE`` times as many at most count."""
_SURE = 2.0
_EMISSION_FLOOR = -7.0
FLOOR_OF_NAMES = -3.0
_SCORE_FLOOR = -25.0
_SHARE_BESIDE_NAMES = 0.2
"""The share of the letters that another script has from which on Latin words with capitals are names in its text."""
_FEW_WORDS = 8
_SMALL, _SMALL_OF_FEW = 0.25, 0.15
"""The share of words in small letters below which a text may be names: of more words than a few, and of these."""
_OF_ALL = 0.7
"""The share of one script below which a text in three scripts or more is in no language."""
WAITING = 0.005
"""Seconds for which the loading of the model is waited for in one step."""
_ROMAN = re.compile(r"[IVXLCDM]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,80}@[^\s@]{1,120}(?!\S)")
_HYPHENATED = re.compile(r"[-\u2010](?<=[^\W\d_].)\s*\n\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Tables:
    prior: Mapping[str, float]
    scripts: Mapping[str, tuple[str, ...]]
    sole: tuple[tuple[int, int, str], ...]
    telling: Mapping[str, tuple[str, frozenset[str], frozenset[str], frozenset[str]]]
    frequent: Mapping[str, frozenset[str]]

    @property
    def modelled(self) -> list[str]:
        """Every language the model is asked about."""
        return sorted({language for group in self.scripts.values() for language in group})


@cache
def _tables() -> _Tables:
    data = table("languages")
    prior: dict[str, float] = {
        language: data["prior"][group] for group in ("official", "rare") for language in data["languages"][group]
    }
    return _Tables(
        prior,
        {script: tuple(languages) for script, languages in data["scripts"].items()},
        tuple((entry["from"], entry["to"], entry["language"]) for entry in data["sole"].values()),
        {
            script: (
                entry["language"],
                frozenset(entry["foreign"]),
                frozenset(entry["own"]),
                frozenset(entry.get("with", "")),
            )
            for script, entry in data["telling"].items()
        },
        {language: frozenset(words) for language, words in data["frequent"].items()},
    )


class _Model:
    """The language model, loaded when the first text needs it."""

    def __init__(self) -> None:
        # 0.6 s and 100 MB with numpy: only a worker that meets a text in a shared script pays for it.
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
        known = set(cast("list[str]", self._identifier.labels))
        self._identifier.set_languages([language for language in _tables().modelled if language in known])

    def scores(self, text: str) -> dict[str, float]:
        """The model's score of each language for a text, in log units."""
        return dict(cast("list[tuple[str, float]]", self._identifier.rank(text)))


@cache
def _model() -> Future[_Model]:
    """The model, which a thread loads: most of that is unpacking, and others can use the interpreter meanwhile."""
    loading: Future[_Model] = Future()  # immutable once loaded; a process needs one

    def load() -> None:
        try:
            loading.set_result(_Model())
        except Exception as error:  # noqa: BLE001 - who waits for it is told, whatever it is
            loading.set_exception(error)

    Thread(target=load, daemon=True).start()
    return loading


class _ModelAwaitedError(Exception):
    """A text needs the model, which is being loaded."""


@lru_cache(maxsize=1 << 10)
def _modelled(text: str) -> Mapping[str, float]:
    """What the model scores a text. Headings and notes say the same again and again, but for their numbers."""
    model = _model()
    if not model.done():
        raise _ModelAwaitedError
    if model.exception() is not None:
        _model.cache_clear()  # the next time there may be room for it
    return model.result().scores(text)


def forget_model() -> None:
    """Let go of the model (86 MB); it is loaded again (some 0.4 s) when it is needed next. So are the words met."""
    _model.cache_clear()
    _modelled.cache_clear()
    _telling.cache_clear()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a paragraph by itself says of its language: log probabilities, and how much they count (0 to 1).

    ``letters`` is the number of letters that bear on it; 0 with no ``scores`` where the text says nothing. ``names``
    says that it may be nothing but names (capitals at the beginning of nearly every word).
    """

    scores: Mapping[str, float]
    weight: float
    letters: int
    names: bool = False
    floor: float = _EMISSION_FLOOR
    """What a language that is not among ``scores`` has, in log units: a long paragraph speaks for itself."""


NOTHING = Evidence({}, 0.0, 0)

_Told = tuple[tuple[tuple[str, int], ...], bool, int]
"""A word's letters by script, whether they are small ones, and how many are Latin."""


def evidence(text: str) -> Evidence:
    """What a paragraph says of its language, without its neighbours."""
    return at_one_go(evidence_steps(text))


def evidence_steps(text: str) -> Generator[float, None, Evidence]:
    """The same; yields (how much is done, which is nothing) while the model that it needs is being loaded."""
    while True:
        try:
            return _evidence(text)
        except _ModelAwaitedError:
            wait([_model()], WAITING)
            yield 0.0


def _evidence(text: str) -> Evidence:
    clean = _cleaned(text)
    capitals = clean.isupper() and clean.count(" ") >= _CAPITALS_WORDS
    if capitals:  # no acronyms then, but a title, or a text that was typed so
        clean = clean.lower()
    words: list[str] = []
    letters: dict[str, int] = {}
    small = named = 0
    for word in clean.split():
        scripts, is_small, latin = _telling(word) if len(word) <= _LONGEST_WORD else _told(word)
        if not scripts:
            continue
        if not is_small:
            named += latin
        elif words:
            small += 1
        words.append(word)
        for found, count in scripts:
            letters[found] = letters.get(found, 0) + count
    if not letters:
        return NOTHING
    if len(letters) > 2 and max(letters.values()) < _OF_ALL * sum(letters.values()):
        return NOTHING  # a label in the six official languages
    script, count = _script_of_text(letters, named)
    enough = {"Latin": 4, "Cyrillic": 4, "Han": 2, "Kana": 2}.get(script, 3)
    if count < enough:
        return NOTHING
    scores = _scores(script, letters, words, count)
    if not scores:
        return NOTHING
    few_small = small < (_SMALL if len(words) > _FEW_WORDS else _SMALL_OF_FEW) * len(words)
    names = script in {"Latin", "Cyrillic"} and (few_small or _is_participant(clean))
    units = 3 * count if script in {"Han", "Kana"} else count
    weight = _WEAK if names else min(_OF_CAPITALS if capitals else 1.0, 0.35 + units / 60)
    long = _SURE if script != "Latin" else min(_SURE, max(1.0, count / _LONG))
    floor = FLOOR_OF_NAMES if names and script == "Latin" else _EMISSION_FLOOR * long
    return Evidence(scores, weight, count, names, floor)


def _cleaned(text: str) -> str:
    """The first characters of a paragraph in one form each, broken words joined, without addresses."""
    clean = unicodedata.normalize("NFKC", text[:_LIMIT])
    if "-" in clean or "\u2010" in clean:
        clean = _HYPHENATED.sub("", clean)
    clean = clean.replace("\u00ad", "").replace("\u0640", "")
    return _ADDRESS.sub(" ", clean) if "@" in clean or "//" in clean or "www." in clean else clean


def _is_participant(text: str) -> bool:
    return len(text) < _LONGEST_ENTRY and phrase("languages", "participant").match(text) is not None


def _script_of_text(letters: Mapping[str, int], named: int) -> tuple[str, int]:
    """The script of a text and its letters: ``named`` of the Latin ones are of words with a capital.

    Those are names and addresses where another script has its share: a list of companies in a Russian annex.
    """
    script, count = max(letters.items(), key=itemgetter(1))
    if script == "Latin" and len(letters) > 1:
        other, its = max(((name, letters[name]) for name in letters if name != "Latin"), key=itemgetter(1))
        if its > count - named and its >= _SHARE_BESIDE_NAMES * sum(letters.values()):
            return other, its
    return script, count


def weakened(spans: Sequence[tuple[Span, Evidence]], within: Sequence[Span]) -> list[tuple[Span, Evidence]]:
    """Evidence that counts little within some spans, which are in order: footnotes are full of titles of books.

    That of a script which no language in Latin letters has counts as elsewhere.
    """
    latin = frozenset(_tables().scripts["Latin"])
    starts = [span.start for span in within]

    def weak(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and within[at].covers(span)

    def weaker(item: Evidence) -> Evidence:
        return replace(item, weight=min(item.weight, _WEAK), names=True, floor=max(item.floor, _EMISSION_FLOOR))

    return [(span, weaker(item) if not latin.isdisjoint(item.scores) and weak(span) else item) for span, item in spans]


@lru_cache(maxsize=1 << 15)
def _telling(word: str) -> _Told:
    """What a word tells, nothing where it cannot tell a language. Words come again and again."""
    return _told(word) if _tells(word) else ((), word.islower(), 0)


def _told(word: str) -> _Told:
    scripts = _scripts(word)
    return scripts, word.islower(), dict(scripts).get("Latin", 0)


def _tells(word: str) -> bool:
    """Whether a word can tell a language: no figures, symbols, roman numerals, single letters or acronyms."""
    if any(character.isdigit() for character in word):
        return False
    letters = "".join(character for character in word if character.isalpha())
    if not letters or letters[0] >= "\u2e80":
        return bool(letters)
    if "/" in word and letters.isupper():
        return False
    if len(letters) == 1 or _ROMAN.fullmatch(letters):
        return False
    return not (letters.isupper() and len(letters) <= 4)


_SHARED_SCRIPTS = (
    (0x0000, 0x024F, "Latin"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0600, 0x077F, "Arabic"),
    (0x08A0, 0x08FF, "Arabic"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFF, "Arabic"),
    (0x3040, 0x30FF, "Kana"),
    (0x3400, 0x9FFF, "Han"),
    (0xF900, 0xFAFF, "Han"),
    (0x20000, 0x3FFFF, "Han"),
    (0x0900, 0x097F, "Devanagari"),
)
"""Blocks of Unicode by the script that they hold, of scripts that several languages are written in."""


@cache
def _script(character: str) -> str:
    code = ord(character)
    blocks = itertools.chain(_SHARED_SCRIPTS, _tables().sole)
    return next((script for first, last, script in blocks if first <= code <= last), "")


def _scripts(word: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(script for character in word if character.isalpha() and (script := _script(character)))
    return tuple(counts.items())


def _scores(script: str, letters: Mapping[str, int], words: Sequence[str], count: int) -> dict[str, float]:
    if script in {"Han", "Kana"}:
        kana, han = letters.get("Kana", 0), letters.get("Han", 0)
        if kana >= 0.08 * (kana + han):
            return {"ja": math.log(0.99), "zh": math.log(0.01)}
        japanese = 0.25 if han < 8 else 0.02
        return {"zh": math.log(1 - japanese), "ja": math.log(japanese)}
    tables = _tables()
    if script not in tables.scripts:
        return {script: math.log(0.99)}  # a script of one language is named by it
    if len(letters) > 1:
        words = [word for word in words if any(_script(sign) == script for sign in word)]
    text = " ".join(words)[:_SAMPLE]
    if script in tables.telling:
        language, foreign, own, beside = tables.telling[script]
        present = set(text.lower())
        if not present & foreign and present & own and (not beside or present & beside):
            return {language: math.log(0.99)}
    if script == "Latin" and (sure := _by_frequent_words(words)):
        return {sure: math.log(0.999)}
    if text.isupper():
        text = text.lower()
    if len(letters) > 1:
        text = "".join(c if not c.isalpha() or _script(c) == script else " " for c in text)
    raw = _modelled(text)
    languages = writable(script, words, [one for one in tables.scripts[script] if one in raw])
    best = max(raw[language] for language in languages)
    temper = 2 + count / 40
    scores = {
        language: max(_SCORE_FLOOR, (raw[language] - best) / temper) + tables.prior.get(language, 0.0)
        for language in languages
    }
    top = max(scores.values())
    norm = top + math.log(sum(math.exp(score - top) for score in scores.values()))
    known = {language: score - norm for language, score in scores.items() if score - norm > _EMISSION_FLOOR}
    return by_words(known, words)


def _by_frequent_words(words: Sequence[str]) -> str:
    """The language whose most frequent words are so many that the model need not be asked, or empty."""
    if len(words) < _ENOUGH_WORDS:
        return ""
    known = _tables().frequent
    small = list(map(str.lower, words[: 8 * _ENOUGH_WORDS]))
    enough = (_SMALLER_SHARE if len(small) >= _MANY_WORDS else _FREQUENT_SHARE) * len(small)
    for language, frequent in known.items():
        if sum(map(frequent.__contains__, small)) >= enough:
            return language
    return ""
