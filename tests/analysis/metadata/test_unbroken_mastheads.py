"""Documents copied as one line, as web pages and search results show them: labels, title and text run on."""

from __future__ import annotations

import pytest
from papers.said_values import said, said_on
from papers.set_pages import Page, plain_pages

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
    assert found["agenda_title"] == ["Wells of the valley"]
    assert found["title"] == ["Report of the First Committee"]
    assert found["submitter"] == ["First Committee"]


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


def test_a_paragraph_of_a_web_page_wraps_within_its_labels() -> None:
    page = Page()
    page.column(
        60, 60,
        """Nations Unies A/62/1604 Assemblée générale Distr. générale 24 décembre 2007 Français Original:
anglais 07-60001 (F) 080108 080108 *0760001* Soixante-
deuxième session Point 126 de l’ordre du jour Puits de la vallée Rapport de la Cinquième Commission
Rapporteuse: Mme Puits (Tchad) I. Introduction 1. À sa 3e séance plénière, la question a été inscrite à
l’ordre du jour.""",
    )  # fmt: skip
    page.column(60, 300, "2. Les gardiens des puits ont été entendus au cours de la session de l’Assemblée générale.")
    found = said_on([page.set()])
    assert found["original_language"] == ["en"]
    assert found["job_number"] == ["07-60001 (F)"]
    assert found["session"] == ["62"]
    assert found["agenda_item"] == ["126"]
    assert found["agenda_title"] == ["Puits de la vallée"]
    assert found["document_type"] == ["report"]


def test_the_first_line_of_a_paragraph_may_be_all_its_labels() -> None:
    found = said(
        """United Nations S/2020/1273 Security Council Distr.: General 6 April 2020 Original: English
Letter dated 2 April 2020 from the Permanent Representative of Chad to the United Nations addressed to the
President of the Security Council
I have the honour to transmit herewith a paper on the wells of the valley.
"""
    )
    assert found["symbol"] == ["S/2020/1273"]
    assert found["submitter"] == ["Chad"]
    assert found["letter_date"] == ["2020-04-02"]


def test_the_session_its_place_and_the_item_in_one_line() -> None:
    found = said(
        """UNITED NATIONS E

Economic and Social Council Distr. GENERAL

E/CN.6/1995/104 12 January 1995

ORIGINAL: ENGLISH

COMMISSION ON THE STATUS OF WOMEN Thirty-ninth session New York, 15 March-4 April 1995 Item 3 of the provisional agenda*

PREPARATIONS OF THE WELLS

Report of the Secretary-General

CONTENTS
"""
    )
    assert found["body"] == ["Commission on the Status of Women"]
    assert found["session"] == ["39"]
    assert found["session_dates"] == [("1995-03-15", "1995-04-04")]
    assert found["agenda_item"] == ["3"]


def test_nothing_shows_where_a_title_ends_in_text_that_runs_on() -> None:
    found = said(
        "United Nations A/79/1876 General Assembly Distr.: General 24 April 2025 Original: English "
        "Seventy-ninth session Agenda item 97 Wells of the valley Pumps of the valley "
        "Report of the Secretary-General Summary The present report is on the pumps."
    )
    assert found["agenda_item"] == ["97"]
    assert not {"title", "agenda_title"} & found.keys()
