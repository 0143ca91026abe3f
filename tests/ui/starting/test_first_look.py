"""The first page: asked for before the window is there, painted before the window is furnished, and not asked twice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from patience import SECONDS
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QStyle
from session.fakes import info
from ui.painted_paper import LONG_PAGES

from viewer.model.document import CannotOpen, FileProblem, PageKind
from viewer.model.geometry import PageSize
from viewer.session.changes import ViewLook, ViewPlace
from viewer.session.places import LeftOff, Places
from viewer.session.settings import Settings, recognised_folder
from viewer.ui.page.layout import GAP, MARGIN, Arrangement
from viewer.ui.page.on_screen import turned_pixels
from viewer.ui.page.page_area import HANDLE, LEFT_WIDTH, RIBBON_WIDTH, SCROLL_BAR, PageArea, usual_area
from viewer.ui.page.view import PageView
from viewer.ui.starting.first_look import FirstLook
from viewer.ui.starting.first_page import FirstPage
from viewer.workers.ahead import AskedAhead
from viewer.workers.messages.answers import Failed, Opened, Refused, Tile
from viewer.workers.messages.requests import OpenFile, PixelRect, RenderTile

AREA = PageArea(0, 50, 619, 500, 640, 600, 1.0, 96.0)
SIZE = PageSize(595, 842)


class Host:
    """A worker that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.dropped: list[int] = []
        self._waiting = {}
        self.waiting = []

    def submit(self, request, on_answer, _priority) -> int:
        self.asked.append(request)
        self._waiting[type(request)] = on_answer
        if isinstance(request, RenderTile):
            self.waiting.append(on_answer)
        return len(self.asked)

    def cancel(self, number: int) -> None:
        self.dropped.append(number)

    def reprioritise(self, number: int, priority: int) -> None:
        pass

    def answer(self, kind, answer) -> None:
        self._waiting.pop(kind)(answer, True)


def tile_for(request: RenderTile) -> Tile:
    width, height = round(SIZE.width * request.scale), round(SIZE.height * request.scale)
    rect, pixels = PixelRect(0, 0, width, height), bytes([200, 0, 200]) * width * height
    return Tile(1, request.page, request.scale, rect, 3 * width, pixels, SIZE)


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def looking(host, tmp_path):
    """Begins to look for a file's first page."""

    def begin(files=("a.pdf",), *, area=AREA, places=None, settings=None):
        paths = [tmp_path / name for name in files]
        return FirstLook(AskedAhead(host), paths, settings or Settings(), places, area)

    return begin


def opened(host: Host, *, pages: int = 3, known: int = 1) -> None:
    host.answer(OpenFile, Opened(replace(info(pages), page_kind=PageKind.RASTER, page_sizes=(SIZE,) * known)))


def drawn(host: Host) -> RenderTile:
    request = host.asked[-1]
    host.answer(RenderTile, tile_for(request))
    return request


def test_the_page_is_asked_for_at_the_size_that_the_window_had(looking, host, tmp_path):
    look = looking()
    assert host.asked == [OpenFile(1, str(tmp_path / "a.pdf"), recognised=str(recognised_folder()))]
    opened(host)
    assert drawn(host) == RenderTile(1, 0, (619 - 2 * MARGIN) / 595)
    [page] = look.picture.pages
    assert (page.x, page.y, look.over) == (MARGIN, MARGIN, True)


def test_where_nothing_is_remembered_it_stands_where_it_does_in_a_usual_window(looking, host):
    settings = Settings(window={"left": "hidden"})
    look = looking(area=None, settings=settings)
    assert (look.usual, look.area) == (True, usual_area(settings.window))
    opened(host)
    assert drawn(host) == RenderTile(1, 0, (look.area.width - 2 * MARGIN) / 595)


def test_nothing_is_drawn_ahead_for_a_window_whose_widths_were_changed(looking, host):
    look = looking(area=None, settings=Settings(window={"panes": "00ff"}))
    assert (look.usual, look.area, look.over) == (False, None, True)
    opened(host)
    assert len(host.asked) == 1


def test_it_is_the_page_that_was_left(looking, host, tmp_path):
    places = Places(tmp_path / "places.json")
    places.keep(tmp_path / "a.pdf", LeftOff(ViewPlace(2, 100.0), ViewLook(1.5, "nothing", "column")))
    look = looking(places=places)
    opened(host)
    assert drawn(host) == RenderTile(1, 2, 2.0)
    assert look.picture.pages[0].y == pytest.approx(-200)
    places.keep(tmp_path / "a.pdf", LeftOff(ViewPlace(2, 0.0), ViewLook(1.5, "nothing", "column")))
    look = looking(places=places)
    opened(host)
    drawn(host)
    assert look.picture.pages[0].y == pytest.approx(GAP / 2)


