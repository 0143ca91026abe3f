from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.dates import date_in, dates_in, range_in
from viewer.analysis.wordlists import table

MONTHS: dict[str, list[list[str]]] = table("dates")["months"]
FORMS = {
    "en": ("{day} {month} {year}", "{month} {day}, {year}", "{day} {month}, {year}", "{day}th {month} {year}"),
    "fr": ("{day} {month} {year}",),
    "es": ("{day} de {month} de {year}",),
    "ru": ("{day} {month} {year} года", "{day} {month} {year}\u00a0г."),
    "ar": ("{day} {month} {year}", "{day}\u00a0{month}\n{year}"),
}
days = st.dates(dt.date(1945, 6, 26), dt.date(2099, 12, 31))


@pytest.mark.parametrize(("text", "iso"), table("dates")["examples"].items())
def test_dates_in_six_languages(text: str, iso: str) -> None:
    found = date_in(text)
    assert (found.iso if found else "") == iso


@pytest.mark.parametrize(("text", "pair"), table("dates")["ranges"].items())
def test_spans_of_dates(text: str, pair: list[str]) -> None:
    found = range_in(text)
    assert found is not None
    assert [found.first, found.last] == pair
    assert 0 <= found.start < found.end <= len(text)


@given(days, st.data(), st.text(alphabet="abcйع的 \n.,(", max_size=20))
def test_every_day_is_read_where_it_stands(day: dt.date, data: Any, before: str) -> None:
    language = data.draw(st.sampled_from(sorted(FORMS)))
    month = data.draw(st.sampled_from(MONTHS[language][day.month - 1]))
    words = data.draw(st.sampled_from(FORMS[language])).format(day=day.day, month=month, year=day.year)
    text = f"{before} | {words} | more"
    found = list(dates_in(text))
    assert [one.iso for one in found] == [day.isoformat()]
    assert found[0].start == len(before) + 3
    assert words.startswith(text[found[0].start : found[0].end])
    assert text[found[0].start : found[0].end].endswith(str(day.year))


@given(days)
def test_figures_of_other_scripts_keep_their_places(day: dt.date) -> None:
    arabic = {ord(str(figure)): chr(0x660 + figure) for figure in range(10)}
    text = f"مؤرخة {day.day} {MONTHS['ar'][day.month - 1][0]} {day.year}".translate(arabic)
    found = date_in(text)
    assert found is not None
    assert found.iso == day.isoformat()
    assert text[found.start : found.end] == text.removeprefix("مؤرخة ")


@pytest.mark.parametrize(
    "text", ["20 March – 24 February 2020", "31 June to 2 July 2024", "4-5", "paras. 3 to 5 (2020)"]
)
def test_what_is_no_span_of_dates(text: str) -> None:
    assert range_in(text) is None


def test_several_dates_come_in_order() -> None:
    text = "of 6 April 1993, and again on 30 April 1993 (see also 31 April 1993)"
    assert [found.iso for found in dates_in(text)] == ["1993-04-06", "1993-04-30"]
