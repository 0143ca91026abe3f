from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.words.ordinals import chinese_number, ordinal
from viewer.model.tables import table


@pytest.mark.parametrize(("text", "number"), table("ordinals")["examples"].items())
def test_examples_of_the_table(text: str, number: int) -> None:
    assert (ordinal(text) or 0) == number


ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
RUSSIAN_ONES = ["первая", "вторая", "третья", "четвертая", "пятая", "шестая", "седьмая", "восьмая", "девятая"]
RUSSIAN_TENS = {20: "двадцать", 30: "тридцать", 40: "сорок", 50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят"}
SPANISH_ONES = ["primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"]
SPANISH_TENS = {30: "trigésimo", 40: "cuadragésimo", 50: "quincuagésimo", 60: "sexagésimo", 70: "septuagésimo"}
CHINESE = "一二三四五六七八九"
ARABIC_ONES = ["الحادية", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"]
ARABIC_TENS = {
    20: "العشرون",
    30: "الثلاثون",
    40: "الأربعون",
    50: "الخمسون",
    60: "الستون",
    70: "السبعون",
    80: "الثمانون",
}


@given(st.sampled_from(range(1, 10)), st.data())
def test_tens_and_ones_are_added_in_every_language(one: int, data: st.DataObject) -> None:
    ten = data.draw(st.sampled_from(list(TENS)))
    assert ordinal(f"{TENS[ten].capitalize()}-{ONES[one - 1]}") == ten + one
    ten = data.draw(st.sampled_from(list(RUSSIAN_TENS)))
    assert ordinal(f"{RUSSIAN_TENS[ten].capitalize()} {RUSSIAN_ONES[one - 1]}") == ten + one
    ten = data.draw(st.sampled_from(list(SPANISH_TENS)))
    assert ordinal(f"{SPANISH_TENS[ten].capitalize()} {SPANISH_ONES[one - 1]}") == ten + one
    ten = data.draw(st.sampled_from(list(ARABIC_TENS)))
    assert ordinal(f"{ARABIC_ONES[one - 1]} و{ARABIC_TENS[ten]}") == ten + one
    assert ordinal(f"第{CHINESE[ten // 10 - 1]}十{CHINESE[one - 1]}") == ten + one


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("soixante-dixième", 70),
        ("soixante-quinzième", 75),
        ("quatre-vingtième", 80),
        ("quatre-vingt-deuxième", 82),
        ("quatre-vingt-dixième", 90),
        ("quarante-quatrième", 44),
    ],
)
def test_french_counts_by_twenties(words: str, number: int) -> None:
    assert ordinal(words) == number


@given(st.integers(min_value=1, max_value=999))
def test_chinese_numbers(number: int) -> None:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{CHINESE[hundreds - 1]}百" if hundreds else ""
    words += f"{CHINESE[tens - 1]}十" if tens else ("零" if hundreds and ones else "")
    words += CHINESE[ones - 1] if ones else ""
    assert chinese_number(words) == number
    assert chinese_number(str(number)) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_of_a_session_or_none(text: str) -> None:
    number = ordinal(text)
    assert number is None or 0 < number < 1000


@pytest.mark.parametrize("words", ["first second", "sixty seventy", "the forty", "", "résumé", "第"])
def test_two_numbers_or_other_words_are_none(words: str) -> None:
    assert ordinal(words) is None
