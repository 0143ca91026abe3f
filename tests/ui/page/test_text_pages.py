"""Plain text set on pages: every character has a box, the boxes lie where the ink is, in either direction."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.analysis.steps import at_one_go
from viewer.formats.plaintext import open_text
from viewer.model.geometry import PagePoint, PageRect, PageSize
from viewer.model.resources import resource_path
from viewer.model.text import PageText, TextLine, TextRun
from viewer.ui.page.text_pages import STEP, SetPage, set_in_steps

pytestmark = pytest.mark.usefixtures("qapp")

LEFT, RIGHT, TOP, LEADING, SIZE = 30.0, 506.0, 36.0, 13.0, 8.0
PAGE = PageSize(536, 842)

ARABIC = "رسالة مؤرخة 14 آذار/مارس 2025 من البعثة الدائمة"
MIXED = "تشير البعثة إلى القرار S/RES/2758 (2024) وإلى المذكرة A/HRC/58/G/99"
ROWS = {
    "latin": "Letter dated 14 March 2025 from the Permanent Mission",
    "cyrillic": "Вербальная нота от 3 марта 2025 года",
    "chinese": "常驻代表团的普通照会 2025年3月14日",
    "arabic": ARABIC,
    "arabic with symbols": MIXED,
    "hebrew": "מכתב מיום 14 במרץ",
    "latin with arabic": "The title is «رسالة مؤرخة» in the original.",
    "emoji": "one 😀 two 🇺🇳 three 𝒜 end",
    "combining": "cafe\u0301 a\u0308 o\u0302\u0323 n\u0303",
    "tabs": "1.\tFirst\tsecond\tthird",
    "spaces": "   indented   by spaces   ",
    "controls": "zero\u200bwidth\u00adsoft\u200ejoin",
}


def page_of(rows: list[str], blocks: list[int] | None = None) -> PageText:
    """A page with these rows, each a paragraph of its own unless told otherwise."""
    lines, at = [], 0
    for number, row in enumerate(rows):
        top = TOP + number * LEADING
        rect = PageRect(LEFT, top, RIGHT, top + LEADING)
        start, end = at, at + len(row)
        block = blocks[number] if blocks else number
        lines.append(TextLine(start, end, rect, block, (TextRun(start, end, SIZE),)))
        at = end + 1
    return PageText("\n".join(rows), PAGE, tuple(lines))


def set_page(page: PageText) -> SetPage:
    """The page, set in all its steps."""
    return at_one_go(set_in_steps(page))


def ink(laid: SetPage, scale: float = 2.0) -> QImage:
    """The page drawn in black on white, ``scale`` pixels a point."""
    image = QImage(round(PAGE.width * scale), round(PAGE.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setPen(QColor("black"))
    laid.paint(painter)
    painter.end()
    return image


def columns_with_ink(image: QImage, scale: float, x0: float, x1: float, row: int = 0) -> list[float]:
    """The x in points of the pixel columns of a row in which something dark stands."""
    top, bottom = round((TOP + row * LEADING) * scale), round((TOP + (row + 1) * LEADING) * scale)
    return [
        x / scale
        for x in range(max(0, int(x0 * scale)), min(image.width(), int(x1 * scale) + 1))
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(top, bottom))
    ]


def drawn(char: str) -> bool:
    """Whether a character has ink of its own."""
    return not char.isspace() and unicodedata.category(char) not in {"Cf", "Mn", "Cc", "Me"}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_every_character_has_a_box_in_its_row(text):
    laid = set_page(page_of([text]))
    assert len(laid.glyphs) == len(text)
    for offset, char in enumerate(text):
        box = laid.glyphs.rect(offset)
        assert LEFT - 0.5 <= box.x0 <= box.x1 <= RIGHT + 0.5, (offset, char)
        assert (box.y0, box.y1) == (TOP, TOP + LEADING)
        if drawn(char) and char not in "\U0001f1fa\U0001f1f3":  # of a flag the first letter has the whole
            assert box.width > 0.5, (offset, char)


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_boxes_do_not_lie_over_each_other(text):
    laid = set_page(page_of([text]))
    boxes = sorted((laid.glyphs.rect(offset).x0, laid.glyphs.rect(offset).x1, char) for offset, char in enumerate(text))
    wide = [box for box in boxes if box[1] - box[0] > 0.05]
    for left, right in itertools.pairwise(wide):
        assert left[1] <= right[0] + 0.3, (left, right)


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_the_ink_lies_in_the_boxes(text):
    laid, scale = set_page(page_of([text])), 4.0
    image = ink(laid, scale)
    boxes = [laid.glyphs.rect(offset) for offset, char in enumerate(text) if not char.isspace()]
    columns = columns_with_ink(image, scale, 0, PAGE.width)
    assert columns
    overhang = 0.12 * SIZE  # letters lean out of their advance a little
    outside = [x for x in columns if not any(box.x0 - overhang <= x <= box.x1 + overhang for box in boxes)]
    assert outside == []


@pytest.mark.parametrize("text", [ROWS["latin"], ROWS["cyrillic"], ROWS["chinese"], ROWS["tabs"], MIXED, ARABIC])
def test_every_box_of_a_letter_has_its_ink(text):
    laid, scale = set_page(page_of([text])), 4.0
    image = ink(laid, scale)
    for offset, char in enumerate(text):
        box = laid.glyphs.rect(offset)
        if char.isalnum():
            assert columns_with_ink(image, scale, box.x0 - 0.2, box.x1 + 0.2), (offset, char)
        elif char.isspace() and box.width > 0.5 and text.isascii():
            middle = (box.x0 + box.x1) / 2
            assert not columns_with_ink(image, scale, middle - 0.2, middle + 0.2), (offset, char)


def test_what_reads_left_to_right_stands_left_to_right():
    for name in ("latin", "cyrillic", "chinese", "tabs"):
        laid = set_page(page_of([ROWS[name]]))
        starts = [laid.glyphs.rect(offset).x0 for offset in range(len(ROWS[name]))]
        assert starts == sorted(starts)
        assert starts[0] == pytest.approx(LEFT, abs=0.2)
        assert laid.glyphs.rtl == (False,)


def test_an_arabic_paragraph_begins_at_the_right():
    laid = set_page(page_of([ARABIC]))
    assert laid.glyphs.rtl == (True,)
    assert laid.glyphs.rect(0).x1 == pytest.approx(RIGHT, abs=0.3)
    words = [ARABIC.index(word) for word in ("رسالة", "مؤرخة", "آذار", "البعثة", "الدائمة")]
    places = [laid.glyphs.rect(offset).x0 for offset in words]
    assert places == sorted(places, reverse=True)


def test_numbers_and_symbols_in_arabic_read_left_to_right_in_their_place():
    laid = set_page(page_of([MIXED]))
    at = MIXED.index("S/RES/2758")
    places = [laid.glyphs.rect(offset).x0 for offset in range(at, at + len("S/RES/2758"))]
    assert places == sorted(places)
    before, after = laid.glyphs.rect(MIXED.index("القرار")), laid.glyphs.rect(MIXED.index("وإلى"))
    assert before.x0 > places[-1]
    assert after.x1 < places[0] + 0.3


def test_a_row_follows_the_direction_of_its_paragraph_not_its_own():
    laid = set_page(page_of([ARABIC, "A/HRC/58/G/99", "Plain words"], blocks=[0, 0, 1]))
    assert laid.glyphs.rtl == (True, True, False)
    second = len(ARABIC) + 1
    last = laid.glyphs.rect(second + len("A/HRC/58/G/99") - 1)
    assert last.x1 == pytest.approx(RIGHT, abs=0.3)
    assert laid.glyphs.rect(second + len("A/HRC/58/G/99") + 1).x0 == pytest.approx(LEFT, abs=0.2)


def test_signs_at_the_end_of_a_row_stand_where_its_paragraph_ends():
    row = "(A/HRC/58/G/99)."
    start = len(ARABIC) + 1
    in_arabic = set_page(page_of([ARABIC, row], blocks=[0, 0])).glyphs
    boxes = [in_arabic.rect(start + offset) for offset in range(len(row))]
    assert min(boxes, key=lambda box: box.x0) == boxes[-1], "the full stop is at the left"
    alone = set_page(page_of([row])).glyphs
    boxes = [alone.rect(offset) for offset in range(len(row))]
    assert max(boxes, key=lambda box: box.x0) == boxes[-1]


def test_a_paragraph_without_letters_reads_left_to_right():
    assert set_page(page_of(["12 - 34"])).glyphs.rtl == (False,)
    assert set_page(page_of(["12 - مارس"])).glyphs.rtl == (True,), "digits are not strong (UAX 9, P2)"


def test_letters_beyond_the_first_plane_count_as_one_character():
    text = "a😀b𝒜c"
    laid = set_page(page_of([text]))
    assert len(laid.glyphs) == 5
    widths = [laid.glyphs.rect(offset).width for offset in range(5)]
    assert all(width > 1 for width in widths)
    assert laid.glyphs.rect(2).x0 == pytest.approx(laid.glyphs.rect(1).x1, abs=0.1)


def test_tabs_lead_to_stops_eight_letters_apart():
    laid = set_page(page_of(["a\tb", "abc\tb"]))
    after_one, after_three = laid.glyphs.rect(2), laid.glyphs.rect(len("a\tb") + 1 + 4)
    assert after_one.x0 == pytest.approx(after_three.x0, abs=0.1)
    assert after_one.x0 - LEFT == pytest.approx(8 * 0.6 * SIZE, rel=0.02)


def test_line_ends_have_an_empty_box_after_the_last_character():
    text = page_of(["abc", "", ARABIC, "x"])
    laid = set_page(text)
    first_end = laid.glyphs.rect(3)
    assert first_end.x0 == first_end.x1 == pytest.approx(laid.glyphs.rect(2).x1)
    empty = laid.glyphs.rect(4)
    assert (empty.x0, empty.x1) == (LEFT, LEFT)
    arabic_end = laid.glyphs.rect(5 + len(ARABIC))
    assert arabic_end.x0 == arabic_end.x1
    assert arabic_end.x0 == pytest.approx(laid.glyphs.rect(4 + len(ARABIC)).x0)


@pytest.mark.parametrize("text", ["W" * 200, "ش" * 300, "字" * 150])
def test_a_row_too_long_for_its_box_is_narrowed_into_it(text):
    laid = set_page(page_of([text]))
    image = ink(laid)
    assert columns_with_ink(image, 2.0, 0, LEFT - 2) == []
    assert columns_with_ink(image, 2.0, RIGHT + 2, PAGE.width) == []
    assert laid.glyphs.rect(0).x0 >= LEFT - 0.5
    assert laid.glyphs.rect(len(text) - 1).x1 <= RIGHT + 0.5


def test_an_empty_page_has_nothing():
    laid = set_page(PageText("", PAGE))
    assert (len(laid.glyphs), laid.rows) == (0, ())
    assert laid.glyphs.offset_at(PagePoint(10, 10)) is None


@pytest.mark.parametrize("text", [value for name, value in ROWS.items() if name not in {"controls", "combining"}])
def test_a_point_on_a_character_is_beside_it(text):
    laid = set_page(page_of([text]))
    for offset in range(len(text)):
        box = laid.glyphs.rect(offset)
        if box.width > 0.5:
            assert laid.glyphs.offset_at(box.center) in {offset, offset + 1}
            assert laid.glyphs.character_at(box.center) == offset


@pytest.mark.parametrize("word", ["الاجتماع", "الإسلام", "لا", "سلا", "لاا", "بِسْمِ", "الله"])
@pytest.mark.parametrize("around", [("A ", " b"), ("", " b"), ("A ", ""), ("(", "1)")])
def test_an_arabic_word_in_a_latin_line_stands_where_its_ink_is(word, around):
    """Qt's own carets are wrong before the first letter, and before the last where there is a ligature."""
    text = f"The {around[0]}{word}{around[1]} end"
    laid, scale = set_page(page_of([text])), 4.0
    image, at = ink(laid, scale), text.index(word)
    letters = [offset for offset in range(at, at + len(word)) if drawn(text[offset])]
    boxes = [laid.glyphs.rect(offset) for offset in letters]
    assert [box.x0 for box in boxes] == sorted((box.x0 for box in boxes), reverse=True), "from the right"
    for left, right in itertools.pairwise(reversed(boxes)):
        assert left.x1 == pytest.approx(right.x0, abs=0.1), "without holes, and not over each other"
    for box in boxes:
        assert box.width > 1
        assert columns_with_ink(image, scale, box.x0 - 0.2, box.x1 + 0.2)


