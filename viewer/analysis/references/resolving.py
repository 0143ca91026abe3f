"""Which document a citation names: the form of the number, the body beside it, the document's own organ, the tables.

The order is that of the Editorial Manual's forms: a year in brackets is the Security Council's, a Roman session an
early one's, a slash the General Assembly's unless a body says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.references.citewords import FOREIGN
from viewer.analysis.references.numbering import CONFERENCE
from viewer.analysis.references.symbols import Symbol
from viewer.analysis.references.years import (
    LAST_NUMBERED_SESSION,
    assembly_session,
    general_assembly_year,
    human_rights_council_year,
    known_assembly_resolution,
    last_before_session,
    last_known_resolution,
    roman_number,
    security_council_numbers,
    security_council_year,
)
from viewer.model.reference import ReferenceKind, Source

if TYPE_CHECKING:
    from viewer.analysis.references.citations import Citation
    from viewer.analysis.references.numbering import Number

SC, GA, HRC = "Security Council", "General Assembly", "Human Rights Council"
ECOSOC, CHR = "Economic and Social Council", "Commission on Human Rights"
TRUSTEESHIP = "Trusteeship Council"
_STARTS = {SC: "S", GA: "A", HRC: "A/HRC", ECOSOC: "E", CHR: "E/CN.4", TRUSTEESHIP: "T"}
_FIRST_SLASH_SESSION = 31
_FIRST_FAR_SESSION, _LOWEST_FAR = 11, 250
"""From the eleventh session to the thirtieth the numbers of the Economic and Social Council (285 to 831) are below all
of the General Assembly's; lower ones are those of commissions, which began anew each time. No table has them."""
_COUNCIL_SINCE = 2006
"""The year in which the Human Rights Council took the place of the Commission."""
_TOO_EARLY = f"the General Assembly’s sessions before the {_FIRST_SLASH_SESSION}st have no such numbers"
_SESSION_LAST = "the document has the session last in a number with a date"
_BY_DATE = "its session was in the year of the date beside it"
_HIGHEST_COUNCIL_RESOLUTION = 70
"""The Human Rights Council adopts fewer at a session; the General Assembly up to 350."""


class Resolved(NamedTuple):
    """The document that a citation names; ``organ`` is empty for decisions of conferences."""

    symbol: str
    kind: ReferenceKind
    organ: str
    source: Source = Source.READ
    reason: str = ""
    doubt: str = ""


@dataclass(slots=True)
class Setting:
    """What the document is: its own organ, its session of the Human Rights Council, and what it has said elsewhere.

    ``said`` maps a number as written to the symbol that a clear citation of it named; ``names_council`` says whether
    the Human Rights Council is named at all, ``own_numbers`` whether the document's organ numbers its resolutions by
    session without having symbols for them; ``early`` are numbers of resolutions that it cites with a Roman session,
    ``years`` are Security Council numbers with the years beside them, ``named`` numbers with the word before them,
    ``turned`` sessions that it has behind the number ("61/31" of 1976).
    """

    own_organ: str = ""
    council_session: int | None = None
    names_council: bool = False
    own_numbers: bool = False
    names_security_council: bool = False
    said: dict[tuple[ReferenceKind, Number], Resolved] = field(default_factory=dict)
    early: dict[str, Resolved] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)


def resolve(citation: Citation, setting: Setting) -> Resolved | None:
    """The document, or None where the number is none of a known body's."""
    number = citation.number
    if citation.adjacent in FOREIGN:
        return None
    if number.session == CONFERENCE:
        return _of_conference(citation)
    if citation.noun.kind is ReferenceKind.STATEMENT:
        return _statement(citation)
    return _by_form(citation, setting)


def _by_form(citation: Citation, setting: Setting) -> Resolved | None:
    number = citation.number
    if number.year is not None:
        return _with_year(citation, setting)
    if number.roman:
        return _with_roman(citation, setting)
    if number.session:
        return _with_session(citation, setting)
    return _bare(citation, setting)


