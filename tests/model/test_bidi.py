"""Words of one direction among those of another."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.bidi import isolated, left_to_right, right_to_left, without_isolates


def test_each_direction_has_its_mark():
    marked = [make("x") for make in (isolated, left_to_right, right_to_left)]
    kinds = [[unicodedata.bidirectional(sign) for sign in words] for words in marked]
    assert kinds == [["FSI", "L", "PDI"], ["LRI", "L", "PDI"], ["RLI", "L", "PDI"]]


@given(st.text(st.sampled_from("ab ي\u2066\u2067\u2068\u2069")))
def test_words_of_others_lose_their_isolates_and_nothing_else(words):
    assert without_isolates(words) == "".join(sign for sign in words if not "\u2066" <= sign <= "\u2069")
