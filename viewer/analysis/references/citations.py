"""Citations as they are written: the word "resolution" in six languages and the numbers that it governs.

A citation is a number with what the text says around it; which document it names is decided by
viewer/analysis/references/resolving.py. Offsets are those of a text folded for citations.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.references.apart import is_heading
from viewer.analysis.references.citewords import FOREIGN, Noun, words
from viewer.analysis.references.number_lists import numbers_after
from viewer.analysis.references.numbering import Number, is_sure
from viewer.analysis.references.years import is_of_session
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.references.citable import Body, CitableText

_TO_BODY = 110
"""Characters behind a number in which its body is named: ", adopted in Geneva on its last day by the Council"."""
_TO_PART = 110
"""Characters before the word in which its part is named: "paragraph 5 (a) of Security Council"."""
_TO_SPEAKER = 220
"""Characters behind a number in which the sentence says whose resolution it is."""
_SENTENCE_REACH = 140
"""Characters before the word in which the sentence may say when it was adopted."""
_TO_ADOPTED = 30
"""Characters between a body and the resolution that it adopted: "The Commission on Narcotic Drugs adopted"."""
_TO_NEXT = 6
"""Characters between two citations of one body: "adopted resolution 55/1 and resolution 55/7"."""
_TO_OWNER = 30
"""Characters between a number or its date and the body whose it is: "of the former"."""
_TO_ANOTHER = 20
"""Characters between two citations that are named in one breath."""
_NUMBER_ENDS = re.compile(r"[\d)](?= )")
_FIGURE = re.compile(r"\d")
_UNKNOWN = "unknown"
_PARTING = re.compile(r"[,;:()]")
_SENTENCE_SIGN = re.compile(r"[;,/]|(?<!no)(?<!nos)(?<!num)(?<!nums)(?<!res)\. ")
_OF_NEXT = re.compile(r"(?:'s)? (?:res|decis)")
"""What follows a body that is the next citation's: "resolution 48/141, General Assembly resolution 60/251"."""


_said = partial(phrase, "references")


@dataclass(slots=True)
class Citation:
    """A number in its place, and what the words around it say; filled in as they are read.

    ``adjacent`` is the body named beside it (``None`` none, an empty string one that is not known); ``nearby`` is the
    last body named before it in the sentence. ``own`` is true for "its resolution". ``tight`` says that nothing but
    words of citing stand between the word and the number; ``direct`` that only the body and "No." do; ``listed`` that
    it stands in a list whose members are sure to be resolutions, ``dated`` is the year of the date beside it,
    ``united`` says that it is called the United Nations', ``elliptic`` that the document must elsewhere say that it is
    a resolution's number ("la 1559"), ``either`` that it is one of "resolutions and decisions".
    """

    number: Number
    noun: Noun
    start: int
    end: int
    adjacent: str | None = None
    nearby: str | None = None
    own: bool = False
    tight: bool = True
    direct: bool = True
    pin: tuple[int, int] | None = None
    dates: tuple[tuple[int, int], ...] = ()
    listed: bool = False
    dated: int | None = None
    united: bool = False
    elliptic: bool = False
    either: bool = False


class _Behind(NamedTuple):
    """What stands right behind a number."""

    body: str | None
    dates: tuple[tuple[int, int], ...]
    pin: tuple[int, int] | None
    end: int


class _Before(NamedTuple):
    """Where the citation before ends, where what stands behind it does (body, date, part), and whose it is."""

    end: int = 0
    behind: int = 0
    organ: str | None = None


def find_citations(text: CitableText) -> Iterator[Citation]:
    """The citations whose numbers follow the word, list by list."""
    before = _Before()
    for at, (word, noun) in enumerate(text.nouns):
        if noun.last or is_refused(text, word):
            continue
        limit = text.nouns[at + 1][0].start() if at + 1 < len(text.nouns) else len(text.plain)
        listed = list(numbers_after(text, word.end(), noun, limit))
        either = bool(listed) and is_either(text, word)
        citations = [Citation(one.number, noun, one.start, one.end, tight=one.tight, either=either) for one in listed]
        _tell_sessions(citations)
        if not citations or (citations[0].number.bare and _parted(text.plain[word.end() : citations[0].start])):
            continue
        single = len(citations) == 1 and is_heading(text, citations[0].number, citations[0].end)
        if single and _said("plural").search(word.group()):
            continue  # the word is a heading, too: "Resolutions", and on the next line "1995/43. Human rights"
        end = citations[-1].end
        behinds = [_behind(text, one.end, limit) for one, limit in _with_limits(citations, limit)]
        _tell_bodies(text, word, citations, before, behinds)
        _tell_circumstances(text, word, citations, before, behinds)
        yield from citations
        before = _Before(end, behinds[-1].end, citations[-1].adjacent)


