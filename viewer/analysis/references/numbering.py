"""Numbers of resolutions as they are written: with a year, a Roman session, a session and a slash, or bare."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import NamedTuple

from viewer.analysis.references.years import (
    LAST_NUMBERED_SESSION,
    ROMAN_SESSION,
    is_of_session,
    latest_session,
    roman_figure,
    security_council_year,
)

_FIRST_YEAR, _LAST_YEAR = 1946, 2100
CONFERENCE = "CP"
"""The session of a decision of a conference of parties ("1/CP.21")."""
LONGEST_SPAN = 10
"""Numbers that "822 to 824" may stand for; a longer span is no list of resolutions."""
_LAST_SESSION = 99
_ARABIC_BEFORE = re.compile(r"[\u0620-\u064a][^\n]{0,12}$")
"""An Arabic word in the few characters before a number."""
_FEW = 20
_HIGHEST_OF_SESSION = 600
"""No body reaches a higher number at a session; the General Assembly's decisions go to 5nn."""
_HIGHEST_WITH_MARK = 350
"""No session of the Assembly has adopted more resolutions."""
_CYRILLIC_SESSIONS = str.maketrans("ЭС", "ES")
_ARABIC_SESSIONS = {"د": "", "دا": "S-", "داط": "ES-"}
_ARABIC_NAMES = (
    "الف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون|سين|عين|فاء|صاد|قاف|راء|شين|تاء|ثاء|خاء|ذال|ضاد"
)
_ARABIC_LETTERS: dict[str, str] = dict(zip(_ARABIC_NAMES.split("|"), ascii_uppercase, strict=True))
"""What Arabic texts call the parts of a resolution, folded for citations."""
_CHINESE_FIGURES = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○0", "0")

LETTERS = (
    r"[A-ZА-Я](?:(?:, ?| and | to | et | y | e | a | à | и |-|–| و ?|和|至)"
    r"[A-ZА-Я](?![\w']))*(?![\w'])"
)
_CHINESE_LETTERS = r"[A-Z](?:(?: ?、 ?| ?和 ?| ?至 ?|, ?|-)[A-Z])*"
_ARABIC_PARTS = rf"(?:{_ARABIC_NAMES})(?:(?:،? ?و ?|، ?| الي | - ?)(?:{_ARABIC_NAMES}))*(?!\w)"
_SPACED_ROMAN = r"[IVX](?: [IVX]){1,5}"
_SPACED = rf"\d(?: \d){{2,3}}(?= ?\( ?{_SPACED_ROMAN} ?\))"
"""Signs that a printer has spaced out to fill the line: "2 5 9 7 ( X X I V )"."""
_YEAR = r"(?:19|20)\d\d"
_PARTED = r"[12]\.\d{3}(?!\d)"
"""A number as the Spanish press parts it: "la resolución 1.540 (2004)"."""
_YEAR_SIGN = r"(?: ?(?:г\.?|года|م|年))?"
_OPENED = rf"(?:[(\[{{]|/(?= ?{_YEAR} ?/(?!\w)))"
"""An opening bracket, or the stroke that the Arabic press closes with a second one: "1373 /2001/"."""
_CLOSED = r"(?:\)|[1lI\]}](?![\w)])|(?<=\d)/(?!\w))"
"""A closing bracket, or what recognition of old print takes it for: "650 (19901, 653 (1990)"."""
_WORN_FIGURES = str.maketrans("lI", "11")
_WORN_LETTERS = str.maketrans("ivx1l", "IVXII")
_STUCK = "|".join(
    rf"(?<={end})"
    for end in (
        r"esolution",
        r"esolutions",
        r"ésolution",
        r"ésolutions",
        r"olución",
        r"oluciones",
        r"олюци[яиюй]",
        r"олюци(?:ей|ий|ям|ях)",
        r"олюциями",
    )
)
"""Ends of the words that a number may be stuck to, where an engine has lost the blank: "резолюции2042 (2012)"."""
_GLUED = r"(?<=\band)|(?<=\bet)|(?<=\by)|(?<=\bи)"
"""Words between members of a list that a number may be stuck to: "2467 (2019) and2493 (2019)"."""
_NUMBER_SIGNS = r"(?<=\b[Nn]o)|(?<=\b[Nn]o\.)|(?<=\b[Nn]os\.)|(?<=\bn\.)|(?<=núm\.)"  # "№822" folds to "No822"
_BEFORE = rf"(?:(?<![A-Za-z0-9/.\-А-Яа-я])(?<!\d,)|{_NUMBER_SIGNS}|{_GLUED})"
_AFTER_SLASH = r"(?![\w/]|[.,]\d{3}|-\d(?!\d{0,3}/\d))"
"""A full stop or a comma may stand between a number and the mark of a footnote: "70/1.12"."""
_AFTER_NUMBER = r"(?![\w/]|[.,]\d|-\d)"
_AFTER_BARE = r"(?!\w|/(?!(?:UN|SC|GA|Security|General)[A-Z]* )|[.,]\d|-\d)"
"""The stroke may also part two names of one resolution: "UNSCR 1267 / UN Security Council resolution 1267"."""
_UNITS = r"(?:dpi|ppi|fps|px|pixels?|points?|dots|metres?|meters?|k?m(?!\w)|mm(?!\w)|[kM]?Hz|[x×] ?\d)"
"""What makes a number the resolution of a picture."""
_TO_THE_SIGN = r"(?=(?: ?(?:、|和|以?及|与|與) ?第? ?[\dXIVLA-Z()/ -]{1,20}){1,40}[号號])"
"""Chinese lists may set the sign after the last number only: "第1267(1999)、1989(2011)和2253(2015)号决议"."""


