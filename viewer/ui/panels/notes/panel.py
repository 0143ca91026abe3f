"""The reader's notes on the document: a list in reading order, edited in its rows, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from viewer.annotations.anchoring import PlacementKind
from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    NotesArriving,
    NotesChanged,
    NotesSaved,
    SettingsChanged,
    UnderstandingChanged,
)
from viewer.session.notes.bookmarks import show_note
from viewer.ui.panels.notes.details import NoteDetails
from viewer.ui.panels.notes.edited_row import EditedRow
from viewer.ui.panels.notes.fields import NoteFields
from viewer.ui.panels.notes.list_view import NotesList
from viewer.ui.panels.notes.listing import NotesListing
from viewer.ui.panels.notes.menu import copy_rows, notes_menu
from viewer.ui.panels.notes.model import MOST_ONE_BY_ONE
from viewer.ui.panels.notes.sharing_line import SharingLine
from viewer.ui.panels.notes.unsigned_line import UnsignedLine
from viewer.ui.panels.session_panel import SessionPanel
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QShowEvent

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.panels.notes.rows import NoteRow

HOW_TO_BEGIN = "Select words on the page and press N to write about them, or 1 to 6 to mark them in a colour."
FILTERING = "Filtering\u2026"


@dataclass(frozen=True, slots=True)
class _Left:
    """How the reader left the list when another document came to the front."""

    scrolled: int
    current: str


class NotesPanel(SessionPanel):
    """Notes of the current document.

    ``settings_requested`` asks for the place where the reader's name is set, ``page_focus_wanted`` says that the
    reader is done here (Escape), ``selection_changed`` that other notes are selected. ``more_actions`` are the
    window's, which the menu of the selected notes offers besides its own.
    """

    settings_requested = Signal()
    page_focus_wanted = Signal()
    selection_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.more_actions: tuple[QAction, ...] = ()
        self._shown: int | None = None
        self._left: dict[int, _Left] = {}
        self._stale = True
        self._from_page = False
        self.list = NotesList()
        self.setFocusProxy(self.list)
        self.editor = NoteFields()
        self.listing = NotesListing(self.list, self.color_name, lambda: self.editor.note, self)
        self.notes = self.listing.notes
        self.filters = self.listing.filters
        self.edited_row = EditedRow(self.editor, self.list, self.listing.delegate, self.listing.index_of)
        self.details = NoteDetails(session.post)
        self.count = _line()
        self.read_only = _line()
        self.unsigned = UnsignedLine(session)
        self.sharing = SharingLine()
        self._arrange()
        self._connect()

    # -- putting together ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        for line in (self.count, self.read_only, self.unsigned):
            line.hide()
            column.addWidget(line)
        column.addWidget(self.sharing)
        column.addWidget(self.list, 1)
        column.addWidget(self.details)
        from_above = (self.filters.field, self.filters.button, self.list, self.editor.body, self.editor.tags)
        decided = (self.details.confirm, *self.details.others.buttons)
        below = (*decided, self.details.tags, *self.details.colors.buttons.values(), self.details.edit)
        for one, following in pairwise((*from_above, *below, self.details.delete)):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        self.unsigned.settings_requested.connect(self.settings_requested)
        self.filters.field.installEventFilter(self)
        self.filters.changed.connect(self._filter_changed)
        self.listing.taken.connect(self._come_back)
        self.listing.taken.connect(self._say)
        self.listing.slow.connect(lambda: self.count.say(FILTERING))
        self.list.chosen.connect(self._chosen)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.delete_wanted.connect(self.delete_selected)
        self.list.edit_wanted.connect(self._edit_current)
        self.list.copy_wanted.connect(lambda: copy_rows(self.notes.rows_of(self.selected)))
        self.list.left.connect(self.page_focus_wanted)
        self.list.selectionModel().selectionChanged.connect(self._selection_changed)
        self.editor.done.connect(self._edited)
        self.editor.left.connect(self._stop_editing)
        self.details.delete_wanted.connect(self.delete_selected)
        self.details.edit_wanted.connect(self._edit_current)

    def color_name(self, color: str) -> str:
        """What the reader calls a colour."""
        return self._session.settings.color_name(color)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def filter_field(self) -> QLineEdit:
        """The words that are looked for."""
        return self.filters.field

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """How to make a note, or why none is shown."""
        if document is None:
            return "Your notes on a document are listed here."
        if document.notes.annotations:
            return "No note passes the filter. Clear it to see all."
        return "" if document.notes.read_only else f"No notes yet. {HOW_TO_BEGIN}"

    def take(self, change: Change) -> None:
        """Follow the notes one by one, and all else that is seen here."""
        document = self.document
        if isinstance(change, CurrentDocumentChanged):
            self.show_current()
        elif isinstance(change, NotesChanged) and document is not None and change.document == document.number:
            self._follow(change.ids)
        elif isinstance(change, NotesArriving):
            self.editor.save()
        elif isinstance(change, NotesSaved | UnderstandingChanged):
            self.list.viewport().update()  # what is marked as unsaved, and what stands between two pages, is another
        elif isinstance(change, SettingsChanged):
            self.filters.show_chips()
            self.details.colors.name_colors(self.color_name)
            self._say()
            self.list.viewport().update()
        elif isinstance(change, DocumentClosed):
            self._left.pop(change.document, None)
            self._shown = None if self._shown == change.document else self._shown

    def _follow(self, ids: Sequence[str]) -> None:
        """Notes of the document have changed: those of these ids, or all."""
        if self._stale or self._shown is None or not 0 < len(ids) <= MOST_ONE_BY_ONE:
            self.refresh()
            return
        self.listing.change(ids)
        self._say()
        if self.editor.note in ids:
            self.editor.refresh()
        if self.details.concerns(ids):
            self.details.refresh()

    def show_current(self) -> None:
        """Keep what was typed, even where its document has just been closed, then show another document's notes."""
        self.editor.clear()
        self.details.show_notes(None, ())
        self.refresh()

    def refresh(self) -> None:
        """Show all anew; selection, scroll position and typing stay."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        document = self.document
        number = None if document is None else document.number
        if number != self._shown:
            self._leave()
            self._shown = number
            self.listing.show_document(document)
            if not self.listing.sifting.goes_on:
                self._come_back()
        else:
            self.listing.renew()
        self.editor.refresh()
        self.details.refresh()
        self._say()

    def _say(self) -> None:
        document = self.document
        count = len(document.notes.annotations) if document is not None else 0
        self.list.empty.say("" if len(self.notes) else self.words_for_nothing(document))
        if self.listing.sifting.goes_on:
            return
        filtered = not self.filters.filter.is_empty
        self.count.say(f"{len(self.notes)} of {count}" if filtered and count else "")
        self.read_only.say(document.notes.read_only if document is not None else "")
        writable = document is not None and not document.notes.read_only
        self.unsigned.show_over(notes=count > 0 and writable)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while the panel was not seen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _leave(self) -> None:
        if self._shown is not None:
            current = self.list.currentIndex()
            note = self.listing.row_at(current).note.id if current.isValid() else ""
            self._left[self._shown] = _Left(self.list.verticalScrollBar().value(), note)

    def _come_back(self) -> None:
        left = self._left.pop(self._shown, None) if self._shown is not None else None
        if left is not None:
            current = self.index_of(left.current)
            if current is not None:
                self.list.setCurrentIndex(current)
            self.list.executeDelayedItemsLayout()
            self.list.verticalScrollBar().setValue(left.scrolled)

    def _filter_changed(self) -> None:
        self._stale = self._stale or not self.isVisible()
        if not self._stale:
            self.listing.show_passing()
            self._say()

    # -- selecting ----------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> list[str]:
        """The ids of the selected notes in reading order."""
        return self.listing.selected

    def index_of(self, note: str) -> QModelIndex | None:
        """The index of a note in the list, by its id, if it is listed."""
        return self.listing.index_of(note)

    def show_note(self, note: str) -> None:
        """Select a note, as one that was clicked on the page; where the filter hides it, nothing happens."""
        self._select(note)

    def _select(self, note: str) -> None:
        index = self.index_of(note)
        if index is not None:
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, how)
            self.list.scrollTo(index)

    def _selection_changed(self) -> None:
        selected = self.selected
        if selected != [self.editor.note] and not self.editor.in_use:
            self.editor.clear()
        if selected or not self.details.in_use:
            self.details.show_notes(self.document, selected)
        self.selection_changed.emit()

    # -- editing ------------------------------------------------------------------------------------------------------

    def edit_note(self, note: str) -> None:
        """Start to write in a note's row, from the page, whether or not the note passes the filter."""
        document = self.document
        if document is None or document.notes.find(note) is None:
            return
        if self.notes.index_of(note) is None and not self.filters.filter.is_empty:
            self.filters.clear()
        self.edit_in_row(note)
        self._from_page = True

    def edit_in_row(self, note: str) -> None:
        """Start to write in a note's row."""
        document = self.document
        if document is None or document.notes.find(note) is None:
            return
        self._from_page = False
        self._select(note)
        self.editor.show_note(document, note)
        self.edited_row.bring_into_view()
        self.editor.start_writing()

    def _edit_current(self) -> None:
        current = self.list.currentIndex()
        if current.isValid():
            self.edit_in_row(self.listing.row_at(current).note.id)

    def _edited(self) -> None:
        """The reader is done, and goes back to where they came from."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._from_page:
            self.page_focus_wanted.emit()

    def _stop_editing(self) -> None:
        """Keep what was typed; the row shows it, where the filter lets it."""
        note = self.editor.note
        self.editor.clear()
        if note is not None and not self.filters.filter.is_empty:
            self.listing.change((note,))
            self._say()

    def finish_editing(self) -> None:
        """Keep what has been typed, at once."""
        self.editor.save()
        self.details.save()

    def delete_selected(self) -> None:
        """Delete the selected notes; the one after them is selected next."""
        document = self.document
        gone = self.selected or list(self.details.notes)
        if document is None or not gone or document.notes.read_only:
            return
        going = set(gone)
        first = min((index.row() for note in gone[:1] if (index := self.notes.index_of(note)) is not None), default=0)
        notes = self.notes.notes
        if len(going) == len(notes):  # nothing is left to be selected
            first = 0
            notes = ()
        after = (notes[at].id for at in range(first, len(notes)) if notes[at].id not in going)
        before = (notes[at].id for at in range(first - 1, -1, -1) if notes[at].id not in going)
        following = next(after, None) or next(before, None)
        self.finish_editing()
        document.notes.delete(gone)
        if following is not None:
            self._select(following)

    # -- going --------------------------------------------------------------------------------------------------------

    def _chosen(self, index: QModelIndex) -> None:
        if self.document is not None and index.isValid():
            self.go(self.document, self.listing.row_at(index))

    def go(self, document: OpenDocument, row: NoteRow) -> None:
        """Go to the passage, or to the page where it was; adding to a selection stays where it is."""
        if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return
        if row.place is PlacementKind.LOST:
            document.go_to_page(row.note.anchor.page)
        else:
            show_note(document, row.note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter field Escape clears, Down and Enter go to the rows."""
        if watched is self.filters.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter_field.text():
                self.filter_field.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and len(self.notes):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.selected:
                    self._select(self.notes.notes[0].id)
                return True
        return super().eventFilter(watched, event)

    # -- the menu -----------------------------------------------------------------------------------------------------

    def menu_of(self, notes: Sequence[str]) -> QMenu:
        """What can be done with these notes."""
        return notes_menu(self, notes)

    def _show_menu(self, index: QModelIndex, point: QPoint) -> None:
        note = self.listing.row_at(index).note.id
        if note not in self.selected:
            self._select(note)
        menu = self.menu_of(self.selected)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def _line() -> QuietLabel:
    line = QuietLabel()
    line.setContentsMargins(2 * STEP, 0, STEP, STEP)
    return line
