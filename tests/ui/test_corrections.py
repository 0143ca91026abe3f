"""Correcting sections and languages in the window: menus and keys of the panels, the page's menu, the dialogs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from ui.painted_paper import PAGES, understanding_of, usual_references

from viewer.model.document import LanguageRun, LanguageShare, Section, SectionKind, Value
from viewer.model.reference import Source
from viewer.model.text import PAGE_BREAK, Span
from viewer.ui.dialogs.section import LanguageDialog, SectionDialog

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)

TEXT = PAGE_BREAK.join(PAGES)
FIRST = Span(0, len(PAGES[0]))
REST = Span(len(PAGES[0]) + 1, len(TEXT))
READ = replace(
    understanding_of(PAGES, *usual_references()),
    sections=(
        Section(SectionKind.COVER, "Cover", 1, FIRST, "en", 0.9),
        Section(SectionKind.ANNEX, "Annex", 1, REST, "ru", 0.9),
    ),
    languages=(LanguageRun(FIRST, "en", 0.9), LanguageRun(REST, "ru", 0.9)),
    shares=(LanguageShare("ru", len(REST), 0.7), LanguageShare("en", len(FIRST), 0.3)),
)


@pytest.fixture
def document(paper_desk, window):  # noqa: ARG001 - it is opened in the window
    return paper_desk.lay_open(understanding=READ)


def trigger(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]


def test_f2_on_a_section_asks_for_title_kind_and_language(qtbot, window, document):
    tree = window.panes.sections.tree
    tree.setCurrentIndex(tree.model().index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    dialog = window.findChild(SectionDialog)
    assert dialog.title.text() == "Annex"
    dialog.title.setText("  Enclosure  one ")
    dialog.kind.setCurrentText("Enclosure")
    dialog.language.setCurrentText("French")
    dialog.accept()
    section = document.understanding.sections[1]
    assert (section.title, section.kind, section.language) == ("Enclosure one", SectionKind.ENCLOSURE, "fr")
    assert "Corrected by you" in tree.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    window.commands.undo()
    assert document.understanding == READ


def test_a_dialog_that_is_accepted_as_it_was_corrects_nothing(window, document):
    window.commands.correct_this_section()
    window.findChild(SectionDialog).accept()
    assert not document.notes.notebook.can_undo


def test_the_menu_of_a_section_ends_it_at_the_selection_removes_it_and_brings_it_back(window, document):
    panel = window.panes.sections
    assert "Ends at the selected text" not in words_of(panel.menu_of(document.understanding.sections[1]))
    selected = Span(REST.start + 20, REST.start + 40)
    document.select_span(selected)
    trigger(panel.menu_of(document.understanding.sections[1]), "Ends at the selected text")
    assert document.understanding.sections[1].span.end == selected.end
    trigger(panel.menu_of(document.understanding.sections[1]), "Begins at the selected text")
    assert document.understanding.sections[1].span == selected
    trigger(panel.menu_of(document.understanding.sections[1]), "Go back to what was read")
    assert document.understanding == READ
    trigger(panel.menu_of(document.understanding.sections[1]), "Not a section")
    assert len(document.understanding.sections) == 1
    trigger(panel.menu_of(document.understanding.sections[0]), "Bring back the removed section")
    assert document.understanding == READ


def test_a_section_is_made_of_the_selection(window, document):
    document.select_span(Span(REST.start, REST.start + 30))
    window.actions_by_name["add_section"].trigger()
    dialog = window.findChild(SectionDialog)
    assert dialog.words.language == "ru"
    dialog.title.setText("Statement")
    dialog.kind.setCurrentText("Statement")
    dialog.language.setCurrentText("Spanish")
    dialog.accept()
    added = document.understanding.sections[2]
    assert (added.title, added.kind, added.level, added.language) == ("Statement", SectionKind.STATEMENT, 2, "es")


def test_a_language_is_corrected_everywhere_and_in_the_selection(qtbot, window, document):
    tree = window.panes.languages.tree
    window.panes.show_right(window.panes.languages)
    tree.setCurrentIndex(tree.model().index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    dialog = window.findChild(LanguageDialog)
    assert dialog.language == "ru"
    dialog.choice.setCurrentText("Ukrainian")
    dialog.accept()
    assert [share.language for share in document.understanding.shares] == ["en", "uk"]
    QApplication.sendPostedEvents()
    share = document.understanding.shares[1]
    trigger(window.panes.languages.menu_of(share), "Go back to what was read")
    assert document.understanding == READ
    document.select_span(Span(0, 20))
    window.actions_by_name["correct_language"].trigger()
    dialog = next(found for found in window.findChildren(LanguageDialog) if found.isVisible())
    dialog.choice.setCurrentText("French")
    dialog.accept()
    assert document.understanding.language_at(5) == "fr"
    assert document.understanding.language_at(len(PAGES[0]) - 1) == "en"


def test_the_menu_of_the_page_says_what_the_selected_text_is(window, document):
    window._actions.show_context_menu(QPoint(0, 0), None)
    menu = QApplication.activePopupWidget()
    assert "The selected text is the" not in words_of(menu)
    menu.close()
    document.select_span(Span(0, 20))
    window._actions.show_context_menu(QPoint(0, 0), None)
    menu = QApplication.activePopupWidget()
    said = next(action for action in menu.actions() if action.text() == "The selected text is the").menu()
    trigger(said, "Title")
    menu.close()
    (title,) = document.understanding.metadata["title"]
    assert title == Value(" ".join(TEXT[:20].split()), Span(0, 20), Source.BY_READER, title.reason)
