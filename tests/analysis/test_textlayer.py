from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.textlayer import PageState, condition_of, judged, own_state_of, page_is_corrupt, state_of
from viewer.model.document import TextLayer
from viewer.model.geometry import PageSize
from viewer.model.text import PageText, Recognition

READABLE = {
    "en": "The well is deep and its water is good, and nobody in the village remembers who dug it or when. " * 6,
    "fr": "Le puits est profond et son eau est bonne, et personne dans le village ne se souvient de lui. " * 6,
    "ru": "Колодец глубок, и вода в нем хорошая, и никто в деревне не помнит, кто его выкопал и когда. " * 6,
    "ar": "البئر عميقة وماؤها طيب، ولا أحد في القرية يتذكر من حفرها أو متى كان ذلك، ولم يبق من كان على علم به. " * 6,
    "zh": "这口井很深，水质很好，村里没有人记得是谁挖的，也没有人记得是什么时候挖的。" * 6,
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_readable_text_is_readable(text: str) -> None:
    assert state_of(text) is PageState.READABLE


def test_a_list_of_names_is_readable() -> None:
    names = "Ana Skoberne, Marko Vorkinn, Jelena Buden, Amina Alajmi, Kwame Mensah, Tove Lund, Ilse Graf. " * 8
    assert not page_is_corrupt(names)


def test_arabic_whose_letters_were_replaced_is_corrupt() -> None:
    drawn = random.Random(1)  # noqa: S311 - a fixed mixture of letters, no secret
    letters = "القميتنسحطظفكرز"
    words = ["".join(drawn.choice(letters) for _ in range(drawn.randint(3, 8))) for _ in range(120)]
    assert state_of(" ".join(words)) is PageState.CORRUPT


def test_a_short_page_in_arabic_whose_words_fell_apart_is_corrupt() -> None:
    sound = "البئر عميقة وماؤها طيب، ولا أحد في القرية يتذكر من حفرها أو متى كان ذلك. "
    apart = "البئر عم قة وماؤها ط ب، ولا أحد في القر ة تذكر من حفرهااا أو متى كان ذلك. "
    assert state_of(sound) is PageState.READABLE
    assert state_of(apart) is PageState.CORRUPT
    assert state_of(sound * 8 + "و تذكر " + "القر ة") is PageState.READABLE  # one may be a misprint


def test_gibberish_of_old_word_processors_is_corrupt() -> None:
    drawn = random.Random(2)  # noqa: S311 - the same
    words = ["".join(drawn.choice("EFHBSX@&#^|<") for _ in range(drawn.randint(4, 9))) for _ in range(120)]
    assert state_of(" ".join(words)) is PageState.CORRUPT


POOR = (
    "TfflEESTSICEED COMMISSION (M HUMAN BIGHTS SECOND KEPOBT ON THE HŒAKE&E TO THE DRAFT IIWBRNATIONAL DECLARATION. "
    "UHEEEAS MBiaber States have pledged themselves to keep the wells of the valley open and their water good, "
)
GOOD = "the wells of the valley are open to all who live there and their water is good in summer and in winter, "


def test_a_page_that_was_recognised_poorly_is_corrupt_and_is_offered_for_recognition() -> None:
    assert state_of(POOR + GOOD * 5) is PageState.CORRUPT
    assert state_of(POOR + GOOD * 40) is PageState.READABLE
    assert state_of(POOR + GOOD * 5, recognised=True) is PageState.READABLE


def test_names_brands_and_acronyms_are_no_broken_words() -> None:
    names = (
        "McDonald, DeWitt, ICTs, NGOs’, YouTube, iPhone, PhD, COP21, H5N1, R&D, AT&T, S/2025/523, A/RES/60/1, CO2, "
        "WhatsApp, UNWomen, www.un.org, info@un.org, XIII, III, well8, 2nd, 21st, 1.2bn, UNdata, eGovernment, III.A "
    )
    assert state_of(names * 3 + GOOD * 3) is PageState.READABLE


@pytest.mark.parametrize("text", ["", " \n\t", "— * …"])
def test_a_page_without_letters_is_empty(text: str) -> None:
    assert state_of(text) is PageState.EMPTY


R, E, C, B = PageState.READABLE, PageState.EMPTY, PageState.CORRUPT, PageState.BLANK


@pytest.mark.parametrize(
    ("pages", "layer"),
    [
        ([], TextLayer.NONE),
        ([E, E], TextLayer.NONE),
        ([R, R], TextLayer.GOOD),
        ([R, E], TextLayer.PARTIAL),
        ([R, R, R, C], TextLayer.PARTIAL),
        ([R, C], TextLayer.CORRUPT),
        ([C, E], TextLayer.CORRUPT),
        ([R, B], TextLayer.GOOD),
        ([R, B, E], TextLayer.PARTIAL),
        ([C, R, B, B], TextLayer.CORRUPT),
        ([B, E], TextLayer.NONE),
        ([B, B], TextLayer.NONE),
    ],
)
def test_a_document_by_its_pages(pages: list[PageState], layer: TextLayer) -> None:
    condition = condition_of(pages)
    assert condition.layer is layer
    assert [number for number, page in enumerate(pages) if page is E] == list(condition.pages_without_text)
    assert [number for number, page in enumerate(pages) if page is C] == list(condition.corrupt_pages)


def test_only_a_page_without_text_can_be_blank() -> None:
    size = PageSize(595, 842)
    recognised = Recognition("T", ("eng",))
    assert judged(PageText("", size, blank=True)) is B
    assert judged(PageText("", size)) is E
    assert judged(PageText("words", size, blank=True)) is R
    assert judged(PageText("", size, (), recognised, blank=True)) is B


@given(st.text(max_size=400))
def test_any_text_can_be_judged(text: str) -> None:
    assert (state_of(text) is PageState.EMPTY) == (not any(sign.isalnum() for sign in text))


def test_a_recognised_page_is_judged_by_what_it_was_before() -> None:
    size = PageSize(595, 842)
    plain, scanned, replaced = (
        PageText("words", size),
        PageText("words", size, (), Recognition("T", ("eng",))),
        PageText("words", size, (), Recognition("T", ("eng",), replaces_text=True)),
    )
    assert [own_state_of(page, R) for page in (plain, scanned, replaced)] == [R, E, C]
    condition = condition_of([R, R, R], [R, E, C])
    assert (condition.layer, condition.pages_without_text, condition.corrupt_pages) == (TextLayer.CORRUPT, (), ())
    assert condition_of([R, E], [E, E]).pages_without_text == (1,)
