"""All notes over all documents, in a window of its own: found as one types, opened where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.annotations.catalogue import FoundNotes, NoteQuery
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.session.notes.all_notes import AllNotes
from viewer.ui.all_notes.model import AllNotesDelegate, AllNotesModel, counted, heading
from viewer.ui.panels.notes.rows import KINDS
from viewer.ui.widgets.color_buttons import color_icon
from viewer.ui.widgets.filter_field import FilterField
from viewer.ui.widgets.menu_button import MenuButton
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.row_views import ListRows
from viewer.ui.widgets.window_size import resize_within_screen

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from viewer.annotations.catalogue import NotedDocument
    from viewer.ui.document_window import DocumentWindow

TYPING_MS = 120
MORE = 500
SIZE = (640, 760)
NOTHING = "No notes yet. Those that you make on any document are listed here."
NOTHING_FOUND = "No note holds these words. Fewer or shorter words find more."


class AllNotesWindow(QWidget):
    """Search field, what is listed, and a line that says what cannot be opened."""

    def __init__(self, window: DocumentWindow) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self._window = window
        self._session = window.session
        self.setWindowTitle("All notes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, *SIZE)
        self.kinds: frozenset[AnnotationKind] = frozenset()
        self.colors: frozenset[HighlightColor] = frozenset()
        self._limit = MORE
        self._missing: tuple[NotedDocument, str] | None = None
        self.field = FilterField("Search all notes", "Words of passages, notes, tags, sections and authors")
        self.lost = QCheckBox("&Lost only")
        self.lost.setToolTip("Notes whose passage was not found in the text that was read last")
        self.button = self._make_filter_button()
        self.list = ListRows("Notes on all documents")
        self.list.setUniformItemSizes(False)
        self.notes = AllNotesModel(self._color_name, self.list)
        self.list.setModel(self.notes)
        self.list.setItemDelegate(AllNotesDelegate(self.list))
        self.count = QuietLabel()
        self.more = QPushButton("Show more")
        self.missing = QuietLabel()
        self.look = PushButton("Look for it…")
        self.typing = QTimer(self)
        self.typing.setSingleShot(True)
        self.typing.setInterval(TYPING_MS)
        self._arrange()
        self._connect()
        self.all_notes = AllNotes(self._session, self._show)
        self.search()

    def _make_filter_button(self) -> MenuButton:
        button = MenuButton()
        button.setText("Filter")
        kinds = button.choices.addMenu("Kind")
        for kind, name in KINDS.items():
            action = kinds.addAction(name)
            action.setCheckable(True)
            action.toggled.connect(lambda _on=False, kind=kind: self._toggle_kind(kind))
        colors = button.choices.addMenu("Colour")
        for color in HighlightColor:
            action = colors.addAction(color_icon(color, self.palette()), self._color_name(color.value))
            action.setCheckable(True)
            action.toggled.connect(lambda _on=False, color=color: self._toggle_color(color))
        return button

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(STEP)
        bar.addWidget(self.field, 1)
        bar.addWidget(self.button)
        bar.addWidget(self.lost)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        gone = QHBoxLayout()
        gone.addWidget(self.missing, 1)
        gone.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(STEP, STEP, STEP, STEP)
        column.setSpacing(STEP)
        column.addLayout(bar)
        column.addLayout(gone)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        for each in (self.more, self.missing, self.look):
            each.hide()

    def _connect(self) -> None:
        self.typing.timeout.connect(self.search)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.lost.toggled.connect(self.search)
        self.more.clicked.connect(self._show_more)
        self.list.chosen.connect(self.open_index)
        self.look.clicked.connect(self._look_for_missing)

    def _color_name(self, color: str) -> str:
        return self._session.settings.color_name(color)

    # -- finding ------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._limit = MORE
        self.typing.start()

    def _toggle_kind(self, kind: AnnotationKind) -> None:
        self.kinds ^= {kind}
        self.search()

    def _toggle_color(self, color: HighlightColor) -> None:
        self.colors ^= {color}
        self.search()

    def _show_more(self) -> None:
        self._limit += MORE
        self.search()

    def search(self) -> None:
        """Look for what the field and the filters say, now."""
        placed = frozenset({"lost"}) if self.lost.isChecked() else frozenset[str]()
        self.all_notes.find(NoteQuery(self.field.text(), self.kinds, self.colors, placed, self._limit))

    def _show(self, found: FoundNotes) -> None:
        current = self.list.currentIndex()
        note = self.notes.note_at(current) if current.isValid() else None
        scrolled = self.list.verticalScrollBar().value()
        self.notes.show(found)
        at = self.notes.place_of(note) if note is not None else None
        if at is not None:
            self.list.setCurrentIndex(self.notes.index(at, 0))
        self.list.executeDelayedItemsLayout()
        self.list.verticalScrollBar().setValue(scrolled)
        sought = self.field.text().strip() or self.kinds or self.colors or self.lost.isChecked()
        self.list.empty.say(found.error or ("" if found.count else NOTHING_FOUND if sought else NOTHING))
        documents = "" if len(found.documents) == 1 else f" on {len(found.documents)} documents"
        some = found.given < found.count
        self.count.say(f"{found.given} of {counted(found.count)}" if some else counted(found.count) + documents)
        self.more.setVisible(some)

    # -- opening ------------------------------------------------------------------------------------------------------

    def open_index(self, index: QModelIndex) -> None:
        """Open a row's document at its note; say so where the file is not there any more."""
        note = self.notes.note_at(index)
        if note is None:
            return
        document = self.notes.document_of(index)
        if self.all_notes.open_note(document, note):
            self._say_missing(None)
            self._window.raise_()
            self._window.activateWindow()
        else:
            self._say_missing((document, note))

    def _say_missing(self, missing: tuple[NotedDocument, str] | None) -> None:
        self._missing = missing
        path = missing[0].paths[0] if missing is not None and missing[0].paths else ""
        text = f"{heading(missing[0])} is no longer at {path}." if missing is not None else ""
        self.missing.say(text)
        self.look.setVisible(missing is not None)

    def _look_for_missing(self) -> None:
        if self._missing is None:
            return
        document, note = self._missing
        before = Path(document.paths[0]) if document.paths else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(self, f"Look for {before.name}", str(before.parent))
        if chosen:
            self._say_missing(None)
            self.all_notes.open_in(Path(chosen), note)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, Down and Enter go to the notes."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if down and len(self.notes.rows) > 1:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.list.setCurrentIndex(self.notes.index(1, 0))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing more is looked for."""
        self.all_notes.close()
        super().closeEvent(event)
