"""The bar of the open documents' tabs: what closes one, and what can be done with one by its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar, QToolButton

from viewer.model.bidi import isolated
from viewer.ui.look.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIGN = QSize(12, 12)
WIDEST, NARROWEST = 30, 20
"""Average characters of a tab's widest and of what it shrinks to before the bar is scrolled."""


class DocumentTabBar(QTabBar):
    """Tabs that a middle click closes, each with a button that does too.

    The style's own button is red on the tab in front, as if something were wrong with it, and has no name.
    ``menu_wanted`` carries the index of a tab and the place on the screen.
    """

    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = -1
        self.setElideMode(Qt.TextElideMode.ElideRight)

    def tabSizeHint(self, index: int) -> QSize:
        """A long title is cut, so that others have room."""
        return self._at_most(super().tabSizeHint(index), WIDEST)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs shrink as far as titles can still be told apart."""
        return self._at_most(super().tabSizeHint(index), NARROWEST)

    def _at_most(self, size: QSize, characters: int) -> QSize:
        return size.boundedTo(QSize(characters * self.fontMetrics().averageCharWidth(), size.height()))

    def initStyleOption(self, option: QStyleOptionTab, tab: int) -> None:
        """Cut as Qt cuts it, and laid out in its own direction, with the ellipsis at its own end."""
        super().initStyleOption(option, tab)
        option.text = isolated(option.text)

    @property
    def _side(self) -> QTabBar.ButtonPosition:
        place = self.style().styleHint(QStyle.StyleHint.SH_TabBar_CloseButtonPosition, None, self)
        return QTabBar.ButtonPosition(place)

    def close_button(self, index: int) -> QWidget | None:
        """What closes a tab."""
        return self.tabButton(index, self._side)

    def name_tab(self, index: int, title: str) -> None:
        """Let screen readers say which document the button of a tab closes."""
        button = self.close_button(index)
        if button is not None:
            button.setAccessibleName(f"Close {title}")

    def tabInserted(self, index: int) -> None:
        """Give each tab its button."""
        super().tabInserted(index)
        button = QToolButton(self)
        button.setIcon(icon("clear"))
        button.setIconSize(SIGN)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the tabs have the focus, and Ctrl+W closes
        button.setToolTip("Close")
        button.clicked.connect(lambda: self._close_with(button))
        self.setTabButton(index, self._side, button)

    def _close_with(self, button: QToolButton) -> None:
        for index in range(self.count()):
            if self.close_button(index) is button:
                self.tabCloseRequested.emit(index)
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A middle click closes the tab on which it begins and ends."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self.tabAt(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it was pressed, the middle button closes."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
        elif self._pressed >= 0 and self._pressed == self.tabAt(event.position().toPoint()):
            self.tabCloseRequested.emit(self._pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the tab under the pointer; asked for with the keyboard, of the one in front."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.tabAt(event.pos())
        if index >= 0:
            place = self.mapToGlobal(self.tabRect(index).bottomLeft()) if by_key else event.globalPos()
            self.menu_wanted.emit(index, place)
