"""The six colours of a note as round buttons with names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from viewer.model.annotation import HighlightColor
from viewer.ui.look.colors import color_name, highlight_color

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

SIDE = 24
DOT = 16


class ColorButton(QAbstractButton):
    """A dot in a colour; the chosen one has a ring and a tick, so that it is not told by colour alone."""

    def __init__(self, color: HighlightColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color = color
        self.setCheckable(True)
        self.setText(color_name(color))
        self.setAccessibleName(color_name(color))
        self.setToolTip(color_name(color))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(SIDE, SIDE)

    def sizeHint(self) -> QSize:
        """Three steps of the grid."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        middle = QRectF(self.rect()).center()
        dot = QRectF(0, 0, DOT, DOT)
        dot.moveCenter(middle)
        _paint_dot(painter, self.color, dot, self.palette())
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(text, 1.5))
            painter.drawEllipse(dot.adjusted(-2.5, -2.5, 2.5, 2.5))
            painter.setPen(QPen(Qt.GlobalColor.black, 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            x, y = middle.x(), middle.y()
            painter.drawLine(round(x - 3), round(y), round(x - 1), round(y + 3))
            painter.drawLine(round(x - 1), round(y + 3), round(x + 4), round(y - 3))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class ColorButtons(QWidget):
    """One of six. ``chosen`` carries the colour that was clicked or reached with the arrows."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour")
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.buttons: dict[HighlightColor, ColorButton] = {}
        for color in HighlightColor:
            button = ColorButton(color)
            button.clicked.connect(lambda _checked=False, color=color: self.chosen.emit(color))
            self._group.addButton(button)
            layout.addWidget(button)
            self.buttons[color] = button

    def name_colors(self, name: Callable[[str], str]) -> None:
        """Call the colours what the reader calls them."""
        for color, button in self.buttons.items():
            button.setToolTip(name(color.value))
            button.setAccessibleName(name(color.value))

    def show_color(self, color: HighlightColor | None) -> None:
        """Tick a colour, or none."""
        if color is not None:
            self.buttons[color].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)


def color_icon(color: HighlightColor, palette: QPalette) -> QIcon:
    """The dot for menus, sharp on screens of one and two pixels a point."""
    made = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(DOT * ratio, DOT * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_dot(painter, color, QRectF(1, 1, DOT - 2, DOT - 2), palette)
        painter.end()
        made.addPixmap(pixmap)
    return made


def _paint_dot(painter: QPainter, color: HighlightColor, box: QRectF, palette: QPalette) -> None:
    edge = palette.color(QPalette.ColorRole.WindowText)
    edge.setAlphaF(0.35)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(highlight_color(color))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
