"""Citations as they are written: the word "resolution" in six languages and the numbers that it governs.

A citation is a number with what the text says around it; which document it names is decided by
viewer/analysis/references/resolving.py. Offsets are those of a text folded for citations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from viewer.analysis.references.citewords import Noun, words
from viewer.analysis.references.numbering import LONGEST_SPAN, Number, is_sure, is_year_of, read_numbers, read_worn
from viewer.analysis.words.wordlists import phrase
from viewer.model.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REACH = 160
"""Characters between two members of a list, or between the word and a number that cannot be anything else."""
_SESSION_REACH = 16
"""Characters between where a number may begin and its first figure: "ES-10/19", and the end of a sentence before it."""
_FIGURE = re.compile(r"\d")
_TO_BODY = 110
"""Characters behind a number in which its body is named: ", adopted in Geneva on its last day by the Council"."""
_SENTENCE_REACH = 140
"""Characters before the word in which the sentence may say when it was adopted."""
_SENTENCE_END = re.compile(r"[.!?。؟]['\")]?\d{0,3} (?=[\"'(]?[^\W\d_a-zа-я])|。")
_UNKNOWN = "unknown"
_PARTING = re.compile(r"[,;:()]")
_SENTENCE_SIGN = re.compile(r"[;,/]|(?<!no)(?<!nos)(?<!num)(?<!nums)(?<!res)\. ")
_OF_NEXT = re.compile(r"(?:'s)? (?:res|decis)")
"""What follows a body that is the next citation's: "resolution 48/141, General Assembly resolution 60/251"."""
_TO_SPEAKER = re.compile(r" ?(?:,|،)? ?(?:the |l'|le |la |el )?")


_said = partial(phrase, "references")


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in its place, and what the words around it say.

    ``adjacent`` is the body named beside it (``None`` none, an empty string one that is not known); ``nearby`` is the
    last body named before it in the sentence. ``own`` is true for "its resolution". ``tight`` says that nothing but
    words of citing stand between the word and the number; ``direct`` that only the body and "No." do; ``listed`` that
    it stands in a list whose members are sure to be resolutions, ``dated`` is the year of the date beside it,
    ``united`` says that it is called the United Nations', ``elliptic`` that the document must elsewhere say that it is
    a resolution's number ("la 1559").
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


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a list, and the body named right behind it."""

    citation: Citation
    body_behind: str | None


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands right behind a number."""

    body: str | None
    dates: tuple[tuple[int, int], ...]
    pin: tuple[int, int] | None
    end: int


@dataclass(frozen=True, slots=True)
class CitableText:
    """A text folded for citations, the same in plain letters, and the words in it that say what is cited."""

    folded: str
    plain: str
    nouns: Sequence[tuple[re.Match[str], Noun]]

    @classmethod
    def of(cls, folded: str, plain: str) -> CitableText:
        """Find the words; ``plain`` is ``folded`` in plain letters."""
        return cls(folded, plain, tuple(words().nouns_in(plain)))

    def word_ending(self, end: int) -> re.Match[str] | None:
        """The word for a resolution that ends at an offset."""
        at = bisect_left(self.nouns, end, key=lambda one: one[0].end())
        if at == len(self.nouns) or self.nouns[at][0].end() != end:
            return None
        found, noun = self.nouns[at]
        return found if noun.kind is ReferenceKind.RESOLUTION else None


def find_citations(text: CitableText) -> Iterator[Citation]:
    """The citations whose numbers follow the word, list by list."""
    nouns = text.nouns
    last_end = 0
    for at, (found, noun) in enumerate(nouns):
        if noun.last:
            continue
        limit = nouns[at + 1][0].start() if at + 1 < len(nouns) else len(text.plain)
        if is_refused(text, found):
            continue
        chain = list(_chain(text, found, noun, limit, last_end))
        yield from chain
        last_end = chain[-1].end if chain else last_end


