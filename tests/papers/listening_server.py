"""A server on this machine that hostile papers call: whoever connects is noted, whatever they speak."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class ListeningServer:
    """Notes the first line of everything that is said to it, and answers with an empty page."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def url(self, path: str, scheme: str = "http") -> str:
        """An address that leads here."""
        return f"{scheme}://127.0.0.1:{self.port}/{path}"

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.heard.append("connected")
            with connection, contextlib.suppress(OSError):
                connection.settimeout(0.2)
                self.heard[-1] = connection.recv(4096).decode("latin-1").partition("\r\n")[0] or "connected"
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\nContent-Length: 0\r\n\r\n")

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@contextlib.contextmanager
def listening() -> Iterator[ListeningServer]:
    """A server for as long as a test lasts, proved to hear."""
    server = ListeningServer()
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as probe:
            probe.sendall(b"GET /probe HTTP/1.0\r\n\r\n")
            probe.recv(100)
        assert server.heard == ["GET /probe HTTP/1.0"]
        server.heard.clear()
        yield server
    finally:
        server.close()
