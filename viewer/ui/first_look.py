"""The first page, asked for before Qt is loaded: where it will stand, and how large.

This module knows no Qt. The page stands where it stood in the window the last time, or where it does in a window that
nobody has changed.
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

from viewer.model.document import PageKind
from viewer.model.note_link import is_link
from viewer.model.record import record
from viewer.session.places import Places, places_file
from viewer.session.reopening import Reopening
from viewer.session.settings import SettingsFile, recognised_folder, settings_file
from viewer.ui.page.layout import GAP, MARGIN, Arrangement, PageLayout, within_limits
from viewer.ui.page_area import is_usual, known_area, usual_area
from viewer.workers.ahead import AskedAhead
from viewer.workers.messages.answers import Opened, Tile
from viewer.workers.messages.requests import OpenFile, Priority, RenderTile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.model.document import DocumentInfo
    from viewer.session.places import LeftOff
    from viewer.session.settings import Settings
    from viewer.ui.page_area import PageArea
    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer

FIRST_NUMBER = 1
"""The number that the session gives the first document that it opens."""
MOST_PIXELS = 4_000_000
"""A larger page is not drawn whole by the window either."""


@record
class PagePicture:
    """The first page drawn for an area: its pixels, and its left top corner there, in device-independent pixels."""

    tile: Tile
    area: PageArea
    x: float
    y: float


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
        self.over = area is None or not _is_plain(self._left)
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
        sizes, left = info.page_sizes, self._left
        page = min(left.place.page if left is not None else 0, info.page_count - 1)
        layout = PageLayout(sizes, 1.0)
        like = page if page < len(sizes) else 0  # the size of a page that is not known yet is taken for the first's
        layout = layout.at_scale(self._scale(layout, like, area))
        size, scale = sizes[like], layout.scale * area.ratio
        if size.width * size.height * scale * scale > MOST_PIXELS:
            self._end()
            return
        down = left.place.y if left is not None else 0.0
        box = layout.box(like)
        x = box.x + max(0.0, (area.width - layout.width) / 2)
        y = float(MARGIN) if page == 0 and down <= 0 else -(down * layout.scale or -GAP / 2)

        def drawn(answer: Answer) -> None:
            wanted = self.area == area or self.picture is None
            if wanted and isinstance(answer, Tile) and answer.scale == request.scale:
                self.picture = PagePicture(answer, area, x, y)
            self._end()

        request = RenderTile(FIRST_NUMBER, page, scale, dark=self.dark)
        self.worker.ask(request, drawn, Priority.VISIBLE)

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


def _is_plain(left: LeftOff | None) -> bool:
    """Whether a document is shown in one column, upright: nothing else is worked out here."""
    look = left.look if left is not None else None
    if look is None:
        return True
    upright = look.arrangement == Arrangement.COLUMN.value and not look.turns
    return upright and math.isclose(look.left, 0.0, abs_tol=1.0)
