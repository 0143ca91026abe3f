"""Metadata of plain texts in the layouts of Geneva: treaty bodies, the Human Rights Council, ECE, conferences.

The symbols and labels are those of real series; the sentences are made up.
"""

from __future__ import annotations

from dataclasses import replace

from papers.said_values import said
from papers.set_pages import WIDTH, Page

from viewer.analysis.understand import understand
from viewer.model.geometry import PageSize


def test_views_on_a_communication_are_of_another_kind_and_have_no_sender() -> None:
    found = said(
        """الأمم المتحدة

CCPR/C/98/D/1044/2007

Distr.: Restricted *

11 May 2010

Arabic

Original: English

اللجنة المعنية بحقوق الإنسان

الدورة الثامنة والتسعون

8 إلى 26 آذار/مارس 2010

الآراء

البلاغ رقم 1044/2007

المقدم من : صاحب البئر
"""
    )
    assert found["distribution"] == ["Restricted"]
    assert found["session_dates"] == [("2010-03-08", "2010-03-26")]
    assert found["title"] == ["الآراء"]
    assert found["document_type"] == ["other"]
    assert "submitter" not in found


def test_a_gap_that_kerning_left_in_a_symbol_and_a_date_without_blanks_are_read() -> None:
    found = said(
        """联 合 国

C EDAW/C/TCD/CO/6

消除对妇女一切形式歧视 公约

Distr.: General

9November2012

Chinese

Original: English

消除对妇女歧视 委员会

委员会通过的关于乍得第六次定期报告的结论性意见(2012年10月1日至19日)

1.委员会审议了乍得的水井。
"""
    )
    assert found["symbol"] == ["CEDAW/C/TCD/CO/6"]
    assert found["date"] == ["2012-11-09"]
    assert found["title"] == ["委员会通过的关于乍得第六次定期报告的结论性意见(2012年10月1日至19日)"]
    assert found["document_type"] == ["concluding observations"]


def test_the_title_of_a_note_goes_on_behind_an_article_though_no_masthead_stands_over_it() -> None:
    found = said(
        """Sixtieth session
Agenda item 112 (e)
Wells of the valley

Note verbale dated 11 April 2006 from the Permanent Mission of
Chad to the United Nations addressed to the
President of the General Assembly

The Permanent Mission of Chad to the United Nations presents its compliments to the President of the General Assembly.
"""
    )
    title = (
        "Note verbale dated 11 April 2006 from the Permanent Mission of Chad to the United Nations "
        "addressed to the President of the General Assembly"
    )
    assert found["title"] == [title]
    assert found["addressee"] == ["President of the General Assembly"]


def test_place_and_month_of_a_meeting_are_no_title_and_the_commission_is_named_in_full() -> None:
    found = said(
        """E/CN.4/2004/L.1011

Distr.
LIMITED
21 April 2004

Original: ENGLISH

COMMISSION ON HUMAN RIGHTS
Sixtieth session
Geneva, April 2004

Draft report of the Commission

1. The wells were counted.
"""
    )
    assert found["title"] == ["Draft report of the Commission"]
    assert found["submitter"] == ["Commission on Human Rights"]


def test_a_president_s_statement_is_one() -> None:
    found = said(
        """A/HRC/PRST/15/9

Distr.: General
5 October 2010

Original: English

Human Rights Council
Fifteenth session
Agenda item 1

President’s statement*

At the 34th meeting, the President of the Council made a statement on wells.
"""
    )
    assert found["document_type"] == ["presidential statement"]
    assert found["title"] == ["President’s statement"]


def test_a_meeting_of_the_parties_has_its_symbol_and_days_in_two_months_are_no_title() -> None:
    found = said(
        """United Nations
ECE/MP.PP/2017/1012

Economic and Social Council
Distr.: General
14 December 2017

Original: English

Economic Commission for Europe
Sixth session
Geneva, 27 September – 2 October and 10 October 2017

Report on wells

Contents

Page
"""
    )
    assert found["symbol"] == ["ECE/MP.PP/2017/1012"]
    assert found["title"] == ["Report on wells"]


def test_a_working_group_in_capitals_that_no_table_lists_is_the_body() -> None:
    found = said(
        """E/AC.70/1995/NGO/11
3 May 1995

ORIGINAL:  ENGLISH

OPEN-ENDED WORKING GROUP ON THE REVIEW
  OF WELLS IN THE VALLEY
Second session
8-12 May 1995
Item 2 of the provisional agenda*

Statement submitted by the Friends of Wells, a non-governmental organization in
consultative status

1. The wells are deep.
"""
    )
    assert found["body"] == ["OPEN-ENDED WORKING GROUP ON THE REVIEW OF WELLS IN THE VALLEY"]
    assert found["submitter"] == ["Friends of Wells"]


