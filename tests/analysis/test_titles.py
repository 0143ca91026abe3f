from __future__ import annotations

import pytest

from viewer.analysis.titles import is_adoption
from viewer.analysis.wordlists import table

ADOPTION = table("documents")["adoption"]


@pytest.mark.parametrize("text", ADOPTION["yes"])
def test_lines_that_say_when_a_resolution_was_adopted(text: str) -> None:
    assert is_adoption(text)


@pytest.mark.parametrize("text", ADOPTION["no"])
def test_other_lines(text: str) -> None:
    assert not is_adoption(text)
