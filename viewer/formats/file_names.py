"""The names of files for libraries written in C, which take them in UTF-8."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def name_in_utf8(path: str) -> Generator[str]:
    """A name in UTF-8 under which a file can be opened while the block lasts: its own where that is one.

    Linux takes any bytes for a name, and Python has lone surrogates for those that are no UTF-8. Such a file is named
    as one that this process has open; what opens it by that name reads it from its beginning.

    Raises:
        OSError: a file with a name that is no UTF-8 cannot be read.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        with Path(path).open("rb") as file:
            yield f"/proc/self/fd/{file.fileno()}"
    else:
        yield path
