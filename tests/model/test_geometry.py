"""Rectangles on a page."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import PagePoint, PageRect, bounding_rect

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
