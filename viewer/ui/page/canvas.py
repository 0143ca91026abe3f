"""Pages one under the other, scrolled, zoomed and painted; what is not there yet is asked for.

The canvas knows where pages lie and which are in view. What they mean to the reader (places, references, selection) is
``PageView``'s matter, which is a canvas.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QTransform
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.model.document import PageKind
from viewer.model.geometry import PagePoint
from viewer.ui.look.colors import DARK_PAPER, PAPER, selection_color, surroundings
from viewer.ui.page.layout import GAP, MARGIN, Arrangement, Fit, PageAnchor, PageLayout, within_limits
from viewer.ui.page.marks import PageMarks
from viewer.ui.page.on_screen import Look, PageOnScreen, turned_pixels
from viewer.ui.page.painter import PagePainter
from viewer.ui.page.pixels import device_size
from viewer.ui.page.sources import PageSources
from viewer.ui.page.wants import ViewWants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent

    from viewer.model.geometry import PageRect
    from viewer.session.open_document import OpenDocument

ZOOM_STEP = 1.2
LINE_STEP = 48
"""Device-independent pixels that an arrow key or a click on the scroll bar's arrow moves."""


class PageCanvas(QAbstractScrollArea):
    """The pages of one document, painted.

    ``zoom_changed`` carries a factor: 1.0 (100 %) shows a point as 1/72 inch of the screen. ``view_changed`` says that
    other pages, or other parts of them, are in view; it comes once for all that happened since the event loop turned.
    ``place`` is where this view stands; another view of the same document, which shares ``sources``, stands elsewhere.
    """

    zoom_changed = Signal(float)
    view_changed = Signal()

    def __init__(
        self, document: OpenDocument, parent: QWidget | None = None, sources: PageSources | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.place = document.place
        self.sources = sources if sources is not None else PageSources(document, self)
        self.pixels = self.sources.pixels
        self.glyphs = self.sources.glyphs
        self.marks = PageMarks(document, self.glyphs)
        self.page_painter = PagePainter(document, self.pixels, self.glyphs, self.marks)
        self._arrangement = Arrangement.COLUMN
        self._turns = 0
        self._layout = self._laid_out(self._scale_of(1.0))
        self._fit = Fit.WIDTH
        self._led = False
        self.has_shown_something = False
        self._held: tuple[PageAnchor, tuple[int, int, float]] | None = None
        self.wants = ViewWants(self, self._look_around)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_around)
        self.pixels.arrived.connect(self._pixels_arrived)
        if document.info.page_kind is PageKind.RASTER:
            self.pixels.want_first(min(self.place.page, document.page_count - 1))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    # -- zoom ---------------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom as a factor; 1.0 is 100 %."""
        return self._layout.scale / self._scale_of(1.0)

    @property
    def scale(self) -> float:
        """Device-independent pixels a point."""
        return self._layout.scale

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    def set_zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show the pages at a zoom; what stands at ``about`` (viewport coordinates, else its top) stays there."""
        self._fit = Fit.NOTHING
        self._zoom_to(within_limits(self._scale_of(factor), self.logicalDpiX()), about)

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom by a factor, about a point of the viewport."""
        self.set_zoom(self.zoom * factor, about)

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.zoom_by(1 / ZOOM_STEP)

    def fit_width(self) -> None:
        """Make the page in view as wide as the view, and keep it so."""
        self._fit = Fit.WIDTH
        self._refit()

    def fit_page(self) -> None:
        """Show the whole page in view, and keep it so."""
        self._fit = Fit.PAGE
        self._refit()
        self.show_top(min(self.place.page, self._layout.page_count - 1), -MARGIN / self._layout.scale)

    # -- arrangement --------------------------------------------------------------------------------------------------

    @property
    def arrangement(self) -> Arrangement:
        """How pages stand beside and under each other."""
        return self._arrangement

    @property
    def turns(self) -> int:
        """By how many quarters the pages are turned clockwise."""
        return self._turns

    def arrange(self, arrangement: Arrangement) -> None:
        """Let pages stand otherwise; the page in view stays in view."""
        self._arrangement = arrangement
        self._lay_out_anew()

    def turn(self, quarters: int) -> None:
        """Turn all pages, clockwise where the number is positive; the page in view stays in view."""
        self._turns = (self._turns + quarters) % 4
        self._lay_out_anew()

    def _laid_out(self, scale: float) -> PageLayout:
        return PageLayout(self.document.page_sizes, scale, self._arrangement, self._turns)

    def _lay_out_anew(self) -> None:
        page = min(self.place.page, self._layout.page_count - 1)
        self._held = None
        self._layout = self._laid_out(self._layout.scale)
        self._set_ranges()
        self._refit()
        self.show_top(page, -GAP / 2 / self._layout.scale)

    def _scale_of(self, zoom: float) -> float:
        return zoom * self.logicalDpiX() / 72

    def _refit(self) -> None:
        """Bring the zoom in line with what it follows; the top of the view stays."""
        width, height = self.viewport().width(), self.viewport().height()
        scale = self._layout.scale
        page = min(self.place.page, self._layout.page_count - 1)
        if self._fit is Fit.WIDTH:
            scale = self._layout.scale_for_width(page, width)
        elif self._fit is Fit.PAGE:
            scale = self._layout.scale_for_page(page, width, height)
        self._zoom_to(within_limits(scale, self.logicalDpiX()), None)

    def _zoom_to(self, scale: float, about: QPointF | None) -> None:
        point = about if about is not None else QPointF(self.viewport().width() / 2, 0)
        anchor = self.anchor_at(point)
        at_top = about is None and self.verticalScrollBar().value() == 0
        changed = not math.isclose(scale, self._layout.scale)
        if changed:
            self.wants.zooming()
        self._layout = self._layout.at_scale(scale)
        self.show_anchor(anchor, point)
        if at_top:  # the margin above the first page does not grow with it
            self.lead_by(0, -self.verticalScrollBar().value())
        if changed:
            self.zoom_changed.emit(self.zoom)

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - what the setting says
        """Show pages for reading in the dark, or as they are."""
        self.pixels.set_dark(dark)
        self._moved()

    # -- where pages lie ----------------------------------------------------------------------------------------------

    def _offset(self) -> QPointF:
        """What is subtracted from a point of the content to give one of the viewport."""
        left, above = self._layout.spare(self.viewport().width(), self.viewport().height())
        return QPointF(self.horizontalScrollBar().value() - left, self.verticalScrollBar().value() - above)

    def anchor_at(self, point: QPointF) -> PageAnchor:
        """What stands at a point of the viewport."""
        offset = self._offset()
        return self._layout.anchor_at(point.x() + offset.x(), point.y() + offset.y())

    def show_anchor(self, anchor: PageAnchor, point: QPointF) -> None:
        """Scroll so that an anchor stands at a point of the viewport."""
        self._led = True
        self._layout = self._layout.turned_to(min(anchor.page, self._layout.page_count - 1))
        self._set_ranges()
        x, y = self._layout.point_of(anchor)
        left, above = self._layout.spare(self.viewport().width(), self.viewport().height())
        self.horizontalScrollBar().setValue(round(x + left - point.x()))
        self.verticalScrollBar().setValue(round(y + above - point.y()))
        self._led = False
        self._moved()

    def show_top(self, page: int, down: float) -> None:
        """Scroll so that what stands ``down`` points below a page's top edge, as it is shown, is at the view's top."""
        self._led = True
        self._layout = self._layout.turned_to(page)
        self._set_ranges()
        self.verticalScrollBar().setValue(round(self._layout.top(page) + down * self._layout.scale))
        self._led = False
        self._jumped()

    @property
    def led(self) -> bool:
        """Whether it is the program that scrolls now, not the reader."""
        return self._led

    def pan_by(self, dx: float, dy: float) -> None:
        """Scroll by device-independent pixels, as the reader does."""
        for bar, by in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(bar.value() + round(by))

    def lead_by(self, dx: float, dy: float) -> None:
        """Scroll by device-independent pixels, as the program does when it goes somewhere."""
        self._led = True
        self.pan_by(dx, dy)
        self._led = False
        self._jumped()

    def _set_ranges(self) -> None:
        size = self.viewport().size()
        # A page that is a little wider than the one that was fitted takes from the margin, and wants no bar for that.
        for bar, content, room, spare in (
            (self.horizontalScrollBar(), self._layout.width, size.width(), MARGIN),
            (self.verticalScrollBar(), self._layout.height, size.height(), 0),
        ):
            beyond = math.ceil(content - room - 1e-6)
            bar.setRange(0, beyond if beyond > spare else 0)
            bar.setPageStep(room)
            bar.setSingleStep(LINE_STEP)

    def point_on_page(self, point: QPointF) -> tuple[int, PagePoint]:
        """The page nearest to a point of the viewport, and the point on it (outside of it in gaps and margins)."""
        anchor = self.anchor_at(point)
        return anchor.page, PagePoint(anchor.x, anchor.y)

    def rect_in_view(self, page: int, rect: PageRect) -> QRectF:
        """A rectangle of a page in viewport coordinates."""
        offset = self._offset()
        first = QPointF(*self._layout.point_of(PageAnchor(page, rect.x0, rect.y0))) - offset
        last = QPointF(*self._layout.point_of(PageAnchor(page, rect.x1, rect.y1))) - offset
        return QRectF(first, last).normalized()

    def page_in_view(self, page: int) -> QRectF:
        """A page's rectangle in viewport coordinates."""
        box = self._layout.box(page)
        return QRectF(box.x, box.y, box.width, box.height).translated(-self._offset())

    def visible_pages(self) -> range:
        """The pages of which something is in view."""
        return self._layout.visible(self.verticalScrollBar().value(), self.viewport().height())

    def place_on_screen(self, page: int, ratio: float) -> tuple[QTransform, QSize]:
        """From a page's pixels, not turned, to the device pixels of the viewport; and how many of the first."""
        box, offset = self._layout.box(page), self._offset()
        size = QSize(*self._device_size(page, ratio))
        corner = QPoint(round((box.x - offset.x()) * ratio), round((box.y - offset.y()) * ratio))
        return turned_pixels(self._layout.turns, corner, size), size

    def _device_size(self, page: int, ratio: float) -> tuple[int, int]:
        size = self.document.page_size(page)
        return device_size(size.width, size.height, self._layout.scale * ratio)

    # -- what is asked for --------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self.viewport().update()
        self._soon.start()

    def _jumped(self) -> None:
        """The program has gone somewhere: what is there is asked for before the view is painted, which takes longer."""
        if self.isVisible():
            self.wants.jumped()
        self._moved()

    def _look_around(self) -> None:
        """Ask for what is in the view and near it, and say that it has changed."""
        if self.isVisible():
            self.wants.ask()
            self.view_changed.emit()

    @property
    def failures(self) -> Mapping[int, str]:
        """The pages that could not be shown, each with what happened, in words."""
        lines = self.document.info.page_kind is PageKind.LINES
        return self.glyphs.failures if lines else self.pixels.failures

    def _pixels_arrived(self, page: int) -> None:
        self.correct_sizes([page])
        if page in self.visible_pages():
            self.viewport().update()

    def correct_sizes(self, pages: Iterable[int]) -> None:
        """Take the true sizes of pages; what is being read stays where it is."""
        if all(self._layout.size(page) == self.document.page_size(page) for page in pages):
            return
        anchor = self._corner()
        self._layout = self._laid_out(self._layout.scale)
        self.show_anchor(anchor, QPointF(0, 0))
        self._held = (anchor, self._scrolled())

    def _corner(self) -> PageAnchor:
        """What stands in the view's corner, seen from the page that is read.

        The page above it, or the gap between them, may be what changes its size. Until something else scrolls the
        anchor is the same, so that rounding to whole pixels does not add up from page to page.
        """
        if self._held is not None and self._held[1] == self._scrolled():
            return self._held[0]
        visible, place, corner = self.visible_pages(), self.place.page, self._offset()
        return self._layout.anchor_on(place if place in visible else visible.start, corner.x(), corner.y())

    def _scrolled(self) -> tuple[int, int, float]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value(), self._layout.scale

    @property
    def shows_something(self) -> bool:
        """Whether something of what is in view is there, or cannot be had."""
        pages = self.visible_pages()
        if self.document.info.page_kind is PageKind.LINES:
            return any(self.glyphs.set_page(page) or page in self.failures for page in pages)
        scale = self._layout.scale * self.devicePixelRatioF()
        return any(page in self.failures or any(self.pixels.pieces(page, scale)) for page in pages)

    @property
    def settled(self) -> bool:
        """Whether all that is in view is there and sharp."""
        return not (self._soon.isActive() or self.wants.waiting) and self.pixels.idle and self.glyphs.idle

    def retry(self, page: int) -> None:
        """Try a page again that could not be shown."""
        self.glyphs.retry(page)
        self.pixels.retry(page)
        self._look_around()

    def give_up(self, page: int) -> None:
        """Stop trying a page that takes too long."""
        self.pixels.give_up(page)

    def close_canvas(self) -> None:
        """The view is being closed: nothing more is asked for."""
        self._soon.stop()
        self.wants.close()
        self.pixels.release(self)
        self.glyphs.release(self)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """What is added to the pages at this moment."""
        palette = self.palette()
        paper = DARK_PAPER if self.pixels.dark else PAPER
        return Look(self.devicePixelRatioF(), selection_color(palette), surroundings(palette), paper)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, whatever is known of them."""
        ratio = self.devicePixelRatioF()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), surroundings(self.palette()))
        painter.scale(1 / ratio, 1 / ratio)
        part = event.rect()
        exposed = QRect(
            QPoint(math.floor(part.x() * ratio), math.floor(part.y() * ratio)),
            QPoint(math.ceil(part.right() * ratio + ratio), math.ceil(part.bottom() * ratio + ratio)),
        )
        look = self.look()
        for page in self.visible_pages():
            placed, size = self.place_on_screen(page, ratio)
            corner = QPoint(round(placed.dx()), round(placed.dy()))
            scale, seen = self._layout.scale * ratio, exposed
            if self._layout.turns:  # the page is painted as if it were not turned
                painter.save()
                painter.setTransform(placed, True)
                corner, seen = QPoint(0, 0), placed.inverted()[0].mapRect(exposed)
            self.page_painter.paint(painter, PageOnScreen(page, QRect(corner, size), scale), seen, look)
            if self._layout.turns:
                painter.restore()
        painter.end()
        self.has_shown_something = self.has_shown_something or self.shows_something

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The reader, or the program, has scrolled."""
        del dx
        if dy and not self._led:  # where the program goes says nothing of where the reader will go on
            self.wants.scrolling(1 if dy < 0 else -1)
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is followed, and what is being read at the top."""
        super().resizeEvent(event)
        self._refit()
        if self._fit is not Fit.NOTHING:  # else it is a scroll bar that has come or gone while one zooms
            self.wants.stop_waiting()
        self._soon.start()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinching zooms."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Another screen: ask for pixels of its size."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette: paint anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab has come to the front: ask at once, before it is painted."""
        super().showEvent(event)
        self.wants.ask()
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is in front: give back what is not in view."""
        super().hideEvent(event)
        self.glyphs.release(self)
        self.pixels.keep_only_visible(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)
