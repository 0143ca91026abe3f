"""What single lines of a masthead are: the line of a label as a whole, by the tables of ``masthead.toml``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.references.symbols import LETTERED_PART
from viewer.analysis.words.dates import range_in
from viewer.analysis.words.ordinals import ordinal
from viewer.analysis.words.wordlists import even, phrase, unaccented
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_AGENDA_NUMBER = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,2})(?:\s?\(?([a-z]{1,2}|[أ-ي])ـ?\)|, (?P<bare>[a-m])(?=,| et\b|$))?"
    r"(?: ?\((?P<further>[ivx]{1,4})\))?"
)
"""The number of an item and the letters of its part, which French had bare until the 1990s ("114, b")."""
_ARABIC_LETTERS = dict(zip("أبجدهوزحطيكلمن", "abcdefghijklmn", strict=True))
"""The letters of parts of an agenda item, in the order in which Arabic counts with them."""
_BRACKETED = re.compile(r"\(([^()]{1,60})\)")
_KASHIDA = "\u0640"
_PLACE_LENGTH = 45
_LABEL_LENGTH = 25
_FOOT = re.compile(r"(?:\d{1,4}/\d{1,4} )?(?:GE\.)?\d\d-\d{5}X?(?: \d{1,4}/\d{1,4})?")


@dataclass(frozen=True, slots=True)
class _Labels:
    distribution: re.Pattern[str]
    distributions: Mapping[str, str]
    languages: Mapping[str, str]
    original: re.Pattern[str]
    sessions: tuple[tuple[str, re.Pattern[str]], ...]
    session_words: tuple[re.Pattern[str], ...]
    adopting: tuple[re.Pattern[str], ...]
    years: tuple[re.Pattern[str], ...]
    agenda: tuple[re.Pattern[str], ...]
    agenda_joined: re.Pattern[str]
    meeting: tuple[re.Pattern[str], ...]
    job: re.Pattern[str]
    letters: Mapping[str, str]
    names: frozenset[str]


@cache
def _labels() -> _Labels:
    data = table("masthead")

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    session = data["session"]
    kinds = (("ES-", "emergency"), ("S-", "special"), ("", "patterns"))
    return _Labels(
        compiled(data["distribution"]["pattern"]),
        {word: value for value, words in data["distribution"]["values"].items() for word in words},
        {_plain(name): language for language, names in data["languages"].items() for name in names},
        compiled(data["original"]["pattern"]),
        tuple((prefix, compiled(pattern)) for prefix, key in kinds for pattern in session[key]),
        tuple(compiled(pattern) for pattern in session["words"]),
        tuple(compiled(pattern) for pattern in data["adopting"]["patterns"]),
        tuple(compiled(pattern) for pattern in data["year"]["patterns"]),
        tuple(compiled(pattern) for pattern in data["agenda_item"]["patterns"]),
        compiled(data["agenda_item"]["joined"]),
        tuple(compiled(pattern) for pattern in data["meeting"]["patterns"]),
        compiled(data["job_number"]["pattern"]),
        data["job_number"]["letters"],
        frozenset(name.lower() for name in (*data["name"]["lines"], *data["name"]["silent"])),
    )


@cache
def _symbol() -> re.Pattern[str]:
    roots = "|".join([*map(re.escape, table("symbols")["roots"]), *table("symbols")["masthead_roots"]])
    part = (
        rf"{LETTERED_PART}|"
        r"E?S-\d{1,2}|[A-Z]{1,4}\((?:\d{1,3}|(?:E?S-)?[IVXLC]+)\)(?=/)|\(\d{2,4}\)|[A-Z][A-Za-z]{0,6}\.(?:\d+|[IVX]+\b)|Agenda(?=/)|EB\.(?:[A12]|[A-Z]\d)(?=/)|(?<=EB\.[A12]/\d{4}/)\d{1,2}-[A-Z](?=/)|[A-Z]{1,6}(?![A-Za-z])"
        r"|\d{1,5}(?:-\d+)?(?![A-Za-z\d])"
    )
    bracket = r" ?\((?:E?S-)?[IVXLC]+\)| ?\((?:19|20)\d\d\)| ?\([^()]{4,20}\)"
    return re.compile(
        rf"(?:{roots})(?:/(?:{part}))+(?: [A-Z](?=$| ?\())?(?:{bracket})?(?:/(?:Add|Corr|Rev|Amend)\.\d+)*"
    )


_MISREAD = str.maketrans("OoIlZSB", "0011258")
"""Letters that recognition takes figures for: "S/RES/8Z2"."""
_FIGURES = re.compile(r"(?<=/)\d(?:[\dOoIlZSB]*[\dol])?(?=/| ?\(|$)")
"""A part of figures in a symbol that one of them stands in; read so where the symbol could not be one else.

