from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.words.folding import fold_for_citations, fold_for_search, plain_letters
from viewer.model.text import Span

TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab-A/ \n\r\f\t\u00ad\u200fلاأﻻـ٨８éß¨")),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Résolution ADOPTÉE", "resolution adoptee"),
        ("re\u0301solution", "résolution"),
        ("резолю-\nции", "РЕЗОЛЮЦИИ"),
        ("line one\r\n  line two", "one line"),
        ("end\fbegin", "end begin"),
        ("co\u00adoperation", "cooperation"),
        ("الأمن", "الامن"),
        ("األمن", "الأمن"),
        ("ﻻ", "لا"),
        ("لَا", "لا"),
        ("لالجئين", "للاجئين"),
        ("ﻟﻼﺟﺌﻴﻦ", "للاجئين"),
        ("\u202bمجلس \u202c\n\u202b الأمن\u202c", "مجلس الأمن"),
        ("a \u00ad b", "a b"),
        ("قَـــرار", "قرار"),
        ("علی", "على"),
        ("٨٢٢ (１９９３)", "822 (1993)"),
        ("ﬁnal", "final"),
        ("Straße", "STRASSE"),
        ("A/HRC/43/\nG/37", "a/hrc/43/g/37"),
        ("l’homme", "l'homme"),
    ],
)
def test_what_is_searched_finds_what_is_written(text: str, query: str) -> None:
    assert fold_for_search(query).folded in fold_for_search(text).folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Resolution\n822\u00a0（１９９３）", "Resolution 822 (1993)"),
        ("resolu-\n tion", "resolution"),
        ("S-\n13/2", "S-13/2"),
        ("A/HRC/43\n/G/37", "A/HRC/43/G/37"),
        ("٨٢٢ ۱۲", "822 12"),
        ("\u202b822\u202c", "822"),
        ("A/HRC/43/\u202c\n\u202bG/37", "A/HRC/43/G/37"),
        ("853\u200f \u200f(1993)", "853 (1993)"),
        ("Été", "Été"),
    ],
)
def test_how_citations_are_read(text: str, folded: str) -> None:
    assert fold_for_citations(text).folded == folded


@given(TEXTS)
def test_every_place_of_the_folded_text_comes_from_the_text(text: str) -> None:
    for folded in (fold_for_search(text), fold_for_citations(text)):
        assert folded.original == text
        whole = folded.to_original(Span(0, len(folded.folded)))
        assert whole.start <= whole.end <= len(text)
        for at in range(len(folded.folded)):
            span = folded.to_original(Span(at, at + 1))
            assert span.start < span.end <= len(text)


@given(TEXTS)
def test_search_folds_what_it_folded_to_the_same(text: str) -> None:
    once = fold_for_search(text).folded
    assert fold_for_search(once).folded == once


@given(TEXTS)
def test_plain_letters_keep_their_places(text: str) -> None:
    assert len(plain_letters(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("إلى قرارها75/233\n \n المؤرخ21\n كانون", "قرارها 75/233 المؤرخ 21 كانون"),
        ("قرارها 75/233 المؤرخ", "قرارها75/233 المؤرخ"),
        ("المادة ٢ من", "المادة 2 من"),
    ],
)
def test_no_blank_parts_an_arabic_word_and_a_figure(text, query):
    folded = fold_for_search(text)
    wanted = fold_for_search(query).folded
    at = folded.folded.find(wanted)
    assert at >= 0
    found = folded.to_original(Span(at, at + len(wanted)))
    assert fold_for_search(text[found.start : found.end]).folded == wanted


def test_other_words_keep_their_blank_before_a_figure_and_citations_all():
    assert fold_for_search("page 75 of").folded == "page 75 of"
    assert fold_for_citations("القرار 75/233 من").folded == "القرار 75/233 من"
