"""Choosing form and grouping of an export: the preview is the first part of what will be written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from viewer.export.notes import GroupBy
from viewer.export.table import Of, exporter_named, exporters_of
from viewer.session.notes import templates
from viewer.session.notes.templates import template_files
from viewer.ui.dialogs.export_choice import MOST_NOTES, ExportChoice, ExportChoiceDialog, LastExport, StillPage


@pytest.fixture
def document(paper_desk):
    document = paper_desk.lay_open()
    document.notes.note_on_document("The <first> note")
    document.notes.note_on_page(0, "The second")
    return document


@pytest.fixture
def dialog(qtbot, document):
    dialog = ExportChoiceDialog(None, document)
    qtbot.addWidget(dialog)
    return dialog


def choose(dialog, name) -> None:
    dialog.form.setCurrentIndex(dialog.form.findText(exporter_named(name).words))


def test_the_preview_is_what_will_be_written(dialog):
    assert dialog.choice.exporter == exporter_named("markdown")
    assert dialog.preview.currentWidget() is dialog.text
    assert dialog.text.toPlainText().startswith("# Notes on ")
    assert "The second" in dialog.text.toPlainText()
    assert dialog.caption.text() == "Preview"


@pytest.mark.parametrize("exporter", exporters_of(Of.NOTES), ids=lambda exporter: exporter.name)
def test_each_form_is_shown_and_says_whether_it_is_grouped(dialog, exporter):
    choose(dialog, exporter.name)
    assert dialog.group.isEnabled() is (exporter.name in {"markdown", "html", "text", "docx"})
    shown = dialog.preview.currentWidget()
    assert shown is (dialog.page if exporter.name in {"html", "docx"} else dialog.text)
    assert "The <first> note" in shown.toPlainText()


def test_a_pdf_copy_has_no_preview_but_words(dialog):
    dialog.form.setCurrentIndex(dialog.form.count() - 1)
    assert dialog.choice.exporter is None
    assert dialog.preview.currentWidget() is dialog.said
    assert not dialog.group.isEnabled()


def test_the_grouping_is_seen_at_once(dialog):
    choose(dialog, "text")
    dialog.group.setCurrentIndex(dialog.group.findText("Tag"))
    assert "= Without tags =" in dialog.text.toPlainText()
    assert dialog.choice.group_by is GroupBy.TAG
    assert {dialog.group.itemData(row) for row in range(dialog.group.count())} == set(GroupBy)


def test_of_many_notes_the_first_are_shown_and_the_others_counted(qtbot, document):
    for number in range(MOST_NOTES):
        document.notes.note_on_page(1, f"Number {number}")
    dialog = ExportChoiceDialog(None, document)
    qtbot.addWidget(dialog)
    assert dialog.caption.text() == f"Preview of the first {MOST_NOTES} of {MOST_NOTES + 2} notes"
    assert dialog.text.toPlainText().count("Number") == MOST_NOTES - 2


def test_only_selected_notes_are_shown(qtbot, document):
    dialog = ExportChoiceDialog(None, document, only=[document.notes.annotations[-1].id])
    qtbot.addWidget(dialog)
    assert "first" not in dialog.text.toPlainText()
    assert dialog.windowTitle() == "Export selected notes"


def test_references_are_not_grouped(qtbot, document):
    dialog = ExportChoiceDialog(None, document, Of.REFERENCES)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText().startswith("@")
    assert dialog.group.isHidden()


def test_the_page_loads_nothing(qtbot, tmp_path):
    page = StillPage()
    qtbot.addWidget(page)
    there = tmp_path / "secret.css"
    there.write_text("p { color: red }", encoding="utf-8")
    asked = QUrl.fromLocalFile(str(there))
    assert not page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, asked)
    page.setHtml(f'<p>Words <a href="{asked.toString()}">link</a></p><img src="{asked.toString()}">')
    assert not page.openLinks()
    assert "Words" in page.toPlainText()


@pytest.fixture
def mine(tmp_path, monkeypatch):
    folder = tmp_path / "templates"
    folder.mkdir()
    monkeypatch.setattr(templates, "templates_folder", lambda: folder)
    return folder


def of_template(qtbot, document, mine, words):
    (mine / "Mine.md.j2").write_text(words, encoding="utf-8")
    dialog = ExportChoiceDialog(None, document)
    qtbot.addWidget(dialog)
    dialog.form.setCurrentIndex(dialog.form.findText("Template: Mine"))
    return dialog


def test_a_template_is_shown_when_it_is_done(qtbot, document, mine):
    dialog = of_template(qtbot, document, mine, "{% for note in notes %}* {{ note.body }}\n{% endfor %}")
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "* The <first> note" in dialog.text.toPlainText()
    assert dialog.group.isEnabled()
    assert len(template_files()) > 1, "the examples are offered as well"


def test_a_template_that_fails_is_said_and_cannot_be_saved(qtbot, document, mine):
    dialog = of_template(qtbot, document, mine, "{% if %}")
    qtbot.waitUntil(lambda: "Mine.md.j2, line 1" in dialog.said.text())
    assert not dialog.save.isEnabled()


def test_an_endless_template_does_not_hold_the_window(qtbot, document, mine, monkeypatch):
    endless = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    dialog = of_template(qtbot, document, mine, endless)
    choose(dialog, "markdown")  # another choice ends it at once
    assert dialog.save.isEnabled()
    monkeypatch.setattr(templates, "SECONDS", 0.5)
    dialog.form.setCurrentIndex(dialog.form.findText("Template: Mine"))
    qtbot.waitUntil(lambda: "takes too long" in dialog.said.text())
    dialog.show_preview()
    dialog.reject()
    assert not dialog.looking.isActive()


def test_what_was_chosen_last_is_chosen_again(qtbot, paper_desk, document, monkeypatch):
    last = LastExport(paper_desk.session, Of.NOTES)
    monkeypatch.setattr(ExportChoiceDialog, "exec", lambda dialog: choose(dialog, "text") or 1)
    monkeypatch.setattr(ExportChoiceDialog, "choice", ExportChoice(exporter_named("text"), GroupBy.TAG))
    ExportChoiceDialog.ask(None, document, last=last)
    monkeypatch.undo()
    again = ExportChoiceDialog(None, document, last=LastExport(paper_desk.session, Of.NOTES))
    qtbot.addWidget(again)
    assert again.choice == ExportChoice(exporter_named("text"), GroupBy.TAG)
    last.keep(ExportChoice(None))
    copy = ExportChoiceDialog(None, document, last=last)
    qtbot.addWidget(copy)
    assert copy.choice.exporter is None
    others = ExportChoiceDialog(None, document, Of.REFERENCES, last=LastExport(paper_desk.session, Of.REFERENCES))
    qtbot.addWidget(others)
    assert others.choice.exporter == exporters_of(Of.REFERENCES)[0], "references have a form of their own"
