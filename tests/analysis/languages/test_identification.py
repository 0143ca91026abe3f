from __future__ import annotations

import itertools
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.many_languages import SAID

from viewer.analysis.languages import evidence as evidence_module
from viewer.analysis.languages.evidence import NOTHING, evidence, evidence_steps, forget_model
from viewer.analysis.languages.identification import UNKNOWN, Labelled, identify, runs_of, shares_of, vote
from viewer.analysis.steps import at_one_go
from viewer.model.text import Span


def labelled(*texts: str) -> list[Labelled]:
    spans: list[Span] = []
    at = 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    return identify([(span, evidence(text)) for span, text in zip(spans, texts, strict=True)])


@pytest.mark.parametrize(("language", "text"), SAID.items())
def test_a_paragraph_by_itself(language: str, text: str) -> None:
    (label,) = labelled(text)
    assert label.language == language


@pytest.mark.parametrize(
    "text", ["", "12", "S/RES/822 (1993)", "A/79/1", "— … *", "XIV", "(a)", "http://a.org/the/well"]
)
def test_what_says_nothing_of_its_language(text: str) -> None:
    assert evidence(text) == NOTHING
    assert labelled(text)[0].language == UNKNOWN


@pytest.mark.parametrize("within", ["en", "fr", "es", "ru", "ar", "zh"])
def test_names_symbols_and_short_words_do_not_change_the_language_around_them(within: str) -> None:
    around = SAID[within]
    labels = labelled(around, "Ivan Petrov", "Buenos Aires", "A/79/1", "Note verbale", "Ad hoc", around)
    assert {label.language for label in labels} == {within}


SHORT = {
    "pt": "Os poços da aldeia estão abertos a todos os habitantes.",
    "es": "Lista de los pozos del distrito",
    "ru": "Перечень колодцев района",
    "uk": "Криниці села відкриті для всіх його мешканців.",
    "be": "Пералік калодзежаў раёна",
    "bg": "Списък на кладенците в района",
    "fa": "چاه‌های روستا به روی همه ساکنان آن باز است.",
    "ur": "گاؤں کے کنوئیں اس کے تمام باشندوں کے لیے کھلے ہیں۔",
    "ar": "قائمة آبار المنطقة كلها",
    "da": "Landsbyens brønde er åbne for alle, der bor der.",
    "no": "Brønnene i landsbyen er åpne for alle som bor der.",
    "de": "Verzeichnis der Brunnen des Kreises",
    "vi": "Các giếng của làng mở cửa cho mọi người dân.",
    "zh": "全区水井清单和有关说明",
}


@pytest.mark.parametrize(("language", "text"), SHORT.items())
@pytest.mark.parametrize("capitals", [False, True])
def test_a_short_part_of_its_own_has_its_own_language(language: str, text: str, *, capitals: bool) -> None:
    texts = [*[SAID["en"]] * 6, "Annex", text.upper() if capitals else text, "Annex II", SAID["en"]]
    spans: list[Span] = []
    at = 0
    for words in texts:
        spans.append(Span(at, at + len(words)))
        at += len(words) + 1
    bounds = [span.start for span in spans[6:]]
    labels = identify([(span, evidence(words)) for span, words in zip(spans, texts, strict=True)], bounds)
    assert [label.language for label in labels[5:]] == ["en", labels[6].language, language, labels[8].language, "en"]


def test_a_list_of_names_does_not_bring_a_language_into_a_document() -> None:
    names = "Ana Skoberne, Marko Vorkinn, Jelena Buden, Amina Alajmi, Kwame Mensah, Tove Lund, Ilse Graf, Bao Nguyen"
    labels = labelled(SAID["en"], names, names, SAID["en"])
    assert {label.language for label in labels} <= {"en", "fr", "es"}


def test_entries_of_a_list_of_participants_do_not_change_its_language() -> None:
    entries = (
        "Belgium",
        "M. Jean Dupuits, Ministère des puits et des sources, direction des eaux souterraines",
        "Mme Claire Fontaine, Ministère des puits et des sources",
        "Spain",
        "Sr. Juan de la Fuente, Ministerio de Pozos y Manantiales",
    )
    labels = labelled(SAID["en"], "List of participants", *entries)
    assert {label.language for label in labels} == {"en"}


