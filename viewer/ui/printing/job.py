"""Printing: the background worker draws page after page as finely as the printer needs, and each is put on paper.

One page is in memory at a time, of at most ``MOST_PIXELS``. The window stays usable meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from viewer.model.geometry import PageRect
from viewer.session.changes import DocumentClosed
from viewer.ui.page.pictures import POINTS_PER_INCH, ask_picture, scale_within
from viewer.ui.printing.choice import Paper, PrintChoice, pages_in_order, placed, with_copies
from viewer.workers.messages.requests import Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.changes import Change, Changes
    from viewer.session.open_document import OpenDocument

MOST_DOTS_PER_INCH = 300
"""Finer pictures of text and plates are larger, and look the same on paper."""


class PrintJob(QObject):
    """Prints pages of a document, one after the other.

    ``progressed`` carries how many are done and how many there are. ``ended`` comes once, with what went wrong in
    words, or nothing; a job that was cancelled has gone wrong in no way.
    """

    progressed = Signal(int, int)
    ended = Signal(str)

    def __init__(
        self,
        document: OpenDocument,
        changes: Changes,
        printer: QPrinter,
        choice: PrintChoice,
        current_page: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._choice = choice
        self.pages = chosen_pages(printer, document.page_count, choice, current_page)
        self._done = 0
        self._painter = QPainter()
        self._let_go: Callable[[], None] | None = None
        self._running = False
        self._unsubscribe = changes.subscribe(self._changed)

    def start(self) -> None:
        """Begin. Only then is anything sent to the printer."""
        self._running = True
        if not self.pages:
            self._end("There is no such page in this document, so nothing was printed.")
        elif not self._painter.begin(self._printer):
            self._end(f"Nothing was printed: {self._whereto} cannot be written to.")
        else:
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            self._next()

    def cancel(self) -> None:
        """Stop; what has been sent to the printer is taken back where that is possible."""
        if self._running:
            self._printer.abort()
            self._end("")

    @property
    def _whereto(self) -> str:
        return self._printer.outputFileName() or self._printer.printerName() or "the printer"

    def _next(self) -> None:
        self.progressed.emit(self._done, len(self.pages))
        if self._done == len(self.pages):
            self._end("")
            return
        if self._done and not self._printer.newPage():
            self._end(f"Printing stopped after {self._done} of {len(self.pages)} pages: {self._whereto} takes no more.")
            return
        self._draw(self.pages[self._done])

    def _draw(self, page: int) -> None:
        size = self._document.page_size(page)
        whole = PageRect(0, 0, size.width, size.height)
        place = placed(size, paper_of(self._printer), self._choice)
        dots = self._printer.resolution()
        scale = scale_within(whole, place.scale * POINTS_PER_INCH * min(MOST_DOTS_PER_INCH, dots) / dots)

        def taken(drawn: QImage | str) -> None:
            self._let_go = None
            if self._running and self._document.page_size(page) != size:
                self._draw(page)  # it was an estimate
            elif self._running:
                self._put(page, drawn)

        self._let_go = ask_picture(self._document, page, whole, scale, taken, priority=Priority.NEAR)

    def _put(self, page: int, drawn: QImage | str) -> None:
        if isinstance(drawn, str):
            self._end(f"Printing stopped after {self._done} of {len(self.pages)} pages. {drawn}")
            return
        size = self._document.page_size(page)
        place = placed(size, paper_of(self._printer), self._choice)
        painter = self._painter
        painter.save()
        painter.translate(place.x, place.y)
        if place.turned:
            painter.rotate(90)
        painter.scale(place.scale, place.scale)
        painter.drawImage(QRectF(0, 0, size.width, size.height), drawn)
        painter.restore()
        self._done += 1
        self._next()

    def _changed(self, change: Change) -> None:
        if isinstance(change, DocumentClosed) and change.document == self._document.number and self._running:
            done = self._done
            self._printer.abort()
            self._end(f"Printing stopped after {done} of {len(self.pages)} pages: the document was closed.")

    def _end(self, what: str) -> None:
        self._running = False
        self._unsubscribe()
        if self._let_go is not None:
            self._let_go()
            self._let_go = None
        if self._painter.isActive() and not self._painter.end() and not what:
            what = f"{self._whereto} could not be written to."
        self.ended.emit(what)
        self.deleteLater()


def chosen_pages(printer: QPrinter, page_count: int, choice: PrintChoice, current_page: int) -> list[int]:
    """The pages (from 0) that the dialog has asked for, copies included where the printer makes none itself."""
    ranges = [(1, page_count)]
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        ranges = [(current_page + 1, current_page + 1)]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        listed = [(part.from_, part.to) for part in printer.pageRanges().toRangeList()]
        ranges = listed or [(printer.fromPage() or 1, printer.toPage() or page_count)]
    backwards = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    pages = pages_in_order(ranges, page_count, choice.page_set, backwards=backwards)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return with_copies(pages, copies, collated=printer.collateCopies())


def paper_of(printer: QPrinter) -> Paper:
    """The sheet that is in a printer, in its dots; painting begins where it can print."""
    dots = printer.resolution()
    layout: QPageLayout = printer.pageLayout()
    whole, printable = layout.fullRectPixels(dots), layout.paintRectPixels(dots)
    return Paper(
        whole.width(), whole.height(), printable.x(), printable.y(), printable.width(), printable.height(), dots
    )
