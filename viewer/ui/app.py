"""The application: Qt, the parts that live as long as the program, and the ways it starts and ends."""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.annotations.store import NoteStore
from viewer.model.record import record
from viewer.model.resources import resource_path
from viewer.session.note_folding import fold_notes
from viewer.session.places import Places, places_file
from viewer.session.session import Session
from viewer.session.settings import SettingsFile, data_folder, results_folder, settings_file
from viewer.ui.single_instance import HandOverServer, hand_over, server_name
from viewer.ui.snapshot import Snapshot
from viewer.ui.window import MainWindow
from viewer.workers.conversion import Conversions
from viewer.workers.host import WorkerHost, WorkerRole
from viewer.workers.rescue import PageRescue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import FrameType, TracebackType

log = logging.getLogger(__name__)

FIRST_PAGE_LOOK_MS = 15
FIRST_PAGE_PATIENCE_MS = 1000

NO_DISPLAY = """There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set).
What works without one:
  {program} inspect {file} --json         what the side panel would show
  {program} {file} --snapshot window.png  the window, drawn to a picture"""


@record
class WindowOptions:
    """What the command line asks of the window. ``size`` ("1440x900") is that of a snapshot, in pixels."""

    files: tuple[Path, ...] = ()
    snapshot: Path | None = None
    size: str = "1440x900"
    new_window: bool = False


class Poster(QObject):
    """Runs functions in the window's thread, whichever thread they are posted from, in the order they came."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` soon. May be called in any thread."""
        self._posted.emit(action)

    def _run(self, action: Callable[[], None]) -> None:
        action()


def run(options: WindowOptions, interactive: WorkerHost) -> int:
    """Open the window and stay until it is closed. Returns the exit status."""
    if not _has_display():
        if options.snapshot is None:
            name = options.files[0].name if options.files else "FILE"
            sys.stderr.write(NO_DISPLAY.format(program="main.py", file=name) + "\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes an application object
    app.setApplicationName("verbale")
    app.setApplicationDisplayName("Verbale")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("verbale")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resource_path("icons/verbale.svg"))))
    name = server_name(data_folder())
    alone = options.new_window or options.snapshot is not None
    if not alone and hand_over(name, options.files):
        return 0
    return _run_session(app, options, interactive, None if alone else name)


def _run_session(app: QApplication, options: WindowOptions, interactive: WorkerHost, server: str | None) -> int:
    program = Program(interactive, options.files, alone=server is None)
    _report_errors_in(program.window)
    # Not left to Qt, which goes on while any other window is still there, such as a tooltip.
    program.window.closed.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    _quit_on_signals(app)
    if server is not None:
        listener = HandOverServer(server, program.window)
        listener.files_arrived.connect(program.window.open_files)
    snapshot = None
    if options.snapshot is not None:
        width, height = (int(part) for part in options.size.lower().split("x"))
        program.window.resize(width, height)
        snapshot = Snapshot(program.session, program.window, options.snapshot)
    program.show(reopen=not options.files)
    if snapshot is not None:
        snapshot.start(expected=len(options.files))
    try:
        return app.exec()
    finally:
        program.close()


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
        waiting = self._session.opening or (view is not None and not view.has_shown_something)
        if self._action is None or (waiting and self._looks * FIRST_PAGE_LOOK_MS < FIRST_PAGE_PATIENCE_MS):
            return
        self._timer.stop()
        action, self._action = self._action, None
        action()


class Program:
    """Everything that lives from the start of the window to its end: workers, notes, session, window.

    A window that is ``alone`` (a second one, a snapshot) knows nothing of where the reader left off, and remembers
    nothing of it. The ``files`` are opened while the window is made.
    """

    def __init__(self, interactive: WorkerHost, files: Sequence[Path] = (), *, alone: bool = False) -> None:
        self._poster = Poster()
        self.interactive = interactive
        self.background = WorkerHost(WorkerRole.BACKGROUND)
        self.store = NoteStore(data_folder() / "notes.sqlite", fold=fold_notes)
        places = None if alone else Places(places_file(settings_file()))
        self.rescue = PageRescue()
        self.conversions = Conversions()
        self.session = Session(
            self._poster.post,
            interactive,
            self.background,
            self.store,
            SettingsFile(settings_file()),
            places,
            self.rescue,
            self.conversions,
        )
        if not alone:
            self.session.results_folder = str(results_folder())
        for path in files:
            self.session.open(path)
        self.window = MainWindow(self.session)

    def show(self, *, reopen: bool = False) -> None:
        """Show the window, with the documents of the last time if asked to; what can wait for the first page does."""
        if reopen:
            self.session.reopen_tabs()
        self.window.show()
        self._first_page = AfterFirstPage(self.session, self.window, self._go_on)

    def _go_on(self) -> None:
        self.background.start()
        self.window.panes.furnish()

    def close(self) -> None:
        """Stop the background worker and write what notes are still on their way."""
        self.session.end()
        self.rescue.close()
        self.conversions.close()
        self.background.close()
        if not self.store.close():
            log.error("some notes could not be written to %s", data_folder())


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"} or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _report_errors_in(window: MainWindow) -> None:
    """An error in our own code is said in the window, and written to the log with its traceback."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        log.error("a fault of the program", exc_info=(kind, error, trace))
        window.say_fault(f"{kind.__name__}: {error}")

    sys.excepthook = report


def _quit_on_signals(app: QApplication) -> None:
    """Ctrl+C and kill close the window as its button does, so that everything is saved.

    A handler runs between any two bytecodes, perhaps while a panel is half made: it only asks for the closing, which
    comes when the event loop turns, or begins.
    """

    def close_soon(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, app.closeAllWindows)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close_soon)
    # Python runs signal handlers between bytecodes only: a slow timer gives it the chance.
    timer = QTimer(app)
    timer.timeout.connect(_nothing)
    timer.start(500)


def _nothing() -> None:
    """Let Python look for signals."""
