"""The notes of one document as a list with undo and redo: pure, without a file and without a thread.

The reader's corrections stand in it beside the notes, so that one way leads back through both.

Every change is a ``NoteChange``, a note before and after; whoever keeps the notes is handed these, and says through
``saved`` which of them are committed. Undo gives changes too, so keeping them is the same.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from viewer.annotations.three_way import merged_correction, merged_note
from viewer.model.annotation import Annotation
from viewer.model.correction import Correction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Kept = Annotation | Correction
"""What a reader adds to a document."""

MERGE_SECONDS = 2.0
"""Typing that goes on after a pause no longer than this is one step of undo."""


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note, or a correction, before and after: ``before`` is None for a new note, ``after`` None for a deleted one.

    Raises:
        ValueError: both are None, or they are two different notes.
    """

    before: Kept | None
    after: Kept | None

    def __post_init__(self) -> None:
        before, after = self.before, self.after
        if (before is None and after is None) or (before is not None and after is not None and before.id != after.id):
            raise ValueError("a change is of one note")

    @property
    def id(self) -> str:
        """The id of the note."""
        note = self.after or self.before
        assert note is not None  # noqa: S101 - __post_init__ has made sure
        return note.id

    @property
    def is_of_correction(self) -> bool:
        """Whether it is one of a correction."""
        return isinstance(self.after or self.before, Correction)

    @property
    def keeps_anchor(self) -> bool:
        """Whether it is one of a note that stays where it is."""
        before, after = self.before, self.after
        return isinstance(before, Annotation) and isinstance(after, Annotation) and before.anchor is after.anchor

    def onto(self, stored: Kept | None) -> Kept | None:
        """What becomes of the note where ``stored`` is its state in the meantime: another window has changed it.

        What this change changes is as it says, what it leaves is as the other window left it; nothing that a reader
        wrote may vanish unsaid (``three_way``). A note that was deleted there and changed here is there again.
        """
        before, after = self.before, self.after
        if stored is None or stored == before:
            return after
        if isinstance(stored, Annotation):
            return merged_note(cast("Annotation | None", before), cast("Annotation | None", after), stored)
        return merged_correction(cast("Correction | None", before), cast("Correction | None", after), stored)

    @property
    def reversed(self) -> NoteChange:
        """The change that takes this one back."""
        return NoteChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of changes that were handed to the store.

    An empty ``error`` says that they are committed. Otherwise it says in words what stands in the way; the changes
    are kept in memory and tried again, and another outcome follows when they are committed.
    """

    changes: tuple[NoteChange, ...]
    error: str = ""

    @property
    def committed(self) -> bool:
        """Whether the changes are on the disk."""
        return not self.error


Step = tuple[NoteChange, ...]


@dataclass(frozen=True, slots=True)
class MetElsewhere:
    """What other windows have made of notes and corrections that this one had changed.

    ``back`` are those that the reader had taken away and that are there again. ``corrections`` are those of which the
    reader and another window said something else at once, each as the reader's and as it holds: undo goes back.
    """

    back: tuple[Kept, ...] = ()
    corrections: Step = ()


NEVER = float("-inf")
"""A moment before all others."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A step, and when it was done, or taken back, in seconds."""

    step: Step
    at: float


def reading_order(note: Annotation) -> tuple[int, int, str, str]:
    """The key that sorts notes as their passages stand in the document, then by when they were made."""
    return note.anchor.page, note.anchor.span.start, note.created, note.id


def _is_typing(change: NoteChange) -> bool:
    before, after = change.before, change.after
    if not isinstance(before, Annotation) or not isinstance(after, Annotation) or before.body == after.body:
        return False
    return replace(before, body=after.body, modified=after.modified) == after


