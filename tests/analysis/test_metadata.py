from __future__ import annotations

import re
from typing import Any

import pytest

from viewer.analysis.metadata import authors_of, is_adoption, parties
from viewer.analysis.wordlists import table

DATA: dict[str, Any] = table("documents")


@pytest.mark.parametrize(("title", "people"), DATA["letters"]["examples"].items())
def test_who_writes_to_whom(title: str, people: dict[str, list[str]]) -> None:
    assert parties(title) == (people["sender"], people["addressee"])


def test_several_states_and_one_that_is_named_twice() -> None:
    title = "Letter dated 3 March 2025 from the representatives of Mali, Chad and Mali to the Secretary-General"
    assert parties(title)[0] == ["Mali", "Chad"]


def test_a_title_of_another_kind_names_nobody() -> None:
    assert parties("Restoration of village wells") == ([], [])


@pytest.mark.parametrize("text", DATA["adoption"]["yes"])
def test_when_it_was_adopted(text: str) -> None:
    assert is_adoption(text)


@pytest.mark.parametrize("text", DATA["adoption"]["no"])
def test_what_says_not_when_it_was_adopted(text: str) -> None:
    assert not is_adoption(text)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Report of the Secretary-General*", ["Secretary-General"]),
        ("Rapport du Secrétaire général", ["Secretary-General"]),
        ("Informe del Secretario General", ["Secretary-General"]),
        ("Доклад Генерального секретаря", ["Secretary-General"]),
        ("تقرير الأمين العام", ["Secretary-General"]),
        ("秘书长的报告", ["Secretary-General"]),
        ("Chile, Fiji* and Togo: draft resolution", ["Chile", "Fiji", "Togo"]),
        ("Чили, Фиджи и Того: проект резолюции", ["Chile", "Fiji", "Togo"]),
        ("Written statement submitted by Wells for All, a non-governmental organization", ["Wells for All"]),
        ("Restoration of wells", []),
        ("", []),
    ],
)
def test_who_wrote_or_moved_it(text: str, authors: list[str]) -> None:
    assert authors_of(text) == authors


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("A/79/12/Corr.1", "corrigendum"),
        ("A/79/12/Add.3", "addendum"),
        ("S/RES/2783 (2025)", "resolution"),
        ("S/PRST/2021/8", "presidential statement"),
        ("CEDAW/C/SR.2047", "summary record"),
        ("A/79/PV.64", "verbatim record"),
        ("A/HRC/58/NGO/12", "statement"),
        ("ST/IC/2025/1", "circular"),
        ("CEDAW/C/CAF/CO/6", "concluding observations"),
        ("A/HRC/58/G/99", None),
    ],
)
def test_kinds_that_a_symbol_shows(symbol: str, kind: str | None) -> None:
    assert next((name for name, pattern in DATA["symbols"].items() if re.search(pattern, symbol)), None) == kind
