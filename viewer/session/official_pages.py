"""Where the United Nations publishes a document, in each official language, and what a symbol says in words."""

from __future__ import annotations

from viewer.analysis.references.symbols import describe, official_url

OFFICIAL_LANGUAGES = {
    "ar": "العربية", "zh": "中文", "en": "English", "fr": "Français", "ru": "Русский", "es": "Español",
}  # fmt: skip
"""The six official languages by their own names, in the order in which the United Nations lists them."""
FALLBACK = "en"


def official_page(symbol: str, language: str) -> str:
    """The address of a document's official page, empty where it has none of its own (decisions, treaties).

    A language that is not an official one gives the English page. Nothing is fetched.
    """
    return official_url(symbol, language if language in OFFICIAL_LANGUAGES else FALLBACK)


def described(symbol: str) -> str:
    """What a symbol says in words: "Security Council resolution 822 (1993)"; a text that is none as it is."""
    return describe(symbol)
