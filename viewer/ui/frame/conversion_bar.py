"""Files that take a while to be opened: a line each under the toolbar, with a way to give it up.

LibreOffice makes the pages of some; a book or a long web page is laid out as a whole before its first page is known.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.session.changes import ConversionBegun, ConversionEnded, OpeningBegun, OpeningEnded
from viewer.ui.widgets.leading_label import LeadingLabel

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.session import Session

PROGRESS = QSize(96, 6)
OPENING_PATIENCE_MS = 400
"""What is open by then has no line: it would come and go."""


class ConversionLine(QFrame):
    """One file: what happens to it, that it goes on, and a button that gives it up."""

    def __init__(self, begun: ConversionBegun | OpeningBegun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = begun.path.name
        converted = isinstance(begun, ConversionBegun)
        self.text = f"Converting {name} with LibreOffice…" if converted else f"Opening {name}…"
        self.setAccessibleName(self.text)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(12)
        progress = QProgressBar()
        progress.setRange(0, 0)  # neither LibreOffice nor MuPDF says how far it is
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name gives way in its middle."""
        super().resizeEvent(event)
        self._layout.activate()
        words = self._words
        words.setText(words.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideMiddle, words.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint of the highlight over the window."""
        painter = QPainter(self)
        tint = self.palette().color(QPalette.ColorRole.Highlight)
        tint.setAlphaF(0.10)
        painter.fillRect(self.rect(), tint)
        painter.end()
        super().paintEvent(event)


class ConversionBar(QWidget):
    """The lines, in the order in which they have come."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.lines: dict[int, ConversionLine] = {}
        self._opening: set[int] = set()
        self.hide()
        session.changes.subscribe(self._changed)
        for begun in session.being_opened:  # the window is made while the first file is opened
            self._changed(begun)

    def _changed(self, change: Change) -> None:
        match change:
            case OpeningBegun():
                self._opening.add(change.document)
                QTimer.singleShot(OPENING_PATIENCE_MS, self, partial(self._tell_of_opening, change))
            case ConversionBegun():
                self._add(change)
            case OpeningEnded() | ConversionEnded():
                self._opening.discard(change.document)
                self._remove(change.document)
            case _:
                pass

    def _tell_of_opening(self, begun: OpeningBegun) -> None:
        if begun.document in self._opening:
            self._add(begun)

    def _add(self, begun: ConversionBegun | OpeningBegun) -> None:
        line = self.lines[begun.document] = ConversionLine(begun, self)
        line.cancel.clicked.connect(partial(self._session.cancel_opening, begun.document))
        self._layout.addWidget(line)
        self.show()

    def _remove(self, document: int) -> None:
        line = self.lines.pop(document, None)
        if line is not None:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
            self.setVisible(bool(self.lines))
