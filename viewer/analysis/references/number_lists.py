"""The numbers that a word for resolutions governs: one or a list, right behind the word or later in its sentence."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.references.apart import names_apart
from viewer.analysis.references.citewords import words
from viewer.analysis.references.numbering import LONGEST_SPAN, Number, is_sure, is_year_of, read_numbers, read_worn
from viewer.analysis.words.wordlists import phrase
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.analysis.references.citable import CitableText
    from viewer.analysis.references.citewords import Noun

_REACH = 160
"""Characters between two members of a list, or between the word and a number that cannot be anything else."""
_SESSION_REACH = 16
"""Characters between where a number may begin and its first figure: "ES-10/19", and the end of a sentence before it."""
_FIGURE = re.compile(r"\d")
_YEAR_BEHIND = re.compile(r" ((?:19|20)\d\d)(?![\w/-])")
"""A year that has lost its brackets, as in the Arabic press: "القرارات 1559 2004 و1701 2006"."""
_NEXT_LINE = re.compile(r" [A-Z]\. [^\W\d_]| A (?!(?:of|and|to|on|dated|du|de|et|y)\b)[a-z]")
"""A letter that begins the next line: "resolution 70/1" and "A. Introduction" or "A total"."""
_BEGINNINGS = frozenset("0123456789(ESЭد")
"""What a number may begin with: a figure, a year in brackets, or the letter of a special session."""

_said = partial(phrase, "references")


class Listed(NamedTuple):
    """A number of a list, where it stands, and whether nothing but words of citing lead from the word to it."""

    number: Number
    start: int
    end: int
    tight: bool


class _Member(NamedTuple):
    """A member of a list as it is written: the numbers that it says, where it stands, and whether it is bare."""

    numbers: list[tuple[Number, int, int]]
    start: int
    end: int
    bare: bool

    @property
    def first(self) -> Number:
        """The first of its numbers."""
        return self.numbers[0][0]


def numbers_after(text: CitableText, start: int, noun: Noun, limit: int) -> Iterator[Listed]:
    """The numbers that a word governs that ends at ``start``, in order; none stands behind ``limit``."""
    reach = min(limit, start + _REACH)
    to_number = words().to_number.match(text.plain, start, reach)
    member = _member_at(text, to_number.end() if to_number else start, limit, noun, bare=True)
    tight = member is not None
    member = member or _distant(text, start, reach)
    while member is not None:
        for number, begins, ends in member.numbers:
            yield _without_next_line(text, Listed(number, begins, ends, tight))
        following = _next_member(text, member.end, limit, noun, bare=member.bare)
        if following is not None and _is_year_behind(text, following, member):  # "resolution 1973, 2011"
            following = _next_member(text, following.end, limit, noun, bare=member.bare)
        member = following


def numbers_behind(text: CitableText, ends: int, first: Number) -> Iterator[Listed]:
    """The numbers that go on a list in the form of its first, which ends at ``ends`` and has no word before it."""
    while True:
        gap = words().between.match(text.plain, ends, ends + _REACH)
        at = gap.end() if gap else ends
        found = words().number.match(text.folded, at) if words().joined.search(text.plain, ends, at) else None
        numbers = read_numbers(found) if found else []
        if found is None or not numbers or not all(_is_like(number, first) for number, _, _ in numbers):
            return
        yield from (_without_next_line(text, Listed(*one, tight=True)) for one in numbers)
        ends = found.end()


def _is_like(number: Number, first: Number) -> bool:
    """Whether a number has the form of a list's first: a year that the table has, or a session and a slash."""
    if first.year is not None:
        return number.year is not None and is_sure(number)
    return len(number.session) == 2 and number.session.isdigit()


def _without_next_line(text: CitableText, one: Listed) -> Listed:
    """The number without a letter that begins the next line."""
    if not one.number.letter or one.number.roman or not _NEXT_LINE.match(text.folded, one.end - 2):
        return one
    source = text.source
    gap = source.to_original(Span(one.end - 2, one.end)).start, source.to_original(Span(one.end - 1, one.end)).start
    if not set(source.original[slice(*gap)]) & set("\n\r\f"):
        return one
    return one._replace(number=one.number._replace(letter=""), end=one.end - 2)


def _is_year_behind(text: CitableText, second: _Member, first: _Member) -> bool:
    between = text.plain[first.end : second.start].strip()
    return second.bare and between == "," and is_year_of(second.first, first.numbers[-1][0])


