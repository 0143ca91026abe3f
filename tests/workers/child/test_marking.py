"""Marks laid onto the words of a page, whichever way these stand."""

from __future__ import annotations

from array import array

import pytest

from viewer.model.geometry import PageRect, PageSize
from viewer.model.mark import Mark, MarkStyle
from viewer.model.text import PageGlyphs
from viewer.workers.child.marking import laid

PAGE = PageSize(200, 300)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("words", ["water", "مياه و"])
def test_a_mark_is_turned_as_its_words_are(turns, words):
    places = range(len(words)) if words.isascii() else range(len(words) - 1, -1, -1)
    boxes = [PageRect(20 + 10 * place, 40, 30 + 10 * place, 52).turned(turns, PAGE) for place in places]
    corners = array("f", [side for box in boxes for side in (box.x0, box.y0, box.x1, box.y1)])
    glyphs = PageGlyphs(corners, ((0, len(words)),), (not words.isascii(),))
    mark = laid(Mark(0, MarkStyle.UNDERLINE, (1, len(words) - 1)), words, glyphs)
    assert (mark.turns, mark.rects) == (turns, tuple(glyphs.rects(1, len(words) - 1)))
