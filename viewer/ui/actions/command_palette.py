"""Every action by its name: type a few letters, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRegularExpression, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from viewer.ui.actions.table import ActionSpec, keys_in_words
from viewer.ui.look.colors import secondary_text
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

WIDTH, HEIGHT = 520, 360


class CommandPalette(QFrame):
    """A list of actions over the window, closed by Escape, by choosing, or by leaving it."""

    def __init__(self, window: QWidget, actions: list[tuple[ActionSpec, QAction]]) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._actions = [action for _, action in actions]
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command")
        self.field.setAccessibleName("Command")
        self._rows = QStandardItemModel(self)
        for number, (spec, _) in enumerate(actions):
            name = QStandardItem(f"{spec.menu.replace('/', ' › ')} › {spec.text.rstrip('…')}")
            name.setData(number, Qt.ItemDataRole.UserRole)
            name.setSizeHint(QSize(0, self.fontMetrics().height() + STEP))
            keys = QStandardItem(keys_in_words(spec, 1))
            keys.setForeground(secondary_text(self.palette()))
            self._rows.appendRow([name, keys])
        self.filter = QSortFilterProxyModel(self)
        self.filter.setSourceModel(self._rows)
        self.filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QTreeView()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.setModel(self.filter)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.clicked.connect(self._run)
        self.nothing = QuietLabel()
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list)
        self._narrow("")

    @classmethod
    def show_over(cls, window: QWidget, actions: list[tuple[ActionSpec, QAction]]) -> CommandPalette:
        """Show it near the top of the window."""
        palette = cls(window, actions)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.resize(min(WIDTH, window.width()), min(HEIGHT, window.height()))
        corner = window.mapToGlobal(window.rect().topLeft())
        palette.move(corner.x() + (window.width() - palette.width()) // 2, corner.y() + 96)
        palette.show()
        palette.field.setFocus()
        return palette

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types; Enter runs what is marked."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
                self.list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        """List what has the words that are typed, one after the other; of all but the first, their beginnings."""
        self.filter.setFilterRegularExpression(r".*\b".join(QRegularExpression.escape(word) for word in text.split()))
        found = self.filter.rowCount() > 0
        self.nothing.say("" if found else f"No command that is possible now has “{text.strip()}”.")
        self.list.setCurrentIndex(self.filter.index(0, 0))

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            number = int(index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole))
            self.close()
            self._actions[number].trigger()
