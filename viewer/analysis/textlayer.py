"""Whether the text under the pages can be relied on.

Arabic text layers made by Word are often corrupt though the page looks right, old scans carry unusable recognised
text, and old word-processor files extract as gibberish; all three lack the frequent words of any language.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from viewer.analysis.wordlists import table
from viewer.model.document import TextLayer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.model.text import PageText

_STRIPPED = ".,;:!?\"'()[]{}«»“”‘’—–-*…،؛؟•/"
_SCRIPTS = {
    "Arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"),
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_ODD = re.compile(
    r"[A-Za-z][^\w\s.,'’\-‑/&@()\[\]:;*\"“”?!]+[A-Za-z#@,]|[A-Z]{2,}[&#@^][A-Z#&@,]|[@#^|~<>\\]{1,2}[A-Za-z]{1,3}[&#@^<>]"
)
_BROKEN = re.compile(
    r"[a-zß-ÿ]{2}[A-ZÀ-Þ]{2}|^[A-ZÀ-Þ]{2}[a-zß-ÿ]{3}"  # capitals begin or end within the word
    r"|[^\W\d_]{2}[&^#~<>|$%§£{}\\=+][^\W\d_]|[a-zß-ÿ]\d[a-zß-ÿ]|^\d[a-zß-ÿ]\d"  # signs and figures between letters
    r"|([^\W\d_ivxIVXwW])\1\1|^II(?![IVX]*$)[A-Z]{4}"
)
"""What no word of a language in Latin letters looks like, and the words of poor recognition do."""
_ADDRESSED = re.compile(r"@|/|www\.")
_BROKEN_WORDS = 4
"""Different broken words on a page that show poor recognition, if they are as many of all words as the share below.

Measured: 2.5 % on a poor scan of 1948, at most 0.4 % on fairly recognised ones, and no page set by a computer has two.
"""
_BROKEN_SHARE = 0.015
_ENOUGH = 60
"""Words below which frequent words say nothing."""
_VARIED = 40
"""Different words of a text that is no list of a few signs."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A document's own text layer as a whole, the pages (from 0) without text now and those whose text is corrupt."""

    layer: TextLayer
    pages_without_text: tuple[int, ...]
    corrupt_pages: tuple[int, ...]


@cache
def _frequent() -> Mapping[str, tuple[frozenset[str], float]]:
    data = table("textlayer")
    return {script: (frozenset(words), data["least"][script]) for script, words in data["words"].items()}


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> tuple[str, frozenset[str]]:
    """A word without the signs around it, in small letters, and the scripts of its letters. Words come again."""
    bare = word.strip(_STRIPPED)
    return bare.lower(), frozenset(script for script, pattern in _SCRIPTS.items() if pattern.search(bare))


def forget_words() -> None:
    """Let go of the words met, which hold on to more memory than they take."""
    _bare.cache_clear()
    _is_broken.cache_clear()


def page_is_corrupt(text: str, *, recognised: bool = False) -> bool:
    """Whether a page's words are no words: too few frequent words of its script, or letters mixed with signs.

    A text that was ``recognised`` here is the best there is, however many of its words are broken.
    """
    spelled = text.split()
    if len(spelled) < _ENOUGH:
        return False
    words, scripts_of = zip(*map(_bare, spelled), strict=True)
    counts = Counter(scripts_of)
    for script in _SCRIPTS:
        own = sum(count for scripts, count in counts.items() if script in scripts)
        if own < _ENOUGH or 2 * own < len(words) - words.count(""):
            continue
        frequent, least = _frequent()[script]  # words of this script all of them
        share = sum(map(frequent.__contains__, words)) / own
        if script == "Latin":  # a list of names has few frequent words too; gibberish has signs inside its words
            return (share < least and len(_ODD.findall(text)) > 0.15 * own) or (
                not recognised and _is_poor(spelled, own)
            )
        if script == "Arabic":
            return share < least or text.count("كك") > 0.1 * own
        return share < least and _no_vowels(
            [word for word, scripts in zip(words, scripts_of, strict=True) if script in scripts]
        )
    return False


@lru_cache(maxsize=1 << 14)
def _is_broken(word: str) -> bool:
    bare = word.strip(_STRIPPED)
    return _BROKEN.search(bare) is not None and not _ADDRESSED.search(bare)


def _is_poor(spelled: Sequence[str], words: int) -> bool:
    """Whether words in Latin letters were recognised so badly that names and numbers among them cannot be relied on."""
    broken = sum(map(_is_broken, set(spelled)))
    return broken >= _BROKEN_WORDS and broken >= _BROKEN_SHARE * words


def _no_vowels(words: Sequence[str]) -> bool:
    """Whether words in Cyrillic letters, of which there are many different ones, often lack vowels."""
    bare = sum(len(word) > 3 and not re.search("[аеёиоуыэюяіїє]", word) for word in words)
    return len({word for word in words if len(word) > 2}) > _VARIED and bare > 0.2 * len(words)


class PageState(Enum):
    """What the text under one page is worth."""

    READABLE = "readable"
    EMPTY = "empty"
    CORRUPT = "corrupt"


def state_of(text: str, *, recognised: bool = False) -> PageState:
    """Judge the text of a page; ``recognised`` says that it was recognised here and is not the file's own."""
    if not any(character.isalnum() for character in text):
        return PageState.EMPTY
    return PageState.CORRUPT if page_is_corrupt(text, recognised=recognised) else PageState.READABLE


def judged(page: PageText) -> PageState:
    """Judge a page by the text that it has now."""
    return state_of(page.text, recognised=page.recognition is not None)


def own_state_of(page: PageText, state: PageState) -> PageState:
    """What a page's own text layer is worth, where the text that was judged may be a recognised one."""
    if page.recognition is None:
        return state
    return PageState.CORRUPT if page.recognition.replaces_text else PageState.EMPTY


def condition_of(pages: Sequence[PageState], own: Sequence[PageState] | None = None) -> Condition:
    """Judge a document by its pages, as they are read now and as the file has them (None: the same)."""
    empty = _those(PageState.EMPTY, pages)
    corrupt = _those(PageState.CORRUPT, pages)
    own_layer = pages if own is None else own
    without, damaged = len(_those(PageState.EMPTY, own_layer)), len(_those(PageState.CORRUPT, own_layer))
    if len(own_layer) == without:
        layer = TextLayer.NONE
    elif 2 * damaged >= len(own_layer) - without:
        layer = TextLayer.CORRUPT
    elif without or damaged:
        layer = TextLayer.PARTIAL
    else:
        layer = TextLayer.GOOD
    return Condition(layer, empty, corrupt)


def _those(wanted: PageState, pages: Sequence[PageState]) -> tuple[int, ...]:
    return tuple(number for number, state in enumerate(pages) if state is wanted)
