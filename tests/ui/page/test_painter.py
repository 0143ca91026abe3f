"""One page painted: pixels are copied and never resampled, and marks lie on them without hiding a letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from ui.painted_paper import A4, ADVANCE, HEIGHT, LEADING, LEFT, PAGES, TOP, pixels_of, tile_of

from viewer.model.annotation import HighlightColor
from viewer.model.geometry import PageRect
from viewer.model.text import PAGE_BREAK, PagePosition, Span
from viewer.ui.look.colors import CURRENT_HIT, HIT, NOTE_LINE, PLACE, PULSE, highlight_color, link_color
from viewer.ui.page.glyph_store import GlyphStore
from viewer.ui.page.marks import PageMarks
from viewer.ui.page.on_screen import Look, PageOnScreen, on_screen
from viewer.ui.page.painter import PagePainter
from viewer.ui.page.pixels import PagePixels, WantedPart, device_size
from viewer.workers.messages.answers import Tile
from viewer.workers.messages.requests import PixelRect, Priority, ReadGlyphs, RenderTile

pytestmark = pytest.mark.usefixtures("qapp")

RATIOS = (1.0, 1.25, 2.0)
ROOM = QColor("#808080")
SELECTION = QColor("#B0D0F0")
CORNER = QPoint(20, 30)
TEXT = PAGE_BREAK.join(PAGES)


class Easel:
    """A page that is painted at a ratio; its paper is blank unless pixels of another kind are asked for."""

    def __init__(self, desk, ratio, zoom=1.0) -> None:
        self.desk, self.ratio = desk, ratio
        self.scale = ratio * zoom
        self.document = desk.lay_open()
        self.pixels, self.glyphs = PagePixels(self.document), GlyphStore(self.document)
        self.marks = PageMarks(self.document, self.glyphs)
        self.painter = PagePainter(self.document, self.pixels, self.glyphs, self.marks)
        self.glyphs.want([0, 1, 2])
        desk.serve((ReadGlyphs,))

    def ask(self, page=0, part=None) -> None:
        width, height = device_size(A4.width, A4.height, self.scale)
        rect = part or PixelRect(0, 0, width, height)
        self.pixels.want([WantedPart(page, rect, width, height, Priority.VISIBLE, visible=True)], self.scale, 0)

    def fill(self, color, page=0) -> None:
        """Let the page have one colour."""
        self.ask(page)
        width, height = device_size(A4.width, A4.height, self.scale)
        for request in self.desk.worker.asked(RenderTile):
            rect = request.clip or PixelRect(0, 0, width, height)
            content = bytes(color) * (rect.width * rect.height)
            answer = Tile(request.document, page, request.scale, rect, 3 * rect.width, content, A4)
            self.desk.worker.answer(RenderTile, answer)
        self.desk.settle()

    def paint(self, page=0, **look) -> QImage:
        width, height = device_size(A4.width, A4.height, self.scale)
        shown = PageOnScreen(page, QRect(CORNER.x(), CORNER.y(), width, height), self.scale)
        image = QImage(width + 60, height + 60, QImage.Format.Format_RGB32)
        image.fill(ROOM)
        painter = QPainter(image)
        self.painter.paint(painter, shown, image.rect(), Look(self.ratio, SELECTION, ROOM, **look))
        painter.end()
        return image

    def color(self, image: QImage, x: float, y: float) -> QColor:
        """The colour at a point of the page."""
        return image.pixelColor(CORNER.x() + round(x * self.scale), CORNER.y() + round(y * self.scale))

    def middle(self, image: QImage, row: int, column: float) -> QColor:
        return self.color(image, LEFT + (column + 0.5) * ADVANCE, TOP + row * LEADING + HEIGHT / 2)


@pytest.fixture(params=RATIOS)
def easel(request, paper_desk) -> Easel:
    return Easel(paper_desk, request.param)


def multiplied(color: QColor, by: QColor) -> tuple[int, int, int]:
    return tuple(round(a * b / 255) for a, b in zip(color.getRgb()[:3], by.getRgb()[:3], strict=True))


def assert_like(color: QColor, expected, off=2) -> None:
    expected = expected.getRgb()[:3] if isinstance(expected, QColor) else expected
    assert all(abs(a - b) <= off for a, b in zip(color.getRgb()[:3], expected, strict=True)), (color.name(), expected)


def place_of(words: str) -> tuple[int, int]:
    """Row and column of words on the first page."""
    before = PAGES[0][: PAGES[0].index(words)]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


# -- the page itself --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [1.0, 1.173])
def test_what_was_rendered_is_copied_pixel_by_pixel(paper_desk, zoom):
    easel = Easel(paper_desk, 1.25, zoom)
    easel.ask(page=1)  # the one that cites nothing
    paper_desk.serve()
    image = easel.paint(page=1)
    width, height = device_size(A4.width, A4.height, easel.scale)
    rendered = pixels_of(1, PixelRect(0, 0, width, height))
    expected = QImage(rendered, width, height, 3 * width, QImage.Format.Format_RGB888)
    painted = image.copy(CORNER.x(), CORNER.y(), width, height)
    assert painted == expected.convertToFormat(painted.format())


def test_tiles_lie_edge_to_edge(paper_desk):
    easel = Easel(paper_desk, 2.0, 2.0)
    view = PixelRect(400, 400, 900, 900)
    easel.ask(1, view)
    answered = paper_desk.serve()
    assert len([request for request in answered if request.clip is not None]) > 1
    image = easel.paint(1).copy(CORNER.x() + 400, CORNER.y() + 400, 900, 900)
    expected = pixels_of(1, view)
    assert image == QImage(expected, 900, 900, 2700, QImage.Format.Format_RGB888).convertToFormat(image.format())


def test_before_pixels_come_there_is_paper(easel):
    image = easel.paint()
    assert easel.color(image, 300, 800) == QColor("white")
    assert image.pixelColor(2, 2) == ROOM
    assert image.pixelColor(CORNER.x() - 1, 300).lightness() < ROOM.lightness(), "a shadow lies around the page"


def test_another_size_is_shown_scaled_until_the_sharp_one_comes(paper_desk):
    easel = Easel(paper_desk, 1.0)
    easel.fill((200, 30, 30), 1)
    easel.scale = 1.5
    assert easel.color(easel.paint(1), 300, 700) == QColor(200, 30, 30)
    easel.fill((30, 200, 30), 1)
    assert easel.color(easel.paint(1), 300, 700) == QColor(30, 200, 30)


def test_nothing_is_painted_outside_the_page_but_its_shadow(easel):
    easel.fill((255, 255, 255))
    easel.marks.understanding_changed()
    easel.document.select(PagePosition(0, 0), PagePosition(2, 5))
    image = easel.paint()
    assert image.pixelColor(image.width() - 2, image.height() - 2) == ROOM
    assert image.pixelColor(2, CORNER.y() + round((TOP + 4) * easel.scale)) == ROOM


# -- what lies on it --------------------------------------------------------------------------------------------------


def highlight(easel, words="report", color=HighlightColor.YELLOW, body="") -> tuple[int, int]:
    start = TEXT.index(words)
    note = easel.document.notes.highlight(Span(start, start + len(words)), color)
    if body:
        easel.document.notes.edit(note.id, body=body)
    easel.marks.notes_changed()
    return place_of(words)


@pytest.mark.parametrize("color", list(HighlightColor))
def test_a_highlight_multiplies_paper_and_leaves_black_letters_black(paper_desk, color):
    easel = Easel(paper_desk, 1.0)
    row, column = highlight(easel, color=color)
    easel.fill((255, 255, 255))
    assert easel.middle(easel.paint(), row, column + 2) == highlight_color(color)
    assert easel.middle(easel.paint(), row, column - 1) == QColor("white")
    assert easel.middle(easel.paint(), row, column + 6) == QColor("white")


def test_black_stays_black_and_grey_is_shaded(easel):
    row, column = highlight(easel)
    easel.fill((0, 0, 0))
    assert easel.middle(easel.paint(), row, column + 2) == QColor("black")


def test_grey_under_a_highlight_is_multiplied(easel):
    row, column = highlight(easel)
    easel.fill((120, 130, 140))
    yellow = highlight_color(HighlightColor.YELLOW)
    assert_like(easel.middle(easel.paint(), row, column + 2), multiplied(QColor(120, 130, 140), yellow))


def test_a_highlight_covers_its_letters_to_the_pixel(easel):
    row, column = highlight(easel)
    easel.fill((255, 255, 255))
    image = easel.paint()
    left, right = LEFT + column * ADVANCE, LEFT + (column + 6) * ADVANCE
    y = CORNER.y() + round((TOP + row * LEADING + HEIGHT / 2) * easel.scale)
    marked = [x for x in range(image.width()) if image.pixelColor(x, y) == highlight_color(HighlightColor.YELLOW)]
    assert marked[0] == CORNER.x() + round(left * easel.scale)
    assert marked[-1] == CORNER.x() + round(right * easel.scale) - 1


def test_words_of_the_reader_are_underlined(easel):
    row, column = highlight(easel, body="Which one?")
    easel.fill((255, 255, 255))
    image = easel.paint()
    x = CORNER.x() + round((LEFT + (column + 2) * ADVANCE) * easel.scale)
    top = CORNER.y() + round((TOP + row * LEADING) * easel.scale)
    column_colors = [image.pixelColor(x, y) for y in range(top, top + round(HEIGHT * easel.scale) + 2)]
    assert NOTE_LINE in column_colors
    assert column_colors.index(NOTE_LINE) > 0.7 * HEIGHT * easel.scale, "under the letters"


def test_marks_that_overlap_in_one_selection_are_laid_once(paper_desk):
    easel = Easel(paper_desk, 1.0)
    easel.fill((255, 255, 255))
    easel.document.select(PagePosition(0, 0), PagePosition(0, len(PAGES[0])))
    tall = [PageRect(LEFT, TOP, LEFT + 60, TOP + 30), PageRect(LEFT, TOP + 20, LEFT + 60, TOP + 50)]
    easel.painter._selected = (0, Span(0, len(PAGES[0])), tuple(tall))
    assert easel.color(easel.paint(), LEFT + 30, TOP + 25) == SELECTION


def test_the_selection_is_painted_in_its_colour_over_pages(easel):
    easel.fill((255, 255, 255))
    easel.fill((255, 255, 255), 1)
    easel.document.select(PagePosition(0, PAGES[0].index("as well")), PagePosition(1, 3))
    row, column = place_of("as well")
    first = easel.paint()
    assert easel.middle(first, row, column) == SELECTION
    assert easel.middle(first, row, column - 1) == QColor("white")
    easel.fill((255, 255, 255), 1)
    second = easel.paint(1)
    assert easel.middle(second, 0, 2) == SELECTION
    assert easel.middle(second, 0, 3) == QColor("white")
    easel.document.clear_selection()
    assert easel.middle(easel.paint(1), 0, 2) == QColor("white")


def test_a_selection_that_moves_is_painted_where_it_is(paper_desk):
    easel = Easel(paper_desk, 1.0)
    easel.document.select(PagePosition(0, 0), PagePosition(0, 3))
    assert easel.painter.selection_rects(0) == (PageRect(LEFT, TOP, LEFT + 18, TOP + HEIGHT),)
    easel.document.select(PagePosition(0, 0), PagePosition(0, 5))
    assert easel.painter.selection_rects(0) == (PageRect(LEFT, TOP, LEFT + 30, TOP + HEIGHT),)
    assert easel.painter.selection_rects(1) == ()


def test_hits_and_the_current_hit(easel):
    easel.fill((255, 255, 255))
    easel.desk.find(easel.document, "re")
    easel.marks.search_changed()
    image = easel.paint()
    assert easel.middle(image, *place_of("resolution")) == CURRENT_HIT
    assert easel.middle(image, *place_of("report")) == HIT


def test_the_place_is_tinted_and_pulses(easel):
    easel.fill((255, 255, 255))
    start = TEXT.index("report")
    easel.marks.set_place(Span(start, start + 6))
    assert easel.middle(easel.paint(), *place_of("report")) == PLACE
    begun, between = (easel.middle(easel.paint(pulse=pulse), *place_of("report")) for pulse in (1.0, 0.5))
    assert_like(begun, multiplied(PLACE, PULSE))
    assert begun.red() < between.red() < PLACE.red()


def test_letters_stay_black_while_their_place_pulses(easel):
    easel.fill((0, 0, 0))
    easel.marks.set_place(Span(0, len(TEXT) // 2))
    assert easel.middle(easel.paint(pulse=1.0), *place_of("report")) == QColor("black")


def underline(easel, image, words) -> list[str]:
    """Which pixels of the lowest rows under words have the links' colour, as a row of letters."""
    row, column = place_of(words)
    rect = PageRect(LEFT + column * ADVANCE, TOP + row * LEADING, LEFT + (column + len(words)) * ADVANCE, 0)
    left, right = (CORNER.x() + round(x * easel.scale) for x in (rect.x0, rect.x1))
    bottom = CORNER.y() + round((TOP + row * LEADING + HEIGHT) * easel.scale)
    rows = []
    for y in range(bottom - round(4 * easel.ratio), bottom + 1):
        inked = "".join("#" if image.pixelColor(x, y) == link_color() else " " for x in range(left, right))
        if "#" in inked:
            rows.append(inked)
    return rows


