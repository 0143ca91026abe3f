"""Official pages and symbols in words, as the ui asks for them."""

import pytest

from viewer.session.official_pages import OFFICIAL_LANGUAGES, described, official_page


def test_the_languages_are_the_six_in_the_order_of_their_english_names():
    assert list(OFFICIAL_LANGUAGES) == ["ar", "zh", "en", "fr", "ru", "es"]
    assert OFFICIAL_LANGUAGES["ru"] == "Русский"


@pytest.mark.parametrize(
    ("symbol", "language", "address"),
    [
        ("S/RES/822 (1993)", "fr", "https://docs.un.org/fr/S/RES/822(1993)"),
        ("A/HRC/43/G/37", "ar", "https://docs.un.org/ar/A/HRC/43/G/37"),
        ("A/RES/62/243", "", "https://docs.un.org/en/A/RES/62/243"),
        ("A/RES/62/243", "de", "https://docs.un.org/en/A/RES/62/243"),
        ("no symbol", "en", ""),
    ],
)
def test_a_document_has_one_page_a_language(symbol, language, address):
    assert official_page(symbol, language) == address


def test_a_symbol_is_put_into_words():
    assert described("S/RES/822 (1993)") == "Security Council resolution 822 (1993)"
    assert described("no symbol") == "no symbol"
