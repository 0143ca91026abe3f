"""A reader marks passages, and finds the marks again whatever happened to the program or the file."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from viewer.annotations.database import Database, NotesUnavailable
from viewer.export.table import exporter_named
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.document import SectionKind
from viewer.model.text import Span
from viewer.session.notes.exporting import gathered
from viewer.session.settings import NOTES_FILE, data_folder
from viewer.ui.dialogs.parting import Parting

ROOT = Path(__file__).parents[2]
PASSAGE = "Генеральной Ассамблеи"


def select(document, words: str) -> Span:
    """Select the first place where words stand."""
    start = str(document.text).index(words)
    span = Span(start, start + len(words))
    document.select_span(span)
    return span


def test_a_digit_marks_the_selection_and_n_writes_about_it(reader, sample_pdf):
    document = reader.open(sample_pdf)
    view = reader.view
    span = select(document, PASSAGE)
    reader.trigger("go_to_page")
    QTest.keyClick(reader.window.reading_bar.page_field, Qt.Key.Key_3)
    assert document.notes.annotations == (), "in a field it is only typed"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_3)
    assert [note.anchor.span for note in document.notes.annotations] == [span]
    assert document.notes.annotations[0].color is HighlightColor.BLUE
    assert document.selection is None
    select(document, "Совета Безопасности")
    QTest.keyClick(view, Qt.Key.Key_N)
    assert len(document.notes.annotations) == 2
    assert reader.window.panes.right.currentWidget() is reader.window.panes.notes
    reader.wait(lambda: not document.notes.notebook.unsaved)


def test_a_mark_is_seen_on_the_page(reader, sample_pdf):
    document = reader.open(sample_pdf)
    span = select(document, PASSAGE)
    document.go_to(span, pulse=False)
    reader.settle()
    document.clear_selection()
    page, part = next(iter(document.text.by_page(span)))
    rect = reader.view.rect_in_view(page, reader.view.marks.rects_of(page, part)[0]).toRect().adjusted(1, 1, -1, -1)
    before = reader.view.viewport().grab(rect).toImage()
    document.notes.highlight(span, HighlightColor.YELLOW)
    after = reader.view.viewport().grab(rect).toImage()
    white = sum(before.pixelColor(x, y).blue() > 240 for x in range(rect.width()) for y in range(rect.height()))
    left = sum(after.pixelColor(x, y).blue() > 240 for x in range(rect.width()) for y in range(rect.height()))
    assert white > rect.width()
    assert left == 0


def test_notes_on_section_page_and_document_are_undone_and_redone(reader, sample_pdf):
    document = reader.open(sample_pdf)
    for action in ("note_section", "note_page", "note_document"):
        reader.trigger(action)
    assert {note.kind for note in document.notes.annotations} == {
        AnnotationKind.SECTION,
        AnnotationKind.PAGE,
        AnnotationKind.DOCUMENT,
    }
    reader.window.focus_page()
    for left in (2, 1, 0):
        reader.trigger("undo")
        assert len(document.notes.annotations) == left
    reader.trigger("redo")
    assert len(document.notes.annotations) == 1
    note = document.notes.annotations[0]
    document.notes.edit(note.id, body="words", tags=("question", "water"))
    document.notes.recolor([note.id], HighlightColor.VIOLET)
    changed = document.notes.find(note.id)
    assert (changed.body, changed.tags, changed.color) == ("words", ("question", "water"), HighlightColor.VIOLET)
    document.notes.delete([note.id])
    assert document.notes.annotations == ()
    reader.trigger("undo")
    assert document.notes.find(note.id) == changed


def test_notes_are_there_after_closing_and_in_a_moved_and_renamed_file(start_program, sample_pdf, tmp_path):
    copy = tmp_path / "first.pdf"
    shutil.copy(sample_pdf, copy)
    reader = start_program()
    document = reader.open(copy)
    span = select(document, PASSAGE)
    note = document.notes.highlight(span, HighlightColor.GREEN, body="перечитать")
    reader.close()

    moved = tmp_path / "elsewhere" / "renamed.pdf"
    moved.parent.mkdir()
    copy.rename(moved)
    again = start_program()
    document = again.open(moved)
    assert [(kept.id, kept.body, kept.anchor.span) for kept in document.notes.annotations] == [
        (note.id, "перечитать", span)
    ]


def test_notes_outlive_a_killed_program(start_program, sample_pdf):
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("annotating_process.py")), str(sample_pdf), PASSAGE, "Mongolia"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=None,
        text=True,
    )
    try:
        assert process.stdout.readline() == "kept\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        process.stdout.close()
    document = start_program().open(sample_pdf)
    bodies = [note.body for note in document.notes.annotations]
    assert {"note 0", "note 1"} <= set(bodies)
    assert len(bodies) == len(set(bodies))


def test_the_window_and_the_command_line_export_the_same(reader, sample_pdf, tmp_path):
    document = reader.open(sample_pdf)
    annex = next(s for s in document.understanding.sections if s.kind is SectionKind.ANNEX)
    words = "Resolution 2365"
    start = str(document.text).index(words)
    assert start in annex.span
    document.notes.highlight(Span(start, start + len(words)), HighlightColor.RED, body="Check the date")
    reader.wait(lambda: not document.notes.notebook.unsaved and bool(document.identity.text_fingerprint))
    mine, theirs = exported_twice(document, "markdown", tmp_path)
    assert mine == theirs
    assert all(part in mine for part in (words, "Check the date", "A/HRC/58/G/99, annex"))
    first, second = (json.loads(each) for each in exported_twice(document, "json", tmp_path))
    first.pop("generated")
    second.pop("generated")
    assert first == second
    assert first["first"]["items"][0]["verbale:citation"].startswith("A/HRC/58/G/99, annex, para. ")
    # A selection is copied with the same citation.
    select(document, words)
    reader.trigger("copy_quotation")
    assert QGuiApplication.clipboard().text().startswith("“Resolution 2365” (A/HRC/58/G/99, annex")


def exported_twice(document, form: str, folder: Path) -> tuple[str, str]:
    """The notes on a document as the window exports them, and as the command does."""
    exporter = exporter_named(form)
    here, there = folder / f"here{exporter.suffix}", folder / f"there{exporter.suffix}"
    assert gathered(document).save(exporter, here) == 1
    command = [sys.executable, "main.py", "export", str(document.path), "--format", form, "--out", str(there)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    return here.read_text(encoding="utf-8"), there.read_text(encoding="utf-8")


@pytest.fixture
def full_disk(monkeypatch):
    """No note can be written until the fixture is called."""

    def full(self, key, changes):  # noqa: ARG001 - the shape of Database.save
        raise NotesUnavailable("The notes could not be saved: the disk is full. Free some space; they are kept here.")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "save", full)
        yield patch.undo


def test_a_full_disk_is_said_and_the_note_stays(reader, sample_pdf, full_disk):
    document = reader.open(sample_pdf)
    select(document, PASSAGE)
    reader.trigger("highlight")
    reader.wait(lambda: any("full" in text for text in reader.window.notices.texts))
    assert len(document.notes.annotations) == 1
    assert document.notes.notebook.unsaved
    full_disk()
    reader.wait(lambda: not document.notes.notebook.unsaved)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can take away a file that is open")
def test_a_file_of_notes_that_somebody_deletes_is_there_again_and_that_is_said(reader, sample_pdf):
    document = reader.open(sample_pdf)
    select(document, PASSAGE)
    reader.trigger("highlight")
    reader.wait(lambda: not document.notes.notebook.unsaved)
    (data_folder() / NOTES_FILE).unlink()
    reader.wait(lambda: any("deleted by another program" in text for text in reader.window.notices.texts))
    assert len(document.notes.annotations) == 1
    with closing(sqlite3.connect(data_folder() / NOTES_FILE)) as kept:
        assert kept.execute("SELECT count(*) FROM notes").fetchone() == (1,)


def test_a_window_does_not_close_over_notes_that_are_not_saved(reader, sample_pdf, full_disk, monkeypatch):
    asked = []
    monkeypatch.setattr(Parting, "ask", staticmethod(lambda _window, count: bool(asked.append(count))))
    document = reader.open(sample_pdf)
    select(document, PASSAGE)
    reader.trigger("highlight")
    reader.window.close()
    assert reader.window.isVisible()
    reader.wait(lambda: asked == [1])
    assert reader.window.isVisible(), "the reader wants to keep the note"
    full_disk()
    reader.window.close()
    reader.wait(lambda: not reader.window.isVisible())
    assert asked == [1]
    assert not document.notes.notebook.unsaved
