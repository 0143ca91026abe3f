"""The page tree of a PDF that says it has more pages than the file has objects: its pages counted one by one.

MuPDF takes the tree's word for their number, and refuses one that cannot be. PyMuPDF's objects are handed in: only
``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

MOST_NODES = 200_000
"""Of the tree; to count so many takes about a second."""


def count_again(document: Any, mupdf: Any) -> int:
    """Count the pages that there are and let each node of the tree say so, in memory; how many there are.

    Raises:
        ValueError: the tree has no end, or too many nodes.
    """
    low = mupdf.mupdf
    trailer = low.pdf_trailer(mupdf._as_pdf_document(document))
    root = low.pdf_dict_getl(trailer, low.PDF_ENUM_NAME_Root, low.PDF_ENUM_NAME_Pages)
    above: dict[int, int] = {}
    branches: list[tuple[int, Any]] = []
    pages: Counter[int] = Counter()
    waiting = [(root, 0)]
    while waiting:
        node, parent = waiting.pop()
        number = int(low.pdf_to_num(node))
        if number in above or len(above) > MOST_NODES:
            raise ValueError("a page tree that runs in circles, or has too many nodes")
        above[number] = parent
        kids = low.pdf_dict_get(node, low.PDF_ENUM_NAME_Kids)
        if low.pdf_is_array(kids):
            branches.append((number, node))
            count = min(low.pdf_array_len(kids), MOST_NODES + 1)
            waiting.extend((low.pdf_array_get(kids, at), number) for at in range(count))
        elif low.pdf_is_dict(node):
            pages[parent] += 1
    for number, node in reversed(branches):  # those below come after those above them
        low.pdf_dict_put_int(node, low.PDF_ENUM_NAME_Count, pages[number])
        pages[above[number]] += pages[number]
    return pages[0]
