"""Dates and spans of dates in six languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.words.ordinals import chinese_number
from viewer.analysis.words.scripts import ARABIC
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ISO 8601, and the offsets where it stands."""

    iso: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundRange:
    """First and last day in a text, ISO 8601, and the offsets where they stand."""

    first: str
    last: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    months: Mapping[str, int]
    date: re.Pattern[str]
    span: re.Pattern[str]
    month: re.Pattern[str]
    days: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    months: dict[str, int] = {}
    for names in table("dates")["months"].values():
        for number, forms in enumerate(names, 1):
            months |= dict.fromkeys((_key(form) for form in forms), number)
    arabic: list[str] = []
    for forms in table("dates")["months"]["ar"]:
        either = "|".join(_loose(form) for form in forms)
        arabic.append(rf"(?:{either})(?:\s?/\s?(?:{either}))?")
    other = sorted(
        {form for names in ("en", "fr", "es", "ru") for forms in table("dates")["months"][names] for form in forms},
        key=len,
        reverse=True,
    )
    month = "|".join([*arabic, *(rf"{re.escape(form)}(?![^\W\d_])\.?" for form in other)])
    year = r"\d{4}"
    day = r"\d{1,2}(?:er|º|°|st|nd|rd|th)?"
    words = table("dates")["words"]
    de = rf"\s*(?:{words['joined']})?"
    said = rf"(?:\s*(?:{words['year']}))?"
    until = "".join(map(_plain, words["until"]))
    dash = rf"\s*(?:[-–—‑]|{until})\s*"
    one = (
        rf"(?<!\d)(?P<d>{day}){de}(?P<m>{month})\s*,?{de}\s*(?P<y>{year})(?!\d)"
        rf"|(?P<am>{month})\s+(?P<ad>\d{{1,2}}),?\s+(?P<ay>{year})(?!\d)"
        r"|(?P<cy>[\d〇零一二三四五六七八九]{4})\s*年\s*(?P<cm>[\d一二三四五六七八九十]{1,3})\s*月\s*(?P<cd>[\d一二三四五六七八九十]{1,3})\s*日"
    )
    span = (
        rf"(?<!\d)(?P<d1>{day})(?:{de}(?P<m1>{month}))?(?:\s*,?{de}(?P<y1>{year}){said})?{dash}"
        rf"(?P<d2>{day}){de}(?P<m2>{month})\s*,?{de}\s*(?P<y2>{year})(?!\d)"
        rf"|(?P<am1>{month})\s+(?P<ad1>\d{{1,2}}){dash}(?:(?P<am2>{month})\s+)?(?P<ad2>\d{{1,2}}),\s+(?P<ay2>{year})(?!\d)"
        r"|(?P<cy1>\d{4})\s*年\s*(?P<cm1>\d{1,2})\s*月\s*(?P<cd1>\d{1,2})\s*日?\s*[至到–—-]\s*"
        r"(?:(?P<cy2>\d{4})\s*年\s*)?(?:(?P<cm2>\d{1,2})\s*月\s*)?(?P<cd2>\d{1,2})\s*日"
    )
    flags = re.IGNORECASE
    alone = rf"(?:{month}),?{de}\s*{year}\.?|\d{{4}}\s*年\s*\d{{1,2}}\s*月"
    days = rf"(?:{year}\b|{day}\b|{month}|{words['joined']}|{until}\b|[\s,–—‑-])*(?:{month})[\s,]*{de}\s*{year}{said}"
    return _Patterns(months, *(re.compile(pattern, flags) for pattern in (one, span, alone, days)))


def dates_in(text: str) -> Iterator[FoundDate]:
    """Every full date of a text, in order. Offsets are those of the text, whose figures may be of any script."""
    for found in _patterns().date.finditer(_figures(text)):
        if iso := _iso_of(found):
            yield FoundDate(iso, found.start(), found.end())


def _iso_of(found: re.Match[str]) -> str | None:
    if found["d"]:
        return _iso(found["y"], _month(found["m"]), found["d"])
    if found["ad"]:
        return _iso(found["ay"], _month(found["am"]), found["ad"])
    return _iso(*(chinese_number(found[part]) for part in ("cy", "cm", "cd")))


def is_date(text: str) -> bool:
    """Whether a text is a full date and nothing else ("13 June 2003")."""
    found = _patterns().date.match(_figures(text))
    return found is not None and found.end() == len(text) and _iso_of(found) is not None


def date_in(text: str) -> FoundDate | None:
    """The first full date of a text, or None."""
    return next(dates_in(text), None)


def is_month(text: str) -> bool:
    """Whether a text is a month of a year and nothing else ("August 1995")."""
    return _patterns().month.fullmatch(_figures(text).strip()) is not None


def are_days(text: str) -> bool:
    """Whether a text is days or months of a year and nothing else ("27 September-2 October and 10 October 2006")."""
    return _patterns().days.fullmatch(_figures(text).strip(" .")) is not None


def range_in(text: str) -> FoundRange | None:
    """The first span of dates of a text ("24 February–20 March 2020"), or None."""
    found = _patterns().span.search(_figures(text))
    if found is None:
        return None
    if found["d1"]:
        month, year = _month(found["m2"]), found["y2"]
        first = _iso(found["y1"] or year, _month(found["m1"]) if found["m1"] else month, found["d1"])
        last = _iso(year, month, found["d2"])
        if first and last and first > last and not found["m1"] and ARABIC.search(found["m2"]):
            first, last = last, first  # what shows a line from right to left may turn the days about
    elif found["ad1"]:
        month, year = _month(found["am1"]), found["ay2"]
        first = _iso(year, month, found["ad1"])
        last = _iso(year, _month(found["am2"]) if found["am2"] else month, found["ad2"])
    else:
        first = _iso(found["cy1"], int(found["cm1"]), found["cd1"])
        last = _iso(found["cy2"] or found["cy1"], int(found["cm2"] or found["cm1"]), found["cd2"])
    if first is None or last is None or first > last:
        return None
    return FoundRange(first, last, found.start(), found.end())


def _figures(text: str) -> str:
    """The text with figures of all scripts as 0-9, character for character."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else _plain(sign) for sign in text
    )


def _plain(sign: str) -> str:
    return {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي"}.get(sign, sign)


def _loose(form: str) -> str:
    """An Arabic month as it may be spelt, with or without hamza, in one line or two."""
    return r"\s".join(re.escape("".join(_plain(sign) for sign in word)) for word in form.split())


def _key(form: str) -> str:
    return " ".join("".join(_plain(sign) for sign in form).lower().rstrip(".").split())


def _month(text: str) -> int:
    return _patterns().months[_key(text.split("/", maxsplit=1)[0])]


def _iso(year: str | int | None, month: int | None, day: str | int | None) -> str | None:
    if year is None or month is None or day is None:
        return None
    if isinstance(day, str):
        day = int(re.sub(r"\D", "", day))
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return None
