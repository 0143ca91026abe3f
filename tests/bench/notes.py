"""What fifty thousand notes on one document cost the window's thread, beside fifty: python -m tests.bench notes.

A step is what is done between two looks at the events: the function that was called, one that a thread has posted, or
one round of Qt's events. The longest of each is told; while it lasts, nothing is painted and no key is heard.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import make_anchor
from viewer.annotations.catalogue import NoteQuery
from viewer.annotations.notebook import NoteChange
from viewer.model.annotation import Annotation, AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.notes.document_notes import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.__main__ import Bench

TESTS = Path(__file__).parents[1]
for folder in (TESTS, TESTS / "workers"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

FEW, MANY = 50, 50_000
WORDS = "The wells of the northern districts were repaired in the autumn of that year, and the Mission is grateful. "
PAGES = 1000
REST = 0.3
"""Seconds without anything to do after which a thing is taken to be done."""


def measure(bench: Bench, part: str = "", counts: tuple[int, int] = (FEW, MANY)) -> None:
    """Load, filter, edit, select, recolour, delete, scroll, find, or a part of it; each with the ratio to few notes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[str, list[float]] = {}
    for count in counts:
        for what, took in _Run(bench, count).measured(part).items():
            found.setdefault(what, []).append(took)
    for what, (few, many) in found.items():
        bench.row(f"{what}, {counts[1]:,} notes", f"{many:.1f} ms", f"{few:.1f} ms of {counts[0]}; x {many / few:.1f}")


