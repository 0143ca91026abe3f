"""What was recognised is told from nonsense, and its language with it."""

from __future__ import annotations

import pytest

from viewer.analysis.recognition import sense_of
from viewer.workers.child.recognising import GOOD_SENSE

READ = {
    "en": "Recalling its resolution of the last session, the Committee asks the harbours of all States to be open",
    "fr": "Rappelant sa résolution de la dernière session, le Comité prie les ports des États de rester ouverts",
    "es": "Recordando su resolución del último período, el Comité pide que los puertos de los Estados se abran",
    "ru": "Ссылаясь на свою резолюцию, Комитет просит все государства, чтобы их порты были открыты для судов",
    "ar": "إذ تشير إلى قرارها في الدورة الأخيرة، تطلب اللجنة من جميع الدول أن تكون موانئها مفتوحة على مدار العام",
    "zh": "委员会回顾其上届会议的决议，请所有国家的港口全年向船舶开放，并在下届会议上提出报告。",
}
NONSENSE = {
    "Russian taken for English": (
        "Tewepanwan Acc Mipnem Byrana B yeni Oprannaaunn OGreannenmax Haunii noayuns perosen raiiie "
        "Covera Besouiacio Fenepuronan Accunéaen Hacenenua rocynapcts Opranu3zauun OGbeanHeHHbIX"
    ),
    "English taken for Russian": "Кесашпе Ив тезошпоп оЁ Ше [аз зезоп Ше СопийИее азКз ТВе вагооцгз оЁ аП ЗЕабез {о Бе",
    "English taken for Arabic": "عصنالوءع8 كا ططتكنااهوعء أه عط ادها 0هذعؤاعك",
    "nothing": "",
    "too little": "the of and",
    "signs": "~~ -- __ 12 13 / 4",
    "rare ideographs": "鸜鹆鸝鸞鹂鹃鹄鹅鹆鹇鹈鹉鹊鹋鹌鹍鹎鹏",
}


@pytest.mark.parametrize(("language", "text"), READ.items())
def test_a_text_is_known_by_its_language(language, text):
    found, sense = sense_of(text)
    assert found == language
    assert sense >= GOOD_SENSE


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_has_no_language(text):
    assert sense_of(text) == ("", 0)


def test_nonsense_with_short_words_makes_little_sense():
    arabic_read_as_spanish = (
        "desu ls Lg SI ill a alg de ill dial A y Y dy ul lar in dula Aga gally daa leal JS la Jo sin del oll wal "
        "sall gal asi lo igh ey mall dos uly ora"
    )
    assert sense_of(arabic_read_as_spanish)[1] < GOOD_SENSE


def test_latin_symbols_do_not_hide_chinese():
    assert sense_of("大会回顾其第75/233号决议和安全理事会的报告 A/RES/75/233 A/75/1 Corr.1")[0] == "zh"
