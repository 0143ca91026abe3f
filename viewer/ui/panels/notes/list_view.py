"""The list of the notes of a document, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QListView

from viewer.ui.widgets.row_views import ListRows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent


class NotesList(ListRows):
    """The list of notes; several can be selected. ``delete_wanted``, ``edit_wanted`` and ``left`` are its keys.

    ``laid_out`` says that rows may stand elsewhere in the viewport.
    """

    delete_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    left = Signal()
    laid_out = Signal()

    def __init__(self) -> None:
        super().__init__("Notes")
        self.setUniformItemSizes(False)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self.edit_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere; where the editor takes room, the note it edits stays in view."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def updateEditorGeometries(self) -> None:
        """Qt's own word for it: rows were laid out or scrolled."""
        super().updateEditorGeometries()
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, F2 writes, Escape goes back to the page."""
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the selected notes."""
        self.copy_wanted.emit()