def test_without_a_file_it_is_the_one_that_was_in_front(looking, host, tmp_path):
    places = Places(tmp_path / "places.json")
    places.keep_tabs((tmp_path / "a.pdf", tmp_path / "b.pdf"), tmp_path / "b.pdf")
    looking((), places=places)
    assert host.asked == [OpenFile(1, str(tmp_path / "b.pdf"), recognised=str(recognised_folder()))]
    looking((), places=places, settings=Settings(reopen_documents=False))
    assert len(host.asked) == 1


def test_what_is_scrolled_to_the_right_is_opened_and_not_drawn_ahead(looking, host, tmp_path):
    places = Places(tmp_path / "places.json")
    places.keep(tmp_path / "a.pdf", LeftOff(ViewPlace(0), ViewLook(3.0, "nothing", "column", left=200.0)))
    looked = looking(places=places)
    assert looked.over
    opened(host)
    assert len(host.asked) == 1


@pytest.mark.parametrize("known", [1, 12])
@pytest.mark.parametrize("way", [ViewLook(1.0, "width", way.value, turns) for way in Arrangement for turns in range(4)])
@pytest.mark.parametrize("place", [ViewPlace(0), ViewPlace(0, 90.0), ViewPlace(4), ViewPlace(5, 60.0)])
def test_the_first_page_stands_where_the_view_will_have_it(
    qtbot, paper_desk, looking, host, tmp_path, place, way, known
):
    left = LeftOff(place, way)
    view = PageView(paper_desk.lay_open(LONG_PAGES), paper_desk.session, start=left)
    qtbot.addWidget(view)
    view.resize(633, 500)
    view.show()
    room = view.viewport().size()
    places = Places(tmp_path / "places.json")
    places.keep(tmp_path / "a.pdf", left)
    look = looking(places=places, area=replace(AREA, width=room.width(), height=room.height()))
    opened(host, pages=12, known=known)
    for request, answer in zip(host.asked[1:], list(host.waiting), strict=True):
        answer(tile_for(request), True)
    assert place.page in {page.tile.page for page in look.picture.pages}
    assert len(look.picture.pages) == len(view.visible_pages()) or not view.arrangement.paged
    for page in look.picture.pages:
        expected, size = view.place_on_screen(page.tile.page, 1.0)
        corner = QPoint(round(page.x), round(page.y))
        assert (page.tile.rect.width, page.tile.rect.height) == (size.width(), size.height())
        placed = turned_pixels(look.picture.turns, corner, size)
        shift = QPointF(placed.dx(), placed.dy()) - QPointF(expected.dx(), expected.dy())
        assert max(abs(shift.x()), abs(shift.y())) <= 1, "the view scrolls by whole pixels"
        assert (placed.m11(), placed.m12()) == (expected.m11(), expected.m12())


def test_a_page_too_large_to_be_drawn_whole_is_left_to_the_window(looking, host):
    look = looking(area=replace(AREA, ratio=8.0))
    opened(host)
    assert look.over
    assert look.picture is None
    assert len(host.asked) == 1


def test_in_a_window_of_another_size_it_is_drawn_again_and_the_first_picture_stands_in(looking, host):
    look, told = looking(), []
    opened(host)
    host_request = host.asked[-1]
    look.stand_in(AREA)
    assert len(host.asked) == 2, "it is the size that was thought"
    larger = replace(AREA, width=1200, window_width=1221)
    look.stand_in(larger)
    early, late = host.waiting
    look.when_over(lambda: told.append(look.picture.area))
    early(tile_for(host_request), True)
    late(tile_for(host.asked[-1]), True)
    assert told == [AREA, larger]
    assert host.asked[-1].scale == pytest.approx((1200 - 2 * MARGIN) / 595)
    early(tile_for(host_request), True)
    assert look.picture.area == larger, "what comes late is not taken"


@pytest.mark.parametrize(
    "answer", [Refused(CannotOpen(FileProblem.DAMAGED, "a.pdf", "Damaged.")), Failed("It crashed.", crashed=True)]
)
def test_a_file_that_cannot_be_opened_ends_the_look(looking, host, answer):
    look, told = looking(), []
    look.when_over(lambda: told.append(True))
    assert told == []
    host.answer(OpenFile, answer)
    assert told == [True]
    assert look.picture is None


def test_who_comes_late_is_told_at_once(looking, host):
    look, told = looking(), []
    opened(host)
    drawn(host)
    look.when_over(lambda: told.append(look.picture is not None))
    assert told == [True]


# -- asking again -----------------------------------------------------------------------------------------------------


