"""Taking out the notes that are selected in their panel: exported, copied as Markdown and as rich text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from ui.painted_paper import PAGES, understanding_of, usual_references

from viewer.export.table import exporter_named
from viewer.model.annotation import HighlightColor
from viewer.model.text import PAGE_BREAK, Span
from viewer.ui.dialogs.export_choice import ExportChoice, ExportChoiceDialog

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)

TEXT = PAGE_BREAK.join(PAGES)
NAMES = ("export_selected", "copy_notes_markdown", "copy_notes_rich_text")


@pytest.fixture
def document(paper_desk, window):
    document = paper_desk.lay_open(understanding=understanding_of(PAGES, *usual_references()))
    start = TEXT.index("report of the Secretary-General")
    document.notes.highlight(Span(start, start + 31), HighlightColor.GREEN, body="See *this* & <that>")
    document.notes.note_on_page(1, "On the second page")
    document.notes.note_on_document("Of the whole")
    window.panes.furnish()
    window.panes.show_right(window.panes.notes)
    return document


def select(window, *bodies) -> None:
    panel = window.panes.notes
    panel.list.clearSelection()
    for row, note in enumerate(panel.notes.notes):
        if note.body in bodies:
            index = panel.list.model().index(row, 0)
            panel.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def test_they_are_possible_where_notes_are_selected(window, document):
    actions = [window.actions_by_name[name] for name in NAMES]
    assert all(action.shortcuts() for action in actions)
    assert not any(action.isEnabled() for action in actions)
    select(window, "Of the whole")
    assert all(action.isEnabled() for action in actions)
    menu = window.panes.notes.menu_of(window.panes.notes.selected)
    assert [action for action in menu.actions() if action in actions] == actions
    document.notes.delete([note.id for note in document.notes.annotations])
    assert not any(action.isEnabled() for action in actions)
    for action in actions:  # a key that comes too late does nothing
        action.trigger()


def test_only_the_selected_are_exported_in_every_form_of_the_dialog(window, document, paper_desk, monkeypatch):
    select(window, "On the second page", "Of the whole")
    path = paper_desk.folder / "some.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(ExportChoiceDialog, "ask", lambda *_: ExportChoice(exporter_named("markdown")))
    window.actions_by_name["export_selected"].trigger()
    written = path.read_text(encoding="utf-8")
    assert "Of the whole" in written
    assert "On the second page" in written
    assert "Secretary-General" not in written
    assert len(document.notes.annotations) == 3


@pytest.mark.usefixtures("document")
def test_what_is_typed_just_now_is_in_it(window):
    select(window, "Of the whole")
    window.panes.notes.edit_in_row(window.panes.notes.selected[0])
    window.panes.notes.editor.body.setPlainText("Just typed")
    window.actions_by_name["copy_notes_markdown"].trigger()
    assert "Just typed" in QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("document")
def test_markdown_holds_quote_citation_and_words(window):
    select(window, "See *this* & <that>", "Of the whole")
    window.actions_by_name["copy_notes_markdown"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "> report of the Secretary-General\n>\n> — " in text
    assert "p. 1" in text
    assert "See *this* & <that>" in text
    assert text.count("Of the whole") == 1
    assert "second page" not in text
    assert "#" not in text, "what is pasted has no headings of its own"


@pytest.mark.usefixtures("document")
def test_rich_text_is_html_with_the_readers_markup_and_plain_text_beside_it(window):
    select(window, "See *this* & <that>")
    window.actions_by_name["copy_notes_rich_text"].trigger()
    copied = QGuiApplication.clipboard().mimeData()
    assert "<em>this</em> &amp; &lt;that&gt;" in copied.html()
    assert "“report of the Secretary-General”" in copied.html()
    assert "“report of the Secretary-General”\n— " in copied.text()
