"""What every format offers: small capabilities, so that none has to pretend.

Engines run in worker processes only. Pages count from 0; all measures are PDF points unless pixels are said.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.document import DocumentInfo, OutlineEntry
    from viewer.model.geometry import PageRect, PageSize
    from viewer.model.link import PageLink
    from viewer.model.mark import Mark
    from viewer.model.text import PageGlyphs, PageText


@record
class PixelBox:
    """A rectangle in pixels of a page rendered at some scale."""

    x: int
    y: int
    width: int
    height: int


def whole_page(size: PageSize, scale: float) -> PixelBox:
    """The pixels of a page at ``scale`` pixels a point, halves rounded up as the window does; one at least."""
    return PixelBox(0, 0, max(1, math.floor(size.width * scale + 0.5)), max(1, math.floor(size.height * scale + 0.5)))


@record
class Pixels:
    """A rendered part of a page: 24 bits a pixel, R, G, B in memory (QImage.Format_RGB888), ``stride`` bytes a row.

    ``box`` is what was rendered. Three bytes and not four: MuPDF draws without an alpha channel four times as fast as
    with one, and a quarter less crosses the pipe.
    """

    box: PixelBox
    stride: int
    data: bytes


class Engine(Protocol):
    """An open document."""

    @property
    def info(self) -> DocumentInfo:
        """What opening told."""
        ...

    def page_size(self, page: int) -> PageSize:
        """The true size of a page in points."""
        ...

    def page_text(self, page: int) -> PageText:
        """The text and lines of a page. The same text as that of ``glyphs``, character for character."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@runtime_checkable
class GivesGlyphs(Protocol):
    """An engine that knows where characters stand on its pages."""

    def glyphs(self, page: int) -> tuple[str, PageGlyphs]:
        """The page's text and where each of its characters is drawn."""
        ...


@runtime_checkable
class DrawsPages(GivesGlyphs, Protocol):
    """An engine whose pages are drawn by rendering them to pixels (PageKind.RASTER)."""

    def render(self, page: int, scale: float, clip: PixelBox | None = None) -> Pixels:
        """Render a part (None: the whole) of a page at ``scale`` pixels a point, on white paper."""
        ...


@runtime_checkable
class WeighsPages(Protocol):
    """An engine that knows how much there is to be drawn on a page before it draws it."""

    def weight(self, page: int) -> int:
        """The bytes of a page's drawing instructions, as the file has them; 0 where that is not known."""
        ...


@runtime_checkable
class ListsPictures(Protocol):
    """An engine that knows where pictures stand on its pages."""

    def pictures(self, page: int) -> tuple[PageRect, ...]:
        """The pictures of a page, in points."""
        ...


@runtime_checkable
class ListsLinks(Protocol):
    """An engine that knows the links which the file has on its pages."""

    def links(self, page: int) -> tuple[PageLink, ...]:
        """The links of a page, in points; none of them has been followed."""
        ...


@runtime_checkable
class ListsOutline(Protocol):
    """An engine that knows the outline which the file brings along."""

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The entries, each after the one it stands below; nothing where the file has none, or a hostile one."""
        ...


class MarkedCopy(Protocol):
    """A copy of a document's file that is being marked; the file itself is only read."""

    def add(self, mark: Mark) -> None:
        """Put a mark on its page. One without rects stands at the head of it.

        Raises:
            ValueError: the page cannot be marked.
        """
        ...

    def save(self) -> bool:
        """Bring the copy to the disk. Whether the marks were added to its end; else it was written anew.

        Raises:
            OSError: it cannot be written; what is there of it is of no use.
        """
        ...

    def close(self) -> None:
        """Let go of the copy, saved or not."""
        ...


@runtime_checkable
class KeepsMarks(Protocol):
    """An engine whose files hold marks: PDF, and what was made of others as PDF."""

    def marks(self, page: int) -> Iterator[Mark]:
        """The marks of a page as they are in the file, with their rects and without stretches."""
        ...

    def marked_copy(self, target: str) -> MarkedCopy:
        """Begin a copy in a file that is not there yet.

        Raises:
            OSError: it cannot be written.
            PermissionError: whoever protected the file does not allow notes in it.
        """
        ...


class OtherPages(Protocol):
    """The pages of a document drawn by another than the engine that opened it: pixels only."""

    @property
    def page_count(self) -> int:
        """How many there are."""
        ...

    def render(self, page: int, size: PageSize, scale: float, clip: PixelBox | None = None) -> Pixels:
        """Render a part (None: the whole) of a page of ``size`` points at ``scale`` pixels a point, on white paper."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
