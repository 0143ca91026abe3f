"""Notes and corrections that several people change at once, merged: pure, without a file and without the wall's clock.

Each state of a note is a version with a stamp: a number that is higher than all its writer had seen (Lamport 1978,
"Time, clocks, and the ordering of events") and the writer's id, which decides between equal numbers. A version names
the stamps that it replaces, so that it is known which were written without knowledge of each other: of those the one
with the highest stamp is shown, and the others are kept as versions. A deletion is a version without a note; what it
replaces does not come back.

Merging takes all versions of both sides and drops those that either side has replaced, so it does not matter in which
order, how often and in what company it is done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.model.correction import Correction
from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.annotations.notebook import Kept


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """When a version was written: a logical time, and by whom."""

    time: int
    writer: str


@record
class History:
    """What is known of a note: its versions (None: deleted) that nobody has replaced, and what has been replaced."""

    versions: Mapping[Stamp, Kept | None] = field(default_factory=dict["Stamp", "Kept | None"])
    replaced: frozenset[Stamp] = frozenset()

    @property
    def stamps(self) -> list[Stamp]:
        """The stamps of its versions, the one that is shown first."""
        return sorted(self.versions, reverse=True)

    @property
    def shown(self) -> Kept | None:
        """The note as it is shown; None where it is deleted."""
        return self.versions[self.stamps[0]] if self.versions else None

    @property
    def others(self) -> tuple[Kept, ...]:
        """What others have made of it without knowledge of what is shown, where it says something else."""
        shown = self.shown
        others = (note for stamp in self.stamps[1:] if (note := self.versions[stamp]) is not None)
        return tuple(note for note in others if not _says_the_same(note, shown))

    def merged(self, other: History) -> History:
        """What both sides know."""
        replaced = self.replaced | other.replaced
        versions = {**self.versions, **other.versions}
        return History({stamp: note for stamp, note in versions.items() if stamp not in replaced}, replaced)


def _says_the_same(one: Kept, other: Kept | None) -> bool:
    if isinstance(one, Correction) and isinstance(other, Correction):
        return one.says_as(other)
    return one == other


SharedNotes = Mapping[str, History]
"""All notes of a document that have ever been shared, by id, the deleted ones too."""


def merge(one: SharedNotes, other: SharedNotes) -> dict[str, History]:
    """What both sides know of all notes."""
    nothing = History()
    return {note: one.get(note, nothing).merged(other.get(note, nothing)) for note in sorted({*one, *other})}


def latest(shared: SharedNotes) -> int:
    """The highest logical time that has been seen."""
    stamps = (stamp for history in shared.values() for stamp in (*history.versions, *history.replaced))
    return max((stamp.time for stamp in stamps), default=0)


def with_changes(
    shared: SharedNotes, notes: Iterable[Kept], writer: str, *, missing: Collection[str] = ()
) -> dict[str, History]:
    """What is shared once a writer's own notes are as they are now.

    ``shared`` is what was merged into the writer's notes the last time. A note that differs from what was shown then
    has a new version, which replaces the one that was shown and no other; one that is no longer among ``notes`` has
    been deleted, unless it is ``missing``: nobody knows why it is not there.
    """
    time = latest(shared) + 1
    now = {note.id: note for note in notes}
    result = dict(shared)
    for identifier, note in now.items():
        history = shared.get(identifier, History())
        if history.shown != note:
            result[identifier] = _with_version(history, Stamp(time, writer), note)
    for identifier in not_among(shared, now) - set(missing):
        result[identifier] = _with_version(shared[identifier], Stamp(time, writer), None)
    return result


def agreed(shared: SharedNotes, others: SharedNotes, notes: Iterable[Kept]) -> dict[str, History]:
    """What is shared, with what others know of notes that are here as they have them: these are no changes.

    Two windows of one reader have each other's notes before they have shared them.
    """
    result = dict(shared)
    for note in notes:
        here, there = shared.get(note.id, History()), others.get(note.id)
        if here.shown != note and there is not None and there.shown == note:
            both = here.merged(there)
            result[note.id] = both if both.shown == note else here
    return {identifier: history for identifier, history in result.items() if history.versions or history.replaced}


def not_among(shared: SharedNotes, notes: Iterable[str]) -> set[str]:
    """The ids of what is shown of shared notes and is not among notes of these ids."""
    return {identifier for identifier, history in shared.items() if history.shown is not None}.difference(notes)


def _with_version(history: History, stamp: Stamp, note: Kept | None) -> History:
    before = frozenset(history.stamps[:1])
    kept = {each: version for each, version in history.versions.items() if each not in before}
    return History({**kept, stamp: note}, history.replaced | before)


def settled(shared: SharedNotes, identifier: str, note: Kept, writer: str) -> dict[str, History]:
    """What is shared once a writer has decided which version of a note holds: it replaces all others."""
    history = shared.get(identifier, History())
    stamp = Stamp(latest(shared) + 1, writer)
    return {**shared, identifier: History({stamp: note}, history.replaced | frozenset(history.versions))}


def conflicts(shared: SharedNotes) -> dict[str, tuple[Kept, ...]]:
    """The notes that are shown of which there are other versions, and those."""
    return {note: history.others for note, history in shared.items() if history.shown is not None and history.others}
