"""What papers of courts, WIPO and the climate convention say of themselves, and web pages that show a document."""

from __future__ import annotations

from papers.said_values import said


def test_a_chamber_that_decides_is_no_title_and_neither_are_the_parties() -> None:
    found = said(
        """UNITED NATIONS

Case No.: IT-91-5-T
Date: 3 May 2011
Original: English

IN THE TRIAL CHAMBER

Before: Judge A. Well, Presiding Judge

PROSECUTOR

v.

A. BRUNNEN

DECISION ON WELLS
"""
    )
    assert found["date"] == ["2011-05-03"]
    assert "title" not in found


def test_a_court_has_the_year_over_the_date_on_which_it_decides() -> None:
    found = said(
        """INTERNATIONAL TRIBUNAL FOR THE LAW OF THE SEA

YEAR 2011

3 May 2011

List of cases: No. 91

THE WELLS CASE

ORDER
"""
    )
    assert (found["body"], found["date"]) == (["International Tribunal for the Law of the Sea"], ["2011-05-03"])


def test_a_paper_of_wipo_labels_its_date_and_is_not_the_assemblys_of_the_united_nations() -> None:
    found = said(
        f"""{" " * 120}E

{" " * 110}WO/GA/91/3
{" " * 100}ORIGINAL: ENGLISH
{" " * 98}DATE: MAY 3, 2011

WIPO General Assembly

Geneva, May 3 to 10, 2011

REPORT ON WELLS

1. The wells of the valley were looked at.
"""
    )
    assert found["symbol"] == ["WO/GA/91/3"]
    assert found["body"] == ["WIPO General Assembly"]
    assert (found["date"], found["session_dates"]) == (["2011-05-03"], [("2011-05-03", "2011-05-10")])
    assert (found["original_language"], found["title"]) == (["en"], ["REPORT ON WELLS"])


def test_a_part_is_no_title_beside_the_report_that_it_is_a_part_of() -> None:
    found = said(
        """United Nations
FCCC/CP/2011/10/Add.1
Framework Convention on Climate Change
Distr.: General
3 May 2011
Original: English

Conference of the Parties

Report of the Conference of the Parties on its fifth session, held in Chad from 3 to 10 May 2011

Addendum

Part two: Action taken by the Conference of the Parties

Contents
"""
    )
    assert found["document_type"] == ["addendum"]
    assert found["title"] == [
        "Report of the Conference of the Parties on its fifth session, held in Chad from 3 to 10 May 2011"
    ]


def test_the_links_of_a_web_page_are_no_title_of_the_volume_that_it_shows() -> None:
    found = said(
        """Home of the wells || Search

Follow the wells

UNITED NATIONS

General Assembly
A/4913
3 May 1959

Annual Report of the Director of the Wells

GENERAL ASSEMBLY
OFFICIAL RECORDS : FOURTEENTH SESSION
SUPPLEMENT No. 34 (A/4913)

NEW YORK
"""
    )
    assert found["title"] == ["Annual Report of the Director of the Wells"]
    assert (found["symbol"], found["date"]) == (["A/4913"], ["1959-05-03"])


def test_the_date_stands_under_the_organs_and_not_over_them() -> None:
    found = said(
        """Home of the wells || Search


        General Assembly
        Security Council

3 May 1987

Forty-second session
Agenda item 38

Letter dated 2 May 1987 from the Permanent Representative of Chad
to the United Nations addressed to the Secretary-General

I have the honour to write of wells.
"""
    )
    assert found["date"] == ["1987-05-03"]


def test_what_meets_under_a_regional_commission_is_the_body() -> None:
    paper = """United Nations
ECE/TRANS/WP.91/2019/3
Economic and Social Council
Distr.: General
3 May 2019
{language}

{bodies}
Seventy-ninth session
Geneva, 17-20 September 2019
"""
    english = "Economic Commission for Europe\nInland Transport Committee\n{}"
    for last, body in (
        ("Working Party on Wells\nand Their Water", "Working Party on Wells and Their Water"),
        ("", "Inland Transport Committee"),
    ):
        found = said(paper.format(language="Original: English", bodies=english.format(last).strip()))
        assert found["body"] == [body]
    russian = paper.format(language="Russian", bodies="Европейская экономическая комиссия\nРабочая группа по колодцам")
    assert "body" not in said(russian)


def test_a_library_says_the_symbol_behind_a_label() -> None:
    found = said("Note on wells\n\nUN Document Symbol E/CN.4/SR.1075\n\nThe wells of the valley were looked at.\n")
    assert found["symbol"] == ["E/CN.4/SR.1075"]


def test_the_first_word_of_a_title_whose_rows_stand_apart_is_no_title() -> None:
    found = said("ДОКЛАД\n\nСПЕЦИАЛЬНОГО КОМИТЕТА\n\nПО КОЛОДЦАМ\n\nДОПОЛНЕНИЕ № 33 (A/34/1033)\n\nНью-Йорк\n")
    assert found["symbol"] == ["A/34/1033"]
    assert "title" not in found


def test_records_session_and_supplement_may_run_on_in_one_line() -> None:
    found = said(
        """RAPPORT DU

CONSEIL DES PUITS

ASSEMBLÉE GÉNÉRALE

DOCUMENTS OFFICIELS: QUARANTIÈME SESSION SUPPLÉMENT N° 2 (A/40/1002)

NATIONS UNIES New York, 1988
"""
    )
    assert (found["symbol"], found["session"]) == (["A/40/1002"], ["40"])
    assert found["title"] == ["RAPPORT DU CONSEIL DES PUITS"]


def test_a_distribution_without_its_label_in_french() -> None:
    found = said("NATIONS UNIES\nGENERALE\nE/CN.5/1132\n9 mars 1949\nFRANCAIS\n\nConseil économique et social\n")
    assert found["distribution"] == ["General"]
