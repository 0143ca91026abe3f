"""A document and those it cites as entries of a bibliography, which the forms of reference managers are written from.

What a document is to BibTeX, RIS and CSL and where it is published stands in resources/citation.toml. The corporate
author is the submitter, else the issuing body. What is not known is left out, and what was inferred says so in the
entry's note.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from viewer.export.adoption import adopted, assembly_session, issued_parts, years_of
from viewer.export.citation import JOINT, NO_SYMBOL, date_in_words, session_in_words
from viewer.export.notes import UNKNOWN_LANGUAGE, language_name
from viewer.export.wording import legible
from viewer.model.reference import ReferenceKind, Source
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.export.notes import ExportedDocument, ExportedReference
    from viewer.model.reference import Reference

PUBLISHER = "United Nations"
_KINDS = {
    "resolution": ReferenceKind.RESOLUTION,
    "decision": ReferenceKind.DECISION,
    "presidential statement": ReferenceKind.STATEMENT,
}
"""The kind of a document by its type (CONTRACT: document_type); every other type is a document."""


class EntryForm(TypedDict):
    """What an entry is to each reference manager, and what its genre is called, or empty."""

    csl: str
    bibtex: str
    ris: str
    genre: str


class Place(TypedDict):
    """Where documents are published whose symbols begin so; an empty name where that cannot be said."""

    name: str
    symbols: list[str]
    yes: list[str]
    no: list[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliographic entry; what is not known is empty. All on one line each, without characters nobody can see.

    ``issued`` is year, month and day as far as they are known (none, one, two or three numbers). ``language`` is
    ISO 639-1. ``number`` is the symbol.
    """

    key: str
    kind: ReferenceKind
    title: str
    author: str
    body: str
    number: str
    place: str
    issued: tuple[int, ...]
    genre: str
    language: str
    url: str
    note: str

    @property
    def form(self) -> EntryForm:
        """What the entry is to each reference manager."""
        return _forms()[self.kind.value]

    @property
    def publisher(self) -> str:
        """The United Nations, where something says that it is theirs."""
        return PUBLISHER if self.kind is not ReferenceKind.TREATY and (self.number or self.body) else ""


def _forms() -> Mapping[str, EntryForm]:
    return table("citation")["entries"]


def places() -> Sequence[Place]:
    """The places of publication. The table is shared: do not change it."""
    return table("citation")["place"]


def place_of(symbol: str) -> str:
    """Where a document is published, by the longest known beginning of its symbol; empty where that does not say it."""
    found = ("", "")
    for place in places():
        for start in place["symbols"]:
            if len(start) > len(found[0]) and re.match(rf"{re.escape(start)}(?:[/.]|$)", symbol):
                found = (start, place["name"])
    return found[1]


_PLAIN_SYMBOL = re.compile(r"[A-Za-z0-9.-]+(?:/[A-Za-z0-9.-]+)*(?: [A-Z])?(?: \([A-Za-z0-9-]+\))?")

# For BibTeX "A" and "a" are one key, so only one way of writing a symbol may be its own key.
_SMALL = re.compile(r"(?:Add|Corr|Rev|Amend|Sub|Misc|Resumption|Part|Summary)(?![A-Za-z])")
_OTHER_CASE = re.compile(r"[a-z]|(?:ADD|CORR|REV|AMEND|SUB|MISC|RESUMPTION|PART|SUMMARY)(?![A-Za-z])")


def entry_key(words: str, unlike: str = "") -> str:
    """The key of an entry: ASCII, the same in every export, another for other words ("S_RES_822:1993").

    Of a plain symbol it can be read back: "/" is "_", " (" is ":", a blank before a letter is "+". Of all else a hash
    keeps keys apart; ``unlike`` goes into it where words alone do not tell documents apart.
    """
    if not unlike and _PLAIN_SYMBOL.fullmatch(words) and _OTHER_CASE.search(_SMALL.sub("", words)) is None:
        return words.replace("/", "_").replace(" (", ":").replace(" ", "+").removesuffix(")")
    readable = "-".join(re.findall(r"[A-Za-z0-9]+", words)[:6])[:40]
    told_apart = hashlib.sha256(f"{words}\0{unlike}".encode(errors="replace")).hexdigest()[:10]
    return f"{readable or 'document'}-{told_apart}"


def symbol_in_words(symbol: str) -> str:
    """A symbol with the word that it is one, "UN Doc. A/79/876".

    "decision 58/403" is how it is cited and no symbol: decisions are not issued as documents of their own.
    """
    return f"UN Doc. {symbol}" if symbol[:1].isupper() else symbol


def entries(document: ExportedDocument) -> list[Entry]:
    """The document itself, then each that it cites, in the order of the text; none twice."""
    found: dict[str, Entry] = {}
    for entry in (_own(document), *map(_cited, document.references)):
        found.setdefault(entry.key, entry)
    return list(found.values())


def _own(document: ExportedDocument) -> Entry:
    number = JOINT.join(map(_line, document.symbols))
    title = document.value("title") or document.value("document_type").capitalize() or document.file_name
    kind = _KINDS.get(document.value("document_type"), ReferenceKind.DOCUMENT)
    key = entry_key("-".join(document.symbols)) if number else entry_key(title, document.identity.content_hash or title)
    language = document.value("language")
    return Entry(
        key=key,
        kind=kind,
        title=_line(title),
        author=_line(document.value("submitter") or document.value("body")),
        body=_line(document.value("body")),
        number=number,
        place=place_of(document.symbols[0]) if number else "",
        issued=issued_parts(document.value("date") or document.value("letter_date")),
        genre=_line(document.value("document_type")),
        language="" if language == UNKNOWN_LANGUAGE else _line(language),
        url=document.url,
        note=_line("; ".join(filter(None, _remarks(document)))),
    )


def _remarks(document: ExportedDocument) -> list[str]:
    """What a bibliography has no field for: date of the letter, session, agenda item, languages of the annexes."""
    letter, session, item = (document.value(key) for key in ("letter_date", "session", "agenda_item"))
    annexes = " and ".join(language_name(code) for code in document.annex_languages)
    return [
        f"dated {date_in_words(letter)}" if letter and document.value("date") not in {"", letter} else "",
        session_in_words(session) if session else "",
        f"agenda item {item}" if item else "",
        f"annex in {annexes}" if annexes else "",
        "" if document.symbols else NO_SYMBOL,
    ]


def _cited(cited: ExportedReference) -> Entry:
    reference = cited.reference
    treaty = reference.kind is ReferenceKind.TREATY
    return Entry(
        key=entry_key(reference.symbol),
        kind=reference.kind,
        title=_line(cited.title or reference.title or reference.symbol),
        author=_line(reference.organ),
        body=_line(reference.organ),
        number="" if treaty else _line(reference.symbol),
        place="" if treaty else place_of(reference.symbol),
        issued=adopted(reference),
        genre=_forms()[reference.kind.value]["genre"],
        language="",
        url=cited.url,
        note=_line("; ".join(filter(None, (_session_of(reference), _inferred(cited), reference.doubt)))),
    )


def _session_of(reference: Reference) -> str:
    """The session of the General Assembly in which a document was adopted whose date is not known."""
    session = assembly_session(reference)
    if not session or reference.year is None or adopted(reference):
        return ""
    return f"adopted at the {session_in_words(session)} ({years_of(reference)})"


def _inferred(cited: ExportedReference) -> str:
    if cited.reference.source is not Source.INFERRED:
        return ""
    return f"inferred: {cited.reference.reason}" if cited.reference.reason else "inferred"


def _line(words: str) -> str:
    return " ".join(legible(words).split())
