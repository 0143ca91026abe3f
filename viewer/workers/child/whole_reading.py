"""What a worker does to read a whole document and understand it, telling what it has on the way."""

from __future__ import annotations

import gc
import logging
import pkgutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from viewer.formats.engine import ListsOutline
from viewer.model.document import Understanding
from viewer.workers.child.steps import SLICE, AtPage
from viewer.workers.child.understood_store import KeptUnderstanding, entry_name
from viewer.workers.messages.answers import PagesRead, UnderstandingProgress, Understood

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from viewer.formats.engine import Engine
    from viewer.model.document import OutlineEntry
    from viewer.model.text import PageText
    from viewer.workers.child.opened_document import OpenedDocument
    from viewer.workers.child.settings import Parts
    from viewer.workers.child.steps import Steps
    from viewer.workers.child.understood_store import UnderstoodStore
    from viewer.workers.messages.requests import ReadDocument

log = logging.getLogger(__name__)

EARLY_PAGES = 8
"""Pages after which a long document is understood a first time: the cover and what follows it."""
EARLY_GROWTH = 4
"""How many times as many pages it is understood after the next time, and so on: the panels fill as it is read."""
EARLY_SHARE = 8
"""What is understood before all is read is at most this part of the pages: the whole costs a sixth more at most."""
LONGEST_BATCH = 0.2
"""Seconds between two batches of pages; the first comes after one slice, and each takes twice as long as the last."""
PROGRESS_EVERY = 0.2
"""Seconds between two words on how far the understanding of all pages has come."""


