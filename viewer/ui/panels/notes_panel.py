"""The reader's notes on the document: a list in reading order, and an editor of the current one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QPushButton, QSplitter, QWidget

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import HighlightColor
from viewer.session.bookmarks import show_note
from viewer.session.changes import NotesChanged, SettingsChanged
from viewer.session.quotation import quotation_with_citation
from viewer.ui.icons import icon
from viewer.ui.panels.color_buttons import color_icon
from viewer.ui.panels.filter_field import FilterField
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.panels.menu_button import MenuButton
from viewer.ui.panels.note_editor import NoteEditor
from viewer.ui.panels.note_rows import NoteRow, color_name, note_rows
from viewer.ui.panels.notes_model import NoteDelegate, NotesModel
from viewer.ui.panels.quiet_label import QuietLabel
from viewer.ui.panels.row_painting import STEP
from viewer.ui.panels.row_views import ListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

HOW_TO_BEGIN = "Select words on the page and press N to write about them, or 1 to 6 to mark them in a colour."
UNSIGNED = "Your name is not set; notes are unsigned."


class NotesList(ListRows):
    """The list of notes; several can be selected. ``delete_wanted``, ``edit_wanted`` and ``left`` are its keys."""

    delete_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("Notes")
        self.setUniformItemSizes(False)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self.edit_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks lines elsewhere; where the editor takes room, the note it edits stays in view."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
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


class NotesPanel(ListPanel["NoteRow"]):
    """Notes of the current document.

    ``settings_requested`` asks for the place where the reader's name is set, ``page_focus_wanted`` says that the
    reader is done here (Escape).
    """

    settings_requested = Signal()
    page_focus_wanted = Signal()
    refreshes_on = (NotesChanged, SettingsChanged)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.list = NotesList()
        self.notes = NotesModel()
        super().__init__(session, self.list, self.notes, parent)
        self.list.setItemDelegate(NoteDelegate(self.list))
        self.colors: frozenset[HighlightColor] = frozenset()
        self.editor = NoteEditor()
        self.filter_field = self._make_filter_field()
        self.color_button = self._make_color_button()
        self.count = _line()
        self.read_only = _line()
        self.unsigned = self._make_unsigned_line()
        self._arrange()
        self.list.menu_wanted.connect(self._show_menu)
        self.list.delete_wanted.connect(self.delete_selected)
        self.list.edit_wanted.connect(self.editor.start_writing)
        self.list.copy_wanted.connect(self._copy_selected)
        self.list.left.connect(self.page_focus_wanted)
        self.list.selectionModel().selectionChanged.connect(self._selection_changed)
        self.editor.delete_wanted.connect(self.delete_selected)
        self.editor.page_focus_wanted.connect(self.page_focus_wanted)

    # -- putting together ---------------------------------------------------------------------------------------------

    def _make_filter_field(self) -> FilterField:
        field = FilterField("Filter notes", "Words of the passage, of the note, of its tags or its author")
        field.textChanged.connect(self.refresh)
        field.installEventFilter(self)
        return field

    def _make_color_button(self) -> MenuButton:
        button = MenuButton()
        every = button.choices.addAction("All colours")
        every.triggered.connect(lambda: self.show_colors(frozenset()))
        button.choices.addSeparator()
        for color in HighlightColor:
            action = button.choices.addAction(color_icon(color, self.palette()), color_name(color))
            action.setCheckable(True)
            action.setData(color)
            action.triggered.connect(lambda _checked=False, color=color: self.show_colors(self.colors ^ {color}))
        _name_colors(button, self.colors)
        return button

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
        bar = QHBoxLayout()
        bar.setContentsMargins(STEP, STEP, STEP, STEP)
        bar.setSpacing(STEP)
        bar.addWidget(self.filter_field, 1)
        bar.addWidget(self.color_button)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.column.removeWidget(self.list)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.editor)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.column.addLayout(bar)
        for line in (self.count, self.read_only, self.unsigned):
            line.hide()
            self.column.addWidget(line)
        self.column.addWidget(self.splitter, 1)
        from_above = (self.filter_field, self.color_button, self.list, self.editor.confirm, self.editor.body)
        for one, following in pairwise((*from_above, self.editor.tags, *self.editor.colors.buttons.values())):
            QWidget.setTabOrder(one, following)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[NoteRow], Sequence[int]]:
        """The notes that pass the filter."""
        rows = note_rows(document, self.filter_field.text(), self.colors)
        return rows, [1] * len(rows)

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """How to make a note, or why none is shown."""
        if document is None:
            return "Your notes on a document are listed here."
        if document.notes.annotations:
            return "No note passes the filter. Clear it to see all."
        return "" if document.notes.read_only else f"No notes yet. {HOW_TO_BEGIN}"

    def mark(self, document: OpenDocument) -> QModelIndex | None:  # noqa: ARG002 - others mark the reader's place
        """No row is marked."""
        return None

    def show_current(self) -> None:
        """Keep what was typed, even where its document has just been closed, then show another document's notes."""
        self.editor.clear()
        super().show_current()

    def refresh(self) -> None:
        """Show what has changed; selection, scroll position and typing stay."""
        super().refresh()
        self.editor.refresh()
        document = self.document
        count = len(document.notes.annotations) if document is not None else 0
        filtered = bool(self.filter_field.text().strip() or self.colors)
        self.count.say(f"{len(self.notes.rows)} of {count}" if filtered and count else "")
        self.read_only.say(document.notes.read_only if document is not None else "")
        writable = document is not None and not document.notes.read_only
        self.unsigned.setVisible(count > 0 and writable and not self._session.settings.author)

    def show_colors(self, colors: frozenset[HighlightColor]) -> None:
        """Show notes of these colours only; none means all."""
        self.colors = colors
        for action in self.color_button.choices.actions():
            if action.isCheckable():
                action.setChecked(action.data() in colors)
        _name_colors(self.color_button, colors)
        self.refresh()

    @property
    def selected(self) -> list[str]:
        """The ids of the selected notes in reading order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.notes.rows[row].note.id for row in rows]

    def _selection_changed(self) -> None:
        document, selected = self.document, self.selected
        if document is not None and selected:
            self.editor.show_notes(document, selected)
        elif not self.editor.in_use:
            self.editor.clear()

    # -- editing ------------------------------------------------------------------------------------------------------

    def edit_note(self, note: str) -> None:
        """Show a note in the editor, whether or not it passes the filter, and start to write."""
        document = self.document
        if document is None or document.notes.find(note) is None:
            return
        if self.notes.index_of(note) is None and (self.filter_field.text() or self.colors):
            self.filter_field.clear()
            self.show_colors(frozenset())
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
        index = self.notes.index_of(note)
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
        ids = [row.note.id for row in self.notes.rows]
        places = [ids.index(note) for note in gone if note in ids]
        rest = [note for note in ids[min(places, default=0) :] if note not in gone]
        before = [note for note in ids[: min(places, default=0)] if note not in gone]
        self.editor.save()
        document.notes.delete(gone)
        following = rest[0] if rest else before[-1] if before else None
        if following is not None:
            self._select(following)

    # -- going --------------------------------------------------------------------------------------------------------

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
        if watched is self.filter_field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter_field.text():
                self.filter_field.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.notes.rows:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.selected:
                    self._select(self.notes.rows[0].note.id)
                return True
        return super().eventFilter(watched, event)

    # -- the menu -----------------------------------------------------------------------------------------------------

    def menu_of(self, notes: Sequence[str]) -> QMenu:
        """What can be done with these notes."""
        menu = QMenu(self)
        document = self.document
        rows = [row for row in self.notes.rows if row.note.id in set(notes)]
        if document is None or not rows:
            return menu
        writable = not document.notes.read_only
        if len(rows) == 1:
            menu.addAction("Show on the page", lambda: self.go(document, rows[0]))
            menu.addAction(icon("edit"), "Edit", lambda: self.edit_note(rows[0].note.id)).setEnabled(writable)
        colors = menu.addMenu("Colour")
        colors.setEnabled(writable)
        for color in HighlightColor:
            action = colors.addAction(color_icon(color, self.palette()), color_name(color))
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
        menu.addSeparator()
        what = "Delete" if len(rows) == 1 else f"Delete {len(rows)} notes"
        menu.addAction(icon("delete"), what, self.delete_selected).setEnabled(writable)
        return menu

    def _show_menu(self, index: QModelIndex, point: QPoint) -> None:
        note = self.notes.row_at(index).note.id
        if note not in self.selected:
            self._select(note)
        menu = self.menu_of(self.selected)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _copy_selected(self) -> None:
        selected = set(self.selected)
        rows = [row for row in self.notes.rows if row.note.id in selected]
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


def _name_colors(button: MenuButton, colors: frozenset[HighlightColor]) -> None:
    if not colors:
        text = "All colours"
    elif len(colors) == 1:
        text = color_name(next(iter(colors)))
    else:
        text = f"{len(colors)} colours"
    button.setText(text)
    button.setToolTip("Which colours are listed")
    button.setAccessibleName(f"Colours listed: {text.lower()}")


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
