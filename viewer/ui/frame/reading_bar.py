"""The toolbar's fields: which page of how many, the zoom, and the find field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QToolBar, QWidget

from viewer.session.changes import CurrentDocumentChanged, PlaceChanged, SearchChanged
from viewer.ui.look.icons import icon
from viewer.ui.starting.first_page import TOOL_ICON
from viewer.ui.wording.numbers import percentage
from viewer.ui.wording.pages import beside_page_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.changes import Change
    from viewer.session.session import Session

TYPING_PAUSE_MS = 80
"""Words are looked for when typing pauses this long, so that a fast typist does not queue a search a letter."""

ZOOM_STEPS = (10, 25, 50, 75, 100, 125, 150, 200, 300, 400, 800)
FIT_WIDTH, FIT_PAGE = "Fit width", "Fit page"
_FOR_NOW = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
"""Reasons for which a field loses the focus and gets it back."""


class ReadingBar(QToolBar):
    """The one toolbar.

    ``zoom_chosen`` carries a factor (1.0 = 100 %), ``fit_chosen`` True for the page's width and False for the whole.
    ``page_expected`` carries a page (from 0) that has been typed and will most likely be gone to.
    """

    zoom_chosen = Signal(float)
    fit_chosen = Signal(bool)
    page_focus_wanted = Signal()
    page_expected = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Reading", parent)
        self._session = session
        self._zoom = ""
        self.setObjectName("reading_bar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(TOOL_ICON)
        self.page_field = self._make_page_field()
        self.page_count = QLabel()
        self.zoom_field = self._make_zoom_field()
        self.find_field = self._make_find_field()
        self.found = QLabel()
        self._pause = self._typing_pause(self._find)
        self._page_pause = self._typing_pause(self._expect_page)
        session.changes.subscribe(self._changed)
        self._refresh()

    def _typing_pause(self, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(TYPING_PAUSE_MS)
        timer.timeout.connect(action)
        return timer

    def _make_page_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(56)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setAccessibleName("Page")
        field.setToolTip("Go to page (Ctrl+G)")
        field.returnPressed.connect(self._go_to_page)
        field.textEdited.connect(self._page_typed)
        field.installEventFilter(self)
        return field

    def _make_zoom_field(self) -> QComboBox:
        field = QComboBox()
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.addItems([FIT_WIDTH, FIT_PAGE, *map(percentage, ZOOM_STEPS)])
        field.setFixedWidth(112)
        field.setAccessibleName("Zoom")
        field.setToolTip("Zoom")
        field.activated.connect(self._take_zoom)
        zoom_line = field.lineEdit()
        assert zoom_line is not None  # noqa: S101 - an editable combo box has one
        zoom_line.setAccessibleName("Zoom")  # it has the focus, not the box around it
        zoom_line.installEventFilter(self)
        return field

    def _make_find_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("Find in the document")
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(160)
        field.setMaximumWidth(320)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setAccessibleName("Find in the document")
        field.addAction(icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        field.installEventFilter(self)
        field.textEdited.connect(self._typed)
        return field

    def assemble(self, actions: dict[str, QAction]) -> None:
        """Put the actions and fields in their places."""
        self.addActions([actions["open"], actions["left_panel"]])
        self.addSeparator()
        self.addActions([actions["back"], actions["forward"]])
        self.addWidget(_gap())
        self.addWidget(self.page_field)
        self.addWidget(self.page_count)
        self.addSeparator()
        self.addActions([actions["zoom_out"]])
        self.addWidget(self.zoom_field)
        self.addActions([actions["zoom_in"]])
        self.addSeparator()
        self.addActions([actions["highlight"], actions["note"]])
        stretch = QWidget()
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(stretch)
        self.addWidget(self.found)
        self.addWidget(_gap())
        self.addWidget(self.find_field)
        self.addActions([actions["find_previous"], actions["find_next"]])
        self.addSeparator()
        self.addActions([actions["right_panel"]])

    def focus_page(self) -> None:
        """Put the cursor into the page field, its number selected."""
        self.page_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page_field.selectAll()

    def focus_find(self, words: str = "") -> None:
        """Put the cursor into the find field, and ``words`` where there are any."""
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words:
            self.find_field.setText(words)
            self._find()
        self.find_field.selectAll()

    def show_zoom(self, factor: float) -> None:
        """Show the zoom of the current view."""
        self._zoom = percentage(round(factor * 100))
        self.zoom_field.setEditText(self._zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and Shift+Return walk the hits, Escape gives the focus back to the page.

        What was typed into the other fields and not taken goes when they are left.
        """
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _FOR_NOW:
            self._put_right(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._put_right(watched)
                self.page_focus_wanted.emit()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if watched is self.find_field:
                    self._next_or_find(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                    return True
                if watched is self.zoom_field.lineEdit():  # a combo box would give the key to its line a second time
                    self._take_zoom()
                    return True
        return super().eventFilter(watched, event)

    def _put_right(self, field: QObject) -> None:
        """Let a field say what is so."""
        if field is self.page_field:
            self._show_page()
        elif field is self.zoom_field.lineEdit():
            self.zoom_field.setEditText(self._zoom)

    def _next_or_find(self, *, backwards: bool) -> None:
        document = self._session.current
        if document is None:
            return
        if self._pause.isActive() or document.search.state.query != self.find_field.text():
            self._find()
        elif backwards:
            document.search.previous_hit()
        else:
            document.search.next_hit()

    def _find(self) -> None:
        self._pause.stop()
        if self._session.current is not None:
            self._session.current.search.find(self.find_field.text())

    def _typed(self) -> None:
        self._pause.start()

    def _page_typed(self) -> None:
        """Tell which page will be gone to: at once where no figure could follow, else when typing pauses."""
        document, typed = self._session.current, self.page_field.text().strip()
        if document is not None and typed.isdecimal() and int(typed) <= document.page_count < 10 * int(typed):
            self._expect_page()
        else:
            self._page_pause.start()

    def _expect_page(self) -> None:
        self._page_pause.stop()
        page = self._page_meant()
        if page is not None:
            self.page_expected.emit(page)

    def _page_meant(self) -> int | None:
        """The page (from 0) that is typed; None where there is none such."""
        document, typed = self._session.current, self.page_field.text().strip()
        if document is None:
            return None
        if typed in document.info.page_labels:
            return document.info.page_labels.index(typed) if typed else None
        return min(max(int(typed), 1), document.page_count) - 1 if typed.isdecimal() else None

    def _go_to_page(self) -> None:
        self._page_pause.stop()
        document, page = self._session.current, self._page_meant()
        if document is not None and page is not None:
            document.go_to_page(page)
            self.page_focus_wanted.emit()
        elif self.page_field.text().strip():
            self._show_page()
            self.page_field.selectAll()

    def _take_zoom(self) -> None:
        text = self.zoom_field.currentText().strip().casefold()
        number = re.search(r"\d+([.,]\d+)?", text)
        if text in {FIT_WIDTH.casefold(), FIT_PAGE.casefold()}:
            self.fit_chosen.emit(text == FIT_WIDTH.casefold())
        elif number is not None:
            self.zoom_chosen.emit(float(number.group().replace(",", ".")) / 100)
        self.zoom_field.setEditText(self._zoom)  # what the view made of it, which may be nothing
        self.page_focus_wanted.emit()

    def _changed(self, change: Change) -> None:
        if isinstance(change, CurrentDocumentChanged):  # what is typed was meant for another document
            self._pause.stop()
            self._page_pause.stop()
            self._refresh()
            self._show_page()
            self._show_search(typing=False)
        elif isinstance(change, PlaceChanged):
            self._refresh()
        elif isinstance(change, SearchChanged):
            self._show_search(typing=self.find_field.hasFocus())

    def _refresh(self) -> None:
        document = self._session.current
        for field in (self.page_field, self.zoom_field, self.find_field):
            field.setEnabled(document is not None)
        if not self.page_field.hasFocus():
            self._show_page()
        if document is None:
            self.page_count.clear()
            self.zoom_field.setEditText("")
            return
        self.page_count.setText(f" {beside_page_label(document, document.place.page)} ")

    def _show_page(self) -> None:
        document = self._session.current
        self.page_field.setText("" if document is None else document.page_label(document.place.page))

    def _show_search(self, *, typing: bool) -> None:
        document = self._session.current
        if document is None or not document.search.state.query:
            self.found.clear()
            if not typing:
                self.find_field.clear()
            return
        state = document.search.state
        if not typing:
            self.find_field.setText(state.query)
        if state.total:
            self.found.setText(f"{(state.current or 0) + 1} of {state.total}")
        else:
            self.found.setText("Nothing found" if state.finished else "Searching…")


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(8)
    return gap
