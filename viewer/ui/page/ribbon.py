"""The whole document at a glance, beside the scroll bar: its languages as colours, ticks for what lies where.

A page takes the share of the ribbon that it takes of the scroll bar; a place on it is taken to lie as far down the page
as its offset lies in the page's text, so that no page needs to be looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QPainter, QPalette, QPixmap
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
from viewer.ui.look.colors import secondary_text
from viewer.ui.page.page_area import RIBBON_WIDTH
from viewer.ui.page.ribbon_layers import NEAR, HitTicks, LanguageBands, NoteTicks, ReferenceTicks, Ticks
from viewer.ui.page.ribbon_scale import Scale
from viewer.ui.wording.sections import language_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.ui.page.ribbon_layers import Layer
    from viewer.ui.page.view import PageView


LAYERS: tuple[type[Layer[Any]], ...] = (LanguageBands, ReferenceTicks, HitTicks, NoteTicks)
"""From the lowest up."""
GROWTH_MS = 400
"""Between two looks at a text that is being read."""
MOST_BY_LINES = 20
"""Changed notes whose lines are painted anew one by one; of more all are."""


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
        self._scale = Scale(document)
        self._layers: dict[type[Layer[Any]], Layer[Any]] = {}
        self._stale = set(LAYERS)
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

    def sizeHint(self) -> QSize:
        """As high as there is room for."""
        return QSize(RIBBON_WIDTH, 100)

    # -- what lies where ----------------------------------------------------------------------------------------------

    def _renew(self, *layers: type[Layer[Any]]) -> None:
        """Look anew at what lies in some layers; what was found before stays in sight until all has been found."""
        self._looking.stop()
        self._stale.update(layers)
        self.update()

    def _look(self) -> Iterator[None]:
        ground = self.palette().color(QPalette.ColorRole.Window)
        stale = [kind for kind in LAYERS if kind in self._stale]
        found = {kind: kind(self._document, self._scale, self.height(), ground) for kind in stale}
        for layer in found.values():
            yield from layer.filling()
        self._layers.update(found)
        self._stale.clear()
        self._pixmap = None
        self.update()

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Languages at the leading edge, ticks beside them, a bar along what is in view."""
        del event
        if self._stale and not self._looking.goes_on:
            self._looking.start(self._look())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._content())
        self._paint_view(painter)
        painter.end()

    def _content(self) -> QPixmap:
        """All but what is in view, painted once: there are many ticks, and scrolling is frequent."""
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
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Window))
        for kind in LAYERS:
            if (layer := self._layers.get(kind)) is not None:
                layer.paint(painter, first, last)
        painter.end()

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
        at = y / max(1, self.height())
        near = [tick for layer in self._layers.values() if isinstance(layer, Ticks) for tick in layer.near(at)]
        if near:
            words = dict.fromkeys(tick.words for tick in sorted(near, key=lambda tick: abs(tick.at - at)))
            return "\n".join(list(words)[:4])
        page, understanding = self._scale.page_at(at), self._document.understanding
        code = "und" if understanding is None else understanding.language_at(self._scale.offset_at(at))
        language = "" if code == "und" else f", {language_in_words(code)}"
        return f"Page {self._document.page_label(page)}{language}"

    def event(self, event: QEvent) -> bool:
        """A tooltip says what lies at the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._said_at(event.pos().y()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
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
            case UnderstandingChanged():
                self._renew(LanguageBands, ReferenceTicks)
            case SearchChanged():
                self._renew(HitTicks)
            case NotesChanged():
                self._notes_changed(change.ids)
            case PlaceChanged():
                self.update()
            case _:
                pass

    def _notes_changed(self, ids: Sequence[str]) -> None:
        """Paint the lines anew where notes have changed; all of them where these are many, or nobody knows which."""
        notes = self._layers.get(NoteTicks)
        if not 0 < len(ids) <= MOST_BY_LINES or NoteTicks in self._stale or not isinstance(notes, NoteTicks):
            self._renew(NoteTicks)
            return
        for line in notes.change(ids):
            if self._pixmap is not None:
                self._paint_lines(self._pixmap, line - NEAR, line + 1 + NEAR)
        self.update()

    def _measure_again(self) -> None:
        """More of the text is known, and so is what lies where."""
        self._scale.renew()
        self._renew(*LAYERS)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette: paint anew."""
        super().changeEvent(event)
        self._renew(*LAYERS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height tells more apart, or less."""
        super().resizeEvent(event)
        self._renew(*LAYERS)
