"""Which part of a document is in which language.

The method and its constants were chosen by measuring ten identifiers on labelled text: a gate by Unicode script,
py3langid for scripts that several languages share, then forward-backward smoothing over the document's paragraphs, so
that names, symbols, tables and short quotations do not change the language of the part they stand in.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from viewer.analysis.languages.near_languages import by_words, writable
from viewer.analysis.steps import at_one_go, part_of
from viewer.analysis.words.wordlists import table
from viewer.model.document import LanguageRun, LanguageShare
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

UNKNOWN = "und"
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
_BATCH = 1000
"""Paragraphs that are labelled in one step."""
_CAPITALS_WORDS = 2
"""Blanks in a text in capitals from which on it is read as text; shorter ones may be acronyms."""
_OF_CAPITALS = 0.75
"""What text in capitals counts at most: it may be names."""
_WEAK = 0.35
"""What evidence counts that may be nothing but names or titles of books."""
_STAY = 0.97
_STAY_IN_ANOTHER_PART = 0.5
_LONG = 150
"""Letters of a paragraph that speaks for itself, whatever stands around it; ``_SURE`` times as many at most count."""
_SURE = 2.0
_EMISSION_FLOOR = -7.0
_FLOOR_OF_NAMES = -3.0
_SCORE_FLOOR = -25.0
_ROMAN = re.compile(r"[IVXLCDM]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,80}@[^\s@]{1,120}(?!\S)")
_HYPHENATED = re.compile(r"[-\u2010](?<=[^\W\d_].)\s*\n\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Tables:
    prior: Mapping[str, float]
    scripts: Mapping[str, tuple[str, ...]]
    sole: tuple[tuple[int, int, str], ...]
    telling: Mapping[str, tuple[str, frozenset[str], frozenset[str]]]
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
            script: (entry["language"], frozenset(entry["foreign"]), frozenset(entry["own"]))
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
def _model() -> _Model:
    return _Model()  # immutable once loaded; a process needs one


@lru_cache(maxsize=1 << 10)
def _modelled(text: str) -> Mapping[str, float]:
    """What the model scores a text. Headings and notes say the same again and again, but for their numbers."""
    return _model().scores(text)


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


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with its language after smoothing. ``letters`` is 0 where the text itself gave no evidence."""

    span: Span
    language: str
    confidence: float
    letters: int


def evidence(text: str) -> Evidence:
    """What a paragraph says of its language, without its neighbours."""
    clean = unicodedata.normalize("NFKC", text[:_LIMIT])
    if "-" in clean or "\u2010" in clean:
        clean = _HYPHENATED.sub("", clean)
    clean = clean.replace("\u00ad", "").replace("\u0640", "")
    if "@" in clean or "//" in clean or "www." in clean:
        clean = _ADDRESS.sub(" ", clean)
    capitals = clean.isupper() and clean.count(" ") >= _CAPITALS_WORDS
    if capitals:  # no acronyms then, but a title, or a text that was typed so
        clean = clean.lower()
    words: list[str] = []
    letters: dict[str, int] = {}
    small = 0
    for word in clean.split():
        scripts, is_small = _telling(word) if len(word) <= _LONGEST_WORD else (_scripts(word), word[:1].islower())
        if not scripts:
            continue
        small += is_small and bool(words)
        words.append(word)
        for found, count in scripts:
            letters[found] = letters.get(found, 0) + count
    if not letters:
        return NOTHING
    script, count = max(letters.items(), key=itemgetter(1))
    enough = {"Latin": 4, "Cyrillic": 4, "Han": 2, "Kana": 2}.get(script, 3)
    if count < enough:
        return NOTHING
    scores = _scores(script, letters, words, count)
    if not scores:
        return NOTHING
    names = script in {"Latin", "Cyrillic"} and (small < 0.25 * len(words) if len(words) > 8 else not small)
    units = 3 * count if script in {"Han", "Kana"} else count
    weight = _WEAK if names else min(_OF_CAPITALS if capitals else 1.0, 0.35 + units / 60)
    long = _SURE if script != "Latin" else min(_SURE, max(1.0, count / _LONG))
    floor = _FLOOR_OF_NAMES if names and script == "Latin" else _EMISSION_FLOOR * long
    return Evidence(scores, weight, count, names, floor)


