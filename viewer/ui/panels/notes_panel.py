"""The reader's notes on the document: a list in reading order, and an editor of the current one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import HighlightColor
from viewer.session.bookmarks import show_note
from viewer.session.changes import CurrentDocumentChanged, DocumentClosed, NotesChanged, SettingsChanged
from viewer.session.note_order import NotesInOrder
from viewer.session.quotation import quotation_with_citation
from viewer.ui.icons import icon
from viewer.ui.panels.color_buttons import color_icon
from viewer.ui.panels.note_delegate import NoteDelegate
from viewer.ui.panels.note_editor import NoteEditor
from viewer.ui.panels.note_filter import NoteTexts
from viewer.ui.panels.note_filter_bar import NoteFilterBar
from viewer.ui.panels.note_sifting import NoteFolding, NoteSifting
from viewer.ui.panels.notes_list import NotesList
from viewer.ui.panels.notes_model import MOST_ONE_BY_ONE, NotesModel
from viewer.ui.panels.quiet_label import QuietLabel
from viewer.ui.panels.row_painting import STEP
from viewer.ui.panels.row_views import Place
from viewer.ui.panels.session_panel import SessionPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QShowEvent

    from viewer.model.annotation import Annotation
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.panels.note_rows import NoteRow

HOW_TO_BEGIN = "Select words on the page and press N to write about them, or 1 to 6 to mark them in a colour."
MOST_MEASURED = 1000
"""Rows that are each as high as what is in them; a longer list is of rows of one height."""
FILTERING = "Filtering\u2026"
UNSIGNED = "Your name is not set; notes are unsigned."


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
        self.list = NotesList()
        self.more_actions: tuple[QAction, ...] = ()
        self.notes = NotesModel(self._color_name, self.list)
        # A model of Qt's own between them: laying out asks for each index, which costs 1 µs in C++ and 20 in Python.
        self._in_rows = QSortFilterProxyModel(self.list)
        self._in_rows.setDynamicSortFilter(False)
        self._in_rows.setSourceModel(self.notes)
        self.list.setModel(self._in_rows)
        self.delegate = NoteDelegate(self.list)
        self.list.setItemDelegate(self.delegate)
        self.setFocusProxy(self.list)
        self._texts = NoteTexts()
        self._shown: int | None = None
        self._left: dict[int, _Left] = {}
        self._stale = True
        self._sifting = NoteSifting(self)
        self._sifting.done.connect(self._sifted)
        self._sifting.slow.connect(lambda: self.count.say(FILTERING))
        self._changed_meanwhile: dict[str, None] = {}
        self.folding = NoteFolding(self._texts, self._sifting)
        self.editor = NoteEditor()
        self.filters = NoteFilterBar(self._all_notes, self._color_name)
        self.filters.field.installEventFilter(self)
        self.count = _line()
        self.read_only = _line()
        self.unsigned = self._make_unsigned_line()
        self._arrange()
        self.filters.changed.connect(self._filter_changed)
        self.list.chosen.connect(self._chosen)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.delete_wanted.connect(self.delete_selected)
        self.list.edit_wanted.connect(self.editor.start_writing)
        self.list.copy_wanted.connect(self._copy_selected)
        self.list.left.connect(self.page_focus_wanted)
        self.list.selectionModel().selectionChanged.connect(self._selection_changed)
        self.editor.delete_wanted.connect(self.delete_selected)
        self.editor.page_focus_wanted.connect(self.page_focus_wanted)

    # -- putting together ---------------------------------------------------------------------------------------------

    def _make_unsigned_line(self) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(STEP, 0, STEP, STEP)
        layout.setSpacing(STEP)
        button = QPushButton("Set your name…")
        button.clicked.connect(self.settings_requested)
        layout.addWidget(QuietLabel(UNSIGNED), 1)
        layout.addWidget(button)
        return line

    def _arrange(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.editor)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        for line in (self.count, self.read_only, self.unsigned):
            line.hide()
            column.addWidget(line)
        column.addWidget(self.splitter, 1)
        from_above = (self.filters.field, self.filters.button, self.list, self.editor.confirm, self.editor.body)
        for one, following in pairwise((*from_above, self.editor.tags, *self.editor.colors.buttons.values())):
            QWidget.setTabOrder(one, following)

    def _color_name(self, color: str) -> str:
        return self._session.settings.color_name(color)

    def _all_notes(self) -> Sequence[Annotation]:
        return self.document.notes.annotations if self.document is not None else ()

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
            one_by_one = 0 < len(change.ids) <= MOST_ONE_BY_ONE
            if one_by_one and self._shown == document.number and not self._stale:
                if self._sifting.goes_on:
                    self._changed_meanwhile.update(dict.fromkeys(change.ids))
                place = Place(self.list)
                self.notes.change(change.ids)
                self._laid_out()
                place.restore()
                self._say()
                if any(note in change.ids for note in self.editor.notes):
                    self.editor.refresh()
            else:
                self.refresh()
        elif isinstance(change, SettingsChanged):
            self.filters.show_chips()
            self.editor.colors.name_colors(self._color_name)
            self._say()
            self.list.viewport().update()
        elif isinstance(change, DocumentClosed):
            self._left.pop(change.document, None)
            self._shown = None if self._shown == change.document else self._shown

    def show_current(self) -> None:
        """Keep what was typed, even where its document has just been closed, then show another document's notes."""
        self.editor.clear()
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
            self._texts.clear()
            self.notes.show_document(document, self._test(), self._listed_at_once())
            self._laid_out()
            if self._sifts:
                self._sift()
            else:
                self._come_back()
        else:
            self._show_passing()
        self._fold_ahead()
        self.editor.refresh()
        self._say()

    def _show_passing(self) -> None:
        """List the notes that pass the filter: at once, or soon where there are many."""
        if self._sifts:
            self._sift()
        else:
            self._take_passing(self._listed_at_once())

    def _take_passing(self, listed: NotesInOrder | None) -> None:
        self._sifting.stop()
        place = Place(self.list)
        self.notes.show_passing(self._test(), listed)
        self._laid_out()
        place.restore()

    @property
    def _sifts(self) -> bool:
        """Whether there are too many notes to put them through the filter at once."""
        return not self.filters.filter.is_empty and len(self._all_notes()) > MOST_MEASURED

    def _listed_at_once(self) -> NotesInOrder | None:
        """The notes that pass, if no filter need be asked; nothing yet where there are too many to ask it at once."""
        self._sifting.stop()
        if self.document is None:
            return NotesInOrder()
        if self.filters.filter.is_empty:
            return self.document.notes.copy_in_order()
        return NotesInOrder() if self._sifts else None

    def _sift(self) -> None:
        self._changed_meanwhile.clear()
        if self.document is not None:
            self._sifting.start(self.document.notes.copy_in_order(), self._test())

    def _sifted(self, listed: NotesInOrder) -> None:
        self._take_passing(listed)
        self.notes.change(tuple(self._changed_meanwhile))
        self._laid_out()
        self._come_back()
        self._say()

    def _test(self) -> Callable[[Annotation], bool]:
        return self.filters.filter.test(self._texts, self._how_placed)

    def _how_placed(self, note: str) -> PlacementKind | None:
        placement = self.document.notes.placement(note) if self.document is not None else None
        return None if placement is None else placement.how

    def _laid_out(self) -> None:
        """Rows of a long list are all of one height: nothing of what is not seen is measured."""
        compact = len(self.notes) > MOST_MEASURED
        if compact != self.delegate.compact:
            self.delegate.compact = compact
            self.list.setUniformItemSizes(compact)
            self.list.scheduleDelayedItemsLayout()

    def _say(self) -> None:
        document = self.document
        count = len(document.notes.annotations) if document is not None else 0
        self.list.empty.say("" if len(self.notes) else self.words_for_nothing(document))
        if self._sifting.goes_on:
            return
        filtered = not self.filters.filter.is_empty
        self.count.say(f"{len(self.notes)} of {count}" if filtered and count else "")
        self.read_only.say(document.notes.read_only if document is not None else "")
        writable = document is not None and not document.notes.read_only
        self.unsigned.setVisible(count > 0 and writable and not self._session.settings.author)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up with what has changed while the panel was not seen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _leave(self) -> None:
        if self._shown is not None:
            current = self.list.currentIndex()
            note = self.notes.row_at(self._in_rows.mapToSource(current)).note.id if current.isValid() else ""
            self._left[self._shown] = _Left(self.list.verticalScrollBar().value(), note)

    def _come_back(self) -> None:
        left = self._left.pop(self._shown, None) if self._shown is not None else None
        if left is not None:
            current = self.index_of(left.current)
            if current is not None:
                self.list.setCurrentIndex(current)
            self.list.executeDelayedItemsLayout()
            self.list.verticalScrollBar().setValue(left.scrolled)

    # -- filtering ----------------------------------------------------------------------------------------------------

    def _filter_changed(self) -> None:
        self._stale = self._stale or not self.isVisible()
        if not self._stale:
            self._show_passing()
            self.editor.refresh()
            self._say()

    def _fold_ahead(self) -> None:
        """Fold the words of many notes before they are looked for, a few at a time."""
        notes = self._all_notes()
        if len(notes) > MOST_MEASURED:
            self.folding.begin(notes)

    def show_colors(self, colors: frozenset[HighlightColor]) -> None:
        """Show notes of these colours only; none means all."""
        self.filters.choose_colors(colors)

    @property
    def selected(self) -> list[str]:
        """The ids of the selected notes in reading order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        notes = self.notes.notes
        return [notes[row].id for row in rows]

    def _selection_changed(self) -> None:
        document, selected = self.document, self.selected
        if document is not None and selected:
            self.editor.show_notes(document, selected)
        elif not self.editor.in_use:
            self.editor.clear()
        self.selection_changed.emit()

    # -- editing ------------------------------------------------------------------------------------------------------

    def index_of(self, note: str) -> QModelIndex | None:
        """The index of a note in the list, by its id, if it is listed."""
        index = self.notes.index_of(note)
        return None if index is None else self._in_rows.mapFromSource(index)

    def edit_note(self, note: str) -> None:
        """Show a note in the editor, whether or not it passes the filter, and start to write."""
        document = self.document
        if document is None or document.notes.find(note) is None:
            return
        if self.notes.index_of(note) is None and not self.filters.filter.is_empty:
            self.filters.clear()
        self._select(note)
        self.editor.show_notes(document, [note])
        self.editor.start_writing()

    def show_note(self, note: str) -> None:
        """Select a note, as one that was clicked on the page; where the filter hides it, nothing happens."""
        self._select(note)

    def finish_editing(self) -> None:
        """Keep what has been typed, at once."""
        self.editor.save()

    def _select(self, note: str) -> None:
        index = self.index_of(note)
        if index is not None:
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, how)
            self.list.scrollTo(index)

    def delete_selected(self) -> None:
        """Delete the notes shown in the editor; the one after them is selected next."""
        document = self.document
        gone = self.selected or list(self.editor.notes)
        if document is None or not gone or document.notes.read_only:
            return
        going = set(gone)
        first = min((index.row() for note in gone if (index := self.notes.index_of(note)) is not None), default=0)
        notes = self.notes.notes
        after = (notes[at].id for at in range(first, len(notes)) if notes[at].id not in going)
        before = (notes[at].id for at in range(first - 1, -1, -1) if notes[at].id not in going)
        following = next(after, None) or next(before, None)
        self.editor.save()
        document.notes.delete(gone)
        if following is not None:
            self._select(following)

    # -- going --------------------------------------------------------------------------------------------------------

    def _chosen(self, index: QModelIndex) -> None:
        if self.document is not None and index.isValid():
            self.go(self.document, self.notes.row_at(self._in_rows.mapToSource(index)))

    def go(self, document: OpenDocument, row: NoteRow) -> None:
        """Go to the passage, or to the page where it was; adding to a selection stays where it is."""
        if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return
        if row.place is PlacementKind.LOST:
            document.go_to_page(row.note.anchor.page)
        else:
            show_note(document, row.note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
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
        menu = QMenu(self)
        document = self.document
        rows = self.notes.rows_of(notes)
        if document is None or not rows:
            return menu
        writable = not document.notes.read_only
        if len(rows) == 1:
            menu.addAction("Show on the page", lambda: self.go(document, rows[0]))
            menu.addAction(icon("edit"), "Edit", lambda: self.edit_note(rows[0].note.id)).setEnabled(writable)
        colors = menu.addMenu("Colour")
        colors.setEnabled(writable)
        for color in HighlightColor:
            action = colors.addAction(color_icon(color, self.palette()), self._color_name(color.value))
            action.triggered.connect(lambda _checked=False, color=color: document.notes.recolor(notes, color))
        if any(row.place in {PlacementKind.MOVED, PlacementKind.LIKELY} for row in rows):
            menu.addAction("Keep this place", lambda: document.notes.confirm(notes)).setEnabled(writable)
        menu.addSeparator()
        menu.addAction(icon("copy"), "Copy", lambda: _copy("\n\n".join(_as_text(row) for row in rows)))
        if len(rows) == 1 and rows[0].note.anchor.quote and rows[0].place is not PlacementKind.LOST:
            span = rows[0].note.anchor.span
            menu.addAction(
                icon("quote"), "Copy quotation with citation", lambda: _copy(quotation_with_citation(document, span))
            )
        menu.addActions(self.more_actions)
        menu.addSeparator()
        what = "Delete" if len(rows) == 1 else f"Delete {len(rows)} notes"
        menu.addAction(icon("delete"), what, self.delete_selected).setEnabled(writable)
        return menu

    def _show_menu(self, index: QModelIndex, point: QPoint) -> None:
        note = self.notes.row_at(self._in_rows.mapToSource(index)).note.id
        if note not in self.selected:
            self._select(note)
        menu = self.menu_of(self.selected)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _copy_selected(self) -> None:
        rows = self.notes.rows_of(self.selected)
        if rows:
            _copy("\n\n".join(_as_text(row) for row in rows))


def _as_text(row: NoteRow) -> str:
    """A note as plain text: its passage, its words, its place."""
    tags = ", ".join(row.note.tags)
    return "\n".join(part for part in (row.quote, row.note.body, tags, row.where) if part)


def _line() -> QuietLabel:
    line = QuietLabel()
    line.setContentsMargins(2 * STEP, 0, STEP, STEP)
    return line


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
