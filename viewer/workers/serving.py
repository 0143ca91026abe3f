"""What a worker does for each request, in steps short enough that a more urgent request can come between them."""

from __future__ import annotations

import gc
import hashlib
import logging
import math
import pkgutil
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from viewer.formats.engine import DrawsPages, GivesGlyphs, ListsLinks, ListsOutline, ListsPictures, PixelBox
from viewer.model.document import CannotOpen
from viewer.model.record import record
from viewer.workers.dark_pages import darkened, pictures_kept
from viewer.workers.finding import TextIndex
from viewer.workers.limits import give_memory_back
from viewer.workers.marking import read_marks, save_copy
from viewer.workers.messages import (
    MOST_OF_A_WHOLE,
    CloseFile,
    Done,
    Failed,
    Find,
    Found,
    Glyphs,
    Identified,
    Identify,
    Lines,
    Links,
    Opened,
    OpenFile,
    Outline,
    PagesRead,
    PixelRect,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    ReadLinks,
    ReadMarks,
    ReadOutline,
    RecognisePage,
    Refused,
    Renderer,
    RenderTile,
    SaveMarkedCopy,
    Tile,
    Understood,
)
from viewer.workers.reading import Reading
from viewer.workers.understood_store import KeptUnderstanding, UnderstoodStore, digest_of, entry_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.formats.engine import Engine, OtherPages, Pixels
    from viewer.model.document import OutlineEntry, Understanding
    from viewer.model.geometry import PageSize
    from viewer.model.text import FoldedText, PageText
    from viewer.workers.entry import Parts
    from viewer.workers.messages import Answer, Request

log = logging.getLogger(__name__)

SLICE = 0.015
"""Seconds a long request works before it lets others come between."""
EARLY_PAGES = 8
"""Pages after which a long document is understood a first time: the cover and what follows it."""
LONGEST_BATCH = 0.2
"""Seconds between two batches of pages; the first comes after one slice, and each takes twice as long as the last."""


@record
class Wait:
    """A step of a request that cannot go on until something has happened."""

    until: Callable[[], bool]


@record
class AtPage:
    """A step that is about to read the text of a page carefully; None has left the pages."""

    page: int | None


Steps = Generator["Answer | Wait | AtPage | None", None, "Answer"]
"""A request at work: yields answers that are not the last, or None between two slices; returns the last answer."""


KnownSteps = Generator["Answer | None", None, "KeptUnderstanding | None"]
"""Looking for what was understood before: yields it as an answer, and returns it."""


class NotOpenError(Exception):
    """A request names a document that is not open; ``refusal`` is why it could not be opened again."""

    def __init__(self, document: int, refusal: CannotOpen | None) -> None:
        super().__init__(f"document {document}")
        self.refusal = refusal


