"""One way back through what the reader does: to the notes of the document in front, and to the names of colours.

Each notebook knows the way back through its own notes. The names of colours are the same for all documents, so they
have a way of their own; of the two, that is taken which was done last.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.notebook import NEVER
from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.notebook import Notebook
    from viewer.session.notes.document_notes import DocumentNotes
    from viewer.session.settings import KeptSettings, Settings


@record
class _Renaming:
    """Other names of colours. ``at`` is when that was done, or taken back."""

    before: dict[str, str]
    after: dict[str, str]
    at: float


class Undoing:
    """Undo and redo in a session.

    ``notes_in_front`` gives the notes of the document in front, None where there is none. ``clock`` is that of the
    notebooks: seconds that never go back.
    """

    def __init__(
        self,
        settings: KeptSettings,
        notes_in_front: Callable[[], DocumentNotes | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._notes_in_front = notes_in_front
        self._clock = clock
        self._done: list[_Renaming] = []
        self._undone: list[_Renaming] = []

    def settings_changed(self, before: Settings, after: Settings) -> None:
        """The reader has changed the settings, of which the names of colours can be taken back."""
        if before.color_names != after.color_names:
            self._done.append(_Renaming(before.color_names, after.color_names, self._clock()))
            self._undone.clear()

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        notebook = self._notebook
        return bool(self._done) or (notebook is not None and notebook.can_undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything that was taken back."""
        notebook = self._notebook
        return self._renaming_to_redo is not None or (notebook is not None and notebook.can_redo)

    def undo(self) -> None:
        """Take back what was done last."""
        notebook, notes = self._notebook, self._notes_in_front()
        if self._done and (notebook is None or self._done[-1].at > notebook.done_at):
            renaming = self._done.pop()
            self._undone.append(replace(renaming, at=self._clock()))
            self._name(renaming.before)
        elif notes is not None:
            notes.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        notebook, notes = self._notebook, self._notes_in_front()
        renaming = self._renaming_to_redo
        if renaming is not None and (notebook is None or renaming.at > notebook.undone_at):
            self._undone.pop()
            self._done.append(replace(renaming, at=self._clock()))
            self._name(renaming.after)
        elif notes is not None:
            notes.redo()

    @property
    def _notebook(self) -> Notebook | None:
        notes = self._notes_in_front()
        return notes.notebook if notes is not None else None

    @property
    def _renaming_to_redo(self) -> _Renaming | None:
        """None, too, where something else has been done since it was taken back."""
        notebook = self._notebook
        last = self._undone[-1] if self._undone else None
        return None if last is None or last.at < (notebook.changed_at if notebook is not None else NEVER) else last

    def _name(self, names: dict[str, str]) -> None:
        self._settings.take(replace(self._settings.current, color_names=names))
