"""A card over the pages: it stands beside what it is about, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QMouseEvent

    from viewer.ui.page.canvas import PageCanvas

GAP = 6
"""Device-independent pixels between a card and what it is about, and the edges of the view."""
NARROWEST = 200
SIDE, TOP = 16, 12
"""Device-independent pixels around what a card says."""


class PageCard(QFrame):
    """The frame of a card, ``width`` wide where there is room, and the column of what it says."""

    def __init__(self, view: PageCanvas, width: int) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)  # else it takes the roles of the viewport it lies on
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(min(width, max(NARROWEST, view.viewport().width() - 2 * GAP)))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE, TOP, SIDE, TOP)

    @property
    def has_focus_inside(self) -> bool:
        """Whether the card or one of its buttons has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def stand_by(self, around: QRectF, beginning: float) -> None:
        """Stand under what it is about, or above it where there is no room.

        ``beginning`` is where the leading edge is to be, as far as the view is wide enough.
        """
        self.ensurePolished()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        room = self._view.viewport().size()
        y = around.bottom() + GAP
        if y + self.height() > room.height() and around.top() - GAP - self.height() >= 0:
            y = around.top() - GAP - self.height()
        left = beginning - self.width() if self._view.isRightToLeft() else beginning
        x = min(max(left, GAP), max(GAP, room.width() - self.width() - GAP))
        self.move(QPointF(x, y).toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the card is not one on the page under it."""
        event.accept()
