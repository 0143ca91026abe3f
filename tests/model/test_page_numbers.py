"""Pages in words."""

from __future__ import annotations

import pytest

from viewer.model.page_numbers import MOST, pages_in_words


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([2], "page 3"),
        ([0, 1], "pages 1, 2"),
        ([0, 1, 2, 3, 8], "pages 1 to 4, 9"),
        ([4, 6, 7, 8], "pages 5, 7 to 9"),
        (range(1000), "pages 1 to 1000"),
        (range(0, 2 * MOST, 2), "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19"),
        (range(0, 2 * MOST + 1, 2), "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and more"),
    ],
)
def test_pages_are_counted_from_one_and_stretches_told_by_their_ends(pages, words):
    assert pages_in_words(pages) == words
