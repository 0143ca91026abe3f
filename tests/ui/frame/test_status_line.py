"""The status bar says where one is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from ui.painted_paper import LONG_PAGES, PAGES, understanding_of

from viewer.model.document import Section, SectionKind
from viewer.model.text import PAGE_BREAK, Span
from viewer.session.changes import ViewPlace
from viewer.ui.frame.status_line import StatusLine
from viewer.workers.messages.answers import Failed, UnderstandingProgress
from viewer.workers.messages.requests import ReadDocument

TEXT = PAGE_BREAK.join(PAGES)


@pytest.fixture
def line(qtbot, paper_desk):
    line = StatusLine(paper_desk.session)
    qtbot.addWidget(line)
    line.resize(1400, line.sizeHint().height())
    line.show()
    return line


def section(kind, title, level, start, end) -> Section:
    return Section(kind, title, level, Span(start, end), "en", 1.0)


def bar(line) -> QProgressBar:
    return line.findChild(QProgressBar)


def progress(line) -> str:
    return line._progress.text()


def test_without_a_document_it_is_empty(line):
    assert line.text == ""
    assert not bar(line).isVisible()


def test_an_arabic_section_does_not_turn_the_line_round(paper_desk, line):
    sections = (section(SectionKind.ANNEX, "مرفق الرسالة", 1, 0, len(TEXT)),)
    paper_desk.lay_open(understanding=replace(understanding_of(PAGES), sections=sections))
    shown = line._where.text()
    assert shown.startswith("\u2068")
    assert shown.index("\u2069") < shown.index("|")


def test_it_says_section_page_language_and_notes(paper_desk, line):
    second, third = len(PAGES[0]) + 1, len(PAGES[0]) + len(PAGES[1]) + 2
    understanding = understanding_of(PAGES, languages=("ru", "en", "und"))
    sections = (
        section(SectionKind.COVER, "", 1, 0, second),
        section(SectionKind.ANNEX, "Annex", 1, second, len(TEXT)),
        section(SectionKind.STATEMENT, "Statement by the Ministry of Foreign Affairs of a State", 2, second, third),
    )
    document = paper_desk.lay_open(understanding=replace(understanding, sections=sections))
    assert line.text == "Cover   |   Page 1 of 3   |   Russian"
    document.viewed(ViewPlace(1), 1, 1)
    path = "Annex › Statement by the Ministry of Foreign Affairs of a State"
    assert line.text == f"{path}   |   Page 2 of 3   |   English"
    note = document.notes.note_on_page(0)
    assert line.text.endswith("English   |   1 note")
    document.notes.note_on_document()
    assert line.text.endswith("2 notes")
    document.viewed(ViewPlace(2), 2, 2)
    assert line.text == "Annex   |   Page 3 of 3   |   2 notes", "a language that is not known is not named"
    document.notes.delete([note.id])
    assert line.text.endswith("1 note")


def test_pages_are_called_what_they_call_themselves(paper_desk, line):
    document = paper_desk.lay_open(page_labels=("i", "ii", "1"))
    document.viewed(ViewPlace(1), 1, 1)
    assert "Page ii (2 of 3)" in line.text


def test_while_reading_it_says_how_far_where_that_takes_its_time(qtbot, paper_desk, line):
    document = paper_desk.open("slow.pdf", 12)
    assert not bar(line).isVisible(), "it would come and go"
    qtbot.waitUntil(bar(line).isVisible)
    paper_desk.read(document, LONG_PAGES[:5])
    assert progress(line) == "Reading page 5 of 12"
    assert (bar(line).value(), bar(line).maximum()) == (5, 24)
    paper_desk.read(document, LONG_PAGES[5:])
    assert progress(line) == "Finding sections and references, 0%"
    assert bar(line).value() == 12
    paper_desk.worker.answer(ReadDocument, UnderstandingProgress(document.number, 0.5), last=False)
    paper_desk.settle()
    assert progress(line) == "Finding sections and references, 50%"
    assert bar(line).value() == 18
    paper_desk.understand(document, understanding_of(LONG_PAGES))
    assert not bar(line).isVisible()
    assert not line._progress.isVisible()
    assert not line._patience.isActive()


def test_reading_that_failed_is_over(paper_desk, line):
    paper_desk.open("broken.pdf", 12)
    paper_desk.worker.answer(ReadDocument, Failed("The file cannot be read on."))
    paper_desk.settle()
    assert not bar(line).isVisible()
    assert "Page 1 of 12" in line.text


def test_another_document_in_front_is_spoken_of(qtbot, paper_desk, line):
    first = paper_desk.lay_open()
    paper_desk.open("slow.pdf", 12)
    assert "of 12" in line.text
    qtbot.waitUntil(bar(line).isVisible)
    paper_desk.session.make_current(first.number)
    assert "of 3" in line.text
    assert not bar(line).isVisible()
    for document in list(paper_desk.session.documents):
        paper_desk.session.close(document.number)
    assert line.text == ""


def test_words_in_passing(line):
    line.show_for_a_moment("S/RES/822 (1993) copied")
    assert line.currentMessage() == "S/RES/822 (1993) copied"


def test_markup_in_titles_is_shown_as_it_is(paper_desk, line):
    hostile = section(SectionKind.ANNEX, "<b>Annex</b>", 1, 0, len(TEXT))
    paper_desk.lay_open(understanding=replace(understanding_of(PAGES), sections=(hostile,)))
    assert line.text.startswith("<b>Annex</b>")
    assert line._where.textFormat().name == "PlainText"


def test_it_begins_where_the_interface_does(paper_desk, line):
    paper_desk.lay_open()
    line.resize(800, 24)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = line.grab().toImage()
    ground = picture.pixelColor(2, 2)
    inked = [x for x in range(800) if any(picture.pixelColor(x, y) != ground for y in range(4, 20))]
    assert inked[0] > 400