def test_what_was_asked_ahead_is_not_asked_twice(looking, host):
    look, heard = looking(), []
    request = host.asked[0]
    number = look.worker.submit(request, lambda *said: heard.append(said), 0)
    assert heard == []
    opened(host)
    assert number == 1
    assert [type(answer) for answer, _last in heard] == [Opened]
    tile = drawn(host)
    look.worker.submit(tile, lambda *said: heard.append(said), 0)
    assert heard[1] == (look.picture.pages[0].tile, True), "it is there already"
    assert len(host.asked) == 2
    look.worker.submit(tile, lambda *_said: None, 0)
    assert len(host.asked) == 3, "once only"


def test_what_nobody_asks_again_is_dropped(looking, host):
    look = looking()
    opened(host)
    look.worker.forget()
    assert host.dropped == [1, 2]
    look.worker.submit(host.asked[1], lambda *_said: None, 0)
    assert len(host.asked) == 3


# -- the cover --------------------------------------------------------------------------------------------------------


@pytest.fixture
def covering(qtbot):
    """Lays the first page of a look over a new window."""

    def lay(look):
        window = QMainWindow()
        qtbot.addWidget(window)
        window.resize(640, 600)
        cover = FirstPage(look, AREA, window)
        window.show()
        return cover

    return lay


def test_the_picture_is_painted_where_the_page_will_be(qtbot, looking, covering, host):
    look = looking()
    cover = covering(look)
    opened(host)
    drawn(host)
    with qtbot.waitSignal(cover.painted):
        cover.update()
    image = cover.grab().toImage()
    page = image.pixelColor(MARGIN, MARGIN)
    assert (page.red(), page.green()) == (200, 0)
    assert image.pixelColor(MARGIN - 6, MARGIN + 40) != page
    cover.window().resize(1240, 700)
    qtbot.waitUntil(lambda: cover.size() == QSize(1219, 600))
    assert host.asked[-1].scale == pytest.approx((1219 - 2 * MARGIN) / 595)
    grown = cover.grab().toImage()
    assert grown.pixelColor(1219 - 2 * MARGIN - 4, 200) == page, "it grows with the window"
    cover.leave()
    assert cover.isHidden()


@pytest.mark.parametrize("turns", range(4))
def test_the_picture_is_painted_turned(looking, covering, host, tmp_path, turns):
    places = Places(tmp_path / "places.json")
    places.keep(tmp_path / "a.pdf", LeftOff(ViewPlace(0), ViewLook(1.0, "page", "pairs", turns)))
    look = looking(places=places)
    cover = covering(look)
    opened(host)
    for request, answer in zip(host.asked[1:], list(host.waiting), strict=True):
        tile = tile_for(request)
        upper = b"\xff\0\0" * tile.rect.width * (tile.rect.height // 2)
        answer(replace(tile, pixels=upper + tile.pixels[len(upper) :]), True)
    image = cover.grab().toImage()
    for page in look.picture.pages:
        wide, high = page.tile.rect.width, page.tile.rect.height
        if turns % 2:
            wide, high = high, wide
        middle = QPoint(round(page.x + wide / 2), round(page.y + high / 2))
        to_top = (QPoint(0, -high // 3), QPoint(wide // 3, 0), QPoint(0, high // 3), QPoint(-wide // 3, 0))[turns]
        assert image.pixelColor(middle + to_top).name() == "#ff0000"
        assert image.pixelColor(middle - to_top).name() == "#c800c8"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_in_a_usual_window_the_picture_stands_as_the_interface_runs(qtbot, looking, direction):
    look = looking(area=None, settings=Settings(window={"right": "hidden"}))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    window.resize(1300, 800)
    cover = FirstPage(look, look.area, window)
    place = cover.geometry()
    plain = QRect(LEFT_WIDTH + HANDLE, place.y(), place.width(), place.height())
    assert place == QStyle.visualRect(direction, window.rect(), plain)
    assert place.x() == (plain.x() if direction is Qt.LayoutDirection.LeftToRight else RIBBON_WIDTH + SCROLL_BAR)


STYLED = """
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from viewer.ui import app
from viewer.ui.starting.window_options import WindowOptions

class Start:
    def __init__(self, application, *_more): self.application = application
    def begin(self):
        loaded = "QStyle" in vars(QtWidgets)
        print(loaded, self.application.style().objectName())
        QTimer.singleShot(0, self.application.quit)
    def end(self): pass

app.Start = Start
app.run(WindowOptions(new_window=True), None, None)
"""


def test_the_style_is_the_same_everywhere_and_is_not_loaded_for_the_first_page():
    done = subprocess.run([sys.executable, "-c", STYLED], capture_output=True, text=True, check=True, timeout=SECONDS)
    assert done.stdout.split() == ["False", "fusion"]
