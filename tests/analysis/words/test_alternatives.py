"""Patterns of many alternatives find the same however they are put together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis.references.citewords import NOT_IN_WORD, folded_pattern, noun_pattern
from viewer.analysis.words.alternatives import Alternatives, alternatives, by_first_letter
from viewer.model.tables import table

ROWS = (
    r"\bba|(?:le|la) b",
    r"(?<!\w)[abc]?(?:ab|cb)(?!\w)",
    r"(?:the )?council",
    r"a?b ?c|(?<![a/])cab",
    r"[ab]{2}c|\w+ c",
    r"(?<=e)[ab]?c|(?:(?<!a)|(?<=/))l",
)
TABLES: dict[str, list[str]] = {
    "bodies": [folded_pattern(row["pattern"]) for row in table("references")["body"]],
    "words": [noun_pattern(row) for row in table("references")["noun"]],
    "treaties": [folded_pattern(row["pattern"]) for row in table("treaties")["treaty"]],
}


def one_after_the_other(patterns: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@pytest.mark.parametrize("pattern", ["a|b", r"a\|b", "(?:a|b)c|d", "[|]|b", ""])
def test_alternatives_at_the_top(pattern: str) -> None:
    assert "|".join(alternatives(pattern)) == pattern


def test_alternatives_are_not_those_in_groups() -> None:
    assert alternatives(r"(?:a|b)c|[|(]d|\|e") == ["(?:a|b)c", "[|(]d", r"\|e"]


@given(st.text("abc elath/counil", max_size=30))
def test_the_same_is_found_as_one_after_the_other(text: str) -> None:
    for row in ROWS:
        expected = [found.span() for found in re.finditer(row, text)]
        assert [found.span() for found in re.finditer(by_first_letter([row]), text)] == expected, row


@pytest.mark.parametrize("patterns", TABLES.values(), ids=TABLES)
@settings(max_examples=20)  # each word is drawn from a pattern of some thousand letters
@given(data=st.data())
def test_what_the_tables_have_is_found_the_same(patterns: list[str], data: Any) -> None:
    words = st.from_regex(one_after_the_other(patterns), fullmatch=True).filter(lambda word: len(word) < 80)
    text = " ".join(data.draw(st.lists(words, max_size=4)))
    grouped = re.compile(by_first_letter(patterns))
    assert [found.span() for found in grouped.finditer(text)] == [
        found.span() for found in one_after_the_other(patterns).finditer(text)
    ]


def test_each_match_says_which_row_it_is_of() -> None:
    rows = Alternatives.of([("(?:the )?council", 1), ("security council|c", 2)], NOT_IN_WORD)
    assert [(found.group(), meaning) for found, meaning in rows.found_in("the council, security council c xc")] == [
        ("the council", 1),
        ("security council", 2),
        ("c", 2),
    ]
