"""Invented pages whose letters stand on a grid and whose pixels say where they are, and a session that shows them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from session.fakes import A4, FakeWorker
from ui.panels.reading_desk import ReadingDesk

from viewer.model.document import LanguageRun, TextLayer, Understanding
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import PAGE_BREAK, PageGlyphs, Span
from viewer.session.open_document import ReadingState
from viewer.ui.page.pixels import device_size
from viewer.workers.messages.answers import Found, Glyphs, Hit, Links, Tile
from viewer.workers.messages.requests import Find, PixelRect, ReadGlyphs, ReadLinks, RenderTile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.geometry import PageSize
    from viewer.model.link import PageLink
    from viewer.session.open_document import OpenDocument

LEFT, TOP, ADVANCE, LEADING, HEIGHT = 72.0, 72.0, 6.0, 20.0, 12.0
"""Points: where the first letter stands, and how far one letter and one row are from the next."""

PAGES = (
    "Recalling its resolution 822 (1993)\nand the report of the Secretary-General,\nnoting A/RES/62/243 as well.",
    "The second page cites nothing.\nIt has two rows.",
    "On the third page stands A/DEC/51/408\nand the end.",
)
LONG_PAGES = tuple(f"Page {number}\n{'word ' * 8}\nlast row of page {number}" for number in range(1, 13))


def glyphs_of(text: str, *, rtl: Iterable[int] = (), width: float = A4.width) -> PageGlyphs:
    """Letters of one width in rows; the rows in ``rtl`` begin at the right margin. Line ends have empty boxes."""
    boxes, lines, directions, at = array("f"), [], [], 0
    backwards = set(rtl)
    for number, row in enumerate(text.split("\n")):
        top = TOP + number * LEADING
        for place in range(len(row)):
            x = width - LEFT - (place + 1) * ADVANCE if number in backwards else LEFT + place * ADVANCE
            boxes.extend((x, top, x + ADVANCE, top + HEIGHT))
        end = width - LEFT - len(row) * ADVANCE if number in backwards else LEFT + len(row) * ADVANCE
        boxes.extend((end, top, end, top + HEIGHT))
        lines.append((at, at + len(row)))
        directions.append(number in backwards)
        at += len(row) + 1
    return PageGlyphs(boxes[: 4 * len(text)], tuple(lines), tuple(directions))


def pixels_of(page: int, rect: PixelRect) -> bytes:
    """Pixels that differ from their neighbours, by page and place: red the column, green the row, blue the page."""
    row = bytearray(3 * rect.width)
    row[0::3] = bytes((rect.x + x) % 251 for x in range(rect.width))
    row[2::3] = bytes([40 * page % 256]) * rect.width
    rows = []
    for y in range(rect.y, rect.y + rect.height):
        row[1::3] = bytes([y % 241]) * rect.width
        rows.append(bytes(row))
    return b"".join(rows)


def tile_of(request: RenderTile, size: PageSize = A4) -> Tile:
    """The answer to a request for pixels of a page of that size."""
    rect = request.clip or PixelRect(0, 0, *device_size(size.width, size.height, request.scale))
    pixels = pixels_of(request.page, rect)
    return Tile(request.document, request.page, request.scale, rect, 3 * rect.width, pixels, size)


def reference_at(text: str, words: str, symbol: str, **more: object) -> Reference:
    """A reference that is cited wherever those words stand."""
    starts, at = [], text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    mentions = tuple(Mention(Span(start, start + len(words)), words) for start in starts)
    kind = more.pop("kind", ReferenceKind.RESOLUTION)
    return Reference(symbol, kind, "", mentions, **more)


def understanding_of(pages: Sequence[str], *references: Reference, languages: Sequence[str] = ()) -> Understanding:
    """What is understood of pages: references, and the language of each page."""
    runs, start = [], 0
    for page, code in zip(pages, languages, strict=False):
        runs.append(LanguageRun(Span(start, start + len(page)), code, 1.0))
        start += len(page) + 1
    return Understanding(TextLayer.GOOD, languages=tuple(runs), references=references)


def usual_references(pages: Sequence[str] = PAGES) -> tuple[Reference, ...]:
    """The three references of ``PAGES``."""
    text = PAGE_BREAK.join(pages)
    return (
        reference_at(text, "resolution 822 (1993)", "S/RES/822 (1993)"),
        reference_at(text, "A/RES/62/243", "A/RES/62/243"),
        reference_at(text, "A/DEC/51/408", "A/DEC/51/408", kind=ReferenceKind.DECISION),
    )


class PaperDesk(ReadingDesk):
    """A desk whose worker, when told to ``serve``, answers for pixels and letters of the pages given here."""

    worker: FakeWorker

    def __init__(self, folder) -> None:
        super().__init__(folder)
        self.pages: dict[int, tuple[str, ...]] = {}
        self.sizes: dict[tuple[int, int], PageSize] = {}
        self.rtl: dict[tuple[int, int], tuple[int, ...]] = {}
        self.links: dict[tuple[int, int], tuple[PageLink, ...]] = {}

    def lay_open(
        self, pages: Sequence[str] = PAGES, name: str = "paper.pdf", understanding: Understanding | None = None, **more
    ) -> OpenDocument:
        """Open a paper of these pages and read it to the end."""
        document = self.open(name, len(pages), **more)
        self.pages[document.number] = tuple(pages)
        self.read(document, pages)
        self.understand(document, understanding or understanding_of(pages, *usual_references(pages)))
        assert document.state is ReadingState.READ
        return document

    def read(self, document: OpenDocument, texts: Sequence[str]) -> None:
        """Let the worker read these pages."""
        self.pages.setdefault(document.number, tuple(texts))
        super().read(document, texts)

    def serve(self, kinds: tuple[type, ...] = (RenderTile, ReadGlyphs, ReadLinks)) -> list[object]:
        """Answer what waits now; what was answered."""
        answered = []
        for number, (request, on_answer) in list(self.worker.requests.items()):
            if isinstance(request, kinds) and number in self.worker.requests:
                del self.worker.requests[number]
                answered.append(request)
                on_answer(self._answer(request), True)
        self.settle()
        return answered

    def _answer(self, request: RenderTile | ReadGlyphs | ReadLinks) -> Tile | Glyphs | Links:
        at = (request.document, request.page)
        if isinstance(request, ReadLinks):
            return Links(*at, self.links.get(at, ()))
        size = self.sizes.get(at, A4)
        if isinstance(request, RenderTile):
            return tile_of(request, size)
        text = self.pages[request.document][request.page]
        return Glyphs(*at, text, glyphs_of(text, rtl=self.rtl.get(at, ()), width=size.width))

    def find(self, document: OpenDocument, words: str) -> tuple[Span, ...]:
        """Look for words and find them wherever they stand, without folding."""
        document.search.find(words)
        text = str(document.text)
        spans, at = [], text.find(words)
        while at >= 0:
            spans.append(Span(at, at + len(words)))
            at = text.find(words, at + 1)
        hits = tuple(Hit(span, document.text.page_of(span.start), words, 0, len(words)) for span in spans)
        self.worker.answer(Find, Found(document.number, words, hits, len(hits), document.page_count, ()))
        self.settle()
        return tuple(spans)