class OpenedDocument:
    """A document that is open in this worker."""

    def __init__(self, request: OpenFile, engine: Engine, texts: Engine, fold: Callable[[str], FoldedText]) -> None:
        """``texts`` gives the texts of the pages, which may be others than the engine's own: recognised ones."""
        self.path = Path(request.path)
        self.pages = request.pages_from or request.path
        """The file that the pages are in."""
        self.password = request.password
        self.engine = engine
        self.texts = texts
        self.reading = Reading(texts, request.skip)
        self.index = TextIndex(self.reading.text, fold)
        self.content_hash = ""
        self.may_be_kept = request.password is None and not (request.careful or request.skip or request.preview)
        """Whether what is understood of it may be kept: nothing of a protected file, or of one that is read in part."""
        self._careful = request.careful

    def identify(self) -> Generator[None, None, None]:
        """Hash the file's bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while part := file.read(2**20):  # about a millisecond's work
                digest.update(part)
                yield None
        self.content_hash = digest.hexdigest()

    def read_on(self) -> Generator[AtPage, None, None]:
        """Read pages for about a slice; where it reads carefully one page, named before."""
        if self._careful:
            yield AtPage(self.reading.pages_read)
            self.reading.read_page()
        else:
            self.reading.read_for(SLICE)


class Service:
    """The documents that are open in this worker, and the steps of every request."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._open_document = cast("Callable[..., Engine]", pkgutil.resolve_name(parts.open_document))
        self._documents: dict[int, OpenedDocument] = {}
        self._refusals: dict[int, CannotOpen] = {}

    def steps(self, request: Request) -> Steps:  # noqa: C901, PLR0911, PLR0912 - one for each kind of request
        """Begin a request. Raises what engines raise, and NotOpenError, while it is stepped."""
        match request:
            case OpenFile():
                return self._open(request)
            case CloseFile():
                return self._close(request)
            case RenderTile():
                return self._render(request)
            case ReadGlyphs():
                return self._glyphs(request)
            case ReadLines():
                return self._lines(request)
            case ReadLinks():
                return self._links(request)
            case ReadOutline():
                return self._outline(request)
            case Identify():
                return self._identify(request)
            case ReadDocument():
                return self._read(request)
            case SaveMarkedCopy():
                return self._save_copy(request)
            case ReadMarks():
                return self._read_marks(request)
            case Find():
                return self._find(request)
            case RecognisePage():
                return self._recognise(request)

    def _document(self, number: int) -> OpenedDocument:
        try:
            return self._documents[number]
        except KeyError:
            raise NotOpenError(number, self._refusals.get(number)) from None

    def _fold(self, text: str) -> FoldedText:
        # Only the background worker folds, and only then are the tables of analysis worth loading.
        fold = cast("Callable[[str], FoldedText]", pkgutil.resolve_name(self._parts.fold))
        return fold(text)

    def _open(self, request: OpenFile) -> Steps:
        try:
            engine = self._open_document(
                request.path, password=request.password, codec=request.codec, **_of_office(request)
            )
        except CannotOpen as error:
            self._refusals[request.document] = error
            return Refused(error)
        self._refusals.pop(request.document, None)
        before = self._documents.pop(request.document, None)
        if before is not None:
            before.engine.close()
        texts = self._recognised(request, engine) or engine
        self._documents[request.document] = OpenedDocument(request, engine, texts, self._fold)
        return Opened(texts.info)
        yield  # a generator like the others

    def _recognised(self, request: OpenFile, engine: Engine) -> Engine | None:
        """The texts with what has been recognised of the file; None where nothing has, which is next to always."""
        if not request.recognised or not isinstance(engine, DrawsPages) or not Path(request.recognised).is_dir():
            return None
        texts_of = cast("Callable[..., Engine | None]", pkgutil.resolve_name(self._parts.recognised_texts))
        try:
            return texts_of(engine, engine, Path(request.path), Path(request.recognised))
        except OSError as error:
            log.warning("what has been recognised of %s cannot be read: %s", request.path, error)
            return None

    def _recognise(self, request: RecognisePage) -> Steps:
        document = self._document(request.document)
        steps = cast("Callable[..., Steps]", pkgutil.resolve_name(self._parts.recognise))
        return (yield from steps(request, document.engine, document.path, self._parts))

    def _close(self, request: CloseFile) -> Steps:
        self._refusals.pop(request.document, None)
        document = self._documents.pop(request.document, None)
        if document is not None:
            document.engine.close()
        return Done()
        yield  # a generator like the others

    def _render(self, request: RenderTile) -> Steps:
        document = self._document(request.document)
        engine = document.engine
        if not isinstance(engine, DrawsPages):
            raise TypeError("the pages of this document are lines, not pictures")
        clip = request.clip
        box = None if clip is None else PixelBox(clip.x, clip.y, clip.width, clip.height)
        begun = time.process_time()
        size = engine.page_size(request.page)
        if box is None:
            most = math.sqrt(MOST_OF_A_WHOLE / (size.width * size.height))
            request = replace(request, scale=min(request.scale, most))
        if request.renderer is Renderer.PDFIUM:
            pixels = self._draw_otherwise(document, request, size, box)
        else:
            pixels = engine.render(request.page, request.scale, box)
        if request.dark:
            pictures = engine.pictures(request.page) if isinstance(engine, ListsPictures) else ()
            pixels = darkened(pixels, pictures_kept(pictures, size, request.scale))
        rect = PixelRect(pixels.box.x, pixels.box.y, pixels.box.width, pixels.box.height)
        took = time.process_time() - begun
        return Tile(request.document, request.page, request.scale, rect, pixels.stride, pixels.data, size, took)
        yield  # a generator like the others

    def _draw_otherwise(
        self, document: OpenedDocument, request: RenderTile, size: PageSize, box: PixelBox | None
    ) -> Pixels:
        # Loaded only when it is needed, which is next to never; a file it cannot open is one page's failure.
        pages = cast("Callable[..., OtherPages]", pkgutil.resolve_name(self._parts.other_pages))
        other = pages(document.pages, document.password)
        try:
            return other.render(request.page, size, request.scale, box)
        finally:
            other.close()

    def _glyphs(self, request: ReadGlyphs) -> Steps:
        texts = self._document(request.document).texts
        if not isinstance(texts, GivesGlyphs):
            raise TypeError("the pages of this document are lines: ask for those")
        text, glyphs = texts.glyphs(request.page)
        return Glyphs(request.document, request.page, text, glyphs)
        yield  # a generator like the others

    def _lines(self, request: ReadLines) -> Steps:
        return Lines(request.document, request.page, self._document(request.document).engine.page_text(request.page))
        yield  # a generator like the others

    def _links(self, request: ReadLinks) -> Steps:
        engine = self._document(request.document).engine
        links = engine.links(request.page) if isinstance(engine, ListsLinks) else ()
        return Links(request.document, request.page, links)
        yield  # a generator like the others

    def _outline(self, request: ReadOutline) -> Steps:
        engine = self._document(request.document).engine
        return Outline(request.document, engine.outline() if isinstance(engine, ListsOutline) else ())
        yield  # a generator like the others

    def _save_copy(self, request: SaveMarkedCopy) -> Steps:
        document = self._document(request.document)
        texts = document.texts if isinstance(document.texts, GivesGlyphs) else None
        return (yield from save_copy(request, document.engine, texts))

    def _read_marks(self, request: ReadMarks) -> Steps:
        document = self._document(request.document)
        texts = document.texts if isinstance(document.texts, GivesGlyphs) else None
        return (yield from read_marks(request, document.engine, texts, document.engine.info.page_count))

    def _identify(self, request: Identify) -> Steps:
        document = self._document(request.document)
        yield from document.identify()
        return Identified(request.document, document.content_hash)

    def _read(self, request: ReadDocument) -> Steps:
        document = self._document(request.document)
        reading = document.reading
        reading.readers += 1
        try:
            known = yield from self._known_before(request, document)
            yield from self._stream_pages(request, document, early=known is None)
            while not document.index.extend_for(SLICE):  # before understanding, so that a search need not wait for it
                yield None
            if known is not None and not reading.is_understood and known.is_of(reading.text.pages):
                number, pages = request.document, reading.pages_read
                reading.keep(Understood(number, pages, known.understanding, known.text_fingerprint))
                del known
                give_memory_back()
            if not reading.is_understood:
                understanding = yield from self._understand(reading.layouts, _outline_of(document.engine))
                understanding = replace(understanding, warnings=(*understanding.warnings, *reading.warnings))
                fingerprint = document.index.fingerprint()
                reading.keep(Understood(request.document, reading.pages_read, understanding, fingerprint))
                del understanding
                self._rest(more_follow=request.more_follow)
                self._keep(request, document)
            return reading.understood
        finally:
            reading.readers -= 1

    def _known_before(self, request: ReadDocument, document: OpenedDocument) -> KnownSteps:
        """What was understood of the same file before, which is told at once; None where that is not known."""
        reading = document.reading
        if not request.results or not document.may_be_kept or reading.is_understood:
            return None
        if not document.content_hash:
            yield from document.identify()
        known = UnderstoodStore(Path(request.results)).load(self._entry(document))
        if known is None or len(known.page_lengths) != reading.page_count:
            return None
        yield Understood(request.document, 0, known.understanding, page_lengths=known.page_lengths)
        return known

    def _keep(self, request: ReadDocument, document: OpenedDocument) -> None:
        reading = document.reading
        if not request.results or not document.may_be_kept or reading.warnings:
            return
        understood, pages = reading.understood, reading.text.pages
        lengths = tuple(map(len, pages))
        kept = KeptUnderstanding(understood.understanding, understood.text_fingerprint, digest_of(pages), lengths)
        try:
            UnderstoodStore(Path(request.results)).save(self._entry(document), kept)
        except OSError as error:  # it costs the next opening some seconds, and no more
            log.warning("what was understood of %s cannot be kept: %s", document.path, error)

    def _entry(self, document: OpenedDocument) -> str:
        version = cast("Callable[[], str]", pkgutil.resolve_name(self._parts.analysis_version))()
        info = document.texts.info
        text = "" if info.encoding is None else info.encoding.codec
        if info.text_version != 1:  # some pages are read as they were recognised
            text = f"recognised-{info.text_version:x}"
        return entry_name(document.content_hash, text, version)

    def _rest(self, *, more_follow: bool) -> None:
        """Where nothing else is being read, memory is worth more than half a second of the next document's."""
        if not more_follow and sum(document.reading.readers for document in self._documents.values()) <= 1:
            cast("Callable[[], None]", pkgutil.resolve_name(self._parts.rest))()
        give_memory_back()

    def _stream_pages(self, request: ReadDocument, document: OpenedDocument, *, early: bool) -> Steps:
        """Read and send the pages; with ``early``, understand the first ones of many before the others are read."""
        reading = document.reading
        early = early and reading.page_count > EARLY_PAGES and not reading.is_understood
        sent, pause, batch_ends = 0, SLICE, 0.0
        while sent < reading.page_count:
            if not reading.complete:
                gc.freeze()  # as in understanding
                yield from document.read_on()
            now = time.perf_counter()
            if now >= batch_ends or reading.complete:
                yield PagesRead(request.document, sent, tuple(reading.text.pages[sent:]), tuple(reading.sizes[sent:]))
                sent = reading.pages_read
                batch_ends, pause = now + pause, min(2 * pause, LONGEST_BATCH)
            else:
                yield None
            if early and reading.pages_read >= EARLY_PAGES:
                early = False
                yield AtPage(None)
                understanding = yield from self._understand(reading.layouts[:EARLY_PAGES])
                yield Understood(request.document, EARLY_PAGES, understanding)
        yield AtPage(None)
        return Done()

    def _understand(
        self, pages: Sequence[PageText], outline: Sequence[OutlineEntry] = ()
    ) -> Generator[None, None, Understanding]:
        begin = cast(
            "Callable[..., Generator[float, None, Understanding]]",
            pkgutil.resolve_name(self._parts.understanding_steps),
        )
        steps = begin(pages, outline) if outline else begin(pages)
        try:
            while True:
                # What is held for a whole document, millions of objects of a long one, is no garbage: looking for some
                # among them again and again made steps of 70 to 170 ms.
                gc.freeze()
                next(steps)
                yield None
        except StopIteration as end:
            return cast("Understanding", end.value)
        finally:
            gc.unfreeze()

    def _find(self, request: Find) -> Steps:
        document = self._document(request.document)
        reading = document.reading
        while True:
            while not document.index.extend_for(SLICE):
                yield None
            searched = document.index.page_count
            hits, total = document.index.find(request.query, request.limit, request.near)
            unreadable = reading.unreadable_pages if reading.is_understood else tuple(reading.empty_pages())
            found = Found(request.document, request.query, hits, total, searched, unreadable)
            if searched >= reading.page_count:
                return found
            yield found
            goal = min(reading.page_count, max(2 * searched, searched + 20))
            while reading.pages_read < goal:
                if reading.readers:
                    yield Wait(_reaches(reading, goal))
                else:  # nobody reads the document, so the search does
                    yield from document.read_on()
                    yield None
            yield AtPage(None)


