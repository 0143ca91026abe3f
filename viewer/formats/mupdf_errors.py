"""What MuPDF's errors mean: it tells them apart by their words only."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_OUT_OF_MEMORY = re.compile(r"malloc|calloc|realloc|out of memory|Overly large image|dimensions might overflow")
"""What MuPDF says when it is not given memory, or would have to ask for more than it counts."""
_UNKNOWN_PROTECTION = re.compile(r"unknown encryption (?:handler|version|method)|unknown crypt")
"""Of a PDF that is encrypted for certificates (ISO 32000-1, 7.6.4) or by a program's own handler (7.6.1)."""


@contextlib.contextmanager
def memory_errors() -> Generator[None]:
    """Raise MuPDF's own words for want of memory as what they mean."""
    try:
        yield
    except Exception as error:
        raise_if_out_of_memory(error)
        raise


def raise_if_out_of_memory(error: BaseException) -> None:
    """Raise MemoryError where that is what an error, or one behind it, says."""
    for each in _behind(error):
        if _OUT_OF_MEMORY.search(str(each)):
            raise MemoryError(str(each)) from error


def is_of_unknown_protection(error: BaseException) -> bool:
    """Whether a PDF cannot be opened because it is protected in another way than by a password."""
    return any(_UNKNOWN_PROTECTION.search(str(each)) for each in _behind(error))


def _behind(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