class Number(NamedTuple):
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


def number_pattern(after: str = _AFTER_NUMBER, letters: str = LETTERS) -> str:
    """A number with a year, a session or a slash in a text folded for citations: ``read_numbers`` reads its matches."""
    after_slash = _AFTER_SLASH if after == _AFTER_NUMBER else after
    return (
        rf"(?=[\d(ESЭد])(?:{_BEFORE}|{_STUCK})(?:"
        rf"(?P<n>\d{{1,4}}|\d(?: ?\d){{1,3}}|{_PARTED})(?: ?(?P<l>{letters}))? ?"
        rf"{_OPENED} ?(?P<y>{_YEAR}|[lI]9\d\d){_YEAR_SIGN} ?{_CLOSED}"
        rf"|(?P<rn>{_SPACED}|\d{{1,4}})(?: ?(?P<rl>{letters}))? ?"
        rf"\( ?(?P<r>{ROMAN_SESSION}|{_SPACED_ROMAN}) ?\)(?: ?(?P<rl2>{letters}))?"
        rf"|(?P<an>\d{{1,4}})(?: ?(?P<al>{_ARABIC_PARTS}))? ?\( ?(?P<ak>د ?ا? ?ط?) ?[-–.]? ?(?P<as>\d{{1,2}}) ?\)"
        rf"|(?P<zk>د ?ا(?: ?ط)?) ?[-–] ?(?P<zs>\d{{1,2}}) ?/ ?(?P<zm>\d{{1,3}})(?: ?(?P<zl>{_ARABIC_PARTS}))?"
        rf"|(?P<c>\d{{1,3}}/(?:CP|CMP|CMA|COP)\.\d{{1,2}})"
        rf"|(?P<s>(?:(?:E?S|ЭС) ?- ?)?\d{{1,4}}) ?/ ?(?P<m>\d{{1,4}})"
        rf"(?: ?(?P<sl>{letters}|{_ARABIC_PARTS})(?! ?\((?:\w|[ivxIVX]{{1,5}})\))| ?\((?P<sb>[A-Z])\))?"
        rf"(?:م)?{after_slash}"
        rf"|\( ?(?P<y2>{_YEAR}) ?\) ?(?P<n2>\d{{1,4}}){after})"
    )


