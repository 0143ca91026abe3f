"""Words of buttons in an interface that runs the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from viewer.ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

Direction = Qt.LayoutDirection


@pytest.fixture
def picture(qtbot, qapp):
    def of(kind: type[QPushButton], words: str, direction: Direction) -> QImage:
        qapp.setLayoutDirection(direction)
        button = kind(words)
        qtbot.addWidget(button)
        button.resize(200, 40)
        return button.grab().toImage()

    yield of
    qapp.setLayoutDirection(Direction.LeftToRight)


@pytest.mark.parametrize("words", ["Open a document…", "Share in a &folder…"])
def test_words_look_the_same_whichever_way_the_interface_runs(picture, words):
    right_to_left = picture(PushButton, words, Direction.RightToLeft)
    assert right_to_left == picture(PushButton, words, Direction.LeftToRight)
    assert right_to_left != picture(QPushButton, words, Direction.RightToLeft), (
        "Qt's puts the ellipsis before the words"
    )


def test_a_button_says_its_words_as_they_are(qtbot, qapp):
    qapp.setLayoutDirection(Direction.RightToLeft)
    button = PushButton("Choose…")
    qtbot.addWidget(button)
    assert button.text() == "Choose…"
    qapp.setLayoutDirection(Direction.LeftToRight)