def _of_conference(citation: Citation) -> Resolved | None:
    if citation.noun.kind is not ReferenceKind.DECISION:
        return None
    organ = "United Nations Framework Convention on Climate Change"
    return Resolved(f"decision {citation.number.number}", ReferenceKind.DECISION, organ)


def _statement(citation: Citation) -> Resolved | None:
    number = citation.number
    if number.yearly and citation.adjacent in {None, SC, "any"}:
        return Resolved(f"S/PRST/{number.session}/{number.number}", ReferenceKind.STATEMENT, SC)
    return None


def _with_year(citation: Citation, setting: Setting) -> Resolved | None:
    number, year = citation.number, citation.number.year
    if citation.noun.kind is not ReferenceKind.RESOLUTION or number.letter:
        return _known(citation)
    known = _known(citation, of_assembly=True) if citation.adjacent == GA else None
    if known is not None:
        return known
    table_year = security_council_year(int(number.number))
    symbol = f"S/RES/{number.number} ({year})"
    if table_year == year or (table_year is None and year is not None and _is_new(int(number.number), year)):
        others = citation.adjacent in {GA, HRC, ECOSOC, CHR}
        doubt = f"the document calls it the {citation.adjacent}’s" if others else ""
        return Resolved(symbol, ReferenceKind.RESOLUTION, SC, doubt=doubt)
    return _contradicted(citation, setting, table_year) if table_year is not None else None


def _contradicted(citation: Citation, setting: Setting, table_year: int) -> Resolved | None:
    """A number with a year that the table contradicts: kept with a doubt where it is the Council's all the same.

    What the document elsewhere has with the right year is that resolution.
    """
    number, year = citation.number.number, citation.number.year or 0
    if setting.years.get(number) == table_year:
        doubt = f"the document has {number} ({year}) here, {number} ({table_year}) elsewhere"
        return Resolved(f"S/RES/{number} ({table_year})", ReferenceKind.RESOLUTION, SC, doubt=doubt)
    of_council = SC in {citation.adjacent, citation.noun.organ} or (setting.own_organ == SC and citation.own)
    near = abs(table_year - year) <= 2
    if (citation.tight and (of_council or citation.listed or near)) or (citation.listed and near):
        first, last = security_council_numbers(table_year) or (0, 0)
        doubt = f"{number} lies in {first}-{last}, the Council’s resolutions of {table_year}, not of {year}"
        return Resolved(f"S/RES/{number} ({year})", ReferenceKind.RESOLUTION, SC, doubt=doubt)
    return None


def _is_new(number: int, year: int) -> bool:
    """Whether a resolution may be later than the table."""
    return year >= 2025 and last_known_resolution() < number <= last_known_resolution() + 300


def _known(citation: Citation, *, of_assembly: bool = False) -> Resolved | None:
    """An early resolution of the Assembly cited by its number and a year or nothing: "GA Res 217A (1948)".

    Where the Assembly is known to be cited (``of_assembly``) any number will do that is sure to be of a session.
    """
    number = citation.number
    full = known_assembly_resolution(f"{number.number} {number.letter}".strip())
    if full is None and of_assembly and (session := assembly_session(int(number.number))):
        full = f"{number.number} {number.letter}".strip() + f" ({session})"
    if full is None or citation.adjacent not in {GA, None}:
        return None
    reason = f"{number.number} is {full} of the General Assembly"
    return Resolved(f"A/RES/{full}", ReferenceKind.RESOLUTION, GA, Source.INFERRED, reason)


def _with_roman(citation: Citation, setting: Setting) -> Resolved | None:
    number = citation.number
    organ = citation.adjacent
    last = number.session.rpartition("-")[2]
    figure = int(last) if last.isdecimal() else roman_number(last)
    if figure is None:
        return None
    if "-" in number.session:
        if citation.own and citation.nearby in FOREIGN:
            return None
        organ = GA
    elif organ in {None, "any"}:
        organ = _organ_of_roman(citation, setting, figure)
        if organ is None:
            return None
    if organ in {GA, SC, HRC} and figure > LAST_NUMBERED_SESSION:
        organ = ECOSOC
    if organ == "any commission":
        organ = CHR
    if organ == CHR and int(number.number) > _HIGHEST_COUNCIL_RESOLUTION:
        return None  # a regional commission's
    if organ not in {GA, ECOSOC, CHR, TRUSTEESHIP}:
        organ = GA
    letter = f" {number.letter}" if number.letter else ""
    series = "RES" if citation.noun.kind is ReferenceKind.RESOLUTION else "DEC"
    return Resolved(f"{_STARTS[organ]}/{series}/{number.number}{letter} ({number.session})", citation.noun.kind, organ)


