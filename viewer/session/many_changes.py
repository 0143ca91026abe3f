"""Changes of many notes as one step of undo, made a part at a time, so that the window goes on meanwhile."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from viewer.annotations.notebook import NoteChange
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.annotations.notebook import Notebook
    from viewer.model.annotation import Annotation

MOST_TOGETHER, PART = 300, 50
"""Notes that are changed together, as one transaction; of more so many are changed and kept at a time, in 3 ms."""


class ManyChanges:
    """Changes, undoes and redoes in a notebook; ``keep`` hands to the store what was done and tells of it.

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

    def change_each(
        self, notes: Iterable[str], other: Callable[[Annotation], Annotation | None], modified: str
    ) -> None:
        """Put other states of notes in the place of those that stand, or None: as one transaction where they are few.

        ``modified`` is the time, UTC in ISO 8601. What is changed of few goes between the parts of a change of many;
        a second change of many waits for the first.
        """
        ids = tuple(dict.fromkeys(notes))
        steps = self._changing_each(ids, other, modified)
        if len(ids) <= MOST_TOGETHER:
            for _ in steps:
                pass
        else:
            self._changing.finish()
            self._changing.start(steps)

    def _changing_each(
        self, notes: tuple[str, ...], other: Callable[[Annotation], Annotation | None], modified: str
    ) -> Iterator[None]:
        step = tuple[NoteChange, ...]()
        size = MOST_TOGETHER if len(notes) <= MOST_TOGETHER else PART
        for at in range(0, len(notes), size):
            found = [kept for kept in map(self._notebook.find, notes[at : at + size]) if kept is not None]
            pairs = [(kept, other(kept)) for kept in found]
            changes = [
                NoteChange(before, None if after is None else replace(after, modified=modified))
                for before, after in pairs
                if before != after
            ]
            if changes:
                step = self._notebook.change(changes, more_of=step)
                if not step:  # what was done of it has been taken back
                    return
                self._keep(changes)
            yield

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
        first = list(islice(changes, MOST_TOGETHER + 1))
        size, left = (MOST_TOGETHER if len(first) <= MOST_TOGETHER else PART), chain(first, changes)
        while part := self._notebook.carry_out(islice(left, size)):
            self._keep(part)
            yield

    def finish_undoing(self) -> None:
        """Make at once what is left of an undo or a redo: nothing else may come between its parts."""
        self._undoing.finish()

    def finish(self) -> None:
        """Make at once all that is left."""
        self._changing.finish()
        self._undoing.finish()
