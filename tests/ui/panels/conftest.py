"""A desk to read at, and a document with one note on it for the tests that need no more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from ui.panels.reading_desk import ReadingDesk

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span


@pytest.fixture
def desk(tmp_path):
    """A session with nothing open; its store is closed at the end."""
    desk = ReadingDesk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def come_to(qtbot):
    """Comes to the list of a panel by the keyboard, as somebody who has not been in it."""

    def come(panel):
        panel.tree.clearFocus()  # which a panel alone in its window has had from the start
        panel.tree.setCurrentIndex(QModelIndex())
        panel.activateWindow()
        panel.setFocus()
        qtbot.waitUntil(panel.tree.hasFocus)

    return come


@pytest.fixture
def document(desk):
    document = desk.open("a.pdf")
    desk.read(document, ["The General Assembly adopted a resolution in Geneva."])
    return document


@pytest.fixture
def note(document):
    return document.notes.highlight(Span(4, 20), HighlightColor.GREEN, body="first").id