def _organ_of_roman(citation: Citation, setting: Setting, figure: int) -> str | None:
    """The organ of a number with a Roman session beside which none is named, or only "the Council"."""
    value = int(citation.number.number)
    if _FIRST_FAR_SESSION <= figure <= LAST_NUMBERED_SESSION:
        if value < _LOWEST_FAR:
            return CHR if citation.nearby in {CHR, "any commission"} else None
        return GA if value > last_before_session(_FIRST_FAR_SESSION) else ECOSOC
    named = citation.nearby or setting.own_organ
    if citation.adjacent == "any" or (citation.own and named == ECOSOC):
        return ECOSOC
    if figure < _FIRST_FAR_SESSION and value <= last_before_session(figure):
        return ECOSOC if named == ECOSOC else None  # "75 (V)" is none of the Assembly's, whose fifth began at 377
    return citation.nearby if citation.own and citation.nearby in {ECOSOC, CHR} else GA


def _with_session(citation: Citation, setting: Setting) -> Resolved | None:
    turned = turned_by_date(citation)
    as_others = turned is None and citation.dated is None and citation.number.number in setting.turned
    turned = _turned(citation.number) if as_others else turned
    if turned is not None:
        citation = replace(citation, number=turned)
    number = citation.number
    organ, reason = _organ_of_session(citation, setting)
    reason = reason or (_SESSION_LAST if as_others else "")
    if organ == GA and not _may_be_assemblys(number):
        known = setting.names_council and _of_council(number, setting)
        organ, reason = (HRC, _TOO_EARLY) if known else (None, "")
    if organ is None or (citation.noun.kind is ReferenceKind.DECISION and not _is_decision(number, organ, citation)):
        return None
    letter = f" {number.letter}" if number.letter else ""
    series = "RES" if citation.noun.kind is ReferenceKind.RESOLUTION else "DEC"
    symbol = f"{_STARTS[organ]}/{series}/{number.session}/{number.number}{letter}"
    return Resolved(symbol, citation.noun.kind, organ, Source.INFERRED if reason else Source.READ, reason)


def turned_by_date(citation: Citation) -> Number | None:
    """A number that has its session last ("58/38"), by the year beside it, which is no other session's; or None."""
    year = citation.dated
    turned = None if year is None else _turned(citation.number)
    opened = None if turned is None else general_assembly_year(citation.number.session)
    if turned is None or year is None or opened is None:
        return None
    others = {opened, opened + 1, human_rights_council_year(citation.number.session)}
    own = year - (general_assembly_year(turned.session) or 0) in {0, 1}
    return turned if own and year not in others else None


def _turned(number: Number) -> Number | None:
    """A number read as one that has its session last, or None where no such session has been."""
    if number.yearly or len(number.number) != 2 or number.letter:
        return None
    turned = number._replace(number=number.session, session=number.number)
    return turned if _may_be_assemblys(turned) else None


def _may_be_assemblys(number: Number) -> bool:
    """Whether the Assembly's sessions have such numbers: of a special session, or from the thirty-first on."""
    return "-" in number.session or int(number.session) >= _FIRST_SLASH_SESSION


def _is_decision(number: Number, organ: str, citation: Citation) -> bool:
    """Whether the body gives its decisions such numbers: others (boards, conferences) decide, too."""
    if citation.adjacent == organ:
        return True
    first = {GA: 300, HRC: 101, ECOSOC: 200}.get(organ, 100)
    return int(number.number) >= first


