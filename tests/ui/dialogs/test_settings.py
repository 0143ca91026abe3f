"""The settings as a form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget

from viewer.model.annotation import HighlightColor
from viewer.session.official_pages import OFFICIAL_LANGUAGES
from viewer.session.settings import Settings
from viewer.ui.dialogs import settings as settings_dialog
from viewer.ui.dialogs.settings import SettingsDialog
from viewer.workers.office.office_program import OfficeProgram

BEFORE = Settings(author="A. Reader", link_language="fr", recent_files=("/a.pdf",), window={"left": "hidden"})


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def choosing(monkeypatch, change, result=QDialog.DialogCode.Accepted) -> None:
    """Let the next dialog be filled in by ``change`` and end."""

    def ask(dialog):
        change(dialog)
        return result

    monkeypatch.setattr(SettingsDialog, "exec", ask)


def test_it_shows_what_is_set(parent):
    dialog = SettingsDialog(BEFORE, parent)
    assert dialog.author.text() == "A. Reader"
    assert dialog.links.currentData() == "fr"
    assert dialog.settings == BEFORE


def test_all_official_languages_and_the_system_s_are_offered(parent):
    dialog = SettingsDialog(Settings(), parent)
    offered = [dialog.links.itemData(row) for row in range(dialog.links.count())]
    assert offered == ["", *OFFICIAL_LANGUAGES]
    assert dialog.links.currentData() == ""


def test_an_unknown_language_is_the_system_s(parent):
    dialog = SettingsDialog(replace(BEFORE, link_language="xx"), parent)
    assert dialog.links.currentIndex() == 0


def test_what_is_chosen_is_kept_and_the_rest_left_alone(monkeypatch, parent):
    def change(dialog):
        dialog.author.setText("  B. Writer ")
        dialog.links.setCurrentIndex(dialog.links.findData("ar"))
        dialog.reopen.click()

    choosing(monkeypatch, change)
    after = replace(BEFORE, author="B. Writer", link_language="ar", reopen_documents=False)
    assert SettingsDialog.ask(parent, BEFORE) == after


def test_cancelling_changes_nothing(monkeypatch, parent):
    choosing(monkeypatch, lambda dialog: dialog.author.setText("X"), QDialog.DialogCode.Rejected)
    assert SettingsDialog.ask(parent, BEFORE) is None


def test_the_window_keeps_what_was_chosen(monkeypatch, paper_desk, window):
    choosing(monkeypatch, lambda dialog: dialog.author.setText("B. Writer"))
    window.actions_by_name["settings"].trigger()
    assert paper_desk.session.settings.author == "B. Writer"
    assert "B. Writer" in (paper_desk.folder / "settings.json").read_text(encoding="utf-8")


def test_the_office_program_can_be_named(parent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/opt/office/soffice", ""))
    dialog = SettingsDialog(BEFORE, parent)
    dialog.findChild(QPushButton, "choose office").click()
    assert dialog.settings == replace(BEFORE, office_program="/opt/office/soffice")
    dialog.office.setText("  ")
    assert dialog.settings == BEFORE


def test_it_says_where_the_office_program_is_or_how_to_get_it(parent, monkeypatch):
    found = OfficeProgram(Path("/usr/bin/soffice"), "1")
    monkeypatch.setattr(settings_dialog, "find_office_program", lambda: found)
    assert SettingsDialog(BEFORE, parent).office.placeholderText() == str(found.path)
    monkeypatch.setattr(settings_dialog, "find_office_program", lambda: None)
    dialog = SettingsDialog(BEFORE, parent)
    assert dialog.office.placeholderText() == "Not found"
    assert any("Install it" in label.text() for label in dialog.findChildren(QLabel))


def test_colours_get_names_and_the_bar_can_be_switched_off(qtbot):
    dialog = SettingsDialog(Settings(color_names={"yellow": "claim"}))
    qtbot.addWidget(dialog)
    assert dialog.color_names[HighlightColor.YELLOW].text() == "claim"
    dialog.color_names[HighlightColor.YELLOW].setText("")
    dialog.color_names[HighlightColor.GREEN].setText(" a  question ")
    dialog.selection_bar.setChecked(False)
    assert dialog.settings.color_names == {"green": "a question"}
    assert dialog.settings.color_name("green") == "a question"
    assert dialog.settings.color_name("yellow") == "Yellow"
    assert not dialog.settings.selection_bar


def test_on_a_low_screen_the_form_scrolls_and_no_field_is_squeezed(parent):
    dialog = SettingsDialog(Settings(), parent)
    dialog.resize(dialog.sizeHint().width(), 240)
    dialog.show()
    for field in (dialog.author, *dialog.color_names.values()):
        assert field.height() >= field.minimumSizeHint().height()


def test_the_form_asks_for_room_for_all_its_lines(parent):
    dialog = SettingsDialog(Settings(), parent)
    dialog.resize(dialog.sizeHint())
    dialog.show()
    area = dialog.findChild(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
