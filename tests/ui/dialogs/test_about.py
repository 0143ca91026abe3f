"""The dialog that says what the program is."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from viewer import __version__
from viewer.session.settings import data_folder
from viewer.ui.dialogs.about import AboutDialog


def test_it_says_what_it_is_and_what_it_is_not_and_where_notes_are(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"Verbale {__version__}" in said
    assert "not a product of the United Nations" in said
    assert "GNU Affero" in said
    assert str(data_folder()) in said


def test_versions_are_copied_for_a_report(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Verbale {__version__}, Qt 6.")
    assert "PyMuPDF 1." in copied or "PyMuPDF 2." in copied
