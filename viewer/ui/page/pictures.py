"""Pictures of pages, or of parts of them, for the clipboard, for files and for paper: white paper, as large as wanted.

The background worker draws them, so that the pages in view never wait for one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from viewer.model.document import PageKind
from viewer.ui.look.colors import DARK_PAPER, PAPER, ink_color
from viewer.ui.page.text_pages import paint_rows, set_rows
from viewer.workers.messages.answers import Failed, Lines, Tile
from viewer.workers.messages.requests import PixelRect, Priority, ReadLines, RenderTile

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.geometry import PageRect
    from viewer.model.text import PageText
    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer

POINTS_PER_INCH = 72
MOST_PIXELS = 24_000_000
"""Of one picture: 72 MB while it is made. A4 at 300 dots per inch has 8.7 million."""


def scale_within(rect: PageRect, dots_per_inch: float, most: int = MOST_PIXELS) -> float:
    """Pixels a point: those of the dots per inch, fewer where the picture would have more than ``most`` pixels."""
    wanted = dots_per_inch / POINTS_PER_INCH
    return min(wanted, math.sqrt(most / max(1.0, rect.width * rect.height)))


def pixel_rect(rect: PageRect, scale: float) -> PixelRect:
    """The whole pixels of a part of a page; neighbouring parts have no pixel in common and none between them."""
    left, top = round(rect.x0 * scale), round(rect.y0 * scale)
    right, bottom = round(rect.x1 * scale), round(rect.y1 * scale)
    return PixelRect(left, top, max(1, right - left), max(1, bottom - top))


def ask_picture(
    document: OpenDocument,
    page: int,
    rect: PageRect,
    scale: float,
    taken: Callable[[QImage | str], None],
    *,
    priority: int = Priority.VISIBLE,
    dark: bool = False,
) -> Callable[[], None]:
    """Ask for a picture of a part of a page at ``scale`` pixels a point, as the document has it, not turned.

    With ``dark`` light and dark are exchanged, as for reading in the dark.

    ``taken`` gets it in the window's thread, or what has gone wrong, in words. The returned function lets go of it.
    """
    part = pixel_rect(rect, scale)
    lines = document.info.page_kind is PageKind.LINES
    number = document.number
    request = ReadLines(number, page) if lines else RenderTile(number, page, scale, part, dark=dark)

    def answered(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, Tile):
            document.correct_page_size(page, answer.page_size)
            taken(image_of(answer))
        elif isinstance(answer, Lines):
            paper = DARK_PAPER if dark else PAPER
            taken(picture_of_text(answer.text, scale, QRect(part.x, part.y, part.width, part.height), paper))
        elif isinstance(answer, Failed):
            taken(answer.what)

    asked = document.ask_background(request, answered, priority)
    return lambda: document.cancel_background(asked)


def image_of(tile: Tile) -> QImage:
    """A picture of its own of what a worker has drawn: the worker's bytes are let go."""
    rect = tile.rect
    drawn = QImage(tile.pixels, rect.width, rect.height, tile.stride, QImage.Format.Format_RGB888)
    return drawn.convertToFormat(QImage.Format.Format_RGB32)


def picture_of_text(text: PageText, scale: float, part: QRect, paper: QColor = PAPER) -> QImage:
    """A part (pixels at ``scale`` pixels a point) of a page of plain text."""
    image = QImage(part.size(), QImage.Format.Format_RGB32)
    image.fill(paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.translate(-part.x(), -part.y())
    painter.scale(scale, scale)
    painter.setPen(ink_color(paper))
    paint_rows(set_rows(text), painter)
    painter.end()
    return image


def turned(image: QImage, quarters: int) -> QImage:
    """A picture turned by quarters clockwise, as its page is shown."""
    return image.transformed(QTransform().rotate(90 * quarters)) if quarters % 4 else image
