"""The open documents in tabs, each alone or two of them in one tab, and the views of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from viewer.session.changes import (
    CurrentDocumentChanged,
    DocumentClosed,
    DocumentOpened,
    DocumentReplaced,
    OpenRefused,
    UnderstandingChanged,
)
from viewer.session.history import History
from viewer.session.places import LeftOff
from viewer.ui.page.sources import PageSources
from viewer.ui.tabs.document_pane import DocumentPane
from viewer.ui.tabs.kept_splits import kept_splits, splits_in
from viewer.ui.tabs.tab_bar import DocumentTabBar
from viewer.ui.tabs.tab_choices import TabChoices
from viewer.ui.tabs.tab_page import SplitWay, TabPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction, QResizeEvent

    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.ui.page.view import PageView
    from viewer.ui.tabs.kept_splits import KeptSplit


class DocumentTabs(QTabWidget):
    """The tabs. ``pane_added`` carries each new ``DocumentPane``, ``view_changed`` the view in front, or None.

    ``link_action`` is what links two documents' scrolling, for the header over the second; ``links`` says whether two
    documents are linked as soon as they stand beside each other. Tabs that two views shared at the last end are shared
    again when their documents are open again.
    """

    pane_added = Signal(object)
    view_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources: dict[int, PageSources] = {}
        self._awaited: tuple[Path, TabPage] | None = None
        self._reopened: set[Path] = set()
        self._kept: list[KeptSplit] = []
        self.link_action: QAction | None = None
        self.links = True
        self.setAccessibleName("Open documents")
        self.bar = DocumentTabBar()
        self.setTabBar(self.bar)
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setTabBarAutoHide(True)
        self.choices = TabChoices(self)
        self.bar.tabMoved.connect(self._moved)
        self.bar.tabCloseRequested.connect(self.tabCloseRequested)  # Qt does so for buttons of its own alone
        self.tabCloseRequested.connect(self._close_tab)
        self.currentChanged.connect(self._in_front)
        session.changes.subscribe(self._changed)

    # -- what there is ------------------------------------------------------------------------------------------------

    @property
    def current_page(self) -> TabPage | None:
        """What is in front."""
        page = self.currentWidget()
        return page if isinstance(page, TabPage) else None

    @property
    def current_view(self) -> PageView | None:
        """The view that commands go to."""
        page = self.current_page
        return page.view if page is not None else None

    @property
    def pages(self) -> list[TabPage]:
        """What the tabs hold, in their order."""
        pages = (self.widget(index) for index in range(self.count()))
        return [page for page in pages if isinstance(page, TabPage)]

    @property
    def views(self) -> list[PageView]:
        """All views, in the order of the tabs."""
        return [pane.view for page in self.pages for pane in page.panes]

    def view_of(self, number: int) -> PageView | None:
        """The view of an open document whose place is the document's."""
        page = self._page_of(number)
        pane = page.pane_of(number) if page is not None else None
        return pane.view if pane is not None else None

    def step(self, by: int) -> None:
        """Bring the next tab (or the one before) to the front, round the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def move_tab(self, by: int) -> None:
        """Lay the tab in front that many places on, or back where ``by`` is negative; the ends are ends."""
        at = self.currentIndex()
        self.bar.moveTab(at, min(max(at + by, 0), self.count() - 1))

    # -- the bar ------------------------------------------------------------------------------------------------------

    def tabInserted(self, index: int) -> None:
        """There is one more."""
        super().tabInserted(index)
        self.choices.offer()

    def tabRemoved(self, index: int) -> None:
        """There is one less."""
        super().tabRemoved(index)
        self.choices.offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More tabs fit, or fewer."""
        super().resizeEvent(event)
        self.choices.offer()

    def _moved(self) -> None:
        """The reader has laid the tabs otherwise: the session has the documents in their order."""
        self._session.arrange([document for page in self.pages for document in page.documents])

    def _page_of(self, number: int) -> TabPage | None:
        return next((page for page in self.pages if page.pane_of(number) is not None), None)

    # -- two in one tab -----------------------------------------------------------------------------------------------

    def split(self, way: SplitWay) -> None:
        """Show the document in front at a second place as well; where two views are shown, lay them otherwise."""
        page = self.current_page
        if page is None:
            return
        page.lay(way)
        if page.other is None:
            before = page.active
            pane = self._make_pane(before.document.number, before.view.left_off)
            if pane is not None:
                pane.view.history = History()
                pane.view.follow()
                page.take_in(pane)
                page.activate(pane)
                pane.view.setFocus()
        self._shown_otherwise(page)

    def unsplit(self) -> None:
        """Let the active view have its tab for itself."""
        page = self.current_page
        if page is not None and page.other is not None:
            self.take_out(page.other)

    def take_out(self, pane: DocumentPane) -> None:
        """Show a view in this tab no longer: another document has its own tab again, a second place is let go."""
        page = next((page for page in self.pages if pane in page.panes), None)
        if page is None or page.other is None:
            return
        self._end_link(page)
        page.let_go(pane)
        if page.pane_of(pane.document.number) is None:
            self._insert(TabPage(pane))
            pane.show_header(shown=False)
        else:
            pane.close_pane()
        self._shown_otherwise(page)

    def show_beside(self, number: int) -> None:
        """Show another open document beside the one in front, in the same tab."""
        page, source = self.current_page, self._page_of(number)
        if page is None or source is None or source is page:
            return
        pane = source.pane_of(number)
        if pane is None:
            return
        if page.other is not None:
            self.take_out(page.other)
        if source.other is not None:
            self.take_out(next(each for each in source.panes if each is not pane))
        source.let_go(pane)
        self.removeTab(self.indexOf(source))
        source.deleteLater()
        self._join(page, pane)

    def open_beside(self, path: Path) -> None:
        """Open a file and show it beside the document in front."""
        already = next((document for document in self._session.documents if document.path == path), None)
        if already is not None:
            self.show_beside(already.number)
        elif self.current_page is not None:
            self._awaited = (path, self.current_page)
            self._session.open(path)

    def _join(self, page: TabPage, pane: DocumentPane) -> None:
        page.lay(SplitWay.BESIDE)
        page.take_in(pane)
        self._link(page)
        self._shown_otherwise(page)

    def _link(self, page: TabPage) -> None:
        # Not at the top: what finds the paragraphs that correspond is needed by those who compare alone.
        from viewer.ui.page.scroll_link import ScrollLink  # noqa: PLC0415

        first, second = page.panes
        page.link = ScrollLink(first.view, second.view, self._session, linked=self.links)
        if self.links:
            page.link.line_up(page.view)

    @property
    def link_is_on(self) -> bool:
        """Whether the two documents in front scroll together; where there are not two, whether two would."""
        page = self.current_page
        return page.link.linked if page is not None and page.link is not None else self.links

    def set_links(self, *, links: bool) -> None:
        """Let the two documents in front scroll together, and those to come, or each on its own."""
        self.links = links
        page = self.current_page
        if page is not None and page.link is not None:
            page.link.set_linked(linked=links)

    # -- remembering --------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Which tabs two views share, for the settings, where the tabs are remembered at all."""
        return {"splits": kept_splits(self.pages)} if self._session.remembers_tabs else {}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up what ``state`` gave, and whether documents are linked."""
        self.links = state.get("link_scrolling") != "off"
        self._kept = splits_in(state.get("splits", ""))

    def _end_link(self, page: TabPage) -> None:
        if page.link is not None:
            page.link.end()
            page.link = None

    def _shown_otherwise(self, page: TabPage) -> None:
        page.offer_link(self.link_action)
        self._title(page)
        if page is self.current_page:
            self._session.make_current(page.document.number)
            self.view_changed.emit(page.view)

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        match change:
            case DocumentOpened(number):
                self._add(number)
                self._share_again(number)
            case DocumentReplaced(number, replaced, same_pages):
                if number in self._sources and replaced in self._sources:
                    now, before = self._sources[number].pixels, self._sources[replaced].pixels
                    now.take_over(before) if same_pages else now.show_meanwhile(before)
                self._replace(number, replaced)
            case DocumentClosed(number):
                self._remove(number)
            case CurrentDocumentChanged(number) if number is not None:
                self._bring_to_front(number)
            case UnderstandingChanged(number):
                page = self._page_of(number)
                if page is not None:
                    self._title(page)
            case OpenRefused(path) if self._awaited is not None and path == self._awaited[0]:
                self._awaited = None
            case _:
                pass

    def _make_pane(self, number: int, start: LeftOff | None = None) -> DocumentPane | None:
        document = self._session.document(number)
        if document is None:
            return None
        if number not in self._sources:
            self._sources[number] = PageSources(document, self)
        pane = DocumentPane(document, self._session, self._sources[number], start, self)
        self.pane_added.emit(pane)
        return pane

    def _add(self, number: int) -> None:
        pane = self._make_pane(number)
        if pane is None:
            return
        awaited = self._awaited
        if awaited is not None and awaited[0] == pane.document.path:
            self._awaited = None
            if awaited[1] in self.pages:
                if awaited[1].other is not None:
                    self.take_out(awaited[1].other)
                self._join(awaited[1], pane)
                return
        self._insert(TabPage(pane))

    def _share_again(self, number: int) -> None:
        """A document of the last time is open again: where it shared its tab, and the other is there, it does again."""
        document = self._session.document(number)
        if document is None or not self._session.reopens(document.path):
            return
        self._reopened.add(document.path)
        for split in [split for split in self._kept if self._reopened.issuperset(split.files)]:
            self._kept.remove(split)
            pages = [self._page_at(path) for path in split.files]
            first, second = pages
            if first is None or second is None or first.other is not None or second.other is not None:
                continue
            if first is second:
                self._split_again(first, split)
            else:
                pane = second.active
                second.let_go(pane)
                self.removeTab(self.indexOf(second))
                second.deleteLater()
                self._join(first, pane)
                first.lay(split.way)
                if first.link is not None:
                    first.link.keep_apart(split.apart)

    def _split_again(self, page: TabPage, split: KeptSplit) -> None:
        before = page.active
        start = LeftOff(split.other.place, split.other.look or before.document.look)
        pane = self._make_pane(before.document.number, start)
        if pane is not None:
            pane.view.history = History()
            pane.view.follow()
            page.lay(split.way)
            page.take_in(pane, 1 - split.active)
            self._title(page)

    def _page_at(self, path: Path) -> TabPage | None:
        return next((page for page in self.pages if any(each.path == path for each in page.documents)), None)

    def _insert(self, page: TabPage) -> None:
        """Give a page a tab, in the order in which the documents were opened."""
        order = {document: at for at, document in enumerate(self._session.documents)}
        page.activated.connect(self._activated)
        page.close_requested.connect(self.take_out)
        before = [other for other in self.pages if order[other.panes[0].document] < order[page.document]]
        self.insertTab(len(before), page, "")
        self._title(page)

    def _replace(self, number: int, replaced: int) -> None:
        """A file has been read again: where it was shown beside something, it goes on being so."""
        page, fresh = self._page_of(replaced), self._page_of(number)
        if page is None or fresh is None or page.other is None:
            return
        self._end_link(page)
        page.blockSignals(True)  # which document is the current one is the session's matter, and comes next
        active = page.panes.index(page.active)
        spare = fresh.panes[0]
        fresh.let_go(spare)
        self.removeTab(self.indexOf(fresh))
        fresh.deleteLater()
        spare.close_pane()
        for at, old in enumerate(page.panes):
            if old.document.number == replaced:
                pane = self._make_pane(number, old.view.left_off)
                if pane is None:
                    return
                pane.view.history = old.view.history
                if not old.view.leads:
                    pane.view.follow()
                page.take_in(pane, at)
                page.let_go(old)
                old.close_pane()
        page.activate(page.panes[active])
        page.blockSignals(False)
        if len(page.documents) > 1:
            self._link(page)
        page.offer_link(self.link_action)
        self._title(page)

    def _remove(self, number: int) -> None:
        page = self._page_of(number)
        if page is not None:
            self._take_away(number, page)
        sources = self._sources.pop(number, None)
        if sources is not None:
            sources.deleteLater()

    def _take_away(self, number: int, page: TabPage) -> None:
        self._end_link(page)
        gone = [pane for pane in page.panes if pane.document.number == number]
        if len(gone) == len(page.panes):
            self.removeTab(self.indexOf(page))
            page.deleteLater()
        for pane in gone:
            page.let_go(pane)
            pane.close_pane()
        if page.panes:
            self._shown_otherwise(page)

    def _bring_to_front(self, number: int) -> None:
        page = self._page_of(number)
        pane = page.pane_of(number) if page is not None else None
        if page is not None and pane is not None:
            if page.document.number != number:
                page.activate(pane)
            self.setCurrentWidget(page)

    def _title(self, page: TabPage) -> None:
        index, title = self.indexOf(page), " | ".join(document.title for document in page.documents)
        self.setTabText(index, title.replace("&", "&&"))
        self.bar.name_tab(index, title)
        self.choices.offer()
        paths = [str(document.path) for document in page.documents]
        named = all(document.title == document.path.name for document in page.documents)
        self.setTabToolTip(index, "\n".join(paths if named else [title, *paths]))
        for pane in page.panes:
            pane.refresh_header()

    def _close_tab(self, index: int) -> None:
        self.close_pages([self.pages[index]])

    def close_pages(self, pages: Sequence[TabPage]) -> None:
        """Close the documents of tabs."""
        for document in [document for page in pages for document in page.documents]:
            self._session.close(document.number)

    def _activated(self, page: TabPage) -> None:
        if page is self.current_page:
            self._session.make_current(page.document.number)
            self.view_changed.emit(page.view)

    def _in_front(self, index: int) -> None:
        page = self.widget(index)
        if isinstance(page, TabPage) and page.panes:
            self._session.make_current(page.document.number)
            self.view_changed.emit(page.view)
        else:
            self.view_changed.emit(None)
