"""Which document a citation names: the form of the number, the body beside it, the document's own organ, the tables.

The order is that of the Editorial Manual's forms: a year in brackets is the Security Council's, a Roman session an
early one's, a slash the General Assembly's unless a body says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.analysis.references.bare_numbers import known_of_assembly, resolve_bare
from viewer.analysis.references.citewords import FOREIGN, SUB_COMMISSION
from viewer.analysis.references.numbering import CONFERENCE
from viewer.analysis.references.setting import CHR, ECOSOC, FIRST_DECISIONS, GA, HRC, SC, TRUSTEESHIP, Resolved
from viewer.analysis.references.symbols import Symbol
from viewer.analysis.references.years import (
    LAST_NUMBERED_SESSION,
    assembly_session,
    general_assembly_year,
    human_rights_council_year,
    is_of_session,
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
    from viewer.analysis.references.setting import Setting

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
"""The Human Rights Council adopts fewer at a session, as commissions do; the General Assembly up to 350."""


def resolve(citation: Citation, setting: Setting) -> Resolved | None:
    """The document, or None where the number is none of a known body's."""
    number = citation.number
    if citation.adjacent in FOREIGN or (
        citation.elliptic and number.session and number.session not in setting.sessions
    ):
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
    return resolve_bare(citation, setting)


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
        return known_of_assembly(citation)
    known = known_of_assembly(citation, of_assembly=True) if citation.adjacent == GA else None
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


def _with_roman(citation: Citation, setting: Setting) -> Resolved | None:
    number = citation.number
    organ = citation.adjacent
    last = number.session.rpartition("-")[2]
    figure = int(last) if last.isdecimal() else roman_number(last)
    if figure is None or (citation.own and citation.nearby == SUB_COMMISSION):
        return None
    if "-" in number.session:
        if citation.own and citation.nearby in FOREIGN:
            return None
        organ = _organ_of_special(citation, setting)
    elif organ in {None, "any"}:
        organ = _organ_of_roman(citation, setting, figure)
        if organ is None:
            return None
    if organ in {GA, SC, HRC} and figure > LAST_NUMBERED_SESSION:
        organ = ECOSOC
    elif organ == ECOSOC and is_of_session(int(number.number), number.session) and figure >= _FIRST_FAR_SESSION:
        organ = GA  # the name that is read beside it is another number's
    if organ == "any commission":
        organ = CHR
    if organ == CHR and int(number.number) > _HIGHEST_COUNCIL_RESOLUTION:
        return None  # a regional commission's
    if organ not in {GA, ECOSOC, CHR, TRUSTEESHIP}:
        organ = GA
    letter = f" {number.letter}" if number.letter else ""
    series = "RES" if citation.noun.kind is ReferenceKind.RESOLUTION else "DEC"
    return Resolved(f"{_STARTS[organ]}/{series}/{number.number}{letter} ({number.session})", citation.noun.kind, organ)


def _organ_of_special(citation: Citation, setting: Setting) -> str:
    """The organ of a special session: the Economic and Social Council had some, and organizational ones ("ORG-75")."""
    number = citation.number
    named = (citation.nearby or setting.own_organ) if citation.adjacent in {None, "any"} else citation.adjacent
    theirs = number.session.startswith("ORG") or named == ECOSOC
    return ECOSOC if theirs and assembly_session(int(number.number)) != number.session else GA


def _organ_of_roman(citation: Citation, setting: Setting, figure: int) -> str | None:
    """The organ of a number with a Roman session beside which none is named, or only "the Council"."""
    value = int(citation.number.number)
    if citation.nearby == TRUSTEESHIP and not is_of_session(value, citation.number.session):
        return TRUSTEESHIP
    if _FIRST_FAR_SESSION <= figure <= LAST_NUMBERED_SESSION:
        if value < _LOWEST_FAR:
            return CHR if citation.nearby in {CHR, "any commission"} else None
        return GA if value > last_before_session(_FIRST_FAR_SESSION) else ECOSOC
    named = citation.nearby or setting.own_organ
    if citation.adjacent == "any" or (citation.own and named == ECOSOC):
        return ECOSOC
    if figure < _FIRST_FAR_SESSION and value <= last_before_session(figure):
        return ECOSOC if named == ECOSOC else None  # "75 (V)" is none of the Assembly's, whose fifth began at 377
    return named if citation.own and named in {ECOSOC, CHR} else GA


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
    kind = _kind_of(number, organ, citation) if organ is not None else None
    if organ is None or kind is None:
        return None
    letter = f" {number.letter}" if number.letter else ""
    series = "RES" if kind is ReferenceKind.RESOLUTION else "DEC"
    symbol = f"{_STARTS[organ]}/{series}/{number.session}/{number.number}{letter}"
    return Resolved(symbol, kind, organ, Source.INFERRED if reason else Source.READ, reason)


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


def _kind_of(number: Number, organ: str, citation: Citation) -> ReferenceKind | None:
    """What is cited, or None where the body gives no decision such a number: boards and conferences decide, too."""
    high = int(number.number) >= FIRST_DECISIONS.get(organ, 100)
    if citation.either:
        return ReferenceKind.DECISION if high else ReferenceKind.RESOLUTION
    named = citation.adjacent == organ or (organ == ECOSOC and citation.adjacent == "any")
    return citation.noun.kind if high or named or citation.noun.kind is ReferenceKind.RESOLUTION else None


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
    if _is_of_others_year(citation, setting):
        return None, ""
    named = citation.nearby if citation.nearby not in {None, GA, SC, HRC} else setting.own_organ
    if int(number.session) < _COUNCIL_SINCE + 1 and named in {CHR, "any commission"}:
        return CHR, "the Commission on Human Rights is speaking"
    return ECOSOC, "resolutions by year and number are the Economic and Social Council’s"


def _is_of_others_year(citation: Citation, setting: Setting) -> bool:
    """Whether a number of a year is that of a body without symbols for its resolutions: the Sub-Commission, a board."""
    if setting.of_sub_commission:
        return citation.nearby in {None, *FOREIGN}
    own_numbers = setting.own_numbers and citation.nearby not in {CHR, ECOSOC}
    return citation.nearby == SUB_COMMISSION or (citation.own and (own_numbers or _is_anothers(citation, setting)))


def _is_anothers(citation: Citation, setting: Setting) -> bool:
    """Whether "its resolution" is that of a body outside: the last that is named, where no organ's document speaks."""
    return citation.nearby == "other" or (citation.nearby in FOREIGN and not setting.own_organ)


def _organ_by_setting(citation: Citation, setting: Setting) -> tuple[str | None, str]:
    number, named = citation.number, citation.nearby
    possible = _of_council(number, setting)
    own_numbers = setting.own_numbers and int(number.number) <= _HIGHEST_COUNCIL_RESOLUTION
    if named != GA and (own_numbers or (citation.own and named == "other")):
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
    if number.session.startswith("ES-"):  # emergency special sessions are the Assembly's alone
        return False
    figure = int(number.session.rpartition("-")[2])
    highest = setting.council_session or 70
    return figure <= highest and (int(number.number) <= _HIGHEST_COUNCIL_RESOLUTION or 101 <= int(number.number) <= 130)


def year_of(symbol: str) -> int | None:
    """The year that a canonical symbol stands for, or None."""
    parsed = Symbol.parse(symbol)
    return parsed.year if parsed else None
