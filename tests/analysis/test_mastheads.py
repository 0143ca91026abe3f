from __future__ import annotations

from typing import Any

import pytest

from viewer.analysis.mastheads import (
    agenda_items_of,
    distribution_of,
    is_council_year,
    job_number_of,
    languages_named,
    originals_of,
    session_of,
    starts_title,
    symbols_of,
    version_language,
)
from viewer.analysis.wordlists import table

DATA: dict[str, Any] = table("masthead")


@pytest.mark.parametrize(("text", "value"), DATA["distribution"]["yes"].items())
def test_distribution(text: str, value: str) -> None:
    assert distribution_of(text) == value
    assert distribution_of(text.upper()) == value


@pytest.mark.parametrize("text", DATA["distribution"]["no"])
def test_what_says_no_distribution(text: str) -> None:
    assert distribution_of(text) is None


@pytest.mark.parametrize(("text", "value"), DATA["original"]["yes"].items())
def test_the_original_language(text: str, value: str) -> None:
    assert originals_of(text) == [value.rpartition(">")[2]]
    assert originals_of(f"[{text}]") == [value.rpartition(">")[2]]


@pytest.mark.parametrize("text", ["Original", "Original: Klingon", "The original was in English", "English"])
def test_what_says_no_original_language(text: str) -> None:
    assert originals_of(text) == []


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language, names in DATA["languages"].items() for name in names]
)
def test_names_of_languages(language: str, name: str) -> None:
    assert languages_named(name) == [language]
    assert version_language(name) == language


def test_several_languages_in_their_order() -> None:
    assert originals_of("Original: English/French/Spanish") == ["en", "fr", "es"]
    assert originals_of("[Original: Arabic and English]") == ["ar", "en"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("English only", "en"), ("Français seulement", "fr"), ("Español únicamente", "es"), ("ENGLISH ONLY", "en")],
)
def test_a_version_that_is_the_only_one(text: str, language: str) -> None:
    assert version_language(text) == language


def test_a_sentence_on_languages_is_no_label() -> None:
    assert version_language("English and French") is None
    assert version_language("English law") is None


@pytest.mark.parametrize(("text", "number"), DATA["session"]["yes"].items())
def test_sessions(text: str, number: str) -> None:
    assert session_of(text) == number
    assert session_of(f"{text}*") == number


@pytest.mark.parametrize("text", DATA["session"]["no"])
def test_what_names_no_session(text: str) -> None:
    assert session_of(text) is None


@pytest.mark.parametrize("text", DATA["year"]["yes"])
def test_years_of_the_security_council(text: str) -> None:
    assert is_council_year(text)
    assert session_of(text) is None


@pytest.mark.parametrize("text", DATA["year"]["no"])
def test_other_years(text: str) -> None:
    assert not is_council_year(text)


@pytest.mark.parametrize(("text", "items"), DATA["agenda_item"]["yes"].items())
def test_agenda_items(text: str, items: str) -> None:
    assert " ".join(agenda_items_of(text)) == items


@pytest.mark.parametrize("text", DATA["agenda_item"]["no"])
def test_what_names_no_agenda_item(text: str) -> None:
    assert agenda_items_of(text) == []


@pytest.mark.parametrize(("text", "number"), DATA["job_number"]["yes"].items())
def test_job_numbers(text: str, number: str) -> None:
    found = job_number_of(text)
    assert found is not None
    assert found[0] == number
    assert found[1] == DATA["job_number"]["letters"][number[-2]]


@pytest.mark.parametrize("text", DATA["job_number"]["no"])
def test_what_is_no_job_number(text: str) -> None:
    assert job_number_of(text) is None


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/HRC/58/G/99", ["A/HRC/58/G/99"]),
        ("S/RES/2783(2025)", ["S/RES/2783 (2025)"]),
        ("A/79/876-S/2025/230", ["A/79/876", "S/2025/230"]),
        ("A/C.3/78/L.60/Rev.1*", ["A/C.3/78/L.60/Rev.1"]),
        ("A / HRC / 43 / 1", ["A/HRC/43/1"]),
        ("Ａ/ＨＲＣ/４３/１", ["A/HRC/43/1"]),
        ("CEDAW/C/CAF/CO/6", ["CEDAW/C/CAF/CO/6"]),
        ("see A/HRC/43/1", []),
        ("A/HRC", []),
        ("24/25", []),
        ("", []),
    ],
)
def test_a_line_that_is_a_symbol(text: str, symbols: list[str]) -> None:
    assert symbols_of(text) == symbols


def test_the_first_line_of_a_title() -> None:
    assert starts_title("Note verbale dated 3 March 2025 from the")
    assert not starts_title("Report of the Council on the wells")
