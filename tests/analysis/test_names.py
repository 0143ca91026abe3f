from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.names import (
    countries_in,
    country_named,
    officials_in,
    organ_named,
    organ_of_symbol,
    organs_in,
)
from viewer.analysis.wordlists import table

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
COUNTRIES: list[dict[str, Any]] = table("countries")["country"]
ORGANS: list[dict[str, Any]] = table("organs")["organ"]
OFFICIALS: list[dict[str, Any]] = table("organs")["official"]


def forms(entry: dict[str, Any]) -> list[str]:
    return [entry["name"], *(form for language in LANGUAGES for form in entry.get(language, ()))]


@pytest.mark.parametrize("entry", COUNTRIES, ids=lambda entry: entry["name"])
def test_every_country_is_known_by_all_its_names(entry: dict[str, Any]) -> None:
    for form in forms(entry):
        assert country_named(form) == entry["name"], form


@pytest.mark.parametrize("entry", ORGANS, ids=lambda entry: entry["name"])
def test_every_organ_is_known_by_all_its_names(entry: dict[str, Any]) -> None:
    for form in forms(entry):
        organ = organ_named(f"{form},*")
        assert organ is not None, form
        assert organ.name == entry["name"], form


@pytest.mark.parametrize("entry", OFFICIALS, ids=lambda entry: entry["name"])
def test_every_official_is_known_by_all_names(entry: dict[str, Any]) -> None:
    for form in forms(entry):
        assert [found.name for found in officials_in(f"| {form} |")] == [entry["name"]], form


def test_there_are_all_members_and_observers() -> None:
    assert len({entry["name"] for entry in COUNTRIES}) == len(COUNTRIES) == 195


@given(st.sampled_from(COUNTRIES), st.data(), st.text(alphabet="xж的 .,\n«", max_size=12))
def test_a_name_is_found_where_it_stands(entry: dict[str, Any], data: Any, before: str) -> None:
    form = data.draw(st.sampled_from(forms(entry)))
    text = f"{before} ({form}) and so on"
    found = [name for name in countries_in(text) if name.start == len(before) + 2]
    assert [name.name for name in found] == [entry["name"]]
    assert text[found[0].start : found[0].end] == form


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Постоянного представительства Монголии", "Mongolia"),
        ("при участии Чада", "Chad"),
        ("представителями Исландией", "Iceland"),
        ("للبعثة الدائمة للبنان", "Lebanon"),
        ("la República\nÁrabe Siria", "Syrian Arab Republic"),
        ("de la Côte d'Ivoire", "Côte d’Ivoire"),
        ("Guinea‑Bissau", "Guinea-Bissau"),
    ],
)
def test_declined_names_and_names_over_two_lines(text: str, name: str) -> None:
    assert [found.name for found in countries_in(text)] == [name]


@pytest.mark.parametrize(
    "text", ["Chadian", "Malice", "кроме того", "малый", "the Nigerien delegation", "Индийский океан"]
)
def test_words_that_begin_like_a_country(text: str) -> None:
    assert countries_in(text) == []


def test_the_longest_name_is_taken() -> None:
    assert [found.name for found in countries_in("Guinea-Bissau, Guinea and Equatorial Guinea")] == [
        "Guinea-Bissau",
        "Guinea",
        "Equatorial Guinea",
    ]
    assert [found.name for found in organs_in("the Economic and Social Council and the Security Council")] == [
        "Economic and Social Council",
        "Security Council",
    ]


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [
        ("A/HRC/58/G/99", "Human Rights Council"),
        ("A/79/876", "General Assembly"),
        ("S/2025/453", "Security Council"),
        ("E/2025/68", "Economic and Social Council"),
        ("CEDAW/C/CAF/CO/6", "Committee on the Elimination of Discrimination against Women"),
        ("Q/12", None),
    ],
)
def test_the_organ_that_a_symbol_names(symbol: str, organ: str | None) -> None:
    found = organ_of_symbol(symbol)
    assert (found.name if found else None) == organ
