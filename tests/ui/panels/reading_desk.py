"""A real session over stand-ins for the workers and a real store of notes, with documents whose pages are given."""

from __future__ import annotations

import hashlib
from collections import deque
from typing import TYPE_CHECKING

from session.fakes import FakeWorker, info

from viewer.annotations.store import NoteStore
from viewer.model.geometry import PageSize
from viewer.session.changes import PlaceRequested
from viewer.session.context import SessionContext
from viewer.session.session import Session
from viewer.session.settings import SettingsFile
from viewer.workers.messages.answers import Identified, Opened, PagesRead, Understood
from viewer.workers.messages.requests import Identify, OpenFile, ReadDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.model.document import Understanding
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument


class ReadingDesk:
    """A session in which documents can be opened and read a part at a time.

    What workers and the store post is run by ``settle``; ``changes`` are all that were told, ``places`` where the
    views were asked to go.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.worker = FakeWorker()
        self.store = NoteStore(folder / "notes.sqlite")
        self._posted: deque[Callable[[], None]] = deque()
        self.session = Session(
            SessionContext(
                self._posted.append, self.worker, self.worker, self.store, SettingsFile(folder / "settings.json")
            )
        )
        self.changes: list[Change] = []
        self.session.changes.subscribe(self.changes.append)

    @property
    def places(self) -> list[object]:
        """The targets that were asked for, in order."""
        return [change.target for change in self.changes if isinstance(change, PlaceRequested)]

    def open(self, name: str, pages: int = 3, **more: object) -> OpenDocument:
        """Open a file of that name; nothing of it has been read yet.

        There is such a file: a window watches what is open, and says after a while which files are gone.
        """
        (self.folder / name).touch()
        self.session.open(self.folder / name)
        number = self.worker.asked(OpenFile)[-1].document
        self.worker.answer(OpenFile, Opened(info(pages, **more)))
        self.settle()
        document = self.session.document(number)
        assert document is not None
        content = hashlib.sha256(name.encode()).hexdigest()
        self.worker.answer(Identify, Identified(number, content))
        self.settle()
        return document

    def read(self, document: OpenDocument, texts: Sequence[str]) -> None:
        """Let the worker read these pages."""
        sizes = (PageSize(595, 842),) * len(texts)
        answer = PagesRead(document.number, document.text.page_count, tuple(texts), sizes)
        self.worker.answer(ReadDocument, answer, last=False)
        self.settle()

    def understand(self, document: OpenDocument, understanding: Understanding, *, last: bool = True) -> None:
        """Let the worker say what it has understood so far, or in the end."""
        answer = Understood(document.number, document.text.page_count, understanding, "ff" if last else "")
        self.worker.answer(ReadDocument, answer, last=last)
        self.settle()

    def settle(self) -> None:
        """Run what was posted, and what the store has to say until it has nothing more."""
        self._run()
        self.store.wait_idle()
        self._run()

    def _run(self) -> None:
        while self._posted:
            self._posted.popleft()()

    def close(self) -> None:
        """Let the store finish."""
        self.store.close()
