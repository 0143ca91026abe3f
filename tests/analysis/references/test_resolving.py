from __future__ import annotations

import pytest

from viewer.analysis.references.citations import Citation
from viewer.analysis.references.citewords import Noun
from viewer.analysis.references.numbering import Number
from viewer.analysis.references.resolving import resolve, year_of
from viewer.analysis.references.setting import CHR, ECOSOC, GA, HRC, SC, Setting
from viewer.model.reference import ReferenceKind, Source

RESOLUTION = Noun(ReferenceKind.RESOLUTION, many=False, organ="", last=False)
DECISION = Noun(ReferenceKind.DECISION, many=False, organ="", last=False)


def citation(
    number: Number,
    *,
    adjacent: str | None = None,
    nearby: str | None = None,
    own: bool = False,
    noun: Noun = RESOLUTION,
) -> Citation:
    return Citation(number, noun, 0, 10, adjacent, nearby, own)


@pytest.mark.parametrize(
    ("one", "setting", "symbol"),
    [
        (citation(Number("822", year=1993)), Setting(), "S/RES/822 (1993)"),
        (citation(Number("34", year=2016)), Setting(), None),
        (citation(Number("2900", year=2027), adjacent=SC), Setting(), "S/RES/2900 (2027)"),
        (citation(Number("217", "III", letter="A", roman=True)), Setting(), "A/RES/217 A (III)"),
        (citation(Number("2008", "LX", roman=True)), Setting(), "E/RES/2008 (LX)"),
        (citation(Number("1086", "XXXIX", letter="B", roman=True), adjacent=ECOSOC), Setting(), "E/RES/1086 B (XXXIX)"),
        (citation(Number("2626", "XXV", roman=True), own=True, nearby=ECOSOC), Setting(), "A/RES/2626 (XXV)"),
        (citation(Number("663", "XXIV", letter="C", roman=True)), Setting(), "E/RES/663 C (XXIV)"),
        (citation(Number("8", "XXIII", roman=True), nearby=CHR), Setting(), "E/CN.4/RES/8 (XXIII)"),
        (citation(Number("4", "XX", roman=True)), Setting(), None),
        (citation(Number("243", "62")), Setting(), "A/RES/62/243"),
        (citation(Number("24", "47"), adjacent=HRC), Setting(), "A/HRC/RES/47/24"),
        (citation(Number("24", "47"), own=True), Setting(HRC, 58), "A/HRC/RES/47/24"),
        (citation(Number("24", "47"), own=True), Setting(GA), "A/RES/47/24"),
        (citation(Number("251", "60"), own=True), Setting(HRC, 58), "A/RES/60/251"),
        (citation(Number("31", "1996")), Setting(), "E/RES/1996/31"),
        (citation(Number("80", "2005"), adjacent=CHR), Setting(), "E/CN.4/RES/2005/80"),
        (citation(Number("822"), adjacent=SC), Setting(), "S/RES/822 (1993)"),
        (citation(Number("822"), nearby=SC), Setting(), "S/RES/822 (1993)"),
        (citation(Number("822")), Setting(SC), "S/RES/822 (1993)"),
        (citation(Number("822")), Setting(), None),
        (citation(Number("181"), adjacent=GA), Setting(), "A/RES/181 (II)"),
        (citation(Number("403", "58"), adjacent=GA, noun=DECISION), Setting(), "A/DEC/58/403"),
        (citation(Number("3", "58"), noun=DECISION), Setting(), None),
        (citation(Number("138", "1985"), adjacent="any", noun=DECISION), Setting(), "E/DEC/1985/138"),
        (citation(Number("15", "ES-10"), adjacent=HRC), Setting(), "A/RES/ES-10/15"),
        (citation(Number("29", "1984"), own=True), Setting(CHR, own_numbers=True), None),
        (citation(Number("153"), adjacent=""), Setting(SC), None),
    ],
)
def test_which_document_a_citation_names(one: Citation, setting: Setting, symbol: str | None) -> None:
    resolved = resolve(one, setting)
    assert (resolved.symbol if resolved else None) == symbol


def test_a_year_that_the_table_contradicts_is_a_doubt() -> None:
    resolved = resolve(citation(Number("2612", year=2022), adjacent=SC), Setting())
    assert resolved is not None
    assert resolved.symbol == "S/RES/2612 (2022)"
    assert "2021" in resolved.doubt


def test_an_inferred_year_says_why() -> None:
    resolved = resolve(citation(Number("822"), adjacent=SC), Setting())
    assert resolved is not None
    assert resolved.source is Source.INFERRED
    assert "800-892" in resolved.reason


def test_the_year_that_the_document_gives_elsewhere_comes_before_the_table() -> None:
    resolved = resolve(citation(Number("2900"), adjacent=SC), Setting(years={"2900": 2027}))
    assert resolved is not None
    assert resolved.symbol == "S/RES/2900 (2027)"
    assert "elsewhere" in resolved.reason


@pytest.mark.parametrize(
    ("symbol", "year"),
    [("S/RES/822 (1993)", 1993), ("A/RES/62/243", 2007), ("A/RES/217 A (III)", 1948), ("wells", None)],
)
def test_the_year_of_a_symbol(symbol: str, year: int | None) -> None:
    assert year_of(symbol) == year