def test_a_mark_without_a_letter_stays_in_its_row():
    laid = set_page(page_of(["\u0301ا"]))
    assert laid.glyphs.rect(0).x1 <= RIGHT + 0.1


@pytest.mark.parametrize("char", ["\u200b", "\t", "\u202e", "ب\u064b", "😀"])
def test_a_long_row_is_set_in_steps_to_the_same_end(char):
    page = page_of([char * 960, "after it"])
    steps = set_in_steps(page)
    taken = 0
    try:
        while True:
            next(steps)
            taken += 1
    except StopIteration as done:
        laid = done.value
    assert taken >= len(page.text) // STEP
    assert laid.glyphs == set_page(page).glyphs


LETTERS = st.sampled_from([*"abcXYZ 0123.,()/-«»\t", *"абвгд", *"رسالةمن", *"אבג", *"联合国会议", "😀", "\u0301", "é"])


@given(st.lists(st.text(LETTERS, max_size=60), min_size=1, max_size=4))
def test_whatever_stands_on_a_page_every_character_has_a_place_in_its_row(rows):
    page = page_of(rows)
    laid = set_page(page)
    assert len(laid.glyphs) == len(page.text)
    assert laid.glyphs.lines == tuple((line.start, line.end) for line in page.lines)
    for line in page.lines:
        for offset in range(line.start, line.end):
            box = laid.glyphs.rect(offset)
            assert LEFT - 1 <= box.x0 <= box.x1 <= RIGHT + 1
            assert (box.y0, box.y1) == (line.rect.y0, line.rect.y1)


@given(st.text(st.sampled_from("رسالةمنאבABC12 .(😀国"), min_size=1, max_size=40))
def test_letters_of_mixed_directions_fill_the_row_without_holes(text):
    laid = set_page(page_of([text]))
    boxes = [laid.glyphs.rect(offset) for offset in range(len(text))]
    wide = sorted((box.x0, box.x1) for box in boxes if box.width > 0.01)
    covered, reach = 0.0, float("-inf")
    for left, right in wide:
        covered += max(0.0, right - max(left, reach))
        reach = max(reach, right)
    assert covered == pytest.approx(wide[-1][1] - wide[0][0], abs=1.0)


@pytest.mark.parametrize("name", ["note-verbale.txt", "letter-arabic-annex.txt"])
def test_the_samples_are_set_as_they_are_read(name):
    document = open_text(str(resource_path(f"samples/{name}")))
    for number in range(document.info.page_count):
        page = document.page_text(number)
        laid = set_page(page)
        assert len(laid.glyphs) == len(page.text)
        for offset, char in enumerate(page.text):
            box = laid.glyphs.rect(offset)
            assert (box.width > 0.3) == (char != "\n") or not drawn(char), (offset, char)
