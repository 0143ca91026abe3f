"""One open document: read by the workers, and what the reader can do with it, each in a part of its own."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from viewer.model.document import Identity
from viewer.session.changes import (
    Notice,
    OutlineRead,
    PlaceChanged,
    Severity,
    TextRead,
    UnderstandingChanged,
    UnderstandingProgressed,
    ViewPlace,
)
from viewer.session.cited_places import CitedPlaces
from viewer.session.corrections import DocumentCorrections
from viewer.session.document_state import DocumentState, ReadingState
from viewer.session.fingerprint import telling_fingerprint
from viewer.session.notes.document_notes import DocumentNotes
from viewer.session.parts import InParts
from viewer.session.recognition import PageRecognition
from viewer.session.search import Search
from viewer.workers.messages.answers import (
    Failed,
    Identified,
    Outline,
    PagesRead,
    ReadingDelayed,
    Refused,
    UnderstandingProgress,
    Understood,
)
from viewer.workers.messages.requests import Identify, Priority, ReadDocument, ReadOutline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from viewer.model.document import DocumentInfo
    from viewer.session.changes import ViewLook
    from viewer.session.context import SessionContext
    from viewer.session.recognition import Recognitions
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile


TAKES_LONG = "A page of {name} takes too long to read. It is tried once more; everything else goes on."

MANY_CITED = 20_000
"""Mentions of a text of 1,200 pages that is full of them; more are kept from the collector of garbage."""


class OpenDocument(DocumentState):
    """A document that is open in the window, with its search, its notes, its corrections and its recognition."""

    def __init__(
        self,
        context: SessionContext,
        opened_with: OpenFile,
        path: Path,
        info: DocumentInfo,
        recognitions: Recognitions,
        read_recognised: Callable[[int], bool],
    ) -> None:
        """``read_recognised`` has the document of a number read again with what was recognised; whether that begins."""
        super().__init__(context, opened_with, path, info)
        self._fingerprint = ""
        self._ordering = InParts(self.post)
        self._frozen = False
        self.search = Search(self)
        self.recognition = PageRecognition(self, recognitions, read_recognised)
        self.notes = DocumentNotes(self, context.store, self._lay_corrections)
        self.corrections = DocumentCorrections(self, self.notes)

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def all_is_told(self) -> bool:
        """Whether reading has ended and all that show the document have been told of it, one after the other."""
        return self.reading_has_ended and not self._ordering.goes_on

    def open_in_background(self) -> None:
        """Let the background worker open the file as well; the interactive one has it open."""
        self.ask_background(self.opened_with, self._opened_again, Priority.OPEN)

    def _opened_again(self, answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, Refused | Failed):
            what = str(answer.error) if isinstance(answer, Refused) else answer.what
            self.tell(Notice(self.number, Severity.ERROR, what))

    def read(self) -> None:
        """Ask the background worker for the identity, the outline, the text and the understanding."""
        self.ask_background(Identify(self.number), self._identified, Priority.OPEN)
        self.ask_background(ReadOutline(self.number), self._outline_read, Priority.NEAR)
        self.ask_background(ReadDocument(self.number, self._context.results_folder), self._read_on, Priority.WHOLE)

    def _outline_read(self, answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, Outline):
            self.outline = answer.entries
            self.tell(OutlineRead(self.number))

    def _identified(self, answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, Identified):
            self.identity = Identity(answer.content_hash, self._fingerprint)
            self.notes.identified()
        elif isinstance(answer, Failed):
            self.tell(Notice(self.number, Severity.WARNING, answer.what))
            self.notes.identified()

    def _read_on(self, answer: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, PagesRead):
            for page, (text, size) in enumerate(zip(answer.texts, answer.sizes, strict=True), answer.first):
                if page == self.text.page_count:  # a restarted worker reads from the beginning again
                    self.text.append(text)
                self.correct_page_size(page, size)
            self.tell(TextRead(self.number, answer.first, len(answer.texts)))
        elif isinstance(answer, UnderstandingProgress):
            self.understood_share = answer.done
            self.tell(UnderstandingProgressed(self.number))
        elif isinstance(answer, ReadingDelayed):
            self.tell(Notice(self.number, Severity.INFO, TAKES_LONG.format(name=self.path.name)))
        elif isinstance(answer, Understood):
            if answer.page_lengths:
                self.text.expect(answer.page_lengths)
            self._ordering.start(self._take(answer, last=last))
        elif isinstance(answer, Failed):
            self._ordering.finish()
            self.tell(Notice(self.number, Severity.ERROR, answer.what))
            self._ordering.start(self._end_reading(ReadingState.FAILED))

    def _take(self, answer: Understood, *, last: bool) -> Iterator[None]:
        """Take what has been understood, in parts. An answer that comes before their end knows more, and is taken."""
        references, cited = answer.understanding.references, CitedPlaces()
        if sum(len(reference.mentions) for reference in references) > MANY_CITED:
            self._frozen = True
            gc.freeze()  # they are here to stay, and to look at a million objects takes the collector 240 ms
        yield from cited.taking(references)
        self._cited = (references, cited)
        self.understanding = self.corrections.applied_to(answer.understanding)
        self.understood_pages = self.page_count if answer.page_lengths else answer.pages_read
        if last or answer.page_lengths or answer.pages_read < self.page_count:
            self.cited_pages = self.understood_pages
        if not last:
            yield from self.telling(UnderstandingChanged(self.number))
            return
        self._fingerprint = telling_fingerprint(answer.text_fingerprint, self.text)
        if self.identity is not None:
            self.identity = Identity(self.identity.content_hash, self._fingerprint)
        yield from self._end_reading(ReadingState.READ)

    def _end_reading(self, state: ReadingState) -> Iterator[None]:
        self.state = state
        self.notes.understood()
        yield
        # Each panel that shows it takes a moment: keys and the pages that a reader turns come between them.
        yield from self.telling(UnderstandingChanged(self.number))
        if self.recognition.ready:
            self.recognition.look_again()

    def _lay_corrections(self) -> None:
        """The notes, or their places, may be others: corrections are kept among them."""
        self.corrections.refresh()

    def close(self) -> None:
        """It is being closed. Its notes are saved already, or handed to the store now."""
        self.closed = True
        self._ordering.stop()
        self.notes.close()
        if self._frozen:
            gc.unfreeze()

    def go_on_at(self, place: ViewPlace, look: ViewLook | None) -> None:
        """Begin where a reader has left off; the views have not seen the document yet."""
        page = min(place.page, self.page_count - 1)
        self.place = ViewPlace(page, place.y if page == place.page else 0.0)
        self.first_visible = self.last_visible = page
        self.look = look

    def go_on_from(self, before: OpenDocument, *, same_pages: bool) -> None:
        """Be where the reader was in the same file, read before: the place, the way back and what is looked for.

        Where only the text is another, what is known of the pages stays, and what is being recognised goes on.
        """
        self.go_on_at(before.place, before.look)
        if same_pages:
            self.first_visible, self.last_visible = before.first_visible, before.last_visible
            self._sizes.update(before._sizes)
            self.recognition = before.recognition.moved_to(self)
        self.history = before.history
        if before.search.state.query:
            self.search.find(before.search.state.query, go=False)

    # -- where the reader is ------------------------------------------------------------------------------------------

    def viewed(self, place: ViewPlace, first_visible: int, last_visible: int) -> None:
        """A view says where it stands now."""
        if (place, first_visible, last_visible) != (self.place, self.first_visible, self.last_visible):
            self.place, self.first_visible, self.last_visible = place, first_visible, last_visible
            self.tell(PlaceChanged(self.number))
            if self.recognition.ready:
                self.recognition.look_again()

    def looked_closer(self) -> None:
        """A view knows more exactly now what stands where the reader is."""
        self.tell(PlaceChanged(self.number))
