"""The words around citations, compiled from resources/references.toml.

Patterns are written in the table as people write them and are folded here as texts are: lower case, no accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from viewer.analysis.references.numbering import bare_pattern, chinese_pattern, number_pattern, worn_pattern
from viewer.analysis.references.pins import pin_after_pattern, pin_before_pattern
from viewer.analysis.words.alternatives import Alternatives, by_first_letter
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.model.reference import ReferenceKind
from viewer.model.tables import table

SUB_COMMISSION = "Sub-Commission"
"""That of the Commission on Human Rights, which numbered its resolutions as the Commission did."""
FOREIGN = ("", "other", SUB_COMMISSION)
"""Bodies whose resolutions are not cited here: those outside, and those that number theirs as the Assembly does."""
_YEAR_FIRST = r" ?(?:19|20)\d\d ?\) ?\d"
_YEAR = r"(?<!\d)(?:19|20)\d\d(?! ?[\d(/\[])"
NOT_IN_WORD = "(?<![a-zа-я])"
"""Where a name may begin: said first, it spares looking for each name at each letter of every word."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A word that says what is cited, as a row of the table has it."""

    kind: ReferenceKind
    many: bool
    organ: str
    last: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled patterns. All but ``number`` and ``bare`` are for text in lower case without accents.

    ``bodies`` stand for their English names ("any" where several share a name).
    """

    nouns: Alternatives[Noun]
    bodies: Alternatives[str]
    number: re.Pattern[str]
    bare: re.Pattern[str]
    worn: re.Pattern[str]
    chinese: re.Pattern[str]
    to_number: re.Pattern[str]
    between: re.Pattern[str]
    date: re.Pattern[str]
    dated: re.Pattern[str]
    year_led: re.Pattern[str]
    year_marked: re.Pattern[str]
    signed: re.Pattern[str]
    beside: re.Pattern[str]
    possessive: re.Pattern[str]
    own_form: re.Pattern[str]
    month: re.Pattern[str]
    refused_before: re.Pattern[str]
    refused_after: re.Pattern[str]
    numbered: re.Pattern[str]
    adopted: re.Pattern[str]
    adopting: re.Pattern[str]
    joined: re.Pattern[str]
    continued: re.Pattern[str]
    led: re.Pattern[str]
    pin_stem: re.Pattern[str]
    pin_before: re.Pattern[str]
    pin_after: re.Pattern[str]
    body_after: re.Pattern[str]


def folded_pattern(pattern: str) -> str:
    """A pattern of the table in the letters of folded text."""
    return plain_letters(fold_for_citations(pattern).folded)


def noun_pattern(row: dict[str, Any]) -> str:
    """The pattern of a row of nouns: its ``pattern``, or its ``words`` as whole words."""
    if "pattern" in row:
        return folded_pattern(row["pattern"])
    words = [folded_pattern(word) for word in row["words"]]
    if row.get("spaced"):
        words = [_spaced(word) for word in words]
    return rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z]|-\d)"  # "resolution S-17/1" is no plural torn apart


def _quick(pattern: str) -> str:
    """A pattern of the table in the letters of folded text, its many alternatives put together by their letters."""
    return f"(?:{by_first_letter([folded_pattern(pattern)])})"


def _whole(said: dict[str, str], *names: str) -> str:
    """Any of these rows of words, as whole words."""
    return rf"(?<!\w)(?:{by_first_letter(said[name] for name in names)})(?!\w)"


@cache
def words() -> Words:  # one pattern a line: longer than other functions, and nothing to decide in it
    """The patterns, compiled once a process."""
    data = table("references")
    said = {name: folded_pattern(pattern) for name, pattern in data["words"].items()}
    nouns: list[dict[str, Any]] = sorted(data["noun"], key=lambda row: row.get("last", False))
    noun_rows = [(noun_pattern(row), _noun(row)) for row in nouns]
    bodies: list[tuple[str, str]] = [
        (folded_pattern(row["pattern"]), row["organ"]) for row in _foreign_first(data["body"])
    ]
    any_body = rf"{NOT_IN_WORD}(?:{by_first_letter(name for name, _ in bodies)})"
    dated = _dated_pattern(said, any_body)
    pins = {name: _quick(row) for name, row in data["pins"].items() if isinstance(row, str)}
    pin_after = pin_after_pattern(pins)
    glued = rf"(?<!\w)(?:(?:{said['number']})(?=\d)|(?:and|et|y|и)(?=\d{{2,4}} ?[(/]))"
    spaced = _whole(said, "number", "joining", "listing", "beside", "relevant", "possessive")
    joining = _whole(said, "joining")
    light = _whole(said, "beside", "relevant", "possessive", "number")
    signs = rf"[ ,;:|)\"'\[\]*/–—、，،؛-]|\((?!{_YEAR_FIRST})"
    topic = r"\( ?(?=[^\W\d])[^()\d]{3,80}\)"  # "resolutions 1540 (non-proliferation) and 1718"
    cited = r"\( ?[a-z]{1,4}/[a-z\d./-]{3,30} ?\)"  # "第48/264号(A/52/856)和第51/241号决议"
    filler = (
        rf"{signs}|'s |{glued}|{any_body}|{spaced}|[和及与與其第]|以及|(?:19|20)\d\d ?年"
        rf"|(?<!\w)و(?=\d)|(?<!\w)(?:de )?[ld]'"
    )
    refused = {name: _quick(data["refused"][name]) for name in ("before", "after", "numbered")}
    return Words(
        nouns=Alternatives[Noun].of(noun_rows),
        bodies=Alternatives[str].of(bodies, NOT_IN_WORD),
        number=re.compile(number_pattern()),
        bare=re.compile(bare_pattern()),
        worn=re.compile(worn_pattern()),
        chinese=re.compile(chinese_pattern()),
        to_number=re.compile(rf"(?:{filler})*+"),
        between=re.compile(rf"(?:{topic}|{cited}|{signs}|{dated}|{pin_after}|{filler})*+"),
        date=re.compile(_date_pattern()),
        dated=re.compile(dated),
        year_led=re.compile(rf"{_whole(said, 'year_lead', 'year_article')} $"),
        year_marked=re.compile(_year_mark(said)),
        signed=re.compile(rf"(?<!\w)(?:{said['number']}) ?$"),
        beside=re.compile(rf"(?:[ ,]|'s|{glued}|{light}|第)*"),
        possessive=re.compile(rf"{_whole(said, 'possessive')}|其"),
        own_form=re.compile(said["own_form"]),
        month=re.compile(_month_pattern()),
        refused_before=re.compile(rf"(?<!\w)(?:{refused['before']}) ?$"),
        refused_after=re.compile(rf" ?(?:{refused['after']})"),
        numbered=re.compile(rf"(?<!\w)(?:{refused['numbered']})(?: general| ccpr)?(?: ?(?:{said['number']}))? ?$"),
        continued=re.compile(rf" ?(?:[,;.)،、]|$|(?:{joining}|و) ?\(?\d)"),
        joined=re.compile(rf"(?:[,;、，]|{joining}|و) ?(?:第 ?)?$"),
        led=re.compile(rf"(?:[:(—–]|{_whole(said, 'leading')}) ?$"),
        adopting=re.compile(by_first_letter([said["adopted"]])),
        adopted=re.compile(_adopted_pattern(said)),
        pin_stem=re.compile(by_first_letter(folded_pattern(stem) for stem in data["pins"]["stems"])),
        pin_before=re.compile(pin_before_pattern(pins, rf"(?:{any_body})|{light}")),
        pin_after=re.compile(pin_after),
        body_after=re.compile(rf"(?: ?+,?+ ?+(?:{said['of_body']}))? ?(?:(?:{said['beside']}) )?(?={any_body})"),
    )


def _year_mark(said: dict[str, str]) -> str:
    return rf" ?(?:{said['year_mark']})(?!\w)"


def _dated_pattern(said: dict[str, str], any_body: str) -> str:
    """A date or a year behind a number, with who adopted it then: ", adopted by the Council on 3 May", " of 1967"."""
    date = rf"(?:(?:{said['date_lead']}|{any_body}),?+ ?+)*+(?:{_date_pattern()}|{_day_pattern()})"
    marked = _year_mark(said)
    year = rf"{_whole(said, 'year_lead')} {_YEAR}(?:{marked})?|{_YEAR}{marked}"
    return rf"(?:,?+ ?+\(?+,?+ ?+(?:{date}|{year})\)?)"


def _adopted_pattern(said: dict[str, str]) -> str:
    """A date or a year before the word "resolution", and that it was adopted then."""
    date = rf"(?:(?:on|le|el|в|في) )?(?:{_date_pattern()})|{_whole(said, 'year_lead')} {_YEAR}"
    return rf"(?P<date>{date}).{{0,60}}?(?:{said['adopted']})\W.{{0,45}}$"


def _noun(row: dict[str, Any]) -> Noun:
    return Noun(ReferenceKind(row["kind"]), row.get("many", False), row.get("organ", ""), row.get("last", False))


@cache
def any_resolution() -> Noun:
    """The word for a resolution of any organ, where a citation leaves it out."""
    return next(noun for noun in words().nouns.meanings if noun.kind is ReferenceKind.RESOLUTION and not noun.organ)


def own_numbering() -> tuple[str, ...]:
    """Organs, and starts of symbols, whose resolutions are numbered as those of principal organs, without symbols."""
    rows = table("references")["own_numbers"]
    return (*rows["organs"], *rows["symbols"])


def _spaced(word: str) -> str:
    """A word that may be torn by blanks, its slender letters taken for figures: "resolutio n", "reso1ution"."""
    return " ?".join({"l": "[l1]", "i": "[i1l]"}.get(letter, letter) for letter in word)


def _foreign_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Longer names before the short ones that they hold: "National Assembly" before "Assembly"."""
    return sorted(rows, key=lambda row: (row["organ"].startswith("any"), row["organ"] not in FOREIGN))


