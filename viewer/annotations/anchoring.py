"""Where a note belongs: said in several ways when it is made, found again when the text has changed.

The order of trust is that of the W3C selectors: the position where quote and context still stand there; else the
exact quote elsewhere, told from its repetitions by its context; else something much like it; else the note is lost.
A short or repeated quote without its context is lost too: a note at a wrong place is worse than one that says that it
has none. Comparing is done on folded text (white space, joined hyphens, presentation forms), which another extraction
changes first.

The search for a likeness is bounded: pieces of the quote are looked up by ``str.find``, and only the places they agree
on are compared by difflib, at most ``LONGEST_COMPARED`` characters from each end.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from viewer.model.annotation import Anchor, AnnotationKind
from viewer.model.folded_text import FoldedText
from viewer.model.record import record
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.geometry import PageRect
    from viewer.model.text import DocumentText

CONTEXT = 32
"""Characters of context kept on each side, as the W3C model's implementations do."""
SHORT_QUOTE = 16
"""A quote with fewer folded characters than this is placed only with its context."""
ENOUGH_CONTEXT = 0.6
CLEARLY_BETTER = 0.2
LONG_QUOTE = 48
SOME_CONTEXT = 0.25
"""Words that are found with less than their whole context are sure only if they are as long as this, stand nowhere
else, and have some of it. Measured on paragraphs that differ in a few words, of which some were removed: of the places
said to be sure 7.7 % were another paragraph's without this, 2.6 % with it, all of them with the whole context alike."""
LIKE_ENOUGH = 0.75
SEED_LENGTH = 10
MOST_SEEDS = 48
MOST_HITS_OF_A_SEED = 40
MOST_COMPARED = 4
LONGEST_COMPARED = 240
MOST_OCCURRENCES = 5000


class PlacementKind(Enum):
    """How sure a place is."""

    EXACT = "exact"
    """Where it was, with the same words."""
    MOVED = "moved"
    """The same words, at another place."""
    LIKELY = "likely"
    """Words much like them; the reader should confirm it."""
    LOST = "lost"
    """Not found, or not to be told from other places."""


@record
class Placement:
    """Where a note stands in a text: ``span`` is None where it is lost; ``score`` is from 0 to 1."""

    span: Span | None
    how: PlacementKind
    score: float

    @property
    def remembered(self) -> tuple[str, float] | None:
        """What lists over all documents are to know of it: how and how surely it was found; None where it stands."""
        return None if self.how is PlacementKind.EXACT else (self.how.value, self.score)


class Anchored(Protocol):
    """What is placed: a note, or a passage that a correction quotes."""

    @property
    def id(self) -> str:
        """What it is known by."""
        ...

    @property
    def kind(self) -> AnnotationKind:
        """What it is about."""
        ...

    @property
    def anchor(self) -> Anchor:
        """Where it belongs."""
        ...


@record
class Passage:
    """A passage that is quoted and bears no note."""

    id: str
    anchor: Anchor
    kind: AnnotationKind = AnnotationKind.HIGHLIGHT


LOST = Placement(None, PlacementKind.LOST, 0.0)


def make_anchor(text: DocumentText, span: Span, rects: Sequence[PageRect]) -> Anchor:
    """An anchor of a passage. ``rects`` are its boxes on its first page in PDF points."""
    return Anchor(
        span=span,
        text_version=text.version,
        quote=text.slice(span),
        prefix=text.slice(Span(max(0, span.start - CONTEXT), span.start)),
        suffix=text.slice(Span(span.end, max(span.end, min(len(text), span.end + CONTEXT)))),
        page=text.page_of(span.start),
        rects=tuple(rects),
    )