def _tell_sessions(citations: Sequence[Citation]) -> None:
    """Give a bare number the session that is said once for both: "resolutions 2396 and 2397 (XXIII)"."""
    for one, following in zip(reversed(citations[:-1]), reversed(citations[1:]), strict=True):
        session = following.number.session
        if one.number.bare and following.number.roman and is_of_session(int(one.number.number), session):
            one.number = one.number._replace(session=session, roman=True)


def _with_limits(citations: Sequence[Citation], limit: int) -> Iterator[tuple[Citation, int]]:
    """The citations of a list, each with where what stands behind it must end."""
    return zip(citations, [*(one.start for one in citations[1:]), limit], strict=True)


def is_refused(text: CitableText, word: re.Match[str]) -> bool:
    """Whether the words beside say that it is no resolution, or not an adopted one: "draft resolution"."""
    before = words().refused_before.search(text.plain, max(0, word.start() - 40), word.start())
    return before is not None or words().refused_after.match(text.plain, word.end()) is not None


def is_either(text: CitableText, word: re.Match[str]) -> bool:
    """Whether a word is the second of "resolutions and decisions", which are told apart by their numbers."""
    if word.group().startswith("و") and text.word_ending(word.start() - 1):
        return True
    blank = text.plain.rfind(" ", 0, max(0, word.start() - 1))
    joined = words().joined.search(text.plain, max(0, blank), word.start())
    if joined is None or _FIGURE.search(text.plain, max(0, blank), word.start()):  # "resolution 31/1, decision 31/408"
        return False
    return text.word_ending(blank) is not None


def _tell_bodies(
    text: CitableText, word: re.Match[str], citations: Sequence[Citation], before: _Before, behinds: Sequence[_Behind]
) -> None:
    """Say which bodies are named beside the citations of a list and before them, and whether they are "its"."""
    first = citations[0]
    inner = text.organ_before(word.end(), first.start)
    leading, own = _leading(text, word.start(), before)
    own = own or _says_own(text.plain[word.end() : first.start], word.group())
    adjacent = inner if inner is not None else (first.noun.organ or leading)
    nearby = None
    if adjacent in {None, "any"} and any(one.number.year is None for one in citations):
        nearby = _nearby(text, word.start(), before.end, own=own)
    if adjacent is None and nearby is None and (own or _opens_sentence(text, word.start())):
        nearby = _speaker_behind(text, behinds[-1].end) or _speaker_of_sentence(text, word.start(), behinds[-1].end)
    if adjacent is None and before.organ in FOREIGN and word.start() - before.behind <= _TO_NEXT:
        adjacent = before.organ
    elif adjacent is None and nearby in FOREIGN and _adopts(text, word.start()):
        adjacent = nearby
    for one in citations:
        one.adjacent, one.nearby, one.own = adjacent, nearby, own
    owners = [_owner(behind.body, one.number) for one, behind in zip(citations, behinds, strict=True)]
    _tell_owners(
        citations, owners, fixed=inner is not None or leading is not None, led=inner is None and leading is not None
    )


def _adopts(text: CitableText, start: int) -> bool:
    """Whether the body before the word is said to adopt what it names."""
    body = text.body_before(max(0, start - 3 * _TO_ADOPTED), start)
    return (
        body is not None
        and start - body.end <= _TO_ADOPTED
        and words().adopting.search(text.plain, body.end, start) is not None
    )


def _tell_owners(citations: Sequence[Citation], owners: Sequence[str | None], *, fixed: bool, led: bool) -> None:
    """Give the members of a list the body named behind them: "62/243 and 64/1 of the General Assembly".

    It counts for what stands before it, unless a body leads the list (``led``), and for what goes on behind it, unless
    one is named at its beginning at all (``fixed``).
    """
    waiting = 0
    following: str | None = None
    for at, (citation, owner) in enumerate(zip(citations, owners, strict=True)):
        if following is not None and not fixed:
            citation.adjacent = following
        if owner is None:
            continue
        for one in citations[waiting : at + 1]:
            if not led or one.adjacent is None:
                one.adjacent = owner
        waiting, following = at + 1, owner


