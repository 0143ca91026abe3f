"""A page that has cost the interactive worker is tried once more, out of everybody's way.

Each try has a process of its own, so that neither the pages in view nor the reading of the whole text wait for it. The
document's own engine is asked once more with the patience of the background (a legitimate page took 6.6 s), then
PDFium is asked for the pixels; what neither can draw has failed. One page is tried at a time: a file can have a
thousand bad ones.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.workers.host import HostSettings, WorkerHost, WorkerRole
from viewer.workers.messages.answers import Failed, Opened, Refused, Tile
from viewer.workers.messages.requests import Priority, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile, RenderTile


@record
class _Try:
    """A page to try, and whom to answer."""

    number: int
    opening: OpenFile
    tile: RenderTile
    on_answer: Callable[[Answer], None]


class PageRescue:
    """Pages that are tried once more, one after the other."""

    def __init__(self, settings: HostSettings | None = None) -> None:
        self._settings = settings or HostSettings()
        self._lock = threading.Lock()
        self._waiting: deque[_Try] = deque()
        self._current: _Try | None = None
        self._host: WorkerHost | None = None
        self._numbers = 0
        self._closed = False

    def attempt(self, opening: OpenFile, tile: RenderTile, on_answer: Callable[[Answer], None]) -> int:
        """Try to render once more; ``opening`` is how the document was opened. Returns the number of the try.

        ``on_answer`` is called once, in a thread of this class's, with a Tile or what went wrong; not at all after
        ``stop`` or ``close``.
        """
        with self._lock:
            self._numbers += 1
            self._waiting.append(_Try(self._numbers, opening, tile, on_answer))
            number = self._numbers
        self._begin_next()
        return number

    def stop(self, number: int) -> None:
        """Give a try up, at once. One that is done already is no error."""
        host: WorkerHost | None = None
        with self._lock:
            self._waiting = deque(one for one in self._waiting if one.number != number)
            if self._current is not None and self._current.number == number:
                host, self._host, self._current = self._host, None, None
        if host is not None:
            host.close()
        self._begin_next()

    def close(self) -> None:
        """Give everything up."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            host, self._host, self._current = self._host, None, None
        if host is not None:
            host.close()

    def _begin_next(self) -> None:
        with self._lock:
            if self._closed or self._current is not None or not self._waiting:
                return
            one = self._current = self._waiting.popleft()
            host = self._host = WorkerHost(WorkerRole.BACKGROUND, settings=self._settings)
            host.start()
        host.submit(one.opening, lambda answer, _last: self._opened(one, host, answer), Priority.OPEN)

    def _opened(self, one: _Try, host: WorkerHost, answer: Answer) -> None:
        if isinstance(answer, Opened):
            self._render(one, host, Renderer.OWN)
        else:
            what = str(answer.error.advice) if isinstance(answer, Refused) else "The page could not be tried again."
            self._finish(one, host, answer if isinstance(answer, Failed) else Failed(what))

    def _render(self, one: _Try, host: WorkerHost, renderer: Renderer) -> None:
        tile = replace(one.tile, renderer=renderer)
        host.submit(tile, lambda answer, _last: self._rendered(one, host, renderer, answer), Priority.VISIBLE)

    def _rendered(self, one: _Try, host: WorkerHost, renderer: Renderer, answer: Answer) -> None:
        if not isinstance(answer, Tile) and renderer is Renderer.OWN:
            self._render(one, host, Renderer.PDFIUM)
        else:
            self._finish(one, host, answer)

    def _finish(self, one: _Try, host: WorkerHost, answer: Answer) -> None:
        with self._lock:
            if self._current is not one:
                return  # it has been given up meanwhile
            self._current = self._host = None
        try:
            one.on_answer(answer)
        finally:
            host.close()  # in the host's own thread: it ends as soon as this returns
            self._begin_next()
