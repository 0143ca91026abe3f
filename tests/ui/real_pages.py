"""A document in a bare view, read and rendered by real workers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from patience import is_read

from viewer.annotations.store import NoteStore
from viewer.session.context import SessionContext
from viewer.session.session import Session
from viewer.session.settings import SettingsFile
from viewer.ui.background.poster import Poster
from viewer.ui.page.view import PageView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from viewer.workers.host import WorkerHost

_numbers = itertools.count(1, 1000)  # sessions share the workers: no document may have the number of another's


class RealPages:
    """The session, the document and its view, which has the focus and is shown sharp."""

    def __init__(
        self,
        path: Path,
        qtbot: QtBot,
        folder: Path,
        hosts: tuple[WorkerHost, WorkerHost],
        size: tuple[int, int],
    ) -> None:
        self._qtbot = qtbot
        self._poster = Poster()
        self._store = NoteStore(folder / "notes.sqlite")
        self.session = Session(
            SessionContext(self._poster.post, *hosts, self._store, SettingsFile(folder / "settings.json"))
        )
        self.session._openings._next_number = next(_numbers)
        self.session.open(path)
        self.wait(lambda: self.session.current is not None)
        assert self.session.current is not None
        self.document = self.session.current
        self.view = PageView(self.document, self.session)
        self.session.measure_places_with(lambda _number, place: self.view.offset_at(place))
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.setFocus()
        self.wait(lambda: is_read(self.document))
        self.settle()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(condition)

    def settle(self) -> None:
        """Wait until the view is sharp and nothing moves."""
        self.wait(lambda: self.view.settled)

    def close(self) -> None:
        """Close the document and the store."""
        self.view.close_view()
        self.session.close(self.document.number)
        self._store.close()
