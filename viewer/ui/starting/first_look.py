"""The first page, asked for before Qt is loaded: where it will stand, and how large.

This module knows no Qt. The page stands where it stood in the window the last time, or where it does in a window that
nobody has changed.
"""

from __future__ import annotations

import math
import threading
from functools import partial
from typing import TYPE_CHECKING

from viewer.model.document import PageKind
from viewer.model.note_link import is_link
from viewer.model.record import record
from viewer.session.places import Places, places_file
from viewer.session.reopening import Reopening
from viewer.session.settings import SettingsFile, recognised_folder, settings_file
from viewer.ui.page.layout import GAP, Arrangement, PageLayout, within_limits
from viewer.ui.page.page_area import is_usual, known_area, usual_area
from viewer.workers.ahead import AskedAhead
from viewer.workers.messages.answers import Opened, Tile
from viewer.workers.messages.requests import OpenFile, Priority, RenderTile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.model.document import DocumentInfo
    from viewer.session.places import LeftOff
    from viewer.session.settings import Settings
    from viewer.ui.page.page_area import PageArea
    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer

FIRST_NUMBER = 1
"""The number that the session gives the first document that it opens."""
MOST_PIXELS = 4_000_000
"""A larger page is not drawn whole by the window either."""


@record
class DrawnPage:
    """A page's pixels, not turned, and the left top corner of where it stands, in device-independent pixels."""

    tile: Tile
    x: float
    y: float


@record
class PagePicture:
    """The first page drawn for an area, with the one beside it where two stand in a row; ``turns`` are quarters."""

    pages: tuple[DrawnPage, ...]
    area: PageArea
    turns: int


