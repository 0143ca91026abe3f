"""The actions of one window: made from the ACTIONS table, put into menus, and kept in step with what is possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from viewer.model.annotation import HighlightColor
from viewer.model.document import PageKind
from viewer.model.link import LinkKind
from viewer.session.official_pages import official_page
from viewer.ui.actions.mnemonics import add_mnemonics
from viewer.ui.actions.table import ACTIONS, MENUS, ActionSpec, Needs, key_sequences
from viewer.ui.look.icons import icon
from viewer.ui.page.layout import Arrangement
from viewer.ui.page.reference_card import preferred_language
from viewer.ui.tabs.tab_page import SplitWay

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from viewer.model.link import PageLink
    from viewer.session.session import Session
    from viewer.ui.commands import Commands
    from viewer.ui.document_window import DocumentWindow
    from viewer.ui.page.marks import LinkedMention

ARRANGEMENTS = {
    "one_column": Arrangement.COLUMN,
    "two_pages": Arrangement.PAIRS,
    "two_pages_with_cover": Arrangement.COVER_AND_PAIRS,
}
"""The actions that are checked, each where the view in front is arranged so."""


ONE_OF = (tuple(ARRANGEMENTS), ("split_beside", "split_below", "no_split"))
"""Actions of which one holds, and the others do not."""


class WindowActions:
    """The QActions of a window, ``by_name``, and the menus that hold them."""

    def __init__(self, window: DocumentWindow, commands: Commands) -> None:
        self._window = window
        self._commands = commands
        self.by_name: dict[str, QAction] = {spec.name: self._make(spec) for spec in ACTIONS}
        self._color_names: dict[HighlightColor, str] = {}
        self.recent_menu = QMenu("Open recent", window)
        for names in ONE_OF:
            group = QActionGroup(window)
            for name in names:
                group.addAction(self.by_name[name])
        self._make_menus()

    @property
    def pairs(self) -> list[tuple[ActionSpec, QAction]]:
        """All actions, each with what the table says of it, in the table's order."""
        return [(spec, self.by_name[spec.name]) for spec in ACTIONS]

    @property
    def for_selected_notes(self) -> tuple[QAction, ...]:
        """What can be done with notes that are selected in their panel."""
        return tuple(action for spec, action in self.pairs if spec.needs is Needs.SELECTED_NOTES)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        sequences = key_sequences(spec)
        action.setShortcuts(sequences)
        keys = f" ({sequences[0].toString(sequences[0].SequenceFormat.NativeText)})" if sequences else ""
        action.setToolTip((spec.tip or spec.text.rstrip("…")) + keys)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.page_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: spec.run(self._commands))
        self._window.addAction(action)
        return action

    def _make_menus(self) -> None:
        menus: dict[str, QMenu] = {name: self._window.menuBar().addMenu(name) for name in MENUS}
        for spec in ACTIONS:
            top = menus[spec.menu.partition("/")[0]]
            if spec.separator_before:
                top.addSeparator()
            if spec.menu not in menus:
                menus[spec.menu] = top.addMenu(spec.menu.partition("/")[2])
            menus[spec.menu].addAction(self.by_name[spec.name])
            if spec.name == "open":
                top.addMenu(self.recent_menu)
        for entries in (self._window.menuBar(), *menus.values()):
            add_mnemonics(entries.actions())

    def list_recent(self) -> None:
        """Bring the menu of recent files in line with the settings."""
        session = self._window.session
        self.recent_menu.clear()
        for name in session.settings.recent_files:
            action = self.recent_menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=Path(name): session.open(path))
        self.recent_menu.setEnabled(bool(session.settings.recent_files))

    def show_context_menu(self, point: QPoint, linked: LinkedMention | None, link: PageLink | None = None) -> None:
        """The menu of a place on the page, at ``point`` on the screen, with the reference and the link there."""
        menu = QMenu(self._window)
        if link is not None:
            self._offer_link(menu, link)
        if linked is not None:
            symbol = linked.reference.symbol
            language = preferred_language(self._window.session.settings.link_language)
            if official_page(symbol, language):
                opening = menu.addAction(icon("link"), f"Open official page of {symbol}")
                opening.triggered.connect(lambda: self._commands.open_official_page(symbol, language))
            copying = menu.addAction(icon("copy"), f"Copy {symbol}")
            copying.triggered.connect(lambda: self._commands.copy_symbol(symbol))
            menu.addSeparator()
        for name in ("copy", "copy_quotation", "", "highlight", "note", "", "note_section", "note_page"):
            if name:
                menu.addAction(self.by_name[name])
            else:
                menu.addSeparator()
        colors = menu.addMenu("Highlight colour")
        for spec in ACTIONS:
            if spec.menu == "Notes/Highlight":
                colors.addAction(self.by_name[spec.name])
        self._offer_corrections(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _offer_link(self, menu: QMenu, link: PageLink) -> None:
        """Where a link of the file leads; what leads out of the document is shown before it is opened."""
        view = self._window.tabs.current_view
        if view is None:
            return
        place = link.kind is LinkKind.PLACE
        if link.span is not None:
            words = "Go to the footnote" if link.words else "Go to what the footnote is about"
        else:
            words = f"Go to page {view.document.page_label(link.page)}" if place else "Open link…"
        page = next((page for page in view.visible_pages() if link in view.links.of_page(page)), 0)
        menu.addAction(icon("page" if place else "link"), words).triggered.connect(
            lambda: view.follow_link(link, page, focus=True)
        )
        menu.addSeparator()

    def _offer_corrections(self, menu: QMenu) -> None:
        """What the selected words are, for the reader who knows better."""
        from viewer.ui.panels.document.fields import GROUPS  # noqa: PLC0415 - start-up time: no panel is there yet
        from viewer.ui.wording.values import label_of  # noqa: PLC0415 - as above

        document = self._window.session.current
        if document is None or document.selected_span is None or not self._window.panes.is_furnished:
            return
        said = menu.addMenu("The selected text is the")
        for group in GROUPS:
            if not said.isEmpty():
                said.addSeparator()
            for key in group:
                action = said.addAction(label_of(key))
                action.triggered.connect(lambda _checked=False, key=key: self._commands.use_as_value(key))
        menu.addAction(self.by_name["add_section"])
        menu.addAction(self.by_name["correct_language"])

    def _name_colors(self) -> None:
        """Call the colours what the reader calls them, each with a letter of its own as every entry of a menu."""
        names = {color: self._window.session.settings.color_name(color.value) for color in HighlightColor}
        if names != self._color_names:
            self._color_names = names
            for color, name in names.items():
                self.by_name[f"highlight_{color}"].setText(name)
            add_mnemonics([self.by_name[f"highlight_{color}"] for color in names])

    def update(self) -> None:
        """Bring the actions in line with what is possible and how things are shown."""
        window = self._window
        for spec in ACTIONS:
            self.by_name[spec.name].setEnabled(_possible(spec.needs, window.session))
        for action in self.for_selected_notes:
            action.setEnabled(window.panes.has_selected_notes)
        self._name_colors()
        # Not isVisible(): nothing is, before the window is shown.
        self.by_name["left_panel"].setChecked(not window.panes.left.isHidden())
        self.by_name["right_panel"].setChecked(not window.panes.right.isHidden())
        self.by_name["full_screen"].setChecked(window.isFullScreen())
        self.by_name["dark_pages"].setChecked(window.dark_pages)
        self._update_split()
        view = window.tabs.current_view
        for name, arrangement in ARRANGEMENTS.items():
            self.by_name[name].setChecked(view is not None and view.arrangement.continuous is arrangement)
        magnified = view is not None and view.viewport().findChild(QWidget, "loupe") is not None
        self.by_name["magnifier"].setChecked(magnified)
        self.by_name["page_by_page"].setChecked(view is not None and view.arrangement.paged)

    def _update_split(self) -> None:
        page = self._window.tabs.current_page
        for spec in ACTIONS:
            if spec.needs is Needs.TWO_VIEWS:
                self.by_name[spec.name].setEnabled(page is not None and page.other is not None)
            elif spec.needs is Needs.TWO_DOCUMENTS:
                self.by_name[spec.name].setEnabled(page is not None and page.link is not None)
        way = page.way if page is not None and page.other is not None else None
        for name, shown in (("split_beside", SplitWay.BESIDE), ("split_below", SplitWay.BELOW), ("no_split", None)):
            self.by_name[name].setChecked(page is not None and way is shown)
        self.by_name["link_scrolling"].setChecked(self._window.tabs.link_is_on)


def _possible(needs: Needs, session: Session) -> bool:
    document = session.current
    if needs is Needs.NOTHING:
        return True
    if needs in {Needs.UNDO, Needs.REDO}:
        return session.undoing.can_undo if needs is Needs.UNDO else session.undoing.can_redo
    if document is None or needs in {Needs.TWO_VIEWS, Needs.TWO_DOCUMENTS, Needs.SELECTED_NOTES}:  # of the window
        return False
    conditions = {
        Needs.DOCUMENT: True,
        Needs.SEVERAL: len(session.documents) > 1,
        Needs.SELECTION: document.selection is not None,
        Needs.SELECTION_OR_NOTE: document.selection is not None
        or document.notes.find(document.note_in_hand) is not None,
        Needs.NOTES: bool(document.notes.annotations),
        Needs.BACK: document.history.can_go_back,
        Needs.FORWARD: document.history.can_go_forward,
        Needs.HITS: bool(document.search.state.hits),
        Needs.PLAIN_TEXT: document.info.page_kind is PageKind.LINES,
        Needs.PDF: document.info.format == "pdf",
        Needs.RASTER: document.recognition.possible,
        Needs.UNREADABLE: document.recognition.possible and bool(document.recognition.unreadable_pages),
        Needs.RECOGNISING: document.recognition.running,
    }
    return conditions[needs]
