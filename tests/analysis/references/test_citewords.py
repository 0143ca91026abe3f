from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.references.citewords import folded_pattern, noun_pattern, words
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.model.tables import table

NOUNS: list[dict[str, Any]] = table("references")["noun"]
BODIES: list[dict[str, Any]] = table("references")["body"]


def plain(text: str) -> str:
    return plain_letters(fold_for_citations(text).folded)


@pytest.mark.parametrize("row", NOUNS, ids=str)
def test_words_that_say_what_is_cited(row: dict[str, Any]) -> None:
    pattern = re.compile(noun_pattern(row))
    for example in row.get("yes", row.get("words", ())):
        before, _, _ = plain(example).partition("|")  # what stands before "|" need not be matched to the end
        found = pattern.match(plain(example).replace("|", ""))
        assert found, example
        assert "|" in example or found.end() == len(before)
    for example in row.get("no", ()):
        assert not pattern.fullmatch(plain(example)), example


@pytest.mark.parametrize("row", NOUNS, ids=str)
def test_all_words_are_found_at_one_go(row: dict[str, Any]) -> None:
    for example in row.get("yes", row.get("words", ())):
        text = f"1 {plain(example).replace('|', '')} 5"
        assert list(words().nouns.found_in(text)), example


@pytest.mark.parametrize("row", BODIES, ids=str)
def test_names_of_bodies(row: dict[str, Any]) -> None:
    pattern = re.compile(folded_pattern(row["pattern"]))
    for example in row["yes"]:
        (found, organ), *_ = words().bodies.found_in(f"{plain(example)} 5")
        assert found.start() == 0
        assert organ == row["organ"], example
    for example in row["no"]:
        assert not pattern.fullmatch(plain(example)), example


@pytest.mark.parametrize("text", table("references")["refused"]["yes"])
def test_what_is_only_a_draft(text: str) -> None:
    folded = plain(text)
    (found, _) = next(words().nouns.found_in(folded))
    assert words().refused_before.search(folded, 0, found.start())


@pytest.mark.parametrize("text", table("references")["refused"]["no"])
def test_what_is_no_draft(text: str) -> None:
    folded = plain(text)
    (found, _) = next(words().nouns.found_in(folded))
    assert not words().refused_before.search(folded, 0, found.start())


PINS: dict[str, str] = {name: folded_pattern(table("references")["pins"][name]) for name in ("part", "bare")}


@given(st.from_regex(re.compile(rf"(?:{PINS['part']}) 1|{PINS['bare']}"), fullmatch=True))
def test_no_part_of_a_resolution_is_named_without_a_stem_of_parts(name):
    assert words().pin_stem.search(name)