class WholeReading:
    """One request to read a document; ``alone`` says whether it is the only one that is being read.

    ``store`` is that of the results' folder, where the request names one.
    """

    def __init__(
        self,
        request: ReadDocument,
        document: OpenedDocument,
        parts: Parts,
        store: UnderstoodStore,
        alone: Callable[[], bool],
    ) -> None:
        self._request = request
        self._document = document
        self._reading = document.reading
        self._parts = parts
        self._store = store
        self._alone = alone
        self._first: Understanding | None = None
        """What was understood of the first pages of many."""

    def steps(self) -> Steps:
        """Tell what is known from before, then all pages, then what is understood."""
        reading, document = self._reading, self._document
        reading.readers += 1
        # What is held for a whole document, millions of objects of a long one, is no garbage: looking for some among
        # them again and again made steps of 70 to 170 ms.
        gc.disable()
        try:
            known = yield from self._known_before()
            if known is not None and self._request.at_once and document.text_is_its_bytes:
                yield PagesRead(self._request.document, 0, known.pages, ())
                return Understood(self._request.document, len(known.pages), known.understanding, known.text_fingerprint)
            told = known is None and not self._request.at_once
            yield from self._stream_pages(early=told)
            while not document.index.extend_for(SLICE):  # before understanding, so that a search need not wait for it
                yield None
            if known is not None and not reading.is_understood and known.pages == reading.text.pages:
                reading.keep(self._understood(known.understanding, known.text_fingerprint))
                del known
            if not reading.is_understood:
                outline = _outline_of(document.engine)
                understanding = yield from self._understand(reading.layouts, outline, told=told)
                understanding = replace(understanding, warnings=(*understanding.warnings, *reading.warnings))
                understood = self._understood(understanding, document.index.fingerprint())
                yield None  # each of these takes up to a tenth of a second, and a search may come between them
                reading.keep(understood)
                yield None
                self._rest()
                yield None
                self._keep(understood)
                return understood
            return reading.understood
        finally:
            if self._alone():
                gc.enable()
            reading.readers -= 1

    def _understood(self, understanding: Understanding, fingerprint: str) -> Understood:
        return Understood(self._request.document, self._reading.pages_read, understanding, fingerprint)

    def _known_before(self) -> Generator[Understood | None, None, KeptUnderstanding | None]:
        """What was understood of the same file before, which is told first; None where that is not known."""
        document, reading = self._document, self._reading
        if not self._request.results or not document.may_be_kept or reading.is_understood:
            return None
        if not document.content_hash:
            try:
                yield from document.identify()
            except OSError:  # it has gone meanwhile; what is open of it can be read all the same
                document.may_be_kept = False
            if not document.may_be_kept:
                return None
        known = self._store.load(self._entry())
        if known is None or len(known.pages) != reading.page_count:
            return None
        if not self._request.at_once:
            lengths = tuple(map(len, known.pages))
            yield Understood(self._request.document, 0, known.understanding, page_lengths=lengths)
        return known

    def _keep(self, understood: Understood) -> None:
        reading, document = self._reading, self._document
        if not self._request.results or not document.may_be_kept or reading.warnings or not document.is_as_opened():
            return
        kept = KeptUnderstanding(understood.understanding, understood.text_fingerprint, tuple(reading.text.pages))
        self._store.save(self._entry(), kept)

    def _entry(self) -> str:
        version = cast("Callable[[], str]", pkgutil.resolve_name(self._parts.analysis_version))()
        info = self._document.texts.info
        text = "" if info.encoding is None else info.encoding.codec
        if info.text_version != 1:  # some pages are read as they were recognised
            text = f"recognised-{info.text_version:x}"
        return entry_name(self._document.content_hash, text, version)

    def _rest(self) -> None:
        """Where nothing else is being read, memory is worth more than half a second of the next document's."""
        if not self._request.more_follow and self._alone():
            cast("Callable[[], None]", pkgutil.resolve_name(self._parts.rest))()

    def _stream_pages(
        self, *, early: bool
    ) -> Generator[PagesRead | UnderstandingProgress | Understood | AtPage | None, None, None]:
        """Read and send the pages; with ``early``, understand the first ones of many before the others are read."""
        reading, number = self._reading, self._request.document
        first = EARLY_PAGES if early and reading.page_count > EARLY_PAGES and not reading.is_understood else 0
        sent, pause, batch_ends = 0, SLICE, 0.0
        while sent < reading.page_count:
            self._document.index.extend_for(SLICE)  # a search that comes meanwhile need not fold all that was read
            if not reading.complete:
                yield from self._document.read_on()
            now = time.perf_counter()
            if now >= batch_ends or reading.complete:
                yield PagesRead(number, sent, tuple(reading.text.pages[sent:]), tuple(reading.sizes[sent:]))
                sent = reading.pages_read
                batch_ends, pause = now + pause, min(2 * pause, LONGEST_BATCH)
            else:
                yield None
            while 0 < first <= reading.pages_read:
                yield AtPage(None)
                self._first = yield from self._understand(reading.layouts[:first], told=True)
                yield Understood(number, first, self._first)
                first = EARLY_GROWTH * first if EARLY_SHARE * EARLY_GROWTH * first <= reading.page_count else 0
        yield AtPage(None)

    def _understand(
        self, pages: Sequence[PageText], outline: Sequence[OutlineEntry] = (), *, told: bool
    ) -> Generator[Understood | UnderstandingProgress | None, None, Understanding]:
        """Understand pages; with ``told``, what is known on the way is told as well, and how far it has come."""
        begin = cast(
            "Callable[..., Generator[float | Understanding, None, Understanding]]",
            pkgutil.resolve_name(self._parts.understanding_steps),
        )
        steps = begin(pages, outline) if outline else begin(pages)
        number, said = self._request.document, time.perf_counter()
        goes_on = self._first is not None and len(pages) == self._reading.page_count
        try:
            while True:
                step = next(steps)
                if isinstance(step, Understanding):
                    more = self._on_the_way(step, pages) if told else None
                    yield None if more is None else Understood(number, len(pages), more)
                elif goes_on and time.perf_counter() >= said + PROGRESS_EVERY:
                    said = time.perf_counter()
                    yield UnderstandingProgress(number, step)
                else:
                    yield None
        except StopIteration as end:
            return cast("Understanding", end.value)

    def _on_the_way(self, known: Understanding, pages: Sequence[PageText]) -> Understanding | None:
        """What is worth telling before all is known: of few pages the metadata, of many all but the references.

        None of those of the first pages goes away until all are there.
        """
        if len(pages) <= EARLY_PAGES:
            return None if known.sections else known
        if self._first is None or not known.sections:
            return None
        return replace(known, references=self._first.references)


def _outline_of(engine: Engine) -> tuple[OutlineEntry, ...]:
    """The outline that a file brings along; a file whose outline cannot be read has none."""
    try:
        return engine.outline() if isinstance(engine, ListsOutline) else ()
    except Exception as error:  # noqa: BLE001 - whatever an untrusted outline provokes costs only itself
        log.warning("the outline cannot be read: %r", error)
        return ()