_DAY = r"\d{1,2}(?:er|º|°|st|nd|rd|th)?"


@cache
def _month_pattern() -> str:
    months: dict[str, list[str]] = {
        language: [re.escape(folded_pattern(form)).replace(r"\ ", " ") for forms in names for form in forms]
        for language, names in table("dates")["months"].items()
    }
    arabic = "|".join(sorted(months["ar"], key=len, reverse=True))
    others = "|".join(sorted({form for key in ("en", "fr", "es", "ru") for form in months[key]}, key=len, reverse=True))
    return rf"(?:(?:{arabic})(?: ?/ ?(?:{arabic}))?|(?:{others})(?![a-zа-я])\.?)"


def _day_pattern() -> str:
    """A day without a year: "822 (30 April)"."""
    return rf"(?<!\d){_DAY} ?(?:de |of )?{_month_pattern()}"


def _date_pattern() -> str:
    month = _month_pattern()
    return (
        rf"{_day_pattern()},? ?(?:de |del )?\d{{4}}(?!\d)(?: ?года| ?г\.| ?م(?!\w))?"
        rf"|{month} {_DAY},? \d{{4}}(?!\d)|\d{{4}} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"
        r"|[一二][〇零○0一二三四五六七八九]{3}年[一二十]{1,2}月[一二三四五六七八九十]{1,3}日"
    )
