"""Which part of a document is in which language.

What each paragraph says of itself (``evidence``) is smoothed forward and backward over the document, so that
names, symbols, tables and short quotations do not change the language of the part they stand in. The constants were
chosen by measuring on labelled text.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.languages.evidence import FLOOR_OF_NAMES
from viewer.analysis.steps import at_one_go, part_of
from viewer.model.document import LanguageRun, LanguageShare
from viewer.model.tables import table
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from viewer.analysis.languages.evidence import Evidence

UNKNOWN = "und"
_BATCH = 1000
"""Paragraphs that are labelled in one step."""
_STAY = 0.97
_STAY_IN_ANOTHER_PART = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with its language after smoothing. ``letters`` is 0 where the text itself gave no evidence."""

    span: Span
    language: str
    confidence: float
    letters: int


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
        if label.letters:
            shared = min(within.end, label.span.end) - max(within.start, label.span.start)
            part = max(0, shared) / max(1, len(label.span))
            votes[label.language] += round(1000 * label.letters * part * label.confidence) + 1
        else:
            inherited[label.language] += len(label.span)
    if votes:
        language, most = votes.most_common(1)[0]
        return language, most / sum(votes.values())
    if inherited:
        return inherited.most_common(1)[0][0], 0.5
    return UNKNOWN, 0.0


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
        stays.append(_STAY if part == before or item.floor == FLOOR_OF_NAMES else _STAY_IN_ANOTHER_PART)
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
