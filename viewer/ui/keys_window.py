"""The help page of keys: the ACTIONS table as a list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from viewer.ui.actions import ACTIONS, MENUS, ActionSpec, key_sequences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QKeyCombination
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QWidget

BY_MOUSE = (
    ("Ctrl + wheel", "Zoom about the pointer"),
    ("Drag", "Select text, over pages too"),
    ("Double click, triple click", "Select a word, a line"),
    ("Shift + click", "Extend the selection"),
    ("Pointer on a reference", "Show what it is"),
    ("Click on the ribbon", "Go to that part of the document"),
)


class KeysWindow(QDialog):
    """All commands with their keys, menu by menu, and what the mouse does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard and mouse")
        self.resize(480, 640)
        browser = QTextBrowser()
        browser.setHtml(keys_as_html())
        browser.setAccessibleName("Commands and their keys")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(browser)
        layout.addWidget(buttons)


def usual_keys(spec: ActionSpec) -> list[QKeySequence]:
    """The keys of an action but those that few keyboards have: beyond F12, and of their own such as one for Open."""
    sequences = key_sequences(spec)
    firsts = [cast("Sequence[QKeyCombination]", keys)[0].key() for keys in sequences]  # Qt's stubs lack the index
    return [keys for keys, first in zip(sequences, firsts, strict=True) if first < Qt.Key.Key_F13]


def keys_as_html() -> str:
    """The table of commands and keys in the rich text that Qt shows."""
    parts: list[str] = []
    for menu in MENUS:
        rows: list[tuple[str, str]] = []
        for spec in ACTIONS:
            if spec.menu.partition("/")[0] == menu:
                keys = ", ".join(s.toString(s.SequenceFormat.NativeText) for s in usual_keys(spec))
                where = " (on the page)" if spec.page_only else ""
                prefix = "Highlight " if spec.menu == "Notes/Highlight" else ""
                rows.append((keys + where, prefix + spec.text.rstrip("…")))
        parts.append(_table(menu, rows))
    parts.append(_table("Mouse", BY_MOUSE))
    return "".join(parts)


def _table(title: str, rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    cells = "".join(f"<tr><td width='55%'>{escape(what)}</td><td>{escape(keys)}</td></tr>" for keys, what in rows)
    return f"<h3>{escape(title)}</h3><table width='100%' cellpadding='3'>{cells}</table>"
