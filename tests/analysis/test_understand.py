from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers.six_languages import PAPERS, Paper

from viewer.analysis.understand import understand
from viewer.model.reference import ReferenceKind
from viewer.model.text import PAGE_BREAK

if TYPE_CHECKING:
    from viewer.model.document import Understanding

by_name = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
UNDERSTOOD: dict[str, Understanding] = {}


def understood(paper: Paper) -> Understanding:
    if paper.name not in UNDERSTOOD:
        UNDERSTOOD[paper.name] = understand(paper.pages)
    return UNDERSTOOD[paper.name]


@by_name
def test_says_what_the_paper_says_of_itself_and_nothing_more(paper: Paper) -> None:
    metadata = understood(paper).metadata
    assert {key: [value.value for value in values] for key, values in metadata.items()} == paper.metadata


@by_name
def test_finds_the_parts_with_their_languages(paper: Paper) -> None:
    sections = understood(paper).sections
    for kind, beginning, language in paper.parts:
        assert [
            section.language
            for section in sections
            if section.kind.value == kind and section.title.startswith(beginning)
        ] == [language], (kind, beginning)


@by_name
def test_finds_no_annex_that_is_not_there(paper: Paper) -> None:
    kinds = {"annex", "appendix", "enclosure"}
    found = sorted(section.kind.value for section in understood(paper).sections if section.kind.value in kinds)
    assert found == sorted(kind for kind, _, _ in paper.parts if kind in kinds)


@by_name
def test_counts_what_is_cited(paper: Paper) -> None:
    kinds = {ReferenceKind.RESOLUTION, ReferenceKind.DECISION, ReferenceKind.STATEMENT}
    cited = {one.symbol: len(one.mentions) for one in understood(paper).references if one.kind in kinds}
    assert cited == paper.citations


@by_name
def test_every_value_and_mention_stands_where_its_span_says(paper: Paper) -> None:
    text = PAGE_BREAK.join(page.text for page in paper.pages)
    known = understood(paper)
    for values in known.metadata.values():
        for value in values:
            assert text[value.span.start : value.span.end].strip()
    for section in known.sections:
        beginning = " ".join(text[section.span.start : section.span.end].split())
        assert not section.title or beginning[:3] == section.title[:3] or section.title in beginning
    for reference in known.references:
        for mention in reference.mentions:
            assert text[mention.span.start : mention.span.end] == mention.text


@by_name
def test_sections_make_a_tree(paper: Paper) -> None:
    sections = understood(paper).sections
    assert list(sections) == sorted(sections, key=lambda section: section.span.start)
    for at, section in enumerate(sections):
        parent = next((one for one in reversed(sections[:at]) if one.level < section.level), None)
        assert (parent is None) == (section.level == 1)
        assert parent is None or parent.span.covers(section.span)
