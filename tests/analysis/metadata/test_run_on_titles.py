from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.metadata.run_on_titles import titles_at

TITLES = {
    "Wells of the valley Report of the First Committee Rapporteur: Ms. Well (Chad) I. Introduction 1. The item": [
        "Wells of the valley",
        "Report of the First Committee",
    ],
    "Report of the Human Rights Council Report of the Third Committee Rapporteur: Ms. Well (Chad) I. Introduction": [
        "Report of the Human Rights Council",
        "Report of the Third Committee",
    ],
    "Puits de la vallée Rapport de la Cinquième Commission Rapporteur: M. Puits (Tchad) I. Introduction": [
        "Puits de la vallée",
        "Rapport de la Cinquième Commission",
    ],
    "Letter dated 2 April 2020 from the representative of Chad addressed to the "
    "Secretary-General I have the honour to transmit a letter on the wells.": [
        "Letter dated 2 April 2020 from the representative of Chad addressed to the Secretary-General"
    ],
    "Письмо Постоянного представителя Чада при Организации Объединенных Наций от 2 апреля 2020 года на имя "
    "Генерального секретаря Имею честь препроводить письмо о колодцах.": [
        (
            "Письмо Постоянного представителя Чада при Организации Объединенных Наций от 2 апреля 2020 года на имя "
            "Генерального секретаря"
        )
    ],
    "2020年4月2日乍得常驻联合国代表给秘书长的信 谨随函转递关于水井的信。": [
        "2020年4月2日乍得常驻联合国代表给秘书长的信"
    ],
}
NO_TITLES = [
    "",
    "Report of the Secretary-General on wells",  # it goes on
    "Wells of the valley Pumps of the valley Report of the Secretary-General Summary",  # two titles, nothing parts them
    "1. The wells were visited. Their keepers sent a Report of the First Committee Rapporteur",
    "Letter dated 2 April 2020 from the Permanent Representative of Chad to the United Nations on wells",
]


@pytest.mark.parametrize(("text", "titles"), TITLES.items())
def test_a_title_ends_where_its_words_show_it(text: str, titles: list[str]) -> None:
    assert [text[start:end] for start, end in titles_at(text, under_item=True)] == titles


@pytest.mark.parametrize("text", NO_TITLES)
def test_where_nothing_shows_it_there_is_no_title(text: str) -> None:
    assert titles_at(text, under_item=True) == ()


def test_without_an_item_above_what_stands_before_who_reports_is_the_title() -> None:
    text = "Wells of the valley Report of the Secretary-General I. Introduction"
    found = [text[start:end] for start, end in titles_at(text, under_item=False)]
    assert found == ["Wells of the valley", "Report of the Secretary-General"]


WORDS = [
    "Report",
    "of",
    "the",
    "First",
    "Committee",
    "Wells",
    "Letter",
    "dated",
    "2",
    "April",
    "I",
    "have",
    ".",
    "的报告",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_titles_stand_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    ends = 0
    for start, end in titles_at(text, under_item=False):
        assert ends <= start < end <= len(text)
        ends = end
