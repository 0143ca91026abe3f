"""Pages for reading in the dark: light and dark change places, pictures stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.engine import PixelBox, Pixels
from viewer.model.geometry import PageRect, PageSize
from viewer.workers.child.dark_pages import INK, PAPER, darkened, pictures_kept

A4 = PageSize(595, 842)


def pixel(pixels: Pixels, x: int, y: int) -> tuple[int, ...]:
    """A pixel by its place on the whole page."""
    at = (y - pixels.box.y) * pixels.stride + 3 * (x - pixels.box.x)
    return tuple(pixels.data[at : at + 3])


def test_paper_becomes_dark_and_letters_light():
    page = Pixels(PixelBox(0, 0, 2, 1), 6, b"\xff\xff\xff\x00\x00\x00")
    dark = darkened(page, [])
    assert pixel(dark, 0, 0) == (PAPER,) * 3
    assert pixel(dark, 1, 0) == (INK,) * 3


@given(st.data())
def test_pictures_stay_and_all_else_changes(data):
    box = PixelBox(data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9)), 12, 7)
    stride = 3 * box.width + data.draw(st.integers(0, 5))
    pixels = Pixels(box, stride, data.draw(st.binary(min_size=stride * 7, max_size=stride * 7)))
    kept = [PixelBox(*data.draw(st.tuples(*[st.integers(0, 15)] * 4))) for _ in range(data.draw(st.integers(0, 3)))]
    dark = darkened(pixels, kept)
    assert (dark.box, dark.stride, len(dark.data)) == (box, stride, len(pixels.data))
    for y in range(box.y, box.y + box.height):
        for x in range(box.x, box.x + box.width):
            inside = any(k.x <= x < k.x + k.width and k.y <= y < k.y + k.height for k in kept)
            before, after = pixel(pixels, x, y), pixel(dark, x, y)
            if inside:
                assert after == before
            else:
                assert after == tuple(round(INK - (INK - PAPER) * value / 255) for value in before)


def test_a_scan_changes_and_an_emblem_does_not():
    emblem, scan = PageRect(64, 71, 121, 118), PageRect(0, 0, 595, 842)
    assert pictures_kept([emblem, scan], A4, 2.0) == [PixelBox(128, 142, 114, 94)]