def _organ_of_session(citation: Citation, setting: Setting) -> tuple[str | None, str]:
    number, adjacent = citation.number, citation.adjacent
    if number.yearly:
        return _organ_of_year(citation, setting)
    dated = _organ_by_date(citation, setting)
    if adjacent in {GA, HRC}:
        organ = GA if adjacent == HRC and not _of_council(number, setting) else adjacent
        return (organ, "") if dated in {None, organ} else (dated, _BY_DATE)
    if adjacent == "any":
        return (HRC if _of_council(number, setting) else GA), "the Council’s resolution"
    if adjacent is not None:
        return None, ""
    said = setting.said.get((citation.noun.kind, number))
    if said is not None:
        return said.organ, f"the document calls {number.session}/{number.number} the {said.organ}’s"
    return (dated, _BY_DATE) if dated is not None else _organ_by_setting(citation, setting)


def _organ_by_date(citation: Citation, setting: Setting) -> str | None:
    """The organ whose session was in the year of the date beside the number, or None where that is both or neither.

    "33/30 of 30 September 2016" is the Human Rights Council's: the Assembly's thirty-third session was in 1978.
    """
    session, year = citation.number.session, citation.dated
    if year is None or citation.nearby == "other" or setting.own_numbers:
        return None
    opened = general_assembly_year(session)
    of_assembly = _may_be_assemblys(citation.number) and opened is not None and year - opened in {0, 1}
    council_year = human_rights_council_year(session)
    of_council = year == council_year or (session.startswith("S-") and year > _COUNCIL_SINCE)
    if of_assembly == of_council:
        return None
    return GA if of_assembly else HRC if _of_council(citation.number, setting) else None


def _organ_of_year(citation: Citation, setting: Setting) -> tuple[str | None, str]:
    number, adjacent = citation.number, citation.adjacent
    if adjacent in {CHR, "any commission"}:
        return CHR, ""
    if adjacent is not None:
        return (ECOSOC if adjacent in {ECOSOC, "any"} else None), ""
    said = setting.said.get((citation.noun.kind, number))
    if said is not None:
        return said.organ, f"the document calls {number.session}/{number.number} the {said.organ}’s"
    if citation.own and (_is_anothers(citation, setting) or setting.own_numbers):
        return None, ""
    named = citation.nearby if citation.nearby not in {None, GA, SC, HRC} else setting.own_organ
    if int(number.session) < _COUNCIL_SINCE + 1 and named in {CHR, "any commission"}:
        return CHR, "the Commission on Human Rights is speaking"
    return ECOSOC, "resolutions by year and number are the Economic and Social Council’s"


def _is_anothers(citation: Citation, setting: Setting) -> bool:
    """Whether "its resolution" is that of a body outside: the last that is named, where no organ's document speaks."""
    return citation.nearby == "other" or (citation.nearby in FOREIGN and not setting.own_organ)


def _organ_by_setting(citation: Citation, setting: Setting) -> tuple[str | None, str]:
    number, named = citation.number, citation.nearby
    possible = _of_council(number, setting)
    if named != GA and (setting.own_numbers or (citation.own and named == "other")):
        return None, ""
    speaker = named
    if citation.own:
        speaker = named if named in {GA, HRC} else setting.own_organ or named
        if named == "any" and setting.own_organ != GA:
            speaker = HRC
    elif named in {None, "any"} and setting.own_organ == HRC:
        speaker = HRC
    if speaker == HRC and possible:
        return (
            HRC,
            "its own resolution, the Human Rights Council’s"
            if citation.own
            else "the Human Rights Council is speaking",
        )
    return _organ_by_number(number, setting, possible=possible)


def _organ_by_number(number: Number, setting: Setting, *, possible: bool) -> tuple[str | None, str]:
    """The organ where nobody is named; ``possible`` says that the Human Rights Council may have such a number."""
    if _may_be_assemblys(number):
        return GA, "resolutions by session and number are the General Assembly’s where no other body is named"
    if possible and (setting.own_organ == HRC or setting.names_council):
        return HRC, _TOO_EARLY
    return None, ""


def _of_council(number: Number, setting: Setting) -> bool:
    figure = int(number.session.rpartition("-")[2])
    highest = setting.council_session or 70
    return figure <= highest and (int(number.number) <= _HIGHEST_COUNCIL_RESOLUTION or 101 <= int(number.number) <= 130)


