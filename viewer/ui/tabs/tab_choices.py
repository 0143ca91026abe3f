"""What can be chosen of the open documents' tabs: the list of all, where they do not all fit, and the menu of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from viewer.ui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from viewer.ui.tabs.document_tabs import DocumentTabs


class TabChoices(QObject):
    """The button at the end of the bar whose menu lists all tabs, and the menu of one."""

    def __init__(self, tabs: DocumentTabs) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self.button = MenuButton()
        self.button.setToolTip("All open documents")
        self.button.setAccessibleName("All open documents")
        self.button.choices.aboutToShow.connect(self._list_all)
        self.button.hide()
        corner = QWidget()  # the style asks it how high it is, and would have the button stand too low
        layout = QVBoxLayout(corner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        tabs.setCornerWidget(corner)
        tabs.bar.menu_wanted.connect(self._show_menu)

    def offer(self) -> None:
        """Show the button where the tabs do not all fit."""
        bar = self._tabs.bar
        wanted = sum(bar.tabRect(index).width() for index in range(bar.count()))
        self.button.setFixedHeight(bar.sizeHint().height())
        self.button.setVisible(wanted > self._tabs.width())

    def _list_all(self) -> None:
        tabs = self._tabs
        self.button.choices.clear()
        for index, page in enumerate(tabs.pages):
            entry = self.button.choices.addAction(tabs.tabText(index), lambda page=page: tabs.setCurrentWidget(page))
            entry.setCheckable(True)
            entry.setChecked(page is tabs.current_page)

    def menu_of(self, index: int) -> QMenu:
        """What can be done with a tab."""
        tabs, menu = self._tabs, QMenu(self._tabs)
        page = tabs.pages[index]
        others = [other for other in tabs.pages if other is not page]
        menu.addAction("Close", lambda: tabs.close_pages([page]))
        menu.addAction("Close other documents", lambda: tabs.close_pages(others)).setEnabled(bool(others))
        menu.addAction("Close all documents", lambda: tabs.close_pages([page, *others]))
        menu.addSeparator()
        number = page.document.number
        beside = menu.addAction("Show beside the document in front", lambda: tabs.show_beside(number))
        beside.setEnabled(page is not tabs.current_page)
        paths = "\n".join(str(document.path) for document in page.documents)
        menu.addAction("Copy path of the file", lambda: QGuiApplication.clipboard().setText(paths))
        return menu

    def _show_menu(self, index: int, place: QPoint) -> None:
        menu = self.menu_of(index)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
