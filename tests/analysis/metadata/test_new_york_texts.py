"""Documents of the Assembly, the Council and the Secretary-General as text without layout, of all decades."""

from __future__ import annotations

from papers.said_values import said, said_on
from papers.set_pages import WIDTH, Page


def test_labels_of_the_masthead_that_stand_in_one_line() -> None:
    found = said(
        """UNITED NATIONS S

Security Council Distr. GENERAL

S/1996/1232 1 April 1996

ORIGINAL: ENGLISH

NINTH PROGRESS REPORT OF THE SECRETARY-GENERAL ON THE WELLS OF LIBERIA

I. INTRODUCTION

1. The present report is submitted pursuant to resolution 1041 (1996).
"""
    )
    assert found["symbol"] == ["S/1996/1232"]
    assert found["date"] == ["1996-04-01"]
    assert found["body"] == ["Security Council"]
    assert found["title"] == ["NINTH PROGRESS REPORT OF THE SECRETARY-GENERAL ON THE WELLS OF LIBERIA"]


JOINT = """        General Assembly
        Security Council
24 June 2010

Tenth emergency special session
Agenda item 5
Question of the wells of the valley

Letter dated 22 June 2010 from the Permanent Representatives of Egypt and Mali to the United Nations to the
Secretary-General

We write to you about the wells of the valley, which both our States use.
"""


def test_a_joint_letter_on_a_page_without_symbols_has_both_organs_and_its_date() -> None:
    found = said(JOINT)
    assert found["body"] == ["General Assembly", "Security Council"]
    assert found["date"] == ["2010-06-24"]
    assert found["addressee"] == ["Secretary-General"]


def test_each_organ_of_a_joint_letter_may_have_its_session_below_it() -> None:
    parted = JOINT.replace("        Security Council\n", "").replace(
        "the valley\n\nLetter", "the valley\nSecurity Council\nSixty-fifth year\n\nLetter"
    )
    assert said(parted)["body"] == ["General Assembly", "Security Council"]


def test_an_organ_that_is_only_spoken_of_makes_no_joint_letter() -> None:
    alone = JOINT.replace("        Security Council\n", "").replace("We write", "Security Council members: we write")
    assert said(alone)["body"] == ["General Assembly"]


def test_the_original_languages_may_be_listed_on_several_lines_and_a_month_is_no_title() -> None:
    found = said(
        """United Nations

A/50/1001


General Assembly

Distr. GENERAL

22 August 1995

ORIGINAL: ARABIC/CHINESE
ENGLISH/FRENCH/
RUSSIAN/SPANISH


 Fiftieth session

    Report of the
    Secretary-General
    on the wells of the
    Organization

    August 1995


    Contents
"""
    )
    assert found["original_language"] == ["ar", "zh", "en", "fr", "ru", "es"]
    assert found["title"] == ["Report of the Secretary-General on the wells of the Organization"]


def test_the_titles_of_items_end_where_a_draft_is_moved() -> None:
    found = said(
        """United Nations A/56/L.1083
General Assembly Distr.: Limited
19 July 2002
Original: English
02-48728 (E) 190702
Fifty-sixth session
Agenda items 8 and 119 (b)
Adoption of the agenda and organization of work: reports
of the General Committee
Questions of wells: wells, including
other ways to dig them
Canada and Mexico: draft decision
"""
    )
    assert found["agenda_item"] == ["8", "119 (b)"]
    reports = "Adoption of the agenda and organization of work: reports of the General Committee"
    assert found["agenda_title"] == [f"{reports}; Questions of wells: wells, including other ways to dig them"]
    assert found["submitter"] == ["Canada", "Mexico"]
    assert found["document_type"] == ["draft resolution"]


def test_a_part_of_a_committee_s_report_is_the_committee_s() -> None:
    found = said(
        """United Nations
A/51/1619/Add.1
General Assembly
Distr. GENERAL
29 November 1996
ORIGINAL: ENGLISH

General Assembly
Fifty-first session
Agenda item 110 (a)

                    QUESTIONS OF WELLS:  WELLS OF THE VALLEY

                   Report of the Third Committee (Part II) *

1.   The Assembly decided to include the item in its agenda.
"""
    )
    assert found["submitter"] == ["Third Committee"]
    assert found["agenda_title"] == ["QUESTIONS OF WELLS: WELLS OF THE VALLEY"]


