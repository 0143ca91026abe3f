from __future__ import annotations

import math

import pytest

from viewer.analysis.languages.evidence import evidence
from viewer.analysis.languages.near_languages import by_words, writable

CYRILLIC = ["bg", "mk", "ru", "sr", "uk"]


@pytest.mark.parametrize(
    ("text", "able"),
    [
        ("Људска права у сенци", ["mk", "sr"]),  # short, with letters of two
        ("Ноћна вожња преко превоја", ["sr"]),
        ("Ѓорѓи дојде", ["mk"]),
        ("Криниці належать усім", ["uk"]),
        ("Хранители колодцев", CYRILLIC),
        ("Господин Ђорђевић сказал вчера вечером в зале, что дорога закрыта", ["ru", "sr"]),  # a name in another's text
    ],
)
def test_letters_leave_the_languages_that_write_them(text: str, able: list[str]) -> None:
    assert writable("Cyrillic", text.split(), CYRILLIC) == able


def test_a_script_without_a_table_leaves_all() -> None:
    assert writable("Arabic", ["بئر"], ["ar", "fa"]) == ["ar", "fa"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Pemerintah meminta semua pihak menghormati perjanjian air."),
        ("id", "Dewan menegaskan kembali bahwa perdamaian harus dijaga."),
        ("ms", "Penduduk kampung membuat aduan kerana jalan itu ditutup."),
        ("ms", "Kenyataan perutusan tetap mengenai telaga di lembah"),
        ("az", "Qərara görə təəssüf"),
        ("sr", "Ноћна вожња преко превоја"),
        ("sr", "Свако има право на воду"),
        ("bg", "Всеки има право на вода"),
        ("be", "Кожны жыхар мае права на чыстую ваду"),
        ("hi", "गाँव के कुएँ सभी लोगों के लिए खुले हैं"),
        ("gl", "Os pozos da aldea están abertos a todas as persoas"),
        ("pt", "O poço da aldeia está fechado"),
    ],
)
def test_near_languages_are_told_apart_in_short_texts(language: str, text: str) -> None:
    scores = evidence(text).scores
    assert max(scores, key=scores.__getitem__) == language


def test_near_languages_share_what_they_had() -> None:
    scores = {"ms": math.log(0.6), "id": math.log(0.2), "en": math.log(0.2)}
    shared = by_words(scores, ["karena", "Pemerintah"])
    assert shared["id"] > shared["ms"]
    assert math.exp(shared["id"]) + math.exp(shared["ms"]) == pytest.approx(0.8)
    assert shared["en"] == scores["en"]