def weakened(spans: Sequence[tuple[Span, Evidence]], within: Sequence[Span]) -> list[tuple[Span, Evidence]]:
    """Evidence that counts little within some spans, which are in order: footnotes are full of titles of books."""
    starts = [span.start for span in within]

    def weak(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and within[at].covers(span)

    def weaker(item: Evidence) -> Evidence:
        return replace(item, weight=min(item.weight, _WEAK), names=True, floor=max(item.floor, _EMISSION_FLOOR))

    return [(span, weaker(item) if item.scores and weak(span) else item) for span, item in spans]


def identify(spans: Sequence[tuple[Span, Evidence]], bounds: Sequence[int] = ()) -> list[Labelled]:
    """Label paragraphs in document order, each with its neighbours in mind (forward-backward, two-state switching)."""
    return at_one_go(identify_steps(spans, bounds))


def identify_steps(
    spans: Sequence[tuple[Span, Evidence]], bounds: Sequence[int] = ()
) -> Generator[float, None, list[Labelled]]:
    """Label paragraphs in small steps: yields how much is done (0 to 1).

    ``bounds`` are offsets, in order, where the language is likelier to change than elsewhere.
    """
    known = [(at, item) for at, (_, item) in enumerate(spans) if item.scores]
    labels: list[Labelled] = [Labelled(span, UNKNOWN, 0.0, 0) for span, _ in spans]
    if not known:
        return labels
    yield 0.1
    shares = _document_shares([item for _, item in known])
    states = list(shares)
    yield 0.2
    weights = [shares[state] for state in states]
    stays = _stays([(spans[at][0].start, item) for at, item in known], bounds)
    best = yield from part_of(_forward_backward([item for _, item in known], states, weights, stays), 0.2, 0.8)
    for done, ((at, item), (language, confidence)) in enumerate(zip(known, best, strict=True), 1):
        labels[at] = Labelled(spans[at][0], language, confidence, item.letters)
        if done % _BATCH == 0:
            yield 0.8 + 0.1 * done / len(known)
    return _inherited(labels)


def runs_of(labels: Iterable[Labelled]) -> tuple[LanguageRun, ...]:
    """Neighbouring paragraphs of one language as runs; paragraphs that say nothing belong to the run around them."""
    runs: list[LanguageRun] = []
    weight = 0
    for label in labels:
        if label.language == UNKNOWN and not runs:
            continue
        if runs and label.language in {runs[-1].language, UNKNOWN}:
            last, more = runs[-1], max(1, label.letters)
            confidence = (
                last.confidence
                if label.language == UNKNOWN
                else ((last.confidence * weight + label.confidence * more) / (weight + more))
            )
            weight += more
            runs[-1] = LanguageRun(Span(last.span.start, max(last.span.end, label.span.end)), last.language, confidence)
        else:
            runs.append(LanguageRun(label.span, label.language, label.confidence))
            weight = max(1, label.letters)
    return tuple(runs)


def shares_of(labels: Iterable[Labelled]) -> tuple[LanguageShare, ...]:
    """How many characters of the document's paragraphs are in each language, most first."""
    characters = Counter[str]()
    for label in labels:
        characters[label.language] += len(label.span)
    total = sum(characters.values())
    return tuple(LanguageShare(language, count, count / total) for language, count in characters.most_common() if count)


def vote(labels: Sequence[Labelled], within: Span) -> tuple[str, float]:
    """The language of a part: the vote of its paragraphs by letters and confidence; ``und`` if none speaks.

    ``labels`` are in the order of the text.
    """
    votes = Counter[str]()
    inherited = Counter[str]()
    first = max(0, bisect_right(labels, within.start, key=lambda label: label.span.start) - 1)
    for label in itertools.islice(labels, first, None):
        if label.span.start >= within.end:
            break
        if label.language == UNKNOWN:
            continue
        shared = within.intersection(label.span)
        part = len(shared) / max(1, len(label.span)) if shared else 0.0
        if label.letters:
            votes[label.language] += round(1000 * label.letters * part * label.confidence) + 1
        else:
            inherited[label.language] += len(label.span)
    if votes:
        language, most = votes.most_common(1)[0]
        return language, most / sum(votes.values())
    if inherited:
        return inherited.most_common(1)[0][0], 0.5
    return UNKNOWN, 0.0


@lru_cache(maxsize=1 << 15)
def _telling(word: str) -> tuple[tuple[tuple[str, int], ...], bool]:
    """The letters of a word by script, none where it cannot tell a language, and whether it begins with a small one.

    Words come again and again.
    """
    return (_scripts(word) if _tells(word) else ()), word[:1].islower()


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
    text = " ".join(words)[:_SAMPLE]
    if script in tables.telling:
        language, foreign, own = tables.telling[script]
        present = set(text.lower())
        if not present & foreign and present & own:
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


def _document_shares(items: Sequence[Evidence]) -> dict[str, float]:
    """The languages that a document may be in, with their letter-weighted share."""
    weights: dict[str, float] = {}
    official = set(table("languages")["languages"]["official"])
    shown = official | {
        language for item in items if not item.names for language, score in item.scores.items() if score > -1.0
    }
    shown |= {max(item.scores, key=item.scores.__getitem__) for item in items if not item.names}
    for item in items:
        for language, score in item.scores.items():
            if score > -4.0 and language in shown:
                weights[language] = weights.get(language, 0.0) + math.exp(score) * item.weight * item.letters
    if not weights:
        weights = {language: math.exp(score) for item in items for language, score in item.scores.items()}
    total = sum(weights.values())
    kept = {language: weight / total for language, weight in weights.items() if weight > 0.0005 * total}
    return kept or {max(weights, key=weights.__getitem__): 1.0}


def _emission(item: Evidence, states: Sequence[str]) -> list[float]:
    return [item.weight * max(item.floor, item.scores.get(state, item.floor)) for state in states]


def _stays(items: Sequence[tuple[int, Evidence]], bounds: Sequence[int]) -> list[float]:
    """How likely each paragraph is in the language of the one before it; names never bring a language along."""
    stays: list[float] = []
    before = 0
    for start, item in items:
        part = bisect_right(bounds, start)
        stays.append(_STAY if part == before or item.floor == _FLOOR_OF_NAMES else _STAY_IN_ANOTHER_PART)
        before = part
    return stays


def _forward_backward(
    items: Sequence[Evidence], states: Sequence[str], shares: Sequence[float], stays: Sequence[float]
) -> Generator[float, None, list[tuple[str, float]]]:
    """The likeliest states of a chain that stays with a likelihood (``stays``) and else goes to a state by its share.

    Rows are tuples: the collector of garbage does not walk through tuples of numbers.
    """
    likelihood: list[tuple[float, ...]] = []
    forward: list[tuple[float, ...]] = []
    even = _normalised([math.sqrt(share) for share in shares])  # in another part a rare language is likelier
    current = tuple(shares)
    for done, (item, stay) in enumerate(zip(items, stays, strict=True), 1):
        row = tuple([math.exp(value) for value in _emission(item, states)])
        likelihood.append(row)
        to = shares if stay == _STAY else even
        current = [stay * value + (1 - stay) * share for value, share in zip(current, to, strict=True)]
        current = _normalised([value * weight for value, weight in zip(current, row, strict=True)])
        forward.append(current)
        if done % _BATCH == 0:
            yield 0.5 * done / len(items)
    backward: tuple[float, ...] = (1.0,) * len(shares)
    best: list[tuple[str, float]] = []
    for at in range(len(likelihood) - 1, -1, -1):
        posterior = _normalised([a * b for a, b in zip(forward[at], backward, strict=True)])
        most = max(posterior)
        best.append((states[posterior.index(most)], most))
        ahead = [value * weight for value, weight in zip(backward, likelihood[at], strict=True)]
        to = shares if stays[at] == _STAY else even
        switching = (1 - stays[at]) * sum([value * share for value, share in zip(ahead, to, strict=True)])
        backward = _normalised([stays[at] * value + switching for value in ahead])
        if at % _BATCH == 0:
            yield 1 - 0.5 * at / len(items)
    return best[::-1]


def _normalised(values: Sequence[float]) -> tuple[float, ...]:
    total = sum(values)
    return tuple([value / total for value in values])


def _inherited(labels: Sequence[Labelled]) -> list[Labelled]:
    """Give paragraphs without evidence the language around them where both neighbours agree."""
    following: list[str] = []
    ahead = UNKNOWN
    for label in reversed(labels):
        ahead = label.language if label.letters else ahead
        following.append(ahead)
    following.reverse()
    result: list[Labelled] = []
    behind = UNKNOWN
    for label, ahead in zip(labels, following, strict=True):
        behind = label.language if label.letters else behind
        agreed = behind if ahead in {behind, UNKNOWN} else (ahead if behind == UNKNOWN else UNKNOWN)
        result.append(label if label.letters else Labelled(label.span, agreed, 0.0 if agreed == UNKNOWN else 0.5, 0))
    return result
