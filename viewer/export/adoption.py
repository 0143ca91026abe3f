"""When a cited document was adopted or issued, as far as that is sure.

A session of the General Assembly goes on into the next year, so the number of a resolution ("64/292") does not say in
which of two years it was adopted; the document that cites it often does ("of 28 July 2010").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.analysis.words.dates import date_in

if TYPE_CHECKING:
    from viewer.model.reference import Reference

_OF_ASSEMBLY = re.compile(r"(?:A/RES/|A/DEC/|decision )(\d{2,3})/\d+.*")
"""Resolutions and decisions from the 31st session; before it, they are numbered through."""


def assembly_session(reference: Reference) -> str:
    """The number of the General Assembly's session that a resolution or decision is of, or nothing."""
    found = _OF_ASSEMBLY.fullmatch(reference.symbol)
    return found.group(1) if found is not None else ""


def adopted(reference: Reference) -> tuple[int, ...]:
    """Year, month and day: the date said with a document ("64/292 of 28 July 2010"), else its year where it is sure."""
    years = set[int]() if reference.year is None else {reference.year}
    of_session = bool(assembly_session(reference))
    if of_session:
        years |= {year + 1 for year in years}
    found = (date_in(mention.beside) for mention in reference.mentions if mention.beside)
    # What begins with other words ("on 6 April 1993 the Council ...") need not be its date.
    dates = {issued_parts(date.iso) for date in found if date is not None and date.start == 0}
    dates = {date for date in dates if date and date[0] in years}
    if len(dates) == 1:
        return dates.pop()
    return (reference.year,) if reference.year is not None and not of_session else ()


def years_of(reference: Reference) -> str:
    """The year in which a document was adopted, "2010"; those of its session where that is all, "2009/10"."""
    date = adopted(reference)
    if date or reference.year is None:
        return str(date[0]) if date else ""
    next_year = reference.year + 1
    return f"{reference.year}/{next_year % 100 or next_year:02}"


def issued_parts(iso: str) -> tuple[int, ...]:
    """Year, month and day of "2020-04-08", as far as they are there; none of what is no date."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", iso, re.ASCII)
    return tuple(int(part) for part in match.groups() if part) if match else ()
