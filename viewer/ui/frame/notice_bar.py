"""A line in the window that says what happened, instead of a dialog that must be dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.session.changes import Severity
from viewer.ui.look.icons import icon
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 3
"""Notices shown at once; older ones give way."""

ACCENTS = {Severity.INFO: QColor("#0072B2"), Severity.WARNING: QColor("#E69F00"), Severity.ERROR: QColor("#D55E00")}
TINT = 0.14
"""How much of the accent lies over the window."""
_ICONS = {Severity.INFO: "info", Severity.WARNING: "warning", Severity.ERROR: "warning"}
_WORDS = {Severity.INFO: "Information", Severity.WARNING: "Warning", Severity.ERROR: "Error"}


class NoticeLine(QFrame):
    """One notice: an icon, the words (they can be selected and copied), an optional button, and a way to dismiss it."""

    dismissed = Signal()

    def __init__(
        self,
        severity: Severity,
        text: str,
        action: tuple[str, Callable[[], None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.text = text
        self.documents: set[int | None] = set()
        """The documents that it is said of; None among them where it is said of the program as a whole."""
        self._accent = ACCENTS[severity]
        self.setAccessibleName(f"{_WORDS[severity]}: {text}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(icon(_ICONS[severity]).pixmap(QSize(18, 18), self.devicePixelRatioF()))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = LeadingLabel(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # a policy forgets it; then a short line would take the height of three
        words.setSizePolicy(policy)
        layout.addWidget(words, 1)
        if action is not None:
            button = PushButton(action[0])
            button.clicked.connect(action[1])
            button.clicked.connect(self.dismissed)
            layout.addWidget(button)
        close = QToolButton()
        close.setIcon(icon("clear"))
        close.setAutoRaise(True)
        close.setToolTip("Dismiss")
        close.setAccessibleName("Dismiss")
        close.clicked.connect(self.dismissed)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint of the accent over the window, and a bar of it at the leading edge."""
        painter = QPainter(self)
        tint = QColor(self._accent)
        tint.setAlphaF(TINT)
        painter.fillRect(self.rect(), tint)
        bar = self.rect()
        bar.setWidth(4)
        if self.isRightToLeft():
            bar.moveRight(self.rect().right())
        painter.fillRect(bar, self._accent)
        painter.end()
        super().paintEvent(event)


class NoticeBar(QWidget):
    """The notices under the toolbar, newest last. The same words are shown once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._lines: list[NoticeLine] = []
        self.hide()

    @property
    def texts(self) -> list[str]:
        """The words of the notices shown."""
        return [line.text for line in self._lines]

    def show_notice(
        self,
        severity: Severity,
        text: str,
        action: tuple[str, Callable[[], None]] | None = None,
        *,
        document: int | None = None,
    ) -> None:
        """Show a notice until it is dismissed, pushed out by newer ones, or its ``document`` is closed."""
        known = next((line for line in self._lines if line.text == text), None)
        if known is not None:
            known.documents.add(document)
            return
        line = NoticeLine(severity, text, action, self)
        line.documents.add(document)
        line.dismissed.connect(lambda: self._remove(line))
        self._layout.addWidget(line)
        self._lines.append(line)
        while len(self._lines) > MOST:
            self._remove(self._lines[0])
        self.show()

    def take_back(self, text: str) -> None:
        """Remove a notice whose words are no longer so, where it is still shown."""
        for line in tuple(self._lines):
            if line.text == text:
                self._remove(line)

    def forget(self, document: int) -> None:
        """A document has been closed: nothing more is to be said of it alone."""
        for line in tuple(self._lines):
            line.documents.discard(document)
            if not line.documents:
                self._remove(line)

    def move_to(self, document: int, before: int) -> None:
        """A document has been opened again in the place of the one ``before``: what was said is said of it."""
        for line in self._lines:
            if before in line.documents:
                line.documents.add(document)

    def dismiss_newest(self) -> bool:
        """Dismiss the newest; False where none is shown."""
        newest = self._lines[-1:]
        for line in newest:
            self._remove(line)
        return bool(newest)

    def clear(self) -> None:
        """Dismiss all."""
        for line in tuple(self._lines):
            self._remove(line)

    def _remove(self, line: NoticeLine) -> None:
        if line in self._lines:
            self._lines.remove(line)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))
