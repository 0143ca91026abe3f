"""The help page of keys: the ACTIONS table as a list that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from viewer.ui.actions import ACTIONS, MENUS, keys_in_words
from viewer.ui.dialogs.parts import ending
from viewer.ui.panels.filter_field import FilterField
from viewer.ui.panels.quiet_label import QuietLabel
from viewer.ui.panels.row_painting import STEP, bold, row_height

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
        self.resize(84 * letter, 36 * self.fontMetrics().height())

    def _add(self, heading: str, rows: Iterable[tuple[str, str]]) -> None:
        top = QTreeWidgetItem(self.list, [heading])
        top.setFont(0, bold(self.font()))
        top.setSizeHint(0, QSize(0, row_height(self.font()) + STEP))
        top.setFlags(top.flags() & ~Qt.ItemFlag.ItemIsSelectable)
        for what, keys in rows:
            QTreeWidgetItem(top, [what, keys]).setSizeHint(0, QSize(0, row_height(self.font())))

    def _narrow(self, typed: str) -> None:
        """Show the rows that have each of the words, and the headings above them."""
        asked, any_row = typed.casefold().split(), False
        for top in (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())):
            if top is None:
                continue
            rows = [top.child(at) for at in range(top.childCount())]
            for row in rows:
                said = f"{top.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in said for word in asked))
            top.setHidden(all(row.isHidden() for row in rows))
            any_row = any_row or not top.isHidden()
        self.nothing.say("" if any_row else f"No command has “{typed.strip()}”.")


def keys_by_menu() -> dict[str, list[tuple[str, str]]]:
    """Each command and its keys, in the order of the menus, and what the mouse does."""
    by_menu: dict[str, list[tuple[str, str]]] = {menu: [] for menu in MENUS}
    for spec in ACTIONS:
        where = " (on the page)" if spec.page_only else ""
        prefix = "Highlight " if spec.menu == "Notes/Highlight" else ""
        row = (prefix + spec.text.rstrip("…"), keys_in_words(spec) + where)
        by_menu[spec.menu.partition("/")[0]].append(row)
    return {**by_menu, "Mouse": list(BY_MOUSE)}
