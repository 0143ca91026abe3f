"""How far a command has come, in one line on the standard error, where that is a terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

from viewer.session.commands.terminal import CLEAR_LINE

EVERY_SECONDS = 0.2
USUAL_COLUMNS = 80
FIRST_GUESS_AFTER = 5.0
"""Seconds after which it is said how long the rest will take."""


class Progress:
    """The line, which is taken away while other lines are written."""

    def __init__(self, total: int, terminal: TextIO | None = None) -> None:
        self._total = total
        self._terminal = terminal if terminal is not None else sys.stderr
        self._shown = False
        self._wanted = total > 1 and self._terminal.isatty()
        self._began = time.monotonic()
        self._said = 0.0
        self.done = 0
        self.failed = 0
        self.passed_over = 0

    def step(self, *, failed: bool = False, passed_over: bool = False) -> None:
        """One more file is done."""
        self.done += 1
        self.failed += failed
        self.passed_over += passed_over
        now = time.monotonic()
        if self._wanted and (now - self._said >= EVERY_SECONDS or self.done == self._total):
            self._said = now
            self.show(now)

    def show(self, now: float) -> None:
        """Write the line."""
        parts = [f"{self.done:,} of {self._total:,} files"]
        if self.failed:
            parts.append(f"{self.failed:,} could not be read")
        if self.passed_over:
            parts.append(f"{self.passed_over:,} of other kinds")
        passed = now - self._began
        if passed >= FIRST_GUESS_AFTER and self.done < self._total:
            parts.append(f"{_in_words(passed / self.done * (self._total - self.done))} left")
        self._terminal.write(CLEAR_LINE + ", ".join(parts)[: self._columns() - 1])
        self._terminal.flush()
        self._shown = True

    def _columns(self) -> int:
        """How wide the terminal is; a line that went on in the next could not be taken away."""
        try:
            return os.get_terminal_size(self._terminal.fileno()).columns or USUAL_COLUMNS
        except OSError:  # it has no size, or is none of the system's
            return USUAL_COLUMNS

    def clear(self) -> None:
        """Take the line away, so that another can be written."""
        if self._shown:
            self._terminal.write(CLEAR_LINE)
            self._terminal.flush()
            self._shown = False


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {round(minutes / 60)} h"
