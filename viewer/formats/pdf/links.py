"""The links of a page, read from MuPDF's objects without following any of them.

MuPDF lists links that lead to a place or an address, and makes addresses of files to be opened or started; links with
other actions (scripts, forms) it leaves out. A reader who clicks on one of those is to be told why nothing happens, so
the annotations are looked at as well. What actions there are: ISO 32000-1, 12.6.4.

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

from viewer.model.geometry import PageRect
from viewer.model.link import LinkKind, PageLink

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINKS = 2_000
"""Of a page; a file can hold any number."""
LONGEST_TARGET = 4_000
"""Characters; a script or an address may be as long as it likes."""

REASONS = {
    "Launch": "it would open a file or start a program",
    "GoToR": "it leads into another file",
    "GoToE": "it leads into an attached file",
    "JavaScript": "it would run a script",
    "SubmitForm": "it would send a form",
    "ImportData": "it would fill in a form from a file",
    "ResetForm": "it would empty a form",
    "Movie": "it would play a film",
    "Sound": "it would play a sound",
    "Rendition": "it would play a recording",
    "Thread": "it leads along a thread of articles",
    "Hide": "it would hide or show something on the page",
    "SetOCGState": "it would hide or show layers of the page",
    "GoTo3DView": "it would turn a model",
    "RichMediaExecute": "it would play a recording",
    "Trans": "it would change how pages follow each other",
}
"""What an action would do, in words for the reader."""
OTHER_REASON = "it asks for something that Verbale does not do"
_HARMLESS = {"", "GoTo", "URI", "Named"}
_SAYS = ("URI", "F", "JS")
"""Entries of an action that say where it leads or what it runs."""


def links_of(document: Any, page: Any, mupdf: Any) -> tuple[PageLink, ...]:
    """The links of a loaded page in the order of the file, in points of the page as it is shown."""
    actions = dict(islice(_actions(page, mupdf.mupdf), MOST_LINKS)) if document.is_pdf else {}
    found: list[PageLink] = []
    listed: set[tuple[float, ...]] = set()
    for link in islice(_listed(page), MOST_LINKS):
        rect = _rect(link.rect)
        action, said = actions.get(_corners(rect), ("", ""))
        listed.add(_corners(rect))
        harmless = action in _HARMLESS
        made = _link(document, link, rect, said, mupdf.mupdf) if harmless else _refused(rect, action, said)
        if made is not None and rect.width > 0 and rect.height > 0:
            found.append(made)
    rest = ((PageRect(*corners), *of) for corners, of in actions.items() if corners not in listed)
    found += [_refused(rect, action, said) for rect, action, said in rest if action not in _HARMLESS]
    return tuple(found)


def _listed(page: Any) -> Iterator[Any]:
    link = page.first_link
    while link is not None:
        yield link
        link = link.next


def _link(document: Any, link: Any, rect: PageRect, said: str, low: Any) -> PageLink | None:
    uri = str(link.uri or "")
    if link.is_external:
        # MuPDF makes an address of a file of what is none, an empty one too: what the file says itself is told.
        target = said or uri.removeprefix("file:").removeprefix("//")
        return PageLink(rect, LinkKind.ADDRESS, target=_readable(target)) if target else None
    place, x, y = document.resolve_link(uri)
    page = int(document.page_number_from_location(place)) if isinstance(place, tuple) else int(place)
    if not 0 <= page < int(document.page_count):
        return None
    x, y = spot_in_points(document, page, x, y, low)
    return PageLink(rect, LinkKind.PLACE, page, y, x=x)


def spot_in_points(document: Any, page: int, x: float, y: float, low: Any) -> tuple[float, float]:
    """The points from a page's left and top that MuPDF gives for a destination; 0 for a number that is not there.

    MuPDF turns a point as its page is turned, and takes 0 for a number that the file does not give. On a page that is
    turned by a quarter that is the one it says it has; what the other would be is lost.
    """
    if math.isnan(x) != math.isnan(y) and document.is_pdf and _lies_on_its_side(document, page, low):
        return 0.0, 0.0
    across, down = (round(float(value), 2) if math.isfinite(value) and value > 0 else 0.0 for value in (x, y))
    return across, down


def _lies_on_its_side(document: Any, page: int, low: Any) -> bool:
    leaf = low.pdf_lookup_page_obj(low.pdf_document_from_fz_document(document.this), page)
    return int(low.pdf_to_int(low.pdf_dict_gets_inheritable(leaf, "Rotate"))) % 180 != 0


def _refused(rect: PageRect, action: str, said: str) -> PageLink:
    return PageLink(rect, LinkKind.REFUSED, target=_readable(said), reason=REASONS.get(action, OTHER_REASON))


def _actions(page: Any, low: Any) -> Iterator[tuple[tuple[float, ...], tuple[str, str]]]:
    """The corners of each link annotation, with the kind of its action and what that says."""
    loaded = low.pdf_page_from_fz_page(page.this)
    matrix, box = low.FzMatrix(), low.FzRect()
    low.pdf_page_transform(loaded, box, matrix)
    annotations = low.pdf_dict_gets(loaded.obj(), "Annots")
    for number in range(min(int(low.pdf_array_len(annotations)), 10 * MOST_LINKS)):
        annotation = low.pdf_array_get(annotations, number)
        if low.pdf_to_name(low.pdf_dict_gets(annotation, "Subtype")) != "Link":
            continue
        placed = low.fz_transform_rect(low.pdf_to_rect(low.pdf_dict_gets(annotation, "Rect")), matrix)
        action = low.pdf_dict_gets(annotation, "A")
        kind = str(low.pdf_to_name(low.pdf_dict_gets(action, "S")))
        yield _corners(_rect(placed)), (kind, next(filter(None, (_said(low, action, key) for key in _SAYS)), ""))


def _said(low: Any, action: Any, key: str) -> str:
    """What an entry of an action says: a text, or the name of a file in its several forms."""
    value = low.pdf_dict_gets(action, key)
    for inner in ("UF", "F"):
        if low.pdf_is_dict(value):
            value = low.pdf_dict_gets(value, inner) or value
    return str(low.pdf_to_text_string(value)) if low.pdf_is_string(value) else ""


def _rect(rect: Any) -> PageRect:
    x0, y0, x1, y1 = (float(edge) for edge in (rect.x0, rect.y0, rect.x1, rect.y1))
    return PageRect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _corners(rect: PageRect) -> tuple[float, ...]:
    return tuple(round(edge, 1) for edge in (rect.x0, rect.y0, rect.x1, rect.y1))


def _readable(text: str) -> str:
    """A text that can be sent and shown: no lone surrogates, and not without end."""
    return text[:LONGEST_TARGET].encode("utf-8", "replace").decode()
