"""Pages that MuPDF lays out, as wide as the text on them: not all of it can be kept on the sheet.

A table of many columns, a box of a fixed width or a line that may not be broken stands out over the right edge, where
it would be neither seen nor read nor found.

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

import math
from typing import Any

MOST_SHEETS = 4
"""Widths of the sheet that a page may have: some fifty columns. Farther out pages put what is not to be seen."""
MARGIN = 24.0
"""Points between the end of what stands out and the edge."""


def widest_paper(page: Any, mupdf: Any) -> Any:
    """The rectangle of a loaded page that is as wide as one may be."""
    sheet = page.rect
    return mupdf.Rect(sheet.x0, sheet.y0, sheet.x0 + MOST_SHEETS * sheet.width, sheet.y1)


def paper_of(page: Any, text_page: Any, mupdf: Any) -> Any:
    """The rectangle of a loaded page: that of the sheet, or a wider one where text stands out over it.

    ``text_page`` has the text on the widest paper.
    """
    sheet = page.rect
    right = max((float(block[2]) for block in text_page.extractBLOCKS()), default=0.0)
    if right <= sheet.x1:
        return sheet
    return mupdf.Rect(sheet.x0, sheet.y0, min(widest_paper(page, mupdf).x1, math.ceil(right + MARGIN)), sheet.y1)


def display_list_of(page: Any, paper: Any, mupdf: Any) -> Any:
    """What is drawn on a loaded page, on all of its paper."""
    low = mupdf.mupdf
    made = low.FzDisplayList(low.FzRect(paper.x0, paper.y0, paper.x1, paper.y1))
    device = low.fz_new_list_device(made)
    low.fz_run_page(page.this, device, low.FzMatrix(), low.FzCookie())
    low.fz_close_device(device)
    return mupdf.DisplayList(made)