def test_a_country_over_the_line_that_says_what_is_compiled_of_it_is_one_title_with_it() -> None:
    found = said(
        """Naciones Unidas
A/HRC/WG.6/41/TCD/2

Distr. general
30 de agosto de 2022
Español
Original: inglés

Consejo de Derechos Humanos
Grupo de Trabajo sobre el Examen Periódico Universal
41er período de sesiones
7 a 18 de noviembre de 2022

Chad

Recopilación de información preparada por la Oficina de los Pozos

I. Antecedentes

1. Los pozos son muchos.
"""
    )
    assert found["title"] == ["Chad Recopilación de información preparada por la Oficina de los Pozos"]
    assert found["document_type"] == ["report"]


def test_a_note_in_chinese_whose_figures_stand_apart_says_who_writes_to_whom() -> None:
    found = said(
        """联 合 国
A/HRC/45/G/1019

Distr.: General
5 October 2020
Chinese
Original: English

人权理事会
第四十五届会议
2020年9月14日至10月2日
议程项目3

2020 年9 月22 日亚美尼亚常驻联合国日内瓦办事处代表团致联合国人权事务高级专员办事处的普通照会

亚美尼亚共和国常驻联合国日内瓦办事处代表团向联合国人权事务高级专员办事处致意。
"""
    )
    assert found["title"] == [
        "2020年9月22日亚美尼亚常驻联合国日内瓦办事处代表团致联合国人权事务高级专员办事处的普通照会"
    ]
    assert found["submitter"] == ["Armenia"]


def test_a_symbol_that_a_wrapped_sentence_ends_with_is_not_the_document_s_own() -> None:
    text = "1 - " + " ".join(["عدت"] * 20)  # so long that the symbol stands in a line of its own
    found = said(
        f"""الدورة الخامسة والأربعون

18 كانون الثاني/يناير - 5 شباط/فبراير 2010

الملاحظات الختامية للجنة المعنية بالقضاء على التمييز ضد المرأة

تشاد

{text} CEDAW/C/TCD/Q/7/Add.1.

مقدمة
"""
    )
    assert "symbol" not in found
    assert found["document_type"] == ["concluding observations"]


def test_a_subcommittee_and_its_treaty_are_no_title() -> None:
    found = said(
        """Организация Объединенных Н а ций

CAT/OP/TCD/1/Add.1

Конвенция против пыток и других жестоких, бесчеловечных или унижающих достоинство видов обращения и наказания

Distr.:

28 March 2011

Russian

Original: French

Подкомитет по предупреждению пыток

Ответы Чада на вопросы о колодцах

Содержание
"""
    )
    assert found["title"] == ["Ответы Чада на вопросы о колодцах"]


def test_a_long_title_of_a_letter_without_a_masthead_is_one() -> None:
    title = (
        "Letter dated 6 January 2009 from the Permanent Representative of Chad to the United Nations Office at Geneva, "
        "as President of the Group of Wells and Coordinator of the Group of Goats, the Permanent Representative of "
        "Cuba to the United Nations Office at Geneva, as Coordinator of the Organization of Fields, addressed "
        "to the President of the Human Rights Council"
    )
    found = said(f"{title}\n\nWe are writing to you, on behalf of the groups, to request a session on wells.\n")
    assert found["title"] == [title]
    assert found["document_type"] == ["letter"]
    assert found["letter_date"] == ["2009-01-06"]


STATEMENT = """United Nations                                        A/HRC/58/NGO/993

General Assembly                                      Distr.: General
                                                      17 February 2025

                                                      English only

Human Rights Council
Fifty-eighth session
Agenda item 4

{title}

      The statement below was received by the Secretariat, and is issued as it came.
{received}"""


def test_a_sentence_with_a_date_in_brackets_behind_it_is_no_title_and_marks_of_notes_are_no_part_of_one() -> None:
    found = said(
        STATEMENT.format(
            title="""      Written statement* submitted by Friends of the Well, a
      non-governmental organization in special consultative status""",
            received="[8 February 2025]\n",
        )
    )
    (title,) = found["title"]
    assert title.startswith("Written statement submitted by Friends of the Well, a non-governmental organization")
    assert found["submitter"] == ["Friends of the Well"]


def test_a_joint_statement_of_organizations_has_them_for_its_senders() -> None:
    found = said(
        STATEMENT.format(
            title="""      Joint written statement * submitted by the Friends of the Well, the Keepers of
      the Spring, non-governmental organizations in special consultative status""",
            received="",
        )
    )
    assert found["document_type"] == ["statement"]
    assert found["submitter"] == ["Friends of the Well, the Keepers of the Spring"]


def test_a_distribution_in_capitals_over_the_symbol_may_bear_the_mark_of_a_note() -> None:
    found = said("RESTRICTED *\n\nCCPR/C/95/D/9999/2006\n\n28 April 2009\n\nARABIC\n\nOriginal: ENGLISH\n")
    assert found["distribution"] == ["Restricted"]


