"""A button whose words are laid out in their own direction, whichever way the interface runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from viewer.model.bidi import isolated

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton


class PushButton(QPushButton):
    """A button whose ellipsis ("Open…") stays at the end of its words; Qt's lays them out as the interface runs."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """As Qt has it, the words by themselves."""
        super().initStyleOption(option)
        if option.text and self.isRightToLeft():
            option.text = isolated(option.text)