A capital at its end is the letter of a part ("A/RES/34/5B").
"""


def symbols_of(text: str) -> list[str]:
    """The symbol or joint symbols that a line is as a whole; empty where it is anything else."""
    text = text.strip("| ")  # a rule of the masthead is recognised as a stroke
    plain = re.sub(
        r"\s*/\s*| (?=\.\d)|(?<=[A-Za-z]\.) (?=\d)|(?<=\(S) (?=-[IVX])",
        lambda gap: gap[0].strip(),
        unicodedata.normalize("NFKC", text),
    )
    plain = plain.strip().rstrip("*†. ")
    plain = re.sub(r"(?<=[A-Za-z])[:,] ?(?=\d)", ".", plain)  # "Rev:2", as recognised pages have it
    plain = re.sub(r"(?<=/)(AC|CN|Sub|Add|Rev|Corr|CONF)(?=\d)", r"\1.", plain)  # "E/CN4/", as these have it, too
    plain = re.sub(r"^\$(?=/\d)", "S", re.sub(r"(?<=\.)l(?!\w)", "1", plain))  # and these
    plain = re.sub(r"(?:^|(?<=/))([A-Z]{1,3}) (?=[A-Z]{1,5}/)", r"\1", plain)  # a gap of kerning: "C EDAW/C/..."
    mended = _FIGURES.sub(lambda figures: figures[0].translate(_MISREAD), plain)
    return _joint(plain) or (_joint(mended) if mended != plain else [])


def _joint(text: str) -> list[str]:
    """The symbols of a text, several with a dash between them; empty where one of them is none."""
    whole = _symbol().fullmatch(text) is not None  # "WFP/EB.A/2023/6-A/1"
    parts = [text] if whole else re.split(r"\s*[-–‑]\s*(?=(?:ST|TD|[AEST])/)", text)
    if not all(_symbol().fullmatch(part) and any(sign.isdigit() for sign in part) for part in parts):
        return []
    return [re.sub(r"\s?\((?=(?:19|20)\d\d\))", " (", part) for part in parts]


def distribution_of(text: str) -> str | None:
    """General, Limited or Restricted, as a line "Distr.: General" says."""
    found = _labels().distribution.fullmatch(even(text))
    return _labels().distributions.get(found["value"].lower()) if found else None


def languages_named(text: str) -> list[str]:
    """The languages (ISO 639-1) that are named in a short text, in order; accents do not matter."""
    found: list[str] = []
    for word in re.findall(r"[^\W\d_]+", _plain(text)):
        names = _labels().languages
        language = names.get(word) or names.get(word.removeprefix("ب")) or names.get("ال" + word.removeprefix("بال"))
        if language and language not in found:
            found.append(language)
    return found


def lists_languages(text: str) -> bool:
    """Whether a line is a part of a list of languages and nothing else ("ENGLISH/FRENCH/")."""
    return "/" in text and len(languages_named(text)) == len(re.findall(r"[^\W\d_]+", text))


def originals_of(text: str) -> list[str]:
    """The original languages, as "Original: Arabic" or "[Original: English and French]" says; else empty."""
    found = _labels().original.fullmatch(even(text).strip("[]［］()（）.* "))
    return languages_named(found["value"]) if found else []


def ends_with_language(text: str) -> bool:
    """Whether a short line is a label with a language, however the label was recognised ("OSIGXHAL: ENGLISH")."""
    label, colon, language = text.rpartition(":")
    return bool(colon) and len(label) <= _LABEL_LENGTH and version_language(language) is not None


def version_language(text: str) -> str | None:
    """The language of this version, as a line "Russian" or "English only" says."""
    return _labels().languages.get(_plain(phrase("masthead", "only").sub("", even(text).lower()).strip("*' ")))


def are_languages_only(text: str) -> bool:
    """Whether a line says in which several languages a document is issued ("English/French/Spanish only")."""
    words = even(text).lower()
    named = languages_named(words)
    before = phrase("masthead", "only").sub("", words)
    return len(named) > 1 and before != words and len(re.findall(r"[^\W\d_]+", before)) <= 2 * len(named)


def session_of(text: str) -> str | None:
    """The session that a line names: "43", "S-31", "ES-10", or its words ("2025 session")."""
    words = _unbracketed(even(text).rstrip("*. "))
    if any(pattern.fullmatch(words) for pattern in _labels().session_words):
        return words
    for prefix, pattern in _labels().sessions:
        found = pattern.fullmatch(words)
        number = ordinal(found["n"]) if found else None
        if number:
            return f"{prefix}{number}"
    return None


def _unbracketed(text: str) -> str:
    """The text without the bracket that opens or closes what goes on in another line."""
    return text.strip("()") if text.count("(") != text.count(")") else text


def session_dates_of(text: str) -> tuple[str, str] | None:
    """First and last day of the session that a line names, beside at most the place and the kind of meetings."""
    dates = range_in(text)
    if dates is None or len(text) - (dates.end - dates.start) >= _PLACE_LENGTH:
        return None
    before = text[: dates.start].strip()
    return (dates.first, dates.last) if not before or before.endswith((",", "(", ":", "،", "，")) else None


def adopted_at(text: str) -> tuple[str, tuple[str, str] | None] | None:
    """The session at which the note at a title says that a treaty body adopted the document, and its days."""
    words = even(unicodedata.normalize("NFKC", text)).lstrip("*† ")
    for pattern in _labels().adopting:
        found = pattern.match(words)
        if found and (number := ordinal(found["n"])):
            held = _BRACKETED.search(words, found.start("n"))
            days = range_in(held[1]) if held else None
            return str(number), (days.first, days.last) if days else None
    return None


def is_council_year(text: str) -> bool:
    """Whether a line is the Security Council's year ("Eightieth year")."""
    words = even(text).rstrip("*. ")
    return any((found := pattern.fullmatch(words)) and ordinal(found["n"]) for pattern in _labels().years)


