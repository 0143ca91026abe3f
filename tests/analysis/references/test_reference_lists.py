"""Lists of resolutions as the six languages write them: every member is found, once, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.references.citing import references_of
from viewer.analysis.references.years import last_known_resolution, roman_figure, security_council_year

SC, GA, HRC, ECOSOC = "Security Council", "General Assembly", "Human Rights Council", "Economic and Social Council"


@dataclass(frozen=True)
class Written:
    """How a language writes a list: before it, between its members, before its last one, behind it, and its dates."""

    before: str
    between: str
    last: str
    behind: str
    dates: tuple[str, ...]


LANGUAGES = {
    "en": Written("Recalling its resolutions ", ", ", " and ", ", the organ", ("", " of 3 May 2001", " (12 June)")),
    "fr": Written(
        "Rappelant ses résolutions ", ", ", " et ", ", l’organe", ("", " du 3 mai 2001", " en date du 12 juin 2002")
    ),
    "es": Written(
        "Recordando sus resoluciones ",
        ", ",
        " y ",
        ", el órgano",
        ("", ", de 3 de mayo de 2001", " de 12 de junio de 2002"),
    ),
    "ru": Written(
        "ссылаясь на свои резолюции ", ", ", " и ", ", орган", ("", " от 3 мая 2001 года", " от 12 июня 2002 г.")
    ),
    "ar": Written(
        "إذ يشير إلى قراراته ", " و ", " و ", "، فإن", ("", " المؤرخ 3 أيار/مايو 2001", " المؤرخ 12 حزيران/يونيه 2002")
    ),
}
PLURALS = {
    SC: st.integers(100, last_known_resolution()).map(
        lambda number: (
            f"{number} ({security_council_year(number)})",
            f"S/RES/{number} ({security_council_year(number)})",
        )
    ),
    GA: st.tuples(st.integers(31, 80), st.integers(1, 340), st.sampled_from(["", "", " A", " F"])).map(
        lambda one: (f"{one[0]}/{one[1]}{one[2]}", f"A/RES/{one[0]}/{one[1]}{one[2]}")
    ),
    HRC: st.tuples(st.integers(4, 58), st.integers(1, 50)).map(
        lambda one: (f"{one[0]}/{one[1]}", f"A/HRC/RES/{one[0]}/{one[1]}")
    ),
    ECOSOC: st.tuples(st.integers(1978, 2025), st.integers(1, 90)).map(
        lambda one: (f"{one[0]}/{one[1]}", f"E/RES/{one[0]}/{one[1]}")
    ),
}


def cited(text: str, organ: str) -> dict[str, int]:
    return {one.symbol: len(one.mentions) for one in references_of(text, own_organ=organ) if one.kind == "resolution"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organ", PLURALS)
@given(data=st.data())
def test_every_member_of_a_list_is_found_once(language: str, organ: str, data: st.DataObject) -> None:
    manner = LANGUAGES[language]
    members = data.draw(st.lists(PLURALS[organ], min_size=2, max_size=6, unique_by=lambda one: one[1]))
    dates = [data.draw(st.sampled_from(manner.dates if organ == SC else ("",))) for _ in members]
    items = [written + date for (written, _), date in zip(members, dates, strict=True)]
    text = manner.before + manner.between.join(items[:-1]) + manner.last + items[-1] + manner.behind
    broken = data.draw(st.sampled_from([text, text.replace(" (", "\n("), text.replace(", ", ",\n")]))
    assert cited(broken, organ) == dict.fromkeys((symbol for _, symbol in members), 1)


@given(
    st.lists(
        st.tuples(st.integers(100, last_known_resolution()), st.booleans()),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    )
)
def test_every_member_of_a_chinese_list_is_found_once(members: list[tuple[int, bool]]) -> None:
    years = {number: security_council_year(number) for number, _ in members}
    full = "、".join(f"{'2001年5月3日' if dated else ''}第{number}（{years[number]}）号" for number, dated in members)
    short = "、".join(f"{number}（{years[number]}）" for number, _ in members)
    expected = {f"S/RES/{number} ({year})": 1 for number, year in years.items()}
    assert cited(f"安全理事会回顾其{full}决议，", SC) == expected
    assert cited(f"安全理事会第{short}号决议", SC) == expected


@given(
    st.integers(1, 30),
    st.lists(
        st.tuples(st.integers(1000, 3541), st.sampled_from(["", " A", " B"])), min_size=1, max_size=5, unique=True
    ),
)
def test_early_resolutions_in_lists_keep_their_sessions_and_letters(
    session: int, members: list[tuple[int, str]]
) -> None:
    figure = roman_figure(session)
    text = (
        "its resolutions " + ", ".join(f"{number}{letter} ({figure})" for number, letter in members) + " of that year"
    )
    assert cited(text, GA) == {f"A/RES/{number}{letter} ({figure})": 1 for number, letter in members}


@given(st.integers(200, 2700), st.integers(1, 9))
def test_a_span_of_numbers_is_all_of_them(first: int, more: int) -> None:
    year = security_council_year(first + more)
    found = cited(f"Security Council resolutions {first} to {first + more} ({year})", "")
    assert len(found) == more + 1
    assert f"S/RES/{first + more} ({year})" in found


@given(st.integers(31, 80), st.integers(1, 300), st.integers(1, 9), st.sampled_from(["to ", "–", "-"]))
def test_a_span_of_a_session_is_all_of_it(session: int, first: int, more: int, to: str) -> None:
    written = (
        f"{session}/{first} {to}{session}/{first + more}"
        if to == "to "
        else f"{session}/{first}{to}{session}/{first + more}"
    )
    assert cited(f"General Assembly resolutions {written}.", "") == {
        f"A/RES/{session}/{number}": 1 for number in range(first, first + more + 1)
    }


@given(st.sampled_from("ABCDEFGH"), st.integers(1, 6))
def test_a_span_of_letters_is_all_of_them(first: str, more: int) -> None:
    last = chr(ord(first) + more)
    found = cited(f"General Assembly resolution 31/406 {first} to {last}.", "")
    assert found == {f"A/RES/31/406 {chr(code)}": 1 for code in range(ord(first), ord(last) + 1)}
