"""Which year a resolution's number belongs to: the tables of the organs' sessions."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from viewer.model.tables import table

LAST_NUMBERED_SESSION = 30
"""Resolutions of the General Assembly are numbered through to the thirtieth session (1975), then by session."""
_SESSION_ZERO = 1945
ROMAN_SESSION = r"(?:(?:E?S-)?[IVXLC]{1,8}|E?S-\d{1,2}|ORG-\d\d)"
"""The session in brackets behind a number: with a Roman figure, special ("S-VII") or organizational ("ORG-75")."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WELL_FORMED = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


@cache
def _security_council() -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = table("years")["security_council"]["last"]
    return tuple(year for year, _ in rows), tuple(last for _, last in rows)


def security_council_year(number: int) -> int | None:
    """The year of a Security Council resolution, or None where the table does not know the number."""
    years, last = _security_council()
    return years[bisect_left(last, number)] if 0 < number <= last[-1] else None


def security_council_numbers(year: int) -> tuple[int, int] | None:
    """The first and the last of a year's Security Council resolutions, or None where the table lacks the year."""
    years, last = _security_council()
    if year not in years:
        return None
    at = years.index(year)
    return (last[at - 1] + 1 if at else 1), last[at]


def last_known_resolution() -> int:
    """The highest number of a Security Council resolution that the table knows."""
    return _security_council()[1][-1]


def latest_session() -> int:
    """The highest session of the General Assembly that may have met: of the year after the last that the table knows.

    Session n opens in the year 1945 + n and goes on in the next one.
    """
    return _security_council()[0][-1] + 2 - _SESSION_ZERO


def roman_number(text: str) -> int | None:
    """What a Roman figure says, or None where it is none (or above 99)."""
    if not text or not _WELL_FORMED.fullmatch(text):
        return None
    values = [_ROMAN[sign] for sign in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def roman_figure(number: int) -> str:
    """A number below 90 in Roman figures."""
    tens, ones = divmod(number, 10)
    return ("X" * tens if tens < 4 else "XL" if tens == 4 else "L" + "X" * (tens - 5)) + (
        "",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    )[ones]


def general_assembly_year(session: str) -> int | None:
    """The year in which a session opened: "43", "III", "S-13", "S-VI", "ES-10". None where it is not known."""
    kind, _, number = session.rpartition("-")
    figure = int(number) if number.isdecimal() else roman_number(number)
    if figure is None:
        return None
    if kind:
        rows = table("years")["general_assembly"]["special" if kind == "S" else "emergency"]
        return dict(rows).get(figure)
    return 1945 + figure


def human_rights_council_year(session: str) -> int | None:
    """The year of a regular session (three a year from the fourth, 2007), or None for a special one."""
    if not session.isdecimal() or int(session) < 1:
        return None
    return 2006 if int(session) < 4 else 2007 + (int(session) - 4) // 3


def known_assembly_resolution(number: str) -> str | None:
    """The full number of a resolution cited by its number alone: "217" or "217 A" is "217 A (III)"."""
    return table("years")["general_assembly"]["known"].get(number)


def assembly_session(number: int) -> str | None:
    """The session ("XVIII") of the General Assembly that a number of 1946-1975 is known to be of, or None."""
    rows = table("years")["general_assembly"]["sure"]
    return next((session for first, last, session in rows if first <= number <= last), None)


def is_of_session(number: int, session: str) -> bool:
    """Whether a regular session ("III") of the General Assembly may have had a number, by what other sessions had."""
    figure = roman_number(session)
    if figure is None or not 1 <= figure <= LAST_NUMBERED_SESSION:
        return False
    last_before, first_after = _around_session(figure)
    return last_before < number < first_after


def last_before_session(figure: int) -> int:
    """The last number that a session of the General Assembly before a regular one is known to have had."""
    return _around_session(figure)[0]


@cache
def _around_session(figure: int) -> tuple[int, int]:
    """The last number that an earlier session of the General Assembly is known to have had, the first of a later."""
    rows = [(first, last, roman_number(of)) for first, last, of in table("years")["general_assembly"]["sure"]]
    before = [last for _, last, other in rows if other is not None and other < figure]
    after = [first for first, _, other in rows if other is not None and other > figure]
    return max(before, default=0), min(after, default=10_000)
