"""Rectangles on a page."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import PagePoint, PageRect, PageSize, bounding_rect

numbers = st.floats(-1000, 1000)


@st.composite
def rects(draw):
    """Any rectangle, empty ones too."""
    x0, x1 = sorted((draw(numbers), draw(numbers)))
    y0, y1 = sorted((draw(numbers), draw(numbers)))
    return PageRect(x0, y0, x1, y1)


@given(rects(), rects())
def test_the_union_holds_both(one, other):
    union = one.united(other)
    for rect in (one, other):
        assert union.contains(PagePoint(rect.x0, rect.y0))
        assert union.contains(PagePoint(rect.x1, rect.y1))
    assert union == bounding_rect([one, other])


@given(rects(), numbers, numbers)
def test_a_point_inside_has_no_distance(rect, x, y):
    point = PagePoint(x, y)
    assert rect.contains(point) == (rect.distance(point) == 0)


def test_nothing_bounds_nothing():
    assert bounding_rect([]) is None


@given(st.integers(0, 400), st.integers(0, 400), st.integers(-5, 5))
def test_what_is_turned_lies_on_the_turned_page_and_turns_back(x, y, turns):
    page, rect = PageSize(500, 700), PageRect(x, y, x + 20, y + 10)
    size, turned = page.turned(turns), rect.turned(turns, page)
    assert turned.turned(-turns, size) == rect
    assert size.turned(turns) == page
    assert 0 <= turned.x0 < turned.x1 <= size.width
    assert 0 <= turned.y0 < turned.y1 <= size.height


def test_a_quarter_brings_the_left_top_corner_to_the_right():
    page, corner = PageSize(500, 700), PageRect(0, 0, 20, 10)
    assert corner.turned(1, page) == PageRect(690, 0, 700, 20)
    assert corner.turned(2, page) == PageRect(480, 690, 500, 700)
    assert corner.turned(3, page) == PageRect(0, 480, 10, 500)
