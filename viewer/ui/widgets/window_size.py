"""The first size of a window: what it likes, and no more than the screen has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TITLE_BAR = 40
"""Room for the title bar on a screen that a window fills: how high it is, is only known once it is there."""


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window that size in device-independent pixels, or less where its screen, with its title bar, has less."""
    screen = window.screen().availableSize()
    window.resize(min(width, screen.width()), min(height, screen.height() - TITLE_BAR))
