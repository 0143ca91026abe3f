"""Pages whose file gives them no size that can be shown: a unit that is none, a crop box that is not on the page.

MuPDF shows such a page empty. What is wrong is corrected in the open document, never in its file: a unit that is no
positive number is 1, as where none is given (ISO 32000-1, table 30), and where the crop box has nothing in common with
the media box, that is taken (14.11.2 gives it as the default; pdf.js does the same).

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

from typing import Any

LEAST_SIDE = 3.0
"""Points: the smallest page that there can be (ISO 32000-1, annex C.2). A unit that makes a page smaller is none."""
LETTER = (0.0, 0.0, 612.0, 792.0)
"""What MuPDF takes for a media box that is none."""


def mend_boxes(page: Any, low: Any) -> None:
    """Correct what is wrong with the size of a loaded page of a PDF."""
    leaf = low.pdf_page_from_fz_page(page.this).obj()
    unit, crop = low.pdf_dict_gets(leaf, "UserUnit"), low.pdf_dict_gets_inheritable(leaf, "CropBox")
    if unit.m_internal is None and crop.m_internal is None:
        return
    media = _box(low.pdf_to_rect(low.pdf_dict_gets_inheritable(leaf, "MediaBox")))
    if not _has_area(media):
        media = LETTER
    shown = media
    if crop.m_internal is not None:
        shown = _common(media, _box(low.pdf_to_rect(crop)))
        if not _has_area(shown):
            shown = media
            low.pdf_dict_put_rect(leaf, low.pdf_new_name("CropBox"), low.FzRect(*media))
    side = max(shown[2] - shown[0], shown[3] - shown[1])
    if unit.m_internal is not None and float(low.pdf_to_real(unit)) * side < LEAST_SIDE:
        low.pdf_dict_dels(leaf, "UserUnit")


_Box = tuple[float, float, float, float]


def _box(rect: Any) -> _Box:
    """A box whose corners may be given in any order."""
    x0, y0, x1, y1 = float(rect.x0), float(rect.y0), float(rect.x1), float(rect.y1)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _common(one: _Box, other: _Box) -> _Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _has_area(box: _Box) -> bool:
    return box[0] < box[2] and box[1] < box[3]