def test_the_conference_of_the_parties_is_named_without_the_number_of_its_meeting() -> None:
    found = said(
        """CBD
Distr.
GENERAL
UNEP/CBD/COP/12/99
1 August 2014
ORIGINAL: ENGLISH

CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY
Twelfth meeting
Pyeongchang, Republic of Korea, 6-17 October 2014

ANNOTATIONS ON WELLS

1. The wells of the valley were counted, and the note says how many there are.
"""
    )
    assert found["body"] == ["Conference of the Parties to the Convention on Biological Diversity"]


def test_an_organ_in_a_line_of_its_own_is_part_of_the_title_that_goes_on_with_it() -> None:
    page = Page()
    page.column(60, 50, "UNITED\nNATIONS", 12, bold=True)
    page.column(160, 91, "General Assembly", 18, bold=True)
    page.column(363, 91, "Distr.\nGENERAL\n\nA/HRC/7/G/99\n5 February 2008\n\nOriginal: ENGLISH", 12)
    page.column(60, 209, "HUMAN RIGHTS COUNCIL\nSeventh session\nAgenda item 4", 12)
    letter = (
        "Letter dated 30 January 2008 from the Permanent Representative of Chile",
        "to the United Nations Office at Geneva, addressed to the President of the",
        "Human Rights Council",
    )
    page.block += 1
    for at, line in enumerate(letter):
        page.put((WIDTH - 6 * len(line)) / 2, 270 + 14.4 * at, line, 12, bold=True)
    page.column(60, 340, "I have the honour to say that the wells of the valley are deep.", 12, indent=36)
    metadata = understand([page.set()]).metadata
    assert [value.value for value in metadata["title"]] == [" ".join(letter)]
    assert [value.value for value in metadata["addressee"]] == ["President of the Human Rights Council"]


def test_a_masthead_reaches_far_down_on_the_small_page_that_a_web_page_is_laid_out_on() -> None:
    page = Page()
    y = page.column(30, 36, "United Nations\nA/HRC/38/G/99", 12)
    y = page.column(30, y + 12, "General Assembly", 12, bold=True)
    y = page.column(30, y + 12, "Distr.: General\n2 July 2018\n\nOriginal: English", 12)
    y = page.column(30, y + 12, "Human Rights Council", 12, bold=True)
    y = page.column(30, y + 12, "Working Group on Wells", 12, bold=True)
    y = page.column(30, y + 80, "Thirty-eighth session", 12, bold=True)
    y = page.column(30, y + 12, "Agenda item 3\nWater for everyone", 12)
    y = page.column(30, y + 30, "The wells of the valley and who may draw from them", 18, bold=True)
    page.column(30, y + 12, "The wells of the valley are deep, and everybody may draw water from them.", 12)
    metadata = understand([replace(page.set(), size=PageSize(504, 712))]).metadata
    said_of = {key: [value.value for value in values] for key, values in metadata.items()}
    assert said_of["session"] == ["38"]
    assert (said_of["agenda_item"], said_of["agenda_title"]) == (["3"], ["Water for everyone"])
    assert said_of["title"] == ["The wells of the valley and who may draw from them"]


def test_a_session_in_brackets_that_go_on_in_the_next_line_is_read() -> None:
    found = said(
        """ECE/TRANS/2006/99
Distr.
GENERAL
27 November 2005

ECONOMIC COMMISSION FOR EUROPE

INLAND TRANSPORT COMMITTEE
(Sixty-eighth session, 7-9 February 2006
agenda item 2)

WELLS BESIDE THE ROAD

The wells beside the road were counted, and those who dug them were thanked.
"""
    )
    assert (found["session"], found["agenda_item"]) == (["68"], ["2"])


def test_entries_of_the_contents_are_no_title() -> None:
    found = said(
        """A/HRC/28/992
Distr.: General
7 May 2019
Original: English

Human Rights Council

Contents Page Part One: Wells that were counted ...... 4 I. Deep wells ...... 4 II. Wells beside the road ...... 5
"""
    )
    assert "title" not in found


def test_the_note_at_the_title_of_concluding_observations_says_the_session() -> None:
    found = said(
        """United Nations

CEDAW/C/TCD/CO/9

Convention on the Elimination of All Forms of Discrimination against Women

Distr.: General
26 February 2025
Original: French

Committee on the Elimination of Discrimination against Women

Concluding observations on the ninth periodic report of Chad*

1. The Committee considered the report at two of its meetings.

* Adopted by the Committee at its ninetieth session (3–21 February 2025).
"""
    )
    assert found["session"] == ["90"]
    assert found["session_dates"] == [("2025-02-03", "2025-02-21")]
