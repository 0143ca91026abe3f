"""The help page of keys: the ACTIONS table as a list that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from viewer.ui.actions.table import ACTIONS, MENUS, keys_in_words
from viewer.ui.dialogs.parts import ending
from viewer.ui.widgets.filter_field import FilterField
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.window_size import resize_within_screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

BY_MOUSE = (
    ("Zoom about the pointer", "Ctrl + wheel"),
    ("Select text, over pages too", "Drag"),
    ("Select a word, a line", "Double click, triple click"),
    ("Extend the selection", "Shift + click"),
    ("Show what a reference is", "Pointer on it"),
    ("Go to that part of the document", "Click on the ribbon"),
    ("Lay tabs in another order", "Drag a tab"),
    ("Close a tab", "Middle click on it"),
)


class KeysWindow(QDialog):
    """All commands with their keys, menu by menu, and what the mouse does; those that have the words typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard and mouse")
        self.field = FilterField("Filter commands", "Words of a command, or its keys")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Commands and their keys")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for heading, rows in keys_by_menu().items():
            self._add(heading, rows)
        self.list.expandAll()
        self.nothing = QuietLabel()
        self.nothing.hide()
        self.field.textChanged.connect(self._narrow)
        buttons, _ = ending(self)
        layout = QVBoxLayout(self)
        for part in (self.field, self.nothing, self.list, buttons):
            layout.addWidget(part)
        letter = self.fontMetrics().averageCharWidth()
        resize_within_screen(self, 84 * letter, 36 * self.fontMetrics().height())

    def _add(self, heading: str, rows: Iterable[tuple[str, str]]) -> None:
        top = QTreeWidgetItem(self.list, [heading])
        top.setFont(0, bold(self.font()))
        top.setSizeHint(0, QSize(0, self.fontMetrics().height() + 2 * STEP))
        top.setFlags(top.flags() & ~Qt.ItemFlag.ItemIsSelectable)
        below = [QTreeWidgetItem(top, [what, keys]) for what, keys in rows]
        for row in below:
            row.setSizeHint(0, QSize(0, self.fontMetrics().height() + STEP))
        self._rows.append((top, below))

    def _narrow(self, typed: str) -> None:
        """Show the rows that have each of the words, and the headings above them."""
        asked = typed.casefold().split()
        for top, below in self._rows:
            for row in below:
                said = f"{top.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in said for word in asked))
            top.setHidden(all(row.isHidden() for row in below))
        nothing = all(top.isHidden() for top, _ in self._rows)
        self.nothing.say(f"No command has “{typed.strip()}”." if nothing else "")


def keys_by_menu() -> dict[str, list[tuple[str, str]]]:
    """Each command and its keys, in the order of the menus, and what the mouse does."""
    by_menu: dict[str, list[tuple[str, str]]] = {menu: [] for menu in MENUS}
    for spec in ACTIONS:
        where = " (on the page)" if spec.page_only else ""
        prefix = "Highlight " if spec.menu == "Notes/Highlight" else ""
        row = (prefix + spec.text.rstrip("…"), keys_in_words(spec) + where)
        by_menu[spec.menu.partition("/")[0]].append(row)
    return {**by_menu, "Mouse": list(BY_MOUSE)}
