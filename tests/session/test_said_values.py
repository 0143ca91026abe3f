"""What readers write, and what they mark on the page, becomes a value in the contract's form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.document import METADATA_KEYS
from viewer.session.said_values import said_value


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("date", "2020-04-08", "2020-04-08"),
        ("date", "8 April 2020", "2020-04-08"),
        ("letter_date", "от 8 апреля\n2020 года", "2020-04-08"),
        ("date", "soon", None),
        ("date", "2020-13-01", None),
        ("session_dates", "24 February\u201320 March 2020", ("2020-02-24", "2020-03-20")),
        ("session_dates", "2020-02-24/2020-03-20", ("2020-02-24", "2020-03-20")),
        ("session_dates", "8 April 2020", None),
        ("session", "43", "43"),
        ("session", "S-31", "S-31"),
        ("session", "Сорок третья\nсессия", "43"),
        ("session", "43rd session", "43"),
        ("session", "31st special session", "S-31"),
        ("session", "2025 session", "2025 session"),
        ("agenda_item", "Пункт 4 повестки дня", "4"),
        ("agenda_item", "116 (c)", "116 (c)"),
        ("symbol", "A/HRC/43/G/37 ", "A/HRC/43/G/37"),
        ("symbol", "S/RES/822(1993)", "S/RES/822 (1993)"),
        ("body", "Совет по правам человека", "Human Rights Council"),
        ("body", "A body of my own", "A body of my own"),
        ("submitter", "Азербайджан", "Azerbaijan"),
        ("addressee", "Somebody", "Somebody"),
        ("language", "Russian", "ru"),
        ("language", "ru", "ru"),
        ("language", "RU", "ru"),
        ("original_language", "Original: Arabic", "ar"),
        ("language", "Klingon", None),
        ("distribution", "Distr.: General", "General"),
        ("distribution", "limited", "Limited"),
        ("document_type", "Note verbale", "note verbale"),
        ("document_type", "Вербальная нота Постоянного представительства", "note verbale"),
        ("document_type", "poem", None),
        ("job_number", "GE.20-05471 (R)", "GE.20-05471 (R)"),
        ("title", " The human\n rights  situation ", "The human rights situation"),
        ("title", " \n", None),
    ],
)
def test_words_become_values(key, words, value):
    assert said_value(key, words) == value


@given(st.sampled_from(METADATA_KEYS), st.text(max_size=40))
def test_any_words_are_a_value_or_none(key, words):
    value = said_value(key, words)
    assert value is None or bool(value)
