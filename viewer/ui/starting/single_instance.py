"""One window for one user: a second start hands its files to the first over a local socket.

The socket's name holds the user's id, and QLocalServer lets only that user connect, so that nobody else's files are
opened here. What is said over it is one JSON list of absolute paths and of links to notes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from viewer.model.note_link import is_link

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE_MS = 500
"""How long to wait for somebody to listen, before opening another window."""
ANSWER_MS = 5_000
"""How long to wait for the answer of a window that listens, and may be busy: it will open the files all the same."""
LONGEST_MESSAGE = 1 << 20


def hand_over(name: str, files: Sequence[Path]) -> bool:
    """Ask a window that runs already to open the files; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    names = [str(path) if is_link(str(path)) else str(path.absolute()) for path in files]
    socket.write(json.dumps(names).encode() + b"\n")
    sent = socket.waitForBytesWritten(PATIENCE_MS)
    answered = sent and socket.waitForReadyRead(ANSWER_MS)
    socket.disconnectFromServer()
    return answered


class HandOverServer(QObject):
    """Takes the files of later starts. ``files_arrived`` carries a list of ``Path``; it may be empty."""

    files_arrived = Signal(list)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talking: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash: hand_over() found nobody behind it
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening and hang up on whoever is still talking."""
        self._server.close()
        for socket in tuple(self._talking):
            self._hang_up(socket)

    def _take(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        self._talking.append(socket)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._gone)

    def _gone(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hang_up(socket)

    def _hang_up(self, socket: QLocalSocket) -> None:
        """Forget a connection. Its signals are cut first: a socket that is being destroyed would still send them."""
        if socket in self._talking:
            self._talking.remove(socket)
            socket.readyRead.disconnect(self._read)
            socket.disconnected.disconnect(self._gone)
            socket.abort()
            socket.deleteLater()

    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            if isinstance(socket, QLocalSocket) and socket.bytesAvailable() > LONGEST_MESSAGE:
                self._hang_up(socket)
            return
        try:
            said: object = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            self._hang_up(socket)
            return
        socket.write(b"ok\n")
        socket.flush()
        names = cast("list[object]", said) if isinstance(said, list) else []
        self.files_arrived.emit([Path(name) for name in names if isinstance(name, str)])
