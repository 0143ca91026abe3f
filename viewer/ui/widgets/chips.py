"""Chips side by side, as many lines of them as there must be: what is chosen, each with a way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QToolButton, QWidget

from viewer.ui.look.icons import icon
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

LONGEST = 28
"""Characters of a chip; the tooltip has the rest."""


class FlowLayout(QLayout):
    """Puts widgets side by side from the leading edge, and goes on in the next line where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(STEP, 0, STEP, STEP)
        self.setSpacing(STEP // 2)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a widget."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The widget at a place; None beyond the last, which Qt's stubs do not foresee."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Give a widget back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """A narrow panel needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of as many lines as there must be."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """That of the widest chip."""
        margins = self.contentsMargins()
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Move the widgets to their places."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        x, y, line = 0, 0, 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(room.width(), 1), 1000))
            if x and x + size.width() > room.width():
                x, y, line = 0, y + line + self.spacing(), 0
            if move:
                box = QRect(room.topLeft() + QPoint(x, y), size)
                item.setGeometry(QStyle.visualRect(direction, room, box))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line + margins.top() + margins.bottom() if self._items else 0


class Chips(QWidget):
    """A row of chips. ``taken_back`` carries what a chip stands for, ``cleared`` says that all are to go."""

    taken_back = Signal(object)
    cleared = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[QToolButton] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Iterable[tuple[str, Hashable]]) -> None:
        """Show these, each with its words and what it stands for; a last one takes all back where there are several."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for words, what in chips:
            short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "\u2026"
            button = self._add(short, f"{words}: take this back")
            button.setIcon(icon("clear"))
            button.clicked.connect(lambda _checked=False, what=what: self.taken_back.emit(what))
        if len(self.buttons) > 1:
            self._add("Clear", "Show all notes").clicked.connect(self.cleared)
        self.setVisible(bool(self.buttons))
        self.updateGeometry()

    def _add(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words.replace("&", "&&"))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(12, 12))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flow.addWidget(button)
        button.show()
        self.buttons.append(button)
        return button
