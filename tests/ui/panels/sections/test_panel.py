"""The sections of the document: what rows say, where they lead, and what stays when more has been read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from ui.panels import mixed_paper

from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.reference import Source
from viewer.model.text import Span
from viewer.session.changes import UnderstandingChanged, ViewPlace
from viewer.ui.panels.sections.panel import SectionsPanel
from viewer.ui.widgets.outline_model import MARK, Mark
from viewer.ui.wording.sections import section_facts, section_title

HERE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def document(desk):
    """The mixed paper, read to its end."""
    return mixed_paper.read_to_its_end(desk)


@pytest.fixture
def panel(qtbot, desk):
    """The panel as it is shown at the left."""
    QCursor.setPos(390, 390)  # away from the panel
    panel = SectionsPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(288, 300)
    panel.show()
    return panel


def click(qtbot, panel, index):
    """Click the middle of a row."""
    panel.tree.scrollTo(index)
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualRect(index).center())


@pytest.mark.usefixtures("document")
def test_the_tree_follows_the_levels(panel):
    model = panel.sections
    assert [model.index(row, 0).data() for row in range(model.rowCount())][:2] == ["Cover", mixed_paper.PARTS[2][1]]
    assert model.index(0, 0, model.index(0, 0)).data() == "Footnotes"
    assert all(panel.tree.isExpanded(index) for index in model.branches)


@pytest.mark.usefixtures("document")
def test_qt_finds_no_fault_in_the_model(panel, qtmodeltester):
    qtmodeltester.check(panel.sections, force_py=True)


@pytest.mark.usefixtures("document")
def test_a_row_is_a_sentence_to_a_screen_reader(panel):
    assert panel.sections.index_of_number(4).data(HERE) == "I. Introduction, English, page 3"
    assert panel.sections.index_of_number(12).data(HERE) == "Text, language not known, page 12"
    assert panel.tree.accessibleName() == "Sections"


@pytest.mark.usefixtures("document")
def test_the_tip_has_the_whole_title_and_what_is_known(panel):
    tip = panel.sections.index_of_number(2).data(Qt.ItemDataRole.ToolTipRole)
    for said in (mixed_paper.PARTS[2][1], "English", "Paragraphs 1–9", "the original is in Arabic"):
        assert said in tip


@pytest.mark.parametrize("kind", SectionKind)
def test_a_section_without_a_title_has_a_name(kind):
    assert section_title(Section(kind, " \n", 1, Span(0, 1), "en", 1.0))[0].isupper()


def test_a_title_that_cannot_be_read_is_not_shown():
    section = Section(SectionKind.ANNEX, "", 1, Span(0, 1), "ar", 1.0, unreadable=True)
    assert section_title(section) == "Annex, title unreadable"
    assert "recognise the page" in section_facts(section)[-1]
    named = replace(section, title="مرفق", source=Source.BY_READER)
    assert section_title(named) == "مرفق"
    assert section_facts(named)[-1] == "Corrected by you"


@pytest.mark.parametrize(
    ("kind", "words", "paragraphs", "source", "said"),
    [
        (SectionKind.PREAMBLE, "The Security Council,", None, Source.READ, "Preamble"),
        (SectionKind.OPERATIVE, "1. Decides to meet again", "1-26", Source.READ, "Operative paragraphs 1–26"),
        (SectionKind.OPERATIVE, "1. Decides to meet again", "1", Source.READ, "Operative paragraph 1"),
        (SectionKind.OPERATIVE, "Decides to meet again", None, Source.READ, "Operative part"),
        (SectionKind.OPERATIVE, "What was decided", "1-2", Source.BY_READER, "What was decided"),
        (SectionKind.ANNEX, "Annex\n to the letter", "1-9", Source.READ, "Annex to the letter"),
    ],
)
def test_the_parts_of_a_resolution_are_called_what_they_are(kind, words, paragraphs, source, said):
    assert section_title(Section(kind, words, 1, Span(0, 1), "en", 1.0, paragraphs, source=source)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "In the original language, Arabic,"), ("en", "Translated:"), ("und", "Original: Arabic")],
)
def test_the_original_language_is_compared_with_the_one_found(language, said):
    section = Section(SectionKind.ANNEX, "Annex", 1, Span(0, 1), language, 1.0, declared_language="ar")
    assert section_facts(section)[-1].startswith(said)


def test_one_paragraph_is_not_several():
    assert "Paragraph 4" in section_facts(Section(SectionKind.CHAPTER, "I", 1, Span(0, 1), "en", 1.0, "4"))


def test_a_click_goes_to_the_section(qtbot, desk, document, panel):
    click(qtbot, panel, panel.sections.index_of_number(3))
    assert desk.places == [document.understanding.sections[3].span]


def test_enter_goes_to_the_section_and_arrows_do_not(qtbot, desk, document, panel):
    panel.tree.setCurrentIndex(panel.sections.index_of_number(2))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert desk.places == []
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert desk.places == [document.understanding.sections[3].span]


@pytest.mark.usefixtures("document")
def test_folding_a_row_goes_nowhere(qtbot, desk, panel):
    index = panel.sections.index_of_number(2)
    middle = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, middle.y()))
    assert not panel.tree.isExpanded(index)
    assert desk.places == []


@pytest.mark.usefixtures("document")
def test_typing_finds_a_row(qtbot, panel):
    qtbot.keyClicks(panel.tree, "anexo")
    assert panel.tree.currentIndex().data().startswith("Anexo IV")


@pytest.mark.usefixtures("qtbot")
def test_what_the_reader_did_stays_while_more_is_read(desk, panel):
    document = desk.open("long.pdf", mixed_paper.PAGES)
    desk.read(document, mixed_paper.texts(7))
    desk.understand(document, mixed_paper.understanding(7), last=False)
    panel.resize(288, 100)
    annex, statement = panel.sections.index_of_number(2), panel.sections.index_of_number(3)
    panel.tree.setCurrentIndex(annex)
    panel.tree.collapse(statement)
    panel.tree.verticalScrollBar().setValue(40)
    top = panel.tree.visualRect(annex).top()
    desk.read(document, mixed_paper.texts()[7:])
    desk.understand(document, mixed_paper.understanding())
    assert panel.sections.rowCount() == 6
    assert panel.tree.currentIndex() == panel.sections.index_of_number(2)
    assert not panel.tree.isExpanded(panel.sections.index_of_number(3))
    assert panel.tree.isExpanded(panel.sections.index_of_number(6)), "new rows are open"
    assert panel.tree.visualRect(panel.sections.index_of_number(2)).top() == top


def test_rows_that_come_in_above_do_not_push_the_others_away(desk, panel):
    sections = mixed_paper.understanding().sections
    document = desk.open("long.pdf", mixed_paper.PAGES)
    desk.read(document, mixed_paper.texts())
    desk.understand(document, Understanding(TextLayer.GOOD, sections=sections[2:]), last=False)
    panel.resize(288, 100)
    panel.tree.verticalScrollBar().setValue(70)
    arabic = panel.sections.index_of(panel.sections.key(sections[4]))
    top = panel.tree.visualRect(arabic).top()
    desk.understand(document, Understanding(TextLayer.GOOD, sections=sections))
    assert panel.tree.visualRect(panel.sections.index_of(panel.sections.key(sections[4]))).top() == top


def test_each_document_is_found_as_it_was_left(desk, document, panel):
    panel.resize(288, 100)
    panel.tree.setCurrentIndex(panel.sections.index_of_number(6))
    panel.tree.collapse(panel.sections.index_of_number(2))
    panel.tree.verticalScrollBar().setValue(50)
    other = desk.open("other.pdf")
    assert panel.sections.rows == ()
    desk.session.make_current(document.number)
    assert panel.tree.currentIndex() == panel.sections.index_of_number(6)
    assert not panel.tree.isExpanded(panel.sections.index_of_number(2))
    assert panel.tree.isExpanded(panel.sections.index_of_number(0))
    assert panel.tree.verticalScrollBar().value() == 50
    desk.session.close(document.number)
    assert desk.session.current is other
    assert panel.sections.rows == ()


def test_scrolling_marks_the_current_section_and_leaves_the_selection(document, panel):
    panel.tree.setCurrentIndex(panel.sections.index_of_number(0))
    document.viewed(ViewPlace(3), 3, 3)
    marked = panel.sections.marked_index
    assert marked.data().startswith("II. The harbour")
    assert marked.data(HERE).endswith(", current")
    assert panel.tree.currentIndex() == panel.sections.index_of_number(0)


def test_the_marked_row_is_scrolled_into_view_unless_the_pointer_is_on_the_tree(qtbot, document, panel):
    panel.resize(288, 100)
    panel.tree.setFocus()
    document.viewed(ViewPlace(11), 11, 11)
    assert panel.tree.viewport().rect().contains(panel.tree.visualRect(panel.sections.marked_index).center())
    QCursor.setPos(panel.tree.mapToGlobal(QPoint(50, 50)))
    qtbot.waitUntil(panel.tree.underMouse)
    document.viewed(ViewPlace(0), 0, 0)
    assert panel.sections.marked_index.row() == 0
    assert panel.tree.visualRect(panel.sections.index_of_number(0)).bottom() < 0


def test_the_section_under_the_pointer_stays_there_when_more_come_in_above(qtbot, desk, document, panel):
    panel.resize(288, 100)
    panel.tree.executeDelayedItemsLayout()
    known = document.understanding
    bar = panel.tree.verticalScrollBar()
    bar.setValue(0)
    point = panel.tree.visualRect(panel.tree.model().index(1, 0)).center()
    point = point if panel.tree.viewport().rect().contains(point) else QPoint(50, 50)
    QCursor.setPos(panel.tree.viewport().mapToGlobal(point))
    qtbot.waitUntil(panel.tree.underMouse)
    under = panel.tree.indexAt(point).data()
    first = known.sections[0]
    more = tuple(
        replace(first, title=f"New {n}", kind=kind) for n, kind in enumerate(SectionKind) if kind is not first.kind
    )
    document.understanding = replace(known, sections=(*more, *known.sections))
    desk.session.changes.tell(UnderstandingChanged(document.number))
    assert panel.tree.indexAt(point).data() == under


def test_marking_does_not_unfold_what_was_folded(document, panel):
    annex = panel.sections.index_of_number(2)
    panel.tree.collapse(annex)
    document.viewed(ViewPlace(3), 3, 3)
    assert not panel.tree.isExpanded(annex)
    assert annex.data(MARK) == Mark.BELOW


def test_the_menu_asks_for_a_note_and_copies_the_title(qtbot, document, panel):
    section = document.understanding.sections[9]
    menu = panel.menu_of(section)
    actions = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(panel.note_requested) as asked:
        actions["Note on this section"].trigger()
    assert asked.args == [section]
    actions["Copy title"].trigger()
    assert QGuiApplication.clipboard().text() == section.title


@pytest.mark.parametrize(
    ("understanding", "said"),
    [
        (None, "Sections appear as the document is read."),
        (Understanding(TextLayer.NONE), "No sections: this document has pictures of pages but no text."),
        (Understanding(TextLayer.GOOD), "No sections: this document has no headings"),
    ],
)
def test_why_there_is_nothing_is_said(desk, panel, understanding, said):
    assert panel.tree.empty.text().startswith("The annexes, chapters and statements")
    document = desk.open("bare.pdf")
    if understanding is not None:
        desk.read(document, ["a"])
        desk.understand(document, understanding)
    assert panel.tree.empty.text().startswith(said)
    assert panel.tree.empty.isVisible()
    assert panel.tree.accessibleDescription() == panel.tree.empty.text()


def test_a_panel_behind_another_tab_waits_until_it_is_seen(desk, document, panel):
    panel.hide()
    desk.open("other.pdf")
    assert panel.sections.rows == document.understanding.sections
    panel.show()
    assert panel.sections.rows == ()


def test_the_keys_begin_at_the_readers_place(qtbot, come_to, document, panel):
    document.viewed(ViewPlace(7), 7, 7)
    come_to(panel)
    assert panel.tree.currentIndex() == panel.sections.marked_index
    assert not panel.tree.selectionModel().hasSelection(), "nothing has been chosen yet"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert panel.tree.currentIndex().row() >= 0
    assert panel.tree.currentIndex() != panel.sections.marked_index


def test_rows_that_come_under_the_focus_show_it(qtbot, desk, panel):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.tree.hasFocus)
    assert not panel.tree.currentIndex().isValid()
    mixed_paper.read_to_its_end(desk)
    assert panel.tree.currentIndex().isValid()
