"""A reader looks for a note over all documents, and goes to it, wherever its file is now."""

from __future__ import annotations

import json
import shutil

import pypdf
import pytest
from pypdf.annotations import Rectangle
from pypdf.generic import NameObject, TextStringObject
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.geometry import PageRect
from viewer.model.text import Span
from viewer.ui.all_notes.window import AllNotesWindow
from viewer.ui.dialogs.imports import ImportDialog
from viewer.ui.regions.missing_pictures import MissingPictures
from viewer.ui.regions.notes import RegionNotes


@pytest.fixture
def papers(tmp_path, sample_pdf):
    one = tmp_path / "one.pdf"
    shutil.copy(sample_pdf, one)
    two = tmp_path / "two.txt"
    lines = "A letter about water\n\nالرسالة تتناول حقوق الإنسان\n\n关于人权的信\n" * 3
    two.write_text(f"{lines}A line that stands only once and stays", encoding="utf-8")
    return one, two


def mark(document, words, body=""):
    start = str(document.text).index(words)
    return document.notes.highlight(Span(start, start + len(words)), HighlightColor.GREEN, body=body)


def all_notes(reader) -> AllNotesWindow:
    reader.trigger("all_notes")
    return reader.window.findChild(AllNotesWindow)


def bodies(shown) -> list[str]:
    return [row.note.body for row in shown.notes.rows if hasattr(row, "note")]


def search(reader, shown, words, expected):
    shown.field.setText(words)
    reader.wait(lambda: bodies(shown) == expected)


def test_notes_on_all_documents_are_found_and_opened(reader, papers):
    first = reader.open(papers[0])
    mark(first, "Генеральной Ассамблеи", "orgán")
    second = reader.open(papers[1])
    mark(second, "حقوق الإنسان", "rights")
    mark(second, "人权", "the same")
    reader.wait(lambda: not second.notes.notebook.unsaved)
    shown = all_notes(reader)
    reader.wait(lambda: len(bodies(shown)) == 3)
    assert [row.count for row in shown.notes.rows if not hasattr(row, "note")] == [2, 1]
    for words, expected in (("ORGAN", ["orgán"]), ("الانسان", ["rights"]), ("人", ["the same"]), ("nowhere", [])):
        search(reader, shown, words, expected)
    assert "No note" in shown.list.empty.text()
    search(reader, shown, "ассамблеи", ["orgán"])
    third = mark(second, "A letter", "Ассамблеи, too")
    reader.wait(lambda: len(bodies(shown)) == 2)
    second.notes.delete([third.id])
    reader.wait(lambda: bodies(shown) == ["orgán"])
    reader.session.close(first.number)
    shown.open_index(shown.notes.index(1, 0))
    reader.wait(lambda: reader.session.current is not None and reader.session.current.path == papers[0])
    reader.wait(lambda: reader.view.marks.place is not None)
    shown.close()


def test_a_document_that_has_moved_is_said_and_looked_for(reader, papers, tmp_path, monkeypatch):
    first = reader.open(papers[0])
    note = mark(first, "Генеральной Ассамблеи", "where")
    reader.wait(lambda: not first.notes.notebook.unsaved)
    reader.session.close(first.number)
    moved = tmp_path / "elsewhere.pdf"
    papers[0].rename(moved)
    shown = all_notes(reader)
    reader.wait(lambda: bodies(shown) == ["where"])
    shown.open_index(shown.notes.index(1, 0))
    assert "no longer at" in shown.missing.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    shown.look.click()
    reader.wait(lambda: reader.session.current is not None and reader.session.current.notes.find(note.id) is not None)
    reader.wait(lambda: reader.view.marks.place is not None)
    assert not shown.missing.isVisible()
    shown.close()