def anchor_of_page(text: DocumentText, page: int) -> Anchor:
    """An anchor of a page (from 0), told from others by how it begins and how the one before it ends.

    A page that has not been read yet is known by its number alone.
    """
    here = text.page_span(page) if page < text.page_count else Span(0, 0)
    return Anchor(
        span=here,
        text_version=text.version,
        quote="",
        prefix=text.slice(Span(max(0, here.start - CONTEXT), here.start)),
        suffix=text.slice(Span(here.start, min(here.end, here.start + CONTEXT))),
        page=page,
    )


def place(anchor: Anchor, text: DocumentText) -> Placement:
    """Find an anchor in a text. For many anchors of one text, use a ``Placer``."""
    return Placer(text).place(anchor)


def is_by_page(note: Anchored) -> bool:
    """Whether a note is about a page as a whole, so that it quotes nothing."""
    return note.kind is AnnotationKind.PAGE or (note.kind is AnnotationKind.BOOKMARK and not note.anchor.quote)


# A hyphen at a line's end, white space other than one blank, characters without width, and presentation forms.
_FOLDED = re.compile(
    r"(?<=\w)[-\u2010\u00ad][ \t]*[\r\n\f]+\s*(?=\w)|\s{2,}|[^\S ]"
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\ufb00-\ufdff\ufe70-\ufefc\uff01-\uff5e]+"
)


def _replacement(found: str) -> str:
    if found.isspace():
        return " "
    first = found[0]
    if first >= "\ufb00" and first != "\ufeff":
        return unicodedata.normalize("NFKC", found)
    return ""  # a joined hyphen, or characters without width


def fold_for_anchoring(text: str) -> FoldedText:
    """The text as anchors are compared: white space one blank, line-end hyphens joined, presentation forms plain."""
    return FoldedText.rewrite(text, ((m.start(), m.end(), _replacement(m.group())) for m in _FOLDED.finditer(text)))


