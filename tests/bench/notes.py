"""What fifty thousand notes on one document cost, beside fifty: python -m tests.bench notes."""

from __future__ import annotations

import statistics
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import make_anchor
from viewer.annotations.notebook import NoteChange
from viewer.annotations.store import NoteQuery
from viewer.model.annotation import Annotation, AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.notes import now

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


def measure(bench: Bench, counts: tuple[int, int] = (FEW, MANY)) -> None:
    """Load, filter, add, delete, scroll, mark, find; each with the ratio to few notes."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only this part of the bench needs Qt

    app = QApplication.instance() or QApplication([])
    found: dict[str, list[float]] = {}
    for count in counts:
        for what, took in _of(bench, app, count).items():
            found.setdefault(what, []).append(took)
    for what, (few, many) in found.items():
        bench.row(f"{what}, {counts[1]:,} notes", f"{many:.1f} ms", f"{few:.1f} ms of {counts[0]}; x {many / few:.1f}")


def _of(bench: Bench, app: object, count: int) -> dict[str, float]:
    from session.fakes import Reader  # noqa: PLC0415 - found by the path set above

    from viewer.ui.page.ribbon import Ribbon  # noqa: PLC0415
    from viewer.ui.panels.notes_panel import NotesPanel  # noqa: PLC0415

    def done(condition: Callable[[], object]) -> None:
        while not condition():
            reader.run_posted()
            app.processEvents()  # type: ignore[attr-defined]
            time.sleep(0.001)

    folder = bench.folder / f"notes-{count}"
    folder.mkdir()
    reader = Reader(folder)
    pages = [WORDS * 5] * PAGES
    document = reader.read_file(pages)
    panel = NotesPanel(reader.session)
    panel.resize(344, 800)
    panel.show()
    length = len(document.text)
    took: dict[str, float] = {}
    panel.hide()
    changes: list[NoteChange] = []
    for number in range(count):
        start = number * (length - 60) // count
        anchor = make_anchor(document.text, Span(start, start + 40), ())
        time_made = now()
        note = Annotation(
            str(uuid.uuid4()), AnnotationKind.HIGHLIGHT, anchor, HighlightColor.YELLOW, f"note {number}", ("claim",),
            "", time_made, time_made,
        )  # fmt: skip
        changes.append(NoteChange(None, note))
    begun = time.perf_counter()
    document.notes.make_corrections(changes)
    done(lambda: not document.notes.notebook.unsaved)
    took["written in one transaction"] = 1000 * (time.perf_counter() - begun)
    reader.session.close(document.number)
    begun = time.perf_counter()
    document = reader.read_file(pages)
    took["loaded and placed"] = 1000 * (time.perf_counter() - begun)
    begun = time.perf_counter()
    panel.show()
    panel.refresh()
    app.processEvents()  # type: ignore[attr-defined]
    took["panel shown"] = 1000 * (time.perf_counter() - begun)
    begun = time.perf_counter()
    while panel.folding.isActive():
        app.processEvents()  # type: ignore[attr-defined]
    took["words folded in pauses"] = 1000 * (time.perf_counter() - begun) + 0.01
    for words in ("n", "no", "note 1", ""):
        steps = []
        begun = before = time.perf_counter()
        panel.filter_field.setText(words)
        while panel._sifting.goes_on or len(steps) < 3:
            app.processEvents()  # type: ignore[attr-defined]
            steps.append(time.perf_counter() - before)
            before = time.perf_counter()
        took[f"filter “{words}”, longest step"] = 1000 * max(steps)
        took[f"filter “{words}”, until listed"] = 1000 * (time.perf_counter() - begun)
    ribbon = Ribbon(document, reader.session)
    ribbon.resize(18, 800)
    begun = time.perf_counter()
    ribbon.grab()
    took["ribbon painted"] = 1000 * (time.perf_counter() - begun)
    adding, deleting, editing = [], [], []
    for number in range(20):
        begun = time.perf_counter()
        note = document.notes.highlight(Span(length // 2 + number, length // 2 + 50), HighlightColor.RED)
        app.processEvents()  # type: ignore[attr-defined]
        adding.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        document.notes.edit(note.id, body="words")
        app.processEvents()  # type: ignore[attr-defined]
        editing.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        document.notes.delete([note.id])
        app.processEvents()  # type: ignore[attr-defined]
        deleting.append(time.perf_counter() - begun)
    for what, times in (("note added", adding), ("note edited", editing), ("note deleted", deleting)):
        took[what] = 1000 * statistics.median(times)
    bar = panel.list.verticalScrollBar()
    gaps = []
    for step in range(60):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * step // 60)
        panel.list.viewport().repaint()
        gaps.append(time.perf_counter() - begun)
    took["scrolled far, worst of 60 steps"] = 1000 * max(gaps)
    begun = time.perf_counter()
    answers: list[object] = []
    reader.store.find_notes(NoteQuery("wells note 1"), answers.append)
    done(lambda: answers)
    took["all notes searched"] = 1000 * (time.perf_counter() - begun)
    panel.close()
    reader.close()
    return took
