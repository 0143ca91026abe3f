"""Rewritten texts: every place in the copy is a place in the original, and the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.folded_text import FoldedText, OffsetMap
from viewer.model.text import Span


@st.composite
def edited_texts(draw):
    """A text with ascending edits that do not overlap."""
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if start == end:
            continue
        edits.append((start, end, draw(st.text(max_size=3))))
    return text, edits


@given(edited_texts())
def test_rewriting_applies_the_edits(case):
    text, edits = case
    expected, at = [], 0
    for start, end, new in edits:
        expected += [text[at:start], new]
        at = end
    assert FoldedText.rewrite(text, edits).folded == "".join(expected) + text[at:]


@given(edited_texts(), st.data())
def test_spans_map_back_to_what_they_came_from(case, data):
    text, edits = case
    folded = FoldedText.rewrite(text, edits)
    start = data.draw(st.integers(0, len(folded.folded)))
    end = data.draw(st.integers(start, len(folded.folded)))
    original = folded.to_original(Span(start, end))
    assert 0 <= original.start <= original.end <= len(text)
    if start < end:
        there = folded.to_folded(original)
        assert there.start <= start
        assert there.end >= end


@given(edited_texts())
def test_unchanged_characters_map_to_themselves(case):
    text, edits = case
    folded = FoldedText.rewrite(text, edits)
    changed = {offset for start, end, _ in edits for offset in range(start, end)}
    for offset in range(len(text)):
        if offset not in changed:
            there = folded.to_folded(Span(offset, offset + 1))
            assert folded.folded[there.start : there.end] == text[offset]
            assert folded.to_original(there) == Span(offset, offset + 1)


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        FoldedText.rewrite("abcdef", [(0, 3, "x"), (2, 4, "y")])
    with pytest.raises(ValueError, match="empty"):
        FoldedText.rewrite("abcdef", [(3, 3, "x")])


@given(st.lists(edited_texts(), min_size=1, max_size=4), st.data())
def test_maps_of_parts_one_after_the_other_are_the_map_of_the_whole(cases, data):
    parts = [FoldedText.rewrite(text, edits) for text, edits in cases]
    joined = OffsetMap()
    for part in parts:
        joined.extend(part.offsets)
    number = data.draw(st.integers(0, len(parts) - 1))
    part = parts[number]
    folded_before = sum(len(before.folded) for before in parts[:number])
    original_before = sum(len(before.original) for before in parts[:number])
    if part.folded:
        at = data.draw(st.integers(0, len(part.folded) - 1))
        there = joined.to_original(Span(folded_before + at, folded_before + at + 1))
        assert there == part.to_original(Span(at, at + 1)).shifted(original_before)
    if part.original:
        at = data.draw(st.integers(0, len(part.original) - 1))
        there = joined.to_folded(Span(original_before + at, original_before + at + 1))
        assert there == part.to_folded(Span(at, at + 1)).shifted(folded_before)
