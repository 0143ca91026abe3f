"""Mentions of all references in the order of the text, and those that touch a span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span
from viewer.session.cited_places import STRETCH, CitedPlaces

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 12))


def reference(*spans: Span) -> Reference:
    return Reference("A/1", ReferenceKind.DOCUMENT, "", tuple(Mention(span, "words") for span in spans))


@given(st.lists(st.lists(SPANS)), SPANS)
def test_none_that_shares_a_character_with_a_span_is_left_out(references, span):
    cited = CitedPlaces([reference(*spans) for spans in references])
    spans = [mention.span for _, mention in cited.in_order]
    assert [each.start for each in spans] == sorted(each.start for every in references for each in every)
    touching = [mention.span for _, mention in cited.touching(span)]
    assert [each for each in touching if each.overlaps(span)] == [each for each in spans if each.overlaps(span)]


def test_of_many_only_those_around_a_span_are_looked_at():
    cited = CitedPlaces([reference(*(Span(at, at + 5) for at in range(0, 100_000, 10)))])
    assert [mention.span for _, mention in cited.touching(Span(500, 520))] == [
        Span(500, 505), Span(510, 515), Span(520, 525)
    ]  # fmt: skip


@given(st.lists(st.lists(SPANS)))
def test_in_parts_the_order_is_the_same(references):
    parted, references = CitedPlaces(), [reference(*spans) for spans in references]
    for _ in parted.taking(references):
        pass
    assert parted.in_order == CitedPlaces(references).in_order


def test_a_part_is_some_mentions_or_the_order_of_a_stretch_of_text():
    everywhere = reference(*(Span(at, at + 5) for at in range(0, 40 * STRETCH, STRETCH // 64)))
    cited = CitedPlaces()
    grown = [len(cited.in_order) for _ in cited.taking([everywhere])]
    assert grown == [0] * 3 + [64 * stretch for stretch in range(1, 41)]
