"""Years said in words beside the numbers of resolutions: they are no numbers, and say which resolution is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.references.citing import references_of
from viewer.analysis.references.years import last_known_resolution, security_council_year


def cited(text: str) -> list[str]:
    return [one.symbol for one in references_of(text) for _ in one.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "the resolutions of 1967 and 1973 of the Security Council",
        "UNSC resolutions from 1990 to 2003",
        "no Security Council resolution since 1979",
        "les résolutions de 1967 du Conseil de sécurité",
        "une résolution du Conseil de sécurité de 2004",
        "esta resolución de 2004 del Consejo de Seguridad",
        "las resoluciones de 1967 y 1973 del Consejo de Seguridad",
        "резолюции 1967 года Совета Безопасности",
        "резолюции Совета Безопасности от 1973 г.",
        "قرارات مجلس الأمن لعام 1967",
        "قرار مجلس الأمن الصادر عام 1973",
    ],
)
def test_a_year_is_no_number_of_a_resolution(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Security Council resolutions 338 of 1973 and 1973 of 2011",
        "Security Council resolutions 338 in 1973 and 1973 in 2011",
        "les résolutions 338 de 1973 et 1973 de 2011 du Conseil de sécurité",
        "las resoluciones 338 de 1973 y 1973 de 2011 del Consejo de Seguridad",
        "резолюции Совета Безопасности 338 1973 года и 1973 2011 года",
        "резолюции СБ ООН № 338 от 1973 г. и № 1973 от 2011 г.",
        "резолюции 338 (1973 г.) и 1973 (2011 года)",
        "قراري مجلس الأمن 338 لعام 1973 و1973 لعام 2011",
        "قرار مجلس الأمن رقم 338 لسنة 1973 والقرار 1973 لسنة 2011",
        "安全理事会第338(1973年)号和第1973(2011年)号决议",
    ],
)
def test_a_year_in_words_belongs_to_the_number_before_it(text: str) -> None:
    assert cited(text) == ["S/RES/338 (1973)", "S/RES/1973 (2011)"]


def test_a_number_that_looks_like_a_year_is_still_one() -> None:
    assert cited("Security Council resolution 2004") == ["S/RES/2004 (2011)"]
    assert cited("UNSC Resolution 1973, 2011, set up a zone") == ["S/RES/1973 (2011)"]
    assert cited("Security Council resolutions 1970 and 1973") == ["S/RES/1970 (2011)", "S/RES/1973 (2011)"]


@given(
    st.integers(100, last_known_resolution()),
    st.sampled_from(
        [
            "UN Security Council resolution {} of {} demands",
            "la résolution {} de {} du Conseil de sécurité exige",
            "la resolución {} de {} del Consejo de Seguridad exige",
            "резолюция {} {} года Совета Безопасности требует",
            "قرار مجلس الأمن رقم {} لعام {} يطالب",
        ]
    ),
)
def test_the_year_behind_a_number_is_never_a_second_resolution(number: int, sentence: str) -> None:
    year = security_council_year(number)
    assert cited(sentence.format(number, year)) == [f"S/RES/{number} ({year})"]
