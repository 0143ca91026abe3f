"""What a reader feels, measured inside a real window that is drawn in memory; run as a program of its own.

    python -m tests.bench.window FILE WHAT

Prints one JSON object. ``gaps`` are those of a 4 ms timer in the window's process, in milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

TIMER_MS = 4
PAGE_DOWN_HZ, WHEEL_HZ = 25, 30
SETTLING = 60.0
"""Seconds that anything may take before it is given up, the reading of a document aside."""
READING = 0.1
"""Seconds that a page may take until the document is read and understood, on a loaded machine."""
LOOKING = 1.0
"""Seconds that a reader looks at a page before going to another."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.program import Program


class Clock:
    """Notes when a 4 ms timer fires."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415 - Qt when the environment is set

        self.fired: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.fired.append(time.perf_counter()))
        self._timer.start(TIMER_MS)

    def gaps(self, begin: float, end: float) -> list[float]:
        """Milliseconds between two firings, within a stretch of time."""
        within = [at for at in self.fired if begin <= at <= end]
        return [1000 * (later - at) for at, later in pairwise(within)]


class Bench:
    """A window with one document, and what is done in it."""

    def __init__(self, program: Program) -> None:
        """Wait for the document.

        Raises:
            CannotOpen: the file is refused.
        """
        from tests.bench.witness import Witness  # noqa: PLC0415 - Qt when the environment is set
        from viewer.session.changes import OpenRefused  # noqa: PLC0415 - as above

        self.program = program
        self.clock = Clock()
        refused: list[OpenRefused] = []
        stop = program.session.changes.subscribe(
            lambda change: refused.append(change) if isinstance(change, OpenRefused) else None
        )
        self.pump(lambda: self.view is not None or bool(refused))
        stop()
        if refused:
            raise refused[0].error
        self.witness = Witness(self.view)

    @property
    def view(self):
        """The view in front."""
        return self.program.window.tabs.current_view

    def pump(self, until: Callable[[], bool], seconds: float = SETTLING) -> float:
        """Let the window work until something is so; gives the seconds that took."""
        from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415 - as above

        begun = time.perf_counter()
        while not until() and time.perf_counter() - begun < seconds:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return time.perf_counter() - begun

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        self.pump(lambda: False, seconds)

    def read_on(self) -> None:
        """Let the document be read and understood to its end.

        Raises:
            TimeoutError: it takes too long, and whatever is measured then is not what is meant.
        """
        document = self.program.session.current
        self.pump(lambda: document.reading_has_ended, SETTLING + READING * document.page_count)
        if not document.reading_has_ended:
            raise TimeoutError(f"{document.path.name} has not been understood")

    def drive(self, send: Callable[[], None], hz: float, seconds: float) -> dict[str, float]:
        """Do something time and again; gives what there was to see, and how long it took to be sharp after."""
        first = self.view.place.page
        begun, step = time.perf_counter(), 0
        while time.perf_counter() - begun < seconds:
            send()
            step += 1
            self.rest(max(0.0, begun + step / hz - time.perf_counter()))
        stopped = time.perf_counter()
        return {
            "pages": self.view.place.page - first,
            **self.witness.passed(begun, stopped),
            "sharp ms": self.sharp_since(stopped),
        }

    def sharp_since(self, begin: float) -> float:
        """Milliseconds from ``begin`` until all that is in view has been painted sharp; 0 where it had been before."""
        if self.witness.paintings[-1].sharp > 0.999:
            return 0.0
        self.pump(lambda: self.witness.first(begin, sharp=True) is not None)
        return self.witness.first(begin, sharp=True) or 1000 * SETTLING

    def page_down(self, seconds: float) -> dict[str, float]:
        """Hold Page Down."""
        bar = self.view.verticalScrollBar()
        return self.drive(lambda: bar.setValue(bar.value() + self.view.viewport().height() - 48), PAGE_DOWN_HZ, seconds)

    def wheel(self, seconds: float) -> dict[str, float]:
        """Turn the wheel without a pause."""
        bar = self.view.verticalScrollBar()
        return self.drive(lambda: bar.setValue(bar.value() + 144), WHEEL_HZ, seconds)

    def go_to(self, page: int) -> tuple[float, float]:
        """Milliseconds until a page is painted, if only small, and until all of it that is in view is sharp."""
        from viewer.session.changes import ViewPlace  # noqa: PLC0415 - as above

        self.rest(LOOKING)
        begun = time.perf_counter()
        self.program.session.current.go_to(ViewPlace(page))
        self.pump(lambda: self.witness.first(begun, sharp=True) is not None)
        return tuple(self.witness.first(begun, sharp=sharp) or 1000 * SETTLING for sharp in (False, True))

    def find(self, words: str) -> float:
        """Milliseconds until words are found."""
        search = self.program.session.current.search
        search.find(words)
        return round(1000 * self.pump(lambda: bool(search.state.hits)), 1)

    def memory(self) -> tuple[int, int]:
        """Megabytes of this process and all that it has started: PSS, and what of it is no file's.

        The first grows, too, when another program that has the same libraries loaded ends.
        """
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except OSError:
                continue
        ours, total, own = {os.getpid()}, 0, 0
        while grown := {pid for pid, parent in parents.items() if parent in ours} - ours:
            ours |= grown
        for pid in ours:
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                total += int(rollup.partition("Pss:")[2].split()[0])
                own += int(rollup.partition("Pss_Anon:")[2].split()[0])
            except (OSError, IndexError):
                continue
        return round(total / 1024), round(own / 1024)


def summary(gaps: list[float]) -> dict[str, float]:
    """What the table shows of gaps."""
    ordered = sorted(gaps) or [0.0]

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return {"n": len(gaps), "p99": at(0.99), "p999": at(0.999), "max": round(ordered[-1], 1)}


def idle(bench: Bench, _word: str) -> dict[str, object]:
    """The control: a window with a document that is read, and nobody in front of it."""
    bench.read_on()
    bench.rest(1.0)
    begun = time.perf_counter()
    bench.rest(10.0)
    return {"gaps": summary(bench.clock.gaps(begun, time.perf_counter()))}


def use(bench: Bench, word: str) -> dict[str, object]:
    """From the first page on: reading, Page Down, wheel, going, finding, zooming."""
    begun = time.perf_counter()
    found: dict[str, object] = {"page down": bench.page_down(4.0), "wheel": bench.wheel(3.0)}
    count = bench.program.session.current.page_count
    shown, sharp = zip(*(bench.go_to(round(count * share)) for share in (0.95, 0.7, 0.3, 0.85, 0.6)), strict=True)
    found |= {"go to, first seen ms": shown, "go to, sharp ms": sharp}
    if word:
        found["find ms"] = bench.find(word)
    for _ in range(10):
        bench.view.zoom_in()
        bench.rest(0.05)
    found["zoom, sharp ms"] = bench.sharp_since(time.perf_counter())
    bench.read_on()
    found["gaps"] = summary(bench.clock.gaps(begun, time.perf_counter()))
    return found


def memory(bench: Bench, _word: str) -> dict[str, object]:
    """After the document is read and understood, after 200 pages, and after all."""
    bench.read_on()
    found: dict[str, object] = {"read": bench.memory()}
    count = bench.program.session.current.page_count
    for goal in (200, count):
        while bench.view.place.page < min(goal, count) - 3:
            bench.page_down(0.5)
        bench.rest(1.0)
        found[f"{goal} pages"] = bench.memory()
    return found


WHAT = {"idle": idle, "use": use, "memory": memory}


def main() -> None:
    """Measure one thing."""
    path, what, *word = sys.argv[1:]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415 - before Qt, as the program does

        host = WorkerHost(WorkerRole.INTERACTIVE)
        host.start(early=True)
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

        from viewer.ui.program import Program  # noqa: PLC0415 - as above

        app = QApplication([sys.argv[0]])
        app.setStyle("Fusion")
        program = Program(host, [Path(path)], alone=True)
        program.window.resize(1600, 1000)
        program.show()
        try:
            bench = Bench(program)
            bench.pump(lambda: bench.view.shows_something and program.window.panes.is_furnished)
            print(json.dumps(WHAT[what](bench, *(word or [""]))))
        finally:
            program.window.close()
            program.close()
            host.close()


if __name__ == "__main__":
    main()