def test_references_have_a_dotted_line_that_is_solid_under_the_pointer(easel):
    easel.fill((255, 255, 255))
    assert underline(easel, easel.paint(), "Secretary-General") == []
    dotted = underline(easel, easel.paint(), "A/RES/62/243")
    assert len(dotted) == max(1, round(easel.ratio)), "as thick as a device-independent pixel"
    assert 0.2 < dotted[0].count("#") / len(dotted[0]) < 0.8
    mention = easel.marks.of_page(0).mentions[1].mention
    solid = underline(easel, easel.paint(hovered=mention), "A/RES/62/243")
    assert solid[0].count("#") >= len(solid[0]) - 1
    other = underline(easel, easel.paint(hovered=mention), "resolution 822 (1993)")
    assert other[0].count("#") < 0.8 * len(other[0]), "only the one under the pointer"


def test_the_reference_with_the_focus_is_framed(easel):
    easel.fill((255, 255, 255))
    easel.marks.understanding_changed()
    linked = easel.marks.of_page(0).mentions[1]
    width, height = device_size(A4.width, A4.height, easel.scale)
    rect = on_screen(PageOnScreen(0, QRect(CORNER.x(), CORNER.y(), width, height), easel.scale), linked.rects[0])
    above = [QPoint(rect.center().x(), rect.top() - step) for step in range(1, round(4 * easel.ratio) + 1)]
    plain, framed = easel.paint(), easel.paint(focused=linked.mention)
    assert all(plain.pixelColor(point) == QColor("white") for point in above)
    assert any(framed.pixelColor(point) == link_color() for point in above)
    assert framed.pixelColor(rect.center()) == QColor("white"), "the frame hides nothing"


def test_a_rectangle_on_the_screen_is_never_empty():
    shown = PageOnScreen(0, QRect(10, 20, 100, 100), 1.0)
    assert on_screen(shown, PageRect(5, 5, 5.1, 5.1)) == QRect(15, 25, 1, 1)
    assert on_screen(shown, PageRect(1.4, 1.6, 10.4, 12.6)) == QRect(11, 22, 9, 11)


def test_the_invented_tile_has_its_page_s_pixels():
    tile = tile_of(RenderTile(1, 2, 1.0))
    assert len(tile.pixels) == tile.stride * tile.rect.height
