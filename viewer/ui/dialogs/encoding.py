"""Choosing the encoding of a plain text, with what it makes of the first lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.parts import READ_AND_COPIED, ending, words
from viewer.ui.widgets.window_size import resize_within_screen

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.open_document import OpenDocument

CODECS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "iso8859-5": "Cyrillic (ISO 8859-5)",
    "cp1252": "Western European (Windows-1252)",
    "iso8859-15": "Western European (ISO 8859-15)",
    "iso8859-2": "Central European (ISO 8859-2)",
    "cp1256": "Arabic (Windows-1256)",
    "iso8859-6": "Arabic (ISO 8859-6)",
    "gb18030": "Chinese (GB 18030)",
}
"""The codecs that are offered, by Python's names, in words."""

SHOWN_BYTES = 4000


class EncodingDialog(QDialog):
    """The candidates first, then the others; the preview shows the file's beginning in the marked one."""

    def __init__(self, path: Path, candidates: tuple[str, ...], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Text encoding")
        resize_within_screen(self, 560, 480)
        self._head = _head(path)
        self.list = QListWidget()
        self.list.setAccessibleName("Encodings")
        for codec in dict.fromkeys((*candidates, current, *CODECS)):
            item = QListWidgetItem(CODECS.get(codec, codec))
            item.setData(Qt.ItemDataRole.UserRole, codec)
            self.list.addItem(item)
            if codec == current:
                self.list.setCurrentItem(item)
        self.preview = QPlainTextEdit()
        self.preview.setTextInteractionFlags(READ_AND_COPIED)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName("The beginning of the file in this encoding")
        self.list.currentItemChanged.connect(self._show_preview)
        self.list.itemDoubleClicked.connect(self.accept)
        buttons, _ = ending(self, "Read with this encoding")
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(words("Choose the encoding in which the words below can be read."))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.preview, 1)
        layout.addWidget(buttons)
        self._show_preview()

    @property
    def codec(self) -> str | None:
        """The codec that is marked."""
        marked = self.list.selectedItems()
        return str(marked[0].data(Qt.ItemDataRole.UserRole)) if marked else None

    @classmethod
    def ask(cls, parent: QWidget, document: OpenDocument) -> str | None:
        """Show the dialog for a document; the chosen codec, or None where it was cancelled or is the present one."""
        encoding = document.info.encoding
        if encoding is None:
            return None
        dialog = cls(document.path, encoding.candidates, encoding.codec, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.codec if accepted and dialog.codec != encoding.codec else None

    def _show_preview(self) -> None:
        if self.codec is not None:
            read = self._head.decode(self.codec, errors="replace")
            if len(self._head) == SHOWN_BYTES:  # where the file goes on, a character may have been cut into four bytes
                read = read[:-4]
            self.preview.setPlainText(read)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SHOWN_BYTES)
    except OSError:
        return b""