def is_refused(text: CitableText, word: re.Match[str]) -> bool:
    """Whether the words beside say that it is no resolution, or not an adopted one: "draft resolution"."""
    before = words().refused_before.search(text.plain, max(0, word.start() - 40), word.start())
    return before is not None or words().refused_after.match(text.plain, word.end()) is not None


def _chain(text: CitableText, found: re.Match[str], noun: Noun, limit: int, last_end: int) -> Iterator[Citation]:
    items = list(_numbers_after(text, found.end(), noun, limit))
    if not items:
        return
    first = items[0]
    gap = text.plain[found.end() : first[1]]
    if first[0].bare and _parted(gap):
        return
    inner = last_body(gap)
    tight = first[3]
    direct = tight and _is_direct(gap)
    before, own = _before(text, found.start(), last_end)
    adjacent = inner if inner is not None else (noun.organ or before)
    open_question = adjacent in {None, "any"} and any(item[0].year is None for item in items)
    own = own or _says_own(gap, found.group())
    nearby = _nearby(text, found.start(), last_end, own=own) if open_question else None
    start = found.start() if tight and len(gap) < 60 and not _PARTING.search(gap) else first[1]
    pin = words().part_before(text.plain, max(last_end, found.start() - 110), found.start())
    adopted = _adopted(text, found.start(), last_end)
    listed = any(item[0].year is not None and is_sure(item[0]) for item in items)
    united = words().united.search(text.plain, max(0, found.start() - 30), first[2] + 40) is not None
    adopted_on = (adopted.span("date"),) if adopted else ()
    limits = [*(begins for _, begins, _, _ in items[1:]), limit]
    behinds = [_behind(text, ends, end) for (_, _, ends, _), end in zip(items, limits, strict=True)]
    if adjacent is None and nearby is None and (own or _opens_sentence(text, found.start())):
        nearby = _speaker_behind(text, behinds[-1].end)
    members: list[_Member] = []
    for position, ((number, begins, ends, is_tight), behind) in enumerate(zip(items, behinds, strict=True)):
        dates = behind.dates or (adopted_on if position == 0 else ())
        citation = Citation(
            number,
            noun,
            start if position == 0 else begins,
            ends,
            adjacent,
            nearby,
            own,
            tight and is_tight,
            direct,
            behind.pin or (pin if position == 0 else None),
            dates,
            listed,
            year_of_dates(text, dates),
            united,
        )
        members.append(_Member(citation, _owner(behind.body, number)))
    fixed = inner is not None or before is not None
    yield from _governed(members, fixed=fixed, before=before is not None and inner is None)


def _adopted(text: CitableText, start: int, last_end: int) -> re.Match[str] | None:
    """The date of adoption in the sentence before the word: "On 3 May 2016 the Council adopted resolution"."""
    if words().adopting.search(text.plain, max(last_end, start - _SENTENCE_REACH), start) is None:
        return None
    return words().adopted.search(text.plain, max(last_end, sentence_start(text, start, _SENTENCE_REACH)), start)


def year_of_dates(text: CitableText, dates: Sequence[tuple[int, int]]) -> int | None:
    """The year that the last of the dates beside a number says."""
    years = [found for span in dates for found in re.findall(r"(?<!\d)\d{4}(?!\d)", text.plain[slice(*span)])]
    return int(years[-1]) if years else None


def _opens_sentence(text: CitableText, start: int) -> bool:
    """Whether a sentence begins with the word: "In resolution 48/141, the General Assembly established"."""
    return _said("opening").fullmatch(text.plain, sentence_start(text, start, 40), start) is not None


def _speaker_behind(text: CitableText, at: int) -> str | None:
    """The body that speaks behind its resolution: "Pursuant to its resolution 50/18, the Council held"."""
    to_speaker = _TO_SPEAKER.match(text.plain, at)
    found = words().body.match(text.plain, to_speaker.end()) if to_speaker else None
    return None if found is None or _OF_NEXT.match(text.plain, found.end()) else words().organ_at(found)


