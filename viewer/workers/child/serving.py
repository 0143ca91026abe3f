"""What a worker does for each request, in steps short enough that a more urgent request can come between them."""

from __future__ import annotations

import logging
import math
import pkgutil
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from viewer.formats.engine import DrawsPages, GivesGlyphs, ListsLinks, ListsOutline, ListsPictures
from viewer.model.document import CannotOpen
from viewer.workers.child.dark_pages import darkened, pictures_kept
from viewer.workers.child.failures import NotOpenError
from viewer.workers.child.finding import finding_steps
from viewer.workers.child.marking import read_marks, save_copy
from viewer.workers.child.opened_document import OpenedDocument, state_of
from viewer.workers.child.understood_store import UnderstoodStore
from viewer.workers.child.whole_reading import WholeReading
from viewer.workers.messages.answers import (
    Done,
    Glyphs,
    Identified,
    Lines,
    Links,
    Opened,
    Outline,
    Refused,
    Tile,
)
from viewer.workers.messages.requests import (
    MOST_OF_A_WHOLE,
    CloseFile,
    Find,
    Identify,
    OpenFile,
    PixelRect,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    ReadLinks,
    ReadMarks,
    ReadOutline,
    RecognisePage,
    RenderTile,
    SaveMarkedCopy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.formats.engine import Engine, OtherPages
    from viewer.model.folded_text import FoldedText
    from viewer.workers.child.settings import Parts
    from viewer.workers.child.steps import Steps
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import Request

log = logging.getLogger(__name__)

Asked = TypeVar("Asked")
"""The kind of a request."""


class Service:
    """The documents that are open in this worker, and the steps of every request."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._open_document = cast("Callable[..., Engine]", pkgutil.resolve_name(parts.open_document))
        self._documents: dict[int, OpenedDocument] = {}
        self._refusals: dict[int, CannotOpen] = {}
        self._stores: dict[str, UnderstoodStore] = {}
        """What is kept of documents, by the folder."""

    def steps(self, request: Request) -> Steps:  # noqa: C901, PLR0911, PLR0912 - one for each kind of request
        """Begin a request. Raises what engines raise, and NotOpenError, while it is stepped."""
        match request:
            case OpenFile():
                return _at_once(self._open, request)
            case CloseFile():
                return _at_once(self._close, request)
            case RenderTile():
                return _at_once(self._render, request)
            case ReadGlyphs():
                return _at_once(self._glyphs, request)
            case ReadLines():
                return _at_once(self._lines, request)
            case ReadLinks():
                return _at_once(self._links, request)
            case ReadOutline():
                return _at_once(self._outline, request)
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

    def _open(self, request: OpenFile) -> Answer:
        state = state_of(Path(request.path))
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
            before.close()
        texts = self._recognised(request, engine) or engine
        opened = OpenedDocument(request, engine, texts, self._fold, self._open_others, state)
        self._documents[request.document] = opened
        return Opened(texts.info)

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

    def _close(self, request: CloseFile) -> Answer:
        self._refusals.pop(request.document, None)
        document = self._documents.pop(request.document, None)
        if document is not None:
            document.close()
        return Done()

    def _render(self, request: RenderTile) -> Answer:
        document = self._document(request.document)
        engine = document.engine
        begun = time.process_time()
        size = engine.page_size(request.page)
        if request.clip is None:
            most = math.sqrt(MOST_OF_A_WHOLE / (size.width * size.height))
            request = replace(request, scale=min(request.scale, most))
        pixels = document.drawing.draw(request, size)
        if request.dark:
            pictures = engine.pictures(request.page) if isinstance(engine, ListsPictures) else ()
            pixels = darkened(pixels, pictures_kept(pictures, size, request.scale))
        rect = PixelRect(pixels.box.x, pixels.box.y, pixels.box.width, pixels.box.height)
        took = time.process_time() - begun
        return Tile(request.document, request.page, request.scale, rect, pixels.stride, pixels.data, size, took)

    def _open_others(self, path: str, password: str | None) -> OtherPages:
        # Loaded only when it is needed; a file it cannot open is one page's failure.
        return cast("Callable[..., OtherPages]", pkgutil.resolve_name(self._parts.other_pages))(path, password)

    def _glyphs(self, request: ReadGlyphs) -> Answer:
        texts = self._document(request.document).texts
        if not isinstance(texts, GivesGlyphs):
            raise TypeError("the pages of this document are lines: ask for those")
        text, glyphs = texts.glyphs(request.page)
        return Glyphs(request.document, request.page, text, glyphs)

    def _lines(self, request: ReadLines) -> Answer:
        return Lines(request.document, request.page, self._document(request.document).engine.page_text(request.page))

    def _links(self, request: ReadLinks) -> Answer:
        engine = self._document(request.document).engine
        links = engine.links(request.page) if isinstance(engine, ListsLinks) else ()
        return Links(request.document, request.page, links)

    def _outline(self, request: ReadOutline) -> Answer:
        engine = self._document(request.document).engine
        return Outline(request.document, engine.outline() if isinstance(engine, ListsOutline) else ())

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
        store = self._stores.setdefault(request.results, UnderstoodStore(Path(request.results)))
        return (yield from WholeReading(request, document, self._parts, store, self._reads_one).steps())

    def _reads_one(self) -> bool:
        """Whether one request at most is reading a document."""
        return sum(document.reading.readers for document in self._documents.values()) <= 1

    def _find(self, request: Find) -> Steps:
        return (yield from finding_steps(request, self._document(request.document)))


def _at_once(answer: Callable[[Asked], Answer], request: Asked) -> Steps:
    """The steps of a request that is carried out in one."""
    return answer(request)
    yield  # never reached: it makes this a generator, as the steps of longer requests are


def _of_office(request: OpenFile) -> dict[str, str | bool]:
    """How an office document is opened; nothing for any other file."""
    how: dict[str, str | bool] = {"pages_from": request.pages_from} if request.pages_from else {}
    return {**how, "preview": True} if request.preview else how