def bare_pattern() -> str:
    """A number without session and year. A figure or two before another figure are no number ("1 16 0 (1998)")."""
    number = rf"(?P<n>{_PARTED}|\d{{3,4}}|\d{{1,2}}(?! ?\d))(?: ?(?P<l>[A-Z])(?![\w'.(]))?"
    return rf"{_BEFORE}{number}{_AFTER_BARE}(?! ?\(\d{{4}}\))(?! ?{_UNITS})"


def worn_pattern() -> str:
    """A number as recognition of old print has it, right behind the word: "57 (i)", "217 A (111)", "44144" (44/44).

    The letter of a special session is read as the figure it looks like: "186 (8-2)".
    """
    return (
        rf"{_BEFORE}(?:(?P<n>\d{{1,4}})(?: ?(?P<l>[A-Z]))? ?[(\[] ?(?!1 ?[)\]])"
        rf"(?P<r>[IVXivxl1]{{1,6}}|8-(?:[1-7]|[IVX]{{1,3}})) ?{_CLOSED}"
        r"|(?P<s>[3-8]\d)[1lI](?P<m>\d{2,3})(?!\w)|(?P<s2>[3-8][\dlI])/(?P<m2>[\dlI]{1,3})(?![\w/]))"
    )


def chinese_pattern() -> str:
    """A number with the sign that follows it in Chinese.

    Until 1970 "決議案" stood before the first of a list instead, and numbers, sessions and years were in words.
    """
    signs = "".join(_CHINESE_FIGURES)
    figures = f"[{signs}]"
    counted = "[一二三四五六七八九]?十[一二三四五六七八九]?"
    return (
        rf"(?=[第\d(ESد{signs}十])(?P<led>(?<=[议議]案))?(?:第 ?)?"
        rf"(?:{number_pattern('(?![0-9])', _CHINESE_LETTERS)}|(?P<bare>(?<![\d/A-Z])\d{{1,4}})"
        rf"|(?P<hn>{counted}|{figures}{{1,4}}|\d{{1,4}}) ?(?P<hl>[A-Z])? ?"
        rf"\((?:(?P<hy>{figures}{{4}})|(?P<hs>[一二三四五六七八九十]{{1,3}}))\)"
        rf"|(?P<hb>{figures}{{2,4}}))"
        rf"(?: ?[号號](?: ?\((?P<sy>{_YEAR})\))?|{_TO_THE_SIGN}|(?(led)|(?(hy)|(?!))))"
    )


