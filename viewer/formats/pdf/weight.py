"""How much there is to be drawn on a page of a PDF, told before any of it is.

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FORMS = 64
"""Of a page's drawings that stand by themselves: some files list those of all pages with each."""


def weight_of(page: Any, low: Any) -> int:
    """The bytes of a loaded page's drawing instructions as the file has them, pictures and fonts aside.

    Those of the page itself and of the forms that it names (ISO 32000-1, 7.8.2 and 8.10), not of forms within forms.
    """
    leaf = low.pdf_page_from_fz_page(page.this).obj()
    streams = [*_contents(low.pdf_dict_gets(leaf, "Contents"), low), *_forms(leaf, low)]
    return sum(int(low.pdf_dict_get_int(stream, low.pdf_new_name("Length"))) for stream in streams)


def _contents(contents: Any, low: Any) -> Iterator[Any]:
    if low.pdf_is_array(contents):
        yield from (low.pdf_array_get(contents, number) for number in range(int(low.pdf_array_len(contents))))
    else:
        yield contents


def _forms(leaf: Any, low: Any) -> Iterator[Any]:
    named = low.pdf_dict_gets(low.pdf_dict_gets_inheritable(leaf, "Resources"), "XObject")
    for number in range(min(int(low.pdf_dict_len(named)), MOST_FORMS)):
        form = low.pdf_dict_get_val(named, number)
        if low.pdf_to_name(low.pdf_dict_gets(form, "Subtype")) == "Form":
            yield form
