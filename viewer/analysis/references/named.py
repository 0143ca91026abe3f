"""What a text cites by symbol or by name: documents, resolutions by their symbols, treaties."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.analysis.references.citations import Citation, is_refused, part_before, trimmed
from viewer.analysis.references.citewords import any_resolution, words
from viewer.analysis.references.number_lists import numbers_behind
from viewer.analysis.references.numbering import LONGEST_SPAN, Number
from viewer.analysis.references.setting import GA, HRC, SC, Found, Resolved
from viewer.analysis.references.symbols import Symbol, find_symbols, organ_of
from viewer.analysis.references.treaties import find_treaties
from viewer.analysis.references.years import known_assembly_resolution, security_council_numbers, security_council_year
from viewer.model.reference import ReferenceKind, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.analysis.references.citable import CitableText

_COUNCIL_STATEMENT = re.compile(r"PRST(?<![\w/]PRST)[/ ](\d{1,2}/\d{1,2})(?![\w/])")
"""A statement of the President of the Human Rights Council, as the Council's documents cite it."""
_MORE_RECORDS = re.compile(
    r"(?:-\d{1,4}(?![A-Za-z\d/]))?(?:(?:, ?| and | et | y | и | و ?|、|和)\d{1,4}(?![A-Za-zА-Яа-я\d/(]))*"
)
_MORE_REPORTS = re.compile(r"(?:(?:, ?| and | et | y | и )[1-9]\d\d(?= ?[,;)]| (?:and|et|y|и) \d{3} ?[,;)]))+")
"""Documents of one session: "A/64/115, 174, 323 and 324"."""
_TO_LAST = r"(?:-| to | à | a | по )"
_MORE_PARTS = re.compile(
    r"(?:(?:, ?| and | et | y | и | و ?|、|和)"
    rf"(?:Add|Corr|Rev)\. ?\d{{1,3}}(?:{_TO_LAST}\d{{1,2}})?(?![A-Za-z\d/]))+"
)
_PART = re.compile(rf"((?:Add|Corr|Rev)\.) ?(\d+)(?:{_TO_LAST}(\d+))?")
_SESSION_AND_NUMBER = re.compile(r"(?:E?S-)?\d{1,2}/(?:[1-9]\d?|[12]\d\d|3[0-4]\d)")
"""What the Assembly's resolutions are numbered by; reports with a higher number are "A/52/855"."""


def find_named(text: CitableText) -> Iterator[Found | Citation]:
    """What is cited by symbol or by name. Numbers that go on a list begun with a symbol are yet to be resolved."""
    for symbol, start, end in find_symbols(text.folded):
        yield from _symbol(text, symbol, start, end)
        yield from _more_resolutions(text, symbol, end)
    yield from _council_statements(text.folded)
    yield from _treaties(text.plain)


def _symbol(text: CitableText, symbol: Symbol, start: int, end: int) -> Iterator[Found]:
    """The document of a symbol, and those that are named by their last part: "A/C.3/62/SR.35, 36", "... and Corr.1"."""
    behind = words().pin_after.match(text.plain, end, end + 60)
    pin = trimmed(text.folded, *behind.span()) if behind else part_before(text, start - 60, start)
    named = _is_named_resolution(text, symbol, start)
    whole = replace(symbol, parts=("A", "RES", *symbol.parts[1:])) if named else symbol
    yield Found(start, end, _of_symbol(whole), pin)
    last = symbol.parts[-1]
    more = _MORE_RECORDS.match(text.folded, end) if last.startswith(("SR.", "PV.")) else None
    if more:
        for number in re.finditer(r"\d+", more.group()):
            other = replace(symbol, parts=(*symbol.parts[:-1], f"{last[:3]}{number.group()}"))
            yield Found(more.start() + number.start(), more.start() + number.end(), _of_symbol(other))
    yield from _more_reports(text.folded, symbol, end)
    parts = None if symbol.modifiers else _MORE_PARTS.match(text.folded, end)
    for part in _PART.finditer(text.folded, end, parts.end()) if parts else ():
        first, last = int(part[2]), int(part[3] or part[2])
        for number in range(first, last + 1) if last - first < LONGEST_SPAN else (first, last):
            yield Found(*part.span(), _of_symbol(replace(symbol, modifiers=(f"{part[1]}{number}",))))