def test_a_note_in_brackets_is_no_title() -> None:
    found = said(
        """UNITED

NATIONS ST

Secretariat

ST/SGB/1997/1001

28 May 1997

(Abolished and replaced by ST/SGB/2009/1004 of 18 December 2009)

SECRETARY-GENERAL’S BULLETIN

WELLS OF THE SECRETARIAT

The Secretary-General, so that there are wells, promulgates the following:
"""
    )
    assert found["title"] == ["WELLS OF THE SECRETARIAT"]


def test_a_resolution_in_traditional_chinese_characters() -> None:
    found = said(
        """第五十屆會議
議程項目84

大會決議
[根據第三委員會的報告(A/50/1605)通過]

50/228. 山谷的井

大會,

回顧其1994年12月9日第49/35號決議,

1. 注意到山谷的井;
"""
    )
    assert found["session"] == ["50"]
    assert found["agenda_item"] == ["84"]
    assert found["body"] == ["General Assembly"]
    assert found["title"] == ["山谷的井"]


def test_an_arabic_resolution_of_a_volume_has_a_dash_behind_its_number() -> None:
    found = said(
        """61/253 - آبار الوادي

إن الجمعية العامة،

إذ تشير إلى قرارها 60/1،

1 - تؤكد أهمية الآبار؛
"""
    )
    assert found["symbol"] == ["A/RES/61/253"]
    assert found["title"] == ["آبار الوادي"]


def test_a_volume_of_the_records_names_its_symbol_and_session_below_its_title() -> None:
    found = said(
        """REPORT OF THE COMMITTEE
ON THE WELLS OF THE VALLEY

GENERAL ASSEMBLY

OFFICIAL RECORDS: THIRTY-SIXTH SESSION
SUPPLEMENT No. 35 (A/36/1035)

UNITED NATIONS
New York, 1981

NOTE

Symbols of documents are composed of capital letters and figures.

[16 October 1981]
"""
    )
    assert found["symbol"] == ["A/36/1035"]
    assert found["session"] == ["36"]
    assert found["body"] == ["General Assembly"]
    assert found["title"] == ["REPORT OF THE COMMITTEE ON THE WELLS OF THE VALLEY"]
    assert "date" not in found


def test_the_session_is_that_of_the_symbol_and_not_that_of_the_organ_that_reports() -> None:
    found = said(
        """A/70/1010
United Nations

Report of the International Law Commission

Sixty-seventh session
(4 May-5 June and 6 July-7 August 2015)

General Assembly
Official Records
Seventieth session
Supplement No. 10 (A/70/1010)
"""
    )
    assert found["session"] == ["70"]
    assert found["title"] == ["Report of the International Law Commission"]


def test_a_title_that_ends_within_a_phrase_is_not_told() -> None:
    found = said("A/40/1002\n\nRAPPORT DU\n\n16 juin 1984-15 juin 1985\n")
    assert "title" not in found


def test_a_title_that_ends_within_a_phrase_goes_on_in_the_next_paragraph() -> None:
    found = said("A/40/1002\n\nRAPPORT DU\n\nCONSEIL DE SÉCURITÉ\n\n16 juin 1984-15 juin 1985\n")
    assert found["title"] == ["RAPPORT DU CONSEIL DE SÉCURITÉ"]


def test_who_presides_ends_the_title_and_a_heading_under_it_is_none() -> None:
    found = said(
        """UNITED A
NATIONS
General Assembly Distr.
GENERAL
A/C.3/45/1001 21 June 1990 ENGLISH
ORIGINAL: ENGLISH/FRENCH/ SPANISH
Forty-fifth session
THIRD COMMITTEE
Agenda item 12 of the preliminary list*
QUESTION OF WELLS
Report of the open-ended Working Group on the Drafting of a Convention on Wells
Chairman: Mr. Well (Mexico)
INTRODUCTION
1. The Working Group was established under General Assembly resolution 34/172 of 17 December 1979.
"""
    )
    assert found["agenda_item"] == ["12"]
    assert found["agenda_title"] == ["QUESTION OF WELLS"]
    assert found["title"] == ["Report of the open-ended Working Group on the Drafting of a Convention on Wells"]
    assert found["original_language"] == ["en", "fr", "es"]
    assert found["date"] == ["1990-06-21"]


