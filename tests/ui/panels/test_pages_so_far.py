"""What panels say of the pages that they list while a long document is being read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from viewer.model.document import LanguageShare, Section, SectionKind, TextLayer, Understanding
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span
from viewer.session.open_document import ReadingState
from viewer.ui.panels.list_panel import pages_so_far
from viewer.ui.panels.references.panel import ReferencesPanel
from viewer.ui.panels.sections.languages_panel import LanguagesPanel
from viewer.ui.panels.sections.panel import SectionsPanel
from viewer.workers.messages.answers import Failed, Understood
from viewer.workers.messages.requests import ReadDocument

PAGES = 40
KNOWN = Understanding(
    TextLayer.GOOD,
    sections=(Section(SectionKind.CHAPTER, "I. Wells", 1, Span(0, 8), "en", 1.0),),
    shares=(LanguageShare("en", 8, 1.0),),
    references=(Reference("A/80/98", ReferenceKind.DOCUMENT, "", (Mention(Span(0, 1), "I"),)),),
)


@pytest.fixture(params=[SectionsPanel, LanguagesPanel, ReferencesPanel])
def panel(qtbot, desk, request):
    panel = request.param(desk.session)
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def document(desk):
    document = desk.open("long.pdf", PAGES)
    desk.read(document, ["I. Wells"] * 8)
    return document


def test_a_list_says_of_which_pages_it_is_until_it_is_of_all(panel, desk, document):
    assert panel.so_far.isHidden(), "nothing is listed yet"
    desk.understand(document, KNOWN, last=False)
    top = panel.view.viewport().mapTo(panel, QPoint(0, 0))
    assert panel.so_far.text() == "From the first 8 of 40 pages so far"
    assert panel.so_far.isVisible()
    desk.read(document, ["and more"] * (PAGES - 8))
    assert panel.so_far.text() == "From the first 8 of 40 pages so far"
    desk.understand(document, KNOWN, last=False)
    assert panel.so_far.isVisible() == isinstance(panel, ReferencesPanel), "these are found last"
    desk.understand(document, KNOWN)
    assert panel.so_far.isHidden()
    assert panel.view.viewport().mapTo(panel, QPoint(0, 0)) == top, "rows do not move"


def test_what_was_understood_before_is_of_all_pages(panel, desk, document):
    lengths = (8,) * PAGES
    desk.worker.answer(ReadDocument, Understood(document.number, 0, KNOWN, page_lengths=lengths), last=False)
    desk.settle()
    assert document.state is ReadingState.READING
    assert panel.model.rows
    assert panel.so_far.isHidden()


def test_another_document_says_its_own(panel, desk, document):
    desk.understand(document, KNOWN, last=False)
    desk.open("short.pdf", 2)
    assert panel.so_far.isHidden()
    desk.session.make_current(document.number)
    assert panel.so_far.isVisible()


def test_a_document_that_cannot_be_read_on_is_not_being_read(panel, desk, document):
    desk.understand(document, KNOWN, last=False)
    desk.worker.answer(ReadDocument, Failed("It is broken."))
    desk.settle()
    assert document.state is ReadingState.FAILED
    assert panel.so_far.isHidden()


def test_nothing_is_said_of_no_pages_or_all():
    assert pages_so_far(128, 900) == "From the first 128 of 900 pages so far"
    assert pages_so_far(0, 1200) == ""
    assert pages_so_far(1200, 1200) == ""
