from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.words.dates import date_in, dates_in, is_date, range_in
from viewer.model.tables import table


@pytest.mark.parametrize(("text", "iso"), table("dates")["examples"].items())
def test_examples_of_the_table(text: str, iso: str) -> None:
    found = date_in(text)
    assert (found.iso if found else "") == iso


@pytest.mark.parametrize("text", table("dates")["examples"])
def test_a_text_is_a_date_where_one_fills_it(text: str) -> None:
    found = date_in(text)
    assert is_date(text) == (found is not None and (found.start, found.end) == (0, len(text)))
    if found:
        assert is_date(text[found.start : found.end])
        assert not is_date(f"on {text}")


@pytest.mark.parametrize(("text", "days"), table("dates")["ranges"].items())
def test_examples_of_ranges(text: str, days: list[str]) -> None:
    found = range_in(text)
    assert found is not None
    assert [found.first, found.last] == days


MONTHS = [
    (language, number, form)
    for language, months in table("dates")["months"].items()
    for number, forms in enumerate(months, 1)
    for form in forms
]


@given(st.sampled_from(MONTHS), st.dates(min_value=dt.date(1945, 1, 1), max_value=dt.date(2060, 12, 31)), st.text())
def test_every_month_of_every_language_is_read_where_it_stands(
    month: tuple[str, int, str], day: dt.date, before: str
) -> None:
    language, number, form = month
    day = day.replace(month=number, day=min(day.day, 28))
    text = f"{day.day} de {form} de {day.year}" if language == "es" else f"{day.day} {form} {day.year}"
    whole = "".join(sign for sign in before if not sign.isdecimal() and not sign.isalnum()) + ": " + text
    found = list(dates_in(whole))
    assert [one.iso for one in found] == [day.isoformat()]
    assert whole[found[0].start : found[0].end] == text


@pytest.mark.parametrize("text", ["20 March–24 February 2020", "31 April 2020 to 1 May 2020", "2 to 5", "July 2025"])
def test_what_is_no_range_of_days(text: str) -> None:
    assert range_in(text) is None


@given(st.text(alphabet="0123456789 年月日/.-–,abcyilорта", max_size=60))
def test_offsets_lie_in_the_text(text: str) -> None:
    for found in dates_in(text):
        assert 0 <= found.start < found.end <= len(text)
        assert dt.date.fromisoformat(found.iso)
