"""The outline that the file itself brings along; sections, beside it, are what was found in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from viewer.session.changes import CurrentDocumentChanged, OutlineRead, PageSpot
from viewer.ui.look.icons import icon
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.widgets.outline_model import OutlineModel
from viewer.ui.widgets.row_painting import OneLineDelegate, RowPainter, tool_tip
from viewer.ui.widgets.row_views import TreeRows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget

    from viewer.model.document import OutlineEntry
    from viewer.session.changes import Change, ViewPlace
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

DEEPEST = 8
"""Levels that are told apart: deeper ones would leave no room for their titles."""
MOST_OPEN = 60
"""Entries up to which all are shown at first; of more only the upper two levels."""
NEAR = 24.0
"""Points below the top of the view within which an entry is taken to be reached."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """An entry with its number: several may have the same title and lead to the same place."""

    number: int
    entry: OutlineEntry

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.entry.title or "Without a title"

    @property
    def spot(self) -> PageSpot:
        """Where it leads."""
        return PageSpot(self.entry.page, self.entry.x, self.entry.y)


def _no_label(_page: int) -> str:
    return ""


class FileOutlineModel(OutlineModel["OutlineRow"]):
    """Entries by level. ``page_label`` gives the label of a page."""

    page_label: Callable[[int], str] = staticmethod(_no_label)
    widest_label = ""

    def key(self, row: OutlineRow) -> Hashable:
        """Its number: the outline of a file does not change while the file is read."""
        return row.number

    def text(self, row: OutlineRow) -> str:
        """The title."""
        return row.title

    def sentence(self, row: OutlineRow) -> str:
        """Title and page."""
        return f"{row.title}, page {self.page_label(row.entry.page)}"

    def tip(self, row: OutlineRow) -> str:
        """The whole title."""
        return tool_tip(row.title, (f"Page {self.page_label(row.entry.page)}",))


class FileOutlineDelegate(OneLineDelegate):
    """Paints an entry: title in its own direction, page at the trailing edge."""

    def __init__(self, model: FileOutlineModel) -> None:
        super().__init__(model)
        self._model = model

    def paint_parts(self, row: RowPainter, item: OutlineRow, font: QFont) -> None:
        """Paint what a row says."""
        row.trailing_label(self._model.page_label(item.entry.page), self._model.widest_label)
        row.line(row.rest, item.title, row.text_color, font)


class OutlinePanel(ListPanel["OutlineRow"]):
    """The file's outline. ``presence_changed`` says whether the current document has one."""

    presence_changed = Signal(bool)
    refreshes_on = (OutlineRead,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.tree = TreeRows("Outline of the file")
        self.entries = FileOutlineModel()
        super().__init__(session, self.tree, self.entries, parent)
        self.tree.setItemDelegate(FileOutlineDelegate(self.entries))
        self._gone_to: tuple[OutlineRow, ViewPlace | None] | None = None

    @property
    def has_entries(self) -> bool:
        """Whether the current document has an outline."""
        return self.document is not None and bool(self.document.outline)

    def take(self, change: Change) -> None:
        """Say as well whether there is something to be shown."""
        super().take(change)
        if isinstance(change, CurrentDocumentChanged | OutlineRead):
            self.presence_changed.emit(self.has_entries)

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[OutlineRow], Sequence[int]]:
        """The entries, by their own levels."""
        self.entries.page_label = document.page_label
        self.entries.widest_label = document.page_label(document.page_count - 1)
        rows = tuple(OutlineRow(number, entry) for number, entry in enumerate(document.outline))
        return rows, [min(row.entry.level, DEEPEST) for row in rows]

    def words_for_nothing(self, document: OpenDocument | None) -> str:  # noqa: ARG002 - the same for all
        """Seen only for a moment: without an outline the panel is not offered."""
        return "This file brings no outline along."

    def starts_open(self, row: OutlineRow) -> bool:
        """All of a short outline, and the first level of a long one."""
        return row.entry.level <= 1 or len(self.entries.rows) <= MOST_OPEN

    def go(self, document: OpenDocument, row: OutlineRow) -> None:
        """Go where the entry leads."""
        self._gone_to = (row, None)
        document.go_to(row.spot, pulse=False)

    def mark(self, document: OpenDocument) -> QModelIndex | None:
        """Mark the entry that was chosen while its place is shown, else the last one before the top of the view."""
        here = document.place
        if self._gone_to is not None:
            row, place = self._gone_to
            if place in {None, here}:
                self._gone_to = (row, here)
                return self.entries.mark(row.number)
            self._gone_to = None
        reached = (here.page, here.y + NEAR)
        before = [row for row in self.entries.rows if (row.entry.page, row.entry.y) <= reached]
        latest = max(before, key=lambda row: (row.entry.page, row.entry.y, row.number), default=None)
        return self.entries.mark(None if latest is None else latest.number)

    # -- the menu of an entry -----------------------------------------------------------------------------------------

    def menu_of(self, row: OutlineRow) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        copy = menu.addAction(icon("copy"), "Copy title")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(row.title))
        menu.addSeparator()
        menu.addAction("Expand all", self.tree.expandAll)
        menu.addAction("Collapse all", self.tree.collapseAll)
        return menu
