"""What lies on the ribbon of a document, layer over layer: its languages, and ticks for references, hits and notes.

A layer looks at the things it shows line by line of pixels, from one to the first on the next: whatever their number,
the work is that of the lines that can be told apart, and is done a few lines at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil, floor
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from viewer.model.document import LanguageRun
from viewer.session.cited_places import start_of_cited
from viewer.ui.look.colors import CURRENT_HIT, highlight_color, language_brush, link_color
from viewer.ui.page.page_area import RIBBON_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.model.reference import Mention, Reference
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.ribbon_scale import Scale
    from viewer.workers.messages.answers import Hit

T = TypeVar("T")

LEFT = 3
BAND = 6
"""Device-independent pixels of the languages' band; ticks stand beside it."""
LANES = LEFT + BAND + 2
TICK = 2
NEAR = 4
"""Device-independent pixels that a tick reaches up and down, and within which a tooltip takes it for what is meant."""
MOST_NEAR = 50
"""Things on each side of a height that are looked at for those near it."""


class Tick(NamedTuple):
    """A mark on the ribbon: how far down the document (0 to 1), its colour and words."""

    at: float
    color: QColor
    words: str


class Layer(Generic[T]):
    """Things of one kind in reading order, on a ribbon of a height (device-independent pixels) and a ground.

    ``filling`` is to be gone through before the layer is painted.
    """

    def __init__(self, document: OpenDocument, scale: Scale, height: int, ground: QColor) -> None:
        self.document, self.scale, self.height, self.ground = document, scale, max(1, height), ground

    @property
    def things(self) -> Sequence[T]:
        """What there is, in reading order."""
        raise NotImplementedError

    def start_of(self, thing: T) -> int:
        """Where in the text it begins."""
        raise NotImplementedError

    def take(self, line: int, first: int) -> None:
        """Take up a line of pixels on which things lie; ``first`` is the number of the first of them."""
        raise NotImplementedError

    def paint(self, painter: QPainter, first: float, last: float) -> None:
        """Paint what lies between two heights, and maybe more."""
        raise NotImplementedError

    def filling(self) -> Iterator[None]:
        """Look at all things, a line at a time."""
        line = -1
        while (first := self.first_from(line + 1)) < len(self.things):
            line = self.line_of(self.things[first])
            self.take(line, first)
            yield

    def line_of(self, thing: T) -> int:
        """The line of pixels, from 0, on which a thing begins."""
        return floor(self.scale.at(self.start_of(thing)) * self.height)

    def first_from(self, line: int) -> int:
        """The number of the first thing that lies on a line or farther down."""
        things = self.things
        at = bisect_left(things, self.scale.offset_at(line / self.height), key=self.start_of)
        # Offsets that were rounded the other way can lie on the line beside.
        if at < len(things) and self.line_of(things[at]) < line:
            return bisect_left(things, line, at, key=self.line_of)
        if at > 0 and self.line_of(things[at - 1]) >= line:
            return bisect_left(things, line, 0, at, key=self.line_of)
        return at


class LanguageBands(Layer[LanguageRun]):
    """Stretches of one language: from and to (0 to 1) and its code; of those that begin on one line the last."""

    def __init__(self, document: OpenDocument, scale: Scale, height: int, ground: QColor) -> None:
        super().__init__(document, scale, height, ground)
        self.stretches: list[tuple[float, float, str]] = []

    @property
    def things(self) -> Sequence[LanguageRun]:
        """The document's languages."""
        understanding = self.document.understanding
        return understanding.languages if understanding is not None else ()

    def start_of(self, thing: LanguageRun) -> int:
        """Where it begins."""
        return thing.span.start

    def take(self, line: int, first: int) -> None:  # noqa: ARG002 - the last one hides the others
        """Add the stretch that is seen of a line."""
        run = self.things[self.first_from(line + 1) - 1]
        self.stretches.append((self.scale.at(run.span.start), self.scale.at(run.span.end), run.language))

    def paint(self, painter: QPainter, first: float, last: float) -> None:
        """Fill the band, each stretch at least two pixels high."""
        for start, end, code in self.stretches:
            top, bottom = start * self.height, max(start * self.height + 2, end * self.height)
            if top <= last and bottom >= first:
                rect = QRectF(LEFT, top, BAND, bottom - top)
                painter.fillRect(rect, self.ground)
                painter.fillRect(rect, language_brush(code))


