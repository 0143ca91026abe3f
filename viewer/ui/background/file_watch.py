"""Watching files for changes.

A file is looked at when the system says that something has happened to it or in its folder, and when the reader comes
back to the window (some network drives say nothing). Programs write a new file and put it in the place of the old one,
or empty the old one and write it anew; either takes its time. So a change counts when size and time of change have
rested, and a file counts as gone when it has been so for a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REST_MS = 300
"""A file that has not changed for this long has been written."""
GONE_LOOKS = 7
"""Looks in a row that find no file, as far apart, before it is said to be gone: about two seconds."""


@record
class FileState:
    """What tells one content of a file from another without reading it. ``changed`` is in nanoseconds.

    ``number`` is the inode's, where the system has such: a file put in the place of another has another.
    """

    size: int
    changed: int
    number: int


def file_state(path: Path) -> FileState | None:
    """How a file is now; None where there is none, or none that may be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return FileState(found.st_size, found.st_mtime_ns, found.st_ino)


@dataclass(slots=True)
class Watched:
    """A file: how it was when it was read, how it was at the last look, and how often it was not there since.

    ``held``: it has changed, and that may not be told yet.
    """

    path: Path
    timer: QTimer
    read: FileState | None
    seen: FileState | None = None
    missing: int = 0
    held: bool = False


class FileWatch(QObject):
    """Watches files. ``changed``, ``gone`` and ``back`` carry a ``Path``; what is back is as it was before.

    ``may_tell`` says whether a change may be told now; where not, it is asked again a little later.
    """

    changed = Signal(object)
    gone = Signal(object)
    back = Signal(object)

    def __init__(
        self, may_tell: Callable[[Path], bool], parent: QObject | None = None, *, rest_ms: int = REST_MS
    ) -> None:
        super().__init__(parent)
        self._rest_ms = rest_ms
        self._may_tell = may_tell
        self._watched: dict[Path, Watched] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._something_happened)
        self._watcher.directoryChanged.connect(self._something_happened)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are watched."""
        return tuple(self._watched)

    @property
    def held(self) -> tuple[Path, ...]:
        """Those that have changed, which may not be told yet."""
        return tuple(path for path, watched in self._watched.items() if watched.held)

    def watch(self, path: Path) -> None:
        """Watch a file that has just been read, for changes from how it is now."""
        if path in self._watched:
            return
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(self._rest_ms)
        watched = self._watched[path] = Watched(path, timer, file_state(path))
        timer.timeout.connect(partial(self._look, watched))
        self._add(path)
        if watched.read is None:  # so soon
            timer.start()

    def unwatch(self, path: Path) -> None:
        """Watch a file no longer."""
        watched = self._watched.pop(path, None)
        if watched is None:
            return
        watched.timer.stop()
        watched.timer.deleteLater()
        if str(path) in self._watcher.files():
            self._watcher.removePath(str(path))
        if all(other.parent != path.parent for other in self._watched):
            self._watcher.removePath(str(path.parent))

    def _add(self, path: Path) -> None:
        """Have the system watch a file and its folder: a file put in the place of another is not watched by itself."""
        already = {*self._watcher.files(), *self._watcher.directories()}
        for name in (str(path), str(path.parent)):
            if name not in already:
                self._watcher.addPath(name)

    def _something_happened(self, name: str) -> None:
        for watched in self._watched.values():
            if name in {str(watched.path), str(watched.path.parent)}:
                self._look_soon(watched)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            for watched in self._watched.values():
                self._look_soon(watched)

    def _look_soon(self, watched: Watched) -> None:
        """Look at a file when it has had time to rest, unless it is as it was read."""
        if watched.timer.isActive():
            return
        state = file_state(watched.path)
        if state is not None and state == watched.read and watched.missing < GONE_LOOKS:
            self._add(watched.path)
            return
        watched.seen = state
        watched.timer.start()

    def _look(self, watched: Watched) -> None:
        state = file_state(watched.path)
        if state is None:
            watched.missing += 1
            if watched.missing < GONE_LOOKS:
                watched.timer.start()
            elif watched.missing == GONE_LOOKS:
                self.gone.emit(watched.path)
            return
        was_gone = watched.missing >= GONE_LOOKS
        watched.missing = 0
        self._add(watched.path)
        if state == watched.read:
            watched.seen, watched.held = None, False
            if was_gone:
                self.back.emit(watched.path)
        elif state != watched.seen:
            watched.seen = state
            watched.timer.start()
        elif not self._may_tell(watched.path):
            watched.held = True
            watched.timer.start()
        else:
            watched.read, watched.seen, watched.held = state, None, False
            self.changed.emit(watched.path)
