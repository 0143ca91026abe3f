"""Names of countries, organs and officials in six languages, and their English names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from viewer.analysis.words.scripts import ARABIC, CYRILLIC, HAN
from viewer.analysis.words.wordlists import phrase, unaccented
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RUSSIAN_ENDINGS = (
    "(?:ями|ами|ого|его|ому|ему|ыми|ими|ией|ьей|ии|ию|ия|ие|ой|ей|ом|ем|ов|ев|ам|ям|ах|ях|ью|ая|яя|ую|юю|ое|ее|ый|ий|ым|им"
    "|их|ых|ые|а|я|ы|и|о|е|ь|й|у|ю)?"
)
_ALSO_NAMED = re.compile(r"^([^\W\d_][^()]{3,150}?) ?[(（]([^()]{3,60})[)）]$")
_LISTED_NAME = re.compile(r"([^()（）]{2,40}?) ?[(（]([^()（）]{3,60})[)）]")
"""A State as lists have it, its full name turned round: "Bolivie (État plurinational de)"."""
_VOWELS = "аеёиоуыэюяАЕЁИОУЫЭЮЯ"
_STARTS = re.compile(r"(?<!\w)\w|[\u3400-\u9fff]")
"""Where a name may begin: with a word, and anywhere in Chinese."""
COMMITTEE = 3
"""The rank of the Assembly's main committees in the table of organs."""
_APOSTROPHES = r"\s?['’ʼ`´]\s?"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: the English name, and the offsets where it stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ: its English name, and 1 for a principal organ, more for those under it."""

    name: str
    rank: int
    symbols: tuple[str, ...]


class _Names:
    """Finds any of many names in a text, the longest at each place.

    The forms are sorted by their first letter, and those of a letter are compiled when a text first needs them: to
    compile all forms of all States takes half a second, and most texts need few.
    """

    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        self._forms: dict[str, dict[str, str]] = {}
        self._compiled: dict[str, tuple[re.Pattern[str], list[str]]] = {}
        for entry in entries:
            forms = [
                entry["name"],
                *(form for key in ("en", "fr", "es", "ru", "ar", "zh") for form in entry.get(key, ())),
            ]
            for form in forms:
                first = _folded(form).removeprefix("ال")[0].lower()
                self._forms.setdefault(first, {}).setdefault(_pattern(form), entry["name"])

    def find(self, text: str) -> Iterator[FoundName]:
        """The names in a text, in order, not overlapping."""
        folded = _folded(text)
        end = 0
        for start in _STARTS.finditer(folded):
            if start.start() < end:
                continue
            at = start.start()
            matches = [(names, found) for names, forms in self._at(folded, at) if (found := forms.match(folded, at))]
            if matches:
                names, found = max(matches, key=lambda match: match[1].end())
                end = found.end()
                yield FoundName(names[(found.lastindex or 1) - 1], found.start(), end)

    def whole(self, text: str) -> str | None:
        """The English name where the text is a name and nothing else."""
        folded = _folded(text)
        for names, forms in self._at(folded, 0):
            if found := forms.fullmatch(folded):
                return names[(found.lastindex or 1) - 1]
        return None

    def _at(self, folded: str, at: int) -> Iterator[tuple[list[str], re.Pattern[str]]]:
        """The forms that may stand at an offset; up to three letters stand before the first of an Arabic name."""
        reach = 4 if ARABIC.match(folded, at) else 1
        for first in dict.fromkeys(folded[at : at + reach].lower()):
            if first in self._forms:
                pattern, names = self._compiled.get(first) or self._compile(first)
                yield names, pattern

    def _compile(self, first: str) -> tuple[re.Pattern[str], list[str]]:
        forms = self._forms[first]
        ordered = sorted(forms, key=len, reverse=True)
        either = re.compile("|".join(f"({pattern})" for pattern in ordered), re.IGNORECASE)
        self._compiled[first] = either, [forms[pattern] for pattern in ordered]
        return self._compiled[first]


@cache
def _countries() -> _Names:
    return _Names(table("countries")["country"])


@cache
def _organs() -> tuple[_Names, dict[str, Organ]]:
    entries = table("organs")["organ"]
    organs = {entry["name"]: Organ(entry["name"], entry["rank"], tuple(entry.get("symbols", ()))) for entry in entries}
    return _Names(entries), organs


@cache
def _officials() -> _Names:
    return _Names(table("organs")["official"])


def countries_in(text: str) -> list[FoundName]:
    """The member and observer States named in a text, in order; small letters name none (Togo is no "того")."""
    return [found for found in _countries().find(text) if not text[found.start].islower()]


def country_named(text: str) -> str | None:
    """The State whose name the text is and nothing else, or None; it may be turned round, as in lists."""
    words = " ".join(text.split())
    found = _countries().whole(words)
    listed = _LISTED_NAME.fullmatch(words) if found is None else None
    if listed is None:
        return found
    short, rest = listed.groups()
    space = "" if rest.endswith(("'", "’")) else " "
    full = (f"{rest}{space}{short}", rest.replace(" - ", f" {short} "), f"{short}{rest}")
    return next(filter(None, map(_countries().whole, full)), None)


def officials_in(text: str) -> list[FoundName]:
    """The officials and offices named in a text, in order."""
    return list(_officials().find(text))


def countries_listed(text: str) -> list[str]:
    """The States that a text names one behind the other and nothing else, in any of the six languages."""
    found = countries_in(text)
    ends = (0, *(name.end for name in found))
    starts = (*(name.start for name in found), len(text))
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    listed = all(phrase("countries", "between").fullmatch(words) for words in between)
    return list(dict.fromkeys(name.name for name in found)) if listed else []


def organ_named(text: str) -> Organ | None:
    """The organ whose name the text is, or None. Marks of footnotes and a final comma do not matter.

    An organ may have its other name in brackets: "Administrative and Budgetary Committee (Fifth Committee)",
    "Comisión Económica para América Latina y el Caribe (CEPAL)".
    """
    names, organs = _organs()
    even = " ".join(text.split()).rstrip("*,.،，:† ")
    found = names.whole(even)
    if found is None and (also := _ALSO_NAMED.search(even)):
        found = names.whole(also[2]) or names.whole(also[1])
    return organs[found] if found else None


def organs_in(text: str) -> list[FoundName]:
    """The organs named in a text, in order."""
    return list(_organs()[0].find(text))


def organ_of_symbol(symbol: str) -> Organ | None:
    """The organ that the start of a symbol names, where only one organ issues such symbols."""
    best: tuple[int, Organ] | None = None
    for organ in _organs()[1].values():
        for start in organ.symbols:
            session = start[-1].isalpha() and "/" in start  # "UNEP/EA.4/L.10", "ICCD/COP(8)/2"
            ends = symbol[len(start) : len(start) + 1] in ("/.(" if session else "/")
            if symbol.startswith(start) and ends and (best is None or len(start) > best[0]):
                best = (len(start), organ)
    if best is None:
        return None
    own = re.match(r"[AEST]{1,2}/(?:\d|RES/|PV\.|L\.|PRST/|DEC/|INF/|IC/|AI/|SGB/)", symbol)
    return best[1] if "/" in symbol[: best[0]] or best[0] > 2 or own or best[0] == 2 else None


def _folded(text: str) -> str:
    """The text with variants of letters evened out, character for character."""
    return unaccented(text.translate(_FOLDS))


_FOLDS = {
    ord(variant): plain
    for plain, variants in {" ": "\u00a0\u202f\u2009\n\t\r\f", "ا": "أإآ", "е": "ё", "ي": "ى", "-": "‐‑–—"}.items()
    for variant in variants
}


def _pattern(form: str) -> str:
    words = _folded(form).split()
    if HAN.search(form):
        return r"\s*".join(re.escape(sign) for sign in form if not sign.isspace())
    if ARABIC.search(form):
        return r"(?<!\w)" + r"\s+".join(_arabic(word) for word in words) + r"(?!\w)"
    if CYRILLIC.search(form):
        return r"(?<!\w)" + r"\s+".join(_russian(word) for word in words) + r"(?!\w)"
    pattern = r"\s+".join(re.escape(word).replace("’", _APOSTROPHES) for word in words).replace(r"\-", r"-\s?")
    return r"(?<!\w)" + pattern + r"(?!\w)"


def _arabic(word: str) -> str:
    if word.startswith("ال"):
        return "(?:[وفبك]?ال|و?لل)" + re.escape(word[2:])
    return "[وفبلك]?" + re.escape(word)


def _russian(word: str) -> str:
    return r"-\s?".join(_stem(part) for part in word.split("-"))


def _stem(word: str) -> str:
    shortest = 3 if word[:1].isupper() and word[-1:] not in _VOWELS else 4  # "Чад" is declined, "для" is not
    if len(word) < shortest or not word[:1].isalpha():
        return re.escape(word).replace("’", _APOSTROPHES)
    stem = word
    if word.endswith(("ая", "яя", "ое", "ее", "ие", "ые", "ый", "ий", "ой")):
        stem = word[:-2]
    elif word[-1] in "аяыиоеьйую":
        stem = word[:-1]
    return re.escape(stem).replace("’", _APOSTROPHES) + _RUSSIAN_ENDINGS