def _tell_circumstances(
    text: CitableText, word: re.Match[str], citations: Sequence[Citation], before: _Before, behinds: Sequence[_Behind]
) -> None:
    """Say what else stands around the citations of a list: parts and dates, and how the word leads to the numbers."""
    first = citations[0]
    gap = text.plain[word.end() : first.start]
    listed = any(one.number.year is not None and is_sure(one.number) for one in citations)
    bare = any(one.number.bare for one in citations)
    direct = bare and first.tight and _is_direct(text, word.end(), first.start)
    united = bare and _said("united").search(text.folded, max(0, word.start() - 30), first.end + 40) is not None
    for one, behind in zip(citations, behinds, strict=True):
        one.direct, one.listed, one.united, one.pin, one.dates = direct, listed, united, behind.pin, behind.dates
    first.pin = first.pin or part_before(text, before.end, word.start())
    if not first.dates and (adopted := _adopted(text, word.start(), before.behind)):
        first.dates = (adopted.span("date"),)
    for one in citations:
        one.dated = year_of_dates(text, one.dates)
    if first.tight and len(gap) < 60 and not _PARTING.search(gap):
        first.start = word.start()


def _adopted(text: CitableText, start: int, begin: int) -> re.Match[str] | None:
    """The date of adoption in the sentence before the word: "On 3 May 2016 the Council adopted resolution"."""
    window = max(begin, text.sentence_start(start, _SENTENCE_REACH))
    if words().adopting.search(text.plain, window, start) is None:
        return None
    return words().adopted.search(text.plain, window, start)


def year_of_dates(text: CitableText, dates: Sequence[tuple[int, int]]) -> int | None:
    """The year that the last of the dates beside a number says."""
    years = [found for span in dates for found in re.findall(r"(?<!\d)\d{4}(?!\d)", text.plain[slice(*span)])]
    return int(years[-1]) if years else None


def _opens_sentence(text: CitableText, start: int) -> bool:
    """Whether a sentence begins with the word: "In resolution 48/141, the General Assembly established"."""
    return _said("opening").fullmatch(text.plain, text.sentence_start(start, 40), start) is not None


def _speaker_behind(text: CitableText, at: int) -> str | None:
    """The body that speaks behind its resolution: "Pursuant to its resolution 50/18, the Council held"."""
    to_speaker = _said("to_speaker").match(text.plain, at)
    found = words().bodies.pattern.match(text.plain, to_speaker.end() if to_speaker else at)
    return None if found is None or _OF_NEXT.match(text.plain, found.end()) else words().bodies.meaning(found)


def _speaker_of_sentence(text: CitableText, start: int, end: int) -> str | None:
    """The body behind a comma in a sentence that begins so: "In its resolution 35/15 on executions, the Council"."""
    if _said("opening").match(text.plain, text.sentence_start(start, 40), start) is None:
        return None
    for body in text.bodies_between(end, text.sentence_end(end, end + _TO_SPEAKER)):
        leads = _said("to_speaker").fullmatch(text.plain, text.plain.rfind(",", end, body.start), body.start)
        if leads and not _OF_NEXT.match(text.plain, body.end):
            return body.organ
    return None


def _owner(body: str | None, number: Number) -> str | None:
    """The body behind a number; one that is not known counts for nothing where a year says whose number it is."""
    if body != _UNKNOWN:
        return body
    return "" if number.year is None else None


def _says_own(gap: str, word: str) -> bool:
    """Whether the word is "its resolution" in a language that says so at its end or behind it."""
    return words().possessive.search(gap) is not None or words().own_form.fullmatch(word) is not None


def _parted(gap: str) -> bool:
    """Whether a sentence's sign parts the word from a bare number, or the number counts what is resolved."""
    if _said("counting").fullmatch(gap):
        return True
    sign = _SENTENCE_SIGN.search(gap)
    return sign is not None and not (sign.group() == "," and words().led.search(gap))


def _is_direct(text: CitableText, start: int, end: int) -> bool:
    """Whether nothing but a body and "No." stands between the word and its number."""
    body = text.body_before(start, end)
    return words().beside.fullmatch(text.plain, body.end if body else start, end) is not None


