"""Document symbols of the United Nations: parsed, printed, explained, and where they open.

The grammar is that of research.un.org/en/docs/symbols: letters and figures between slashes, the body first, what
changed last. A symbol is the same in all languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from viewer.analysis.references.years import (
    ROMAN_SESSION,
    general_assembly_year,
    human_rights_council_year,
    security_council_year,
)
from viewer.analysis.words.alternatives import by_first_letter
from viewer.model.reference import ReferenceKind
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MODIFIER = r"(?:Add|Corr|Rev|Amend)\.\d{1,3}"
_CAPITALS = re.compile(r"(?:ADD|CORR|REV|AMEND|SUB|MISC)(?=\.\d)|AGENDA$")
"""Parts that typewriters and headings write in capitals alone: "ADD.10" is "Add.10"."""
_WORD_ALONE = re.compile(r"[A-Z]{2,}")
"""What no document's symbol ends with, but one that recognition broke: "E/CN.4/SR.l635"."""
LETTERED_PART = r"(?:MP|EB)\.[A-Z]{2,5}(?![A-Za-z])|[A-Z]{3}-[A-Z]{3}(?=/)|OzL\.[A-Z][A-Za-z.]{1,8}(?:\.?\d+)?"
"""Parts of letters alone around a sign: meetings of the Parties ("MP.PP"), a region of a State ("CHN-HKG")."""
_BRACKET = rf"{ROMAN_SESSION}|(?:19|20)\d\d|Part [IVX]+|Part \d+|Resumption \d+|Vol\. ?[IVX]+|Sect\. ?\d\d?[A-Z]?"
_BEGINNING = r"(?<![A-Za-z\d_/.А-Яа-яё])|(?<=\.org/)|(?<=\.org/[a-z][a-z]/)"
"""What stands before a symbol: no letter, figure or slash, but for those of a link ("https://undocs.org/en/A/80/98")."""
_BODY_ALONE = re.compile(r"(?:AC|C|CN|CONF|GE|PC|SC|Sub|WG)\.\d+")
"""What is the last part of a body's own symbol ("S/AC.51") and of no document's."""
_ROMAN_SESSION = re.compile(ROMAN_SESSION)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SESSION = re.compile(r"(?:E?S-)?\d{1,4}")
_SERIES = {
    "RES": (ReferenceKind.RESOLUTION, "resolution"),
    "DEC": (ReferenceKind.DECISION, "decision"),
    "PRST": (ReferenceKind.STATEMENT, "presidential statement"),
}
_SERVER = "https://docs.un.org"


@cache
def symbol_pattern() -> re.Pattern[str]:
    """What may be a symbol in a text folded for citations; ``Symbol.parse`` says whether it is one."""
    aliases = (rf"{re.escape(alias)}(?=/RES/)" for alias in table("symbols")["aliases"])
    roots = (*aliases, *map(re.escape, table("symbols")["roots"]))
    root = by_first_letter(rf"(?:{_BEGINNING}){one}" for one in roots)
    part = (
        rf"E?S-\d{{1,2}}(?!\d)|(?:COP|CRIC|EX)\(\d+\)|{LETTERED_PART}"
        r"|(?:Sub|Misc|Res|Dec)\.\d+|Agenda(?=/\d)|(?:WG|C|SC|COM|CONF)\.[IVX]{1,4}(?![A-Za-z])"
        r"|SER\.[A-Z](?![A-Za-z])|[A-Z]{1,6}\d?(?:\.\d+)?(?![A-Za-z])|"
        rf"{_MODIFIER}|\d{{1,5}}(?:-\d{{1,4}}(?![\d/]))?(?![a-z\d])(?![A-Z](?:[A-Za-z\d]|\.\d))"
    )
    return re.compile(
        rf"(?P<root>{root})(?P<parts>(?:/(?:{part}))++)"
        rf"(?:\ ?(?P<letter>[A-Z])(?=\ ?\({ROMAN_SESSION}\)))?(?:\ ?\((?P<bracket>{_BRACKET})\))?"
        rf"(?:\ ?(?P<last>[A-Z])(?![\w'./]))?(?P<modifiers>(?:/{_MODIFIER})*)(?![a-z])"
    )


