"""What the window shows while nothing is open: one sentence, a button, recent files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from viewer.model.resources import resource_path
from viewer.session.changes import RecentFilesChanged
from viewer.ui.frame.recent_file import RecentFile
from viewer.ui.look.icons import icon
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.widgets.quiet_label import QuietLabel

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.session import Session

SHOWN = 6
"""Recent files on the start page; the menu has all."""
WIDTH = 440


class StartPage(QWidget):
    """The empty window's invitation. ``open_requested`` asks for the file dialog, ``file_chosen`` for a file."""

    open_requested = Signal()
    file_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        page = QWidget()
        outer = QVBoxLayout(page)
        column = QWidget()
        column.setFixedWidth(WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(8)
        layout.addWidget(_mark(self.devicePixelRatioF()))
        layout.addSpacing(8)
        layout.addWidget(_sentence())
        layout.addSpacing(8)
        button = PushButton(icon("open"), "Open a document…")
        button.setDefault(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(36)
        button.clicked.connect(self.open_requested)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in ("or drop a file here", "PDF, Word, OpenDocument, EPUB, pictures, web pages, text"):
            label = QuietLabel(words)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(16)
        self._heading = QuietLabel("Recent files")
        layout.addWidget(self._heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        layout.addLayout(self._recent)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_scrolled(page))
        session.changes.subscribe(self._changed)
        self._list_recent()

    def _changed(self, change: Change) -> None:
        if isinstance(change, RecentFilesChanged):
            self._list_recent()

    def _list_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        names = self._session.settings.recent_files[:SHOWN]
        self._heading.setVisible(bool(names))
        for name in names:
            path = Path(name)
            button = RecentFile(path)
            button.clicked.connect(lambda _checked=False, path=path: self.file_chosen.emit(path))
            self._recent.addWidget(button)


def _scrolled(page: QWidget) -> QScrollArea:
    """The page, which scrolls in a low window: nothing on it is squeezed, and side panels leave it its width."""
    area = QScrollArea()
    area.setMinimumWidth(page.minimumSizeHint().width())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(page)
    for plain in (area.viewport(), page):
        plain.setBackgroundRole(QPalette.ColorRole.Window)
    return area


def _mark(device_pixel_ratio: float) -> QLabel:
    mark = QLabel()
    mark.setPixmap(QIcon(str(resource_path("icons/verbale.svg"))).pixmap(QSize(64, 64), device_pixel_ratio))
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    mark.setFixedHeight(64)
    return mark


def _sentence() -> QLabel:
    sentence = QLabel("Open a United Nations document to read it beside what it says about itself.")
    sentence.setWordWrap(True)
    sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
    font = sentence.font()
    font.setPointSizeF(font.pointSizeF() * 1.25)
    sentence.setFont(font)
    # A layout in the middle of another does not ask how high the words are in this width, and would squeeze them.
    sentence.setMinimumHeight(sentence.heightForWidth(WIDTH))
    return sentence
