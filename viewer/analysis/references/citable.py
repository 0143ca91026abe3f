"""A text that may cite: folded, with the words that say what is cited, the bodies and the ends of sentences in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.references.citewords import Noun, words
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.analysis.words.wordlists import phrase
from viewer.model.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.folded_text import FoldedText

_CYRILLIC_LETTERS = "АВЕКМНОРСТХІЅ"
_LOOKALIKES = str.maketrans(_CYRILLIC_LETTERS, "ABEKMHOPCTXIS")
_CYRILLIC_SYMBOL = re.compile(r"[АЕСТA-Z](?<!\w[АЕСТA-Z])[АЕСТA-Z]{0,4}/[АВЕКМНОРСТХA-Z\d./-]{0,60}\d")
_ROMAN_LOOKALIKES = re.compile(r"\((?:(?<=[\dA-ZА-Я]\()|(?<=[\dA-ZА-Я] \())(?:[EЕ]?[SЅ]-)?[IVXLCХСІ]{1,8}\)")
_SMALL_COUNCIL = re.compile(r"s(?<![\w/.-]s)(?=/\d{4,5}(?![\w/]))")
_COUNCIL_SYMBOL = re.compile(r"S(?<!\wS)/\d{4}")
_TURNED = re.compile(r"\)(?:(?<=\d\))|(?<=\d \)))( ?(?:19|20)\d\d ?)\(")
_SENTENCE_END = re.compile(r"[.!?。؟](?:['\")]?\d{0,3} (?=[\"'(]?[^\W\d_a-zа-я])|(?<=。))")


class Body(NamedTuple):
    """A body named in a text, by its English name ("any" where several share the name)."""

    start: int
    end: int
    organ: str


@dataclass(frozen=True, slots=True)
class CitableText:
    """A text folded for citations, the same in plain letters, and what stands in it, in order.

    ``source`` maps the offsets of ``folded``, which are those of ``plain``, to the text as it was. In ``folded`` the
    letters of symbols that only look Latin are so, and brackets are as they are meant. ``sentence_ends`` are where the
    sign at the end of a sentence begins, ``sentence_starts`` where the next begins.
    """

    source: FoldedText
    folded: str
    plain: str
    nouns: Sequence[tuple[re.Match[str], Noun]]
    bodies: Sequence[Body]
    sentence_ends: Sequence[int]
    sentence_starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> CitableText:
        """Fold a text and find what stands in it."""
        source = fold_for_citations(text)
        folded = _with_turned_brackets(_with_latin_symbols(_with_capital_symbols(source.folded)))
        plain = plain_letters(folded)
        ends = list(_sentence_ends(folded))
        return cls(
            source,
            folded,
            plain,
            list(words().nouns.found_in(plain)),
            [Body(*found.span(), organ) for found, organ in words().bodies.found_in(plain)],
            [end.start() for end in ends],
            [end.end() for end in ends],
        )

    def word_ending(self, end: int) -> re.Match[str] | None:
        """The word for a resolution that ends at an offset."""
        at = bisect_left(self.nouns, end, key=lambda one: one[0].end())
        if at == len(self.nouns) or self.nouns[at][0].end() != end:
            return None
        found, noun = self.nouns[at]
        return found if noun.kind is ReferenceKind.RESOLUTION else None

    def body_before(self, start: int, end: int) -> Body | None:
        """The last body that is named in a part of the text."""
        at = bisect_right(self.bodies, end, key=attrgetter("end")) - 1
        return self.bodies[at] if at >= 0 and self.bodies[at].start >= start else None

    def bodies_between(self, start: int, end: int) -> Sequence[Body]:
        """The bodies that are named in a part of the text."""
        begin = bisect_left(self.bodies, start, key=attrgetter("start"))
        return self.bodies[begin : bisect_right(self.bodies, end, key=attrgetter("end"))]

    def is_beside_noun(self, body: Body) -> bool:
        """Whether a word for a resolution stands right beside a body: "General Assembly resolution 60/251"."""
        ahead = bisect_left(self.nouns, body.end, key=lambda one: one[0].start())
        behind = bisect_right(self.nouns, body.start, key=lambda one: one[0].end()) - 1
        return (ahead < len(self.nouns) and self.nouns[ahead][0].start() <= body.end + 1) or (
            behind >= 0 and self.nouns[behind][0].end() >= body.start - 1
        )

    def organ_before(self, start: int, end: int) -> str | None:
        """The organ of the last body that is named in a part of the text; "the Council" is the one named before it."""
        last = body = self.body_before(start, end)
        while body is not None and body.organ == "any":
            body = self.body_before(start, body.start)
        if body is not None and (body is last or body.organ.endswith("Council")):
            return body.organ
        return last and last.organ

    def sentence_end(self, start: int, reach: int) -> int:
        """Where the first sentence ends that goes on at an offset, or ``reach``."""
        at = bisect_left(self.sentence_ends, start)
        ends = at < len(self.sentence_ends) and self.sentence_starts[at] < reach
        return self.sentence_ends[at] if ends else reach

    def sentence_start(self, at: int, reach: int) -> int:
        """Where the sentence begins that goes on at an offset, or ``reach`` characters before."""
        last = bisect_left(self.sentence_starts, at) - 1
        return max(0, at - reach, self.sentence_starts[last] if last >= 0 else 0)


def _with_capital_symbols(text: str) -> str:
    """The text with the Security Council's symbols in capitals, where recognition took some for small: "s/4098"."""
    if "s/" not in text or not _COUNCIL_SYMBOL.search(text):
        return text
    return _SMALL_COUNCIL.sub("S", text)


def _with_latin_symbols(text: str) -> str:
    """The text with symbols and Roman figures in Latin letters, where they were typed in Cyrillic ones."""
    if text.isascii() or not any(map(text.__contains__, _CYRILLIC_LETTERS)):
        return text
    for pattern in (_CYRILLIC_SYMBOL, _ROMAN_LOOKALIKES):
        text = pattern.sub(lambda found: found.group().translate(_LOOKALIKES), text)
    return text


def _with_turned_brackets(text: str) -> str:
    """The text with brackets as they are meant, where an engine mirrored them in Arabic: "2254 )2015("."""
    return text if text.isascii() else _TURNED.sub(r"(\1)", text)


def _sentence_ends(text: str) -> Iterator[re.Match[str]]:
    """The ends of the sentences of a text, each with the blank behind it."""
    abbreviated = phrase("references", "abbreviated")
    for end in _SENTENCE_END.finditer(text):
        if not abbreviated.search(text, max(0, end.start() - 5), end.start() + 1):
            yield end
