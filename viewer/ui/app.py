"""The application: Qt, the parts that live as long as the program, and the ways it starts and ends."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.session.settings import data_folder
from viewer.ui.background.poster import Poster
from viewer.ui.starting.first_page import FirstPage
from viewer.ui.starting.other_window import may_be_there, server_name
from viewer.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import FrameType

    from viewer.ui.program import Program
    from viewer.ui.starting.first_look import FirstLook
    from viewer.ui.starting.window_options import WindowOptions
    from viewer.workers.host import WorkerHost

STYLE = "Fusion"
PICTURE_PATIENCE_MS = 200
"""A page that takes longer is not waited for with the rest of the window."""
WHAT_FOLLOWS = (
    "viewer.ui.program",
    "viewer.ui.frame.window_parts",
    "viewer.ui.actions.window_actions",
    "viewer.ui.full_screen",
    "viewer.ui.reloading",
    "viewer.ui.panels.sections.panel",
    "viewer.ui.panels.pages_panel",
    "viewer.ui.panels.search_panel",
    "viewer.ui.panels.document.panel",
    "viewer.ui.panels.sections.languages_panel",
    "viewer.ui.panels.references.panel",
    "viewer.ui.panels.notes.panel",
)
"""The modules that are loaded when the first page has been painted."""

NO_DISPLAY = """There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set).
What works without one:
  {program} inspect {file} --json         what the side panel would show
  {program} {file} --snapshot window.png  the window, drawn to a picture"""


def run(options: WindowOptions, interactive: WorkerHost, look: FirstLook) -> int:
    """Open the window and stay until it is closed. Returns the exit status."""
    if not _has_display():
        if options.snapshot is None:
            name = options.files[0].name if options.files else "FILE"
            sys.stderr.write(NO_DISPLAY.format(program="main.py", file=name) + "\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Named here and not by setStyle, which hands a style to Python: 6 ms for names that no first page needs.
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", STYLE])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes an application object
    app.setApplicationName("verbale")
    app.setApplicationDisplayName("Verbale")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("verbale")
    name = server_name(data_folder())
    alone = options.new_window or options.snapshot is not None
    if not alone and may_be_there(name) and _handed_over(name, options.files):
        return 0
    start = Start(app, options, interactive, look, None if alone else name)
    _quit_on_signals(app)
    try:
        start.begin()
        return app.exec()
    finally:
        start.end()


def _handed_over(name: str, files: Sequence[Path]) -> bool:
    # Loading what speaks to another window costs 10 ms, which no start without one pays.
    from viewer.ui.starting.single_instance import hand_over  # noqa: PLC0415

    return hand_over(name, files)


class Start(QObject):
    """The start of the window: bare but for the first page where that can be, furnished when the page is painted.

    Measured on a start of 390 ms to the first page: 160 ms of it were the loading of what is not seen on the page.
    """

    _loaded = Signal()

    def __init__(
        self,
        app: QApplication,
        options: WindowOptions,
        interactive: WorkerHost,
        look: FirstLook,
        server: str | None,
    ) -> None:
        super().__init__()
        self._app = app
        self._options = options
        self._interactive = interactive
        self._look = look
        self._server = server
        self._poster = Poster()
        self._window: MainWindow | None = None
        self._cover: FirstPage | None = None
        self._program: Program | None = None
        self._loading: threading.Thread | None = None
        self._fault: BaseException | None = None
        self._over = False
        self._loaded.connect(self._furnish, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Show the window."""
        no_picture = self._look.over and self._look.picture is None
        if self._options.snapshot is not None or no_picture or self._look.area is None:
            self._make()
            return
        self._window = self._followed(MainWindow(state=self._look.settings.window))
        self._cover = FirstPage(self._look, self._look.area, self._window)
        self._cover.painted.connect(self._load, Qt.ConnectionType.QueuedConnection)
        self._look.when_over(lambda: self._poster.post(self._look_is_over))
        self._window.show()
        QTimer.singleShot(PICTURE_PATIENCE_MS, self, self._load)

    def end(self) -> None:
        """The window has been closed, perhaps before it was furnished."""
        self._over = True
        if self._loading is not None:
            self._loading.join()
        if self._program is not None:
            self._program.close()

    def _look_is_over(self) -> None:
        if self._look.picture is None:
            self._load()
        elif self._cover is not None:
            self._cover.update()

    def _load(self) -> None:
        """Load the rest in a thread, so that the window answers meanwhile."""
        if self._loading is None and not self._over:
            self._loading = threading.Thread(target=self._import, name="loading", daemon=True)
            self._loading.start()

    def _import(self) -> None:
        try:
            for name in WHAT_FOLLOWS:
                if self._over:
                    return
                importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001 - raised again where it is seen
            self._fault = error
        self._loaded.emit()

    def _furnish(self) -> None:
        if self._fault is not None:
            self._app.exit(1)
            raise self._fault
        if not self._over:
            self._make()

    def _make(self) -> None:
        # Not at the top: the class docstring says why.
        from viewer.ui.program import begin  # noqa: PLC0415

        self._program = begin(
            self._options,
            self._interactive,
            self._server,
            asked=self._look.worker,
            window=self._window,
            cover=self._cover,
        )
        if self._window is None:
            self._window = self._followed(self._program.window)

    def _followed(self, window: MainWindow) -> MainWindow:
        # Not left to Qt, which goes on while any other window is still there, such as a tooltip.
        window.closed.connect(self._closed, Qt.ConnectionType.QueuedConnection)
        return window

    def _closed(self) -> None:
        self._over = True
        self._app.quit()


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"} or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


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