class _Run:
    """One document with so many notes, its panel and its ribbon."""

    def __init__(self, bench: Bench, count: int) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only this part of the bench needs Qt
        from session.fakes import Reader  # noqa: PLC0415 - found by the path set above

        from viewer.ui.page.ribbon import Ribbon  # noqa: PLC0415
        from viewer.ui.panels.notes.panel import NotesPanel  # noqa: PLC0415
        from viewer.ui.program import let_the_window_go_first  # noqa: PLC0415

        self.app = QApplication.instance() or QApplication([])
        let_the_window_go_first()
        self.count = count
        folder = bench.folder / f"notes-{count}"
        folder.mkdir()
        self.reader = Reader(folder)
        self.pages = [WORDS * 5] * PAGES
        self.document = self.reader.read_file(self.pages)
        self.panel = NotesPanel(self.reader.session)
        self.panel.resize(344, 800)
        self.make_ribbon = lambda: Ribbon(self.document, self.reader.session)
        self.took: dict[str, float] = {}

    # -- steps --------------------------------------------------------------------------------------------------------

    def timed(self, what: str, begin: Callable[[], object], until: Callable[[], object] | None = None) -> None:
        """Call a function and go on until something is so and nothing is left to do; keep the longest step."""
        steps: list[float] = []

        def step(function: Callable[[], object]) -> None:
            begun = time.perf_counter()
            function()
            steps.append(time.perf_counter() - begun)

        begun = time.perf_counter()
        step(begin)
        busy = time.perf_counter()
        while (until is not None and not until()) or time.perf_counter() - busy < REST:
            before = len(steps)
            while not self.reader._posted.empty():
                step(self.reader._posted.get())
            step(self.app.processEvents)  # type: ignore[attr-defined]
            if len(steps) > before + 1 or steps[-1] > 0.0005:
                busy = time.perf_counter()
            else:
                time.sleep(0.0005)
        self.took[f"{what}, longest step"] = max(self.took.get(f"{what}, longest step", 0.0), 1000 * max(steps))
        self.took[f"{what}, until done"] = 1000 * (busy - begun)

    def wait(self, condition: Callable[[], object]) -> None:
        """Go on until something is so."""
        while not condition():
            self.reader.run_posted()
            self.app.processEvents()  # type: ignore[attr-defined]
            time.sleep(0.001)

    # -- what is measured ---------------------------------------------------------------------------------------------

    def measured(self, part: str) -> dict[str, float]:
        """All of it in milliseconds, or one part."""
        self._load()
        parts = {
            "load": lambda: None,
            "filter": self._filter,
            "edit": self._edit,
            "many": self._many_at_once,
            "scroll": self._scroll,
            "find": self._find,
        }
        for name, measure_part in parts.items():
            if part in {"", name}:
                measure_part()
        self.panel.close()
        self.ribbon.close()
        self.reader.close()
        return self.took

    def _load(self) -> None:
        changes: list[NoteChange] = []
        length = len(self.document.text)
        for number in range(self.count):
            start = number * (length - 60) // self.count
            anchor = make_anchor(self.document.text, Span(start, start + 40), ())
            made = now()
            note = Annotation(
                str(uuid.uuid4()), AnnotationKind.HIGHLIGHT, anchor, HighlightColor.YELLOW, f"note {number}",
                ("claim",), "", made, made,
            )  # fmt: skip
            changes.append(NoteChange(None, note))
        self.document.notes.change(changes)
        self.wait(lambda: not self.document.notes.notebook.unsaved)
        self.reader.session.close(self.document.number)

        self.panel.show()
        self.wait(lambda: True)

        def read() -> None:
            self.document = self.reader.open("note.pdf", PAGES)

        self.timed("opened", read)
        # What the stand-in of the worker says comes in one piece; the program's comes page by page.
        self.reader.read(self.document, self.pages)
        self.ribbon = self.make_ribbon()
        self.ribbon.resize(18, 800)
        self.ribbon.show()
        self.timed(
            "loaded and placed",
            lambda: None,
            lambda: len(self.panel.notes) == self.count and not self.panel.listing.folding.isActive(),
        )

    def _filter(self) -> None:
        from viewer.ui.panels.notes.filter import Facets  # noqa: PLC0415

        for words in ("n", "no", "note 1", ""):
            self.timed(f"filter “{words}”", lambda words=words: self.panel.filter_field.setText(words))
        for facet in Facets.ALL:
            self.timed("filter menu", lambda facet=facet: self.panel.filters.fill(facet))
        for _ in range(2):  # chosen, and taken back
            self.timed("filter by colour", lambda: self.panel.filters.toggle(Facets.COLOR, HighlightColor.YELLOW.value))
        self.timed("panel shown again", lambda: (self.panel.hide(), self.panel.show()))

    def _edit(self) -> None:
        notes, length = self.document.notes, len(self.document.text)
        found: dict[str, list[float]] = {"note added": [], "note edited": [], "note deleted": []}

        def add(number: int) -> str:
            return notes.highlight(Span(length // 2 + number, length // 2 + 50), HighlightColor.RED).id  # type: ignore[union-attr]

        for number in range(20):
            made: list[str] = []
            self.timed("note added", lambda number=number, made=made: made.append(add(number)))
            self.timed("note edited", lambda made=made: notes.edit(made[0], body="words"))
            self.timed("note deleted", lambda made=made: notes.delete(made))
            for what, times in found.items():
                times.append(self.took.pop(f"{what}, longest step"))
                self.took.pop(f"{what}, until done")
        for what, times in found.items():
            self.took[f"{what}, longest step, median of 20"] = statistics.median(times)
            self.took[f"{what}, longest step, worst of 20"] = max(times)

    def _many_at_once(self) -> None:
        notes = self.document.notes

        def saved() -> bool:
            return not notes.notebook.unsaved

        self.panel.list.setFocus()
        self.timed("Ctrl+A", self.panel.list.selectAll)
        self.timed("another selected", lambda: self.panel.show_note(notes.annotations[self.count // 2].id))
        self.panel.list.selectAll()
        self.timed("all recoloured", lambda: notes.recolor(self.panel.selected, HighlightColor.BLUE), saved)
        self.timed("recolouring undone", notes.undo, saved)
        self.timed("all deleted", self.panel.delete_selected, saved)
        self.timed("deleting undone", notes.undo, saved)
        self.timed("all tagged", lambda: notes.retag([note.id for note in notes.annotations], add=["water"]), saved)

    def _scroll(self) -> None:
        bar = self.panel.list.verticalScrollBar()
        gaps = []
        for step in range(60):
            begun = time.perf_counter()
            bar.setValue(bar.maximum() * step // 60)
            self.panel.list.viewport().repaint()
            gaps.append(time.perf_counter() - begun)
        self.took["scrolled far, worst of 60 steps"] = 1000 * max(gaps)

    def _find(self) -> None:
        begun = time.perf_counter()
        answers: list[object] = []
        self.reader.store.find_notes(NoteQuery("wells note 1"), answers.append)
        self.wait(lambda: answers)
        self.took["all notes searched"] = 1000 * (time.perf_counter() - begun)
