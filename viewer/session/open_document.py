"""One open document: what is known of it, where its reader is, and what the reader can do with it.

Everything here runs in the window's thread. Workers answer through callbacks that the session has brought into that
thread before they arrive here.
"""

from __future__ import annotations

import gc
from enum import Enum
from typing import TYPE_CHECKING

from viewer.model.annotation import HighlightColor
from viewer.model.document import Identity, TextLayer, Understanding
from viewer.model.text import DocumentText, PagePosition, Span
from viewer.session.changes import (
    Notice,
    OutlineRead,
    PageSpot,
    PlaceChanged,
    PlaceRequested,
    SelectionChanged,
    Severity,
    TextRead,
    UnderstandingChanged,
    ViewLook,
    ViewPlace,
)
from viewer.session.cited_places import CitedPlaces
from viewer.session.corrections import DocumentCorrections
from viewer.session.fingerprint import telling_fingerprint
from viewer.session.history import History
from viewer.session.notes.document_notes import DocumentNotes
from viewer.session.parts import InParts
from viewer.session.recognition import PageRecognition
from viewer.session.search import Search
from viewer.workers.messages.answers import Failed, Identified, Outline, PagesRead, ReadingDelayed, Understood
from viewer.workers.messages.requests import Identify, Priority, ReadDocument, ReadOutline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from viewer.model.document import DocumentInfo, OutlineEntry, Section
    from viewer.model.geometry import PageSize
    from viewer.model.reference import Reference
    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import RenderTile, Request


TAKES_LONG = "A page of {name} takes too long to read. It is tried once more; everything else goes on."

MANY_CITED = 20_000
"""Mentions of a text of 1,200 pages that is full of them; more are kept from the collector of garbage."""


