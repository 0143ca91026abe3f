"""How messages cross the pipe between the window's process and a worker.

Messages are pickled; the pixels of a tile follow their message as they are, so that megabytes are not copied into a
pickle and out again. A worker reads untrusted documents, so what it sends is unpickled with the messages' own types
and nothing else.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from viewer.workers.messages import Reply, Tile

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ALLOWED_MODULES = ("viewer.model.", "viewer.workers.messages")
ALLOWED_NAMES = {("array", "array"), ("array", "_array_reconstructor")}
"""Glyph boxes are an ``array``."""


class _MessageUnpickler(pickle.Unpickler):
    """Builds messages and the model's words, and refuses everything else."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - as the standard library has it
        """A type that messages are made of.

        Raises:
            pickle.UnpicklingError: it is another one.
        """
        if module_name.startswith(ALLOWED_MODULES) or (module_name, global_name) in ALLOWED_NAMES:
            return super().find_class(module_name, global_name)
        raise pickle.UnpicklingError(f"a message may not hold {module_name}.{global_name}")


class Channel:
    """One end of the pipe. ``receive`` raises EOFError or OSError when the other end is gone."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self.connection = connection

    def send(self, message: object) -> None:
        """Send a message.

        Raises:
            OSError: the other end is gone.
        """
        pixels: bytes | None = None
        if isinstance(message, Reply) and isinstance(message.answer, Tile):
            pixels = message.answer.pixels
            message = replace(message, answer=replace(message.answer, pixels=b""))
        self.connection.send_bytes(pickle.dumps(message, protocol=5))
        if pixels is not None:
            self.connection.send_bytes(pixels)

    def receive(self) -> object:
        """The next message; waits for it.

        Raises:
            EOFError: the other end is gone.
            OSError: the other end is gone.
            pickle.UnpicklingError: it is not a message.
        """
        message: object = _MessageUnpickler(io.BytesIO(self.connection.recv_bytes())).load()
        if isinstance(message, Reply) and isinstance(message.answer, Tile):
            return replace(message, answer=replace(message.answer, pixels=self.connection.recv_bytes()))
        return message

    def poll(self, timeout: float | None = 0) -> bool:
        """Whether a message (or the end) is there, waiting up to ``timeout`` seconds for it, None for ever."""
        return self.connection.poll(timeout)

    def close(self) -> None:
        """Close this end."""
        self.connection.close()
