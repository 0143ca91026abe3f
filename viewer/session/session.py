"""What is open, and every intention of the user that is not about one document alone.

The session knows no Qt: it is given ``post``, which runs a function soon in the thread the session lives in (the
window's). Workers and the notes' writer thread call back in threads of their own; everything they say goes through
``post`` before it touches the session.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from viewer.session.changes import (
    Changes,
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    Notice,
    RecentFilesChanged,
    SettingsChanged,
    Severity,
    ViewPlace,
)
from viewer.session.open_document import OpenDocument
from viewer.session.openings import Openings
from viewer.session.places import LeftOff
from viewer.session.recognition import Recognitions
from viewer.session.reopening import Reopening
from viewer.session.undoing import Undoing
from viewer.workers.messages.answers import Failed, Refused, ignore_answer
from viewer.workers.messages.requests import CloseFile, OpenFile, Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.annotations.store import NoteStore
    from viewer.model.document import DocumentInfo
    from viewer.session.changes import OpeningBegun
    from viewer.session.openings import Converter, Opening
    from viewer.session.places import Places
    from viewer.session.settings import Settings, SettingsFile
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import RenderTile, Request

log = logging.getLogger(__name__)


class Worker(Protocol):
    """What the session needs of a worker's host."""

    def submit(self, request: Request, on_answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Hand over a request; ``on_answer(answer, last)`` is called in a thread of the worker's."""
        ...

    def cancel(self, number: int) -> None:
        """Drop a request."""
        ...

    def abandon(self, number: int) -> None:
        """Drop a request, and do not wait for the worker where it is at it."""
        ...

    def withdraw(self, number: int) -> None:
        """Drop a request unless the worker is at it, and answers it soon."""
        ...

    def reprioritise(self, number: int, priority: int) -> None:
        """Give a request another priority."""
        ...


class Rescue(Protocol):
    """What the session needs of what tries lost pages once more."""

    def attempt(self, opening: OpenFile, tile: RenderTile, on_answer: Callable[[Answer], None]) -> int:
        """Try a page once more; ``on_answer`` is called once, in a thread of its own. Returns the try's number."""
        ...

    def stop(self, number: int) -> None:
        """Give a try up."""
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
        places: Places | None = None,
        rescue: Rescue | None = None,
        converter: Converter | None = None,
    ) -> None:
        """The last three may be missing.

        ``places`` remembers where the reader leaves off, ``rescue`` tries lost pages again, ``converter`` makes the
        pages of office documents.
        """
        self.changes = Changes()
        self.interactive = interactive
        self.background = background
        self.store = store
        self.settings = settings_file.load()
        self.results_folder = ""
        """Where workers keep what they have understood of documents; empty where they do not."""
        self.documents: list[OpenDocument] = []
        self.current: OpenDocument | None = None
        self._settings_file = settings_file
        self._places = places
        self._rescue = rescue
        self._post = post
        self._ended = False
        self.recognitions = Recognitions(self)
        self.undoing = Undoing(self)
        self._openings = Openings(self, self._take, converter)
        self._requests: dict[int, OpenFile] = {}
        self._offset_of: Callable[[int, ViewPlace], int | None] | None = None

    # -- documents ----------------------------------------------------------------------------------------------------

    @property
    def opening(self) -> bool:
        """Whether a file is on its way to being open."""
        return self._openings.any

    def document(self, number: int) -> OpenDocument | None:
        """The open document of that number."""
        return next((document for document in self.documents if document.number == number), None)

    def open(self, path: Path, *, codec: str | None = None, password: str | None = None) -> None:
        """Open a file in a new tab, or bring its tab to the front where it is open already.

        Answers with ``DocumentOpened`` and ``CurrentDocumentChanged``, with ``PasswordWanted``, or with
        ``OpenRefused``.
        """
        path = path.expanduser().absolute()
        already = next((document for document in self.documents if document.path == path), None)
        if codec is None and password is None:
            if already is not None:
                self.make_current(already.number)
                return
            if self._openings.on_its_way(path):
                self._openings.reopening.wanted_in_front(path)
                return
            self._openings.forget_tries(path)
        self._openings.ask(path, codec, password, already)

    @property
    def being_opened(self) -> list[OpeningBegun]:
        """The files that the worker has been asked for, for who comes later than what was told of them."""
        return self._openings.being_opened

    def cancel_opening(self, number: int) -> None:
        """Give up a file that is on its way (``OpeningBegun``, ``ConversionBegun``)."""
        self._openings.cancel(number)

    def _take(self, opening: Opening, info: DocumentInfo) -> None:
        """Show a document that has been opened, and begin to read it."""
        request, replacing, path = opening.request, opening.replacing, opening.path
        reopening = self._openings.reopening
        document = OpenDocument(self, request.document, path, info)
        self._requests[document.number] = request
        to_front = reopening.to_front(path) or self.current is None
        if replacing is not None:
            to_front = not opening.reloading or self.current is replacing
            self.documents.insert(self.documents.index(replacing), document)
        elif reopening.brings(path):
            self.documents.insert(reopening.index_among(path, self.documents), document)
        else:
            self.documents.append(document)
            self._remember(path)
        self.background.submit(request, self.in_my_thread(self._opened_again(document)), Priority.OPEN)
        left = self._places.left_off(path) if self._places is not None else None
        if replacing is not None:
            document.go_on_from(replacing, same_pages=opening.same_pages)
        elif left is not None:
            document.go_on_at(left.place, left.look)
        self.changes.tell(DocumentOpened(document.number))
        if replacing is not None:
            self.changes.tell(DocumentReplaced(document.number, replacing.number, opening.same_pages))
        if to_front:
            self.make_current(document.number)
        if replacing is not None:
            self.close(replacing.number)
        document.read()
        self._openings.arrived(path)

    def _opened_again(self, document: OpenDocument) -> Callable[[Answer, bool], None]:
        def opened(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if isinstance(answer, Refused | Failed) and document in self.documents:
                what = str(answer.error) if isinstance(answer, Refused) else answer.what
                self.changes.tell(Notice(document.number, Severity.ERROR, what))

        return opened

    def reopen(self, number: int, codec: str) -> None:
        """Read a plain text again with another encoding, in the same tab."""
        document = self.document(number)
        if document is not None:
            self.open(document.path, codec=codec)

    def reload(self, number: int) -> None:
        """Read a file again that has changed, in the same tab and at the same place.

        Answers as ``open`` does, with ``DocumentReplaced`` besides, or with ``ReloadRefused``.
        """
        document = self.document(number)
        if document is not None and not self._openings.replaces(document):
            before = self._requests[number]
            self._openings.ask(document.path, before.codec, before.password, document, reloading=True)

    def read_recognised(self, number: int) -> bool:
        """Read a document again, of which pages have been recognised, as ``reload`` does; whether that has begun."""
        document = self.document(number)
        if document is None or self._openings.replaces(document):
            return False
        self._openings.ask_again(self._requests[number], document)
        return True

    def opened_with(self, number: int) -> OpenFile | None:
        """How an open document was opened."""
        return self._requests.get(number)

    def close(self, number: int) -> None:
        """Close a document's tab. Its notes are saved already."""
        document = self.document(number)
        if document is None:
            return
        index = self.documents.index(document)
        self._keep_place(document)
        document.close()
        if document.recognition.document is document:  # it has not been taken over by one in its place
            document.recognition.stop()
        self.documents.remove(document)
        self._requests.pop(number, None)
        for worker in (self.interactive, self.background):
            worker.submit(CloseFile(number), ignore_answer, Priority.OPEN)
        self.changes.tell(DocumentClosed(number))
        if self.current is document:
            neighbour = self.documents[min(index, len(self.documents) - 1)] if self.documents else None
            self._set_current(neighbour)

    def arrange(self, order: Sequence[OpenDocument]) -> None:
        """Have the documents in another order, that of their tabs."""
        places = {document: at for at, document in enumerate(order)}
        self.documents.sort(key=lambda document: places.get(document, len(places)))

    def end(self) -> None:
        """The program is about to end: hand over every note that waits for its document, remember what is open.

        Answers that still come are dropped. Then close the store.
        """
        self._ended = True
        for document in self.documents:
            document.close()
        self.keep_places()

    # -- where the reader left off ------------------------------------------------------------------------------------

    @property
    def remembers_tabs(self) -> bool:
        """Whether what is open at the end is remembered for the next start."""
        return self._places is not None

    def reopens(self, path: Path) -> bool:
        """Whether a document is on its way to being open again, as it was at the last end."""
        return self._openings.reopening.brings(path)

    def keep_places(self) -> None:
        """Write down where the reader is in each document, and which are open: a program may end without warning."""
        places = self._places
        if places is None:
            return
        for document in self.documents:
            places.keep(document.path, LeftOff(document.place, document.look))
        tabs = (*(document.path for document in self.documents), *self._openings.reopening.waiting)
        places.keep_tabs(tabs, self.current.path if self.current is not None else None)
        self._save_places(places)

    def reopen_tabs(self) -> None:
        """Open what was open at the last end, where that is remembered and wanted."""
        if self._places is None or not self.settings.reopen_documents:
            return
        reopening = self._openings.reopening = Reopening(self._places.tabs, self._places.current)
        for path in reopening.in_order():
            self._openings.ask(path)

    def _keep_place(self, document: OpenDocument) -> None:
        if self._places is not None and not any(other.path == document.path for other in self._others(document)):
            self._places.keep(document.path, LeftOff(document.place, document.look))
            self._save_places(self._places)

    def _others(self, document: OpenDocument) -> list[OpenDocument]:
        return [other for other in self.documents if other is not document]

    def _save_places(self, places: Places) -> None:
        try:
            places.save()
        except OSError as error:  # it costs the reader a few turns of the wheel the next time, and no more
            log.warning("%s cannot be written: %s", places.path, error)

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
        """Take other settings, which the reader has chosen, and save them."""
        self.undoing.settings_changed(self.settings, settings)
        self.take_settings(settings)

    def take_settings(self, settings: Settings) -> None:
        """The same without a way back."""
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

    def forget_recent(self, path: Path) -> None:
        """List a file no longer among the recent ones."""
        self.take_settings(self.settings.without_recent(path))

    def _remember(self, path: Path) -> None:
        self.change_settings(self.settings.with_recent(path))

    # -- threads ------------------------------------------------------------------------------------------------------

    def in_my_thread(self, answer: Callable[[Answer, bool], None]) -> Callable[[Answer, bool], None]:
        """The same callback, called in the session's thread; not at all once the program is ending."""

        def arrive(what: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._post(lambda: None if self._ended else answer(what, last))

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

        return worker.submit(request, self.in_my_thread(arrived), priority)

    def try_once_more(self, tile: RenderTile, answer: Callable[[Answer], None]) -> Callable[[], None] | None:
        """Let a page that has cost a worker be tried again, out of everybody's way; the returned function gives it up.

        None where there is nobody to do so.
        """
        opening = self._requests.get(tile.document)
        if self._rescue is None or opening is None:
            return None

        def arrived(what: Answer) -> None:
            if self.document(tile.document) is not None:
                answer(what)

        rescue = self._rescue
        number = rescue.attempt(opening, tile, lambda what: self._post(lambda: arrived(what)))
        return lambda: rescue.stop(number)

    # -- what only a view can tell ------------------------------------------------------------------------------------

    def offset_of(self, document: int, place: ViewPlace) -> int | None:
        """The offset of the character at the top of the view, where a view knows the page's glyphs."""
        return None if self._offset_of is None else self._offset_of(document, place)

    def measure_places_with(self, offset_of: Callable[[int, ViewPlace], int | None]) -> None:
        """Give the session the view's knowledge of which character stands at a place."""
        self._offset_of = offset_of
