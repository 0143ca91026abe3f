"""The text of one document as a worker reads it, page by page, and what stays of it for finding."""

from __future__ import annotations

import logging
import pickle
import time
from typing import TYPE_CHECKING, cast

from viewer.model.page_numbers import pages_in_words
from viewer.model.text import DocumentText, PageText
from viewer.workers.wire import loaded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
        self._left_out: list[int] = []
        self._unread: list[int] = []
        self._blank: set[int] = set()
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
            self._left_out.append(page)
            layout = PageText("", self._size(page))
        else:
            try:
                layout = self._engine.page_text(page)
            except Exception as error:  # noqa: BLE001 - whatever an untrusted page provokes costs that page only
                log.warning("page %d: %r", page + 1, error)
                self._unread.append(page)
                layout = PageText("", self._size(page))
        if layout.blank:
            self._blank.add(page)
        self.text.append(layout.text)
        size = layout.shown_size
        self.sizes.append(self.sizes[-1] if self.sizes[-1:] == [size] else size)  # one for all pages that are alike
        if not self.is_understood:
            self.layouts.append(layout)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which pages could not be read, in words for the reader."""
        said: list[str] = []
        if self._left_out:
            was, each = ("was", "it") if len(self._left_out) == 1 else ("were", "each of them")
            said.append(f"{_in_words(self._left_out)} {was} left out: reading {each} stopped the reading process.")
        if self._unread:
            said.append(f"{_in_words(self._unread)} could not be read; the file may be damaged.")
        return tuple(said)

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
        """The pages read so far that have no text, and are not blank."""
        texts = enumerate(self.text.pages)
        return (page for page, text in texts if not text.strip() and page not in self._blank)

    def _size(self, page: int) -> PageSize:
        try:
            return self._engine.page_size(page)
        except Exception as error:  # noqa: BLE001 - as above; the size of the first page is the rule for unknown ones
            log.warning("size of page %d: %r", page + 1, error)
            return self._engine.info.page_sizes[0]


def _in_words(pages: Sequence[int]) -> str:
    said = pages_in_words(pages)
    return said[0].upper() + said[1:]
