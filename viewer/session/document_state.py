"""An open document as its parts know it: what is known of it, where its reader is, and the way to the workers.

Everything here runs in the window's thread. Workers answer through callbacks that the session has brought into that
thread before they arrive here.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from viewer.model.annotation import HighlightColor
from viewer.model.text import DocumentText, PagePosition, Span
from viewer.session.changes import PageSpot, PlaceRequested, SelectionChanged, ViewLook, ViewPlace
from viewer.session.cited_places import CitedPlaces
from viewer.session.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from viewer.model.document import DocumentInfo, Identity, OutlineEntry, Section, TextLayer, Understanding
    from viewer.model.geometry import PageSize
    from viewer.model.reference import Reference
    from viewer.session.changes import Change
    from viewer.session.context import SessionContext
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile, RenderTile, Request


class ReadingState(Enum):
    """How far the document has been read."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"


class DocumentState:
    """What is known of an open document, where its reader is and what is selected.

    ``opened_with`` is the request that it was opened with, ``number`` its number there. ``text`` grows while the
    background worker reads it, page by page in order; ``understanding`` is that of the pages read so far, with what the
    reader has corrected, or None; it is that of the first ``understood_pages``, and its references, which are known
    last, those of the first ``cited_pages``. ``understood_share`` is how much (0 to 1) is done of what it takes to
    understand the whole text. ``outline`` is the one that the file brings along, empty until it is known. ``look``
    is how its view shows it, None before there is one. ``first_visible`` and ``last_visible`` are the pages (from 0)
    that the active view shows. ``note_in_hand`` is the id of the note that was made on the page or clicked there since
    words were selected, as long as it has stayed in view.
    """

    def __init__(self, context: SessionContext, opened_with: OpenFile, path: Path, info: DocumentInfo) -> None:
        self.opened_with = opened_with
        self.number = opened_with.document
        self.path = path
        self.info = info
        self.text = DocumentText(info.text_version)
        self.understanding: Understanding | None = None
        self.understood_pages = 0
        self.cited_pages = 0
        self.understood_share = 0.0
        self.outline: tuple[OutlineEntry, ...] = ()
        self.state = ReadingState.READING
        self.identity: Identity | None = None
        self.place = ViewPlace(0)
        self.look: ViewLook | None = None
        self.first_visible = 0
        self.last_visible = 0
        self.selection: tuple[PagePosition, PagePosition] | None = None
        self.note_in_hand = ""
        self.history: History = History()
        self.closed = False
        self._context = context
        self._sizes: dict[int, PageSize] = dict(enumerate(info.page_sizes))
        self._cited: tuple[tuple[Reference, ...], CitedPlaces] = ((), CitedPlaces())

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

    # -- where the reader is ------------------------------------------------------------------------------------------

    def offset_in_view(self) -> int:
        """The offset of the first character of the page in view, as far as the text is known."""
        page = min(self.place.page, self.text.page_count - 1)
        if page < 0:
            return 0
        return self._context.offset_of(self.number, self.place) or self.text.page_span(page).start

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
        return self._context.settings.current.author

    @property
    def color_names(self) -> Mapping[str, str]:
        """The reader's own names of colours."""
        return self._context.settings.current.color_names

    @property
    def highlight_color(self) -> HighlightColor:
        """The colour of a new note that is given none."""
        name = self._context.settings.current.highlight_color
        return HighlightColor(name) if name in {color.value for color in HighlightColor} else HighlightColor.YELLOW

    # -- talking ------------------------------------------------------------------------------------------------------

    def tell(self, change: Change) -> None:
        """Tell the session's listeners of a change."""
        self._context.changes.tell(change)

    def telling(self, change: Change) -> Iterator[None]:
        """The same in parts, a listener at a time, for what gives each of them much to do."""
        return self._context.changes.telling(change)

    def post(self, action: Callable[[], None]) -> None:
        """Run something soon in the window's thread."""
        self._context.post(action)

    def ask_interactive(self, request: Request, answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Ask the interactive worker; the answer arrives in the window's thread. Returns the request's number."""
        return self._context.interactive.submit(request, self._while_open(answer), priority)

    def cancel_interactive(self, number: int) -> None:
        """Drop a request to the interactive worker."""
        self._context.interactive.cancel(number)

    def withdraw_interactive(self, number: int) -> None:
        """Drop a request to the interactive worker unless it is at it: then it is answered."""
        self._context.interactive.withdraw(number)

    def reprioritise_interactive(self, number: int, priority: int) -> None:
        """Give a request to the interactive worker another priority."""
        self._context.interactive.reprioritise(number, priority)

    def try_once_more(self, tile: RenderTile, answer: Callable[[Answer], None]) -> Callable[[], None] | None:
        """Let a page that has cost a worker be tried again; the returned function gives it up. None: it cannot be."""
        rescue = self._context.rescue
        if rescue is None:
            return None

        def arrived(what: Answer) -> None:
            if not self.closed:
                answer(what)

        number = rescue.attempt(self.opened_with, tile, lambda what: self.post(lambda: arrived(what)))
        return lambda: rescue.stop(number)

    def ask_background(self, request: Request, answer: Callable[[Answer, bool], None], priority: int) -> int:
        """Ask the background worker; the answer arrives in the window's thread. Returns the request's number."""
        return self._context.background.submit(request, self._while_open(answer), priority)

    def cancel_background(self, number: int) -> None:
        """Drop a request to the background worker."""
        self._context.background.cancel(number)

    def _while_open(self, answer: Callable[[Answer, bool], None]) -> Callable[[Answer, bool], None]:
        """The same callback in the window's thread; not called with what comes after the document was closed."""

        def arrived(what: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            if not self.closed:
                answer(what, last)

        return self._context.in_my_thread(arrived)
