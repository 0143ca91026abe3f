"""Fonts made from the one that a widget has, so that the reader's size and family stay."""

from __future__ import annotations

from PySide6.QtGui import QFont


def bold(font: QFont) -> QFont:
    """The same in bold."""
    heavier = QFont(font)
    heavier.setBold(True)
    return heavier
