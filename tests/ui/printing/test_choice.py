"""Which pages are printed, in which order, and where they come to lie on the paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import PageSize
from viewer.ui.printing.choice import PageSet, Paper, PrintChoice, pages_in_order, placed, with_copies

PAPER = Paper(8000, 11_000, 200, 300, 7600, 10_400, 1000)
A4, LANDSCAPE, SMALL = PageSize(595, 842), PageSize(842, 595), PageSize(72, 144)


@pytest.mark.parametrize(
    ("ranges", "page_set", "backwards", "pages"),
    [
        ([(1, 5)], PageSet.ALL, False, [0, 1, 2, 3, 4]),
        ([(1, 5)], PageSet.ODD, False, [0, 2, 4]),
        ([(1, 5)], PageSet.EVEN, True, [3, 1]),
        ([(4, 9), (2, 2), (4, 4)], PageSet.ALL, False, [1, 3, 4]),
        ([(0, 1), (7, 9)], PageSet.ALL, False, [0]),
        ([(5, 2)], PageSet.ALL, False, []),
    ],
)
def test_pages_are_printed_once_and_in_order(ranges, page_set, backwards, pages):
    assert pages_in_order(ranges, 5, page_set, backwards=backwards) == pages


def test_copies_come_one_after_the_other_or_page_by_page():
    assert with_copies([0, 2], 2, collated=True) == [0, 2, 0, 2]
    assert with_copies([0, 2], 2, collated=False) == [0, 0, 2, 2]


def test_a_page_is_fitted_into_what_can_be_printed_on():
    place = placed(A4, PAPER, PrintChoice())
    assert not place.turned
    assert place.scale == pytest.approx(min(7600 / 595, 10_400 / 842))
    assert place.x * 2 + 595 * place.scale == pytest.approx(7600)
    assert place.y * 2 + 842 * place.scale == pytest.approx(10_400)


def test_a_page_at_its_own_size_lies_in_the_middle_of_the_paper():
    place = placed(SMALL, PAPER, PrintChoice(fit=False))
    assert place.scale == pytest.approx(1000 / 72)
    assert place.x + PAPER.left == pytest.approx(8000 / 2 - 500)
    assert place.y + PAPER.top == pytest.approx(11_000 / 2 - 1000)


def test_a_page_across_the_paper_is_turned_unless_it_must_not_be():
    assert placed(LANDSCAPE, PAPER, PrintChoice()).turned
    assert not placed(LANDSCAPE, PAPER, PrintChoice(turn=False)).turned
    assert not placed(PageSize(500, 500), PAPER, PrintChoice()).turned


@given(st.floats(10, 15_000), st.floats(10, 15_000), st.booleans())
def test_a_fitted_page_never_leaves_the_printable_part(width, height, turn):
    place = placed(PageSize(width, height), PAPER, PrintChoice(turn=turn))
    across, down = (height, width) if place.turned else (width, height)
    left = place.x - across * place.scale if place.turned else place.x
    assert left >= -1e-6
    assert place.y >= -1e-6
    assert left + across * place.scale <= PAPER.printable_width + 1e-6
    assert place.y + down * place.scale <= PAPER.printable_height + 1e-6
