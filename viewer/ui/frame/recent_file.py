"""A file that was open before, on the start page: its name, and below it the folder that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QCommandLinkButton, QStyle, QStyleOptionButton, QStylePainter

from viewer.ui.look.colors import secondary_text
from viewer.ui.look.icons import icon
from viewer.ui.widgets.fonts import bold

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

MARGIN, SIGN = 8, 20


class RecentFile(QCommandLinkButton):
    """A button of two lines, each cut to the width: names by their middle, since letters differ at their ends.

    Qt's own cuts a name without a sign and lets a folder take as many lines as it needs, or as few as are left.
    """

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(path.name.replace("&", "&&"), str(path.parent), parent)
        self._name = path.name
        self.setIcon(icon("document"))
        self.setToolTip(str(path))

    def sizeHint(self) -> QSize:
        """Two lines, as wide as there is room."""
        return QSize(20 * MARGIN, 2 * QFontMetrics(self.font()).lineSpacing() + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Neither line may be squeezed."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002 - Qt's signature
        """The same at each width."""
        return self.sizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """The style's ground, the sign of a document, and the two lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        sign = QRect(MARGIN, MARGIN, SIGN, QFontMetrics(self.font()).lineSpacing())
        self.icon().paint(painter, self._visual(sign))
        text = self.palette().color(QPalette.ColorRole.WindowText)
        name = bold(self.font())
        lines = (
            (self._name, name, text),
            (self.description(), self.font(), secondary_text(self.palette())),
        )
        top = MARGIN
        for words, font, color in lines:
            metrics = QFontMetrics(font)
            line = QRect(2 * MARGIN + SIGN, top, self.width() - 3 * MARGIN - SIGN, metrics.lineSpacing())
            painter.setFont(font)
            painter.setPen(color)
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a path is read so in every interface
            painter.drawText(
                self._visual(line), flags, metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, line.width())
            )
            top += metrics.lineSpacing()
        painter.end()

    def _visual(self, logical: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)