def test_lost_notes_are_listed_and_can_be_told_from_others(reader, papers):
    path = papers[1]
    document = reader.open(path)
    mark(document, "A line that stands only once and stays", "stays")
    mark(document, "A letter about water", "goes")
    reader.wait(lambda: not document.notes.notebook.unsaved)
    reader.session.close(document.number)
    text = path.read_text(encoding="utf-8")
    path.write_text("x" + text.replace("A letter about water", "Nothing of the kind here, but"), encoding="utf-8")
    reader.open(path)
    shown = all_notes(reader)
    shown.lost.setChecked(True)
    reader.wait(lambda: "goes" in bodies(shown))
    assert bodies(shown) == ["goes"]
    shown.lost.setChecked(False)
    reader.wait(lambda: len(bodies(shown)) == 2)
    shown.close()


def test_a_region_is_drawn_on_the_page_kept_with_its_picture_and_undone(reader, sample_pdf):
    document = reader.open(sample_pdf)
    RegionNotes(reader.window).make(reader.view, 0, PageRect(330, 60, 560, 140))
    note = document.notes.annotations[0]
    assert note.kind is AnnotationKind.REGION
    assert "Distr.: General" in note.anchor.quote
    got: list[bytes | None] = []

    def kept() -> bool:
        document.notes.ask_picture(note.id, got.append)
        return any(got)

    reader.wait(kept)
    assert next(filter(None, got)).startswith(b"\x89PNG")
    box = reader.view.rect_in_view(0, PageRect(340, 130, 350, 135)).center().toPoint()
    reader.window.focus_page()
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert reader.window.panes.notes.selected == [note.id]
    reader.trigger("undo")
    assert document.notes.annotations == ()
    reader.trigger("redo")
    assert document.notes.annotations[0].anchor.rects == (PageRect(330, 60, 560, 140),)


def test_a_picture_that_could_not_be_drawn_is_drawn_when_the_document_is_opened_again(reader, sample_pdf):
    document = reader.open(sample_pdf)
    reader.wait(lambda: reader.window.findChild(MissingPictures) is not None)
    note = document.notes.note_on_region(0, PageRect(330, 60, 560, 140), Span(0, 4))
    reader.wait(lambda: not document.notes.notebook.unsaved)
    assert document.notes.pictures([note.id]) == {}
    reader.session.close(document.number)
    again = reader.open(sample_pdf)
    found: dict[str, bytes] = {}
    reader.wait(lambda: found.update(again.notes.pictures([note.id])) or bool(found))
    [png] = found.values()
    assert not QImage.fromData(png).isNull()


def test_regions_brought_in_from_another_program_get_their_picture(reader, sample_pdf, tmp_path, monkeypatch):
    writer = pypdf.PdfWriter(clone_from=sample_pdf)
    square = Rectangle(rect=(330, 700, 560, 780))
    square[NameObject("/Contents")] = TextStringObject("whose?")
    writer.add_annotation(0, square)
    writer.write(tmp_path / "marked.pdf")
    document = reader.open(tmp_path / "marked.pdf")
    monkeypatch.setattr(ImportDialog, "ask", lambda *_: True)
    reader.trigger("import_from_pdf")
    reader.wait(lambda: bool(document.notes.annotations))
    [note] = document.notes.annotations
    assert (note.kind, note.body) == (AnnotationKind.REGION, "whose?")
    reader.wait(lambda: note.id in document.notes.pictures([note.id]))


def test_notes_of_a_file_are_brought_in_and_a_file_of_none_is_said(reader, sample_pdf, tmp_path, monkeypatch):
    document = reader.open(sample_pdf)
    row = {
        "id": "a",
        "text": "From Hypothesis",
        "created": "2024-05-06T07:08:09+00:00",
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Генеральной Ассамблеи"}]}],
    }
    notes, words = tmp_path / "notes.json", tmp_path / "words.json"
    notes.write_text(json.dumps({"rows": [row]}), encoding="utf-8")
    words.write_text("words", encoding="utf-8")
    monkeypatch.setattr(ImportDialog, "ask", lambda *_: True)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(words), ""))
    reader.trigger("import_notes")
    reader.wait(lambda: any("words.json: The file is not JSON" in text for text in reader.window.notices.texts))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(notes), ""))
    reader.trigger("import_notes")
    reader.wait(lambda: [note.body for note in document.notes.annotations] == ["From Hypothesis"])
    reader.wait(lambda: not document.notes.notebook.unsaved)
