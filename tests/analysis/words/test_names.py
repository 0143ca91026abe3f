from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.words.names import (
    countries_in,
    country_named,
    officials_in,
    organ_named,
    organ_of_symbol,
    organs_in,
)
from viewer.model.tables import table

FORMS = [
    (entry["name"], form)
    for entry in table("countries")["country"]
    for form in (entry["name"], *(form for key in ("en", "fr", "es", "ru", "ar", "zh") for form in entry.get(key, ())))
]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_form_of_a_country_names_it(name: str, form: str) -> None:
    assert country_named(form) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bolivie (État plurinational de)", "Bolivia (Plurinational State of)"),
        ("Iran (République islamique d’)", "Iran (Islamic Republic of)"),
        ("Venezuela (República Bolivariana de)", "Venezuela (Bolivarian Republic of)"),
        ("Иран (Исламская Республика)", "Iran (Islamic Republic of)"),
        ("بوليفيا (دولة - المتعددة القوميات)", "Bolivia (Plurinational State of)"),
        ("委内瑞拉(玻利瓦尔共和国)", "Venezuela (Bolivarian Republic of)"),
        ("Chad (written statement)", None),
        ("Wells (Republic of)", None),
    ],
)
def test_the_full_name_of_a_state_may_be_turned_round_as_in_lists(text: str, name: str | None) -> None:
    assert country_named(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Permanent Representative of the Republic of Azerbaijan", ["Azerbaijan"]),
        ("Постоянное представительство Азербайджанской Республики", ["Azerbaijan"]),
        ("постоянных представителей Новой Зеландии и Норвегии", ["New Zealand", "Norway"]),
        ("Representante Permanente de la República Bolivariana de Venezuela", ["Venezuela (Bolivarian Republic of)"]),
        ("la République démocratique du Congo", ["Democratic Republic of the Congo"]),
        ("للبعثة الدائمة للبنان لدى الأمم المتحدة", ["Lebanon"]),
        ("阿塞拜疆常驻联合国日内瓦办事处代表团", ["Azerbaijan"]),
        ("Nigeria and Niger", ["Nigeria", "Niger"]),
        ("Guinea-Bissau, Guinea, Equatorial Guinea and Papua New Guinea",
         ["Guinea-Bissau", "Guinea", "Equatorial Guinea", "Papua New Guinea"]),
        ("Dominica and the Dominican Republic", ["Dominica", "Dominican Republic"]),
        ("a Chadian malina, Omani", []),
    ],
)  # fmt: skip
def test_countries_in_a_sentence(text: str, names: list[str]) -> None:
    assert [found.name for found in countries_in(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Совета Безопасности", "Security Council"),
        ("Conseil des droits de l’homme", "Human Rights Council"),
        ("Consejo Económico y Social", "Economic and Social Council"),
        ("الجمعية العامة", "General Assembly"),
        ("人权理事会", "Human Rights Council"),
        ("Security Council,", "Security Council"),
    ],
)
def test_organs_in_six_languages(text: str, name: str) -> None:
    organ = organ_named(text)
    assert organ is not None
    assert organ.name == name


def test_an_organ_in_other_words_is_not_the_name_alone() -> None:
    assert organ_named("a letter to the Security Council") is None
    assert [found.name for found in organs_in("a letter to the Security Council")] == ["Security Council"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("на имя Председателя Совета Безопасности", "President of the Security Council"),
        ("au Secrétaire général", "Secretary-General"),
        ("ورئيس مجلس الأمن", "President of the Security Council"),
        ("致联合国人权事务高级专员办事处", "Office of the United Nations High Commissioner for Human Rights"),
    ],
)
def test_officials(text: str, name: str) -> None:
    assert [found.name for found in officials_in(text)] == [name]


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("S/2025/1", "Security Council"),
        ("A/HRC/58/G/1", "Human Rights Council"),
        ("A/79/1", "General Assembly"),
        ("E/CN.4/149", "Commission on Human Rights"),
    ],
)
def test_the_organ_of_a_symbol(symbol: str, name: str) -> None:
    organ = organ_of_symbol(symbol)
    assert organ is not None
    assert organ.name == name


@given(st.text(), st.sampled_from(FORMS), st.text())
def test_offsets_are_those_of_the_text(before: str, form: tuple[str, str], after: str) -> None:
    text = f"{before} {form[1]} {after}"
    for found in countries_in(text):
        assert text[found.start : found.end].strip()
        assert country_named(text[found.start : found.end]) == found.name


@pytest.mark.parametrize(
    ("text", "names"),
    [("при участии Чада", ["Chad"]), ("кроме того", []), ("малый", []), ("Того и Мали", ["Togo", "Mali"])],
)
def test_small_letters_name_no_state_and_short_names_are_declined(text: str, names: list[str]) -> None:
    assert [found.name for found in countries_in(text)] == names


def test_a_committee_with_its_other_name_in_brackets() -> None:
    organ = organ_named("Special Political and Decolonization Committee\n(Fourth Committee)")
    assert organ is not None
    assert organ.name == "Fourth Committee"
    assert organ_named("Report on wells (Fourth Committee), addendum") is None
