"""A small bar at the selected words: colours, lines, a note, copying. It never covers what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from viewer.model.annotation import HighlightColor
from viewer.ui.widgets.color_buttons import ColorButton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

    from viewer.session.session import Session
    from viewer.ui.page.view import PageView

GAP = 6
ICON = 18
COMMANDS = ("underline", "strike_through", "note", "", "copy", "copy_quotation")
"""Names in the ACTIONS table; an empty one is a gap."""


class SelectionBar(QFrame):
    """The bar over a page view, with one button for each action."""

    def __init__(self, view: PageView, actions: Mapping[str, QAction], session: Session) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setAccessibleName("What can be done with the selection")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        self.buttons: list[QWidget] = []
        for number, color in enumerate(HighlightColor, 1):
            button = ColorButton(color)
            button.setCheckable(False)
            name = session.settings.color_name(color.value)
            button.setToolTip(f"{name} ({number})")
            button.setAccessibleName(f"Highlight, {name}")
            button.clicked.connect(actions[f"highlight_{color}"].trigger)
            self._add(button)
        layout.addSpacing(4)
        for name in COMMANDS:
            if name:
                self._add(self._button(actions[name]))
            else:
                layout.addSpacing(4)

    def _add(self, button: QWidget) -> None:
        self.buttons.append(button)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        layout.addWidget(button)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(action.icon())
        button.setIconSize(QSize(ICON, ICON))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(action.trigger)
        return button

    # -- where it stands ----------------------------------------------------------------------------------------------

    def place(self) -> bool:
        """Stand below the selection, else above it, else where it covers nothing of it. Whether there is such a place.

        It begins where the selected words end, on their own side in a right-to-left interface, too.
        """
        selected = list(self._selected())
        view = QRectF(self._view.viewport().rect()).adjusted(GAP, GAP, -GAP, -GAP)
        size = self.sizeHint()
        seen = [rect for rect in selected if rect.intersects(view)]
        if not seen or size.width() > view.width():
            return False
        first, last = min(seen, key=QRectF.top), max(seen, key=QRectF.bottom)
        x = last.center().x() - size.width() / 2
        places = ((x, last.bottom() + GAP), (first.center().x() - size.width() / 2, first.top() - GAP - size.height()))
        corners = [(x, view.top()), (x, view.bottom() - size.height())]
        for left, top in (*places, *corners):
            box = QRectF(min(max(left, view.left()), view.right() - size.width()), top, size.width(), size.height())
            if view.contains(box) and not any(box.intersects(rect) for rect in selected):
                self.resize(size)
                self.move(QPoint(round(box.x()), round(box.y())))
                return True
        return False

    def _selected(self) -> Iterable[QRectF]:
        for page in self._view.visible_pages():
            for rect in self._view.page_painter.selection_rects(page):
                yield self._view.rect_in_view(page, rect)

    # -- the keyboard -------------------------------------------------------------------------------------------------

    @property
    def has_focus_inside(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the buttons, as they are seen; Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            forward = (event.key() == Qt.Key.Key_Right) == self.isLeftToRight()
            self.focusNextPrevChild(forward)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """The focus goes round within the bar."""
        focus = QApplication.focusWidget()
        at = self.buttons.index(focus) if focus in self.buttons else -1
        reached = 0 if at < 0 else (at + (1 if next else -1)) % len(self.buttons)
        self.buttons[reached].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the bar is not one on the page under it."""
        event.accept()
