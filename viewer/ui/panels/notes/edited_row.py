"""The row in which a note is edited: its fields follow it, wherever the list lays it out, and it grows with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from viewer.ui.panels.notes.delegate import NoteDelegate
    from viewer.ui.panels.notes.fields import NoteFields
    from viewer.ui.panels.notes.list_view import NotesList

ROOM = 10 * STEP
"""Pixels of the viewport that the fields leave to the quotation."""


class EditedRow(QObject):
    """Keeps the fields in the row of their note. ``index_of`` gives that row's index in the list.

    The fields are a child of the viewport and no editor of Qt's: these are destroyed with their row, and what was typed
    with them, whenever rows are taken anew.
    """

    def __init__(
        self, fields: NoteFields, view: NotesList, delegate: NoteDelegate, index_of: Callable[[str], QModelIndex | None]
    ) -> None:
        super().__init__(view)
        self._fields, self._view, self._delegate, self._index_of = fields, view, delegate, index_of
        fields.setParent(view.viewport())
        fields.shown.connect(self._shown)
        fields.resized.connect(self._measure)
        view.laid_out.connect(self.place)

    def _shown(self) -> None:
        """Another note is edited, or none."""
        self._delegate.edited = self._fields.note
        self._measure()

    def _measure(self) -> None:
        self._fields.float_over(self._delegate.compact)
        room = max(ROOM, self._view.viewport().height() - ROOM)
        self._delegate.edited_height = min(self._fields.sizeHint().height(), room)
        if self._delegate.compact:
            self.place()
        else:
            self._view.scheduleDelayedItemsLayout()
        self._view.viewport().update()

    def bring_into_view(self) -> None:
        """Scroll the whole row into view."""
        index = self._index_of(self._fields.note) if self._fields.note is not None else None
        if index is not None:
            self._view.executeDelayedItemsLayout()
            self._view.scrollTo(index)
            self.place()

    def place(self) -> None:
        """Lay the fields into their row."""
        index = self._index_of(self._fields.note) if self._fields.note is not None else None
        if index is None:
            return
        self._fields.setGeometry(self._delegate.fields_rect(index, self._view.font()))
        self._fields.show()