class Ticks(Layer[T]):
    """Ticks for things, of each colour the first on a line."""

    def __init__(self, document: OpenDocument, scale: Scale, height: int, ground: QColor) -> None:
        super().__init__(document, scale, height, ground)
        self.by_line: dict[int, list[Tick]] = {}

    def tick(self, thing: T) -> Tick:
        """The tick of a thing."""
        raise NotImplementedError

    def draw(self, painter: QPainter, heights: Iterable[float]) -> None:
        """Draw ticks of the painter's brush at these heights, in device-independent pixels."""
        raise NotImplementedError

    def take(self, line: int, first: int) -> None:
        """Place the tick of a line."""
        self.by_line[line] = [self.tick(self.things[first])]

    def near(self, at: float) -> list[Tick]:
        """The ticks of the things near a height (0 to 1), those that have none of their own on the line, too."""
        things = self.things
        middle = bisect_left(things, self.scale.offset_at(at), key=self.start_of)
        around = map(self.tick, things[max(0, middle - MOST_NEAR) : middle + MOST_NEAR])
        return [tick for tick in around if abs(tick.at - at) * self.height <= NEAR]

    def paint(self, painter: QPainter, first: float, last: float) -> None:
        """Draw the ticks of a colour at once.

        Whenever Qt is called other threads have a turn, and eight hundred turns are a tenth of a second while many
        notes are written to the disk.
        """
        by_color: dict[int, list[float]] = {}
        for line in range(floor(first) - NEAR, ceil(last) + NEAR + 1):
            for tick in self.by_line.get(line, ()):
                y = min(max(tick.at * self.height, TICK), self.height - TICK)
                by_color.setdefault(tick.color.rgb(), []).append(y)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, heights in by_color.items():
            painter.setBrush(QColor(color))
            self.draw(painter, heights)


class ReferenceTicks(Ticks["tuple[Reference, Mention]"]):
    """Where other documents are cited."""

    @property
    def things(self) -> Sequence[tuple[Reference, Mention]]:
        """Each mention of a reference."""
        return self.document.cited.in_order

    def start_of(self, thing: tuple[Reference, Mention]) -> int:
        """Where it begins."""
        return start_of_cited(thing)

    def tick(self, thing: tuple[Reference, Mention]) -> Tick:
        """The symbol of what is cited."""
        return Tick(self.scale.at(start_of_cited(thing)), link_color(self.ground), thing[0].symbol)

    def draw(self, painter: QPainter, heights: Iterable[float]) -> None:
        """Short bars beside the band."""
        painter.drawRects([QRectF(LANES, y - TICK / 2, 5, TICK) for y in heights])


class HitTicks(Ticks["Hit"]):
    """Where words were found."""

    @property
    def things(self) -> Sequence[Hit]:
        """What was found."""
        return self.document.search.state.hits

    def start_of(self, thing: Hit) -> int:
        """Where it begins."""
        return thing.span.start

    def tick(self, thing: Hit) -> Tick:
        """The words around it."""
        return Tick(self.scale.at(thing.span.start), CURRENT_HIT, f"Found: {thing.snippet}")

    def draw(self, painter: QPainter, heights: Iterable[float]) -> None:
        """Bars as wide as the room beside the band."""
        painter.drawRects([QRectF(LANES, y - TICK / 2, RIBBON_WIDTH - LANES - 1, TICK) for y in heights])


class NoteTicks(Ticks["Annotation"]):
    """Notes, kept line by line as they change. 50,000 are looked at, and some hundreds placed, in 10 ms."""

    def __init__(self, document: OpenDocument, scale: Scale, height: int, ground: QColor) -> None:
        super().__init__(document, scale, height, ground)
        self._lines: dict[str, int] = {}
        self._ids: dict[int, list[str]] = {}

    @property
    def things(self) -> Sequence[Annotation]:
        """The notes."""
        return self.document.notes.annotations

    def start_of(self, thing: Annotation) -> int:
        """Where its passage begins."""
        return thing.anchor.span.start

    def tick(self, thing: Annotation) -> Tick:
        """What its reader wrote, else the passage."""
        words = thing.body or thing.anchor.quote or "Note"
        color = highlight_color(thing.color, thing.own_color).darker(130)
        return Tick(self.scale.at(thing.anchor.span.start), color, words)

    def draw(self, painter: QPainter, heights: Iterable[float]) -> None:
        """Triangles, joined along their backs."""
        back = RIBBON_WIDTH - 1.0
        corners = [QPointF(x, y + by) for y in heights for x, by in ((back, -3), (LANES, 0), (back, 3))]
        painter.drawPolygon(QPolygonF(corners), Qt.FillRule.WindingFill)

    def change(self, ids: Iterable[str]) -> set[int]:
        """Notes have been made, changed or deleted. Returns the lines that may look otherwise now."""
        lines: set[int] = set()
        for each in ids:
            note = self.document.notes.find(each)
            lines |= {self._lines.get(each, -1)} | ({self.line_of(note)} if note is not None else set())
        lines.discard(-1)
        for line in lines:
            self.take(line, self.first_from(line))
        return lines

    def take(self, line: int, first: int) -> None:
        """Find the ticks of a line anew."""
        for each in self._ids.pop(line, ()):
            del self._lines[each]
        firsts: dict[tuple[HighlightColor, str], Annotation] = {}
        last = None
        for note in self.things[first : self.first_from(line + 1)]:
            # Most stand beside others of their colour, and to hash one takes its time.
            if last is None or note.color is not last.color or note.own_color != last.own_color:
                last = note
                firsts.setdefault((note.color, note.own_color), note)
        self.by_line[line] = [self.tick(note) for note in firsts.values()]
        self._ids[line] = [note.id for note in firsts.values()]
        self._lines.update(dict.fromkeys(self._ids[line], line))
