"""What mastheads in the forms of real documents say, of all languages and decades."""

from __future__ import annotations

import pytest
from papers.masthead_papers import MASTHEAD_PAPERS, MastheadPaper

from viewer.analysis.understand import understand


@pytest.mark.parametrize("paper", MASTHEAD_PAPERS, ids=lambda paper: paper.name)
def test_a_masthead_says_what_it_says_and_nothing_more(paper: MastheadPaper) -> None:
    metadata = understand(paper.pages).metadata
    assert {key: [value.value for value in values] for key, values in metadata.items()} == paper.metadata
