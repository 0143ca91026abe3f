"""Which page of how many, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument


def page_in_words(document: OpenDocument, page: int) -> str:
    """A page by what it calls itself, and which of how many it is: "Page 2 of 3", "Page ii (2 of 12)"."""
    return f"Page {document.page_label(page)} {beside_page_label(document, page)}"


def beside_page_label(document: OpenDocument, page: int) -> str:
    """What follows the label of a page, which need not be its number: "of 3", "(2 of 12)"."""
    number = page + 1
    labelled = document.page_label(page) != str(number)
    return f"({number} of {document.page_count})" if labelled else f"of {document.page_count}"
