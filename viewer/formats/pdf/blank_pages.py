"""Whether nothing at all is drawn on a page that has no text: then there is nothing to be recognised either.

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

import re
from typing import Any

from viewer.formats.pdf.weight import weight_of

MOST_INSTRUCTIONS = 512
"""Bytes as the file has them: a page with more of them draws something."""
_PLACES_PICTURE = re.compile(rb"(?<![^\s\x00/])(?:Do|BI)(?![^\s\x00])")
"""What places a picture or a form (ISO 32000-1, 8.8 and 8.9.7): to measure a scan would mean to load it."""


def is_blank(page: Any, low: Any) -> bool:
    """Whether nothing is drawn on a loaded page, by its own instructions or by an annotation.

    A page all of whose drawing is white is not taken for blank.
    """
    is_of_pdf = low.pdf_page_from_fz_page(page.this).m_internal is not None
    if is_of_pdf and (weight_of(page, low) > MOST_INSTRUCTIONS or _PLACES_PICTURE.search(page.read_contents())):
        return False
    drawn = low.FzRect()
    device = low.fz_new_bbox_device(drawn)
    low.fz_run_page(page.this, device, low.FzMatrix(), low.FzCookie())
    low.fz_close_device(device)
    return bool(low.fz_is_empty_rect(drawn))