def _owner(body: str | None, number: Number) -> str | None:
    """The body behind a number; one that is not known counts for nothing where a year says whose number it is."""
    if body != _UNKNOWN:
        return body
    return "" if number.year is None else None


def _says_own(gap: str, word: str) -> bool:
    """Whether the word is "its resolution" in a language that says so at its end or behind it."""
    return words().possessive.search(gap) is not None or words().own_form.fullmatch(word) is not None


def _governed(members: Sequence[_Member], *, fixed: bool, before: bool) -> Iterator[Citation]:
    """Give the members of a list the body named behind them: "62/243 and 64/1 of the General Assembly"."""
    waiting: list[Citation] = []
    following: str | None = None
    for member in members:
        citation = member.citation
        if following is not None and not fixed:
            citation = replace(citation, adjacent=following)
        waiting.append(citation)
        if member.body_behind is not None:
            for one in waiting:
                yield one if before and one.adjacent is not None else replace(one, adjacent=member.body_behind)
            waiting = []
            following = member.body_behind
    yield from waiting


def _parted(gap: str) -> bool:
    """Whether a sentence's sign parts the word from a bare number, so that the number is not the word's."""
    sign = _SENTENCE_SIGN.search(gap)
    return sign is not None and not (sign.group() == "," and words().led.search(gap))


def _is_year(text: CitableText, found: re.Match[str]) -> bool:
    """Whether a bare number is a year: "42 resolutions (2019)", "the resolutions of 1967", "резолюции 1967 года"."""
    if len(found["n"]) != 4 or not found["n"].startswith(("19", "20")):
        return False
    start, end = found.span()
    bracketed = text.plain[start - 1 : start] == "(" and text.plain[end : end + 1] == ")"
    led = words().year_led.search(text.plain, max(0, start - 16), start)
    return bracketed or led is not None or words().year_marked.match(text.plain, end) is not None


def _is_direct(gap: str) -> bool:
    """Whether nothing but a body and "No." stands between the word and its number."""
    body = None
    for body in words().bodies_in(gap, 0, len(gap)):  # noqa: B007 - the last one counts
        pass
    return words().beside.fullmatch(gap, body.end() if body else 0) is not None


def _numbers_after(text: CitableText, start: int, noun: Noun, limit: int) -> Iterator[tuple[Number, int, int, bool]]:
    """The numbers that the word governs: where each stands, and whether it is tied to what stands before."""
    reach = min(limit, start + _REACH)
    at = words().to_number.match(text.plain, start, reach).end()  # pyright: ignore[reportOptionalMemberAccess] - it may match nothing, so it matches
    tight = True
    item = _number_at(text, at, limit, noun, bare=True)
    if item is None:
        item = _distant(text, start, reach)
        tight = False
    if item is None:
        return
    while item is not None:
        numbers, _, ends, was_bare = item
        for number, number_start, number_end in numbers:
            yield number, number_start, number_end, tight
        before = numbers[-1][0]
        item = _next_number(text, ends, limit, noun, bare=was_bare)
        follows = item is not None and item[3] and text.plain[ends : item[1]].strip() == ","
        if item is not None and follows and is_year_of(item[0][0][0], before):  # "resolution 1973, 2011"
            item = _next_number(text, item[2], limit, noun, bare=was_bare)


def _next_number(
    text: CitableText, ends: int, limit: int, noun: Noun, *, bare: bool
) -> tuple[list[tuple[Number, int, int]], int, int, bool] | None:
    """The next member of a list: behind words of lists, dates and parts, or a topic ("5/1, on ..., and 5/2")."""
    reach = min(limit, ends + _REACH)
    sentence_end = _sentence_end(text, ends, reach)
    if _FIGURE.search(text.folded, ends, sentence_end + _SESSION_REACH) is None:
        return None
    gap = words().between.match(text.plain, ends, reach)
    if gap and gap.end() > ends and _sentence_end(text, ends, gap.end()) == gap.end():
        signed = words().signed.search(text.plain, ends, gap.end()) is not None
        item = _number_at(text, gap.end(), limit, noun, bare=noun.many or signed)
        small = item is not None and item[3] and not noun.many and len(item[0][0][0].number) < 3
        if item is not None and item[3] and (small or (not bare and not _goes_on(text, item))):
            item = None
        if item is not None and (_says_more(text, ends, gap.end()) or (noun.many and not item[0][0][0].bare)):
            return item
    if not noun.many:
        return None
    for found in words().number.finditer(text.folded, ends, sentence_end):
        numbers = read_numbers(found)
        joined = words().joined.search(text.plain, max(ends, found.start() - 16), found.start())
        if numbers and joined and not numbers[0][0].bare:
            return numbers, found.start(), found.end(), False
    return None


