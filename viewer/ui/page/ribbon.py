"""The whole document at a glance, beside the scroll bar: its languages as colours, ticks for what lies where.

A page takes the share of the ribbon that it takes of the scroll bar; a place on it is taken to lie as far down the page
as its offset lies in the page's text, so that no page needs to be looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette, QPixmap, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.session.changes import (
    NotesChanged,
    PlaceChanged,
    SearchChanged,
    TextRead,
    UnderstandingChanged,
    ViewPlace,
)
from viewer.ui.colors import CURRENT_HIT, highlight_color, language_brush, link_color, secondary_text
from viewer.ui.page_area import RIBBON_WIDTH
from viewer.ui.panels.section_words import language_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.page.view import PageView


LEFT = 3
BAND = 6
"""Device-independent pixels of the languages' band; ticks stand beside it."""
TICK = 2
NEAR = 4
"""Device-independent pixels within which a tooltip takes a tick for what is meant."""


class Tick(NamedTuple):
    """A mark on the ribbon: how far down the document (0 to 1), its colour and words."""

    at: float
    color: QColor
    words: str
    lane: int


class Ribbon(QWidget):
    """The ribbon of one document, beside one view of it. A click goes to the place."""

    def __init__(
        self, document: OpenDocument, session: Session, parent: QWidget | None = None, view: PageView | None = None
    ) -> None:
        """``view`` is the one whose place is shown, where it need not be the document's own."""
        super().__init__(parent)
        self._document = document
        self._view = view
        if view is not None:
            view.view_changed.connect(self.update)
        self._bands: list[tuple[float, float, str]] | None = None
        self._reading_ticks: list[Tick] | None = None
        self._note_ticks: list[Tick] | None = None
        self._tops: list[float] = []
        self._pixmap: QPixmap | None = None
        self.setFixedWidth(RIBBON_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("The document at a glance")
        unsubscribe = session.changes.subscribe(self._changed)
        self.destroyed.connect(lambda: unsubscribe())  # noqa: PLW0108 - the signal would pass the object

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as there is room for."""
        return QSize(RIBBON_WIDTH, 100)

    # -- what lies where ----------------------------------------------------------------------------------------------

    @property
    def bands(self) -> list[tuple[float, float, str]]:
        """Stretches of one language: from and to (0 to 1) and its code."""
        if self._bands is None:
            runs = self._document.understanding.languages if self._document.understanding is not None else ()
            self._bands = [(self._at(run.span.start), self._at(run.span.end), run.language) for run in runs]
        return self._bands

    @property
    def ticks(self) -> list[Tick]:
        """References and hits, each once a place, and notes, of each colour the first on a line of pixels."""
        if self._reading_ticks is None:
            self._reading_ticks = [*self._reference_ticks(), *self._hit_ticks()]
        if self._note_ticks is None:
            self._note_ticks = list(self._ticks_of_notes())
        return self._reading_ticks + self._note_ticks

    def _reference_ticks(self) -> Iterator[Tick]:
        understanding = self._document.understanding
        for reference in understanding.references if understanding is not None else ():
            for mention in reference.mentions:
                color = link_color(self.palette().color(QPalette.ColorRole.Window))
                yield Tick(self._at(mention.span.start), color, reference.symbol, 0)

    def _hit_ticks(self) -> Iterator[Tick]:
        for hit in self._document.search.state.hits:
            yield Tick(self._at(hit.span.start), CURRENT_HIT, f"Found: {hit.snippet}", 1)

    def _ticks_of_notes(self) -> Iterator[Tick]:
        """Ticks as many as can be told apart: 50,000 notes are looked at, and some hundreds placed, in 10 ms."""
        notes, height = self._document.notes.annotations, max(1, self.height())
        start = 0
        while start < len(notes):
            line = floor(self._at(notes[start].anchor.span.start) * height)
            end = max(start + 1, self._first_note_from((line + 1) / height, notes, start))
            firsts: dict[tuple[HighlightColor, str], Annotation] = {}
            for note in notes[start:end]:
                firsts.setdefault((note.color, note.own_color), note)
            for color, note in firsts.items():
                words = note.body or note.anchor.quote or "Note"
                yield Tick(self._at(note.anchor.span.start), highlight_color(*color).darker(130), words, 2)
            start = end

    def _first_note_from(self, at: float, notes: Sequence[Annotation], start: int) -> int:
        """The number of the first note, from a number on, that lies so far down the document (0 to 1) or farther."""
        text, tops, page = self._document.text, self._page_tops(), self._page_at(at)
        if page >= text.page_count:
            return len(notes)
        share = (at - tops[page]) / ((tops[page + 1] - tops[page]) or 1.0)
        offset = text.page_span(page).start + share * max(1, len(text.page_text(page)))
        return bisect_left(notes, offset, start, key=_start_of)

    def _at(self, offset: int) -> float:
        """How far down the document a character lies, from 0 to 1."""
        text, tops = self._document.text, self._page_tops()
        if not text.page_count:
            return 0.0
        position = text.locate(min(offset, len(text)))
        length = max(1, len(text.page_text(position.page)))
        share = min(1.0, position.offset / length)
        return tops[position.page] + share * (tops[position.page + 1] - tops[position.page])

    def _page_tops(self) -> list[float]:
        count = self._document.page_count
        if len(self._tops) != count + 1:
            heights = [self._document.page_size(page).height for page in range(count)]
            total = sum(heights) or 1.0
            self._tops = [0.0, *accumulate(height / total for height in heights)]
        return self._tops

    def _page_at(self, at: float) -> int:
        """The page that lies so far down the document (0 to 1)."""
        return min(max(bisect_right(self._page_tops(), at) - 1, 0), self._document.page_count - 1)

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Languages at the leading edge, ticks beside them, a bar along what is in view."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._content())
        self._paint_view(painter)
        painter.end()

    def _content(self) -> QPixmap:
        """All but what is in view, painted once: a long report has thousands of ticks, and scrolling is frequent."""
        ratio = self.devicePixelRatioF()
        if self._pixmap is None or self._pixmap.size() != self.size() * ratio:
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(self.palette().color(QPalette.ColorRole.Window))
            painter = QPainter(self._pixmap)
            self._paint_bands(painter)
            self._paint_ticks(painter)
            painter.end()
        return self._pixmap

    def _paint_bands(self, painter: QPainter) -> None:
        height = self.height()
        for start, end, code in self.bands:
            rect = QRectF(LEFT, start * height, BAND, max(2.0, (end - start) * height))
            painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
            painter.fillRect(rect, language_brush(code))

    def _paint_ticks(self, painter: QPainter) -> None:
        height = self.height()
        lanes = LEFT + BAND + 2
        painted: set[tuple[int, int, int]] = set()
        for tick in self.ticks:
            y = min(max(tick.at * height, TICK), height - TICK)
            if (key := (round(y), tick.lane, tick.color.rgb())) in painted:
                continue
            painted.add(key)
            if tick.lane == 1:
                painter.fillRect(QRectF(lanes, y - TICK / 2, RIBBON_WIDTH - lanes - 1, TICK), tick.color)
            elif tick.lane == 2:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tick.color)
                back = RIBBON_WIDTH - 1.0
                painter.drawPolygon(QPolygonF([QPointF(lanes, y), QPointF(back, y - 3), QPointF(back, y + 3)]))
            else:
                painter.fillRect(QRectF(lanes, y - TICK / 2, 5, TICK), tick.color)

    def _paint_view(self, painter: QPainter) -> None:
        """A bracket beside the band, round what is in view."""
        tops, document = self._page_tops(), self._document
        first, last, place = document.first_visible, document.last_visible, document.place
        if self._view is not None and not self._view.leads:
            pages = self._view.visible_pages()
            first, last, place = pages.start, max(pages.start, pages.stop - 1), self._view.place
        last = min(last, document.page_count - 1)
        page_height = max(1.0, document.page_size(place.page).height)
        begins = tops[place.page] + place.y / page_height * (tops[place.page + 1] - tops[place.page])
        start = max(tops[first], min(begins, tops[last + 1]))
        color = secondary_text(self.palette())
        rect = QRectF(0, start * self.height(), 2, max(8.0, (tops[last + 1] - start) * self.height()))
        painter.fillRect(rect, color)

    # -- pointing -----------------------------------------------------------------------------------------------------

    def _said_at(self, y: float) -> str:
        height = max(1, self.height())
        near = [tick for tick in self.ticks if abs(tick.at * height - y) <= NEAR]
        if near:
            words = list(dict.fromkeys(tick.words for tick in sorted(near, key=lambda tick: abs(tick.at * height - y))))
            return "\n".join(words[:4])
        at = y / height
        page = self._page_at(at)
        code = next((code for start, end, code in self.bands if start <= at <= end), "und")
        language = "" if code == "und" else f", {language_in_words(code)}"
        return f"Page {self._document.page_label(page)}{language}"

    def event(self, event: QEvent) -> bool:
        """A tooltip says what lies at the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._said_at(event.pos().y()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = min(max(event.position().y() / max(1, self.height()), 0.0), 1.0)
        tops = self._page_tops()
        page = self._page_at(at)
        share = (at - tops[page]) / ((tops[page + 1] - tops[page]) or 1.0)
        self._document.go_to(ViewPlace(page, share * self._document.page_size(page).height), pulse=False)

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if getattr(change, "document", None) != self._document.number:
            return
        match change:
            case TextRead():
                self._tops = []
                self._reading_ticks = self._note_ticks = self._pixmap = None
            case UnderstandingChanged():
                self._bands = self._reading_ticks = self._pixmap = None
            case SearchChanged():
                self._reading_ticks = self._pixmap = None
            case NotesChanged():
                self._note_ticks = self._pixmap = None
            case PlaceChanged():
                pass
            case _:
                return
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another palette: paint anew."""
        super().changeEvent(event)
        self._reading_ticks = self._note_ticks = self._pixmap = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another height tells more notes apart, or fewer."""
        super().resizeEvent(event)
        self._note_ticks = None


def _start_of(note: Annotation) -> int:
    return note.anchor.span.start