def read_numbers(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """What a match of the pattern of numbers says; several where it names several parts ("3411 A and B (XXX)")."""
    if found["s"]:
        return _with_slash(found["s"].translate(_CYRILLIC_SESSIONS).replace(" ", ""), found["m"], found)
    if found["n"]:
        return _with_year(found)
    if found["n2"]:
        return [(Number(found["n2"], year=int(found["y2"])), found.start(), found.end())]
    if found["an"] or found["zk"]:
        return _arabic(found)
    if found["c"]:
        return [(Number(found["c"], CONFERENCE), found.start(), found.end())]
    name = "rl" if found["rl"] else "rl2"
    number = Number(found["rn"].replace(" ", ""), found["r"].replace(" ", ""), roman=True)
    return _lettered(number, found[name], found, name)


def _arabic(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """A session that Arabic texts write with a letter: "194 (د-3)" is 194 (III), "دإط-10/19" is ES-10/19."""
    kind = _ARABIC_SESSIONS.get((found["ak"] or found["zk"]).replace(" ", ""), "")
    if found["an"]:
        session = kind + roman_figure(int(found["as"]))
        return _lettered(Number(found["an"], session, roman=True), found["al"], found, "al")
    return _lettered(Number(found["zm"], kind + found["zs"]), found["zl"], found, "zl")


def read_worn(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """What a match of ``worn_pattern`` says, if the session that is read may have had such a number."""
    if not found["n"]:
        session, number = (
            part.translate(_WORN_FIGURES) for part in (found["s"] or found["s2"], found["m"] or found["m2"])
        )
        return [(Number(str(int(number)), session), *found.span())] if int(number) else []
    special = found["r"].startswith("8-")
    session = f"S-{found['r'][2:]}" if special else found["r"].translate(_WORN_LETTERS)
    if not special and not is_of_session(int(found["n"]), session):
        return []
    return [(Number(found["n"], session, letter=found["l"] or "", roman=True), *found.span())]


def read_chinese(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """What a match of the Chinese pattern says, its figures in Chinese or not: "第二七五八（二十六）号"."""
    span = found.span()
    year = int(found["sy"]) if found["sy"] else None
    if found["bare"]:
        return [(Number(found["bare"], year=year), *span)]
    if found["hb"]:
        return [(Number(_figures(found["hb"]), year=year), *span)]
    if found["hn"]:
        number = str(_counted(found["hn"])) if "十" in found["hn"] else _figures(found["hn"])
        if found["hy"]:
            return [(Number(number, year=int(_figures(found["hy"])), letter=found["hl"] or ""), *span)]
        session = roman_figure(_counted(found["hs"]))
        return [(Number(number, session, letter=found["hl"] or "", roman=True), *span)]
    return read_numbers(found)


def _figures(text: str) -> str:
    return "".join(_CHINESE_FIGURES.get(sign, sign) for sign in text)


def _counted(text: str) -> int:
    """A number below 100 in Chinese words: "二十六" is 26."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_figures(text)[:2])
    return 10 * int(_figures(tens[-1:]) or 1) + int(_figures(ones[:1]) or 0)


def _with_year(found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """A number and its year; torn figures are one number where the table says so ("1 16 0 (1998)")."""
    year, figures = int(found["y"].translate(_WORN_FIGURES)), found["n"].replace(".", "")
    number = figures.replace(" ", "")
    if number != figures and security_council_year(int(number)) != year:
        last = figures.rpartition(" ")[2]
        return [(Number(last, year=year), found.end("n") - len(last), found.end())]
    return _lettered(Number(number, year=year), found["l"], found, "l")


def _with_slash(session: str, number: str, found: re.Match[str]) -> list[tuple[Number, int, int]]:
    span = found.span()
    turned = _with_year_behind(session, number) or _turned(session, number, _highest_session(found))
    if turned is not None:
        return [(turned, *span)]
    if _are_both_of_council(session, number):
        return [(Number(session), found.start(), found.end("s")), (Number(number), found.start("m"), found.end("m"))]
    first = int(session) if session.isdigit() else None
    if "0" in (session[0], number[0]) or (
        first is not None and (_LAST_SESSION < first < _FIRST_YEAR or first > _LAST_YEAR)
    ):
        return []
    if (
        first is not None and first >= _FIRST_YEAR and security_council_year(int(number)) == first
    ):  # the year first: "2005/1591"
        return [(Number(number, year=first), *span)]
    if int(number) > _HIGHEST_OF_SESSION:
        return _with_mark(session, number, found)
    return _lettered(Number(number, session), found["sl"] or found["sb"], found, "sl" if found["sl"] else "sb")


def _highest_session(found: re.Match[str]) -> int:
    """The highest number before a slash that is a session's; in Arabic no other than one that has met."""
    before = found.string[max(found.start() - _FEW, 0) : found.start()]
    return latest_session() if _ARABIC_BEFORE.search(before) else _LAST_SESSION


def _turned(number: str, session: str, highest: int) -> Number | None:
    """A number whose session stands behind it, as in Arabic that was typed from the left: "3236/29", "86/37".

    ``highest`` is the last number that may be a session's.
    """
    if not (number + session).isdigit() or "0" in (number[0], session[0]) or len(session) > 2:
        return None
    if int(number) <= highest:
        return None
    if _FIRST_YEAR <= int(number) <= _LAST_YEAR:  # "2004/20" is a year's twentieth
        return None
    if int(session) <= LAST_NUMBERED_SESSION:
        figure = roman_figure(int(session))
        return Number(number, figure, roman=True) if is_of_session(int(number), figure) else None
    possible = len(number) < 4 and LAST_NUMBERED_SESSION < int(session) <= _LAST_SESSION
    return Number(number, session) if possible and int(number) <= _HIGHEST_WITH_MARK else None


def _are_both_of_council(first: str, second: str) -> bool:
    """Whether a slash stands between two numbers of the Security Council's that no year may be: "1267/1373"."""
    if min(len(first), len(second)) < 3 or not (first + second).isdigit() or int(first) >= int(second):
        return False
    return all(security_council_year(one) and not _FIRST_YEAR <= one <= _LAST_YEAR for one in (int(first), int(second)))


def _with_mark(session: str, number: str, found: re.Match[str]) -> list[tuple[Number, int, int]]:
    """A number that the mark of a footnote is stuck to: "69/3131" is 69/313 and note 1."""
    if len(number) != 4 or len(session) > 2 or int(number[:3]) > _HIGHEST_WITH_MARK:
        return []
    return [(Number(number[:3], session), found.start(), found.end("m") - 1)]


def _with_year_behind(number: str, year: str) -> Number | None:
    """A number of the Security Council's with its year behind it, "1244/1999" or "1244/99", or None."""
    if not number.isdigit() or int(number) <= 100 or len(year) not in {2, 4}:
        return None
    if len(year) == 2 and _FIRST_YEAR <= int(number) <= _LAST_YEAR:  # "2005/11" is a year's eleventh
        return None
    known = security_council_year(int(number))
    return Number(number, year=known) if known is not None and str(known).endswith(year) else None


def _lettered(number: Number, letters: str | None, found: re.Match[str], group: str) -> list[tuple[Number, int, int]]:
    if not letters:
        return [(number, found.start(), found.end())]
    latin = letters.translate(str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX"))
    places: list[re.Match[str]] = list(re.finditer(_ARABIC_NAMES, letters)) or list(re.finditer(r"[A-Z]", latin))
    named = [_ARABIC_LETTERS.get(place.group(), place.group()) for place in places]
    first, last = (found.start(), found.start(group) + places[0].end()), found.start(group) + places[-1].start()
    spanned = len(named) == 2 and re.search(r"to|[-–]| a | à |至| الي ", latin)
    if spanned and 0 < ord(named[1]) - ord(named[0]) <= LONGEST_SPAN:
        more = [chr(code) for code in range(ord(named[0]) + 1, ord(named[1]) + 1)]
        return [
            (number._replace(letter=named[0]), *first),
            *((number._replace(letter=one), last, found.end()) for one in more),
        ]
    if len(named) == 1:
        return [(number._replace(letter=named[0]), found.start(), found.end())]
    rest = [(found.start(group) + place.start(), found.start(group) + place.end()) for place in places[1:-1]]
    spans = [first, *rest, (last, found.end())]
    return [(number._replace(letter=letter), *span) for letter, span in zip(named, spans, strict=True)]


def is_sure(number: Number) -> bool:
    """Whether the number cannot be anything but a resolution's: a Roman session, or a year that the table has."""
    if number.roman:
        return True
    return (
        number.year is not None and number.number.isdigit() and security_council_year(int(number.number)) == number.year
    )


def is_year_of(second: Number, first: Number) -> bool:
    """Whether a bare number behind another is the year in which the first was adopted, by the Council's table."""
    return first.bare and not second.letter and security_council_year(int(first.number)) == int(second.number)
