"""Documents copied as one line, as web pages and search results show them: labels, title and text run on."""

from __future__ import annotations

import pytest
from papers.said_values import said
from papers.set_pages import plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.metadata.mastheads import read_masthead

TEXT = (
    "Wells of the valley Report of the First Committee Rapporteur: Ms. Jane Well (Chad) I. Introduction 1. The item "
    "entitled “Wells of the valley” was included in the agenda, and the Committee heard those who keep the wells."
)
ENGLISH = (
    "United Nations A/79/1876 General Assembly Distr.: General 24 April 2025 Original: Arabic 25-10001 (E) 300425 "
    f"*2510001* Seventy-ninth session Agenda item 97 {TEXT}"
)


def test_a_document_in_one_line_has_its_masthead() -> None:
    found = said(ENGLISH)
    assert found["symbol"] == ["A/79/1876"]
    assert found["body"] == ["General Assembly"]
    assert found["date"] == ["2025-04-24"]
    assert found["distribution"] == ["General"]
    assert found["original_language"] == ["ar"]
    assert found["job_number"] == ["25-10001 (E)"]
    assert found["session"] == ["79"]
    assert found["agenda_item"] == ["97"]
    assert not {"title", "agenda_title", "letter_date"} & found.keys()  # nothing shows where they end


def test_the_values_of_a_document_in_one_line_stand_where_they_are_said() -> None:
    text = f"The page that this was copied from\n\n{ENGLISH}"
    values = read_masthead(list(lines_of(plain_pages(text)))).values
    assert values.keys() >= {"symbol", "session", "agenda_item", "job_number"}
    said_there = {key: text[value.span.start : value.span.end] for key, (value, *_) in values.items()}
    assert said_there["symbol"] == "A/79/1876"
    assert said_there["session"] == "Seventy-ninth session"
    assert said_there["agenda_item"] == "Agenda item 97"


@pytest.mark.parametrize(
    ("text", "session", "item"),
    [
        (
            (
                "Naciones Unidas A/56/1100 Asamblea General Distr. general 15 de junio de 2001 Español "
                "Original: inglés 01-50001 (S) 090801 140801 "
                f"Quincuagésimo sexto período de sesiones Tema 4 del programa {TEXT}"
            ),
            "56",
            "4",
        ),
        (
            (
                "Nations Unies A/66/1100 Assemblée générale Distr. générale 9 décembre 2011 Français "
                f"Original : anglais Soixante-sixième session Point 4 b) de l’ordre du jour {TEXT}"
            ),
            "66",
            "4 (b)",
        ),
        (f"Sixty-second session Agenda item 70 (b) {TEXT}", "62", "70 (b)"),
    ],
)
def test_in_other_languages_and_without_its_first_labels(text: str, session: str, item: str) -> None:
    found = said(text)
    assert found["session"] == [session]
    assert found["agenda_item"] == [item]


def test_the_title_of_an_item_may_stand_behind_it_in_a_short_line() -> None:
    found = said(
        """Executive Board of the
United Nations Wells Programme

Distr.: General 8 November 2005 Original: English

First regular session 2006 20 to 27 January 2006, New York Item 1 of the provisional agenda Organizational matters

Decisions adopted by the Board in 2005

Contents
"""
    )
    assert found["session"] == ["First regular session 2006"]
    assert found["session_dates"] == [("2006-01-20", "2006-01-27")]
    assert found["agenda_title"] == ["Organizational matters"]
    assert found["title"] == ["Decisions adopted by the Board in 2005"]


@pytest.mark.parametrize(
    "text",
    [
        f"A/79/1876 of 24 April 2025 is a report on wells. {TEXT}",
        f"The General Assembly at its seventy-ninth session took up agenda item 97. {TEXT}",
        f"General Assembly 24 April 2025 {TEXT}",
    ],
)
def test_text_that_speaks_of_documents_is_no_masthead(text: str) -> None:
    assert not {"session", "agenda_item", "distribution", "date"} & said(text).keys()
