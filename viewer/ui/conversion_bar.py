"""Files whose pages LibreOffice is making: a line each under the toolbar, with a way to give it up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.session.changes import ConversionBegun, ConversionEnded
from viewer.ui.panels.leading_label import LeadingLabel

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.session import Session

PROGRESS = QSize(96, 6)


class ConversionLine(QFrame):
    """One file: what happens to it, that it goes on, and a button that gives it up."""

    def __init__(self, begun: ConversionBegun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = f"Converting {begun.path.name} with LibreOffice…"
        self.setAccessibleName(self.text)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(12)
        progress = QProgressBar()
        progress.setRange(0, 0)  # LibreOffice does not say how far it is
        progress.setTextVisible(False)
        progress.setFixedSize(PROGRESS)
        progress.setAccessibleName(self.text)
        layout.addWidget(progress)
        self._words = LeadingLabel(self.text)
        self._words.setToolTip(str(begun.path))
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._words, 1)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleDescription(self.text)
        layout.addWidget(self.cancel)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A long name gives way in its middle."""
        super().resizeEvent(event)
        self._layout.activate()
        words = self._words
        words.setText(words.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideMiddle, words.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A tint of the highlight over the window."""
        painter = QPainter(self)
        tint = self.palette().color(QPalette.ColorRole.Highlight)
        tint.setAlphaF(0.10)
        painter.fillRect(self.rect(), tint)
        painter.end()
        super().paintEvent(event)


class ConversionBar(QWidget):
    """The lines, in the order in which the conversions have begun."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.lines: dict[int, ConversionLine] = {}
        self.hide()
        session.changes.subscribe(self._changed)

    def _changed(self, change: Change) -> None:
        if isinstance(change, ConversionBegun):
            line = self.lines[change.document] = ConversionLine(change, self)
            line.cancel.clicked.connect(partial(self._session.cancel_opening, change.document))
            self._layout.addWidget(line)
            self.show()
        elif isinstance(change, ConversionEnded) and change.document in self.lines:
            line = self.lines.pop(change.document)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
            self.setVisible(bool(self.lines))
