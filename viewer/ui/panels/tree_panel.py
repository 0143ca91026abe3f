"""What the panels share: a line that says how things stand, over a tree whose rows lead to places in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from viewer.model.text import Span
from viewer.session.changes import CurrentDocumentChanged

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

TARGET = Qt.ItemDataRole.UserRole
"""Where a row's Span (or, in some panels, a number or an id) is kept."""


class TreePanel(QWidget):
    """A panel of rows; clicking a row, or Enter on it, goes to its Span. ``refreshes_on`` are the changes it shows."""

    refreshes_on: tuple[type, ...] = ()

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.header = QLabel()
        self.header.setWordWrap(True)
        self.header.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(name)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.itemClicked.connect(self._clicked)
        self.tree.itemActivated.connect(self._clicked)
        self.setFocusProxy(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.header)
        layout.addWidget(self.tree, 1)
        unsubscribe = session.changes.subscribe(self._changed)
        self.destroyed.connect(lambda: unsubscribe())  # noqa: PLW0108 - the signal would pass the object
        self.refresh()

    def refresh(self) -> None:
        """Show the current document anew."""
        self.tree.clear()
        document = self._session.current
        self.header.setText(self.show_document(document) if document is not None else "")
        self.header.setVisible(bool(self.header.text()))

    def show_document(self, document: OpenDocument) -> str:
        """Fill the tree; returns the line above it, or an empty text."""
        raise NotImplementedError

    def row(
        self, texts: list[str], target: object, tip: str = "", under: QTreeWidgetItem | None = None
    ) -> QTreeWidgetItem:
        """Add a row with its target, at the top level or under another."""
        item = QTreeWidgetItem(texts)
        item.setData(0, TARGET, target)
        item.setToolTip(0, tip or texts[0])
        if under is None:
            self.tree.addTopLevelItem(item)
        else:
            under.addChild(item)
        return item

    def go(self, document: OpenDocument, target: object) -> None:
        """Go where a row leads."""
        if isinstance(target, Span):
            document.go_to(target)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        if self._session.current is not None:
            self.go(self._session.current, item.data(0, TARGET))

    def _changed(self, change: Change) -> None:
        if isinstance(change, (CurrentDocumentChanged, *self.refreshes_on)):
            self.refresh()