def _of_office(request: OpenFile) -> dict[str, str | bool]:
    """How an office document is opened; nothing for any other file."""
    how: dict[str, str | bool] = {"pages_from": request.pages_from} if request.pages_from else {}
    return {**how, "preview": True} if request.preview else how


def _outline_of(engine: Engine) -> tuple[OutlineEntry, ...]:
    """The outline that a file brings along; a file whose outline cannot be read has none."""
    try:
        return engine.outline() if isinstance(engine, ListsOutline) else ()
    except Exception as error:  # noqa: BLE001 - whatever an untrusted outline provokes costs only itself
        log.warning("the outline cannot be read: %r", error)
        return ()


def _reaches(reading: Reading, pages: int) -> Callable[[], bool]:
    return lambda: reading.pages_read >= pages or not reading.readers


def failure(request: Request, error: Exception) -> Failed:  # noqa: PLR0911 - one for each kind of error
    """What to tell the reader of an error in a request."""
    detail = f"{request!r}: {error!r}"
    page = getattr(request, "page", None)
    what = f"Page {page + 1}" if isinstance(page, int) else "The document"
    match error:
        case NotOpenError(refusal=refusal):  # a refusal: the worker is another, and the file has gone since
            return Failed(f"The document is no longer open. {refusal.advice if refusal else ''}".rstrip(), detail)
        case MemoryError():
            return Failed(f"{what} needs more memory than it may use.", detail)
        case OSError() if isinstance(request, SaveMarkedCopy):
            return Failed(f"The copy could not be written: {error.strerror or error}.", detail)
        case _ if isinstance(request, SaveMarkedCopy):
            return Failed("The copy could not be written: the file cannot be marked.", detail)
        case OSError():
            return Failed(f"The file could not be read: {error.strerror or error}.", detail)
        case _ if isinstance(request, ReadDocument):
            return Failed("What the document says could not be worked out; its pages can still be read.", detail)
        case _ if isinstance(request, RecognisePage):
            return Failed(f"{what} could not be recognised.", detail)
        case _ if isinstance(request, Find):
            return Failed("The search failed.", detail)
        case _:
            return Failed(f"{what} could not be read; the file may be damaged.", detail)