class Placer:
    """Places anchors in one text, which is folded once."""

    def __init__(self, text: DocumentText) -> None:
        self._text = text
        self._folded_text: FoldedText | None = None
        self._begins: list[str] | None = None

    @property
    def _folded(self) -> FoldedText:
        if self._folded_text is None:
            self._folded_text = fold_for_anchoring(str(self._text))
        return self._folded_text

    def place_note(self, note: Anchored) -> Placement:
        """Find what a note is about: exact, moved, likely or lost."""
        unmoved = self.unmoved(note)
        if unmoved is not None:
            return unmoved
        if note.kind is AnnotationKind.REGION and not note.anchor.quote:
            return self._place_of_region(note.anchor)
        return self._place_of_whole_page(note.anchor) if is_by_page(note) else self.place(note.anchor)

    def unmoved(self, note: Anchored) -> Placement | None:
        """The place of a note that stands where it was made, else None. Quick: nothing is searched for.

        The text may still be growing.
        """
        text, anchor = self._text, note.anchor
        if note.kind is AnnotationKind.DOCUMENT:
            return Placement(Span(0, len(text)), PlacementKind.EXACT, 1.0)
        if is_by_page(note):
            known = anchor.page < text.page_count and self._is_page_unmoved(anchor)
            return Placement(text.page_span(anchor.page), PlacementKind.EXACT, 1.0) if known else None
        if note.kind is AnnotationKind.REGION and not anchor.quote:
            return Placement(anchor.span, PlacementKind.EXACT, 1.0) if self._is_region_unmoved(anchor) else None
        return Placement(anchor.span, PlacementKind.EXACT, 1.0) if anchor.quote and self._stands(anchor) else None

    def place(self, anchor: Anchor) -> Placement:
        """Find an anchor: exact, moved, likely or lost."""
        if not anchor.quote:
            return self._place_of_page(anchor)
        if self._stands(anchor):
            return Placement(anchor.span, PlacementKind.EXACT, 1.0)
        pattern = _Pattern.of(anchor)
        if not pattern.quote:
            return LOST
        found = self._exact_quote(pattern, anchor)
        return self._likeness(pattern) if found is None else found

    def _place_of_page(self, anchor: Anchor) -> Placement:
        text = self._text
        if anchor.text_version == text.version and anchor.span.end <= len(text):
            return Placement(anchor.span, PlacementKind.EXACT, 1.0)
        if anchor.page < text.page_count:
            return Placement(text.page_span(anchor.page), PlacementKind.MOVED, 1.0)
        return LOST

    def _is_page_unmoved(self, anchor: Anchor) -> bool:
        """Whether the page of that number, which is there, begins as it did, and so the one before it ends.

        Of a note without such context (it came from elsewhere, or before its page was read) the number is all there is,
        and that the page has its length and place in the text.
        """
        text = self._text
        here = text.page_span(anchor.page)
        if not anchor.prefix and not anchor.suffix:
            return not anchor.span or anchor.span == here
        before = text.slice(Span(max(0, here.start - len(anchor.prefix)), here.start))
        begin = text.slice(Span(here.start, min(here.end, here.start + CONTEXT)))
        return before == anchor.prefix and begin == anchor.suffix

    def _place_of_whole_page(self, anchor: Anchor) -> Placement:
        """A page in another text: the one that begins so; that of its number, to be confirmed, if it is much like."""
        text = self._text
        begin, before = (fold_for_anchoring(part).folded.strip() for part in (anchor.suffix, anchor.prefix))
        there = anchor.page < text.page_count
        if not begin:  # there were no words on it, or it came from elsewhere
            return Placement(text.page_span(anchor.page), PlacementKind.LIKELY, 0.5) if there else LOST
        begins = self._page_begins
        alike = [number for number, words in enumerate(begins) if words.startswith(begin)]
        if before and len(alike) != 1:
            alike = [number for number in alike if self._ends_before(number).endswith(before)]
        if len(alike) == 1 and len(begin + before) >= SHORT_QUOTE:
            how = PlacementKind.EXACT if alike[0] == anchor.page else PlacementKind.MOVED
            return Placement(text.page_span(alike[0]), how, 1.0)
        if not there:
            return LOST
        score = SequenceMatcher(None, begin, begins[anchor.page][: len(begin)], autojunk=False).ratio()
        return Placement(text.page_span(anchor.page), PlacementKind.LIKELY, score) if score >= LIKE_ENOUGH else LOST

    @property
    def _page_begins(self) -> list[str]:
        """The first words of all pages, folded. The text is complete: only then is anything looked for in it."""
        if self._begins is None:
            self._begins = [fold_for_anchoring(page[: 3 * CONTEXT]).folded.strip() for page in self._text.pages]
        return self._begins

    def _ends_before(self, page: int) -> str:
        """The last words before a page, folded."""
        start = self._text.page_span(page).start
        return fold_for_anchoring(self._text.slice(Span(max(0, start - 3 * CONTEXT), start))).folded.strip()

    def _is_region_unmoved(self, anchor: Anchor) -> bool:
        """Whether what stands before and after a region without words stands there still, on its page."""
        text = self._text
        if anchor.page >= text.page_count or not self._stands(anchor):
            return False
        here = text.page_span(anchor.page)
        told = bool(anchor.prefix.strip() or anchor.suffix.strip()) or not text.slice(here).strip()
        return told and here.start <= anchor.span.start <= here.end

    def _place_of_region(self, anchor: Anchor) -> Placement:
        """A region without words in another text: by what stood around it; on its page, to be confirmed, by nothing."""
        text = self._text
        around = fold_for_anchoring(anchor.prefix + anchor.suffix)
        if around.folded.strip():
            found = list(_occurrences(self._folded.folded, around.folded, 2))
            if len(found) != 1 or len(around.folded) < SHORT_QUOTE:
                return LOST
            at = found[0] + around.to_folded(Span(0, len(anchor.prefix))).end
            place = self._folded.to_original(Span(at, at)).start
            return Placement(Span(place, place), PlacementKind.MOVED, 1.0)
        if anchor.page >= text.page_count:
            return LOST
        here = text.page_span(anchor.page).start  # words have been recognised on what was a picture
        return Placement(Span(here, here), PlacementKind.LIKELY, 0.5)

    def _stands(self, anchor: Anchor) -> bool:
        text, span = self._text, anchor.span
        if span.end > len(text):
            return False
        with_context = Span(max(0, span.start - len(anchor.prefix)), min(len(text), span.end + len(anchor.suffix)))
        return text.slice(with_context) == anchor.prefix + anchor.quote + anchor.suffix

    # -- the same words -----------------------------------------------------------------------------------------------

    def _exact_quote(self, pattern: _Pattern, anchor: Anchor) -> Placement | None:
        """The one place where the quote stands with its context; LOST where that cannot be told; None if nowhere."""
        folded = self._folded.folded
        scored = [
            (pattern.context_at(folded, at, at + len(pattern.quote)), at)
            for at in _occurrences(folded, pattern.quote, MOST_OCCURRENCES)
        ]
        if not scored:
            return None
        if len(scored) == MOST_OCCURRENCES:
            return LOST  # not all were looked at
        scored.sort(reverse=True)
        best, at = scored[0]
        alone = len(scored) == 1
        sure = alone and len(pattern.quote) >= SHORT_QUOTE
        told_apart = best >= ENOUGH_CONTEXT and (alone or best - scored[1][0] >= CLEARLY_BETTER)
        if not (sure or told_apart):
            return LOST
        span = self._folded.to_original(Span(at, at + len(pattern.quote)))
        whole = best == 1.0
        long_enough = alone and len(pattern.quote) >= LONG_QUOTE and best >= SOME_CONTEXT
        if not (whole or long_enough):
            return Placement(span, PlacementKind.LIKELY, LIKE_ENOUGH + (1 - LIKE_ENOUGH) * best)
        how = PlacementKind.EXACT if span == anchor.span else PlacementKind.MOVED
        return Placement(span, how, 0.5 + 0.5 * best)

    # -- much the same words ------------------------------------------------------------------------------------------

    def _likeness(self, pattern: _Pattern) -> Placement:
        folded = self._folded.folded
        found: list[tuple[float, Span]] = []
        for start in self._promising_starts(pattern):
            candidate = pattern.compare(folded, start)
            if candidate is not None and not any(candidate[1].overlaps(span) for _, span in found):
                found.append(candidate)
        found.sort(key=lambda candidate: -candidate[0])
        if not found:
            return LOST
        score, span = found[0]
        unclear = len(found) > 1 and score - found[1][0] < CLEARLY_BETTER / 2
        if score < LIKE_ENOUGH or unclear:
            return LOST
        return Placement(self._folded.to_original(span), PlacementKind.LIKELY, score)

    def _promising_starts(self, pattern: _Pattern) -> list[int]:
        """Where the quote would start if the pieces of it that are found stand where they belong, best first."""
        folded = self._folded.folded
        votes: Counter[int] = Counter()
        for offset, seed in pattern.seeds():
            hits = list(_occurrences(folded, seed, MOST_HITS_OF_A_SEED + 1))
            if len(hits) <= MOST_HITS_OF_A_SEED:  # a piece that stands everywhere says nothing
                for at in hits:
                    votes[max(0, at - offset) // SEED_LENGTH] += 1
        together = Counter({bucket: votes[bucket] + votes[bucket - 1] + votes[bucket + 1] for bucket in list(votes)})
        starts: list[int] = []
        for bucket, _ in together.most_common():
            start = bucket * SEED_LENGTH
            if all(abs(start - other) > 2 * SEED_LENGTH for other in starts):
                starts.append(start)
            if len(starts) == MOST_COMPARED:
                break
        return starts


@record
class _Pattern:
    """A quote and its context, folded."""

    prefix: str
    quote: str
    suffix: str

    @classmethod
    def of(cls, anchor: Anchor) -> _Pattern:
        # Folded as a whole, so that a hyphen or blank at the border is treated as it is in the text.
        whole = fold_for_anchoring(anchor.prefix + anchor.quote + anchor.suffix)
        quote = whole.to_folded(Span(len(anchor.prefix), len(anchor.prefix) + len(anchor.quote)))
        folded = whole.folded
        return cls(folded[: quote.start], folded[quote.start : quote.end], folded[quote.end :])

    def context_at(self, folded: str, start: int, end: int) -> float:
        """How much of the context stands around a place, from 0 to 1; 1 where the anchor has none to compare."""
        length = len(self.prefix) + len(self.suffix)
        if length == 0:
            return 1.0 if len(folded) == end - start else 0.0
        before = folded[max(0, start - len(self.prefix)) : start]
        after = folded[end : end + len(self.suffix)]
        same = _same(before[::-1], self.prefix[::-1]) + _same(after, self.suffix)
        return same / length

    def seeds(self) -> Iterator[tuple[int, str]]:
        """Pieces of quote and context with their offsets from the start of the quote."""
        whole = self.prefix + self.quote + self.suffix
        step = max(SEED_LENGTH // 2, len(whole) // MOST_SEEDS)
        for at in range(0, max(1, len(whole) - SEED_LENGTH + 1), step):
            yield at - len(self.prefix), whole[at : at + SEED_LENGTH]

    def compare(self, folded: str, start: int) -> tuple[float, Span] | None:
        """Compare with the text about ``start``: the score, and the span of what corresponds to the quote."""
        head, tail = self.quote[:LONGEST_COMPARED], ""
        if len(self.quote) > LONGEST_COMPARED:
            tail = self.quote[-LONGEST_COMPARED:]
        first = _align(head, self.prefix, "" if tail else self.suffix, folded, start)
        if first is None:
            return None
        if not tail:
            return _with_short_quotes_checked(first, len(self.quote))
        last = _align(tail, "", self.suffix, folded, first[1].start + len(self.quote) - len(tail))
        if last is None or last[1].end <= first[1].start:
            return None
        return min(first[0], last[0]), Span(first[1].start, last[1].end)


def _with_short_quotes_checked(found: tuple[float, Span], length: int) -> tuple[float, Span] | None:
    return found if length >= SHORT_QUOTE or found[0] >= (1 + LIKE_ENOUGH) / 2 else None


def _align(part: str, before: str, after: str, folded: str, start: int) -> tuple[float, Span] | None:
    """Lay a part of the quote with its context over the text about ``start``; its score and where it lies."""
    pattern = before + part + after
    slack = 3 * SEED_LENGTH + len(part) // 5
    low = max(0, start - len(before) - slack)
    window = folded[low : max(low, start + len(part) + len(after) + slack)]
    blocks = SequenceMatcher(None, pattern, window, autojunk=False).get_matching_blocks()
    blocks = [block for block in blocks if block.size >= 3]  # single letters agree by chance
    begin, end = len(before), len(before) + len(part)
    inside = [
        (max(block.a, begin), min(block.a + block.size, end), block.b - block.a)
        for block in blocks
        if block.a < end and block.a + block.size > begin
    ]
    if not inside:
        return None
    span = Span(low + inside[0][0] + inside[0][2], low + inside[-1][1] + inside[-1][2])
    same = sum(stop - at for at, stop, _ in inside)
    quote_score = 2 * same / (len(part) + len(span))
    context = len(before) + len(after)
    if context == 0:
        return quote_score, span
    same_context = sum(block.size for block in blocks) - same
    return 0.7 * quote_score + 0.3 * same_context / context, span


def _same(one: str, other: str) -> int:
    """How many characters two strings have in common from their start."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))


def _occurrences(text: str, part: str, limit: int) -> Iterator[int]:
    at = text.find(part)
    while at >= 0 and limit:
        yield at
        limit -= 1
        at = text.find(part, at + 1)
