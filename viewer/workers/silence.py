"""How long a worker process has been silent, less what it has waited meanwhile for a processor that others had."""

from __future__ import annotations

import time
from pathlib import Path

MOST_OF_IT_WAITING = 0.9
"""The share of a silence that is forgiven for waiting: at most ten times the patience passes."""


class Silence:
    """The silence of a process since it was ``broken``. A worker that yields to everybody is not taken for hanging."""

    def __init__(self, pid: int) -> None:
        self._statistics = Path(f"/proc/{pid}/schedstat")
        self.broken()

    def broken(self) -> None:
        """There is word of the process, or it is given something to do."""
        self._since, self._waited = time.monotonic(), self._wait_so_far()

    def seconds(self) -> float:
        """Seconds of silence that are the process's own."""
        passed = time.monotonic() - self._since
        return passed - min(self._wait_so_far() - self._waited, MOST_OF_IT_WAITING * passed)

    def _wait_so_far(self) -> float:
        """Seconds in a queue for a processor since the process began; 0 where the system does not say."""
        try:
            return int(self._statistics.read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0
