"""What a reader writes, or marks on the page, as a value of the metadata in the form of CONTRACT.md."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from viewer.analysis.layout import markers
from viewer.analysis.metadata import labels
from viewer.analysis.words import dates, names
from viewer.export.notes import language_name, language_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOCUMENT_TYPES = (
    "note verbale", "letter", "identical letters", "report", "note", "resolution", "decision", "draft resolution",
    "corrigendum", "addendum", "concluding observations", "statement", "presidential statement", "summary record",
    "verbatim record", "agenda", "circular", "list of participants", "other",
)  # fmt: skip
"""The types of CONTRACT.md."""

DISTRIBUTIONS = ("General", "Limited", "Restricted")

SaidValue = str | tuple[str, str]

_BARE_SESSION = re.compile(r"(?:E?S-)?\d{1,3}")


def said_value(key: str, words: str) -> SaidValue | None:
    """What words say of a key: a date as ISO 8601, a language as its code, a State or organ by its English name.

    Words that have no form of their own are the value themselves, white space evened out. None where they are none:
    no date, no language that is known, no type of document, or nothing at all.
    """
    even = " ".join(words.split())
    form = _FORMS.get(key)
    return None if not even else form(even) if form is not None else even


def _date(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        found = dates.date_in(words)
        return found.iso if found is not None else None


def _dates(words: str) -> tuple[str, str] | None:
    first, _, last = words.partition("/")
    if _date(first) == first and _date(last) == last:
        return first, last
    found = dates.range_in(words)
    return (found.first, found.last) if found is not None else None


def _session(words: str) -> str:
    return words if _BARE_SESSION.fullmatch(words) else labels.session_of(words) or words


def _agenda_item(words: str) -> str:
    return next(iter(labels.agenda_items_of(words)), words)


def _symbol(words: str) -> str:
    return next(iter(labels.symbols_of(words)), words)


def _body(words: str) -> str:
    organ = names.organ_named(words)
    return organ.name if organ is not None else words


def _party(words: str) -> str:
    return names.country_named(words) or _body(words)


def _language(words: str) -> str | None:
    low = words.lower()
    if low in language_names():
        return low
    by_name = {language_name(code).lower(): code for code in language_names()}
    return by_name.get(low) or next(iter(labels.originals_of(words) or labels.languages_named(words)), None)


def _distribution(words: str) -> str:
    by_name = {name.lower(): name for name in DISTRIBUTIONS}
    return labels.distribution_of(words) or by_name.get(words.lower(), words)


def _document_type(words: str) -> str | None:
    return words.lower() if words.lower() in DOCUMENT_TYPES else markers.document_type(words)


def _job_number(words: str) -> str:
    found = labels.job_number_of(words)
    return found[0] if found is not None else words


_FORMS: Mapping[str, Callable[[str], SaidValue | None]] = {
    "symbol": _symbol,
    "body": _body,
    "session": _session,
    "session_dates": _dates,
    "agenda_item": _agenda_item,
    "document_type": _document_type,
    "date": _date,
    "letter_date": _date,
    "distribution": _distribution,
    "language": _language,
    "original_language": _language,
    "submitter": _party,
    "addressee": _party,
    "job_number": _job_number,
}
