"""What all parts of a session share: whom they tell, whom they ask, in which thread answers come, and the settings.

The parts know no Qt: they are given ``post``, which runs a function soon in the thread the session lives in (the
window's). Workers and the notes' writer thread call back in threads of their own; everything they say goes through
``post`` before it touches the session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from viewer.session.changes import Changes
from viewer.session.settings import KeptSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.store import NoteStore
    from viewer.session.changes import ViewPlace
    from viewer.session.settings import SettingsFile
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile, RenderTile, Request


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


class SessionContext:
    """What all parts of a session share.

    ``rescue`` tries lost pages again, where there is one. ``results_folder`` is where workers keep what they have
    understood of documents, empty where they do not. ``offset_of`` tells the offset of the character at the top of a
    view, by a document's number and the view's place: None where no view knows the page's glyphs.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        interactive: Worker,
        background: Worker,
        store: NoteStore,
        settings_file: SettingsFile,
        rescue: Rescue | None = None,
        results_folder: str = "",
    ) -> None:
        self.changes = Changes()
        self._post = post
        self.interactive = interactive
        self.background = background
        self.store = store
        self.settings = KeptSettings(settings_file, self.changes)
        self.rescue = rescue
        self.results_folder = results_folder
        self.offset_of: Callable[[int, ViewPlace], int | None] = lambda _document, _place: None
        self._ended = False

    def post(self, action: Callable[[], None]) -> None:
        """Run something soon in the session's thread; not at all once the program is ending."""
        self._post(lambda: None if self._ended else action())

    def in_my_thread(self, answer: Callable[[Answer, bool], None]) -> Callable[[Answer, bool], None]:
        """The same callback, called in the session's thread; not at all once the program is ending."""

        def arrive(what: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self.post(lambda: answer(what, last))

        return arrive

    def end(self) -> None:
        """The program is ending: answers that still come are dropped, and so is what has been posted."""
        self._ended = True
