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

from viewer.analysis.words.scripts import ARABIC, CYRILLIC
from viewer.analysis.words.wordlists import phrase
from viewer.model.document import TextLayer
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.model.text import PageText

_STRIPPED = ".,;:!?\"'()[]{}«»“”‘’—–-*…،؛؟•/"
_SCRIPTS = {
    "Arabic": ARABIC,
    "Cyrillic": CYRILLIC,
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
_CYRILLIC_VOWELS = re.compile("[аеёиоуыэюяіїє]")
_ADDRESSED = re.compile(r"@|/|www\.")
_BROKEN_WORDS = 4
"""Different broken words on a page that show poor recognition, if they are as many of all words as the share below.

Measured: 2.5 % on a poor scan of 1948, at most 0.4 % on fairly recognised ones, and no page set by a computer has two.
"""
_BROKEN_SHARE = 0.015
_ENOUGH = 60
"""Words below which frequent words say nothing."""
_IMPOSSIBLE_WORDS = 2
_IMPOSSIBLE_SHARE = 0.03
"""Impossible words in Arabic on a page whose letters are not those that it shows, and their share of its words.

Measured: none in 8,000 sound words, 26 % to 34 % of those on pages that Word made.
"""
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
def _known(word: str) -> tuple[str, frozenset[str], bool]:
    """A word without the signs around it, in small letters, the scripts of its letters, and whether it is broken.

    Words come again.
    """
    bare = word.strip(_STRIPPED)
    scripts = frozenset(script for script, pattern in _SCRIPTS.items() if pattern.search(bare))
    return bare.lower(), scripts, _BROKEN.search(bare) is not None and not _ADDRESSED.search(bare)


def forget_words() -> None:
    """Let go of the words met, which hold on to more memory than they take."""
    _known.cache_clear()


def page_is_corrupt(text: str, *, recognised: bool = False) -> bool:
    """Whether a page's words are no words: too few frequent words of its script, or letters mixed with signs.

    A text that was ``recognised`` here is the best there is, however many of its words are broken.
    """
    of_all = broken = 0
    words: dict[str, list[tuple[str, int]]] = {script: [] for script in _SCRIPTS}
    for word, count in Counter(text.split()).items():
        bare, scripts, is_broken = _known(word)
        of_all += count if bare else 0
        broken += is_broken
        for script in scripts:
            words[script].append((bare, count))
    for script, own in words.items():
        of_script = sum(count for _, count in own)
        if script == "Arabic" and 2 * of_script >= of_all and _is_impossible(text, of_script):
            return True
        if of_script < _ENOUGH or 2 * of_script < of_all:
            continue
        frequent, least = _frequent()[script]
        share = sum(count for bare, count in own if bare in frequent) / of_script
        if script == "Latin":  # a list of names has few frequent words too; gibberish has signs inside its words
            is_poor = not recognised and broken >= max(_BROKEN_WORDS, _BROKEN_SHARE * of_script)
            return is_poor or (share < least and len(_ODD.findall(text)) > 0.15 * of_script)
        if script == "Arabic":
            return share < least or text.count("كك") > 0.1 * of_script
        varied = len({bare for bare, _ in own if len(bare) > 2}) > _VARIED
        without_vowels = sum(count for bare, count in own if len(bare) > 3 and not _CYRILLIC_VOWELS.search(bare))
        return share < least and varied and without_vowels > 0.2 * of_script
    return False


def _is_impossible(text: str, words: int) -> bool:
    """Whether so many of the ``words`` in Arabic of a page are impossible that its letters are not those it shows."""
    count = sum(1 for _ in phrase("textlayer", "impossible").finditer(text))
    return count >= max(_IMPOSSIBLE_WORDS, _IMPOSSIBLE_SHARE * words)


def has_impossible_words(text: str) -> bool:
    """Whether a text in Arabic holds a word that cannot be one: its letters are not those on the page."""
    return phrase("textlayer", "impossible").search(text) is not None


class PageState(Enum):
    """What the text under one page is worth."""

    READABLE = "readable"
    EMPTY = "empty"
    BLANK = "blank"
    """There is nothing on the page that could be read."""
    CORRUPT = "corrupt"


def state_of(text: str, *, recognised: bool = False) -> PageState:
    """Judge the text of a page; ``recognised`` says that it was recognised here and is not the file's own."""
    if not any(character.isalnum() for character in text):
        return PageState.EMPTY
    return PageState.CORRUPT if page_is_corrupt(text, recognised=recognised) else PageState.READABLE


def judged(page: PageText) -> PageState:
    """Judge a page by the text that it has now."""
    state = state_of(page.text, recognised=page.recognition is not None)
    return PageState.BLANK if state is PageState.EMPTY and page.blank else state


def own_state_of(page: PageText, state: PageState) -> PageState:
    """What a page's own text layer is worth, where the text that was judged may be a recognised one."""
    if page.recognition is None:
        return state
    return PageState.CORRUPT if page.recognition.replaces_text else PageState.EMPTY


def condition_of(pages: Sequence[PageState], own: Sequence[PageState] | None = None) -> Condition:
    """Judge a document by its pages, as they are read now and as the file has them (None: the same).

    Blank pages say nothing of a document that has others.
    """
    empty = _those(PageState.EMPTY, pages)
    corrupt = _those(PageState.CORRUPT, pages)
    count = Counter(pages if own is None else own)
    without, damaged = count[PageState.EMPTY], count[PageState.CORRUPT]
    with_text = count[PageState.READABLE] + damaged
    if not with_text:
        layer = TextLayer.NONE
    elif 2 * damaged >= with_text:
        layer = TextLayer.CORRUPT
    elif without or damaged:
        layer = TextLayer.PARTIAL
    else:
        layer = TextLayer.GOOD
    return Condition(layer, empty, corrupt)


def _those(wanted: PageState, pages: Sequence[PageState]) -> tuple[int, ...]:
    return tuple(number for number, state in enumerate(pages) if state is wanted)
