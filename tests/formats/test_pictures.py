"""Where pictures stand on a page, whichever way it is turned."""

from __future__ import annotations

import pymupdf
import pytest

from viewer.formats.mupdf import open_pdf


def paper_with_picture(path, rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=600, height=800)
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 10))
    pixels.clear_with(90)
    page.insert_image(pymupdf.Rect(100, 50, 300, 150), pixmap=pixels, keep_proportion=False)
    page.set_rotation(rotation)
    document.save(path)
    document.close()


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [(0, (100, 50, 300, 150)), (90, (650, 100, 750, 300)), (180, (300, 650, 500, 750)), (270, (50, 300, 150, 500))],
)
def test_pictures_are_where_they_are_shown(tmp_path, rotation, expected):
    path = tmp_path / "picture.pdf"
    paper_with_picture(path, rotation)
    document = open_pdf(str(path))
    (rect,) = document.pictures(0)
    assert (rect.x0, rect.y0, rect.x1, rect.y1) == pytest.approx(expected)
    pixels = document.render(0, 1.0)
    x, y = round(rect.center.x), round(rect.center.y)
    at = y * pixels.stride + 3 * x
    assert pixels.data[at] == pytest.approx(90, abs=2), "the picture is drawn there"
    document.close()
