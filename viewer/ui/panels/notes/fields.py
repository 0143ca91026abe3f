"""The words and tags of one note, edited in its row. What is typed is kept when typing pauses, and never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from viewer.ui.look.icons import icon
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QMouseEvent

    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument

PAUSE_MS = 800
"""Typing is kept when it pauses this long; a note is on the disk within a second of the last key."""
LINES = (3, 12)
"""Lines of words that are shown, at least and at most; of more the field scrolls."""

_BETWEEN_TAGS = re.compile(r"[,;،؛，；、\n]")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FOR_A_WHILE = frozenset(
    {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason}
)
"""Reasons for which the focus goes and comes back: a menu is open, another window is in front."""


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that a field names, each once, in their order."""
    tags = (" ".join(tag.split()) for tag in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class NoteFields(QFrame):
    """Edits one note of a document.

    ``done`` says that the reader has finished by key (Escape, Ctrl+Enter, Enter in the tags), ``left`` that the focus
    went elsewhere, ``resized`` that the words take another number of lines, ``shown`` that another note is edited or
    none.
    """

    done = Signal()
    left = Signal()
    resized = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self._note: Annotation | None = None
        self._body_as_filled = ""
        self._tags_as_filled = ""
        self._filling = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.save)
        # QPlainTextEdit would set paragraphs that are written from the right at the left.
        self.body = QTextEdit()
        self.body.setAcceptRichText(False)
        self.body.setAccessibleName("Words of the note")
        self.body.setPlaceholderText("Write a note; Markdown is kept as it is")
        self.body.setTabChangesFocus(True)
        written = self.body.document().defaultTextOption()
        written.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each paragraph's own, not the window's
        self.body.document().setDefaultTextOption(written)
        self.body.textChanged.connect(self._typed)
        self.body.document().documentLayout().documentSizeChanged.connect(self._lines_changed)
        self.tags = QLineEdit()
        self.tags.setAccessibleName("Tags")
        self.tags.setPlaceholderText("Tags, parted by commas")
        self.tags.addAction(icon("tag"), QLineEdit.ActionPosition.LeadingPosition)
        self.tags.textChanged.connect(self._typed)
        self._lay_out = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP // 2)
        self.setForegroundRole(QPalette.ColorRole.Mid)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.tags)
        self._lines = float(LINES[0])
        for field in (self.body, self.tags):
            field.installEventFilter(self)
        self.hide()

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def note(self) -> str | None:
        """The id of the note that is edited."""
        return self._note.id if self._note is not None else None

    def show_note(self, document: OpenDocument, note: str) -> None:
        """Edit a note; what was typed before is kept."""
        if document is self._document and note == self.note:
            self.refresh()
            return
        self.save()
        self._document = document
        self._note = document.notes.find(note)
        self._fill()
        self.shown.emit()
        self.refresh()

    def clear(self) -> None:
        """Keep what was typed and edit no note."""
        self.save()
        if self._note is not None:
            self._let_go()

    def _let_go(self) -> None:
        self.pause.stop()
        self._document = self._note = None
        self._fill()
        self.hide()
        self.shown.emit()

    def refresh(self) -> None:
        """Take over what has changed elsewhere; words that are being typed stay, and so does the cursor."""
        document, note = self._document, self._note
        if document is None or note is None:
            return
        found = document.notes.find(note.id)
        if found is None:
            self._deleted(document, note)
            return
        self._take_over(found)
        writable = not document.notes.read_only
        self.body.setReadOnly(not writable)
        self.tags.setReadOnly(not writable)

    def _deleted(self, document: OpenDocument, note: Annotation) -> None:
        """The note is gone. Words that were typed into it meanwhile are not: they bring it back."""
        typed = replace(note, body=self._typed_body, tags=tags_in(self.tags.text())) if self.typing else None
        self._let_go()
        if typed is not None:
            document.notes.take_in([typed])

    def _fill(self) -> None:
        self._filling = True
        self.body.setPlainText(self._note.body if self._note is not None else "")
        self.tags.setText(", ".join(self._note.tags) if self._note is not None else "")
        self._body_as_filled = self._typed_body
        self._tags_as_filled = self.tags.text()
        self._filling = False

    def _take_over(self, found: Annotation) -> None:
        """Show words and tags that were changed elsewhere (by undo, in another window), unless new ones are typed."""
        before, self._note = self._note, found
        assert before is not None  # noqa: S101 - the caller has made sure
        self._filling = True
        if found.body != before.body and self._typed_body == self._body_as_filled:
            position = self.body.textCursor().position()
            self.body.setPlainText(found.body)
            cursor = self.body.textCursor()
            cursor.setPosition(min(position, self.body.document().characterCount() - 1))
            self.body.setTextCursor(cursor)
            self._body_as_filled = self._typed_body
        if found.tags != before.tags and self.tags.text() == self._tags_as_filled:
            self.tags.setText(", ".join(found.tags))
            self._tags_as_filled = self.tags.text()
        self._filling = False

    def float_over(self, others: bool) -> None:  # noqa: FBT001 - the one thing there is to say
        """Whether the fields lie over other rows: they stand on a ground of their own then, with an edge."""
        self.setAutoFillBackground(others)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain if others else QFrame.Shape.NoFrame)
        edge = STEP if others else 0
        self._lay_out.setContentsMargins(edge, edge, edge, edge)

    # -- its size -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as the words and the tags need."""
        edges = 2 * (self.body.frameWidth() + round(self.body.document().documentMargin()))
        words = round(self._lines * self.body.fontMetrics().lineSpacing()) + edges
        around = self._lay_out.contentsMargins().top() + self.frameWidth()
        return QSize(20 * STEP, words + STEP // 2 + self.tags.sizeHint().height() + 2 * around)

    def _lines_changed(self, size: QSizeF) -> None:
        least, most = LINES
        written = size.height() - 2 * self.body.document().documentMargin()
        lines = min(max(written / self.body.fontMetrics().lineSpacing(), least), most)
        if lines != self._lines:
            self._lines = lines
            self.resized.emit()

    # -- keeping ------------------------------------------------------------------------------------------------------

    @property
    def _typed_body(self) -> str:
        """The field's words as they are: toPlainText would make blanks of no-break spaces."""
        return self.body.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def typing(self) -> bool:
        """Whether something has been typed that is not kept yet."""
        changed = self._typed_body != self._body_as_filled or self.tags.text() != self._tags_as_filled
        return changed and self._note is not None

    def _typed(self) -> None:
        if not self._filling and self.typing:
            self.pause.start()

    def save(self) -> None:
        """Keep what was typed, now."""
        self.pause.stop()
        document, note = self._document, self._note
        if document is None or note is None or not self.typing or document.notes.read_only:
            return
        body = self._typed_body if self._typed_body != self._body_as_filled else None
        tags = tags_in(self.tags.text()) if self.tags.text() != self._tags_as_filled else None
        self._body_as_filled = self._typed_body
        self._tags_as_filled = self.tags.text()
        self._note = replace(note, body=note.body if body is None else body, tags=note.tags if tags is None else tags)
        document.notes.edit(note.id, body=body, tags=tags)

    # -- the focus ----------------------------------------------------------------------------------------------------

    @property
    def in_use(self) -> bool:
        """Whether the reader is writing."""
        return self.body.hasFocus() or self.tags.hasFocus()

    def start_writing(self) -> None:
        """Put the cursor behind the words."""
        self.show()
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever leaves a field has said what they wanted."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.save()
            if watched is self.tags:
                self._even_tags()
            focus = QApplication.focusWidget()
            if event.reason() not in _FOR_A_WHILE and (focus is None or not self.isAncestorOf(focus)):
                self.left.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._ends(watched, event):
            self.save()
            self.done.emit()
            return True
        return super().eventFilter(watched, event)

    def _ends(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether a key says that the note is written."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            return held == Qt.KeyboardModifier.NoModifier
        if event.key() in _ENTER:
            plain = watched is self.tags and held == Qt.KeyboardModifier.NoModifier
            return plain or held == Qt.KeyboardModifier.ControlModifier
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the fields have no use for is not for the list behind them."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the fields is not for the list behind them."""
        event.accept()

    def _even_tags(self) -> None:
        """Write the tags as they were understood."""
        tags = self._note.tags if self._note is not None else ()
        if self.tags.text() != ", ".join(tags):
            self._filling = True
            self.tags.setText(", ".join(tags))
            self._tags_as_filled = self.tags.text()
            self._filling = False
