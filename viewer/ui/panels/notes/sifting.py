"""Many notes put through a filter a few at a time, so that typing into it is never held up."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.session.notes.order import NotesInOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from viewer.model.annotation import Annotation
    from viewer.session.notes.order import Key
    from viewer.ui.panels.notes.filter import NoteCounts, NoteTexts

SLICE_SECONDS = 0.006
"""What is done between two events: the other 10 ms of a frame are for painting and typing."""
AT_ONCE = 50
"""Notes between two looks at the clock: 2 ms where their words have not been folded yet."""
FOLDED_AT_ONCE = 100
"""Notes that are folded between two events: about 3 ms."""
FORGOTTEN_AT_ONCE = 500
"""Notes that are counted no more between two events: about as long."""
SLOW_SECONDS = 0.3
"""After which the reader is told that something goes on."""


class NoteSifting(QObject):
    """Lists the notes that pass a test, in slices of a few milliseconds. ``done`` gives the list.

    Only the last run that was started ends; ``slow`` is told once in a run that takes its time.
    """

    done = Signal(NotesInOrder)
    slow = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: Iterator[tuple[Key, Annotation]] = iter(())
        self._passes: Callable[[Annotation], bool] = bool
        self._listed = NotesInOrder()
        self._slow_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._sift_some)

    @property
    def goes_on(self) -> bool:
        """Whether a run has been started and has not ended."""
        return self._timer.isActive()

    def start(self, notes: NotesInOrder, passes: Callable[[Annotation], bool]) -> None:
        """Begin with these notes, which nobody changes; what another run has found is forgotten."""
        self._left, self._passes, self._listed = notes.pairs(), passes, NotesInOrder()
        self._slow_at = perf_counter() + SLOW_SECONDS
        self._timer.start()

    def stop(self) -> None:
        """Forget the run."""
        self._timer.stop()
        self._left = iter(())

    def _sift_some(self) -> None:
        begun = perf_counter()
        passes, append = self._passes, self._listed.append
        while (now := perf_counter()) - begun < SLICE_SECONDS:
            some = list(islice(self._left, AT_ONCE))
            if not some:
                self._timer.stop()
                self.done.emit(self._listed)
                return
            for key, note in some:
                if passes(note):
                    append(key, note)
        if now > self._slow_at:
            self._slow_at = float("inf")
            self.slow.emit()


class NoteFolding(QTimer):
    """Makes many notes ready to be filtered, a few between two events, while nothing is sifted.

    Their words are folded, and they are counted.
    """

    def __init__(
        self, notes: Callable[[], Sequence[Annotation]], texts: NoteTexts, counts: NoteCounts, sifting: NoteSifting
    ) -> None:
        """``notes`` gives the notes that there are."""
        super().__init__(sifting)
        self._notes, self._texts, self._counts, self._sifting = notes, texts, counts, sifting
        self._left: Iterator[Annotation] = iter(())
        self._gone: Iterator[str] | None = None
        self.setInterval(0)
        self.timeout.connect(self._fold_some)

    def begin(self) -> None:
        """Fold and count the notes that there are now, and no others any more."""
        self._left, self._gone = iter(self._notes()), None
        self.start()

    def count_the_rest(self) -> NoteCounts:
        """Count at once the notes that have not been yet."""
        rest = list(self._left)
        for note in rest:
            self._counts.put(note)
        self._left = iter(rest)
        for gone in self._counts.others_than(self._notes()):
            self._counts.discard(gone)
        return self._counts

    def _fold_some(self) -> None:
        if self._sifting.goes_on:
            return
        for note in (some := list(islice(self._left, FOLDED_AT_ONCE))):
            self._texts.of(note)
            self._counts.put(note)
        if some:
            return
        if self._gone is None:
            self._gone = iter(self._counts.others_than(self._notes()))
        for gone in (forgotten := list(islice(self._gone, FORGOTTEN_AT_ONCE))):
            self._counts.discard(gone)
        if not forgotten:
            self.stop()
