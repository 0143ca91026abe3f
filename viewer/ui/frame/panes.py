"""The window's three panes: navigation, the document, the structured panel; their widths and what is shown of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QTabWidget, QToolButton, QWidget

from viewer.session.changes import CurrentDocumentChanged, NotesChanged, UnderstandingChanged
from viewer.ui.page.page_area import FIRST_SIZE, HANDLE, LEFT_WIDTH, ONE_PANEL_BELOW, RIGHT_WIDTH
from viewer.ui.tabs.tab_page import TabPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QResizeEvent

    from viewer.session.changes import Change
    from viewer.session.session import Session

LEFT_TITLES = ("Sections", "Outline", "Pages", "Find")
RIGHT_TITLES = ("Document", "Languages", "References", "Notes")
NARROWEST, WIDEST = 240, 480


class Panes(QSplitter):
    """Left panel, documents, right panel.

    The panels are made one after the other when the first page is on the screen (``furnish_next``): their modules and
    widgets cost 60 to 80 ms, of some 350 to the first page, and there is nothing to show in them yet. ``furnished``
    says that they are there, ``panels_changed`` that a side panel was shown or hidden.
    """

    panels_changed = Signal()
    furnished = Signal()

    def __init__(self, session: Session, middle: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self.is_furnished = False
        self._gave_way = False
        self._before: tuple[bool, bool, bool] | None = None
        self.left = _tabs("Navigation", LEFT_TITLES)
        self.middle = middle
        self.right = _tabs("About the document", RIGHT_TITLES)
        for widget in (self.left, middle, self.right):
            self.addWidget(widget)
        self.setChildrenCollapsible(False)  # pushed to the edge a panel would be gone, and yet not hidden
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 0)
        self.setHandleWidth(HANDLE)
        self.setSizes([LEFT_WIDTH, FIRST_SIZE[0] - LEFT_WIDTH - RIGHT_WIDTH, RIGHT_WIDTH])
        self._steps = self._make_panels()
        session.changes.subscribe(self._changed)

    def furnish(self) -> None:
        """Make the panels that are not there yet: one of them is wanted now, maybe by who hears that they are there."""
        while not self.is_furnished and self.furnish_next():
            pass

    def furnish_next(self) -> bool:
        """Load or make the next panel, those in front first; whether there is more to do. All would hold the window."""
        return next(self._steps, self) is not self

    def _make_panels(self) -> Iterator[None]:
        # Not at the top: the class docstring says why.
        from viewer.ui.panels.sections.panel import SectionsPanel  # noqa: PLC0415

        yield
        self.sections = SectionsPanel(self._session)
        _put(self.left, 0, self.sections)
        yield
        from viewer.ui.panels.document.panel import DocumentPanel  # noqa: PLC0415

        yield
        self.document = DocumentPanel(self._session)
        _put(self.right, 0, self.document)
        yield
        from viewer.ui.panels.outline_panel import OutlinePanel  # noqa: PLC0415

        self.outline = OutlinePanel(self._session)
        _put(self.left, 1, self.outline)
        self._offer_outline(self.outline.has_entries)
        self.outline.presence_changed.connect(self._offer_outline)
        yield
        from viewer.ui.panels.pages_panel import PagesPanel  # noqa: PLC0415

        self.pages = PagesPanel(self._session)
        _put(self.left, 2, self.pages)
        yield
        from viewer.ui.panels.search_panel import SearchPanel  # noqa: PLC0415

        self.search = SearchPanel(self._session)
        _put(self.left, 3, self.search)
        yield
        from viewer.ui.panels.sections.languages_panel import LanguagesPanel  # noqa: PLC0415

        self.languages = LanguagesPanel(self._session)
        _put(self.right, 1, self.languages)
        yield
        from viewer.ui.panels.references.panel import ReferencesPanel  # noqa: PLC0415

        yield
        self.references = ReferencesPanel(self._session)
        _put(self.right, 2, self.references)
        yield
        from viewer.ui.panels.notes.panel import NotesPanel  # noqa: PLC0415

        yield
        self.notes = NotesPanel(self._session)
        _put(self.right, 3, self.notes)
        self.is_furnished = True
        self._count_all()
        self.furnished.emit()

    @property
    def selected_notes(self) -> list[str]:
        """The ids of the notes of the current document that are selected in their panel, in reading order."""
        document = self._session.current
        if document is None or not self.is_furnished:
            return []
        return [note for note in self.notes.selected if document.notes.find(note) is not None]

    @property
    def has_selected_notes(self) -> bool:
        """Whether there are any; with fifty thousand of them the first will do."""
        document = self._session.current
        return document is not None and self.is_furnished and any(map(document.notes.find, self.notes.selected))

    def _offer_outline(self, there: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        """Offer the file's own outline where there is one."""
        self.left.setTabVisible(self.left.indexOf(self.outline), there)

    # -- showing and hiding -------------------------------------------------------------------------------------------

    def toggle_left(self) -> None:
        """Show or hide the left panel."""
        self._show(self.left, not self.left.isVisible())

    def toggle_right(self) -> None:
        """Show or hide the right panel."""
        self._show(self.right, not self.right.isVisible())

    def show_left(self, panel: QWidget) -> None:
        """Bring a panel of the left side to the front."""
        self._show(self.left, True)
        self.left.setCurrentWidget(panel)

    def show_right(self, panel: QWidget) -> None:
        """Bring a panel of the right side to the front."""
        self._show(self.right, True)
        self.right.setCurrentWidget(panel)

    def _show(self, side: QWidget, visible: bool) -> None:  # noqa: FBT001 - called beside its name
        self._gave_way = False
        side.setVisible(visible)
        other = self.right if side is self.left else self.left
        if visible and self.width() < ONE_PANEL_BELOW:
            other.setVisible(False)
        self.panels_changed.emit()

    def set_aside(self, *, aside: bool) -> None:
        """Leave the room to the documents, or show again what was shown before."""
        if aside and self._before is None:
            self._before = (self.left.isHidden(), self.right.isHidden(), self._gave_way)
            self.left.hide()
            self.right.hide()
        elif not aside and self._before is not None:
            left_hidden, right_hidden, self._gave_way = self._before
            self._before = None
            self.left.setVisible(not left_hidden)
            self.right.setVisible(not right_hidden)
        self.panels_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the left panel gives way to the right one; it comes back with the room."""
        super().resizeEvent(event)
        if self._before is None:
            self._give_way(narrow=self.width() < ONE_PANEL_BELOW)

    def _give_way(self, *, narrow: bool) -> None:
        # Not isVisible(): this comes before anything can be seen.
        if self._gave_way if not narrow else not (self.left.isHidden() or self.right.isHidden()):
            self._gave_way = narrow
            self.left.setVisible(not narrow)
            self.panels_changed.emit()

    # -- remembering --------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Widths, what is shown, and which panels are in front, for the settings."""
        here = (self.left.isHidden(), self.right.isHidden(), self._gave_way)
        left_hidden, right_hidden, gave_way = here if self._before is None else self._before
        return {
            "panes": bytes(self.saveState().toHex().data()).decode(),
            "left": "hidden" if left_hidden and not gave_way else "shown",
            "right": "hidden" if right_hidden else "shown",
            "left_tab": LEFT_TITLES[self.left.currentIndex()],
            "right_tab": RIGHT_TITLES[self.right.currentIndex()],
        }

    def restore(self, state: dict[str, str]) -> None:
        """Take up what ``state`` gave; what is missing or unreadable is left as it is."""
        if "panes" in state:
            self.restoreState(QByteArray.fromHex(state["panes"].encode()))
        self.left.setVisible(state.get("left") != "hidden")
        self.right.setVisible(state.get("right") != "hidden")
        for side, titles, name in ((self.left, LEFT_TITLES, "left_tab"), (self.right, RIGHT_TITLES, "right_tab")):
            at = titles.index(state[name]) if state.get(name) in titles else 0
            if side.isTabVisible(at):
                side.setCurrentIndex(at)
        self._give_way(narrow=self.window().width() < ONE_PANEL_BELOW)  # else the window would grow to hold both
        self.panels_changed.emit()

    # -- the focus ----------------------------------------------------------------------------------------------------

    def focus_next(self) -> None:
        """Give the focus to the next pane that is shown."""
        panes = [pane for pane in (self.left, *self._views(), self.right) if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -1)
        following: QWidget | None = panes[(at + 1) % len(panes)]
        while isinstance(following, QTabWidget | QStackedWidget):  # what is in front has the keys, not what holds it
            following = following.currentWidget()
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _views(self) -> list[QWidget]:
        """What is in the middle: the views of the tab in front, else whatever else is there."""
        pages = [page for page in self.middle.findChildren(TabPage) if page.isVisible()]
        return [pane for page in pages for pane in page.panes] or [self.middle]

    # -- counts on the tabs -------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if self.is_furnished and isinstance(change, CurrentDocumentChanged | UnderstandingChanged | NotesChanged):
            self._count_all()

    def _count_all(self) -> None:
        document = self._session.current
        understanding = document.understanding if document is not None else None
        self._count(self.references, "References", len(understanding.references) if understanding is not None else 0)
        self._count(self.notes, "Notes", len(document.notes.annotations) if document is not None else 0)

    def _count(self, panel: QWidget, name: str, count: int) -> None:
        self.right.setTabText(self.right.indexOf(panel), f"{name} {count}" if count else name)


def _tabs(name: str, titles: Iterable[str]) -> QTabWidget:
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.setAccessibleName(name)
    tabs.setMinimumWidth(NARROWEST)
    tabs.setMaximumWidth(WIDEST)
    bar = tabs.tabBar()
    bar.setExpanding(False)
    bar.setUsesScrollButtons(True)
    for button in bar.findChildren(QToolButton):
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go through the titles
    for title in titles:
        tabs.addTab(QWidget(), title)
        tabs.setTabVisible(tabs.count() - 1, title != "Outline")  # not every file has one
    return tabs


def _put(tabs: QTabWidget, index: int, panel: QWidget) -> None:
    """Put a panel in the place that was kept for it."""
    current, title, empty = tabs.currentIndex(), tabs.tabText(index), tabs.widget(index)
    tabs.removeTab(index)
    tabs.insertTab(index, panel, title)
    if empty is not None:
        empty.deleteLater()
    tabs.setCurrentIndex(current)
