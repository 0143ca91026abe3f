"""Papers of boards and of groups without sessions, covers, records without a masthead, texts whose lines were lost.

The symbols and labels are those of real series; the sentences are made up.
"""

from __future__ import annotations

import pytest
from papers.said_values import said, said_on
from papers.set_pages import Page

_BODY = "\n\n".join(["The wells of the valley were counted in the spring by those who live beside them. " * 3] * 3)
_RUN_ON = (
    "TD UNITED NATIONS United Nations Conference on Trade and Development Distr. GENERAL TD/B/94/1 23 July 2047 "
    "Original: ENGLISH TRADE AND DEVELOPMENT BOARD Ninety-fourth session Geneva, 1–11 October 2047 "
    "Item 1 (b) of the provisional agenda "
)


def test_a_board_is_named_with_its_organization() -> None:
    head = "United Nations\n\nE/ICEF/2044/10\n\nEconomic and Social Council\n\nDistr.: General\n10 April 2044"
    block = "United Nations Children’s Fund\n\nExecutive Board\n\nAnnual session 2044\n\n11–14 June 2044"
    found = said(f"{head}\n\n{block}\n\nAnnual report for 2043 of the Executive Director on wells\n\n{_BODY}")
    assert found["body"] == ["Executive Board of the United Nations Children’s Fund"]
    assert found["document_type"] == ["report"]


def test_a_group_that_meets_in_no_session_is_the_one_right_over_its_days() -> None:
    head = "United Nations\n\nTD/B/COM.2/CLP/94\n\nDistr.\nGENERAL\n\n21 April 2039\n\nOriginal: ENGLISH"
    block = "TRADE AND DEVELOPMENT BOARD\n\nCommission on Wells\n\nIntergovernmental Group of Experts on Pumps"
    found = said(f"{head}\n\n{block}\n\nGeneva, 7-9 June 2039\n\nItem 3 of the provisional agenda\n\nPUMPS\n\n{_BODY}")
    assert found["body"] == ["Intergovernmental Group of Experts on Pumps"]


def test_a_title_in_capitals_behind_the_item_ends_at_who_reports() -> None:
    found = said(f"{_RUN_ON}WELLS OF THE VALLEY Note by the UNCTAD secretariat The wells are listed below. {_BODY}")
    assert found["title"] == ["WELLS OF THE VALLEY"]
    assert found["submitter"] == ["UNCTAD secretariat"]


def test_a_title_in_capitals_behind_the_item_ends_at_the_first_chapter() -> None:
    assert said(f"{_RUN_ON}WELLS OF THE VALLEY∗ I. Provisional agenda 1. Wells. {_BODY}")["title"] == [
        "WELLS OF THE VALLEY"
    ]


def test_what_says_its_kind_ends_at_the_contents_where_no_item_stands_above() -> None:
    head = "United Nations A/AC.105/9113 General Assembly Distr.: General 27 April 2046 Original: English "
    title = "Report of the Legal Subcommittee on its eightieth session, held in Vienna"
    found = said(f"{head}{title} Contents Page I. Introduction .......... 3 A. Wells .......... 3")
    assert (found["title"], found["document_type"]) == ([title], ["report"])


def test_a_cover_has_its_symbol_over_the_name() -> None:
    found = said(f"A/81/940 (Vol. I) United Nations Report of the Human Rights Committee Volume I. {_BODY}")
    assert found["symbol"] == ["A/81/940 (Vol. I)"]


def test_a_symbol_is_read_among_woven_columns() -> None:
    head = "UNITED NATIONS Distr. TRUSTEESHIP GENERAL T/PV.1911 COUNCIL 4 June 1986 ENGLISH Fifty-third Session"
    assert said(f"{head} VERBATIM RECORD Held at Headquarters. {_BODY}")["symbol"] == ["T/PV.1911"]


