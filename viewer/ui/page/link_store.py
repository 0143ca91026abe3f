"""The links on the pages in view: those of the file, asked of the worker and kept for the pages looked at last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.model.document import PageKind
from viewer.workers.messages.answers import Links
from viewer.workers.messages.requests import Priority, ReadLinks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from viewer.model.geometry import PagePoint
    from viewer.model.link import PageLink
    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer

KEPT_PAGES = 60


class LinkStore(QObject):
    """The links of one document's pages. ``arrived`` carries a page whose links are known now."""

    arrived = Signal(int)

    def __init__(
        self,
        document: OpenDocument,
        found: Callable[[int], Iterable[PageLink]] = lambda _: (),
        parent: QObject | None = None,
    ) -> None:
        """``found`` gives the links of a page that are found in the text; where the file has one, that counts."""
        super().__init__(parent)
        self._document = document
        self._found = found
        self._links: OrderedDict[int, tuple[PageLink, ...]] = OrderedDict()
        self._asked: dict[int, int] = {}
        self._has_any = document.info.page_kind is not PageKind.LINES

    def of_page(self, page: int) -> tuple[PageLink, ...]:
        """The links of a page, as far as they are known."""
        own = self._links.get(page, ())
        return *own, *(link for link in self._found(page) if not any(link.rect.intersects(one.rect) for one in own))

    def at(self, page: int, point: PagePoint) -> PageLink | None:
        """The link at a point of a page; of several the last, which lies on top."""
        return next((link for link in reversed(self.of_page(page)) if link.rect.contains(point)), None)

    def want(self, pages: Iterable[int]) -> None:
        """Ask for the links of pages in view; those asked for and not wanted any more are dropped."""
        wanted = list(pages) if self._has_any else []
        for page in [page for page in self._asked if page not in wanted]:
            self._document.cancel_interactive(self._asked.pop(page))
        for page in wanted:
            if page in self._links:
                self._links.move_to_end(page)
            elif page not in self._asked:
                self._ask(page)

    def close(self) -> None:
        """Drop what is on its way."""
        self.want(())

    def _ask(self, page: int) -> None:
        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._asked.pop(page, None)
            # A page whose links cannot be read has none; what is wrong with it, its pixels say.
            self._links[page] = answer.links if isinstance(answer, Links) else ()
            while len(self._links) > KEPT_PAGES:
                self._links.popitem(last=False)
            self.arrived.emit(page)

        # After the pixels and the letters: one looks before one clicks.
        asked = self._document.ask_interactive(ReadLinks(self._document.number, page), answered, Priority.VISIBLE + 2)
        if page not in self._links:
            self._asked[page] = asked
