"""The parts that dialogs are made of: words from the leading edge, and the buttons that end one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QDialog

READ_AND_COPIED = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
"""What can be done with a text that is not edited; with a caret, which shows that it has the focus."""


def words(text: str = "") -> LeadingLabel:
    """Words that wrap, and can be selected and copied with the mouse."""
    label = LeadingLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class EndButton(PushButton):
    """A button that Enter presses from anywhere in its dialog.

    The style shows that by the outline with which it shows the focus, too: so a ring says where the focus is.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 1.5, 1.5)
            painter.end()


def fit(dialog: QDialog, width: int) -> None:
    """Make a dialog that wide and as high as its words then need; Qt would count them with more lines."""
    layout = dialog.layout()
    if layout is not None:
        dialog.setMinimumWidth(width)
        dialog.resize(width, layout.totalHeightForWidth(width))


def ending(dialog: QDialog, accept: str = "") -> tuple[QDialogButtonBox, QPushButton]:
    """The buttons that end a dialog, and the one that Enter presses: it accepts with the words given, or closes."""
    buttons, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
    button = EndButton(accept or "Close")
    buttons.addButton(button, role.AcceptRole if accept else role.RejectRole)
    if accept:
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, button
