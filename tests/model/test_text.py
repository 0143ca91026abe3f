"""The one coordinate: spans and pages."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import PagePoint, PageRect, PageSize
from viewer.model.text import DocumentText, PageGlyphs, PagePosition, Span

page_texts = st.lists(st.text(st.characters(blacklist_characters="\f"), max_size=20), min_size=1, max_size=8)


def test_a_span_does_not_run_backwards():
    with pytest.raises(ValueError, match="not a range"):
        Span(4, 3)
    with pytest.raises(ValueError, match="not a range"):
        Span(-1, 3)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_intersection_is_what_both_share(a, b, c, d):
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    found = one.intersection(other)
    assert shared == (set() if found is None else set(range(found.start, found.end)))
    assert one.overlaps(other) == bool(shared) or len(one) == 0 or len(other) == 0


@given(page_texts)
def test_every_offset_has_one_place_and_comes_back(pages):
    text = DocumentText.of(pages)
    whole = str(text)
    assert whole == "\f".join(pages)
    assert len(text) == len(whole)
    for offset in range(len(whole)):
        position = text.locate(offset)
        assert text.offset(position) == offset
        page = text.page_text(position.page)
        assert (page + "\f")[position.offset] == whole[offset]


@given(page_texts, st.data())
def test_slices_and_page_parts_agree_with_the_whole(pages, data):
    text = DocumentText.of(pages)
    whole = str(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    span = Span(start, end)
    assert text.slice(span) == whole[start:end]
    parts = list(text.by_page(span))
    assert "".join(text.page_text(page)[part.start : part.end] for page, part in parts) == whole[start:end].replace(
        "\f", ""
    )
    assert [page for page, _ in parts] == sorted({page for page, _ in parts})


def test_a_page_that_was_not_read_has_no_offset():
    text = DocumentText.of(["one", "two"])
    with pytest.raises(IndexError, match="page 3"):
        text.offset(PagePosition(2, 0))


def _glyphs(rows: list[str], *, rtl: bool = False) -> PageGlyphs:
    """Rows of characters 10 points wide and high, a line end after each."""
    boxes: list[float] = []
    lines: list[tuple[int, int]] = []
    offset = 0
    for number, row in enumerate(rows):
        lines.append((offset, offset + len(row)))
        for column in range(len(row)):
            left = 10.0 * (len(row) - 1 - column if rtl else column)
            boxes += [left, 20.0 * number, left + 10, 20.0 * number + 10]
        boxes += [0, 20.0 * number, 0, 20.0 * number]
        offset += len(row) + 1
    return PageGlyphs(array("f", boxes), tuple(lines), (rtl,) * len(rows))


def test_a_range_over_two_lines_has_a_box_each():
    glyphs = _glyphs(["abcd", "efgh"])
    assert glyphs.rects(2, 7) == [PageRect(20, 0, 40, 10), PageRect(0, 20, 20, 30)]


@pytest.mark.parametrize(("gap", "boxes"), [(30, 1), (31, 2), (290, 2)])
def test_a_gap_wider_than_three_line_heights_is_not_highlighted(gap, boxes):
    before, behind = PageRect(0, 0, 10, 10), PageRect(10 + gap, 0, 20 + gap, 10)
    both = array("f", [0, 0, 10, 10, 10 + gap, 0, 20 + gap, 10])
    glyphs = PageGlyphs(both, ((0, 2),), (False,))
    assert glyphs.rects(0, 2) == ([before, behind] if boxes == 2 else [before.united(behind)])


def test_what_takes_no_room_has_no_box():
    glyphs = PageGlyphs(array("f", [0, 0, 10, 10, 99, 0, 99, 10]), ((0, 2),), (False,))
    assert glyphs.rects(0, 2) == [PageRect(0, 0, 10, 10)]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_caret_goes_to_the_nearer_edge_of_a_character(rtl):
    glyphs = _glyphs(["abcd", "efgh"], rtl=rtl)
    for offset in (0, 1, 2, 3, 5, 6, 7, 8):
        box = glyphs.rect(offset)
        near_start, near_end = (box.x1 - 1, box.x0 + 1) if rtl else (box.x0 + 1, box.x1 - 1)
        assert glyphs.offset_at(PagePoint(near_start, box.center.y)) == offset
        assert glyphs.offset_at(PagePoint(near_end, box.center.y)) == offset + 1
        assert glyphs.character_at(box.center) == offset


def test_a_page_without_characters_has_no_caret():
    assert PageGlyphs(array("f"), (), ()).offset_at(PagePoint(1, 1)) is None


def test_places_in_pages_that_are_expected_are_known_before_they_are_read():
    whole = DocumentText.of(["one", "", "three", "four"])
    growing = DocumentText()
    growing.expect(len(page) for page in whole.pages)
    for page in (None, *whole.pages):
        if page is not None:
            growing.append(page)
        assert [growing.page_of(at) for at in range(len(whole) + 3)] == [
            whole.page_of(at) for at in range(len(whole) + 3)
        ]
        assert [growing.locate(at) for at in range(len(whole))] == [whole.locate(at) for at in range(len(whole))]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("turns", range(4))
def test_which_way_the_words_of_a_line_run_is_known(turns, rtl):
    words = "ابجد\nه" if rtl else "abcd\ne"
    upright = _glyphs(words.split("\n"), rtl=rtl)
    size = PageSize(200, 100)
    boxes = array("f")
    for offset in range(len(upright)):
        turned = upright.rect(offset).turned(turns, size)
        boxes.extend((turned.x0, turned.y0, turned.x1, turned.y1))
    glyphs = PageGlyphs(boxes, upright.lines, upright.rtl)
    assert glyphs.turns(1, words) == turns
    assert glyphs.turns(5, words) == 0, "one letter alone does not say"
    assert PageGlyphs(array("f"), (), ()).turns(0, "") == 0
