"""How long a process has been silent or at work, less what it has waited meanwhile for a processor that others had."""

from __future__ import annotations

import contextlib
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
        return _waited(self._statistics)


def of_its_own(passed: float, group: int, processes: Path = Path("/proc")) -> float:
    """Those of the ``passed`` seconds for which a group of processes has not waited for a processor.

    What counts is the process of the group that has waited longest. It looks at every process of the system.
    """
    waited = 0.0
    for status in processes.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
            if int(status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[2]) == group:
                waited = max(waited, _waited(status.with_name("schedstat")))
    return passed - min(waited, MOST_OF_IT_WAITING * passed)


def _waited(statistics: Path) -> float:
    try:
        return int(statistics.read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
