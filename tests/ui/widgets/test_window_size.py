"""No window begins larger than its screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from viewer.ui.actions.keys_help import KeysWindow
from viewer.ui.widgets.window_size import TITLE_BAR, resize_within_screen


def test_a_window_has_the_size_that_it_likes_or_the_screen_s(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableSize()
    resize_within_screen(window, 300, 200)
    assert (window.width(), window.height()) == (300, 200)
    resize_within_screen(window, 30_000, 20_000)
    assert (window.width(), window.height()) == (screen.width(), screen.height() - TITLE_BAR)


@pytest.mark.parametrize("points", [9, 40])
def test_the_list_of_keys_stays_on_the_screen_in_the_largest_type(qtbot, qapp, points):
    before = qapp.font()
    font = qapp.font()
    font.setPointSize(points)
    qapp.setFont(font)
    try:
        window = KeysWindow()
        qtbot.addWidget(window)
        assert window.height() <= window.screen().availableSize().height() - TITLE_BAR
    finally:
        qapp.setFont(before)
