"""The whole document at a glance, beside the scroll bar: its languages as colours, ticks for what lies where.

A page takes the share of the ribbon that it takes of the scroll bar; a place on it is taken to lie as far down the page
as its offset lies in the page's text, so that no page needs to be looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
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
from viewer.session.parts import InParts
from viewer.ui.colors import CURRENT_HIT, language_brush, link_color, secondary_text
from viewer.ui.page.ribbon_ticks import NoteTicks, Scale, Tick
from viewer.ui.page_area import RIBBON_WIDTH
from viewer.ui.panels.sections.words import language_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.page.view import PageView


LEFT = 3
BAND = 6
"""Device-independent pixels of the languages' band; ticks stand beside it."""
TICK = 2
GROWTH_MS = 400
"""Between two looks at a text that is being read."""
MOST_AT_ONCE = 2000
"""Notes whose ticks are found without a pause, in some milliseconds."""
MOST_LINES = 20
"""Lines that are painted anew one by one; of more all are."""
NEAR = 4
"""Device-independent pixels within which a tooltip takes a tick for what is meant."""


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
        self._reference_ticks: list[Tick] | None = None
        self._hit_ticks: list[Tick] | None = None
        self._note_ticks: NoteTicks | None = None
        self._scale = Scale(document)
        self._ground: QPixmap | None = None
        self._looking = InParts(document.post)
        self._pixmap: QPixmap | None = None
        self._text_grows = QTimer(self)
        self._text_grows.setSingleShot(True)
        self._text_grows.setInterval(GROWTH_MS)
        self._text_grows.timeout.connect(self._measure_again)
        self.setFixedWidth(RIBBON_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("The document at a glance")
        unsubscribe = session.changes.subscribe(self._changed)
        self.destroyed.connect(lambda: unsubscribe())  # noqa: PLW0108 - the signal would pass the object
        looking = self._looking
        self.destroyed.connect(lambda: looking.stop())  # noqa: PLW0108 - as above

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as there is room for."""
        return QSize(RIBBON_WIDTH, 100)

    # -- what lies where ----------------------------------------------------------------------------------------------

    @property
    def bands(self) -> list[tuple[float, float, str]]:
        """Stretches of one language: from and to (0 to 1) and its code."""
        if self._bands is None:
            runs = self._document.understanding.languages if self._document.understanding is not None else ()
            self._bands = [(self._scale.at(run.span.start), self._scale.at(run.span.end), run.language) for run in runs]
        return self._bands

    @property
    def ticks(self) -> list[Tick]:
        """References and hits, each once a place, and notes, of each colour the first on a line of pixels."""
        return self._ticks_below + self._ticks_above

    @property
    def _ticks_below(self) -> list[Tick]:
        """Those of references, which seldom change."""
        if self._reference_ticks is None:
            self._reference_ticks = list(self._ticks_of_references())
        return self._reference_ticks

    @property
    def _ticks_above(self) -> list[Tick]:
        """Those that change while one reads: of what is looked for, and of notes."""
        if self._hit_ticks is None:
            self._hit_ticks = list(self._ticks_of_hits())
        if self._note_ticks is None:
            self._look_at_notes()
        assert self._note_ticks is not None  # noqa: S101 - made by the line above
        by_line = self._note_ticks.by_line
        return self._hit_ticks + [tick for line in sorted(by_line) for tick in by_line[line]]

    def _ticks_of_references(self) -> Iterator[Tick]:
        understanding = self._document.understanding
        color = link_color(self.palette().color(QPalette.ColorRole.Window))
        for reference in understanding.references if understanding is not None else ():
            for mention in reference.mentions:
                yield Tick(self._scale.at(mention.span.start), color, reference.symbol, 0)

    def _ticks_of_hits(self) -> Iterator[Tick]:
        for hit in self._document.search.state.hits:
            yield Tick(self._scale.at(hit.span.start), CURRENT_HIT, f"Found: {hit.snippet}", 1)

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
            self._paint_lines(self._pixmap, 0, self.height())
        return self._pixmap

    def _paint_lines(self, pixmap: QPixmap, first: float, last: float) -> None:
        """Paint what lies between two heights, in device-independent pixels."""
        painter = QPainter(pixmap)
        area = QRectF(0, first, RIBBON_WIDTH, last - first)
        painter.setClipRect(area)
        painter.drawPixmap(0, 0, self._ground_for(pixmap))
        height = self.height()
        ticks = [tick for tick in self._ticks_above if first - NEAR <= tick.at * height <= last + NEAR]
        self._paint_ticks(painter, ticks)
        painter.end()

    def _ground_for(self, pixmap: QPixmap) -> QPixmap:
        """Languages and references, which lie below the rest and seldom change."""
        if self._ground is None or self._ground.size() != pixmap.size():
            self._ground = QPixmap(pixmap.size())
            self._ground.setDevicePixelRatio(pixmap.devicePixelRatio())
            self._ground.fill(self.palette().color(QPalette.ColorRole.Window))
            painter = QPainter(self._ground)
            self._paint_bands(painter)
            self._paint_ticks(painter, self._ticks_below)
            painter.end()
        return self._ground

    def _paint_bands(self, painter: QPainter) -> None:
        height = self.height()
        for start, end, code in self.bands:
            rect = QRectF(LEFT, start * height, BAND, max(2.0, (end - start) * height))
            painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
            painter.fillRect(rect, language_brush(code))

    def _paint_ticks(self, painter: QPainter, ticks: Iterable[Tick]) -> None:
        height = self.height()
        lanes, back = LEFT + BAND + 2, RIBBON_WIDTH - 1.0
        painted: set[tuple[int, int, int]] = set()
        notes: dict[int, list[QPointF]] = {}
        for tick in ticks:
            y = min(max(tick.at * height, TICK), height - TICK)
            if (key := (round(y), tick.lane, tick.color.rgb())) in painted:
                continue
            painted.add(key)
            if tick.lane == 1:
                painter.fillRect(QRectF(lanes, y - TICK / 2, RIBBON_WIDTH - lanes - 1, TICK), tick.color)
            elif tick.lane == 2:
                notes.setdefault(tick.color.rgb(), []).extend(
                    (QPointF(back, y - 3), QPointF(lanes, y), QPointF(back, y + 3))
                )
            else:
                painter.fillRect(QRectF(lanes, y - TICK / 2, 5, TICK), tick.color)
        # The triangles of a colour at once, joined along their backs: whenever Qt is called other threads have a turn,
        # and eight hundred turns are a tenth of a second while many notes are written to the disk.
        painter.setPen(Qt.PenStyle.NoPen)
        for color, corners in notes.items():
            painter.setBrush(QColor(color))
            painter.drawPolygon(QPolygonF(corners), Qt.FillRule.WindingFill)

    def _paint_view(self, painter: QPainter) -> None:
        """A bracket beside the band, round what is in view."""
        tops, document = self._scale.tops, self._document
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
        page = self._scale.page_at(at)
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
        tops = self._scale.tops
        page = self._scale.page_at(at)
        share = (at - tops[page]) / ((tops[page + 1] - tops[page]) or 1.0)
        self._document.go_to(ViewPlace(page, share * self._document.page_size(page).height), pulse=False)

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if getattr(change, "document", None) != self._document.number:
            return
        match change:
            case TextRead():  # comes five times a second while a document is read
                if not self._text_grows.isActive():
                    self._text_grows.start()
                return
            case UnderstandingChanged():
                self._bands = self._reference_ticks = self._ground = self._pixmap = None
            case SearchChanged():
                self._hit_ticks = self._pixmap = None
            case NotesChanged():
                self._notes_changed(change.ids)
            case PlaceChanged():
                pass
            case _:
                return
        self.update()

    def _look_at_notes(self) -> None:
        """Find the ticks of all notes: at once, or those of many a few at a time, painted when all are found."""
        self._note_ticks = ticks = NoteTicks(self._document, self._scale, self.height())
        if len(self._document.notes.annotations) <= MOST_AT_ONCE:
            for _ in ticks.filling():
                pass
            return

        def steps() -> Iterator[None]:
            yield from ticks.filling()
            if self._note_ticks is ticks:
                self._pixmap = None
                self.update()

        self._looking.start(steps())

    def _notes_changed(self, ids: Sequence[str]) -> None:
        """Paint the lines anew where notes have changed; all of them where these are many, or nobody knows which."""
        lines = self._note_ticks.change(ids) if ids and self._note_ticks is not None else None
        if lines is None:
            self._note_ticks = self._pixmap = None
        elif len(lines) > MOST_LINES:
            self._pixmap = None
        elif self._pixmap is not None:
            for line in lines:
                self._paint_lines(self._pixmap, line - NEAR, line + 1 + NEAR)

    def _measure_again(self) -> None:
        """More of the text is known, and so is what lies where."""
        self._scale.renew()
        self._bands = self._reference_ticks = self._hit_ticks = self._note_ticks = self._ground = self._pixmap = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another palette: paint anew."""
        super().changeEvent(event)
        self._reference_ticks = self._note_ticks = self._ground = self._pixmap = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another height tells more notes apart, or fewer."""
        super().resizeEvent(event)
        self._note_ticks = None
