"""A note on a region of a page: chosen in the view, kept as a rectangle and as the picture that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from viewer.model.text import PagePosition, Span
from viewer.session.changes import Severity
from viewer.ui.page.pictures import ask_picture, scale_within
from viewer.ui.regions.drag import ChoosesRegions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from viewer.model.geometry import PageRect
    from viewer.model.text import PageGlyphs
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.view import PageView

DOTS_PER_INCH = 144
MOST_PIXELS = 1_000_000
"""Of a picture that is kept with a note: a whole A4 page at about 100 dots per inch, some 200 KB where it is text."""
NOT_READ_YET = "This page is still being read. A note on a region of it can be made in a moment."


class RegionNotes(ChoosesRegions):
    """Lets the reader of a window choose a region to write about."""

    def begin(self, view: PageView) -> None:
        """Let a region be chosen in a view; then start a note on it."""
        drag = self.start_drag(view)

        def take(page: int, rect: PageRect) -> None:
            drag.finish()
            self.make(view, page, rect)

        drag.chosen.connect(take)

    def make(self, view: PageView, page: int, rect: PageRect) -> None:
        """Make a note on a rectangle of a page, and have its picture kept."""
        document = view.document
        if page >= document.text.page_count:
            self._window.notices.show_notice(Severity.INFO, NOT_READ_YET, document=document.number)
            return
        note = document.notes.note_on_region(page, rect, span_of_region(document, view.glyphs.glyphs(page), page, rect))
        if note is not None:
            keep_picture(document, note.id, page, rect)
            self._window.edit_note(note.id)


def keep_picture(document: OpenDocument, note: str, page: int, rect: PageRect) -> None:
    """Have a region drawn and kept as its note's picture. Where that cannot be done the note stands without one."""

    def taken(image: QImage | str) -> None:
        if not isinstance(image, str):
            document.notes.keep_picture(note, png_of(image))

    ask_picture(document, page, rect, scale_within(rect, DOTS_PER_INCH, MOST_PIXELS), taken)


def png_of(image: QImage) -> bytes:
    """A picture as PNG."""
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(made.data())


def span_of_region(document: OpenDocument, glyphs: PageGlyphs | None, page: int, rect: PageRect) -> Span:
    """What is written in a rectangle: the lines of which the most lies in it; an empty span near it without any."""
    text = document.text
    here = text.page_span(page)
    if glyphs is None or not len(glyphs):
        return Span(here.start, here.start)
    words = text.page_text(page)
    run = max(_runs_within(glyphs, rect), key=len, default=None)
    if run is not None:
        part = words[run.start : run.end]
        start, end = run.start + len(part) - len(part.lstrip()), run.start + len(part.rstrip())
        if start < end:
            return Span(here.start + start, here.start + end)
    offset = glyphs.offset_at(rect.center) or 0
    at = text.offset(PagePosition(page, min(offset, len(here))))
    return Span(at, at)


def _runs_within(glyphs: PageGlyphs, rect: PageRect) -> Iterator[Span]:
    """Stretches of lines in a row that lie in a rectangle; a line of which a corner only does so parts them."""
    start: int | None = None
    end = 0
    for line in glyphs.lines:
        letters = [offset for offset in range(*line) if glyphs.rect(offset).width > 0]
        inside = [offset for offset in letters if rect.contains(glyphs.rect(offset).center)]
        if inside and 2 * len(inside) >= len(letters):
            start = inside[0] if start is None else start
            end = inside[-1] + 1
        elif letters and start is not None:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)