class FirstLook:
    """The page that the window will show first, on its way.

    ``area`` is where it will stand, or None; ``usual`` says that it is not remembered but worked out, for a window that
    nobody has changed. ``over`` says that nothing more is to come: the picture is there, or there will be none.
    """

    def __init__(
        self,
        worker: AskedAhead,
        files: Sequence[Path],
        settings: Settings,
        places: Places | None,
        area: PageArea | None,
    ) -> None:
        """Ask for the page at once; ``files`` are what the command line names, ``area`` is what is remembered."""
        self.worker = worker
        self.settings = settings
        self.usual = area is None and is_usual(settings.window)
        self.area = area = usual_area(settings.window) if self.usual else area
        self.picture: PagePicture | None = None
        self.over = True
        self.dark = settings.window.get("dark_pages") == "on"
        self._lock = threading.Lock()
        self._tell: Callable[[], None] | None = None
        self._info: DocumentInfo | None = None
        path = _first_of(files, settings, places)
        if path is None:
            return
        self._left = places.left_off(path) if places is not None else None
        self.over = area is None or not _begins_at_left(self._left)
        worker.ask(OpenFile(FIRST_NUMBER, str(path), recognised=str(recognised_folder())), self._opened, Priority.OPEN)

    def when_over(self, tell: Callable[[], None]) -> None:
        """Call ``tell`` when nothing more is to come, in some thread; at once where that is so already.

        It is called again for a picture of another size.
        """
        with self._lock:
            self._tell = tell
            over = self.over
        if over:
            tell()

    def stand_in(self, area: PageArea) -> None:
        """Have the page drawn as it will stand in the real window, where that is another than was thought."""
        with self._lock:
            before, self.area, info = self.area, area, self._info
        if area != before and info is not None:
            self._draw(info, area)

    # -- the worker's thread ------------------------------------------------------------------------------------------

    def _opened(self, answer: Answer) -> None:
        if self.over:
            return
        if not isinstance(answer, Opened) or answer.info.page_kind is not PageKind.RASTER:
            self._end()
            return
        with self._lock:
            area, self._info = self.area, answer.info
        if area is not None:
            self._draw(answer.info, area)

    def _draw(self, info: DocumentInfo, area: PageArea) -> None:
        left = self._left
        page = min(left.place.page if left is not None else 0, info.page_count - 1)
        layout, like = self._laid_out(info, page)
        layout = layout.at_scale(self._scale(layout, like, area)).turned_to(like)
        scale = layout.scale * area.ratio
        row = [each for each in layout.visible(layout.top(like), 1.0) if each - like + page < info.page_count]
        sizes = [layout.size(each) for each in row]
        if any(size.width * size.height * scale * scale > MOST_PIXELS for size in sizes):
            self._end()
            return
        scrolled = self._scrolled(layout, page, like, area)
        beside, above = layout.spare(area.width, area.height)
        drawn: dict[int, DrawnPage] = {}

        def answered(at: int, answer: Answer) -> None:
            if isinstance(answer, Tile) and answer.scale == scale:
                box = layout.box(at)
                drawn[at] = DrawnPage(answer, box.x + beside, box.y + above - scrolled)
            waiting.discard(at)
            if waiting:
                return
            if drawn and (self.area == area or self.picture is None):
                self.picture = PagePicture(tuple(drawn.values()), area, layout.turns)
            self._end()

        waiting = set(row)
        for each in row:
            request = RenderTile(FIRST_NUMBER, each - like + page, scale, dark=self.dark)
            self.worker.ask(request, partial(answered, each), Priority.VISIBLE)

    def _laid_out(self, info: DocumentInfo, page: int) -> tuple[PageLayout, int]:
        """The pages as they will stand, as far as their sizes are known, and which of them stands for the first shown.

        The size of a page that is not known yet is taken for the first's. Of those it is one on the same side of a row.
        """
        look, sizes = self._left.look if self._left is not None else None, info.page_sizes
        arrangement = Arrangement.COLUMN
        if look is not None:
            arrangement = next((way for way in Arrangement if way.value == look.arrangement), arrangement)
        like = page if page < len(sizes) else page % 2 + 2 * (page > 1)
        sizes = (*sizes, *[sizes[0]] * (min(like + 2, info.page_count) - len(sizes)))
        return PageLayout(sizes, 1.0, arrangement, look.turns if look is not None else 0), like

    def _scrolled(self, layout: PageLayout, page: int, like: int, area: PageArea) -> float:
        """How far down the view will be scrolled."""
        down = self._left.place.y if self._left is not None else 0.0
        if page == 0 and down <= 0:
            return 0.0
        wanted = layout.top(like) + (down * layout.scale or -GAP / 2)
        if layout.arrangement.paged:
            return min(wanted, max(0.0, layout.height - area.height))
        return wanted

    def _scale(self, layout: PageLayout, page: int, area: PageArea) -> float:
        """Device-independent pixels a point, as the view will have it."""
        look = self._left.look if self._left is not None else None
        if look is None or look.fit == "width":
            scale = layout.scale_for_width(page, area.width)
        elif look.fit == "page":
            scale = layout.scale_for_page(page, area.width, area.height)
        else:
            scale = look.zoom * area.inch / 72
        return within_limits(scale, area.inch)

    def _end(self) -> None:
        with self._lock:
            self.over = True
            tell = self._tell
        if tell is not None:
            tell()


def look_ahead(interactive: WorkerHost, files: Sequence[Path], *, alone: bool) -> FirstLook:
    """Ask for the first page of a window, which is ``alone`` where it does not know where the reader has left off."""
    settings = SettingsFile(settings_file()).load()
    places = None if alone else Places(places_file(settings_file()))
    return FirstLook(AskedAhead(interactive), files, settings, places, known_area())


def _first_of(files: Sequence[Path], settings: Settings, places: Places | None) -> Path | None:
    """The file that will be opened first, under the name that the session gives it."""
    named = next((path for path in files if not is_link(str(path))), None)
    if named is not None:
        return named.expanduser().absolute()
    if places is None or not settings.reopen_documents:
        return None
    return next(Reopening(places.tabs, places.current).in_order(), None)


def _begins_at_left(left: LeftOff | None) -> bool:
    """Whether a document is shown from its left edge on: nothing else is worked out here."""
    look = left.look if left is not None else None
    return look is None or math.isclose(look.left, 0.0, abs_tol=1.0)
