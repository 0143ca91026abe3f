"""Documents of conferences, of meetings of parties and of regional commissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers.said_values import said, said_on
from papers.set_pages import Page

if TYPE_CHECKING:
    from viewer.model.text import PageText


def _page(about: str, title: str, by: str = "", *, size: float = 14) -> list[PageText]:
    """A first page of a programme: large letters, labels on the right, a block of small lines over a title."""
    page = Page()
    page.column(120, 45, "United Nations", 14)
    page.column(120, 69, "United Nations\nEnvironment", 20, bold=True)
    page.column(397, 78, "UNEP/Wells.9/2\nDistr.: General\n2 December 2014\nOriginal: English", 10)
    page.column(60, 213, about, 10, bold=True)
    page.column(120, 330, title, size, bold=True)
    page.column(120, 370, by, 12, bold=True)
    page.column(120, 400, "1. The present note was written by those who keep the wells.\n2. It is short.", 10)
    return [page.set()]


PARTIES = """Distr.
GENERAL

UNEP/CBD/COP/19/4
20 June 2031

ORIGINAL: ENGLISH

CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY
Nineteenth meeting
Chad City, Chad, 6–17 October 2031

WELLS OF THE CONVENTION
Report by the Executive Director of the Programme

1. Article 24 speaks of wells.
"""


def test_a_meeting_of_parties_has_days_and_no_session() -> None:
    found = said(PARTIES)
    assert found["body"] == ["Conference of the Parties to the Convention on Biological Diversity"]
    assert found["session_dates"] == [("2031-10-06", "2031-10-17")]
    assert "session" not in found


def test_the_meeting_of_a_treaty_that_no_table_lists_has_its_days() -> None:
    found = said_on(_page("Conference of the Wells\nSeventh meeting\nGeneva, 4–15 May 2015", "Notes on wells"))
    assert found["session_dates"] == [("2015-05-04", "2015-05-15")]
    assert found["title"] == ["Notes on wells"]


def test_what_is_set_smaller_over_the_title_is_not_the_title() -> None:
    found = said_on(_page("Meeting of the Keepers of Wells", "Depth of the wells", "Note by the Secretariat"))
    assert found["title"] == ["Depth of the wells"]
    assert found["document_type"] == ["note"]
    assert found["submitter"] == ["Secretariat"]


def test_who_moves_a_draft_may_be_set_smaller_over_its_title() -> None:
    page = _page("Agenda item 4", "Chile and Spain: draft resolution", "Water of the wells", size=10)
    found = said_on(page)
    assert found["submitter"] == ["Chile", "Spain"]
    assert found["title"] == ["Water of the wells"]


UNDER_ITEM = """UNITED NATIONS
Distr.
LIMITED
TD/B/63/L.2
3 October 2036
Original: ENGLISH
TRADE AND DEVELOPMENT BOARD
Sixty-third session
Geneva, 26 September–2 October 2036
Agenda item 12
DRAFT REPORT OF THE TRADE AND DEVELOPMENT BOARD
ON ITS SIXTY-THIRD SESSION
Held at the Palais des Nations
from 26 September to 2 October 2036
Rapporteur: Ms. Well (Chad)
Speakers:
Chad
"""


def test_a_report_right_under_the_item_of_the_agenda_is_the_title_and_ends_where_it_says_when_they_met() -> None:
    found = said(UNDER_ITEM)
    assert found["title"] == ["DRAFT REPORT OF THE TRADE AND DEVELOPMENT BOARD ON ITS SIXTY-THIRD SESSION"]
    assert found["document_type"] == ["report"]
    assert found["agenda_item"] == ["12"]
    assert "agenda_title" not in found


def test_the_place_between_the_session_and_its_days_is_no_title() -> None:
    found = said(
        "13 March 1996\nOriginal: ENGLISH\n\nNinth session\nMidrand, South Africa\n27 April-11 May 1996\n"
        "Item 9(b) of the provisional agenda\n\nReport of the Board to the Conference\n"
        "Note by the UNCTAD secretariat\n\n1. The Board met when the Conference did not.\n"
    )
    assert found["title"] == ["Report of the Board to the Conference"]


def test_a_note_is_a_note_whatever_the_title_is_called() -> None:
    found = said(PARTIES.replace("WELLS OF THE CONVENTION\nReport by", "QUARTERLY REPORT ON WELLS\n\nNote by"))
    assert found["document_type"] == ["note"]


def test_a_long_item_of_the_agenda_in_capitals_does_not_hide_the_letter_below_it() -> None:
    item = "MEASURES TO KEEP THE WATER OF THE WELLS AND STUDY OF THE CAUSES OF THEIR DRYING " * 5
    found = said(
        f"UNITED NATIONS\nGENERAL\nASSEMBLY\nDistr.\nGENERAL\nA/31/1272\n19 October 1976\nORIGINAL: ENGLISH\n\n"
        f"Thirty-first session\nAgenda items 29 and 113\n\nTHE WELLS OF THE VALLEY\n\n{item.strip()}\n\n"
        "Letter dated 18 October 1976 from the Permanent Representative of Kuwait to the United Nations addressed to "
        "the Secretary-General\n\nI have the honour to speak of wells.\n"
    )
    assert found["submitter"] == ["Kuwait"]
    assert found["letter_date"] == ["1976-10-18"]


RUSSIAN = (
    "1 НАЦИИ КОЛОДЦЕВ КОНВЕНЦИЯ О КОЛОДЦАХ Distr. GENERAL FCCC/SBI/2033/3 31 March 2033 RUSSIAN "
    "Original: ENGLISH ВСПОМОГАТЕЛЬНЫЙ ОРГАН ПО ОСУЩЕСТВЛЕНИЮ Восемнадцатая сессия"
)
ENGLISH = (
    "1 CBD Distr. GENERAL UNEP/CBD/COP/19/1 1 August 2034 CONFERENCE OF THE PARTIES TO THE CONVENTION ON "
    "BIOLOGICAL DIVERSITY Twelfth meeting"
)


@pytest.mark.parametrize(
    ("text", "symbol", "date"),
    [(RUSSIAN, "FCCC/SBI/2033/3", "2033-03-31"), (ENGLISH, "UNEP/CBD/COP/19/1", "2034-08-01")],
)
def test_labels_of_one_line_behind_the_number_of_the_page_and_a_name_that_no_table_lists(
    text: str, symbol: str, date: str
) -> None:
    found = said(f"{text}\n\n1. The wells of the valley were visited in the course of the year.\n")
    assert found["symbol"] == [symbol]
    assert found["date"] == [date]
    assert found["distribution"] == ["General"]


def test_the_report_of_a_session_is_that_of_its_organ() -> None:
    found = said(
        "Distr.\nGENERAL\nLC/SES.48/14\n26 March 2041\nENGLISH\nORIGINAL: SPANISH\n\nREPORT OF THE FORTY-EIGHTH "
        "SESSION OF THE ECONOMIC COMMISSION FOR LATIN AMERICA AND THE CARIBBEAN\n\nVirtual meeting, October 2040\n"
    )
    assert found["submitter"] == ["Economic Commission for Latin America and the Caribbean"]


def test_the_heading_of_a_section_with_a_letter_is_no_title() -> None:
    under = PARTIES.replace("WELLS OF THE CONVENTION\n", "A. WELLS\n").replace("Report by the", "The wells of the")
    found = said(under)
    assert "title" not in found


def test_a_row_of_a_table_gives_no_symbol_with_another_figure() -> None:
    found = said(PARTIES.replace("UNEP/CBD/COP/19/4", "UNEP/CBD/COP/19/4 |"))
    assert found["symbol"] == ["UNEP/CBD/COP/19/4"]


def test_a_row_of_the_title_behind_a_broken_number_is_no_session() -> None:
    found = said(
        "Distr.\nGÉNÉRALE\nFCCC/SBI/2032/17\n13 février 2033\nFRANÇAIS\nOriginal: ANGLAIS\n\n"
        "ORGANE SUBSIDIAIRE DE MISE EN ŒUVRE\n\nRAPPORT DE L’ORGANE SUBSIDIAIRE DE MISE EN ŒUVRE SUR SA DIX-\n"
        "SEPTIÈME SESSION\n\n1. Les puits sont profonds.\n"
    )
    assert "session" not in found
    assert found["title"] == ["RAPPORT DE L’ORGANE SUBSIDIAIRE DE MISE EN ŒUVRE SUR SA DIX-SEPTIÈME SESSION"]


def test_what_the_conference_of_a_treaty_calls_itself_is_no_title() -> None:
    found = said(
        "Nations Unies\nFCCC/CP/2039/11\nConvention-cadre\nDistr. générale\n30 mars 2040\n"
        "Français\nOriginal: anglais\n\nConférence des Parties\n\n"
        "Rapport de la quinzième session de la Conférence des Parties\n"
    )
    assert found["title"] == ["Rapport de la quinzième session de la Conférence des Parties"]


def test_an_observer_that_writes_in_capitals_is_who_writes() -> None:
    found = said(
        "UNITED NATIONS S Security Council Distr. GENERAL S/1996/1796 26 September 1996 ENGLISH ORIGINAL: ARABIC\n\n"
        "LETTER DATED 24 SEPTEMBER 1996 FROM THE PERMANENT OBSERVER FOR THE LEAGUE OF WELLS TO THE UNITED NATIONS "
        "ADDRESSED TO THE SECRETARY-GENERAL\n\nI have the honour to speak of wells.\n"
    )
    assert found["submitter"] == ["PERMANENT OBSERVER FOR THE LEAGUE OF WELLS TO THE UNITED NATIONS"]


def test_a_body_over_its_report_is_not_what_the_report_is_called() -> None:
    page = Page()
    page.column(60, 50, "UNITED\nNATIONS", 12, bold=True)
    page.column(160, 90, "Economic and Social\nCouncil", 18, bold=True)
    page.column(400, 90, "Distr.\nGENERAL\nECE/WELLS/91\n27 February 2008\nOriginal: ENGLISH", 12)
    page.column(60, 190, "ECONOMIC COMMISSION FOR EUROPE", 12)
    page.block += 1
    page.column(60, 220, "EXECUTIVE BODY FOR THE CONVENTION ON WELLS", 12)
    page.block += 1
    page.column(100, 260, "REPORT OF THE EXECUTIVE BODY ON ITS TWENTY-FIFTH SESSION", 12, bold=True)
    page.column(60, 320, "1. The body met to speak of the wells of its members and of their water.", 12)
    found = said_on([page.set()])
    assert found["title"] == ["REPORT OF THE EXECUTIVE BODY ON ITS TWENTY-FIFTH SESSION"]
    assert found["document_type"] == ["report"]


@pytest.mark.parametrize(
    ("under", "body"),
    [("", "Inland Transport Committee"), ("World Forum for Wells\n", "World Forum for Wells")],
)
def test_the_committee_right_over_the_session_is_the_one_that_meets(under: str, body: str) -> None:
    found = said(
        "United Nations\nECE/TRANS/1248\nEconomic and Social Council\nDistr.: General\n5 June 2035\n\n"
        f"Economic Commission for Europe\nInland Transport Committee\n{under}Ninety-seventh session\n"
        "Geneva, 24-26 February 2035\n\nDepth of the wells\n"
    )
    assert found["body"] == [body]


def test_a_record_does_not_submit_the_reports_that_it_names() -> None:
    found = said(
        "THIRD CONFERENCE ON THE LAW OF THE SEA Distr. RESTRICTED 12 May 1975 Original: ENGLISH SUMMARY RECORD OF THE "
        "FIFTY-SIXTH PLENARY MEETING President: Mr. WELL CONTENTS Report of the Credentials Committee Wells\n"
    )
    assert "submitter" not in found


def test_an_arabic_item_with_a_dash_may_be_read_either_way() -> None:
    found = said(
        "Distr.\nGENERAL\nUNEP/CBD/COP/19/14\n5 September 2042\nARABIC\nORIGINAL: ENGLISH\n\n"
        "مؤتمر الأطراف في اتفاقية التنوع البيولوجي\nالاجتماع الحادي عشر\n"
        "البند 4-1 من جدول الأعمال المؤقت\n\nآبار الوادي\n"
    )
    assert "agenda_item" not in found
    assert found["body"] == ["Conference of the Parties to the Convention on Biological Diversity"]
