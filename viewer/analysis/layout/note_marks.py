"""The marks of footnotes: what a note begins with, and how the text calls it (resources/footnotes.toml)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from viewer.analysis.words.wordlists import unaccented
from viewer.model.tables import table
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS = (
    "figure", "stroke", "lettered_stroke", "starred_stroke", "brackets", "square", "raised", "star", "dagger", "letter",
)  # fmt: skip
"""The rows that describe a form of marks."""
_NUMBERED = ("figure", "stroke", "brackets", "square", "raised")
"""Those that count."""
_BEFORE_WORDS = r"(?=\s*[«“\"]?[^\W\d_])"
"""What stands behind a mark at the head of a note."""
STROKED_CALL = r"\s(?:\d{1,2}|[a-z]|\*{1,3})/"
"""The call of a note by a mark with a stroke ("well. 4/", "well. a/"), as typescripts have it."""
CALL_AT_END = rf"(?:\d{{0,2}}|{STROKED_CALL})$"
"""Where a line ends behind its last sign, with the call of a note or without."""
_LONGEST_HEADING = 24
"""Characters of a line that may be the word for notes."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark at the head of a note: its ``sign`` as it stands there ("1/"), and where its line begins in the block."""

    sign: str
    start: int

    @property
    def label(self) -> str:
        """What the note is cited by: "1", "*"."""
        return unicodedata.normalize("NFKC", self.sign).strip("(/)[]")

    @property
    def number(self) -> int | None:
        """The number of a note that is counted."""
        return int(self.label) if self.label.isdecimal() else None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """What all forms say under a key, any sign of theirs."""
    rows = [table("footnotes")[form] for form in _FORMS]
    return re.compile("|".join(row[key].replace("{sign}", row["sign"]) for row in rows if key in row))


@lru_cache(maxsize=512)
def _call(sign: str) -> tuple[re.Pattern[str], ...]:
    """How one sign is called: for certain, and where it is expected, the likelier first; none where type tells."""
    rows = [table("footnotes")[form] for form in _FORMS]
    row = next(row for row in rows if re.fullmatch(row["sign"], sign))
    words = (row["call"], *row["expected"]) if "call" in row else ()
    return tuple(re.compile(one.replace("{sign}", re.escape(sign))) for one in words)


@cache
def _numbered() -> re.Pattern[str]:
    rows = [table("footnotes")[form] for form in _NUMBERED]
    return re.compile("|".join(row["note"].replace("{sign}", row["sign"]) for row in rows))


@cache
def _listed() -> re.Pattern[str]:
    row = table("footnotes")["listed"]
    return re.compile("^[ \t]*" + row["note"].replace("{sign}", f"({row['sign']})"), re.MULTILINE)


@cache
def _over_notes() -> frozenset[str]:
    return frozenset(unaccented(line).casefold() for line in table("footnotes")["heading"]["lines"])


@cache
def _in_block() -> re.Pattern[str]:
    rows = (table("footnotes")[form] for form in _FORMS)
    signs = "|".join(f"(?:{row['sign']}){row.get('in_block', _BEFORE_WORDS)}" for row in rows)
    return re.compile(rf"^[ \t]*({signs})", re.MULTILINE)


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(table("footnotes")["rule"]["pattern"])


@cache
def _behind_title() -> re.Pattern[str]:
    return re.compile(table("footnotes")["behind_title"]["pattern"])


def begins_note(text: str) -> bool:
    """Whether a paragraph may be a note by what it begins with."""
    return _pattern("note").match(text) is not None


def numbered_mark(text: str) -> NoteMark | None:
    """The mark that counts the note which a paragraph may be, or None."""
    found = _numbered().match(text)
    return NoteMark(found.group(), 0) if found else None


def listed_mark(text: str) -> NoteMark | None:
    """The mark of a note that is an item of a counted list, as web pages have them at their end, or None."""
    found = _listed().match(text)
    return NoteMark(found[1], 0) if found else None


def heads_notes(text: str) -> bool:
    """Whether a line says that notes follow, and nothing else."""
    return len(text) <= _LONGEST_HEADING and unaccented(text).strip(": ").casefold() in _over_notes()


def begins_starred_note(text: str) -> bool:
    """Whether a line begins a note of words that a star calls."""
    return text.startswith("*") and parts_note(text)


def parts_note(text: str) -> bool:
    """Whether a line of plain text begins a note, if a sentence has ended above it."""
    return _pattern("parts").match(text) is not None


def counted_sign(text: str) -> str | None:
    """The numbered sign that a note of plain text begins with ("1", "1/", "(1)"), or None."""
    found = _pattern("counted").match(text)
    return found.group() if found else None


def marks_in(block: str) -> Iterator[NoteMark]:
    """The marks at the heads of the lines of a block of notes, and other numbers that stand there ("24 October")."""
    pattern = _listed() if listed_mark(block) else _in_block()
    return (NoteMark(found[1], found.start()) for found in pattern.finditer(block))


def is_called(sign: str, text: str) -> bool:
    """Whether a text calls the note with a sign, for certain."""
    return next(calls_of(sign, text), None) is not None


def calls_of(sign: str, text: str, behind: int = 0) -> Iterator[Span]:
    """Where a text calls the note with a sign for certain, from an offset on."""
    certain = _call(sign)[:1]
    return _calls(certain[0], sign, text, behind) if certain else iter(())


def next_call(sign: str, text: str, behind: int) -> Span | None:
    """Where the note with a sign is called from an offset on, if the note before it was called there."""
    found = (next(_calls(pattern, sign, text, behind), None) for pattern in _call(sign)[1:])
    return next(filter(None, found), None)


def _calls(pattern: re.Pattern[str], sign: str, text: str, behind: int) -> Iterator[Span]:
    """Where a pattern of calls matches, which begin with their sign: no pattern finds that as soon."""
    at = text.find(sign, behind)
    while at >= 0:
        found = pattern.match(text, at)
        if found is not None:
            yield Span(*found.span())
        at = text.find(sign, found.end() if found else at + 1)


def is_rule(text: str) -> bool:
    """Whether a line is the one that stands over the notes of a page."""
    return _rule().fullmatch(text) is not None


def without_marks(title: str) -> str:
    """A title without the marks that call notes."""
    return _behind_title().sub("", title)
