"""The tables of words that analysis reads, and letters evened out so that words are found."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from viewer.analysis.words.scripts import HAN
from viewer.model.tables import table

_ACCENTED = re.compile("[\u00c0-\u017f]")
_BEHIND_HYPHEN = re.compile(r"(?<=[^\W\d_]-) (?=[^\W\d_])")
_BESIDE_HAN = re.compile(r"(?<=[\d)]) (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) (?=[\d(])")
_SPACED, _LONG_SPACED = (re.compile(rf"(?<!\S)[^\W\d_](?: [^\W\d_]){{{least},}}(?!\S)") for least in (1, 3))
"""A word whose letters are spaced, and one that is long enough to be sure of it."""
_SPACED_HAN = re.compile(r"[\u3400-\u9fff](?:\s{1,4}[\u3400-\u9fff]){1,4}")
_TWO_SPACED = 3
"""Characters of two signs with a space between."""
_ACCENTS = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in range(0xC0, 0x180)
    if len(unicodedata.normalize("NFD", chr(code))) > 1
}


@cache
def phrase(name: str, row: str) -> re.Pattern[str]:
    """What the row ``[row]`` of a table says in its ``patterns``, one for each way or language of saying it.

    Case counts unless the row says ``any_case``.
    """
    data = table(name)[row]
    return re.compile("|".join(data["patterns"]), re.IGNORECASE if data.get("any_case") else 0)


def unspaced(line: str) -> str:
    """A line with its spaced letters closed up ("A N N E X", as typescripts have it; "目 录"), if it begins with such.

    Words are parted by more than one space there, or by the line's cells.
    """
    if not line[1:2].isspace() or not (line[2:3].isspace() or line[3:4].isspace() or len(line) == _TWO_SPACED):
        return line
    if _SPACED_HAN.fullmatch(line):
        return "".join(line.split())
    return _SPACED.sub(lambda word: word.group().replace(" ", ""), line) if _LONG_SPACED.search(line) else line


def in_capitals(text: str) -> bool:
    """Whether a text is in capitals: not one whose only Latin letters are those of a symbol, as Chinese may have."""
    return text.isupper() and 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def unaccented(text: str) -> str:
    """The text without the accents of Latin letters, which capitals often went without; character for character.

    Chinese is given in simplified characters.
    """
    return simplified(text.translate(_ACCENTS) if _ACCENTED.search(text) else text)


def simplified(text: str) -> str:
    """The text with traditional Chinese characters in their simplified forms; character for character."""
    return text.translate(_simplified()) if HAN.search(text) else text


def even(text: str) -> str:
    """The text as patterns are written for: single spaces, none behind a hyphen, Chinese simplified and closed up."""
    words = " ".join(text.split())
    if "- " in words:
        words = _BEHIND_HYPHEN.sub("", words)
    return words if words.isascii() else closed_up(simplified(words))


def closed_up(text: str) -> str:
    """The text without the spaces that fonts leave between figures and Chinese ("2020 年9 月")."""
    return _BESIDE_HAN.sub("", text) if HAN.search(text) else text


@cache
def _simplified() -> dict[int, int]:
    rows = table("chinese")
    return str.maketrans("".join(rows["traditional"]), "".join(rows["simplified"]))
