from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.references.citing import references_of
from viewer.analysis.references.symbols import Symbol
from viewer.analysis.references.treaties import (
    begins_with_treaty,
    find_treaties,
    may_name_treaty,
    names_treaty,
)
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.model.reference import ReferenceKind
from viewer.model.tables import table

ROWS: list[dict[str, Any]] = table("treaties")["treaty"]


def named(text: str) -> list[str]:
    return [found.treaty.name for found in find_treaties(plain_letters(fold_for_citations(text).folded))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_names_of_a_treaty(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert named(f"({example.replace('|', '')})") == [row["name"]], example
    for example in row["no"]:
        assert named(f"({example})") == [], example


def test_a_treaty_has_the_year_of_its_adoption() -> None:
    said = {one.symbol: one.year for one in references_of("The Paris Agreement and Treaty Series, vol. 520, No. 7515")}
    assert said == {"Paris Agreement": 2015, "Treaty Series, vol. 520, No. 7515": None}
    assert all(1944 < row["year"] < 2030 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_what_is_asked_first_refuses_no_name(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        text = example.replace("|", "").strip("《》")
        if names_treaty(text):
            assert may_name_treaty(text), example
            assert begins_with_treaty(f"{text} on the wells of the valley"), example
    assert any(names_treaty(example.replace("|", "").strip("《》")) for example in row["yes"])


def test_a_sentence_on_a_treaty_is_not_its_name() -> None:
    assert not names_treaty("the Charter of the United Nations")
    assert not names_treaty("Charter of the United Nations and the wells")
    assert names_treaty("Charter of the\nUnited Nations**")
    assert names_treaty("Charter of the United Nations*")
    assert not may_name_treaty("The wells of the valley")


@pytest.mark.parametrize("row", [row for row in ROWS if "symbol" in row], ids=lambda row: row["name"])
def test_the_resolution_that_adopted_it_is_a_symbol(row: dict[str, Any]) -> None:
    (reference,) = references_of(row["yes"][0].replace("|", ""))
    assert str(Symbol.parse(row["symbol"])) == row["symbol"]
    assert reference.reason == f"adopted by {row['symbol']}"


@pytest.mark.parametrize("text", table("treaties")["series"]["yes"])
def test_volume_and_number_of_the_treaty_series(text: str) -> None:
    assert named(f"see {text}.") == ["Treaty Series, vol. 610, No. 8843"]


@pytest.mark.parametrize("text", table("treaties")["series"]["no"])
def test_what_is_no_treaty_series(text: str) -> None:
    assert named(text) == []


def test_a_treaty_is_a_reference_with_its_article() -> None:
    text = "under Article 35 of the Charter of the\nUnited Nations and the UN Charter"
    (reference,) = references_of(text)
    assert (reference.kind, reference.symbol) == (ReferenceKind.TREATY, "Charter of the United Nations")
    assert [(mention.text, mention.pin) for mention in reference.mentions] == [
        ("Charter of the\nUnited Nations", "Article 35"),
        ("UN Charter", ""),
    ]