@pytest.mark.parametrize("gap", ["\n", "\n\n\n"])
def test_the_name_of_an_organ_goes_over_blank_lines_in_a_title(gap: str) -> None:
    cover = f"A/92/17\n\nUnited Nations\n\nReport of the United Nations{gap}Commission on International{gap}Trade Law"
    records = "General Assembly\nOfficial Records\nNinety-second session\nSupplement No. 17"
    assert said(f"{cover}\n\n{records}\n\nNote\n\n{_BODY}")["title"] == [
        "Report of the United Nations Commission on International Trade Law"
    ]


def test_a_title_in_plain_text_ends_at_the_mark_of_its_footnote() -> None:
    head = "United Nations\nDistr.: General\n12 May 2041\nOriginal: English\nTrade and Development Board"
    text = f"{head}\nGeneva, 27–28 June 2041\nProvisional agenda and annotations*\nProvisional agenda\nWells\n{_BODY}"
    assert said(text)["title"] == ["Provisional agenda and annotations"]


def test_a_list_of_parts_is_no_title() -> None:
    head = "United Nations\n\nA/94/412\n\nDistr.: General\n12 May 2041\n\nOriginal: English"
    assert "title" not in said(f"{head}\n\nWells and what they hold: (a) Water of the valley, (b) Sand of the hill\n\n")


def test_a_record_without_a_masthead_is_called_by_its_meeting() -> None:
    text = f"Тридцать девятая сессия\n\nКраткий отчет о 906-м заседании (Камера А),\n\nсостоявшемся в Женеве\n\n{_BODY}"
    found = said(text)
    assert found["title"] == ["Краткий отчет о 906-м заседании (Камера А)"]
    assert found["document_type"] == ["summary record"]


def test_the_number_of_a_resolution_under_a_masthead_without_its_symbol() -> None:
    head = "United Nations\n\n\nGeneral Assembly\n\nDistr. GENERAL\n90th session\n29 January 2036\n\nNinetieth session"
    text = (
        "[on the report of the Sixth Committee (A/90/946)]\n\n     90/55.   Review of wells\n\nThe General Assembly,\n"
    )
    assert said(f"{head}\nAgenda item 152\n\n{text}\nNoting the wells,\n\n1. Requests water.\n")["symbol"] == [
        "A/RES/90/55"
    ]


def test_a_paper_of_the_san_francisco_conference() -> None:
    head = "The United Nations Conference\non International Organization"
    labels = "RESTRICTED\nDoc. 994 (ENGLISH)\nI/2/91\nMay 23, 1945"
    found = said(f"{head}\n\n{labels}\n\nSUMMARY REPORT OF NINTH MEETING OF COMMITTEE I/2\n\n{_BODY}")
    assert found["distribution"] == ["Restricted"]
    assert found["date"] == ["1945-05-23"]
    assert found["document_type"] == ["summary record"]


@pytest.mark.parametrize(("job", "read"), [("54-12933", ["54-12933"]), ("55-12933", None)])
def test_the_last_figures_of_a_page_are_its_job_number_in_the_year_of_its_date(
    job: str, read: list[str] | None
) -> None:
    head = "UNITED NATIONS\n\nTrusteeship Council\n\nDistr.\nGENERAL\n\nT/PET.4/920\n6 May 1954\n\nORIGINAL: ENGLISH"
    assert said(f"{head}\n\nPETITION ON WELLS\n\n{_BODY}\n\n{job}\n").get("job_number") == read


@pytest.mark.parametrize(
    ("glued", "symbol", "date"),
    [
        ("CRC/C/15/Add.93830 juin 2034", ["CRC/C/15/Add.938"], ["2034-06-30"]),
        ("CRC/C/15/Add.91313 juin 2034", None, None),
    ],
)
def test_a_symbol_and_a_date_without_a_blank_are_parted_where_that_is_sure(
    glued: str, symbol: list[str] | None, date: list[str] | None
) -> None:
    labels = f"NATIONS UNIES\n\nDistr.GÉNÉRALE\n\n{glued}\n\nFRANÇAISOriginal: ANGLAIS"
    found = said(f"{labels}\n\nCOMITÉ DES DROITS DE L’ENFANT\n\nObservations finales: Tchad\n\n{_BODY}")
    assert (found.get("symbol"), found.get("date")) == (symbol, date)