def test_a_heading_under_the_line_that_says_who_reports_is_no_title() -> None:
    found = said(
        """NPT/CONF.1995/MC.I/1001
8 May 1995
ORIGINAL: ENGLISH

New York, 17 April-12 May 1995

REPORT OF MAIN COMMITTEE I

Establishment and terms of reference

1. The Conference established Main Committee I as one of its three Main Committees.
"""
    )
    assert found["title"] == ["REPORT OF MAIN COMMITTEE I"]


def test_the_day_of_a_meeting_is_not_that_of_the_issue_of_its_record() -> None:
    found = said(
        """安全理事會
正式紀錄
第九年
第六八五次會議
一九五四年十一月十一日
紐約

目次
臨時議程(S/Agenda/1685) 1

S/PV.1685
"""
    )
    assert found["document_type"] == ["verbatim record"]
    assert "date" not in found


def test_a_sentence_that_speaks_of_a_draft_resolution_makes_no_draft_of_the_document() -> None:
    found = said(
        """A/C.6/1190
11 November 1947
ENGLISH
ORIGINAL: FRENCH

SIXTH COMMITTEE

CONVENTION ON WELLS

REPORT AND DRAFT RESOLUTION ADOPTED BY SUB-COMMITTEE 2

During its first session, the General Assembly received a draft resolution on wells.
"""
    )
    assert found.get("document_type") != ["draft resolution"]


def test_the_organ_that_the_symbol_shows_is_not_one_that_is_only_named() -> None:
    found = said(
        """联合国贸易和发展会议

贸易和发展理事会的报告

大会
正式记录：第三十五届会议
补编第15号 (A/35/1015)

联合国
一九八〇年，纽约
"""
    )
    assert found["symbol"] == ["A/35/1015"]
    assert found["body"] == ["General Assembly"]
    assert found["session"] == ["35"]
    assert found["title"] == ["贸易和发展理事会的报告"]


def test_a_committee_s_report_is_called_by_the_item_that_it_is_on() -> None:
    found = said(
        """United Nations

A/51/1601

General Assembly

Distr. GENERAL

6 December 1996

ORIGINAL:
SPANISH

General Assembly
Fifty-first session
Agenda item 12


                   QUESTION OF THE WELLS OF THE VALLEY

                        Report of the Second Committee

          Rapporteur:  Ms. Ana POZO (Guatemala)


1.   The Assembly decided to include the item in its agenda.
"""
    )
    assert found["agenda_title"] == ["QUESTION OF THE WELLS OF THE VALLEY"]
    assert found["title"] == ["QUESTION OF THE WELLS OF THE VALLEY"]
    assert found["submitter"] == ["Second Committee"]


def test_a_typed_draft_of_many_states_is_called_below_them() -> None:
    page = Page()
    page.column(60, 50, "UNITED\nNATIONS", 14, bold=True)
    page.put(540, 50, "A", 24, bold=True)
    page.column(160, 90, "General Assembly", 18, bold=True)
    page.column(400, 100, "Distr.\nLIMITED\n\nA/C.3/42/L.1076\n19 November 1987\nENGLISH\nORIGINAL:  SPANISH", 12)
    page.column(60, 200, "Forty-second session\nTHIRD COMMITTEE\nAgenda item 12", 12)
    y = 260.0
    for block in (
        "REPORT OF THE ECONOMIC AND SOCIAL COUNCIL",
        "Algeria, Argentina, Bolivia, China, Colombia,\nIndia, Italy, Mali and Yugoslavia:\ndraft resolution",
        "Measures to dig wells for all\nwho walk to them",
    ):
        page.block += 1
        for words in block.split("\n"):
            page.put((WIDTH - 6 * len(words)) / 2, y, words, 12)
            y += 14.4
        y += 14
    page.paragraphs(
        60, y, "The General Assembly,\n\nReaffirming the permanent need of wells,\n\n1.  Decides to dig;", 12
    )
    found = said_on([page.set()])
    assert found["agenda_title"] == ["REPORT OF THE ECONOMIC AND SOCIAL COUNCIL"]
    assert found["title"] == ["Measures to dig wells for all who walk to them"]
    assert (found["submitter"][0], found["submitter"][-1], len(found["submitter"])) == ("Algeria", "Yugoslavia", 9)


