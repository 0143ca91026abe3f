"""What commands without a window say: results on the standard output, complaints on the standard error."""

from __future__ import annotations

import json
import os
import sys

from viewer.export.writing import as_bytes

CLEAR_LINE = "\r\x1b[K" if os.name == "posix" else f"\r{' ' * 79}\r"
"""Takes away what a terminal shows in the line where the cursor is; the console of Windows may know no escapes."""


def write(content: str | bytes) -> None:
    """Write text in UTF-8 whatever the terminal's encoding, and line ends as they are."""
    sys.stdout.buffer.write(as_bytes(content))
    sys.stdout.buffer.flush()


def write_json(value: dict[str, object]) -> None:
    """Write a value as one line of JSON."""
    line = json.dumps(value, ensure_ascii=False) + "\n"
    # A lone surrogate (a file name that is no UTF-8) becomes the escape that JSON has for it.
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def complain(what: str) -> None:
    """Say what went wrong; on a terminal in place of a line that says how far things have come."""
    before = CLEAR_LINE if sys.stderr.isatty() else ""
    sys.stderr.write(f"{before}verbale: {what}\n")
    sys.stderr.flush()