def _next_member(text: CitableText, ends: int, limit: int, noun: Noun, *, bare: bool) -> _Member | None:
    """The next member of a list: behind words of lists, dates and parts, or a topic ("5/1, on ..., and 5/2")."""
    reach = min(limit, ends + _REACH)
    sentence_end = text.sentence_end(ends, reach)
    if _FIGURE.search(text.folded, ends, sentence_end + _SESSION_REACH) is None:
        return None
    gap = words().between.match(text.plain, ends, reach)
    at = gap.end() if gap else ends
    if text.folded[at : at + 1] in _BEGINNINGS and at > ends and text.sentence_end(ends, at) == at:
        signed = words().signed.search(text.plain, ends, at) is not None
        member = _member_at(text, at, limit, noun, bare=noun.many or signed)
        small = member is not None and member.bare and not noun.many and len(member.first.number) < 3
        if member is not None and member.bare and (small or (not bare and not _goes_on(text, member))):
            member = None
        if member is not None and (_says_more(text, ends, at) or (noun.many and not member.first.bare)):
            return member
    if not noun.many:
        return None
    for found in words().number.finditer(text.folded, ends, sentence_end):
        numbers = read_numbers(found)
        joined = words().joined.search(text.plain, max(ends, found.start() - 16), found.start())
        # a topic of its own may stand between: "resolutions 46/73 A and B. Cooperation increased (46/44)"
        opened = text.folded[found.start() - 1] == "(" and numbers and not numbers[0][0].yearly
        if numbers and (joined or opened) and not numbers[0][0].bare:
            return _Member(numbers, *found.span(), bare=False)
    return None


def _says_more(text: CitableText, start: int, end: int) -> bool:
    """Whether something beside the names of bodies is said between two numbers."""
    return bool(words().bodies.pattern.sub("", text.plain[start:end]).strip())


def _goes_on(text: CitableText, member: _Member) -> bool:
    """Whether a bare number among full ones is a member of their list: "1261 (1999), 1314 and 1379 (2001)"."""
    return int(member.first.number) >= 100 and words().continued.match(text.plain, member.end) is not None


def _distant(text: CitableText, start: int, reach: int) -> _Member | None:
    """The first number of the sentence that is a resolution's though other words stand before it."""
    for found in words().number.finditer(text.folded, start, text.sentence_end(start, reach)):
        numbers = read_numbers(found)
        led = _said("naming").search(text.plain[start : found.start()]) is not None
        if numbers and names_apart(text, numbers[0][0], *found.span(), said=led):
            return _Member(numbers, *found.span(), bare=False)
    return None


def _member_at(text: CitableText, at: int, limit: int, noun: Noun, *, bare: bool) -> _Member | None:
    found = words().number.match(text.folded, at)
    if found and found.start() < limit:
        numbers = read_numbers(found)
        if numbers and (spanned := _spanned(text, numbers[0][0], found, noun)):
            return spanned
        return _Member(numbers, *found.span(), bare=False) if numbers else None
    found = words().worn.match(text.folded, at) if bare else None
    if found and found.start() < limit and (numbers := read_worn(found)):
        return _Member(numbers, *found.span(), bare=False)
    return _bare_at(text, at, limit, noun) if bare else None


def _bare_at(text: CitableText, at: int, limit: int, noun: Noun) -> _Member | None:
    found = words().bare.match(text.folded, at)
    if found is None or found.start() >= limit or _is_of_date(text, found):
        return None
    number = Number(found["n"].replace(".", ""), letter=found["l"] or "")
    span = _said("span").match(text.folded, found.end())
    if span and noun.many and 0 < int(span[1]) - int(number.number) < LONGEST_SPAN:
        year = int(span[2]) if span[2] else None
        inner = [Number(str(value), year=year) for value in range(int(number.number) + 1, int(span[1]) + 1)]
        numbers = [(number._replace(year=year), *found.span()), *((one, *span.span()) for one in inner)]
        return _Member(numbers, found.start(), span.end(), bare=year is None)
    year = None if number.letter else _YEAR_BEHIND.match(text.folded, found.end())
    if year and is_year_of(Number(year[1]), number) and not words().year_marked.match(text.plain, year.end()):
        span = found.start(), year.end()
        return _Member([(number._replace(year=int(year[1])), *span)], *span, bare=False)
    return _Member([(number, *found.span())], *found.span(), bare=True)


def _is_of_date(text: CitableText, found: re.Match[str]) -> bool:
    """Whether a bare number is a year or a day: "resolutions of 1967", "резолюции 1967 года", "resolution 15 May"."""
    if len(found["n"]) < 3:
        return words().month.match(text.plain, found.end() + 1) is not None
    if len(found["n"]) != 4 or not found["n"].startswith(("19", "20")):
        return False
    start, end = found.span()
    bracketed = text.plain[start - 1 : start] == "(" and text.plain[end : end + 1] == ")"
    led = words().year_led.search(text.plain, max(0, start - 16), start)
    return bracketed or led is not None or words().year_marked.match(text.plain, end) is not None


def _spanned(text: CitableText, first: Number, found: re.Match[str], noun: Noun) -> _Member | None:
    """The numbers of a session from one to another: "resolutions 77/1 to 77/3"."""
    span = (
        _said("session_span").match(text.folded, found.end())
        if noun.many and first.session and not first.letter
        else None
    )
    if span is None or span[1] != first.session or not 0 < int(span[2]) - int(first.number) < LONGEST_SPAN:
        return None
    more = range(int(first.number) + 1, int(span[2]) + 1)
    numbers = [(first._replace(number=str(value)), *span.span()) for value in more]
    return _Member([(first, *found.span()), *numbers], found.start(), span.end(), bare=False)
