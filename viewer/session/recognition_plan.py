"""What is asked of the recogniser for a page: in which languages it is read, and what is said where that cannot be.

Imported where pages are recognised, and not at the start: the tables that it needs are read with it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from viewer.formats.recognition.tessdata import how_to_get, language_of, official_languages, read_with
from viewer.workers.messages.requests import RecognisePage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.formats.recognition.tessdata import LanguageData
    from viewer.model.document import Understanding
    from viewer.model.text import DocumentText

DATA_IS_MISSING = "Recognising pages needs Tesseract's language data, which was not found."


def missing_data(chosen: Sequence[str], data: LanguageData | None) -> str:
    """Why nothing can be recognised, and what brings what is missing; empty where something can.

    ``chosen`` are languages (ISO 639-1), none where those of the pages are to be found out.
    """
    if data is None:
        return f"{DATA_IS_MISSING} {how_to_get(official_languages())}"
    if chosen and not any(data.names_of(language) for language in chosen):
        return f"The data of the chosen languages is not installed. {how_to_get(chosen)}"
    return ""


def guess_language(
    page: int, understanding: Understanding | None, text: DocumentText, read: Mapping[int, Sequence[str]]
) -> str:
    """The language (ISO 639-1) that a page is probably in; empty where nothing tells.

    That of the page's own text, corrupt as it may be; else of the nearest page that has been recognised, one before it
    first; else of the text before it; else what the document says of itself; else that of most of its text. ``read``
    are the names (Tesseract's) that pages were recognised with.
    """
    own = _language_on(page, understanding, text)
    if own:
        return own
    known = [other for other in read if other <= page] or list(read)
    if known:
        return language_of(read[min(known, key=lambda other: abs(page - other))][0])
    if understanding is None:
        return ""
    if page < text.page_count:
        near = understanding.language_at(max(0, text.page_span(page).start - 2))
        if near != "und":
            return near
    said = understanding.metadata.get("language", ())
    if said:
        return str(said[0].value)
    return next((share.language for share in understanding.shares if share.language != "und"), "")


def _language_on(page: int, understanding: Understanding | None, text: DocumentText) -> str:
    """The language of most of a page's own text; empty where it has none, or nothing tells."""
    if understanding is None or page >= text.page_count:
        return ""
    span = text.page_span(page)
    shares: Counter[str] = Counter()
    for run in understanding.languages:
        shares[run.language] += max(0, min(run.span.end, span.end) - max(run.span.start, span.start))
    language, share = max(shares.items(), key=lambda item: item[1], default=("und", 0))
    return language if share and language != "und" else ""


def request_for(page: int, chosen: Sequence[str], guess: str, data: LanguageData, folder: str) -> RecognisePage:
    """What is asked for a page: with the chosen languages, or with those that are found out, ``guess`` first."""
    if chosen:
        names = tuple(dict.fromkeys(name for language in chosen if (name := data.names_of(language))))
        return RecognisePage(0, page, names, str(data.folder), folder)
    candidates = [read_with(language, data) for language in dict.fromkeys((*official_languages(), guess))]
    known = tuple(names for names in candidates if names) or tuple((name,) for name in data.languages)
    return RecognisePage(0, page, read_with(guess, data), str(data.folder), folder, known)