MOVED = """United Nations

General Assembly

Distr. LIMITED

A/C.3/38/L.32

23 November 1983

ORIGINAL: ENGLISH

Thirty-eighth session

THIRD COMMITTEE

Agenda item 100

QUESTION OF THE WELLS OF THE VALLEY

Algeria, Argentina, Austria, Bangladesh, Bolivia, Brazil, Bulgaria, Canada, Chad, Chile, China, Colombia, Costa Rica, \
Cuba, Cyprus, Denmark, Ecuador, Egypt, Ethiopia, Finland, France, Gabon, Ghana, Greece, Guatemala, Guinea, Guyana, \
Haiti, Honduras, Hungary, Iceland, India, Indonesia, Ireland, Italy, Jamaica, Japan, Jordan, Kenya, Kuwait, Lebanon, \
Liberia, Mali and Yugoslavia: draft resolution

%sThe General Assembly,

Recalling its resolutions on wells,

1. Decides to dig.
"""


def test_a_draft_of_very_many_states_is_a_draft_resolution() -> None:
    found = said(MOVED % "Wells of the valley\n\n")
    assert found["document_type"] == ["draft resolution"]
    assert found["agenda_title"] == ["QUESTION OF THE WELLS OF THE VALLEY"]
    assert found["title"] == ["Wells of the valley"]
    assert (found["submitter"][0], found["submitter"][-1], len(found["submitter"])) == ("Algeria", "Yugoslavia", 44)


def test_a_draft_that_nothing_calls_has_only_the_title_of_its_item() -> None:
    found = said(MOVED % "")
    assert found["agenda_title"] == ["QUESTION OF THE WELLS OF THE VALLEY"]
    assert "title" not in found
    assert len(found["submitter"]) == 44


def test_spaces_may_stand_round_the_dash_of_a_joint_symbol_which_shows_both_organs() -> None:
    found = said(
        """United Nations

General Assembly

Distr.: General

17 June 1992

Original: English

A/47/277 - S/24111

Forty-seventh session

Digging for wells

Report of the Secretary-General

1. The present report is submitted to the Assembly and the Council.
"""
    )
    assert found["symbol"] == ["A/47/277", "S/24111"]
    assert found["body"] == ["General Assembly", "Security Council"]


def test_the_title_of_a_statement_of_the_president_names_the_council() -> None:
    found = said("安全理事会主席的声明\n\n2012年7月12日安全理事会第6804次会议审议了题为“水井”的项目。\n")
    assert found["body"] == ["Security Council"]


def test_the_name_of_the_organ_that_reports_may_go_on_in_the_next_line() -> None:
    found = said(
        """United Nations A/62/17 (Part I)

General Assembly Distr.: General

23 July 2007

Original: English

Sixty-second session

Report of the United Nations Commission on International
Trade Law on its wells*

Vienna, 25 June-12 July 2007

__________________

* The present document is the first of the words of the United Nations Commission on \
International Trade Law on its wells, dug in Vienna from 25 June to 12 July 2007.
"""
    )
    assert found["title"] == ["Report of the United Nations Commission on International Trade Law on its wells"]


def test_a_title_that_was_not_well_recognised_is_not_told() -> None:
    found = said(
        """United Nations

Security Council

Distr. GENERAL

S/24577

22 September 1992

LETTER DATED 22 S!PTIMBER 1992 FROM THE P£RMANEIT MISSION OF CHILE ADDRESSED TO THE SECRETARY-GENERAL

I have the honour to write of wells.
"""
    )
    assert "title" not in found
