"""Citations in Chinese: the numbers first, one or many, and the word that says what they are at the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from viewer.analysis.references.citations import Citation, trimmed, year_of_dates
from viewer.analysis.references.citewords import words
from viewer.analysis.references.numbering import is_sure, read_chinese
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.references.citable import CitableText
    from viewer.analysis.references.citewords import Noun

    Nouns = Sequence[tuple[re.Match[str], Noun]]

_OWN = re.compile(r"其[^。]{0,14}$")
_BODY_ENDS = re.compile(r"[会會大](?:的|有关|相关|\d{4}年\d+月\d+日| )*$")
_SESSION_BEHIND = re.compile(r" ?\(([IVXL]{1,6})\)")
"""The session behind the word, as texts of the 1970s have it: "第二八七八号决议(XXVI)"."""
_OTHER_NOUN = re.compile(r" ?(?:法|令|条例|條例|指令|规则|規則|公约|公約|来文|來文|案)")
"""What is numbered so and no resolution: "第1325/2000号法令"."""
_AFTER_NOUN = 10
"""Characters between the word and a list that follows it: "決議分別有1718號（2006）"."""


def find_chinese_citations(text: CitableText) -> Iterator[Citation]:
    """The citations whose numbers come before the word, list by list."""
    nouns = [(found, noun) for found, noun in text.nouns if noun.last]
    if not nouns:
        return
    group: list[re.Match[str]] = []
    at = 0
    for found in words().chinese.finditer(text.folded):
        gap = words().between.match(text.plain, group[-1].end(), found.start()) if group else None
        separated = group and not (gap and gap.end() == found.start())
        if group and (separated or _noun_between(nouns, group[-1].end(), found.start())):
            yield from _list(text, group, nouns, found.start())
            group = []
        group.append(found)
        at = found.end()
    if group:
        yield from _list(text, group, nouns, at + 20)


def _noun_between(nouns: Nouns, start: int, end: int) -> tuple[re.Match[str], Noun] | None:
    at = bisect_left(nouns, start, key=lambda one: one[0].start())
    return nouns[at] if at < len(nouns) and nouns[at][0].start() < end else None


def _noun_before(text: CitableText, nouns: Nouns, group: list[re.Match[str]]) -> tuple[re.Match[str], Noun] | None:
    """The word, where it stands before its numbers and one is sure to be a resolution's, or right before them.

    These are "決議分別有1718號（2006）", "决议（2375号）" and "決議2678號".
    """
    start = group[0].start()
    at = bisect_left(nouns, start, key=lambda one: one[0].start()) - 1
    gap = text.plain[nouns[at][0].end() : start] if at >= 0 else "。"
    if len(gap) > _AFTER_NOUN or "。" in gap or _OTHER_NOUN.match(text.folded, group[-1].end()):
        return None
    numbers = [number for found in group for number, _, _ in read_chinese(found)]
    near = gap.strip() in {"", "("} and all(len(number.number) > 2 for number in numbers)  # "决议1号附件" is no first
    return nouns[at] if near or any(map(is_sure, numbers)) else None


def _list(text: CitableText, group: list[re.Match[str]], nouns: Nouns, limit: int) -> Iterator[Citation]:
    led = any(found["led"] is not None for found in group)
    noun = None if led else _noun_between(nouns, group[-1].end(), min(limit, group[-1].end() + 4))
    after = noun is not None
    noun = noun or _noun_before(text, nouns, group)
    if noun is None or words().refused_after.match(text.plain, noun[0].end()):
        return
    begin = max(0, group[0].start() - 80)
    begin = max(begin, text.folded.rfind("。", begin, group[0].start()) + 1)
    before = text.plain[begin : group[0].start()]
    own = _OWN.search(before) is not None and _BODY_ENDS.search(before) is None
    nearby = text.organ_before(begin, group[0].start())
    adjacent = nearby if _BODY_ENDS.search(before) and not own else None
    numbers = [read_chinese(found) for found in group]
    listed = any(is_sure(number) for some in numbers for number, _, _ in some)
    united = phrase("references", "united").search(before) is not None
    for position, found in enumerate(group):
        end = noun[0].end() if after and position == len(group) - 1 else found.end()
        pin = words().pin_after.match(text.plain, end, end + 30)
        if position:
            adjacent = text.organ_before(group[position - 1].end(), found.start()) or adjacent
        dates = _date_before(text, found.start())
        session = _SESSION_BEHIND.match(text.folded, end) if after and len(group) == 1 else None
        for number, start, stop in numbers[position]:
            behind = session if number.bare else None
            last = behind.end() if behind else end
            yield Citation(
                number._replace(session=behind[1], roman=True) if behind else number,
                noun[1],
                start,
                last if stop == found.end() else stop,
                adjacent,
                nearby,
                own,
                pin=trimmed(text.folded, *pin.span()) if pin else None,
                dates=dates,
                listed=listed,
                dated=year_of_dates(text, dates),
                united=united,
            )


def _date_before(text: CitableText, start: int) -> tuple[tuple[int, int], ...]:
    """The date right before a number ("1999年8月25日第1261（1999）号"), if there is one."""
    date = None
    for date in words().date.finditer(text.plain, max(0, start - 16), start):  # noqa: B007 - the last
        pass
    return ((date.start(), date.end()),) if date and date.end() >= start - 1 else ()