class ReadingState(Enum):
    """How far the document has been read."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"


class OpenDocument:
    """A document that is open in the window.

    ``text`` grows while the background worker reads it, page by page in order; ``understanding`` is that of the pages
    read so far, with what the reader has corrected, or None. ``outline`` is the one that the file brings along, empty
    until it is known. ``look`` is how its view shows it, None before there is one. ``first_visible`` and
    ``last_visible`` are the pages (from 0) that the active view shows. ``note_in_hand`` is the id of the note that was
    made on the page or clicked there since words were selected.
    """

    def __init__(self, session: Session, number: int, path: Path, info: DocumentInfo) -> None:
        self.number = number
        self.path = path
        self.info = info
        self.text = DocumentText(info.text_version)
        self.understanding: Understanding | None = None
        self.outline: tuple[OutlineEntry, ...] = ()
        self.state = ReadingState.READING
        self.identity: Identity | None = None
        self.place = ViewPlace(0)
        self.look: ViewLook | None = None
        self.first_visible = 0
        self.last_visible = 0
        self.selection: tuple[PagePosition, PagePosition] | None = None
        self.note_in_hand = ""
        self.history = History()
        self._session = session
        self._fingerprint = ""
        self._sizes: dict[int, PageSize] = dict(enumerate(info.page_sizes))
        self._cited: tuple[tuple[Reference, ...], CitedPlaces] = ((), CitedPlaces())
        self._ordering = InParts(self.post)
        self._frozen = False
        self.search = Search(self)
        self.recognition = PageRecognition(self, session)
        self.notes = DocumentNotes(self, session.store)
        self.corrections = DocumentCorrections(self)

    # -- what it is ---------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What to call it in a tab: its symbol, else its title, else the file's name."""
        return (self.understanding.name if self.understanding else "") or self.path.name

    @property
    def symbol(self) -> str:
        """Its symbol (several of a joint document joined by a dash), or empty."""
        return self.understanding.joined("symbol") if self.understanding else ""

    @property
    def reading_has_ended(self) -> bool:
        """Whether all of the text has been read that ever will be."""
        return self.state is not ReadingState.READING

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return self.info.page_count

    def page_size(self, page: int) -> PageSize:
        """A page's size in points: the true one where it is known, else that of the first page."""
        return self._sizes.get(page, self.info.page_sizes[0])

    @property
    def page_sizes(self) -> list[PageSize]:
        """The sizes of all pages as they are known now: 20,000 in a millisecond."""
        sizes = [self.info.page_sizes[0]] * self.page_count
        for page, size in self._sizes.items():
            sizes[page] = size
        return sizes

    def page_label(self, page: int) -> str:
        """What the page calls itself, else its number from 1."""
        labels = self.info.page_labels
        return labels[page] if page < len(labels) and labels[page] else str(page + 1)

    def correct_page_size(self, page: int, size: PageSize) -> bool:
        """Take the true size of a page; whether it differs from what was known."""
        changed = self.page_size(page) != size
        self._sizes[page] = size
        return changed

    @property
    def text_layer(self) -> TextLayer | None:
        """How good the text is, once that is known."""
        return self.understanding.text_layer if self.understanding else None

    @property
    def has_no_text(self) -> bool:
        """Whether it is known that there is no text to read, neither its own nor a recognised one."""
        return self.understanding is not None and not self.understanding.has_text

    @property
    def cited(self) -> CitedPlaces:
        """Where it cites others."""
        references = self.understanding.references if self.understanding is not None else ()
        if references is not self._cited[0]:
            self._cited = (references, CitedPlaces(references))
        return self._cited[1]

    @property
    def current_section(self) -> Section | None:
        """The innermost section at the top of the view."""
        return self.understanding.section_at(self.offset_in_view()) if self.understanding else None

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Ask the background worker for the identity, the outline, the text and the understanding."""
        self.ask_background(Identify(self.number), self._identified, Priority.OPEN)
        self.ask_background(ReadOutline(self.number), self._outline_read, Priority.NEAR)
        self.ask_background(ReadDocument(self.number, self._session.results_folder), self._read_on, Priority.WHOLE)

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
        elif isinstance(answer, ReadingDelayed):
            self.tell(Notice(self.number, Severity.INFO, TAKES_LONG.format(name=self.path.name)))
        elif isinstance(answer, Understood):
            if answer.page_lengths:
                self.text.expect(answer.page_lengths)
            self._ordering.start(self._take(answer, last=last))
        elif isinstance(answer, Failed):
            self._ordering.finish()
            self.tell(Notice(self.number, Severity.ERROR, answer.what))
            self._end_reading(ReadingState.FAILED)

    def _take(self, answer: Understood, *, last: bool) -> Iterator[None]:
        """Take what has been understood, in parts. An answer that comes before their end knows more, and is taken."""
        references, cited = answer.understanding.references, CitedPlaces()
        if sum(len(reference.mentions) for reference in references) > MANY_CITED:
            self._frozen = True
            gc.freeze()  # they are here to stay, and to look at a million objects takes the collector 240 ms
        yield from cited.taking(references)
        self._cited = (references, cited)
        self.understanding = self.corrections.applied_to(answer.understanding)
        if not last:
            self.tell(UnderstandingChanged(self.number))
            return
        self._fingerprint = telling_fingerprint(answer.text_fingerprint, self.text)
        if self.identity is not None:
            self.identity = Identity(self.identity.content_hash, self._fingerprint)
        self._end_reading(ReadingState.READ)

    def _end_reading(self, state: ReadingState) -> None:
        self.state = state
        self.notes.understood()
        self.tell(UnderstandingChanged(self.number))
        if self.recognition.ready:
            self.recognition.look_again()

    def close(self) -> None:
        """It is being closed. Its notes are saved already, or handed to the store now."""
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
            before.recognition.move_to(self)
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

    def offset_in_view(self) -> int:
        """The offset of the first character of the page in view, as far as the text is known."""
        page = min(self.place.page, self.text.page_count - 1)
        if page < 0:
            return 0
        return self._session.offset_of(self.number, self.place) or self.text.page_span(page).start

    def go_to(self, target: Span | ViewPlace | PageSpot, *, pulse: bool = True) -> None:
        """Show a span (or a place, or a point), remembering the place one leaves for Back."""
        self.history.jumped_from(self.place)
        self.tell(PlaceRequested(self.number, target, pulse))

    def go_to_page(self, page: int) -> None:
        """Show the top of a page (from 0); beyond the ends is the first or last."""
        self.go_to(ViewPlace(min(max(page, 0), self.page_count - 1)), pulse=False)

    def back(self) -> None:
        """Go back to where one jumped from."""
        place = self.history.back(self.place)
        if place is not None:
            self.tell(PlaceRequested(self.number, place, pulse=False))

    def forward(self) -> None:
        """Go forward again."""
        place = self.history.forward(self.place)
        if place is not None:
            self.tell(PlaceRequested(self.number, place, pulse=False))

    # -- selection ----------------------------------------------------------------------------------------------------

    def select(self, start: PagePosition, end: PagePosition) -> None:
        """Select the text between two places, in whichever order they are given; equal places select nothing."""
        selection = (min(start, end), max(start, end)) if start != end else None
        if selection != self.selection:
            self.selection = selection
            self.note_in_hand = ""
            self.tell(SelectionChanged(self.number))

    def select_span(self, span: Span) -> None:
        """Select a span of the text."""
        self.select(self.text.locate(span.start), self.text.locate(span.end))

    def clear_selection(self) -> None:
        """Select nothing."""
        if self.selection is not None:
            self.selection = None
            self.tell(SelectionChanged(self.number))

    def take_in_hand(self, note: str) -> None:
        """A note was made or clicked on the page, or (empty) none of them is meant any more."""
        if note != self.note_in_hand:
            self.note_in_hand = note
            self.tell(SelectionChanged(self.number))

    @property
    def selected_span(self) -> Span | None:
        """The selected span; None where nothing is selected or the text has not been read so far yet."""
        if self.selection is None or self.selection[1].page >= self.text.page_count:
            return None
        return Span(self.text.offset(self.selection[0]), self.text.offset(self.selection[1]))

    @property
    def selected_text(self) -> str:
        """The selected words, page breaks as line ends; empty where nothing is selected."""
        span = self.selected_span
        return "" if span is None else self.text.slice(span).replace("\f", "\n")

    # -- what notes need ----------------------------------------------------------------------------------------------

    @property
    def author(self) -> str:
        """The name that signs new notes."""
        return self._session.settings.author

    @property
    def color_names(self) -> Mapping[str, str]:
        """The reader's own names of colours."""
        return self._session.settings.color_names

    @property
    def highlight_color(self) -> HighlightColor:
        """The colour of a new note that is given none."""
        name = self._session.settings.highlight_color
        return HighlightColor(name) if name in {color.value for color in HighlightColor} else HighlightColor.YELLOW

    # -- talking ------------------------------------------------------------------------------------------------------

    def tell(self, change: Change) -> None:
        """Tell the session's listeners of a change."""
        self._session.changes.tell(change)

    def post(self, action: Callable[[], None]) -> None:
        """Run something soon in the window's thread."""
        self._session.post(action)

    def ask_interactive(self, request: Request, answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Ask the interactive worker; the answer arrives in the window's thread. Returns the request's number."""
        return self._session.ask(self._session.interactive, self.number, request, answer, priority)

    def cancel_interactive(self, number: int) -> None:
        """Drop a request to the interactive worker."""
        self._session.interactive.cancel(number)

    def withdraw_interactive(self, number: int) -> None:
        """Drop a request to the interactive worker unless it is at it: then it is answered."""
        self._session.interactive.withdraw(number)

    def reprioritise_interactive(self, number: int, priority: int) -> None:
        """Give a request to the interactive worker another priority."""
        self._session.interactive.reprioritise(number, priority)

    def try_once_more(self, tile: RenderTile, answer: Callable[[Answer], None]) -> Callable[[], None] | None:
        """Let a page that has cost a worker be tried again; the returned function gives it up. None: it cannot be."""
        return self._session.try_once_more(tile, answer)

    def ask_background(self, request: Request, answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Ask the background worker; the answer arrives in the window's thread. Returns the request's number."""
        return self._session.ask(self._session.background, self.number, request, answer, priority)

    def cancel_background(self, number: int) -> None:
        """Drop a request to the background worker."""
        self._session.background.cancel(number)
