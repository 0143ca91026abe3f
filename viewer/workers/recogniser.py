"""Recognising pages in a process of its own, which is ended when nothing is left to recognise, or when it is to stop.

Tesseract takes seconds a page and cannot be interrupted, so it has neither the interactive nor the background worker,
and stopping it means ending its process. Pages are recognised one after the other, at a low priority of the system.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.workers.host import HostSettings, Patience, WorkerHost, WorkerRole
from viewer.workers.messages.answers import Failed, Opened, Refused
from viewer.workers.messages.requests import Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile, RecognisePage

PATIENCE = 300.0
"""Seconds without a word after which a page is given up: dense pages in several languages take their time."""


class PageRecogniser:
    """Recognises pages, one at a time, of one document at a time."""

    def __init__(self, settings: HostSettings | None = None) -> None:
        self._settings = settings or HostSettings(patience=Patience(background=PATIENCE))
        self._lock = threading.Lock()
        self._host: WorkerHost | None = None
        self._opening: OpenFile | None = None

    def recognise(self, opening: OpenFile, request: RecognisePage, on_answer: Callable[[Answer], None]) -> None:
        """Recognise a page; ``opening`` is how the document was opened.

        ``on_answer`` is called once, in a thread of this class's, with ``Recognised`` or what went wrong; not at all
        after ``stop``.
        """
        # Under the request's number, which stays the same; and what was recognised before is of no use here.
        opening = replace(opening, document=request.document, recognised="")
        host = self._host_for(opening)
        host.submit(request, lambda answer, _last: self._answered(host, answer, on_answer), Priority.WHOLE)

    def stop(self) -> None:
        """End the process, whatever it is doing; it is started again for the next page."""
        with self._lock:
            host, self._host, self._opening = self._host, None, None
        if host is not None:
            host.close()

    def _host_for(self, opening: OpenFile) -> WorkerHost:
        """The host of a process in which the document is open, or is being opened."""
        with self._lock:
            before, same = self._host, self._opening == opening
            if before is not None and same:
                return before
            host = self._host = WorkerHost(WorkerRole.BACKGROUND, settings=self._settings)
            self._opening = opening
        if before is not None:
            before.close()
        host.start()
        host.submit(opening, lambda answer, _last: self._opened(host, answer), Priority.OPEN)
        return host

    def _opened(self, host: WorkerHost, answer: Answer) -> None:
        if not isinstance(answer, Opened):  # each page says so, too: let the next one try with another process
            with self._lock:
                if self._host is host:
                    self._opening = None

    def _answered(self, host: WorkerHost, answer: Answer, on_answer: Callable[[Answer], None]) -> None:
        with self._lock:
            if self._host is not host:
                return  # it has been stopped meanwhile
        on_answer(Failed(answer.error.advice) if isinstance(answer, Refused) else answer)
