"""The program behind the window: what lives from its start to its end, loaded when the first page is on the screen."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QIcon

from viewer.annotations.store import NoteStore
from viewer.model.note_link import is_link
from viewer.model.resources import resource_path
from viewer.model.tables import table
from viewer.session.context import SessionContext
from viewer.session.places import Places, places_file
from viewer.session.session import Session
from viewer.session.settings import (
    NOTES_FILE,
    SettingsFile,
    data_folder,
    recognised_folder,
    results_folder,
    settings_file,
)
from viewer.ui.background.place_keeper import PlaceKeeper
from viewer.ui.background.poster import Poster
from viewer.ui.background.tidying import Tidying
from viewer.ui.look.palette import ReadablePalette
from viewer.ui.snapshot import Snapshot
from viewer.ui.starting.single_instance import HandOverServer
from viewer.ui.window import MainWindow
from viewer.workers.ahead import AskedAhead
from viewer.workers.host import WorkerHost, WorkerRole
from viewer.workers.office.conversion import Conversions
from viewer.workers.recogniser import PageRecogniser
from viewer.workers.rescue import PageRescue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from viewer.ui.starting.first_page import FirstPage
    from viewer.ui.starting.window_options import WindowOptions

log = logging.getLogger(__name__)

FIRST_PAGE_LOOK_MS = 15
FIRST_PAGE_PATIENCE_MS = 1000
SWITCH_SECONDS = 0.001
"""How long a thread may go on while the window's is waiting."""
OLDEST_SELDOM = 500
"""Rounds of the collector of garbage, of 7,000 new objects each, after which it looks at the oldest, too."""


class AfterFirstPage(QObject):
    """Does something once when the first page is on the screen, or when there will be none, or after a while."""

    def __init__(self, session: Session, window: MainWindow, action: Callable[[], None]) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._action: Callable[[], None] | None = action
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_PAGE_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._looks = 0
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        self._looks += 1
        view = self._window.tabs.current_view
        waiting = self._session.opening or (view is not None and not view.shows_something)
        if self._action is None or (waiting and self._looks * FIRST_PAGE_LOOK_MS < FIRST_PAGE_PATIENCE_MS):
            return
        self._timer.stop()
        action, self._action = self._action, None
        action()


class Program:
    """Everything that lives from the start of the window to its end: workers, notes, session, window.

    A window that is ``alone`` (a second one, a snapshot) knows nothing of where the reader left off, and remembers
    nothing of it. The ``files`` are opened while the window is furnished: a ``window`` that is bare yet, or a new one.
    """

    def __init__(
        self,
        interactive: WorkerHost,
        files: Sequence[Path] = (),
        *,
        alone: bool = False,
        asked: AskedAhead | None = None,
        window: MainWindow | None = None,
    ) -> None:
        """``asked`` is the interactive worker with what has been asked of it ahead."""
        self._poster = Poster()
        self._asked = asked or AskedAhead(interactive)
        self._cover: FirstPage | None = None
        self._over = False
        self.interactive = interactive
        self.background = WorkerHost(WorkerRole.BACKGROUND)
        self.store = NoteStore(data_folder() / NOTES_FILE)
        places = None if alone else Places(places_file(settings_file()))
        self.rescue = PageRescue()
        self.conversions = Conversions()
        context = SessionContext(
            self._poster.post,
            self._asked,
            self.background,
            self.store,
            SettingsFile(settings_file()),
            self.rescue,
            "" if alone else str(results_folder()),
        )
        self.session = Session(context, places, self.conversions)
        self.recogniser = PageRecogniser()
        self.session.recognitions.work_with(self.recogniser, str(recognised_folder()))
        for path in files:
            self.session.open(path)
        self.window = window or MainWindow(state=self.session.settings.window)
        self.window.furnish(self.session)
        self._places = PlaceKeeper(self.session)
        self._tidying = Tidying(self.session)

    def show(self, *, reopen: bool = False, cover: FirstPage | None = None) -> None:
        """Show the window, with the documents of the last time if asked to; what can wait for the first page does.

        The ``cover`` stays until the page is there.
        """
        if reopen:
            self.session.reopen_tabs()
        self.window.show()
        self._cover = cover
        if cover is not None:
            cover.raise_()
        self._first_page = AfterFirstPage(self.session, self.window, self._go_on)

    def _go_on(self) -> None:
        if self._cover is not None:
            self._cover.leave()
        self._asked.forget()
        self.background.start()
        QTimer.singleShot(0, self.window, self._furnish)

    def _furnish(self) -> None:
        """Make one panel after the other; the window answers between them."""
        if self._over:
            return
        if self.window.panes.furnish_next():
            QTimer.singleShot(0, self.window, self._furnish)
            return
        self.window.setWindowIcon(QIcon(str(resource_path("icons/verbale.svg"))))
        # A document with such notes is not the usual one, and the first page has been painted without this.
        from viewer.ui.regions.missing_pictures import MissingPictures  # noqa: PLC0415 - start-up time, as above

        MissingPictures(self.session, self.window)
        let_the_window_go_first()

    def close(self) -> None:
        """Stop the background worker and write what notes are still on their way."""
        self._over = True
        self.session.end()
        self.window.commands.end_sharing()
        self.rescue.close()
        self.recogniser.stop()
        self.conversions.close()
        self.background.close()
        if not self.store.close():
            log.error("some notes could not be written to %s", data_folder())


def let_the_window_go_first() -> None:
    """Keep other threads and the collector of garbage from holding up the window's thread."""
    # While another thread takes apart what a worker says, this one waits for its turn: by itself Python lets it
    # wait for 5 ms, several times a page. Measured: 13 to 18 ms to a page that is gone to, against 22.
    sys.setswitchinterval(SWITCH_SECONDS)
    # What is here now stays: the collector, held back since the start, need not look at it time and again.
    gc.freeze()
    # To look at all that has come since, while fifty thousand notes are changed, takes it 20 to 60 ms each time.
    gc.set_threshold(*gc.get_threshold()[:2], OLDEST_SELDOM)
    gc.enable()


def report_errors_in(window: MainWindow) -> None:
    """An error in our own code is said in the window, and written to the log with its traceback."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        log.error("a fault of the program", exc_info=(kind, error, trace))
        window.say_fault(f"{kind.__name__}: {error}")

    sys.excepthook = report


def begin(
    options: WindowOptions,
    interactive: WorkerHost,
    server: str | None,
    *,
    asked: AskedAhead | None = None,
    window: MainWindow | None = None,
    cover: FirstPage | None = None,
) -> Program:
    """Make the program and show it, in a ``window`` that is shown already under its ``cover``, or in a new one.

    ``server`` is the name under which later starts hand over their files, None where they do not.
    """
    QLocale.setDefault(QLocale(table("fields")["language"]))  # numbers are written in it as well
    colors = ReadablePalette()
    links = [path for path in options.files if is_link(str(path))]
    files = [path for path in options.files if path not in links]
    program = Program(interactive, files, alone=server is None, asked=asked, window=window)
    colors.setParent(program.window)
    report_errors_in(program.window)
    if server is not None:
        listener = HandOverServer(server, program.window)
        listener.files_arrived.connect(program.window.open_files)
    snapshot = None
    if options.snapshot is not None:
        width, height = (int(part) for part in options.size.lower().split("x"))
        program.window.resize(width, height)
        snapshot = Snapshot(program.session, program.window, options.snapshot)
    program.show(reopen=not files, cover=cover)
    if links:
        program.window.open_files(links)
    if snapshot is not None:
        snapshot.start(expected=len(files))
    return program
