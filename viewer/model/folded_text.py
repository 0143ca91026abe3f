"""Normalised copies of a text that carry a map back, so that what is matched on them is found on the page again."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_OFFSETS = "Q"


@dataclass(slots=True)
class OffsetMap:
    """Which characters of a text became which of its copy; it grows at its end.

    It is piecewise linear: ``folded_at[i]`` and ``original_at[i]`` are where the i-th piece starts in each; in a piece
    offsets advance together, and one that was ``rewritten`` (1) maps as a whole. They are packed: a long text has some
    100,000 pieces, and numbers by themselves would lie about everywhere in the memory.
    """

    folded_at: array[int] = field(default_factory=lambda: array(_OFFSETS))
    original_at: array[int] = field(default_factory=lambda: array(_OFFSETS))
    rewritten: bytearray = field(default_factory=bytearray)
    folded_length: int = 0
    original_length: int = 0

    def add(self, folded: int, original: int, *, rewritten: bool) -> None:
        """Go on with so many characters of each; what maps one for one extends the piece before it."""
        if rewritten or not self.rewritten or self.rewritten[-1]:
            self.folded_at.append(self.folded_length)
            self.original_at.append(self.original_length)
            self.rewritten.append(rewritten)
        self.folded_length += folded
        self.original_length += original

    def extend(self, other: OffsetMap) -> None:
        """Go on with the map of the text that follows."""
        self.folded_at.extend(at + self.folded_length for at in other.folded_at)
        self.original_at.extend(at + self.original_length for at in other.original_at)
        self.rewritten += other.rewritten
        self.folded_length += other.folded_length
        self.original_length += other.original_length

    def to_original(self, span: Span) -> Span:
        """The smallest span of the original whose folded form holds the given folded span."""
        start = self._back(span.start, end=False)
        if span.start == span.end:
            return Span(start, start)
        return Span(start, max(start, self._back(span.end, end=True)))

    def to_folded(self, span: Span) -> Span:
        """The span of the folded text that the given original span became."""
        start = self._forth(span.start, end=False)
        return Span(start, max(start, self._forth(span.end, end=True)))

    def _piece_end(self, index: int) -> tuple[int, int]:
        following = index + 1
        if following < len(self.folded_at):
            return self.folded_at[following], self.original_at[following]
        return self.folded_length, self.original_length

    def _back(self, offset: int, *, end: bool) -> int:
        index = max(0, bisect_right(self.folded_at, offset - 1 if end else offset) - 1)
        if self.rewritten[index]:
            folded_end, original_end = self._piece_end(index)
            return original_end if end or offset >= folded_end else self.original_at[index]
        return min(self.original_length, self.original_at[index] + offset - self.folded_at[index])

    def _forth(self, offset: int, *, end: bool) -> int:
        index = max(0, bisect_right(self.original_at, offset - 1 if end else offset) - 1)
        folded_end, original_end = self._piece_end(index)
        if self.rewritten[index]:
            return folded_end if end or offset >= original_end else self.folded_at[index]
        return min(folded_end, self.folded_at[index] + offset - self.original_at[index])


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A normalised copy of a text with its offset map both ways."""

    original: str
    folded: str
    offsets: OffsetMap

    @classmethod
    def rewrite(cls, original: str, edits: Iterable[tuple[int, int, str]]) -> FoldedText:
        """Apply edits (start, end, replacement), ascending and not overlapping, and remember them.

        An edit replaces or removes characters; it cannot insert between two, since what was inserted would have no
        place to come from.

        Raises:
            ValueError: edits overlap, run backwards or are empty.
        """
        offsets = OffsetMap()
        pieces: list[str] = []
        at = 0
        for start, end, replacement in edits:
            if start < at or end <= start:
                raise ValueError(f"edits overlap or are empty at {start}")
            if start > at:
                pieces.append(original[at:start])
                offsets.add(start - at, start - at, rewritten=False)
            pieces.append(replacement)
            offsets.add(len(replacement), end - start, rewritten=len(replacement) != 1 or end - start != 1)
            at = end
        if at < len(original) or not pieces:
            pieces.append(original[at:])
            offsets.add(len(original) - at, len(original) - at, rewritten=False)
        return cls(original, "".join(pieces), offsets)

    def to_original(self, span: Span) -> Span:
        """The smallest span of the original whose folded form holds the given folded span."""
        return self.offsets.to_original(span)

    def to_folded(self, span: Span) -> Span:
        """The span of the folded text that the given original span became."""
        return self.offsets.to_folded(span)
