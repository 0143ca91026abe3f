"""What is open, and every intention of the user that is not about one document alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    ViewPlace,
)
from viewer.session.open_document import OpenDocument
from viewer.session.openings import Openings
from viewer.session.places import LeftOff
from viewer.session.recognition import Recognitions
from viewer.session.reopening import Reopening
from viewer.session.undoing import Undoing
from viewer.workers.messages.answers import ignore_answer
from viewer.workers.messages.requests import CloseFile, Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from viewer.model.document import DocumentInfo
    from viewer.session.changes import OpeningBegun
    from viewer.session.context import SessionContext
    from viewer.session.openings import Converter, Opening
    from viewer.session.places import Places
    from viewer.session.recognition import PageRecognition
    from viewer.session.settings import Settings

log = logging.getLogger(__name__)


class Session:
    """The documents that are open, in the order of their tabs, and which of them is the current one."""

    def __init__(
        self, context: SessionContext, places: Places | None = None, converter: Converter | None = None
    ) -> None:
        """``places`` remembers where the reader leaves off, ``converter`` makes the pages of office documents.

        Either may be missing.
        """
        self.documents: list[OpenDocument] = []
        self.current: OpenDocument | None = None
        self._context = context
        self._places = places
        self.changes = context.changes
        self.store = context.store
        self.recognitions = Recognitions(context.post, self._recognitions_in_order)
        self.undoing = Undoing(context.settings, lambda: self.current.notes if self.current else None)
        self._openings = Openings(context, self.recognitions, self._take, converter)

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
        document = OpenDocument(self._context, request, path, info, self.recognitions, self._read_recognised)
        to_front = reopening.to_front(path) or self.current is None
        if replacing is not None:
            to_front = not opening.reloading or self.current is replacing
            self.documents.insert(self.documents.index(replacing), document)
        elif reopening.brings(path):
            self.documents.insert(reopening.index_among(path, self.documents), document)
        else:
            self.documents.append(document)
            self._remember(path)
        document.open_in_background()
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
            before = document.opened_with
            self._openings.ask(document.path, before.codec, before.password, document, reloading=True)

    def _read_recognised(self, number: int) -> bool:
        """Read a document again, of which pages have been recognised, as ``reload`` does; whether that has begun."""
        document = self.document(number)
        if document is None or self._openings.replaces(document):
            return False
        self._openings.ask_again(document)
        return True

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
        for worker in (self._context.interactive, self._context.background):
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
        self._context.end()
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

    @property
    def settings(self) -> Settings:
        """The reader's settings as they are now."""
        return self._context.settings.current

    def change_settings(self, settings: Settings) -> None:
        """Take other settings, which the reader has chosen, and save them."""
        self.undoing.settings_changed(self.settings, settings)
        self._context.settings.take(settings)

    def forget_recent(self, path: Path) -> None:
        """List a file no longer among the recent ones."""
        self._context.settings.take(self.settings.without_recent(path))

    def _remember(self, path: Path) -> None:
        self.change_settings(self.settings.with_recent(path))

    # -- what others know ---------------------------------------------------------------------------------------------

    def post(self, action: Callable[[], None]) -> None:
        """Run something soon in the session's thread."""
        self._context.post(action)

    def measure_places_with(self, offset_of: Callable[[int, ViewPlace], int | None]) -> None:
        """Give the session the view's knowledge of which character stands at a place."""
        self._context.offset_of = offset_of

    def _recognitions_in_order(self) -> Iterator[PageRecognition]:
        for document in sorted(self.documents, key=lambda document: document is not self.current):
            yield document.recognition
