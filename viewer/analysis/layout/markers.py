"""What the parts of a document begin with: the words of resources/sections.toml as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.words.names import Organ, officials_in, organ_named, organs_in
from viewer.analysis.words.wordlists import even, phrase, unaccented, unspaced
from viewer.model.document import SectionKind
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_PART_LINE = 16
LONGEST_MARK = 14
"""Characters of an annex's mark alone: "Annex XVIII"."""
_LONGEST_NAME = 60
"""Characters of a line that may be nothing but the word for a summary or the like, with the signs around it."""
_LONGEST_SPEAKER = 120
"""Characters of the line that a resolution begins with."""
LEADERS = re.compile(r"\.(?:\s?\.){4}|……|····")
"""The dots that lead to a page number in a table of contents."""
LETTERS = frozenset({"letter", "identical letters", "note verbale"})
"""Types of documents whose titles begin with what they are; in Chinese they begin with the date."""
RECORDS = frozenset({"summary record", "verbatim record"})
"""Types of documents that name the reports which others wrote."""


@dataclass(frozen=True, slots=True)
class Markers:
    """The compiled patterns of resources/sections.toml: what parts of a document begin with."""

    parts: tuple[tuple[SectionKind, re.Pattern[str]], ...]
    lines: tuple[tuple[SectionKind, frozenset[str]], ...]
    chapter: re.Pattern[str]
    heading: re.Pattern[str]
    statement: re.Pattern[str]
    translation: re.Pattern[str]


@cache
def markers() -> Markers:
    """The patterns, compiled once a process."""
    data = table("sections")
    following = "|".join(re.escape(word) for word in data["marker"]["following"])
    continued = "|".join(data["marker"]["continued"])
    number = r"(?:[IVXLC]+\b|\d{1,3}\b|[A-Z]\b|[一二三四五六七八九十]{1,3}|ال\w+(?:\s+عشر)?)"
    parts: list[tuple[SectionKind, re.Pattern[str]]] = []
    for kind in (SectionKind.ANNEX, SectionKind.APPENDIX, SectionKind.ENCLOSURE):
        words = "|".join({*data[kind.value]["words"], *map(unaccented, data[kind.value]["words"])})
        capitals = words.upper()
        parts.append(
            (
                kind,
                re.compile(
                    rf"(?:{words}|{capitals})"
                    rf"(?>(?:\s+(?:No\.|№|n[°º])?\s*{number}|(?<=[附件录文])\s*[一二三四五六七八九十\d]{{1,3}})?)"
                    rf"(?>(?:[*\d]{{1,3}})?)(?!\s*[\[(]?(?:{continued}))"
                    rf"(?:\s*$|\s*[:：.—–-]\s*\S|\s+(?:{following})\s|\s+[\[(]|\s+(?=[A-ZА-ЯÀ-Þ])"
                    r"|\s+(?!طي|بهذ|مع)(?=[\u0620-\u064a]))"
                    rf"|{data[kind.value]['at_end']}"
                ),
            )
        )
    return Markers(
        tuple(parts),
        tuple(
            (kind, frozenset(unaccented(line).lower() for line in data[kind.value]["lines"]))
            for kind in (SectionKind.SUMMARY, SectionKind.CONTENTS, SectionKind.PREAMBLE)
        ),
        re.compile("|".join(data["chapter"]["patterns"])),
        re.compile("|".join(data["heading"]["patterns"])),
        re.compile("|".join(data["statement"]["patterns"])),
        re.compile(rf"[\[(]?(?:{'|'.join(data['translation']['patterns'])})[^.]{{0,40}}$", re.IGNORECASE),
    )


def named_part(text: str) -> SectionKind | None:
    """Summary, contents or the preamble of a treaty, if a line is nothing but the word for it."""
    if len(text) > _LONGEST_NAME:
        return None
    line = unaccented(phrase("sections", "page_column").sub("", unspaced(text)).strip("*: ").lower())
    return next((kind for kind, lines in markers().lines if line in lines), None)


def part_marked(text: str) -> SectionKind | None:
    """Annex, appendix or enclosure, if the text is the heading of one."""
    if len(text) > 600 or LEADERS.search(text):
        return None
    text = unspaced(text)
    for kind, pattern in markers().parts:
        found = pattern.match(text)
        if found is None:
            continue
        rest = text[found.end() :].strip()
        sentence = text.rstrip().endswith((".", ";", ",")) and len(text) > 40
        return None if sentence and rest else kind
    return None


def is_bare_mark(title: str) -> bool:
    """Whether a title is nothing but the word for a part, with its number: "Annex II", "Summary"."""
    return named_part(title) is not None or (len(title) <= LONGEST_MARK and part_marked(title) is not None)


@cache
def _opening() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("documents")["opening"]
    sentences, senders, greetings = (re.compile("|".join(data[key])) for key in ("sentences", "senders", "greetings"))
    return sentences, senders, greetings


def opens_letter(lines: Sequence[str]) -> bool:
    """Whether lines begin with the sentence that letters and notes verbales open with (the first lines are enough)."""
    sentences, senders, greetings = _opening()
    if sentences.match(lines[0]):
        return True
    return senders.match(lines[0]) is not None and greetings.search(" ".join(lines)) is not None


def speaking_organ(text: str) -> Organ | None:
    """The organ that speaks, if a paragraph is the line that a resolution begins with ("The Security Council,")."""
    if len(text) > _LONGEST_SPEAKER or text[:1].islower() or not text.rstrip("*0123456789 ").endswith((",", "،", "，")):
        return None
    return organ_named(phrase("sections", "article").sub("", text)) or organ_named(text)


def organ_speaks(text: str) -> bool:
    """Whether a paragraph is the line of the organ, or of another body, that a resolution begins with."""
    if len(text) > _LONGEST_SPEAKER or not text.rstrip("*0123456789 ").endswith((",", "،", "，")):
        return False
    return speaking_organ(text) is not None or phrase("sections", "speaker_of_resolution").match(text) is not None


@cache
def _communication() -> re.Pattern[str]:
    return re.compile(table("documents")["communication"]["pattern"], re.IGNORECASE)


def begins_communication(text: str) -> bool:
    """Whether a line begins the table of a communication that stands under the title of a treaty body's views."""
    return _communication().match(text) is not None


@cache
def _types() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = table("documents")["type"]
    return tuple(
        (entry["name"], re.compile(unaccented("|".join(entry["patterns"])), re.IGNORECASE)) for entry in entries
    )


def document_type(title: str) -> str | None:
    """The kind of document that a title shows by its first words, or None."""
    words = unaccented(even(title))
    return next((name for name, pattern in _types() if pattern.match(words)), None)


def is_part_of_document(text: str) -> bool:
    """Whether a line says that the document is an addendum or corrigendum, and nothing else."""
    return len(text) <= _LONGEST_PART_LINE and document_type(text) in {"addendum", "corrigendum"}


def is_byline(text: str) -> bool:
    """Whether a line says who reports and nothing else: "Report of the Secretary-General"."""
    if len(text) > 120 or document_type(text) not in {"report", "note"}:
        return False
    end = len(phrase("documents", "part_of_report").sub("", text).rstrip(". "))
    return any(found.end >= end for found in (*officials_in(text), *organs_in(text)))
