"""The desktop's own palette, its texts made readable where they are not.

Fusion draws white on selected rows with a contrast of 3.7:1, placeholders with 4.0:1 and what is disabled with 1.6:1;
desktops bring palettes of their own. Each colour that can be read stays as the desktop has it.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from viewer.ui.look.colors import READABLE, apart, luminance, mixed

Role, Group = QPalette.ColorRole, QPalette.ColorGroup

DISABLED = 3.0
"""The contrast of what is not possible now: it can be read, and is seen to step back (WCAG asks nothing of it)."""
BOX = 0.25
"""How much of the text's colour is in the ground of an empty box, in the dark."""
TEXTS = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.PlaceholderText, Role.Base),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Link, Role.Window),
    (Role.Link, Role.Base),
    (Role.LinkVisited, Role.Window),
    (Role.LinkVisited, Role.Base),
)
"""Each role of text, and what it is set on."""


def readable(palette: QPalette) -> QPalette:
    """A palette with the same colours, but for texts too near to what they are set on, and the ground of selections.

    Of a selection the ground gives way: its text lies on it alone, and marks have its colour.
    """
    mended = QPalette(palette)
    for group in (Group.Active, Group.Inactive, Group.Disabled):
        least = DISABLED if group is Group.Disabled else READABLE
        for role, ground in TEXTS:
            _set(mended, group, role, apart(mended.color(group, role), palette.color(group, ground), least))
        selected = palette.color(group, Role.HighlightedText)
        for role in (Role.Highlight, Role.Accent):
            _set(mended, group, role, apart(palette.color(group, role), selected, least))
    return mended


def with_boxes(palette: QPalette) -> QPalette:
    """The palette for boxes that are ticked: in the dark Fusion draws an empty one so that it is hardly seen."""
    boxes = QPalette(palette)
    for group in (Group.Active, Group.Inactive, Group.Disabled):
        window, base = palette.color(group, Role.Window), palette.color(group, Role.Base)
        if luminance(base) <= luminance(window):
            boxes.setColor(group, Role.Base, mixed(palette.color(group, Role.WindowText), window, BOX))
    return boxes


def _set(palette: QPalette, group: QPalette.ColorGroup, role: QPalette.ColorRole, color: QColor) -> None:
    if palette.color(group, role) != color:  # what is set does not follow the desktop's any more
        palette.setColor(group, role, color)


class ReadablePalette(QObject):
    """Keeps the application's palette readable, also when the desktop goes from light to dark."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued: Qt says so before it takes the desktop's new colours.
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._mend, Qt.ConnectionType.QueuedConnection)
        self._mend()

    def _mend(self) -> None:
        QApplication.setPalette(QPalette())  # the desktop's own
        palette = readable(QApplication.palette())
        QApplication.setPalette(palette)
        for kind in ("QCheckBox", "QRadioButton"):
            QApplication.setPalette(with_boxes(palette), cast("bytes", kind))  # the stubs are wrong: it is a str
