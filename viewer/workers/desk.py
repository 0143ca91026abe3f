"""The requests of one host: which wait, which are with the worker, and who is to blame when the worker is lost.

No threads and no processes here; the host calls it with its lock held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.workers.messages.answers import Done, Failed, Opened, ReadingDelayed
from viewer.workers.messages.envelopes import Numbered
from viewer.workers.messages.requests import (
    CloseFile,
    Find,
    OpenFile,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    ReadLinks,
    Renderer,
    RenderTile,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request

OfOnePage = RenderTile | ReadGlyphs | ReadLines | ReadLinks
"""Requests that concern one page, which is to blame when they cost a worker."""
MOST_CRASHES = 2
"""Workers that a page or another request may cost by crashing; one that has hung is not tried again here."""
MOST_SKIPPED_PAGES = 20
"""Pages that may crash the reading of a document before it is given up."""


@dataclass(slots=True)
class Entry:
    """A request and whom to answer: nobody, where it was cancelled or is the host's own."""

    number: int
    request: Request
    on_answer: Callable[[Answer, bool], None] | None
    priority: int
    sent: bool = False


@record
class Ending:
    """An answer to pass on."""

    entry: Entry
    answer: Answer
    last: bool = True


class Desk:
    """Requests by number, and the documents that the worker has open."""

    def __init__(self, most_in_flight: int) -> None:
        self._most_in_flight = most_in_flight
        self._entries: dict[int, Entry] = {}
        self._open: dict[int, OpenFile] = {}
        self._next_number = 1
        self._at_work: int | None = None
        self._page: int | None = None
        self._losses: dict[tuple[object, ...], list[Failed]] = {}

    # -- what the program asks ----------------------------------------------------------------------------------------

    def add(self, request: Request, on_answer: Callable[[Answer, bool], None] | None, priority: int) -> int:
        """Take a request; returns its number."""
        if isinstance(request, OpenFile | CloseFile) and on_answer is not None:  # a new file, or a new try
            self._forgive(request.document)
        number = self._next_number
        self._next_number += 1
        self._entries[number] = Entry(number, request, on_answer, priority)
        return number

    def cancel_where(self, unwanted: Callable[[Entry], bool]) -> list[int]:
        """Drop requests; returns the numbers of those that the worker must be told of.

        These keep their place until the worker says that it has let go of them.
        """
        tell: list[int] = []
        for entry in list(self._entries.values()):
            if entry.on_answer is None or not unwanted(entry):
                continue
            entry.on_answer = None
            if entry.sent:
                tell.append(entry.number)
            else:
                del self._entries[entry.number]
        return tell

    def reprioritise(self, number: int, priority: int) -> bool:
        """Change a priority; whether the worker must be told."""
        entry = self._entries.get(number)
        if entry is None:
            return False
        entry.priority = priority
        return entry.sent

    def take_all(self) -> list[Entry]:
        """Take every request off the desk."""
        entries = list(self._entries.values())
        self._entries.clear()
        return entries

    # -- what the worker gets and says --------------------------------------------------------------------------------

    @property
    def anything_sent(self) -> bool:
        """Whether the worker has something to do."""
        return any(entry.sent for entry in self._entries.values())

    @property
    def request_at_work(self) -> Request | None:
        """What the worker is doing, as far as it said."""
        entry = self._entries.get(self._at_work) if self._at_work is not None else None
        return None if entry is None else entry.request

    @property
    def at_first_reading(self) -> bool:
        """Whether the worker reads a document that has cost none yet: what is lost of that is read again."""
        request = self.request_at_work
        opened = self._open.get(request.document) if isinstance(request, ReadDocument) else None
        return opened is not None and not opened.careful and not opened.skip

    @property
    def at_what_closes(self) -> bool:
        """Whether the worker is at a document that is being closed: nobody waits for what it is doing."""
        request = self.request_at_work
        return request is not None and request.document in self._closing()

    def is_at_work(self, number: int) -> bool:
        """Whether this is what the worker is doing, as far as it said."""
        return number == self._at_work

    def next_to_send(self) -> tuple[list[Numbered], list[Ending]]:
        """The requests to send now, most urgent first, and those that have cost too many workers already."""
        refused: list[Ending] = []
        messages: list[Numbered] = []
        in_flight = sum(entry.sent and not isinstance(entry.request, ReadDocument) for entry in self._entries.values())
        waiting = [entry for entry in self._entries.values() if not entry.sent]
        for entry in sorted(waiting, key=lambda entry: (entry.priority, entry.number)):
            lost = self._losses.get(_culprit(entry.request), [])
            if _too_often(lost):
                del self._entries[entry.number]
                refused.append(Ending(entry, lost[-1]))
            elif isinstance(entry.request, ReadDocument) or in_flight < self._most_in_flight:
                in_flight += not isinstance(entry.request, ReadDocument)
                entry.sent = True
                messages.append(Numbered(entry.number, entry.priority, entry.request))
        return messages, refused

    def at_work(self, number: int, page: int | None) -> None:
        """The worker says what it is doing."""
        self._at_work, self._page = number, page

    def answered(self, number: int, answer: Answer, *, last: bool) -> Entry | None:
        """The worker answers; returns the request, or None where it is not known."""
        entry = self._entries.get(number)
        if entry is None:
            return None
        if last:
            del self._entries[number]
            if self._at_work == number:
                self._at_work = self._page = None
        match entry.request:
            case OpenFile() if isinstance(answer, Opened):
                self._open[entry.request.document] = entry.request
            case CloseFile():
                self._open.pop(entry.request.document, None)
            case _:
                pass
        return entry

    # -- when the worker is lost --------------------------------------------------------------------------------------

    def worker_lost(self, *, hung: bool) -> list[Ending]:
        """Prepare for another worker: open documents are opened again, and what was not to blame is asked again.

        Returns the failures to tell. Only the request that the worker was at is to blame.
        """
        endings = self._close_all()
        blamed = self._entries.get(self._at_work) if self._at_work is not None else None
        if blamed is not None:
            endings += self._blame(blamed, hung=hung)
        self._at_work = self._page = None
        for entry in list(self._entries.values()):
            if entry.sent and entry.on_answer is None:  # cancelled, or an opening again that is due anew
                del self._entries[entry.number]
            entry.sent = False
        for request in list(self._open.values()):
            if _too_often(self._losses.get(_reopening(request), [])):
                del self._open[request.document]
            else:
                self.add(request, None, -1)  # before everything else
        return endings

    def _closing(self) -> dict[int, int]:
        """The documents that are being closed, each with the number of the request for it."""
        return {
            entry.request.document: entry.number
            for entry in self._entries.values()
            if isinstance(entry.request, CloseFile)
        }

    def _close_all(self) -> list[Ending]:
        """Close here what the lost worker was to close: no other need open it for that. Answers as a worker would."""
        endings: list[Ending] = []
        for document, number in self._closing().items():
            self._open.pop(document, None)
            over = [entry for entry in self._entries.values() if entry.request.document == document]
            for entry in over:
                if entry.number <= number:  # what has been asked since is of a file that is opened anew
                    del self._entries[entry.number]
                    endings.append(Ending(entry, Done()))
        return endings

    def _blame(self, entry: Entry, *, hung: bool) -> list[Ending]:
        request = entry.request
        slow = hung and self.at_first_reading
        if isinstance(request, ReadDocument | Find) and self._read_more_carefully(request.document):
            entry.priority += slow  # it has cost time, and may cost more: other documents are read before it
            return [Ending(entry, ReadingDelayed(request.document), last=False)] if slow else []
        failed = _lost(request, hung=hung)
        self._losses.setdefault(_culprit(request), []).append(failed)
        del self._entries[entry.number]
        return [Ending(entry, failed)]

    def _read_more_carefully(self, document: int) -> bool:
        """Have the next worker read the text so that a bad page costs itself only; False where that has been tried."""
        opened = self._open.get(document)
        if opened is None:
            return False
        if self._page is not None and len(opened.skip) < MOST_SKIPPED_PAGES:
            self._open[document] = replace(opened, skip=(*opened.skip, self._page))
            return True
        if not opened.careful:
            self._open[document] = replace(opened, careful=True)
            return True
        return False

    def _forgive(self, document: int) -> None:
        """Forget what a document has cost."""
        self._losses = {culprit: lost for culprit, lost in self._losses.items() if culprit[0] != document}


def _culprit(request: Request) -> tuple[object, ...]:
    """What a lost worker is laid at, the document first: a page, whatever was wanted of it, else the request."""
    if isinstance(request, OfOnePage):
        return request.document, request.page, getattr(request, "renderer", Renderer.QUICKER)
    if isinstance(request, OpenFile):
        return _reopening(request)
    return request.document, request


def _reopening(request: OpenFile) -> tuple[object, ...]:
    return request.document, OpenFile


def _too_often(lost: list[Failed]) -> bool:
    return len(lost) >= MOST_CRASHES or any(failed.hung for failed in lost)


def _lost(request: Request, *, hung: bool) -> Failed:
    what = f"Page {request.page + 1}" if isinstance(request, OfOnePage) else "The document"
    how = "takes too long and was stopped" if hung else "stopped the reading process"
    if isinstance(request, OpenFile):
        said = f"{what} {how}. Save it as PDF in another program, or get another copy of it."
    else:
        said = f"{what} {how}; everything else goes on."
    return Failed(said, repr(request), crashed=not hung, hung=hung)
