"""What commands without a window say: results on the standard output, complaints on the standard error."""

from __future__ import annotations

import json
import os
import re
import sys

from viewer.export.writing import as_bytes

CLEAR_LINE = "\r\x1b[K" if os.name == "posix" else f"\r{' ' * 79}\r"
"""Takes away what a terminal shows in the line where the cursor is; the console of Windows may know no escapes."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What a file's name may hold and a terminal would obey."""


class OutputLost(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The standard output takes no more, a full disk for instance: why, in words. A pipe that was closed is no such."""


def write(content: str | bytes) -> None:
    """Write text in UTF-8 whatever the terminal's encoding, and line ends as they are.

    Raises:
        BrokenPipeError: whoever read it wants no more.
        OutputLost: it cannot be written.
    """
    try:
        sys.stdout.buffer.write(as_bytes(content))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost(f"The results cannot be written: {error.strerror or error}.") from error


def write_json(value: dict[str, object]) -> None:
    """Write a value as one line of JSON. Raises what ``write`` does."""
    line = json.dumps(value, ensure_ascii=False) + "\n"
    # A lone surrogate (a file name that is no UTF-8) becomes the escape that JSON has for it.
    write(line.encode("utf-8", "backslashreplace"))


def complain(what: str) -> None:
    """Say what went wrong, in one line; on a terminal in place of a line that says how far things have come."""
    before = CLEAR_LINE if sys.stderr.isatty() else ""
    said = _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), what)
    sys.stderr.write(f"{before}verbale: {said}\n")
    sys.stderr.flush()