def find_symbols(text: str) -> Iterator[tuple[Symbol, int, int]]:
    """The symbols of a text folded for citations, in order, each with the offsets where it stands."""
    for found in symbol_pattern().finditer(text):
        symbol = Symbol.of_match(found)
        if symbol is not None:
            end = symbol[1]
            opened = text.count("(", found.start(), end) > text.count(")", found.start(), end)
            yield symbol[0], found.start(), end + (opened and text[end : end + 1] == ")")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in its parts. ``str`` prints the canonical form ("S/RES/822 (1993)", "A/RES/217 A (III)").

    ``parts`` are what stands between the slashes. ``letter`` is the part of a resolution that is one of several
    ("A"). ``bracket`` is the year of a Security Council resolution, the Roman session of an early one, or "Part I".
    """

    parts: tuple[str, ...]
    letter: str = ""
    bracket: str = ""
    modifiers: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Symbol | None:
        """The symbol that the text is, or None. A mark of reissue (``*``) is left out."""
        found = symbol_pattern().fullmatch(text.strip().rstrip("*"))
        symbol = cls.of_match(found) if found else None
        return symbol[0] if symbol and found and symbol[1] == found.end() else None

    @classmethod
    def of_match(cls, found: re.Match[str]) -> tuple[Symbol, int] | None:
        """The symbol of a match of ``symbol_pattern`` and where it ends, or None where it only looks like one ("A/4").

        A letter or a year that is not the symbol's ("A/6316 (1966)") is left to the sentence.
        """
        root = table("symbols")["aliases"].get(found["root"], found["root"])
        named = (_CAPITALS.sub(_capitalised, part) for part in found["parts"][1:].split("/"))
        parts, slashed = _session_apart((*root.split("/"), *named))
        whole = found["bracket"] or not (_BODY_ALONE.fullmatch(parts[-1]) or _WORD_ALONE.fullmatch(parts[-1]))
        if not whole or not any(map(str.isdigit, found["parts"])):
            return None
        if len(parts[0]) <= 2 and len(parts) == 2 and parts[1].isdigit() and len(parts[1]) < 3:
            return None
        lettered = "RES" in parts or "DEC" in parts
        bracket = slashed or found["bracket"] or ""
        roman = _ROMAN_SESSION.fullmatch(bracket) is not None
        if bracket and (roman != lettered if roman or not bracket.isdigit() else parts[:2] != ("S", "RES")):
            return cls(parts), found.end("parts")
        if not lettered and (found["letter"] or found["last"]):
            return cls(parts, "", bracket), found.end("bracket") if bracket else found.end("parts")
        letter = found["letter"] or found["last"] or ""
        return cls(parts, letter, bracket, tuple(filter(None, (found["modifiers"] or "").split("/")))), found.end()

    def __str__(self) -> str:
        text = "/".join(self.parts)
        if self.letter:
            text += f" {self.letter}"
        if self.bracket:
            text += f" ({self.bracket})"
        return "/".join((text, *self.modifiers))

    @property
    def series(self) -> str:
        """RES, DEC or PRST where the symbol is of such a series, else empty."""
        if any(part.startswith("L.") for part in self.parts):
            return ""  # a draft
        return next((part for part in self.parts if part in _SERIES), "")

    @property
    def kind(self) -> ReferenceKind:
        """What is cited by the symbol."""
        return _SERIES[self.series][0] if self.series else ReferenceKind.DOCUMENT

    @property
    def year(self) -> int | None:
        """The year that the symbol states or its number follows from; None where it says nothing of the year."""
        if _YEAR.fullmatch(self.bracket):
            return int(self.bracket)
        if self.bracket and _ROMAN_SESSION.fullmatch(self.bracket):
            return general_assembly_year(self.bracket) if self.parts[0] == "A" else None
        if self.parts[:2] == ("S", "RES") and self.parts[-1].isdigit():
            return security_council_year(int(self.parts[-1]))
        return self._year_of_session()

    def _year_of_session(self) -> int | None:
        session = next((part for part in self.parts[1:] if _SESSION.fullmatch(part)), None)
        if session is None or session == self.parts[-1]:
            return None
        if len(session) == 4 and session.isdigit():
            return int(session) if 1945 < int(session) < 2100 else None
        if self.parts[:2] == ("A", "HRC"):
            return human_rights_council_year(session)
        return general_assembly_year(session) if self.parts[0] == "A" and len(self.parts) > 2 else None


def _capitalised(found: re.Match[str]) -> str:
    return found.group().capitalize()


def _session_apart(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The parts of a symbol, and the year or session that some write behind a slash: "S/RES/1244/1999"."""
    *rest, last = parts
    if len(parts) == 4 and parts[1] == "RES" and parts[2].isdigit():
        dated = parts[0] == "S" and _YEAR.fullmatch(last)
        if dated or _ROMAN_SESSION.fullmatch(last):
            return tuple(rest), last
    return parts, ""


