"""Changes of many notes as one step of undo and one transaction, made a part at a time so that the window goes on."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from viewer.annotations.notebook import NoteChange
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.annotations.notebook import Notebook
    from viewer.model.annotation import Annotation

MOST_TOGETHER = 300
"""Notes that are changed without a pause."""
PART = 25
"""Of more so many are changed between two looks at the clock, in about a millisecond."""


class ManyChanges:
    """Changes, undoes and redoes in a notebook.

    ``keep`` hands to the store what has been done, and tells of it: of many notes once, when all of it is done.
    ``post`` is that of ``InParts``.
    """

    def __init__(
        self,
        notebook: Notebook,
        keep: Callable[[Sequence[NoteChange]], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._notebook = notebook
        self._keep = keep
        self._changing, self._undoing = InParts(post), InParts(post)
        self._made: list[NoteChange] = []
        """What has been done of a work that goes on, and what else was changed meanwhile."""

    def change_each(
        self, notes: Iterable[str], other: Callable[[Annotation], Annotation | None], modified: str
    ) -> None:
        """Put other states of notes in the place of those that stand, or None.

        ``modified`` is the time, UTC in ISO 8601. What is changed of few goes between the parts of a change of many;
        a second change of many waits for the first.
        """
        ids = tuple(notes)
        if len(ids) <= MOST_TOGETHER:
            changes = self._changes(ids, other, modified)
            if self._notebook.change(changes):
                self._keep(changes)
        else:
            self._changing.finish()
            self._changing.start(self._changing_each(ids, other, modified))

    def _changes(
        self, notes: Sequence[str], other: Callable[[Annotation], Annotation | None], modified: str
    ) -> list[NoteChange]:
        found = [kept for kept in map(self._notebook.find, dict.fromkeys(notes)) if kept is not None]
        pairs = [(kept, other(kept)) for kept in found]
        return [
            NoteChange(before, None if after is None else replace(after, modified=modified))
            for before, after in pairs
            if before != after
        ]

    def _changing_each(
        self, notes: tuple[str, ...], other: Callable[[Annotation], Annotation | None], modified: str
    ) -> Iterator[None]:
        step = tuple[NoteChange, ...]()
        for at in range(0, len(notes), PART):
            changes = self._changes(notes[at : at + PART], other, modified)
            if changes:
                step = self._notebook.change(changes, more_of=step)
                self._made += changes
            yield
        yield  # handing over is a step of its own
        self._hand_over()

    def undo(self) -> None:
        """Take the last step back; of one that is still being made, what has been made of it."""
        self.finish_undoing()
        self._changing.stop()
        if self._notebook.can_undo:
            self._undoing.start(self._carrying_out(self._notebook.begin_undo()))

    def redo(self) -> None:
        """Do the last step again that was taken back."""
        self.finish_undoing()
        if self._notebook.can_redo:
            self._undoing.start(self._carrying_out(self._notebook.begin_redo()))

    def _carrying_out(self, changes: Iterator[NoteChange]) -> Iterator[None]:
        size = MOST_TOGETHER
        while part := self._notebook.carry_out(islice(changes, size)):
            self._made += part
            if len(part) == size:
                yield
            size = PART
        self._hand_over()

    def _hand_over(self) -> None:
        made, self._made = self._made, []
        if made:
            self._keep(made)

    def takes_along(self, changes: Sequence[NoteChange]) -> bool:
        """Take other changes into the transaction of a work that goes on, for they may be of the same notes.

        Whether there is one.
        """
        goes_on = bool(self._made)
        if goes_on:
            self._made += changes
        return goes_on

    def finish_undoing(self) -> None:
        """Make at once what is left of an undo or a redo: nothing else may come between its parts."""
        self._undoing.finish()

    def finish(self) -> None:
        """Make at once all that is left."""
        self._changing.finish()
        self._undoing.finish()
