"""Patterns of many alternatives, put together so that a long text is searched for all of them quickly.

``re`` rules out at a glance an alternative that begins with another letter than the text has, but must try each that
begins with anything else, at each letter. So alternatives are spelt out until each begins with a letter, and those with
the same one are put together. What is found is the same: of two that begin with different letters only one can match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")

_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_GUARD = re.compile(r"\\b|\(\?<(?P<sign>[!=])(?P<before>(?:\\.|\[(?:\\.|[^\]\\])+\]|[^()|\\])+)\)")
_CLASS = re.compile(r"\[([^\]\\^-]+)\](\??)")
_IN_WORD = r"\w"
_LETTER = re.compile(r"[^\\\[\](){}.^$|?*+](?![*+{])")


@dataclass(frozen=True, slots=True)
class Alternatives(Generic[T]):
    """A compiled pattern of alternatives, and what each of them stands for."""

    pattern: re.Pattern[str]
    meanings: tuple[T, ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, T]], start: str = "") -> Alternatives[T]:
        """Put patterns without groups together; ``start`` is a pattern that holds wherever one begins."""
        spelt = _spelt(rows)
        return cls(re.compile(f"{start}(?:{_grouped(spelt, '()')})"), tuple(meaning for _, meaning in spelt))

    def meaning(self, found: re.Match[str]) -> T:
        """What a match of the pattern stands for."""
        return self.meanings[(found.lastindex or 1) - 1]

    def found_in(self, text: str) -> Iterator[tuple[re.Match[str], T]]:
        """The matches in a text and what they stand for, in order."""
        return ((found, self.meaning(found)) for found in self.pattern.finditer(text))


def by_first_letter(patterns: Iterable[str]) -> str:
    """A pattern of what any of these patterns matches."""
    return _grouped(_spelt((pattern, None) for pattern in patterns))


def alternatives(pattern: str) -> list[str]:
    """The alternatives that a pattern is made of at its top."""
    found = [""]
    depth = 0
    for part in _PART.findall(pattern):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            found.append("")
        else:
            found[-1] += part
    return found


def _spelt(rows: Iterable[tuple[str, T]]) -> list[tuple[str, T]]:
    """Each alternative, those with the same first letter side by side and otherwise in order."""
    spelt = [(one, meaning) for pattern, meaning in rows for one in _beginnings(pattern)]
    return sorted(spelt, key=_first_letter)


def _first_letter(row: tuple[str, object]) -> str:
    return row[0][:1] if _LETTER.match(row[0]) else "\U0010ffff"


def _grouped(spelt: Sequence[tuple[str, object]], mark: str = "") -> str:
    """The alternatives in a group for each first letter; ``mark`` stands behind each."""
    groups: list[str] = []
    for letter, rows in groupby(spelt, key=_first_letter):
        lettered = letter != "\U0010ffff"
        inner = "|".join(pattern[lettered:] + mark for pattern, _ in rows)
        groups.append(f"{letter}(?:{inner})" if lettered else inner)
    return "|".join(groups)


def _beginnings(pattern: str) -> Iterator[str]:
    r"""The alternatives of a pattern, spelt out until each begins with a letter, as far as that can be done.

    What must stand before the first letter, or must not, is asked behind it: "(?<!\w)a?c" is "a(?<!\wa)c" and
    "c(?<!\wc)".
    """
    for one in alternatives(pattern):
        guard = _GUARD.match(one)
        for spelt in _choices(one[guard.end() :] if guard else one):
            if guard is None:
                yield spelt
            elif _LETTER.match(spelt):
                sign, before = guard["sign"] or "!", guard["before"] or _IN_WORD
                yield f"{spelt[0]}(?<{sign}{before}{spelt[0]}){spelt[1:]}"
            else:
                yield guard.group() + spelt


def _choices(pattern: str) -> Iterator[str]:
    """An alternative for each way in which a pattern may begin: "(?:le|du)? x" is "le x", "du x" and " x"."""
    if pattern.startswith("(?:"):
        end = _group_end(pattern)
        ways, rest = alternatives(pattern[3:end]), pattern[end + 1 :]
    elif found := _CLASS.match(pattern):
        ways, rest = list(found[1]), pattern[found.end(1) + 1 :]
    elif pattern[1:2] == "?" and _LETTER.match(pattern):
        ways, rest = [pattern[0]], pattern[1:]
    else:
        yield pattern
        return
    if rest[:1] in {"*", "+", "{"}:
        yield pattern
        return
    if rest.startswith("?"):
        ways, rest = [*ways, ""], rest[1:]
    for way in ways:
        yield from _beginnings(way + rest)


def _group_end(pattern: str) -> int:
    """Where the group closes that a pattern begins with."""
    depth = at = 0
    for part in _PART.findall(pattern):
        depth += (part == "(") - (part == ")")
        if not depth:
            break
        at += len(part)
    return at