def test_the_number_of_a_resolution_of_the_first_sessions_is_no_part_of_its_title() -> None:
    head = "NACIONES UNIDAS\n\nASAMBLEA GENERAL\n\nDistr.\nGENERAL\n\nA/RES/1994 (XVIII)\n20 de noviembre de 1963"
    number = "1994 (XVIII). Declaración sobre los pozos"
    found = said(
        f"{head}\n\nRESOLUCION APROBADA POR LA ASAMBLEA GENERAL\n\n{number}\n\nLa Asamblea General,\n\n{_BODY}"
    )
    assert found["title"] == ["Declaración sobre los pozos"]


def test_the_small_words_of_a_cover_may_stand_in_rows_of_their_own() -> None:
    records = "GENERAL ASSEMBLY OFFICIAL RECORDS : EIGHTEENTH SESSION SUPPLEMENT No. 2 (A/5902)"
    found = said(f"REPORT\n\nOF\n\nTHE SECURITY COUNCIL\n\n16 July 1962 - 15 July 1963\n\n{records}\n\nNOTE\n\n{_BODY}")
    assert (found["title"], found["document_type"]) == (["REPORT OF THE SECURITY COUNCIL"], ["report"])


def test_a_symbol_between_names_that_no_table_lists() -> None:
    names = "ОРГАНИЗАЦИЯ ОБЪЕДИНЕННЫХ НАЦИЙ ЮНЕП Колодезная организация RC UNEP/FAO/RC/COP.97/12 Колодезная конвенция"
    found = said(f"{names} Distr.: General 2 December 2044 Russian Original: English Конференция Сторон. {_BODY}")
    assert found["symbol"] == ["UNEP/FAO/RC/COP.97/12"]


def test_the_replies_in_an_addendum_are_not_what_it_is_called() -> None:
    head = (
        "UNITED NATIONS\n\nGENERAL ASSEMBLY\n\nDistr.\nGENERAL\n\nA/92/61/Add.2\n29 September 2037\n\nORIGINAL: ENGLISH"
    )
    title = "WELLS AND PUMPS\n\nReport of the Secretary-General\n\nAddendum\n\nREPLIES RECEIVED FROM GOVERNMENTS"
    found = said(f"{head}\n\nNinety-second session\nAgenda item 76\n\n{title}\n\n[Original: English]\n\n{_BODY}")
    assert found["title"] == ["WELLS AND PUMPS"]


def test_a_list_of_participants_is_called_so_and_not_by_their_meeting() -> None:
    head = "Nations Unies\n\nCCW/P.V/CONF/2039/INF.1\n\n11 novembre 2039\n\nFrançais seulement"
    found = said(f"{head}\n\nTreizième Conférence annuelle des puits\n\nListe des participants\n\n{_BODY}")
    assert (found["title"], found["document_type"]) == (["Liste des participants"], ["list of participants"])


def test_a_committee_named_by_its_kind_alone_is_no_title() -> None:
    head = "United Nations\n\nPBC/97/OC/3\n\nPeacebuilding Commission\n\nDistr.: General\n9 February 2043"
    block = "Ninety-seventh session\n\nOrganizational Committee"
    assert said(f"{head}\n\n{block}\n\nReport on the wells of the valley\n\n{_BODY}")["title"] == [
        "Report on the wells of the valley"
    ]


def test_the_year_stands_under_the_day_in_a_narrow_cell_beside_the_name() -> None:
    page = Page()
    page.column(60, 60, "Naciones Unidas", 13, bold=True)
    page.column(60, 90, "Comité contra la Tortura\nde los pozos\ny del agua\nde los valles\ny montes", 13, bold=True)
    page.column(400, 60, "CAT/C/95/3\n\nDistr. general\n20 de mayo\nde 2031\nEspañol", 11)
    page.block += 1
    page.column(120, 300, "Lista de pozos", 14, bold=True)
    assert said_on([page.set()])["date"] == ["2031-05-20"]