def _bare(citation: Citation, setting: Setting) -> Resolved | None:
    number = citation.number
    if citation.noun.kind is not ReferenceKind.RESOLUTION or (citation.elliptic and number.number not in setting.named):
        return None
    by_assembly = citation.adjacent is None and citation.nearby == GA and not citation.listed
    if citation.adjacent == GA or number.letter or by_assembly:
        of_assembly = GA in {citation.adjacent, citation.nearby}
        early = None if number.letter else setting.early.get(number.number)
        return early or _known(citation, of_assembly=of_assembly) or setting.early.get(number.number)
    value = int(number.number)
    if citation.adjacent not in {None, SC, "any"} or not _is_alone(citation, setting, value):
        return None
    return _governed_bare(citation, setting, value)


def _governed_bare(citation: Citation, setting: Setting, value: int) -> Resolved | None:
    """A bare number by what the document says elsewhere, the date beside it and who governs it, in this order."""
    number = citation.number.number
    stated, early = setting.years.get(number), setting.early.get(number)
    if early is not None and stated is None and citation.adjacent != SC:
        return early._replace(source=Source.INFERRED, reason=f"the document elsewhere has {early.symbol}")
    dated = _known(citation, of_assembly=True) if _is_of_assemblys_date(citation, value) else None
    if dated is not None:
        return dated
    if _is_councils(citation, setting):
        return _bare_of_council(value, stated)
    known = _known(citation)
    return known or (_bare_of_council(value, stated) if _may_be_councils(citation, setting, value) else None)


def _is_of_assemblys_date(citation: Citation, value: int) -> bool:
    """Whether the date beside a bare number is of the Assembly's session, and not of the Council's year."""
    session = assembly_session(value)
    opened = general_assembly_year(session) if session else None
    if citation.dated is None or opened is None or citation.adjacent == SC:
        return False
    return citation.dated - opened in {0, 1} and citation.dated != security_council_year(value)


def _is_councils(citation: Citation, setting: Setting) -> bool:
    """Whether the Security Council governs a bare number: named beside it, in the sentence, or the document's own."""
    if citation.adjacent == SC or citation.listed or citation.number.number in setting.years:
        return True
    if citation.dated is not None and citation.dated == security_council_year(int(citation.number.number)):
        return True
    within = int(citation.number.number) <= last_known_resolution() + 300
    return within and citation.nearby not in FOREIGN and SC in {citation.nearby, setting.own_organ}


def _may_be_councils(citation: Citation, setting: Setting, value: int) -> bool:
    """Whether a bare number may be the Security Council's: named somewhere, or a "UN resolution 1701" of the press."""
    within = 100 <= value <= last_known_resolution() + 300
    named = setting.names_security_council or (citation.united and citation.direct)
    year = security_council_year(value)
    if citation.dated is not None and year is not None and abs(citation.dated - year) > 1:
        return False
    return within and citation.nearby not in FOREIGN and named


def _bare_of_council(value: int, stated: int | None) -> Resolved:
    year = stated or security_council_year(value)
    if year is None:
        return Resolved(f"S/RES/{value}", ReferenceKind.RESOLUTION, SC, Source.INFERRED, "the year is not known")
    if stated is not None:
        reason = f"the document elsewhere has {value} ({stated})"
    else:
        first, last = security_council_numbers(year) or (0, 0)
        reason = f"{value} lies in {first}-{last}, the Council’s resolutions of {year}"
    return Resolved(f"S/RES/{value} ({year})", ReferenceKind.RESOLUTION, SC, Source.INFERRED, reason)


def _is_alone(citation: Citation, setting: Setting, value: int) -> bool:
    """Whether a bare number can be a resolution's at all: small ones are mostly paragraphs, notes, counts."""
    if value == 0:
        return False
    if value >= 100 or citation.number.number in setting.years:
        return True
    return citation.direct


def year_of(symbol: str) -> int | None:
    """The year that a canonical symbol stands for, or None."""
    parsed = Symbol.parse(symbol)
    return parsed.year if parsed else None
