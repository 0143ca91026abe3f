from __future__ import annotations

import pytest

from tests.analysis.references.citing import references_of
from viewer.model.tables import table


@pytest.mark.parametrize(("text", "pin"), table("references")["pins"]["yes"])
def test_a_part_is_bound_to_its_resolution(text: str, pin: str) -> None:
    assert references_of(text)[0].mentions[0].pin == pin


@pytest.mark.parametrize("text", table("references")["pins"]["no"])
def test_what_is_no_part_of_the_resolution(text: str) -> None:
    assert [mention.pin for one in references_of(text) if one.kind != "treaty" for mention in one.mentions] == [""]
