"""Ordinal numbers in six languages: "Seventy-ninth", "Сорок третья", "第四十三"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURES = re.compile(
    r"(\d{1,3})\s*(?:st|nd|rd|th|e|ème|eme|er|re|ère|ª|º|a|o|\.º|\.ª|-?я|-?й|-?ая|-?ый)?", re.IGNORECASE
)
_CHINESE = re.compile(r"第?\s*([〇零一二三四五六七八九十百\d]{1,5})")
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_GAP = re.compile(r" (?=-|(?:i[eè]me|th|st|nd|rd)\b)|(?<=-) ", re.IGNORECASE)
"""Room that kerning leaves within an ordinal: "ninety-nin th"."""
_SPLIT = re.compile(r"[\s\-\u2010\u2011]+")


@cache
def _words() -> tuple[Mapping[str, int], frozenset[str], tuple[str, ...]]:
    data = table("ordinals")
    words: dict[str, int] = {}
    joining: set[str] = set()
    for language in ("en", "fr", "es", "ru", "ar"):
        words |= data[language]["words"]
        joining |= set(data[language].get("joining", ()))
    return words, frozenset(joining), tuple(sorted(data["ru"]["endings"], key=len, reverse=True))


def ordinal(text: str) -> int | None:
    """The number that an ordinal says (1 to 199), or None where the text is none or says more than that."""
    text = _GAP.sub("", unicodedata.normalize("NFKC", text).strip())
    if figures := _FIGURES.fullmatch(text):
        return int(figures[1]) or None
    if chinese := _CHINESE.fullmatch(text):
        return chinese_number(chinese[1]) or None
    total, before = 0, 0
    pieces = [piece for piece in _SPLIT.split(_plain(text)) if piece]
    for piece in pieces:
        value = _value(piece)
        if value is None:
            return None
        if value == 20 and before == 4 and piece.startswith("vingt"):  # quatre-vingt
            value = 76
        elif value and before and value >= before and not piece.startswith(("و", "عشر")):
            return None  # "first second" is two numbers; Arabic says "third and forty", "third ten"
        total, before = total + value, value or before
    return total if 0 < total < 200 else None


def chinese_number(text: str) -> int | None:
    """A Chinese number up to 999 in its characters ("四十三"), digit by digit ("一九七四") or in figures; else None."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not any(sign in text for sign in "十百"):
        digits = [_CHINESE_DIGITS.get(sign, int(sign) if sign.isdecimal() else None) for sign in text]
        return None if not digits or None in digits else int("".join(map(str, digits)))
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        else:
            return None
    return total + digit


def _plain(text: str) -> str:
    """Small letters without accents; Arabic alef, teh marbuta and final yeh folded, kashida dropped."""
    text = unicodedata.normalize("NFD", text.lower().replace("й", "\ue000"))
    text = "".join(sign for sign in text if not unicodedata.combining(sign) and sign not in "\u0640\u200e\u200f")
    text = text.replace("ё", "е").replace("\ue000", "й")
    return text.translate({ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ة"): "ه", ord("ى"): "ي"})


def _value(piece: str) -> int | None:
    """What a word says; 0 for a word that joins two others."""
    words, joining, endings = _words()
    if piece in joining:
        return 0
    stems = (piece, piece.removeprefix("و"), *(piece.removesuffix(ending) for ending in endings))
    return next((words[stem] for stem in stems if stem in words), None)