def _leading(text: CitableText, start: int, before: _Before) -> tuple[str | None, bool]:
    """The body named right before the word, and whether the word is "its" ("its relevant resolutions").

    A body behind the citation before is that one's: "62/243 of the General Assembly, resolution 6/35 of the Council".
    """
    window = max(before.behind, text.sentence_start(start, 90))
    body = text.body_before(window, start)
    begin = body.end if body else window
    possessives = words().possessive.finditer(text.plain, begin, start)
    own = any(words().beside.fullmatch(text.plain, one.start(), start) for one in possessives)
    if body is None or own or not words().beside.fullmatch(text.plain, begin, start):
        return None, own
    return body.organ, own


def _nearby(text: CitableText, start: int, last_end: int, *, own: bool) -> str | None:
    """The last body named in the sentence before the word; right behind a citation, or in "its", the last that speaks.

    A body whose resolution is cited does not speak: "The Council, recalling General Assembly resolution 60/251 and
    resolution 64/292 of the Assembly, and its resolution 51/19". In each clause of a preamble its organ speaks again.
    """
    window = text.sentence_start(start, 220)
    if not own and start - last_end >= _TO_ANOTHER:
        return text.organ_before(window, start)
    clause = deque(_said("clause").finditer(text.folded, window, start), maxlen=1) if own else ()
    begin = clause[0].end() if clause else window
    at = start
    body = text.body_before(begin, at)
    while body is not None and _is_cited(text, body):
        at = body.start
        body = text.body_before(begin, at)
    if body is not None or not clause:
        return text.organ_before(begin, at)
    opening = (body for body in text.bodies_between(window, begin) if _said("clause").match(text.folded, body.end))
    return next((body.organ for body in opening if body.organ not in FOREIGN), None)


def _is_cited(text: CitableText, body: Body) -> bool:
    """Whether a body is named as that whose resolution is cited, beside the word or behind a number."""
    if text.is_beside_noun(body):
        return True
    for number in _NUMBER_ENDS.finditer(text.plain, max(0, body.start - _TO_OWNER), body.start):
        found = words().body_after.match(text.plain, number.end())
        if found and found.end() == body.start and found[0].strip():
            return True
    return False


def _behind(text: CitableText, ends: int, limit: int) -> _Behind:
    """The body, the date and the part named right behind a number."""
    at = ends
    dates: list[tuple[int, int]] = []
    pin: tuple[int, int] | None = None
    between: str | None = None
    for _ in range(3):
        dated = words().dated.match(text.plain, at, min(limit, at + 90))
        if dated and dated.end() > at:
            inner = words().date.search(text.plain, at, dated.end())
            begin = inner.start() if inner else at
            dates.append((begin, dated.end()))
            between = between or text.organ_before(at, begin)
            at = dated.end()
            continue
        behind = words().pin_after.match(text.plain, at, min(limit, at + 60))
        if behind and behind.end() > at:
            pin = pin or trimmed(text.folded, at, behind.end())
            at = behind.end()
            continue
        break
    to_body = words().body_after.match(text.plain, at, at + _TO_BODY)
    found = words().bodies.pattern.match(text.plain, to_body.end()) if to_body else None
    owner = _said("other_owner").match(text.folded, at)
    if between is not None:
        return _Behind(between, tuple(dates), pin, at)
    if found is None and owner and not words().month.match(text.plain, owner.end() - 1):
        return _Behind(_UNKNOWN, tuple(dates), pin, at)
    if found is None or _OF_NEXT.match(text.plain, found.end()):
        return _Behind(None, tuple(dates), pin, at)
    body = _UNKNOWN if _said("government").match(found.group()) else words().bodies.meaning(found)
    return _Behind(body, tuple(dates), pin, found.end())


def part_before(text: CitableText, start: int, end: int) -> tuple[int, int] | None:
    """The part of a resolution that is named right before an offset: "paragraph 5 of" before "resolution"."""
    start = max(start, text.sentence_start(end, _TO_PART))
    found = None
    if words().pin_stem.search(text.plain, start, end):
        found = words().pin_before.search(text.plain, start, end)
    return found.span("pin") if found else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without blanks, commas and brackets at its beginning."""
    while start < end and text[start] in " ,(":
        start += 1
    return start, end