def _says_more(text: CitableText, start: int, end: int) -> bool:
    """Whether something beside the names of bodies is said between two numbers."""
    return bool(words().body.sub("", text.plain[start:end]).strip())


def _goes_on(text: CitableText, item: tuple[list[tuple[Number, int, int]], int, int, bool]) -> bool:
    """Whether a bare number among full ones is a member of their list: "1261 (1999), 1314 and 1379 (2001)"."""
    return int(item[0][0][0].number) >= 100 and words().continued.match(text.plain, item[2]) is not None


def _distant(text: CitableText, start: int, reach: int) -> tuple[list[tuple[Number, int, int]], int, int, bool] | None:
    """The first number of the sentence that cannot be anything but a resolution's."""
    for found in words().number.finditer(text.folded, start, _sentence_end(text, start, reach)):
        if text.folded[max(0, found.start() - 2) : found.start()].strip() == ".":
            return None  # the heading of the next one: "2626 (XXV). International Development Strategy"
        numbers = read_numbers(found)
        led = _said("naming").search(text.plain[start : found.start()])
        if numbers and (led or is_sure(numbers[0][0])) and not is_of_another(text, found.start()):
            return numbers, found.start(), found.end(), False
    return None


def is_of_another(text: CitableText, at: int) -> bool:
    """Whether the number at a place is that of a law, a comment and the like: "Law No. 1325 (2000)"."""
    return words().numbered.search(text.plain, max(0, at - 30), at) is not None


def _number_at(
    text: CitableText, at: int, limit: int, noun: Noun, *, bare: bool
) -> tuple[list[tuple[Number, int, int]], int, int, bool] | None:
    found = words().number.match(text.folded, at)
    if found and found.start() < limit:
        numbers = read_numbers(found)
        if numbers and (spanned := _spanned(text, numbers[0][0], found, noun)):
            return spanned
        return (numbers, found.start(), found.end(), False) if numbers else None
    found = words().worn.match(text.folded, at) if bare else None
    if found and found.start() < limit and (numbers := read_worn(found)):
        return numbers, found.start(), found.end(), False
    return _bare_at(text, at, limit, noun) if bare else None


def _bare_at(
    text: CitableText, at: int, limit: int, noun: Noun
) -> tuple[list[tuple[Number, int, int]], int, int, bool] | None:
    found = words().bare.match(text.folded, at)
    if found is None or found.start() >= limit or _is_year(text, found):
        return None
    number = Number(found["n"], letter=found["l"] or "")
    span = _said("span").match(text.folded, found.end())
    if span and noun.many and 0 < int(span[1]) - int(number.number) < LONGEST_SPAN:
        year = int(span[2]) if span[2] else None
        inner = [Number(str(value), year=year) for value in range(int(number.number) + 1, int(span[1]) + 1)]
        numbers = [(replace(number, year=year), *found.span()), *((one, *span.span()) for one in inner)]
        return numbers, found.start(), span.end(), year is None
    return [(number, found.start(), found.end())], found.start(), found.end(), True


