"""Reading a document again when its file has changed, without disturbing who reads or writes in the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer

from viewer.model.record import record
from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    NotesChanged,
    RecognitionChanged,
    ReloadRefused,
    Severity,
)
from viewer.ui.background.file_watch import FileWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.ui.document_window import DocumentWindow


LOOK_AGAIN_MS = 500
"""How soon it is asked again whether a document may be read again."""


@record
class Writing:
    """A note that was in the editor when its document was read again, and where the cursor stood in its words."""

    document: int
    note: str
    cursor: int


class Reloading(QObject):
    """Follows the files of the documents that are open in a window. It must hear of changes after the window does."""

    def __init__(self, window: DocumentWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._writing: Writing | None = None
        self._focus: QWidget | None = None
        self._said: dict[Path, str] = {}
        self.watch = FileWatch(self.may_read_again, self)
        self.watch.changed.connect(self._read_again)
        self.watch.gone.connect(self._say_gone)
        self.watch.back.connect(self._take_back)
        self._session.changes.subscribe(self._changed)

    def may_read_again(self, path: Path) -> bool:
        """Not while somebody writes a note on a document, or has written one that the store has not been given yet."""
        document = self._document_at(path)
        if document is None:
            return True
        panes = self._window.panes
        writes = document is self._session.current and panes.is_furnished and panes.notes.editor.in_use
        return not writes and not document.notes.waits_for_loading

    def _document_at(self, path: Path) -> OpenDocument | None:
        return next((document for document in self._session.documents if document.path == path), None)

    def _read_again(self, path: Path) -> None:
        document = self._document_at(path)
        if document is not None:
            self._session.reload(document.number)

    def _show_recognised(self, number: int) -> None:
        """Let what has been recognised be read, when that disturbs nobody."""
        document = self._session.document(number)
        if document is None or not document.recognition.ready:
            return
        if self.may_read_again(document.path):
            document.recognition.show()
        else:
            QTimer.singleShot(LOOK_AGAIN_MS, self, partial(self._show_recognised, number))

    # -- what is said -------------------------------------------------------------------------------------------------

    def _say_gone(self, path: Path) -> None:
        self._say(path, f"{path.name} is no longer at its place. What was read of it stays open.")

    def _say_refused(self, change: ReloadRefused) -> None:
        name = change.path.name
        text = f"{name} has changed and cannot be read now. {change.error.advice} What was read before stays open."
        self._say(change.path, text, ("Try again", partial(self._read_again, change.path)))

    def _say(self, path: Path, text: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        self._take_back(path)
        self._said[path] = text
        self._window.notices.show_notice(Severity.WARNING, text, action)

    def _take_back(self, path: Path) -> None:
        """What was said of a file is no longer so."""
        text = self._said.pop(path, "")
        if text:
            self._window.notices.take_back(text)

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        match change:
            case DocumentOpened(number):
                document = self._session.document(number)
                if document is not None:
                    self.watch.watch(document.path)
                    self._take_back(document.path)
            case DocumentClosed():
                self._forget_closed()
            case DocumentReplaced(number, replaced):
                self._remember_writing(number, replaced)
            case CurrentDocumentChanged():
                self._give_focus_back()
            case RecognitionChanged(number):
                self._show_recognised(number)
            case ReloadRefused():
                self._say_refused(change)
            case NotesChanged(number) if self._writing is not None and self._writing.document == number:
                self._session.post(self._write_on)  # when the panel has shown the change
            case _:
                pass

    def _forget_closed(self) -> None:
        still_open = {document.path for document in self._session.documents}
        for path in self.watch.paths:
            if path not in still_open:
                self.watch.unwatch(path)
                self._take_back(path)

    # -- the focus and the editor -------------------------------------------------------------------------------------

    def _remember_writing(self, number: int, replaced: int) -> None:
        """The document in front is about to be another: keep the focus that is not on its page, and the note."""
        self._writing = self._focus = None
        current = self._session.current
        if current is None or current.number != replaced:
            return
        focus = cast("QWidget | None", self._window.focusWidget())
        if focus is None or self._window.tabs.isAncestorOf(focus):
            return
        self._focus = focus
        if self._window.panes.is_furnished:
            editor = self._window.panes.notes.editor
            if editor.note is not None and editor.isAncestorOf(focus):
                self._writing = Writing(number, editor.note, editor.body.textCursor().position())

    def _give_focus_back(self) -> None:
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_on(self) -> None:
        """Show the note that was being written, in the document that has been read again, as soon as it is known."""
        writing, document = self._writing, self._session.current
        if writing is None or document is None or document.number != writing.document:
            self._writing = None
            return
        if document.notes.find(writing.note) is None:
            return
        self._writing = None
        notes = self._window.panes.notes
        notes.edit_note(writing.note)
        cursor = notes.editor.body.textCursor()
        cursor.setPosition(min(writing.cursor, notes.editor.body.document().characterCount() - 1))
        notes.editor.body.setTextCursor(cursor)
