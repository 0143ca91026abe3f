"""Stand-ins for workers that answer when told to, in this thread, and a session over them with a real note store."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field

from patience import SECONDS

from viewer.annotations.store import NoteStore
from viewer.model.document import DocumentInfo, PageKind, TextLayer, Understanding
from viewer.model.geometry import PageSize
from viewer.session.context import SessionContext
from viewer.session.session import Session
from viewer.session.settings import SettingsFile
from viewer.workers.messages.answers import Identified, Opened, PagesRead, Understood
from viewer.workers.messages.requests import Identify, OpenFile, ReadDocument

A4 = PageSize(595, 842)


def info(pages: int = 3, **more) -> DocumentInfo:
    """What opening a small PDF tells."""
    return DocumentInfo("pdf", pages, PageKind.RASTER, (PageSize(595, 842),), **more)


@dataclass
class FakeWorker:
    """Keeps requests; ``answer`` answers the newest unanswered one of a kind."""

    requests: dict = field(default_factory=dict)
    cancelled: list = field(default_factory=list)
    priorities: dict = field(default_factory=dict)
    _number: int = 0

    def submit(self, request, on_answer, priority):
        self._number += 1
        self.requests[self._number] = (request, on_answer)
        self.priorities[self._number] = priority
        return self._number

    def cancel(self, number):
        self.cancelled.append(number)
        self.requests.pop(number, None)

    def abandon(self, number):
        self.cancel(number)

    def withdraw(self, number):
        self.cancel(number)

    def reprioritise(self, number, priority):
        self.priorities[number] = priority

    def asked(self, kind):
        """The requests of a kind that wait for an answer."""
        return [request for request, _ in self.requests.values() if isinstance(request, kind)]

    def answer(self, kind, answer, *, last=True):
        """Answer the newest waiting request of a kind."""
        number = max(n for n, (request, _) in self.requests.items() if isinstance(request, kind))
        request, on_answer = self.requests[number]
        if last:
            del self.requests[number]
        on_answer(answer, last)
        return request


class Reader:
    """A reader at a session: opens documents of given pages, and waits for what the note store and threads post."""

    def __init__(self, folder, places=None, converter=None):
        self.folder = folder
        self.interactive, self.background = FakeWorker(), FakeWorker()
        self.store = NoteStore(folder / "notes.sqlite", look_seconds=0.02)
        self._posted = queue.SimpleQueue()
        settings = SettingsFile(folder / "settings.json")
        context = SessionContext(self._posted.put, self.interactive, self.background, self.store, settings)
        self.session = Session(context, places, converter)
        self.changes = []
        self.session.changes.subscribe(self.changes.append)

    def run_next(self):
        """Run the first of what has been posted."""
        self._posted.get(timeout=SECONDS)()

    def run_posted(self):
        """Run what has been posted so far."""
        while not self._posted.empty():
            self._posted.get()()

    def wait_for(self, condition):
        """Run what is posted until something is so."""
        self.run_posted()
        while not condition():
            self._posted.get(timeout=SECONDS)()

    def wait_for_disk(self):
        """Run what is posted until everything that was handed to the store is done."""
        self.run_posted()
        self.store.wait_idle()
        self.run_posted()

    def told(self, kind):
        """The changes of a kind, in order."""
        return [change for change in self.changes if isinstance(change, kind)]

    def open(self, name="note.pdf", pages=3, **more):
        """Open a file; nothing of it has been read yet."""
        self.session.open(self.folder / name)
        self.interactive.answer(OpenFile, Opened(info(pages, **more)))
        self.run_posted()
        return self.session.current

    def identify(self, document, content_hash="aa"):
        """Let the worker tell the hash of the file, and wait for the notes."""
        self.background.answer(Identify, Identified(document.number, content_hash))
        self.wait_for_disk()

    def read(self, document, pages, understanding=None, fingerprint="t1", content_hash="aa"):
        """Let the worker tell the identity, the pages and the understanding, and wait for the notes."""
        if self.background.asked(Identify):
            self.identify(document, content_hash)
        first = document.text.page_count
        rest = tuple(pages[first:])
        self.background.answer(ReadDocument, PagesRead(document.number, first, rest, (A4,) * len(rest)), last=False)
        understood = Understood(
            document.number, len(pages), understanding or Understanding(TextLayer.GOOD), fingerprint
        )
        self.background.answer(ReadDocument, understood)
        self.wait_for_disk()

    def read_file(self, pages, name="note.pdf", understanding=None, fingerprint="t1", content_hash="aa"):
        """Open and read a file of these pages."""
        document = self.open(name, len(pages))
        self.read(document, pages, understanding, fingerprint, content_hash)
        return document

    def close(self):
        """End as the program does."""
        self.session.end()
        return self.store.close()
