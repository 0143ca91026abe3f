"""What is open, and every intention of the user that is not about one document alone.

The session knows no Qt: it is given ``post``, which runs a function soon in the thread the session lives in (the
window's). Workers and the notes' writer thread call back in threads of their own; everything they say goes through
``post`` before it touches the session.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import (
    Changes,
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    Notice,
    OpenRefused,
    RecentFilesChanged,
    SettingsChanged,
    Severity,
    ViewPlace,
)
from viewer.session.open_document import OpenDocument
from viewer.workers.messages import CloseFile, Failed, Opened, OpenFile, Priority, Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.annotations.store import NoteStore
    from viewer.session.settings import Settings, SettingsFile
    from viewer.workers.messages import Answer, Request

log = logging.getLogger(__name__)


class Worker(Protocol):
    """What the session needs of a worker's host."""

    def submit(self, request: Request, on_answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Hand over a request; ``on_answer(answer, last)`` is called in a thread of the worker's."""
        ...

    def cancel(self, number: int) -> None:
        """Drop a request."""
        ...

    def reprioritise(self, number: int, priority: int) -> None:
        """Give a request another priority."""
        ...


class Session:
    """The documents that are open, in the order of their tabs, and which of them is the current one."""

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        interactive: Worker,
        background: Worker,
        store: NoteStore,
        settings_file: SettingsFile,
    ) -> None:
        self.changes = Changes()
        self.interactive = interactive
        self.background = background
        self.store = store
        self.settings = settings_file.load()
        self.documents: list[OpenDocument] = []
        self.current: OpenDocument | None = None
        self._settings_file = settings_file
        self._post = post
        self._next_number = 1
        self._opening: dict[int, Path] = {}
        self._offset_of: Callable[[int, ViewPlace], int | None] | None = None

    # -- documents ----------------------------------------------------------------------------------------------------

    @property
    def opening(self) -> bool:
        """Whether a file is on its way to being open."""
        return bool(self._opening)

    def document(self, number: int) -> OpenDocument | None:
        """The open document of that number."""
        return next((document for document in self.documents if document.number == number), None)

    def open(self, path: Path, *, codec: str | None = None, password: str | None = None) -> None:
        """Open a file in a new tab, or bring its tab to the front where it is open already.

        Answers with ``DocumentOpened`` and ``CurrentDocumentChanged``, or with ``OpenRefused``.
        """
        path = path.expanduser().absolute()
        already = next((document for document in self.documents if document.path == path), None)
        if already is not None and codec is None:
            self.make_current(already.number)
            return
        number = self._next_number
        self._next_number += 1
        self._opening[number] = path
        request = OpenFile(number, str(path), password, codec)

        def opened(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._opened(request, answer, replacing=already)

        self.interactive.submit(request, self._in_my_thread(opened), Priority.OPEN)

    def _opened(self, request: OpenFile, answer: Answer, *, replacing: OpenDocument | None) -> None:
        path = self._opening.pop(request.document, None)
        if path is None:
            return
        if isinstance(answer, Opened):
            document = OpenDocument(self, request.document, path, answer.info)
            place = len(self.documents)
            if replacing is not None and replacing in self.documents:
                place = self.documents.index(replacing)
                self.close(replacing.number)
            self.documents.insert(place, document)
            self._remember(path)
            self.changes.tell(DocumentOpened(document.number))
            self.make_current(document.number)
            self.background.submit(request, self._in_my_thread(self._opened_again(document)), Priority.OPEN)
            document.read()
        elif isinstance(answer, Refused):
            self.changes.tell(OpenRefused(path, answer.error))
        else:
            what = answer.what if isinstance(answer, Failed) else "The reading process gave no answer."
            self.changes.tell(OpenRefused(path, CannotOpen(FileProblem.DAMAGED, str(path), what)))

    def _opened_again(self, document: OpenDocument) -> Callable[[Answer, bool], None]:
        def opened(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if isinstance(answer, Refused | Failed):
                what = str(answer.error) if isinstance(answer, Refused) else answer.what
                self.changes.tell(Notice(document.number, Severity.ERROR, what))

        return opened

    def reopen(self, number: int, codec: str) -> None:
        """Read a plain text again with another encoding, in the same tab."""
        document = self.document(number)
        if document is not None:
            self.open(document.path, codec=codec)

    def close(self, number: int) -> None:
        """Close a document's tab. Its notes are saved already."""
        document = self.document(number)
        if document is None:
            return
        index = self.documents.index(document)
        document.notes.close()
        self.documents.remove(document)
        for worker in (self.interactive, self.background):
            worker.submit(CloseFile(number), _ignore, Priority.OPEN)
        self.changes.tell(DocumentClosed(number))
        if self.current is document:
            neighbour = self.documents[min(index, len(self.documents) - 1)] if self.documents else None
            self._set_current(neighbour)

    def end(self) -> None:
        """The program is about to end: hand over every note that waits for its document. Then close the store."""
        for document in self.documents:
            document.notes.close()

    def make_current(self, number: int) -> None:
        """Bring a document's tab to the front."""
        document = self.document(number)
        if document is not None and document is not self.current:
            self._set_current(document)

    def _set_current(self, document: OpenDocument | None) -> None:
        self.current = document
        self.changes.tell(CurrentDocumentChanged(None if document is None else document.number))

    # -- settings -----------------------------------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Take other settings and save them."""
        if settings == self.settings:
            return
        recent_changed = settings.recent_files != self.settings.recent_files
        self.settings = settings
        try:
            self._settings_file.save(settings)
        except OSError as error:
            text = f"The settings could not be saved to {self._settings_file.path}: {error.strerror or error}."
            self.changes.tell(Notice(None, Severity.WARNING, text))
        self.changes.tell(SettingsChanged())
        if recent_changed:
            self.changes.tell(RecentFilesChanged())

    def _remember(self, path: Path) -> None:
        self.change_settings(self.settings.with_recent(path))

    # -- threads ------------------------------------------------------------------------------------------------------

    def _in_my_thread(self, answer: Callable[[Answer, bool], None]) -> Callable[[Answer, bool], None]:
        def arrive(what: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._post(lambda: answer(what, last))

        return arrive

    def post(self, action: Callable[[], None]) -> None:
        """Run something soon in the session's thread."""
        self._post(action)

    def ask(
        self,
        worker: Worker,
        document: int,
        request: Request,
        answer: Callable[[Answer, bool], None],
        priority: int,
    ) -> int:
        """Ask a worker about a document. Answers that come after the document was closed are dropped."""

        def arrived(what: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if self.document(document) is not None:
                answer(what, last)

        return worker.submit(request, self._in_my_thread(arrived), priority)

    # -- what only a view can tell ------------------------------------------------------------------------------------

    def offset_of(self, document: int, place: ViewPlace) -> int | None:
        """The offset of the character at the top of the view, where a view knows the page's glyphs."""
        return None if self._offset_of is None else self._offset_of(document, place)

    def measure_places_with(self, offset_of: Callable[[int, ViewPlace], int | None]) -> None:
        """Give the session the view's knowledge of which character stands at a place."""
        self._offset_of = offset_of


def _ignore(_answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
    """For requests whose answer says nothing."""
