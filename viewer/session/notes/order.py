"""Notes in reading order, kept in it note by note: with fifty thousand of them a change moves one, not all."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from viewer.annotations.notebook import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.annotation import Annotation

Key = tuple[int, int, str, str]

SORTED_AT_ONCE = 1000
"""Notes that are sorted in one part of the work: about a millisecond."""


class NotesInOrder:
    """A sorted list of notes, each found by its id."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._notes: list[Annotation] = []
        self._by_id: dict[str, Key] = {}
        self._given: tuple[Annotation, ...] | None = ()

    def __len__(self) -> int:
        return len(self._notes)

    def __contains__(self, note: object) -> bool:
        return note in self._by_id

    def at(self, number: int) -> Annotation:
        """The note at a place in the order, from 0."""
        return self._notes[number]

    @property
    def notes(self) -> Sequence[Annotation]:
        """All of them. The sequence does not change when the notes do."""
        if self._given is None:
            self._given = tuple(self._notes)
        return self._given

    def take(self, notes: Iterable[Annotation]) -> None:
        """Take these in place of those before."""
        for _ in self.taking(notes):
            pass

    def taking(self, notes: Iterable[Annotation]) -> Iterator[None]:
        """The same in small parts, which an iterator does one by one; those before are there until its end."""
        left = iter(notes)
        sorted_parts: list[list[tuple[Key, Annotation]]] = []
        while some := [(reading_order(note), note) for note in islice(left, SORTED_AT_ONCE)]:
            some.sort(key=itemgetter(0))
            sorted_parts.append(some)
            yield
        keys: list[Key] = []
        in_order: list[Annotation] = []
        by_id: dict[str, Key] = {}
        merged = heapq.merge(*sorted_parts, key=itemgetter(0))
        while some := list(islice(merged, SORTED_AT_ONCE)):
            keys += [key for key, _ in some]
            in_order += [note for _, note in some]
            by_id.update((key[-1], key) for key, _ in some)
            yield
        self._keys, self._notes, self._by_id, self._given = keys, in_order, by_id, None

    def copy(self) -> NotesInOrder:
        """Another list of the same notes; a change of one leaves the other as it is."""
        copy = NotesInOrder()
        copy._keys, copy._notes, copy._by_id = self._keys.copy(), self._notes.copy(), self._by_id.copy()
        copy._given = self._given
        return copy

    def pairs(self) -> Iterator[tuple[Key, Annotation]]:
        """The notes, each with its key: for ``append`` of another list. This one must not change meanwhile."""
        return zip(self._keys, self._notes, strict=True)

    def append(self, key: Key, note: Annotation) -> None:
        """Add a note that stands after all that are here already."""
        self._keys.append(key)
        self._notes.append(note)
        self._by_id[note.id] = key
        self._given = None

    def index(self, note: str) -> int | None:
        """At which place a note stands, by its id."""
        key = self._by_id.get(note)
        return None if key is None else bisect_left(self._keys, key)

    def index_for(self, note: Annotation) -> int:
        """At which place a note would stand that is not among them."""
        return bisect_left(self._keys, reading_order(note))

    def stays(self, note: Annotation) -> bool:
        """Whether another state of a note belongs where the note stands."""
        return self._by_id.get(note.id) == reading_order(note)

    def put(self, note: Annotation) -> None:
        """Add a note, or put another state of one in its place."""
        if self.stays(note):
            at = bisect_left(self._keys, self._by_id[note.id])
            self._notes[at] = note
            self._given = None
            return
        self.discard(note.id)
        key = reading_order(note)
        at = bisect_left(self._keys, key)
        self._keys.insert(at, key)
        self._notes.insert(at, note)
        self._by_id[note.id] = key
        self._given = None

    def discard(self, note: str) -> None:
        """Take a note out, if it is there."""
        key = self._by_id.pop(note, None)
        if key is not None:
            at = bisect_left(self._keys, key)
            del self._keys[at]
            del self._notes[at]
            self._given = None