def _more_reports(text: str, symbol: Symbol, end: int) -> Iterator[Found]:
    """The documents of the same session that are named by their numbers alone, which rise."""
    if symbol.parts[0] != "A" or len(symbol.parts) != 3 or not (symbol.parts[1] + symbol.parts[2]).isdigit():
        return
    more = _MORE_REPORTS.match(text, end)
    numbers = list(re.finditer(r"\d+", more.group())) if more else []
    values = [int(symbol.parts[2]), *(int(number.group()) for number in numbers)]
    if more is None or values != sorted(set(values)):
        return
    for number in numbers:
        other = replace(symbol, parts=(*symbol.parts[:-1], number.group()))
        yield Found(more.start() + number.start(), more.start() + number.end(), _of_symbol(other))


def _is_named_resolution(text: CitableText, symbol: Symbol, start: int) -> bool:
    """Whether a symbol is that of a resolution for which people leave out a part: "resolution A/60/251"."""
    if symbol.parts[0] != "A" or not _SESSION_AND_NUMBER.fullmatch("/".join(symbol.parts[1:])):
        return False
    word = text.word_ending(start - 1)
    return word is not None and not is_refused(text, word)


def _more_resolutions(text: CitableText, symbol: Symbol, end: int) -> Iterator[Citation]:
    """Numbers that go on a list begun with a symbol: "S/RES/425 (1978) and 426 (1978)", "A/RES/46/182 and 58/114"."""
    if symbol.parts[:2] == ("S", "RES"):
        first, organ = Number(symbol.parts[2], year=symbol.year), SC
    elif symbol.parts[:2] == ("A", "RES") and len(symbol.parts) == 4:
        first, organ = Number(symbol.parts[3], symbol.parts[2]), GA
    else:
        return
    for one in numbers_behind(text, end, first):
        yield Citation(one.number, any_resolution(), one.start, one.end, organ)


def _council_statements(text: str) -> Iterator[Found]:
    reason = "PRST of a session is the Human Rights Council’s"
    for found in _COUNCIL_STATEMENT.finditer(text) if "PRST" in text else ():
        symbol = f"A/HRC/PRST/{found[1]}"
        yield Found(*found.span(), Resolved(symbol, ReferenceKind.STATEMENT, HRC, Source.INFERRED, reason))


def _treaties(plain: str) -> Iterator[Found]:
    for found in find_treaties(plain):
        adopted = f"adopted by {found.treaty.symbol}" if found.treaty.symbol else ""
        resolved = Resolved(found.treaty.name, ReferenceKind.TREATY, "", reason=adopted)
        yield Found(found.start, found.end, resolved, found.pin)


def _of_symbol(symbol: Symbol) -> Resolved:
    organ, source, reason, doubt = organ_of(str(symbol)), Source.READ, "", ""
    if symbol.parts[:2] == ("A", "RES") and len(symbol.parts) == 3 and not symbol.bracket:
        full = known_assembly_resolution(symbol.parts[2])
        if full:
            reason = f"{symbol.parts[2]} is {full} of the General Assembly"
            return Resolved(f"A/RES/{full}", ReferenceKind.RESOLUTION, organ, Source.INFERRED, reason)
    if symbol.parts[:2] == ("S", "RES") and len(symbol.parts) == 3 and symbol.parts[2].isdigit():
        number = int(symbol.parts[2])
        year = security_council_year(number)
        first, last = (security_council_numbers(year) if year else None) or (0, 0)
        if not symbol.bracket and year:
            symbol = replace(symbol, bracket=str(year))
            source = Source.INFERRED
            reason = f"{number} lies in {first}-{last}, the Council’s resolutions of {year}"
        elif year and symbol.bracket != str(year):
            doubt = f"{number} lies in {first}-{last}, the Council’s resolutions of {year}, not of {symbol.bracket}"
    return Resolved(str(symbol), symbol.kind, organ, source, reason, doubt)
