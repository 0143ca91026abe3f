"""Which resolution a number alone names: by what the document says elsewhere, the date beside it and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.references.citewords import FOREIGN
from viewer.analysis.references.setting import GA, SC, Resolved
from viewer.analysis.references.years import (
    assembly_session,
    general_assembly_year,
    known_assembly_resolution,
    last_known_resolution,
    security_council_numbers,
    security_council_year,
)
from viewer.model.reference import ReferenceKind, Source

if TYPE_CHECKING:
    from viewer.analysis.references.citations import Citation
    from viewer.analysis.references.setting import Setting


def known_of_assembly(citation: Citation, *, of_assembly: bool = False) -> Resolved | None:
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


def resolve_bare(citation: Citation, setting: Setting) -> Resolved | None:
    """The document that a number without session and year names, or None."""
    number = citation.number
    if citation.noun.kind is not ReferenceKind.RESOLUTION or (citation.elliptic and number.number not in setting.named):
        return None
    by_assembly = citation.adjacent is None and citation.nearby == GA and not citation.listed
    if citation.adjacent == GA or number.letter or by_assembly:
        of_assembly = GA in {citation.adjacent, citation.nearby}
        early = None if number.letter else setting.early.get(number.number)
        return early or known_of_assembly(citation, of_assembly=of_assembly) or setting.early.get(number.number)
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
    dated = known_of_assembly(citation, of_assembly=True) if _is_of_assemblys_date(citation, value) else None
    if dated is not None:
        return dated
    if _is_councils(citation, setting):
        return _bare_of_council(value, stated)
    known = known_of_assembly(citation)
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
    """Whether a bare number may be the Security Council's: that or others of its resolutions are named somewhere.

    So it may where it is called a "UN resolution 1701", as in the press.
    """
    within = 100 <= value <= last_known_resolution() + 300
    named = setting.names_security_council or bool(setting.years) or (citation.united and citation.direct)
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