class Notebook:
    """The notes of one document in reading order, what can be undone, and what is not yet known to be kept.

    ``clock`` gives seconds and never goes back. Successive edits of one note's body that are at most
    ``merge_seconds`` apart are one step of undo.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, merge_seconds: float = MERGE_SECONDS) -> None:
        self._clock = clock
        self._merge_seconds = merge_seconds
        self._notes: dict[str, Kept] = {}
        self._in_order: tuple[Annotation, ...] | None = ()
        self._corrections: list[Correction] | None = []
        self._done: list[_Way] = []
        self._undone: list[_Way] = []
        self.changed_at = NEVER
        """When something new was done, on the notebook's clock."""
        self._typed_at: float | None = None
        self._unsaved: dict[str, int] = {}

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The notes in reading order."""
        if self._in_order is None:
            self._in_order = tuple(sorted(self.unordered, key=reading_order))
        return self._in_order

    @property
    def unordered(self) -> Sequence[Annotation]:
        """The notes in the order in which they came."""
        return [kept for kept in self._notes.values() if isinstance(kept, Annotation)]

    @property
    def corrections(self) -> Sequence[Correction]:
        """The corrections in the order in which they were made."""
        if self._corrections is None:
            corrections = (kept for kept in self._notes.values() if isinstance(kept, Correction))
            self._corrections = sorted(corrections, key=lambda correction: (correction.created, correction.id))
        return list(self._corrections)

    @property
    def all(self) -> tuple[Kept, ...]:
        """The notes and the corrections, in no order."""
        return tuple(self._notes.values())

    def find(self, note: str) -> Annotation | None:
        """The note with that id, or None."""
        kept = self._notes.get(note)
        return kept if isinstance(kept, Annotation) else None

    # -- changing -----------------------------------------------------------------------------------------------------

    def add(self, note: Kept) -> NoteChange:
        """Add a note.

        Raises:
            ValueError: a note with its id is there already.
        """
        if note.id in self._notes:
            raise ValueError(f"note {note.id} is there already")
        change = NoteChange(None, note)
        self.change([change])
        return change

    def change(self, changes: Iterable[NoteChange], more_of: Step = ()) -> Step:
        """Apply changes as one step of undo. What had been undone can no longer be redone. Returns the step.

        ``more_of`` is the step that they belong to, where they are a part of it; as long as nothing came after it they
        become one with it. Where it has been taken back meanwhile nothing is applied and the step is empty.
        """
        step = tuple(changes)
        if not step:
            return more_of
        if more_of and any(undone.step is more_of for undone in self._undone):
            return ()
        self._apply(step)
        self._undone.clear()
        self.changed_at = moment = self._clock()
        if more_of and self._done and self._done[-1].step is more_of:
            step = (*more_of, *step)
            self._done[-1] = _Way(step, moment)
            return step
        typing = len(step) == 1 and _is_typing(step[0])
        if typing and self._goes_on_typing(step[0], moment):
            self._done[-1] = _Way((NoteChange(self._done[-1].step[0].before, step[0].after),), moment)
        else:
            self._done.append(_Way(step, moment))
        self._typed_at = moment if typing else None
        return step

    def _goes_on_typing(self, change: NoteChange, moment: float) -> bool:
        if self._typed_at is None or not self._done or moment - self._typed_at > self._merge_seconds:
            return False
        return self._done[-1].step[-1].after == change.before

    # -- undo ---------------------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._undone)

    @property
    def done_at(self) -> float:
        """When that was done which would be taken back next, on the notebook's clock."""
        return self._done[-1].at if self._done else NEVER

    @property
    def undone_at(self) -> float:
        """When that was taken back which would be done again next."""
        return self._undone[-1].at if self._undone else NEVER

    def begin_undo(self) -> Iterator[NoteChange]:
        """The changes that take the last step back, one by one; ``carry_out`` makes them, in parts where they are many.

        The step counts as taken back from now on.
        """
        step = self._done.pop().step if self._done else ()
        if step:
            self._undone.append(_Way(step, self._clock()))
        return (change.reversed for change in reversed(step))

    def begin_redo(self) -> Iterator[NoteChange]:
        """The changes that do the last undone step again, as ``begin_undo`` gives them."""
        step = self._undone.pop().step if self._undone else ()
        if step:
            self._done.append(_Way(step, self._clock()))
        return iter(step)

    def carry_out(self, changes: Iterable[NoteChange]) -> Step:
        """Make changes that ``begin_undo`` or ``begin_redo`` gave. Returns them, for the store."""
        step = tuple(changes)
        self._typed_at = None
        self._apply(step)
        return step

    def _apply(self, step: Step) -> None:
        for change in step:
            if change.after is None:
                self._notes.pop(change.id, None)
            else:
                self._notes[change.id] = change.after
            self._unsaved[change.id] = self._unsaved.get(change.id, 0) + 1
            if change.is_of_correction:
                self._corrections = None
        self._in_order = None

    # -- what is kept -------------------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of notes with a change that is not yet acknowledged as committed."""
        return frozenset(self._unsaved)

    def is_unsaved(self, note: str) -> bool:
        """Whether a note has a change that is not yet acknowledged as committed."""
        return note in self._unsaved

    def saved(self, changes: Iterable[NoteChange]) -> None:
        """The store has committed changes: they are no longer unsaved."""
        for change in changes:
            left = self._unsaved.get(change.id, 0) - 1
            if left > 0:
                self._unsaved[change.id] = left
            else:
                self._unsaved.pop(change.id, None)

    @property
    def kept(self) -> Mapping[str, Kept]:
        """The notes and corrections by their ids. ``load`` puts another mapping in the place of this one."""
        return self._notes

    def load(self, annotations: Iterable[Kept], *, keeps_corrections: bool = False) -> MetElsewhere:
        """Take the notes and corrections as they are kept. Changes not yet acknowledged stay on top of them.

        What steps of undo do to a note which came out different (it was changed in another window) is forgotten.
        With ``keeps_corrections`` the reader's own corrections among these are a step of undo away: the store has kept
        those of another window in their place.
        """
        kept = {note.id: note for note in annotations}
        for note in self._unsaved:
            mine = self._notes.get(note)
            if mine is None:
                kept.pop(note, None)
            else:
                kept[note] = mine
        touched = {change.id for way in (*self._done, *self._undone) for change in way.step}
        changed = {note for note in touched if self._notes.get(note) != kept.get(note)}
        met = MetElsewhere(
            tuple(kept[note] for note in changed if note not in self._notes),
            tuple(self._corrected_elsewhere(changed, kept)) if keeps_corrections else (),
        )
        self._forget(changed)
        if met.corrections:
            self._done.append(_Way(met.corrections, self._clock()))
        self._notes = kept
        self._in_order = self._corrections = None
        return met

    def _corrected_elsewhere(self, changed: Iterable[str], kept: Mapping[str, Kept]) -> Iterator[NoteChange]:
        for each in changed:
            mine, theirs = self._notes.get(each), kept.get(each)
            if isinstance(mine, Correction) and isinstance(theirs, Correction) and not mine.says_as(theirs):
                yield NoteChange(mine, theirs)

    def take(self, changes: Sequence[NoteChange]) -> None:
        """Apply changes that others have made, also on what is not yet acknowledged.

        What steps of undo do to these notes is forgotten: they would take back what is not the reader's. What others
        have deleted is a step of undo away: they may have meant something else.
        """
        self._apply(tuple(changes))
        self._forget({change.id for change in changes})
        deleted = tuple(change for change in changes if change.after is None)
        if deleted:
            self._done.append(_Way(deleted, self._clock()))

    def _forget(self, changed: set[str]) -> None:
        """Take what concerns these notes out of the steps; of the other notes each step stays, as they build on it."""
        self._done = list(_without(changed, self._done))
        self._undone = list(_without(changed, self._undone))
        self._typed_at = None


def _without(notes: set[str], ways: Iterable[_Way]) -> Iterator[_Way]:
    for way in ways:
        if not any(change.id in notes for change in way.step):
            yield way
        elif left := tuple(change for change in way.step if change.id not in notes):
            yield _Way(left, way.at)
