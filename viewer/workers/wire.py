"""How messages cross the pipe between the window's process and a worker.

Messages are pickled; the pixels of a tile follow their message as they are, so that megabytes are not copied into a
pickle and out again. A worker reads untrusted documents, so what it sends is unpickled with the messages' own types
and nothing else.
"""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import pickle
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from viewer.workers.messages.answers import Tile
from viewer.workers.messages.envelopes import Reply

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, PipeConnection

ALLOWED_PACKAGES = ("viewer.workers.messages.", "viewer.model.")
ALLOWED_NAMES = {("array", "array"), ("array", "_array_reconstructor")}
"""Glyph boxes are an ``array``."""
LARGEST_TILE = 1 << 30
"""Bytes of pixels that are taken: what a worker claims must not push the window's process out of memory."""


class _MessageUnpickler(pickle.Unpickler):
    """Builds messages and the model's words, and refuses everything else."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - as the standard library has it
        """A type that messages are made of.

        Raises:
            pickle.UnpicklingError: it is another one.
        """
        if (module_name, global_name) in ALLOWED_NAMES:
            return super().find_class(module_name, global_name)
        if module_name.startswith(ALLOWED_PACKAGES):
            found = super().find_class(module_name, global_name)
            # Not what these modules have imported: through a dot in a name one would get from them to anything.
            if isinstance(found, type) and (found.__module__, found.__qualname__) == (module_name, global_name):
                return found
        raise pickle.UnpicklingError(f"a message may not hold {module_name}.{global_name}")


def loaded(data: bytes) -> object:
    """What was pickled: messages and the model's words.

    Raises:
        pickle.UnpicklingError: it is damaged, or something else.
    """
    try:
        return _MessageUnpickler(io.BytesIO(data)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a damaged pickle raises nearly anything
        raise pickle.UnpicklingError(f"not a message: {error!r}") from error


class Channel:
    """One end of the pipe. ``receive`` raises EOFError or OSError when the other end is gone."""

    def __init__(self, connection: Connection[Any, Any] | PipeConnection[Any, Any]) -> None:
        self.connection = connection

    def send(self, message: object) -> None:
        """Send a message.

        Raises:
            OSError: the other end is gone.
        """
        if isinstance(message, Reply) and isinstance(message.answer, Tile):
            pixels = message.answer.pixels
            bare = replace(message, answer=replace(message.answer, pixels=b""))
            self.connection.send_bytes(pickle.dumps((bare, len(pixels)), protocol=5))
            self._send_pixels(pixels)
        else:
            self.connection.send_bytes(pickle.dumps(message, protocol=5))

    def receive(self) -> object:
        """The next message; waits for it.

        Raises:
            EOFError: the other end is gone.
            OSError: the other end is gone.
            pickle.UnpicklingError: it is not a message.
        """
        message = loaded(self.connection.recv_bytes())
        match message:
            case (Reply(answer=Tile() as tile) as reply, int(size)):
                if size != tile.stride * tile.rect.height or size > LARGEST_TILE:
                    raise pickle.UnpicklingError(f"{size} bytes are no such tile: {tile.rect!r}")
                return replace(reply, answer=replace(tile, pixels=self._receive_pixels(size)))
            case _:
                return message

    # The connection's own methods build the bytes from many pieces: 5 ms for 8 MB, against 2 ms in place.

    def _send_pixels(self, pixels: bytes | memoryview) -> None:
        if sys.platform == "win32":
            self.connection.send_bytes(pixels)
            return
        left = memoryview(pixels)
        while left:
            left = left[os.write(self.connection.fileno(), left) :]

    def _receive_pixels(self, size: int) -> bytes | memoryview:
        if sys.platform == "win32":
            return self.connection.recv_bytes()
        if not size:
            return b""
        pixels = left = memoryview(_fresh_memory(size))
        while left:
            got = os.readv(self.connection.fileno(), [left])
            if not got:
                raise EOFError
            left = left[got:]
        return pixels

    def poll(self, timeout: float | None = 0) -> bool:
        """Whether a message (or the end) is there, waiting up to ``timeout`` seconds for it, None for ever."""
        return self.connection.poll(timeout)

    def close(self) -> None:
        """Close this end."""
        self.connection.close()


def _fresh_memory(size: int) -> mmap.mmap:
    """Memory that the system has back as soon as nobody uses it: of what malloc is given it keeps 30 MB for nothing."""
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a kernel without large pages
            memory.madvise(mmap.MADV_HUGEPAGE)  # else 2,500 small pages of a tile take 5 ms to be given
    return memory
