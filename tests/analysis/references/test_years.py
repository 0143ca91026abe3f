from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.references.years import (
    assembly_session,
    general_assembly_year,
    human_rights_council_year,
    known_assembly_resolution,
    last_known_resolution,
    roman_number,
    security_council_numbers,
    security_council_year,
)
from viewer.model.tables import table


@pytest.mark.parametrize(("number", "year"), table("years")["security_council"]["yes"])
def test_the_year_of_a_security_council_resolution(number: int, year: int) -> None:
    assert security_council_year(number) == year


@pytest.mark.parametrize("number", table("years")["security_council"]["no"])
def test_numbers_without_a_year(number: int) -> None:
    assert security_council_year(number) is None


@given(st.integers(1, last_known_resolution()))
def test_a_number_lies_within_its_year(number: int) -> None:
    year = security_council_year(number)
    assert year is not None
    numbers = security_council_numbers(year)
    assert numbers is not None
    assert numbers[0] <= number <= numbers[1]


@pytest.mark.parametrize(
    ("session", "year"),
    [
        ("III", 1948),
        ("XXX", 1975),
        ("43", 1988),
        ("S-VI", 1974),
        ("S-13", 1986),
        ("ES-10", 1997),
        ("S-99", None),
        ("Q", None),
    ],
)
def test_the_year_of_a_session(session: str, year: int | None) -> None:
    assert general_assembly_year(session) == year


@pytest.mark.parametrize(
    ("session", "year"), [("1", 2006), ("5", 2007), ("17", 2011), ("43", 2020), ("59", 2025), ("S-1", None)]
)
def test_the_year_of_a_session_of_the_human_rights_council(session: str, year: int | None) -> None:
    assert human_rights_council_year(session) == year


@pytest.mark.parametrize(
    ("text", "number"), [("III", 3), ("XXXIX", 39), ("LXIII", 63), ("IV", 4), ("IIII", None), ("", None), ("VX", None)]
)
def test_roman_figures(text: str, number: int | None) -> None:
    assert roman_number(text) == number


def test_early_resolutions_are_known_by_their_number() -> None:
    assert known_assembly_resolution("217 A") == "217 A (III)"
    assert known_assembly_resolution("3") is None


@pytest.mark.parametrize(
    ("number", "session"), [(1962, "XVIII"), (2253, "ES-V"), (3034, "XXVII"), (1873, None), (9, None)]
)
def test_the_session_of_an_early_number(number: int, session: str | None) -> None:
    assert assembly_session(number) == session


def test_the_numbers_of_early_sessions_go_on() -> None:
    rows = table("years")["general_assembly"]["sure"]
    assert all(first <= last for first, last, _ in rows)
    assert all(before[1] < after[0] for before, after in pairwise(rows))
