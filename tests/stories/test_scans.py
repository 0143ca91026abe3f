"""A reader opens a scan, has it recognised, and works with its words as with any others."""

from __future__ import annotations

import pytest
from papers.pdf_papers import mupdf, text_pages
from papers.scans import needs_tesseract, scan_of
from patience import is_read
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from viewer.model.annotation import HighlightColor
from viewer.model.document import TextLayer

LINES = [
    "The Council recalls its resolution 2231 (2015),",
    "asks that harbours be open to ships of all States,",
    "and that the peace of the sea be kept by them.",
]
SECOND = ["This is the second page, on the law of the sea", "and on the ships that are at sea in any weather."]


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(text_pages(LINES, SECOND)))
    return path


def strip_of(reader):
    """The strip over the view in front."""
    return reader.window.tabs.current_page.active.strip


def press(reader, words: str) -> None:
    """Press the button of the strip with these words."""
    [button] = [
        each for each in strip_of(reader).findChildren(QPushButton) if each.isVisible() and each.text() == words
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def read_again(reader, before):
    """Wait until a document has been read again with what was recognised; the one in its place."""
    reader.wait(lambda: reader.session.documents[0] is not before)
    document = reader.session.documents[0]
    reader.wait(lambda: is_read(document))
    reader.settle()
    return document


@needs_tesseract("eng")
def test_a_scanned_page_is_recognised_selected_found_and_linked(reader, scan):
    before = reader.open(scan)
    assert strip_of(reader).said.words == "This page has no text."
    pixels = [key.scale for key, _, _ in reader.view.pixels._cache.items()]
    press(reader, "Recognise this page")
    document = read_again(reader, before)
    assert reader.window.tabs.count() == 1
    assert set(pixels) <= {key.scale for key, _, _ in reader.view.pixels._cache.items()}, "what was drawn is taken over"
    assert strip_of(reader).said.words == "The text of this page was recognised (English)."
    assert document.text.pages[0].splitlines() == LINES
    assert document.text.version != 1
    # selected with the mouse, word by word
    glyphs = reader.view.glyphs.glyphs(0)
    at = document.text.pages[0].index("harbours")
    spot = reader.view.rect_in_view(0, glyphs.rect(at + 3)).center().toPoint()
    QTest.mouseDClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert document.selected_text == "harbours"
    reader.trigger("copy")
    assert QGuiApplication.clipboard().text() == "harbours"
    # linked
    [linked] = reader.view.marks.of_page(0).mentions
    assert linked.reference.symbol == "S/RES/2231 (2015)"
    assert linked.rects
    # found, and what was not searched is said, with a way to have it
    document.search.find("ships")
    reader.wait(lambda: document.search.state.finished)
    assert (document.search.state.total, document.search.state.unreadable_pages) == (1, (1,))
    panel = reader.window.panes.search
    reader.window.panes.show_left(panel)
    assert panel.unread.text() == "Page 2 has no text that could be searched."
    panel.recognise_button.click()
    after = read_again(reader, document)
    reader.wait(lambda: after.search.state.finished and after.search.state.total == 2)
    assert after.search.state.unreadable_pages == ()
    assert not panel.recognise_button.isVisible()
    assert after.understanding.text_layer is TextLayer.NONE
    assert sorted(after.understanding.recognised) == [0, 1]


@needs_tesseract("eng")
def test_a_scan_that_lies_on_its_head_is_shown_upright_when_it_has_been_read(reader, tmp_path):
    path = tmp_path / "turned.pdf"
    path.write_bytes(scan_of(text_pages(LINES, LINES), turns=2))
    before = reader.open(path)
    assert reader.view.turns == 0
    before.recognition.recognise_unreadable()
    reader.wait(lambda: before.recognition.done == 2 and not before.recognition.ready)
    reader.wait(lambda: len(reader.session.documents[0].recognition.recognised_pages) == 2)
    reader.settle()
    document = reader.session.documents[0]
    reader.wait(lambda: document.text.page_count == 2)
    assert document.text.pages[0].splitlines() == LINES
    assert reader.view.turns == 2
    first = reader.view.glyphs.glyphs(0)
    tops = [reader.view.rect_in_view(0, first.rect(at)).top() for at in (0, len(document.text.pages[0]) - 2)]
    assert tops[0] < tops[1], "the first line stands above the last"


@needs_tesseract("eng")
def test_notes_and_places_stay_and_tomorrow_it_is_all_there(start_program, scan):
    reader = start_program()
    before = reader.open(scan)
    page_note = before.notes.note_on_page(1)
    reader.trigger("recognise_document")
    document = read_again(reader, before)
    reader.wait(lambda: not document.recognition.running)
    if len(document.recognition.recognised_pages) < 2 or not document.understanding.recognised.get(1):
        document = read_again(reader, document)
    start = str(document.text).index("harbours")
    document.notes.highlight(type(document.text.page_span(0))(start, start + 8), HighlightColor.GREEN)
    reader.wait(lambda: not document.notes.notebook.unsaved)
    reader.close()
    again = start_program()
    tomorrow = again.open(scan)
    assert tomorrow.text.pages[0].splitlines() == LINES
    assert tomorrow.text.version == document.text.version
    again.wait(lambda: len(tomorrow.notes.annotations) == 2)
    green = next(note for note in tomorrow.notes.annotations if note.color is HighlightColor.GREEN)
    assert tomorrow.text.slice(green.anchor.span) == "harbours"
    assert any(note.id == page_note.id for note in tomorrow.notes.annotations)
    assert strip_of(again).said.words == "The text of this page was recognised (English)."


@needs_tesseract("eng", "fra")
def test_a_wrong_language_is_put_right_in_the_dialog(reader, tmp_path):
    with mupdf.open() as paper:
        paper.new_page().insert_text(
            (60, 80), "Les États présents à la séance ont été priés de répondre à l'été.", fontsize=12
        )
        path = tmp_path / "scan.pdf"
        path.write_bytes(scan_of(paper.tobytes()))
    before = reader.open(path)
    before.recognition.choose(["en"])
    reader.trigger("recognise_page")
    document = read_again(reader, before)
    assert "États" not in document.text.pages[0]
    press(reader, "Recognise again…")
    dialog = next(each for each in reader.window.children() if type(each).__name__ == "RecognitionDialog")
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        french = item.data(Qt.ItemDataRole.UserRole) == "fr"
        item.setCheckState(Qt.CheckState.Checked if french else Qt.CheckState.Unchecked)
    assert dialog.languages == ("fr",)
    QTest.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    after = read_again(reader, document)
    assert "États" in after.text.pages[0]
    assert strip_of(reader).said.words == "The text of this page was recognised (French)."


def test_a_document_with_text_has_no_strip(reader, sample_pdf):
    reader.open(sample_pdf)
    assert strip_of(reader) is None
    assert reader.window.actions_by_name["recognise_page"].isEnabled(), "a reader may know better"
    assert not reader.window.actions_by_name["recognise_document"].isEnabled()


def test_without_language_data_the_package_is_named(reader, scan, monkeypatch):
    monkeypatch.setattr("viewer.formats.recognition.tessdata.find_data", lambda: None)
    reader.open(scan)
    press(reader, "Recognise this page")
    reader.wait(lambda: bool(reader.window.notices.texts))
    assert "Tesseract's language data" in reader.window.notices.texts[0]


@needs_tesseract("eng")
def test_recognising_is_cancelled_at_once_and_the_strip_can_be_dismissed(reader, scan):
    document = reader.open(scan)
    press(reader, "Recognise all 2 pages")
    assert strip_of(reader).said.progress == (0, 2)
    press(reader, "Cancel")
    assert not document.recognition.running
    assert strip_of(reader).said.words == "This page has no text."
    strip_of(reader).close_button.click()
    assert not strip_of(reader).isVisible()
    document.viewed(document.place, 0, 0)
    assert not strip_of(reader).isVisible()