def is_name(text: str) -> bool:
    """Whether a line is the Organization's name, or a word of mastheads that says nothing more."""
    return even(text.replace(_KASHIDA, "")).lower() in _labels().names


def is_meeting(text: str) -> bool:
    """Whether a line says which meeting a record is of ("3622nd meeting")."""
    words = even(text).rstrip("*. ")
    return any(pattern.fullmatch(words) for pattern in _labels().meeting)


def is_spelled_meeting(text: str) -> bool:
    """Whether a line is the number of a meeting in words ("First meeting"), of a record or a conference."""
    found = phrase("masthead", "spelled_meeting").fullmatch(even(text).rstrip("*. "))
    return found is not None and any(ordinal(number) for number in found.groups() if number)


def agenda_items_of(text: str) -> list[str]:
    """The agenda items that a line names and nothing else: ["4"], ["116 (c)"], ["13", "115"]."""
    words = _unbracketed(even(unicodedata.normalize("NFKC", text)).removesuffix("[*]").rstrip("*∗:./ "))
    for pattern in _labels().agenda:
        found = pattern.fullmatch(words)
        if found is None or not (numbers := list(_AGENDA_NUMBER.finditer(found["n"]))) or not found["n"][0].isdigit():
            continue
        if len(numbers) > 1 and phrase("masthead", "one_item").match(words):
            return []  # "4-1" may be 4.1 or, as it was laid out, 1.4
        if _labels().agenda_joined.fullmatch(_AGENDA_NUMBER.sub(" ", found["n"])):
            return [
                _agenda_item(number[1], number[2] or number["bare"] or "", number["further"] or "")
                for number in numbers
            ]
    return []


def _agenda_item(number: str, letter: str, further: str) -> str:
    item = ".".join(str(int(part)) for part in number.split("."))
    parts = (_ARABIC_LETTERS.get(letter, letter), further)
    return " ".join((item, *(f"({part})" for part in parts if part)))


def job_number_of(text: str) -> tuple[str, str] | None:
    """The job number that a line holds beside the dates of its proofs, and the language of its letter (or empty)."""
    found = _labels().job.fullmatch(even(text))
    if found is None:
        return None
    value, letter = re.sub(r"\s+", "", found["value"]), found["letter"] or found["before"] or ""
    if not (letter or found["ends"] or value[0].isalpha()):
        return None  # figures like these may be anything
    return value + (f" ({letter})" if letter else ""), _labels().letters.get(letter, "")


def is_foot(text: str) -> bool:
    """Whether a line is the foot of a page: its job number, with the page number or alone."""
    return job_number_of(text) is not None or _FOOT.fullmatch(even(text)) is not None


def _plain(text: str) -> str:
    """The text in small letters without accents; Arabic and Cyrillic stay as they are."""
    return unaccented(unicodedata.normalize("NFC", text.lower()))
