"""Where pages lie: exact inverses, nothing missed in view, and the same cost for any number of pages."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import PageSize
from viewer.ui.page.layout import GAP, MARGIN, SMALLEST_SCALE, Arrangement, PageAnchor, PageLayout

LENGTHS = st.floats(1, 3000)
CONTINUOUS = [way for way in Arrangement if not way.paged]
SIZES = st.lists(st.builds(PageSize, LENGTHS, LENGTHS), min_size=1, max_size=30)
SCALES = st.floats(0.05, 20)


@st.composite
def layouts(draw) -> PageLayout:
    """Pages one under the other."""
    return PageLayout(draw(SIZES), draw(SCALES))


@st.composite
def any_layouts(draw) -> PageLayout:
    """Pages arranged and turned in any way."""
    return PageLayout(draw(SIZES), draw(SCALES), draw(st.sampled_from(CONTINUOUS)), draw(st.integers(0, 3)))


@given(any_layouts(), st.floats(0, 1), st.floats(-500, 5000))
def test_what_stands_at_a_point_stands_at_that_point(layout, share, x):
    y = share * layout.height
    back = layout.point_of(layout.anchor_at(x, y))
    assert back == pytest.approx((x, y), abs=1e-6 * (layout.height + 5000))


@given(any_layouts(), st.data())
def test_a_point_on_a_page_is_found_on_that_page(layout, data):
    page = data.draw(st.integers(0, layout.page_count - 1))
    size = layout.size(page)
    x, y = data.draw(st.floats(0, size.width)), data.draw(st.floats(0.001, 0.999)) * size.height
    found = layout.anchor_at(*layout.point_of(PageAnchor(page, x, y)))
    assert found.page == page
    assert (found.x, found.y) == pytest.approx((x, y), abs=1e-6 * (1 + layout.height / layout.scale))


@given(SIZES, SCALES, SCALES, st.floats(0, 1))
def test_an_anchor_keeps_its_place_on_the_page_at_any_scale(sizes, one, other, share):
    layout = PageLayout(sizes, one)
    anchor = layout.anchor_at(layout.width / 2, share * layout.height)
    size = layout.size(anchor.page)
    if 0 < anchor.y < size.height:
        zoomed = layout.at_scale(other)
        box = zoomed.box(anchor.page)
        assert (zoomed.point_of(anchor)[1] - box.y) / box.height == pytest.approx(anchor.y / size.height, abs=1e-6)


@given(layouts(), st.floats(0, 1), st.floats(0.5, 3000))
def test_the_pages_in_view_are_those_that_reach_into_it(layout, share, height):
    top = MARGIN + share * max(0.0, layout.height - 2 * MARGIN)
    visible = layout.visible(top, height)
    inside = []
    for page in range(layout.page_count):
        box = layout.box(page)
        if box.y + box.height > top + 1e-3 and box.y < top + height - 1e-3:
            inside.append(page)
    assert set(inside) <= set(visible)
    # Nothing more than what touches the edges: rounding decides about those.
    for page in set(visible) - set(inside):
        box = layout.box(page)
        touches = abs(box.y + box.height - top) <= 2e-3 or abs(box.y - top - height) <= 2e-3
        last_in_the_margin = page == layout.page_count - 1 and box.y + box.height <= top + 1e-3
        assert touches or last_in_the_margin


def test_the_pages_in_view_at_hand():
    layout = PageLayout([PageSize(100, 100)] * 4, 1.0)  # pages from 12, 124, 236 and 348 on, 100 high
    assert layout.visible(0, 100) == range(1)
    assert layout.visible(0, 124) == range(1)
    assert layout.visible(0, 125) == range(2)
    assert layout.visible(112, 12) == range(1, 1), "a gap alone shows no page"
    assert layout.visible(112, 13) == range(1, 2)
    assert layout.visible(111, 300) == range(4)
    assert layout.height == 4 * 100 + 3 * GAP + 2 * MARGIN


@given(SIZES, SCALES, SCALES, st.sampled_from(CONTINUOUS), st.integers(0, 3))
def test_zooming_is_laying_out_anew(sizes, one, other, arrangement, turns):
    zoomed = PageLayout(sizes, one, arrangement, turns).at_scale(other)
    fresh = PageLayout(sizes, other, arrangement, turns)
    assert zoomed.scale == fresh.scale
    assert (zoomed.width, zoomed.height) == (fresh.width, fresh.height)
    assert [zoomed.box(page) for page in range(len(sizes))] == [fresh.box(page) for page in range(len(sizes))]


@given(SIZES, SCALES, SCALES)
def test_zooming_leaves_the_layout_before_as_it_was(sizes, one, other):
    layout = PageLayout(sizes, one)
    before = layout.box(len(sizes) - 1)
    layout.at_scale(other)
    assert (layout.scale, layout.box(len(sizes) - 1)) == (one, before)


@given(any_layouts(), st.lists(st.floats(-100, 100_000), min_size=2, max_size=20))
def test_further_down_is_never_an_earlier_page(layout, heights):
    pages = [layout.page_at(height) for height in sorted(heights)]
    assert pages == sorted(pages)
    assert all(0 <= page < layout.page_count for page in pages)


@given(layouts(), st.floats(0, 1))
def test_so_many_pages_down_lie_at_one_height(layout, share):
    pages = share * layout.page_count
    assert layout.pages_above(layout.height_below(pages)) == pytest.approx(pages, abs=1e-3)


@given(any_layouts(), st.lists(st.floats(-100, 100_000), min_size=2, max_size=20))
def test_further_down_is_never_fewer_pages(layout, heights):
    pages = [layout.pages_above(height) for height in sorted(heights)]
    assert pages == sorted(pages)
    assert all(0 <= each <= layout.page_count for each in pages)


@given(layouts())
def test_pages_stand_apart_centred_and_within_the_content(layout):
    bottom = MARGIN - GAP
    for page in range(layout.page_count):
        box = layout.box(page)
        assert box.y - bottom == pytest.approx(GAP, abs=1e-6 * layout.height)
        assert box.x + box.width / 2 == pytest.approx(layout.width / 2)
        assert box.x >= MARGIN - 1e-6 * layout.width
        bottom = box.y + box.height
    assert layout.height - bottom == pytest.approx(MARGIN, abs=1e-6 * layout.height)


@given(SIZES, st.floats(60, 3000), st.floats(60, 3000), st.data())
def test_fitting_fits(sizes, width, height, data):
    page = data.draw(st.integers(0, len(sizes) - 1))
    layout = PageLayout(sizes, 1.0)
    wide = layout.scale_for_width(page, width)
    if wide > SMALLEST_SCALE:
        assert sizes[page].width * wide + 2 * MARGIN == pytest.approx(width)
    whole = layout.scale_for_page(page, width, height)
    if whole > SMALLEST_SCALE:
        box = layout.at_scale(whole).box(page)
        room = (width - 2 * MARGIN, height - 2 * MARGIN)
        assert box.width <= room[0] * (1 + 1e-9)
        assert box.height <= room[1] * (1 + 1e-9)
        assert box.width == pytest.approx(room[0]) or box.height == pytest.approx(room[1])


def test_no_room_at_all_still_gives_a_scale():
    layout = PageLayout([PageSize(600, 800)], 1.0)
    assert layout.scale_for_width(0, 3) == SMALLEST_SCALE
    assert layout.scale_for_page(0, 0, 0) == SMALLEST_SCALE


def looking_around(pages: int) -> float:
    """Seconds of a processor that a hundred rounds of zooming and looking take at best."""
    layout = PageLayout([PageSize(595, 842)] * pages, 1.0)
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for step in range(100):
            zoomed = layout.at_scale(1 + step / 100)
            zoomed.visible(zoomed.height * step / 100, 900)
            zoomed.point_of(zoomed.anchor_at(100, zoomed.height * step / 100))
        best = min(best, time.process_time() - begun)
    return best


def test_a_hundred_thousand_pages_cost_no_more_than_a_few():
    assert looking_around(100_000) < 10 * looking_around(10), "a bisection is 4 steps for 10 pages and 17 for 100,000"


@given(any_layouts(), st.floats(0, 1), st.floats(0.5, 3000))
def test_no_page_in_view_is_left_out_however_pages_are_arranged(layout, share, height):
    top = MARGIN + share * max(0.0, layout.height - 2 * MARGIN)
    visible = layout.visible(top, height)
    for page in range(layout.page_count):
        box = layout.box(page)
        if box.y + box.height > top + 1e-3 and box.y < top + height - 1e-3:
            assert page in visible


@given(any_layouts())
def test_pages_never_lie_on_one_another_and_stay_within_the_content(layout):
    boxes = [layout.box(page) for page in range(layout.page_count)]
    slack = 1e-6 * (layout.width + layout.height)
    for box in boxes:
        assert box.x >= MARGIN - slack
        assert box.x + box.width <= layout.width - MARGIN + slack
        assert box.y + box.height <= layout.height - MARGIN + slack
    for one, other in itertools.pairwise(boxes):
        beside = one.x + one.width + GAP <= other.x + slack
        assert beside or one.y + one.height + GAP <= other.y + slack


def test_a_cover_stands_alone_at_the_right():
    layout = PageLayout([PageSize(100, 100)] * 4, 1.0, Arrangement.COVER_AND_PAIRS)
    right = MARGIN + 100 + GAP
    assert [(layout.box(page).x, layout.box(page).y) for page in range(4)] == [
        (right, 12), (MARGIN, 124), (right, 124), (MARGIN, 236),
    ]  # fmt: skip
    assert layout.visible(124, 10) == range(1, 3)


@pytest.mark.parametrize(("turns", "shown"), [(0, (10, 20)), (1, (180, 10)), (2, (90, 180)), (3, (20, 90))])
def test_a_point_goes_round_with_the_page(turns, shown):
    layout = PageLayout([PageSize(100, 200)], 1.0, turns=turns)
    box = layout.box(0)
    x, y = layout.point_of(PageAnchor(0, 10, 20))
    assert (x - box.x, y - box.y) == shown
    assert (box.width, box.height) == ((200, 100) if turns % 2 else (100, 200))


@given(SIZES, st.sampled_from(CONTINUOUS), st.integers(0, 3), st.floats(200, 3000), st.floats(200, 3000), st.data())
def test_fitting_fits_rows(sizes, arrangement, turns, width, height, data):
    page = data.draw(st.integers(0, len(sizes) - 1))
    layout = PageLayout(sizes, 1.0, arrangement, turns)
    whole = layout.scale_for_page(page, width, height)
    if whole > SMALLEST_SCALE:
        box = layout.at_scale(whole).box(page)
        assert box.width <= (width - 2 * MARGIN) * (1 + 1e-9)
        assert box.height <= (height - 2 * MARGIN) * (1 + 1e-9)