def test_a_label_in_the_official_languages_is_in_none() -> None:
    assert evidence("البلد\n国家\nCountry\nPays\nСтрана\nPaís") == NOTHING


def test_a_long_quotation_has_its_own_language() -> None:
    quoted = (
        "«Los pozos del valle están abiertos a todos los que viven en él, y nadie puede cerrarlos sin haber oído antes "
        "a los vecinos que sacan de ellos el agua.»"
    )
    labels = labelled(*[SAID["en"]] * 4, quoted, *[SAID["en"]] * 3)
    assert [label.language for label in labels] == ["en"] * 4 + ["es"] + ["en"] * 3


def test_a_document_changes_its_language_where_the_text_does() -> None:
    labels = labelled(SAID["ru"], SAID["ru"], SAID["en"], SAID["en"], SAID["ar"])
    assert [label.language for label in labels] == ["ru", "ru", "en", "en", "ar"]
    runs = runs_of(labels)
    assert [run.language for run in runs] == ["ru", "en", "ar"]
    assert runs[0].span == Span(0, 2 * len(SAID["ru"]) + 1)


def test_arabic_presentation_forms_are_arabic() -> None:
    assert labelled("ﺍﻟﺒﺌﺮ ﻋﻤﻴﻘﺔ ﻭﻣﺎﺅﻫﺎ ﻃﻴﺐ")[0].language == "ar"


def test_shares_add_up_and_are_in_order() -> None:
    shares = shares_of(labelled(SAID["ru"], SAID["en"], SAID["en"]))
    assert [share.language for share in shares] == ["en", "ru"]
    assert sum(share.share for share in shares) == pytest.approx(1.0)


def test_a_section_has_the_language_of_most_of_its_letters() -> None:
    labels = labelled(SAID["ru"], SAID["en"], SAID["en"])
    assert vote(labels, Span(0, labels[-1].span.end))[0] == "en"
    assert vote(labels, labels[0].span)[0] == "ru"
    assert vote([], Span(0, 10)) == (UNKNOWN, 0.0)


@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(list(SAID.values()))), max_size=8))
def test_every_paragraph_gets_a_label_in_order(texts: list[str]) -> None:
    labels = labelled(*texts)
    assert len(labels) == len(texts)
    for label in labels:
        assert 0.0 <= label.confidence <= 1.0 + 1e-9
        assert label.language
    runs = runs_of(labels)
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(runs))


def test_the_model_is_loaded_again_after_it_was_let_go_of() -> None:
    text = "Les membres du Conseil ont décidé de se réunir à nouveau la semaine prochaine."
    before = labelled(text)
    forget_model()
    assert labelled(text) == before
    assert before[0].language == "fr"


def test_names_and_addresses_in_latin_letters_leave_a_russian_list_russian() -> None:
    text = (
        "Valley Wells Company: общество, которое чистит колодцы. Адрес: P.O. Box 17, Upper Hill Road, Northern Valley;"
        " Well Street 4, Lower Valley. Известно также под именем Valley Drilling Works and Pump Company."
    )
    (label,) = labelled(text)
    assert label.language == "ru"


def test_a_russian_name_leaves_an_english_sentence_english() -> None:
    (label,) = labelled("The well that the villagers call Верхний колодец was dug by hand and its water is good.")
    assert label.language == "en"


NEEDS_THE_MODEL = "Ein Satz, den das Modell erkennt"


def test_while_the_model_is_loaded_other_steps_can_come_between(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_model()
    loaded, model = threading.Event(), evidence_module._Model

    def slowly() -> object:
        assert loaded.wait(30)
        return model()

    monkeypatch.setattr(evidence_module, "_Model", slowly)
    steps = evidence_steps(NEEDS_THE_MODEL)
    assert [next(steps), next(steps)] == [0.0, 0.0]
    needs_none = "The delegations of the two States met again in the course of the week"
    assert list(evidence_steps(needs_none)) == []
    loaded.set()
    said = at_one_go(steps)
    assert max(said.scores, key=said.scores.__getitem__) == "de"


def test_a_model_that_could_not_be_loaded_is_tried_again_with_the_next_text(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_model()

    def fails() -> object:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(evidence_module, "_Model", fails)
        with pytest.raises(MemoryError):
            evidence(NEEDS_THE_MODEL)
    assert evidence(NEEDS_THE_MODEL) != NOTHING