def organ_of(symbol: str) -> str:
    """The English name of the body whose symbol it is, or an empty string."""
    name, _ = _body(symbol)
    return name.partition(", ")[0]


def describe(symbol: str) -> str:
    """What a symbol says in words: "Human Rights Council, 43rd session, government communication No. 37".

    A text that is no symbol comes back as it is; of a joint symbol the first is described.
    """
    parsed = Symbol.parse(symbol) or Symbol.parse(re.split(r"-(?=[A-Z]+/)", symbol, maxsplit=1)[0])
    if parsed is None:
        return symbol
    name, used = _body(str(parsed))
    if parsed.series:
        number = "/".join(parsed.parts[parsed.parts.index(parsed.series) + 1 :])
        tail = (f" {parsed.letter}" if parsed.letter else "") + (f" ({parsed.bracket})" if parsed.bracket else "")
        words = f"{name} {_SERIES[parsed.series][1]} {number}{tail}"
        return ", ".join([words, *_meanings("/".join(parsed.modifiers))])
    rest = list(parsed.parts[used:])
    said = [name]
    if parsed.parts[0] not in {"A", "E", "S", "T", "ST"} and rest[:1] == ["C"] and len(rest) > 1:
        rest = rest[1:]  # the committee of a treaty: the root has named it
    if len(rest) > 1 and rest[0].isdigit() and len(rest[0]) < 4:
        said.append(f"{_ordinal(int(rest[0]))} {'meeting' if 'CBD' in parsed.parts[:2] else 'session'}")
        rest = rest[1:]
    said += _meanings("/".join((*rest, *parsed.modifiers)))
    return ", ".join(filter(None, said)) + (f" ({parsed.bracket})" if parsed.bracket else "")


def official_url(symbol: str, language: str) -> str:
    """Where the document opens in a language (en fr es ru ar zh), or an empty string where there is no such place.

    The year of a Security Council resolution follows without a space. A part of a resolution ("217 A (III)") opens
    with the whole. Nothing is fetched.
    """
    parsed = Symbol.parse(symbol) or Symbol.parse(re.split(r"-(?=[A-Z]+/)", symbol, maxsplit=1)[0])
    if parsed is None or parsed.kind is ReferenceKind.DECISION:  # decisions are not issued as single documents
        return ""
    whole = Symbol(parsed.parts, "", parsed.bracket, parsed.modifiers)
    return f"{_SERVER}/{language}/{quote(str(whole).replace(' ', ''), safe='/()')}"


def _body(symbol: str) -> tuple[str, int]:
    """The name of the body at the start of a symbol, and how many parts name it."""
    parts = re.split(r"[/ ]", symbol)
    for used in range(min(3, len(parts)), 0, -1):
        name = _bodies().get("/".join(parts[:used]))
        if name:
            return name, used
    return "", 0


@cache
def _bodies() -> dict[str, str]:
    names = {start: organ["name"] for organ in table("organs")["organ"] for start in organ.get("symbols", ())}
    return names | table("symbols")["bodies"]


@cache
def _parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"{row['pattern']}(?=/|$)"), row["meaning"]) for row in table("symbols")["part"])


def _meanings(parts: str) -> Iterator[str]:
    at = 0
    while at < len(parts):
        found, meaning = next(
            ((found, meaning) for pattern, meaning in _parts() if (found := pattern.match(parts, at))), (None, "")
        )
        if found is None:
            end = parts.find("/", at)
            end = len(parts) if end < 0 else end
            yield _state(parts[at:end])
        else:
            end = found.end()
            yield _filled(meaning, found)
        at = end + 1


def _state(part: str) -> str:
    """The State, and its region, whose code a part of a symbol is; another part as it is."""
    code, _, region = part.partition("-")
    if code not in _states():
        return part
    return f"{_states()[code]} ({table('symbols')['regions'].get(region, region)})" if region else _states()[code]


@cache
def _states() -> Mapping[str, str]:
    return {entry["code"]: entry["name"] for entry in table("countries")["country"] if "code" in entry}


def _filled(meaning: str, found: re.Match[str]) -> str:
    def group(slot: re.Match[str]) -> str:
        value = found[int(slot[1])]
        return _ordinal(int(value)) if slot[2] else value

    return re.sub(r"\{(\d)(:th)?\}", group, meaning)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