def _spanned(
    text: CitableText, first: Number, found: re.Match[str], noun: Noun
) -> tuple[list[tuple[Number, int, int]], int, int, bool] | None:
    """The numbers of a session from one to another: "resolutions 77/1 to 77/3"."""
    span = (
        _said("session_span").match(text.folded, found.end())
        if noun.many and first.session and not first.letter
        else None
    )
    if span is None or span[1] != first.session or not 0 < int(span[2]) - int(first.number) < LONGEST_SPAN:
        return None
    more = range(int(first.number) + 1, int(span[2]) + 1)
    numbers = [(replace(first, number=str(value)), *span.span()) for value in more]
    return [(first, *found.span()), *numbers], found.start(), span.end(), False


def last_body(text: str) -> str | None:
    """The last body that a text in plain letters names; "the Council" is the one that was named in full before."""
    organ: str | None = None
    if len(text) < 2:
        return organ
    for found in words().bodies_in(text, 0, len(text)):
        named = words().organ_at(found)
        organ = organ if named == "any" and organ is not None and organ.endswith("Council") else named
    return organ


def _before(text: CitableText, start: int, last_end: int) -> tuple[str | None, bool]:
    """The body named right before the word, and whether the word is "its" ("its relevant resolutions").

    A body behind the citation before is that one's: "62/243 of the General Assembly, resolution 6/35 of the Council".
    """
    window = max(last_end, start - 90)
    if last_end == window:
        window = _behind(text, last_end, start).end
    found = None
    for found in words().bodies_in(text.plain, window, start):  # noqa: B007 - the last one counts
        pass
    begin = found.end() if found else window
    tail = text.plain[begin:start]
    own = any(words().beside.fullmatch(tail, one.start()) for one in words().possessive.finditer(tail))
    if found is None or own or not words().beside.fullmatch(tail):
        return None, own
    return words().organ_at(found), own


def _nearby(text: CitableText, start: int, last_end: int, *, own: bool) -> str | None:
    """The last body named in the sentence before the word.

    It is not that of the citation before where the word says "its": "resolution 64/292 of the Assembly and its
    resolution 51/19" are of two bodies.
    """
    window = max(sentence_start(text, start, 220), last_end if start - last_end < 20 else 0)
    if own and last_end and (to_body := words().body_after.match(text.plain, last_end, last_end + 60)):
        owner = words().body.match(text.plain, to_body.end())
        window = max(window, owner.end()) if owner and owner.end() <= start else window
    return last_body(text.plain[window:start])


def _sentence_end(text: CitableText, start: int, reach: int) -> int:
    """Where the first sentence ends that goes on at an offset, or ``reach``."""
    for end in _SENTENCE_END.finditer(text.folded, start, reach):
        if not _said("abbreviated").search(text.folded, max(0, end.start() - 5), end.start() + 1):
            return end.start()
    return reach


def sentence_start(text: CitableText, at: int, reach: int) -> int:
    """Where the sentence begins that goes on at an offset, or ``reach`` characters before."""
    start = max(0, at - reach)
    for end in _SENTENCE_END.finditer(text.folded, start, at):
        if not _said("abbreviated").search(text.folded, max(0, end.start() - 5), end.start() + 1):
            start = end.end()
    return start


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
            between = between or last_body(text.plain[at:begin])
            at = dated.end()
            continue
        behind = words().pin_after.match(text.plain, at, min(limit, at + 60))
        if behind and behind.end() > at:
            pin = pin or trimmed(text.folded, at, behind.end())
            at = behind.end()
            continue
        break
    to_body = words().body_after.match(text.plain, at, at + _TO_BODY)
    found = words().body.match(text.plain, to_body.end()) if to_body else None
    owner = _said("other_owner").match(text.folded, at)
    if between is not None:
        return _Behind(between, tuple(dates), pin, at)
    if found is None and owner and not words().month.match(text.plain, owner.end() - 1):
        return _Behind(_UNKNOWN, tuple(dates), pin, at)
    if found is None or _OF_NEXT.match(text.plain, found.end()):
        return _Behind(None, tuple(dates), pin, at)
    return _Behind(words().organ_at(found), tuple(dates), pin, found.end())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without blanks, commas and brackets at its beginning."""
    while start < end and text[start] in " ,(":
        start += 1
    return start, end
