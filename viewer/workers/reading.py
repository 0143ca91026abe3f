"""The text of one document as a worker reads it, page by page, and what stays of it for finding."""

from __future__ import annotations

import logging
import pickle
import time
from typing import TYPE_CHECKING, cast

from viewer.model.text import DocumentText, PageText
from viewer.workers.wire import loaded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from viewer.formats.engine import Engine
    from viewer.model.geometry import PageSize
    from viewer.workers.messages.answers import Understood

log = logging.getLogger(__name__)


class Reading:
    """How far a document's text has been read.

    ``text`` and ``sizes`` stay for as long as the document is open; ``layouts`` (the lines, many times as large) only
    until the document has been understood; ``unreadable_pages`` are known from then on. ``readers`` counts the requests
    that read it at present.
    """

    def __init__(self, engine: Engine, skip: Collection[int] = ()) -> None:
        self._engine = engine
        self._skip = skip
        self.page_count = engine.info.page_count
        self.text = DocumentText()
        self.sizes: list[PageSize] = []
        self.layouts: list[PageText] = []
        self.warnings: list[str] = []
        self._understood = b""
        self.readers = 0
        self.unreadable_pages: tuple[int, ...] = ()

    @property
    def pages_read(self) -> int:
        """How many pages have been read, from the first on."""
        return self.text.page_count

    @property
    def complete(self) -> bool:
        """Whether all pages have been read."""
        return self.pages_read >= self.page_count

    def read_page(self) -> None:
        """Read the next page. A page that cannot be read, or is to be skipped, counts as empty and leaves a warning."""
        page = self.pages_read
        if page in self._skip:
            self.warnings.append(f"Page {page + 1} was left out: reading it stopped the reading process.")
            layout = PageText("", self._size(page))
        else:
            try:
                layout = self._engine.page_text(page)
            except Exception as error:  # noqa: BLE001 - whatever an untrusted page provokes costs that page only
                log.warning("page %d: %r", page + 1, error)
                self.warnings.append(f"Page {page + 1} could not be read: {error or type(error).__name__}")
                layout = PageText("", self._size(page))
        self.text.append(layout.text)
        self.sizes.append(layout.shown_size)
        if not self.is_understood:
            self.layouts.append(layout)

    def read_for(self, seconds: float) -> None:
        """Read pages for about so long, one at least."""
        end = time.perf_counter() + seconds
        while not self.complete:
            self.read_page()
            if time.perf_counter() >= end:
                return

    @property
    def is_understood(self) -> bool:
        """Whether the document has been understood."""
        return bool(self._understood)

    @property
    def understood(self) -> Understood:
        """What was understood; only of a document that has been."""
        return cast("Understood", loaded(self._understood))

    def keep(self, understood: Understood) -> None:
        """Keep what was understood, and let go of what only understanding needed.

        It is kept packed: some ten thousand small objects would each hold on to a piece of the memory that the millions
        beside them have left (38 of 160 MB after 1,200 pages).
        """
        self._understood = pickle.dumps(understood, protocol=5)
        self.unreadable_pages = understood.understanding.unreadable_pages
        self.layouts = []

    def empty_pages(self) -> Iterator[int]:
        """The pages read so far that have no text."""
        return (page for page, text in enumerate(self.text.pages) if not text.strip())

    def _size(self, page: int) -> PageSize:
        try:
            return self._engine.page_size(page)
        except Exception as error:  # noqa: BLE001 - as above; the size of the first page is the rule for unknown ones
            log.warning("size of page %d: %r", page + 1, error)
            return self._engine.info.page_sizes[0]
