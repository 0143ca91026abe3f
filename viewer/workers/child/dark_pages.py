"""Pages for reading in the dark: light and dark change places, pictures stay as they are.

Paper becomes a dark grey and black letters a light one, both short of the extremes, which dazzle. A picture that fills
the page is a scan: it is what is read, and changes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.formats.engine import PixelBox, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.model.geometry import PageRect, PageSize

PAPER, INK = 0x1E, 0xE6
"""What white (255) and black (0) become."""
SCAN_SHARE = 0.8
"""A picture that covers more of the page than this is a scan."""

_DARKER = bytes(round(INK - (INK - PAPER) * value / 255) for value in range(256))


def pictures_kept(pictures: Iterable[PageRect], size: PageSize, scale: float) -> list[PixelBox]:
    """The pictures of a page that stay as they are, in pixels at ``scale`` pixels a point."""
    boxes: list[PixelBox] = []
    for rect in pictures:
        if rect.width * rect.height <= SCAN_SHARE * size.width * size.height:
            left, top = round(rect.x0 * scale), round(rect.y0 * scale)
            boxes.append(PixelBox(left, top, round(rect.x1 * scale) - left, round(rect.y1 * scale) - top))
    return boxes


def darkened(pixels: Pixels, kept: Iterable[PixelBox]) -> Pixels:
    """The pixels with light and dark exchanged, but for the boxes that are ``kept`` (pixels of the whole page)."""
    dark = bytearray(pixels.data.translate(_DARKER))
    box = pixels.box
    for picture in kept:
        left, right = max(picture.x, box.x), min(picture.x + picture.width, box.x + box.width)
        top, bottom = max(picture.y, box.y), min(picture.y + picture.height, box.y + box.height)
        if left >= right:
            continue
        for row in range(top, bottom):
            start = (row - box.y) * pixels.stride + 3 * (left - box.x)
            end = start + 3 * (right - left)
            dark[start:end] = pixels.data[start:end]
    return Pixels(box, pixels.stride, bytes(dark))
