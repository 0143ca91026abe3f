"""Painting one page: paper, pixels or rows of text, and the marks on it.

Everything is painted in device pixels on whole pixels, so that what was rendered is copied and never resampled: text
stays sharp at 125 % and 150 % as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from viewer.model.annotation import AnnotationKind
from viewer.model.text import Span
from viewer.ui.look.colors import NOTE_LINE, PLACE, PULSE, ink_color, link_color, marking
from viewer.ui.page.note_painting import paint_note_mark
from viewer.ui.page.on_screen import Look, PageOnScreen, on_screen
from viewer.ui.page.shadow import paint_shadow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.model.geometry import PageRect
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.glyph_store import GlyphStore
    from viewer.ui.page.marks import PageMarks
    from viewer.ui.page.pixels import PagePixels


class PagePainter:
    """Paints the pages of one document."""

    def __init__(self, document: OpenDocument, pixels: PagePixels, glyphs: GlyphStore, marks: PageMarks) -> None:
        self._document = document
        self._pixels = pixels
        self._glyphs = glyphs
        self._marks = marks
        self._selected: tuple[int, Span, tuple[PageRect, ...]] | None = None

    def paint(self, painter: QPainter, shown: PageOnScreen, exposed: QRect, look: Look) -> None:
        """Paint a page with a painter whose unit is a device pixel; ``exposed`` is the part that must be painted."""
        paint_shadow(painter, shown.rect, look.ratio, look.ground)
        painter.save()
        painter.setClipRect(shown.rect)
        if not self._rows(painter, shown, look):
            self._pieces(painter, shown, exposed, look)
        self._markings(painter, shown, look)
        self._references(painter, shown, look)
        painter.restore()

    def selection_rects(self, page: int) -> tuple[PageRect, ...]:
        """Where the selection stands on a page, in points."""
        part = self._selected_part(page)
        if part is None:
            return ()
        if self._selected is None or self._selected[:2] != (page, part):
            rects = self._marks.rects_of(page, part)
            if not rects:
                return ()
            self._selected = (page, part, rects)
        return self._selected[2]

    def _selected_part(self, page: int) -> Span | None:
        selection = self._document.selection
        glyphs = self._glyphs.glyphs(page)
        if selection is None or glyphs is None or not selection[0].page <= page <= selection[1].page:
            return None
        start = selection[0].offset if page == selection[0].page else 0
        end = selection[1].offset if page == selection[1].page else len(glyphs)
        return Span(start, end) if start < end else None

    # -- the page itself ----------------------------------------------------------------------------------------------

    def _rows(self, painter: QPainter, shown: PageOnScreen, look: Look) -> bool:
        rows = self._glyphs.set_page(shown.page)
        if rows is None:
            return False
        painter.fillRect(shown.rect, look.paper)
        painter.save()
        painter.translate(shown.rect.topLeft())
        painter.scale(shown.scale, shown.scale)
        painter.setPen(ink_color(look.paper))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        rows.paint(painter)
        painter.restore()
        return True

    def _pieces(self, painter: QPainter, shown: PageOnScreen, exposed: QRect, look: Look) -> None:
        sharp, stand_in = self._pixels.pieces(shown.page, shown.scale)
        missing = QRegion(exposed.intersected(shown.rect))
        for key, image in sharp:
            x, y = (0, 0) if key.rect is None else (key.rect.x, key.rect.y)
            missing -= QRegion(image.rect().translated(shown.rect.topLeft()).translated(x, y))
        if not missing.isEmpty():
            painter.fillRect(missing.boundingRect(), look.paper)
        if stand_in is not None and not missing.isEmpty():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(shown.rect), stand_in[1])
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for key, image in sharp:
            x, y = (0, 0) if key.rect is None else (key.rect.x, key.rect.y)
            painter.drawImage(shown.rect.x() + x, shown.rect.y() + y, image)

    # -- what lies on it ----------------------------------------------------------------------------------------------

    def _markings(self, painter: QPainter, shown: PageOnScreen, look: Look) -> None:
        marks = self._marks.of_page(shown.page)
        _mark(painter, shown, marks.place, PLACE, look.paper)
        for each in marks.markings:
            if each.drawn_in is not None and each.kind is not AnnotationKind.HIGHLIGHT:
                paint_note_mark(painter, shown, each, look)
                continue
            _mark(painter, shown, each.rects, each.color, look.paper)
            if each.underlined:
                painter.setPen(QPen(NOTE_LINE, max(1.0, 1.5 * look.ratio)))
                _underline(painter, shown, each.rects)
        _mark(painter, shown, self.selection_rects(shown.page), look.selection, look.paper)
        if look.pulse > 0:
            painter.setOpacity(look.pulse)
            _mark(painter, shown, marks.place, PULSE, look.paper)
            painter.setOpacity(1.0)

    def _references(self, painter: QPainter, shown: PageOnScreen, look: Look) -> None:
        width = max(1, round(look.ratio))
        for linked in self._marks.of_page(shown.page).mentions:
            here = linked.mention in {look.hovered, look.focused}
            style = Qt.PenStyle.SolidLine if here else Qt.PenStyle.DotLine
            painter.setPen(QPen(link_color(look.paper), width, style, Qt.PenCapStyle.FlatCap))
            _underline(painter, shown, linked.rects)
            if linked.mention == look.focused:
                _focus_ring(painter, shown, linked.rects, QPen(link_color(look.paper), 2 * width))
        if look.framed is not None and look.framed[0] == shown.page:
            _focus_ring(painter, shown, look.framed[1:], QPen(link_color(look.paper), 2 * width))


def _mark(painter: QPainter, shown: PageOnScreen, rects: Iterable[PageRect], color: QColor, paper: QColor) -> None:
    """Mark rectangles with one colour; where they overlap (close lines) the colour is laid once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRect(QRectF(on_screen(shown, rect)))
    if path.isEmpty():
        return
    shade, mode = marking(color, paper)
    painter.setCompositionMode(mode)
    painter.fillPath(path, shade)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _underline(painter: QPainter, shown: PageOnScreen, rects: Iterable[PageRect]) -> None:
    for rect in rects:
        box = on_screen(shown, rect)
        y = box.bottom() - round(0.06 * box.height()) + 0.5
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _focus_ring(painter: QPainter, shown: PageOnScreen, rects: Iterable[PageRect], pen: QPen) -> None:
    width = pen.width()
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRect(on_screen(shown, rect).adjusted(-width, -width, width, width))
