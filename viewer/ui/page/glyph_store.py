"""Where characters stand on the pages in view: asked of the worker, kept for the pages looked at last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.model.document import PageKind
from viewer.ui.page.page_setter import PageSetter
from viewer.workers.messages.answers import Failed, Glyphs, Lines
from viewer.workers.messages.requests import Priority, ReadGlyphs, ReadLines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.model.text import PageGlyphs
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.text_pages import SetPage
    from viewer.workers.messages.answers import Answer

KEPT_PAGES = 60


class GlyphStore(QObject):
    """The glyphs of one document's pages. ``arrived`` carries a page whose glyphs are there now, or never will be.

    Several views of the document may share them: each says who it is (``of``).
    """

    arrived = Signal(int)

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._glyphs: OrderedDict[int, tuple[str, PageGlyphs]] = OrderedDict()
        self._set: dict[int, SetPage] = {}
        self._setter = PageSetter(self)
        self._asked: dict[int, int] = {}
        self._wanted: dict[object, list[int]] = {}
        self.failures: dict[int, str] = {}

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._asked and not self._setter.pages

    def glyphs(self, page: int) -> PageGlyphs | None:
        """The glyphs of a page, if they are there."""
        found = self._glyphs.get(page)
        return None if found is None else found[1]

    def text(self, page: int) -> str | None:
        """The text of a page, if its glyphs are there."""
        found = self._glyphs.get(page)
        return None if found is None else found[0]

    def set_page(self, page: int) -> SetPage | None:
        """The rows of a page of plain text, if they are there."""
        return self._set.get(page)

    def want(self, pages: Iterable[int], of: object = None) -> None:
        """Ask for the glyphs of pages that are in a view; those asked for that no view wants any more are dropped."""
        self._wanted[of] = list(pages)
        wanted = {page for pages in self._wanted.values() for page in pages}
        for page in [page for page in self._asked if page not in wanted]:
            self._document.cancel_interactive(self._asked.pop(page))
        for page in set(self._setter.pages) - wanted:
            self._setter.drop(page)
        under_way = {*self._asked, *self._setter.pages, *self.failures}
        for page in self._wanted[of]:
            if page in self._glyphs:
                self._glyphs.move_to_end(page)
            elif page not in under_way:
                self._ask(page)

    def retry(self, page: int) -> None:
        """Ask again, when it is wanted next, for a page that could not be read."""
        self.failures.pop(page, None)

    def release(self, of: object = None) -> None:
        """A view is no more, or cannot be seen: what only it wanted is dropped."""
        self.want((), of)
        del self._wanted[of]

    def _ask(self, page: int) -> None:
        number = self._document.number
        rows = self._document.info.page_kind is PageKind.LINES
        request = ReadLines(number, page) if rows else ReadGlyphs(number, page)

        def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._asked.pop(page, None)
            self._take(page, answer)

        # Pixels of the page in view come first: text can be selected a moment later.
        self._asked[page] = self._document.ask_interactive(request, answered, Priority.VISIBLE + 1)

    def _take(self, page: int, answer: Answer) -> None:
        if isinstance(answer, Glyphs):
            self._keep(page, answer.text, answer.glyphs)
        elif isinstance(answer, Lines):
            text = answer.text

            def taken(laid: SetPage) -> None:
                self._set[page] = laid
                self._keep(page, text.text, laid.glyphs)

            self._setter.set_page(page, text, taken)
        else:
            if isinstance(answer, Failed):
                self.failures[page] = answer.what
            self.arrived.emit(page)

    def _keep(self, page: int, text: str, glyphs: PageGlyphs) -> None:
        self._glyphs[page] = (text, glyphs)
        while len(self._glyphs) > KEPT_PAGES:
            old, _ = self._glyphs.popitem(last=False)
            self._set.pop(old, None)
        self.arrived.emit(page)
