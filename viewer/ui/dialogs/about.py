"""What this program is, what it is made with, and where it keeps the reader's notes."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout

from viewer import __version__
from viewer.model.resources import resource_path
from viewer.session.settings import data_folder
from viewer.ui.dialogs.parts import ending, fit, words
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.quiet_label import QuietLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH, SIGN = 480, 64
WHAT = "A viewer for documents of the United Nations. It is not a product of the United Nations."
LICENCE = "Free software under the GNU Affero General Public License, version 3 or later, without any warranty."
NAME_SCALE = 1.5


class AboutDialog(QDialog):
    """The name and version, the licence, and what to say of this installation when something goes wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Verbale")
        name = words(f"Verbale {__version__}")
        font = bold(name.font())
        font.setPointSizeF(font.pointSizeF() * NAME_SCALE)
        name.setFont(font)
        sign = QLabel()
        sign.setPixmap(
            QIcon(str(resource_path("icons/verbale.svg"))).pixmap(QSize(SIGN, SIGN), self.devicePixelRatioF())
        )
        self.made_with = QuietLabel(made_with())
        self.made_with.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        notes = QuietLabel(f"Your notes are kept in {data_folder()}.")
        notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons, close = ending(self)
        self.copy = buttons.addButton("Co&py versions", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setToolTip("Copy what this installation is made of, for a report of a fault")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"Verbale {__version__}, {made_with()}"))
        folder = buttons.addButton("Open &folder of notes", QDialogButtonBox.ButtonRole.ActionRole)
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder()))))
        for button in (self.copy, folder):
            button.setAutoDefault(False)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (name, words(WHAT), words(LICENCE), self.made_with, notes):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(row)
        layout.addWidget(buttons)
        fit(self, WIDTH)
        close.setFocus()

    @classmethod
    def tell(cls, parent: QWidget) -> None:
        """Show it until it is closed."""
        dialog = cls(parent)
        dialog.exec()
        dialog.deleteLater()


def made_with() -> str:
    """The versions of what the program stands on: "Qt 6.11, PyMuPDF 1.26, Python 3.11 on Linux"."""
    # PyMuPDF itself is imported in workers only: its version is asked of its package.
    parts = [f"Qt {qVersion()}", f"PyMuPDF {metadata.version('pymupdf')}", f"Python {platform.python_version()}"]
    return f"{', '.join(parts)} on {platform.system()} ({platform.machine()})"
