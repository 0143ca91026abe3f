"""Numbers of resolutions as they are written: with a year, a Roman session, a session and a slash, or bare."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from viewer.analysis.years import roman_figure, security_council_year

CONFERENCE = "CP"
"""The session of a decision of a conference of parties ("1/CP.21")."""
LONGEST_SPAN = 10
"""Numbers that "822 to 824" may stand for; a longer span is no list of resolutions."""
_HIGHEST_OF_SESSION = 600
"""No body reaches a higher number at a session; the General Assembly's decisions go to 5nn."""
_ARABIC_SESSIONS = {"د": "", "دا": "S-", "داط": "ES-"}
_ARABIC_LETTERS = {"الف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written. ``session`` is what stands before a slash or the Roman figure in brackets."""

    number: str
    session: str = ""
    year: int | None = None
    letter: str = ""
    roman: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but the number is written."""
        return not self.session and self.year is None

    @property
    def yearly(self) -> bool:
        """Whether it is a number of a year, as those of the Economic and Social Council are."""
        return len(self.session) == 4 and self.session.isdigit()


def read_numbers(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """What a match of the pattern of numbers says; several where it names several parts ("3411 A and B (XXX)")."""
    part = found.groupdict()
    if part["n"]:
        return _lettered(Number(part["n"], year=int(part["y"])), part["l"], found, "l")
    if part["n2"]:
        return [(Number(part["n2"], year=int(part["y2"])), found.start(), found.end())]
    if part["rn"]:
        name = "rl" if part["rl"] else "rl2"
        return _lettered(Number(part["rn"], part["r"], roman=True), part[name], found, name)
    if part["an"]:
        return [(_arabic_session(part), found.start(), found.end())]
    if part["c"]:
        return [(Number(part["c"], CONFERENCE), found.start(), found.end())]
    return _with_slash(part["s"], part["m"], found)


def _with_slash(session: str, number: str, found: re.Match[str]) -> list[tuple[Number, int, int]]:
    span = found.span()
    year = _year_behind(session, number)
    if year is not None:
        return [(Number(session, year=year), *span)]
    first = int(session) if session.isdigit() else None
    if "0" in (session[0], number[0]) or (first is not None and (100 < first < 1946 or first > 2100)):
        return []
    if (
        first is not None and first > 1945 and security_council_year(int(number)) == first
    ):  # the year first: "2005/1591"
        return [(Number(number, year=first), *span)]
    return _lettered(Number(number, session), found["sl"], found, "sl") if int(number) <= _HIGHEST_OF_SESSION else []


def _arabic_session(part: dict[str, str]) -> Number:
    """Arabic texts write the session with a letter and a figure: "194 (د-3)" is 194 (III)."""
    kind = part["ak"].replace(" ", "")
    session = _ARABIC_SESSIONS.get(kind, "") + roman_figure(int(part["as"]))
    letter = _ARABIC_LETTERS.get(part["al"] or "", "")
    return Number(part["an"], session, letter=letter, roman=True)


def _year_behind(number: str, year: str) -> int | None:
    """The year of a Security Council resolution written as "1244/1999" or "1244/99", or None."""
    if not number.isdigit() or int(number) <= 100 or len(year) not in {2, 4}:
        return None
    known = security_council_year(int(number))
    return known if known is not None and str(known).endswith(year) else None


def _lettered(number: Number, letters: str | None, found: re.Match[str], group: str) -> list[tuple[Number, int, int]]:
    if not letters:
        return [(number, found.start(), found.end())]
    latin = letters.translate(str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX"))
    named = re.findall(r"[A-Z]", latin)
    spanned = len(named) == 2 and re.search(r"to|[-–]| a | à |至", latin)
    if spanned and 0 < ord(named[1]) - ord(named[0]) <= LONGEST_SPAN:
        named = [chr(code) for code in range(ord(named[0]), ord(named[1]) + 1)]
    if len(named) == 1:
        return [(replace(number, letter=named[0]), found.start(), found.end())]
    first = found.start(group) + 1
    rest = (found.start(group) + 1, found.end())
    return [
        (replace(number, letter=letter), *((found.start(), first) if at == 0 else rest))
        for at, letter in enumerate(named)
    ]


def is_sure(number: Number) -> bool:
    """Whether the number cannot be anything but a resolution's: a Roman session, or a year that the table has."""
    if number.roman:
        return True
    return (
        number.year is not None and number.number.isdigit() and security_council_year(int(number.number)) == number.year
    )
