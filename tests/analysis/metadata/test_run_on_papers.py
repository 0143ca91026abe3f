"""Papers whose lines ran on or whose columns were woven, meetings of parties, and drafts under an item on a report.

The symbols and labels are those of real series; the sentences are made up.
"""

from __future__ import annotations

from papers.said_values import said

_BODY = "\n\n".join(["The wells of the valley were counted in the spring by those who live beside them. " * 3] * 3)
_ECE = (
    "1 United Nations Economic and Social Council ECE/TRANS/WP.1/963 Distr.: General 11 April 2048 Original: English "
    "Economic Commission for Europe Inland Transport Committee "
)
_COUNCIL = "UNITED NATIONS A General Assembly Distr. LIMITED A/HRC/91/L.10 30 June 2046 Original: ENGLISH "


def test_a_report_on_a_session_ends_with_it_behind_the_word_for_contents() -> None:
    title = "Report of the Global Forum for Road Traffic Safety on its eighty-sixth session"
    block = "Global Forum for Road Traffic Safety Eighty-sixth session Geneva, March 2048 Contents"
    found = said(f"{_ECE}{block} {title} Paragraphs I. Attendance II. Wells {_BODY}")
    assert (found["title"], found["document_type"]) == ([title], ["report"])
    assert (found["session"], found["body"]) == (["86"], ["Global Forum for Road Traffic Safety"])


def test_a_session_is_found_behind_a_body_that_no_table_lists() -> None:
    head = "United Nations A/CN.9/WG.III/WP.900 General Assembly Distr.: Limited 7 November 2047 Original: English"
    block = "United Nations Commission on International Trade Law Working Group III (Wells) Thirty-first session"
    found = said(f"{head} {block} Annotated provisional agenda I. Provisional agenda 1. Opening. {_BODY}")
    assert found["session"] == ["31"]


def test_a_title_in_capitals_goes_on_to_what_the_report_is_on() -> None:
    title = "REPORT TO THE GENERAL ASSEMBLY ON THE FIRST SESSION OF THE HUMAN RIGHTS COUNCIL"
    block = "HUMAN RIGHTS COUNCIL Ninety-first session Item 6 of the agenda* 19-30 June 2046"
    found = said(f"{_COUNCIL}{block} {title}** Rapporteur: Mr. Well (Chad) GE.46-12865 (E) 300646 page 2 {_BODY}")
    assert found["title"] == [title]
    assert found["session_dates"] == [("2046-06-19", "2046-06-30")]
    assert "agenda_title" not in found
    assert found["job_number"] == ["GE.46-12865 (E)"]


def test_the_letter_of_a_job_number_may_stand_in_the_next_line() -> None:
    head = "CERD\nDistr.\nGENERAL\nCERD/C/904/Add.14\n17 September 2046\nOriginal:\nENGLISH"
    found = said(f"{head}\n\n{_BODY}\nGE.46-18351\n(R)\n")
    assert found["job_number"] == ["GE.46-18351 (R)"]


def test_cells_that_strokes_part_are_read_one_by_one() -> None:
    head = "United Nations / ECE/TRANS/WP.1/954\n/ Economic and Social Council / Distr.: General\n4 July 2046"
    found = said(f"{head}\nOriginal: English\n\nAnnotated provisional agenda[1],[2]\n\n{_BODY}")
    assert found["distribution"] == ["General"]
    assert found["title"] == ["Annotated provisional agenda"]


def test_labels_that_lost_their_ends_are_parted_behind_a_figure() -> None:
    head = "United NationsECE/TRANS/SC.1/913Economic and Social CouncilDistr.: General5 August 2040Original: English"
    found = said(f"{head}Economic Commission for Europe{_BODY}")
    assert found["symbol"] == ["ECE/TRANS/SC.1/913"]
    assert (found["date"], found["original_language"]) == (["2040-08-05"], ["en"])


def test_a_conference_of_parties_is_named_in_full_and_no_title() -> None:
    name = "2045 Review Conference of the Parties to the Treaty on the\nPrevention of Dry Wells"
    found = said(f"{name}\n\nNPT/CONF.2045/MC.I/1\n8 May 2045\nORIGINAL: ENGLISH\n\nREPORT OF COMMITTEE I\n\n{_BODY}")
    assert found["body"] == ["2045 Review Conference of the Parties to the Treaty on the Prevention of Dry Wells"]
    assert found["title"] == ["REPORT OF COMMITTEE I"]


def test_what_prepares_a_conference_is_found_in_a_line_that_ran_on() -> None:
    name = (
        "Preparatory Committee for the 2050 Review Conference of the Parties to the Treaty on the Prevention of Wells"
    )
    found = said(f"NPT/CONF.2050/1 {name} Distr.: General 20 May 2049 Original: English Final report {_BODY}")
    assert found["body"] == [name]


def test_a_name_that_was_woven_with_labels_is_no_body() -> None:
    head = "Distr.: General\nUnited Nations Wells 8 May 2043\n\nDevelopment Organization Original: English"
    block = "Wells Development Board *\n\nFifty-first session\nVienna, 3–6 July 2043\nItem 2 of the provisional agenda"
    found = said(f"{head}\n\n{block}\nAdoption of the agenda\n\nAnnotated provisional agenda\n\n{_BODY}")
    assert "body" not in found


def test_meetings_of_chairpersons_are_no_title_and_what_stands_over_who_reports_is() -> None:
    head = "UNITED NATIONS HRI\nInternational Human Rights Instruments\nDistr.\nGENERAL\nHRI/MC/2044/3\n9 June 2044"
    block = "Sixteenth meeting of chairpersons of the human rights treaty bodies\nGeneva, 23-25 June 2044"
    title = "Guidelines on reports about wells"
    text = f"{head}\nOriginal: ENGLISH\n{block}\nItem 6 of the provisional agenda\n{title}\nReport of the secretariat\n"
    found = said(f"{text}{_BODY}")
    assert (found["title"], found["submitter"], found["agenda_item"]) == ([title], ["Secretariat"], ["6"])


def test_a_draft_under_an_item_on_a_report_is_no_report() -> None:
    head = "联合国\n\nA/C.6/97/L.9\n\n大 会\n\nDistr.: Limited\n9 November 2042\nChinese\nOriginal: English"
    block = "第九十七届会议\n第六委员会\n议程项目 74\n联合国水井委员会第五十五届会议工作报告"
    found = said(f"{head}\n\n{block}\n\n乍得、智利：决议草案\n\n大会，\n\n回顾其关于水井的决议。\n")
    assert found["document_type"] == ["draft resolution"]
    assert found["agenda_title"] == ["联合国水井委员会第五十五届会议工作报告"]


def test_a_paper_of_the_world_food_programme() -> None:
    head = "World Food Programme\n\nWFP/EB.A/2043/6-A/1\n\nExecutive Board\n\nDistribution: General\nDate: 26 May 2043"
    found = said(f"{head}\nOriginal: English\n\nAudited accounts of wells\n\n{_BODY}")
    assert found["symbol"] == ["WFP/EB.A/2043/6-A/1"]
    assert (found["distribution"], found["date"]) == (["General"], ["2043-05-26"])


def test_the_head_of_unido_reports_in_spanish() -> None:
    head = "Naciones Unidas\n\nGC.90/9\n\nDistr. general\n4 de octubre de 2043\nEspañol\nOriginal: inglés"
    found = said(f"{head}\n\nFondo de pozos\n\nInforme del Director General\n\n{_BODY}")
    assert (found["title"], found["submitter"]) == (["Fondo de pozos"], ["Director General"])


def test_a_title_goes_on_behind_a_blank_row_with_a_small_letter() -> None:
    head = "United Nations\n\nHRI/MC/2046/3\n\nDistr.: General\n10 May 2046\n\nOriginal: English"
    rows = "Harmonized guidelines on reporting under the international well\n\nrights treaties on pumps"
    found = said(f"{head}\n\n{rows}\n\nReport of the Secretariat\n\n{_BODY}")
    assert found["title"] == [
        "Harmonized guidelines on reporting under the international well rights treaties on pumps"
    ]


def test_a_small_letter_of_who_wrote_it_goes_on_no_title() -> None:
    head = "United Nations\n\nHRI/MC/2046/3\n\nDistr.: General\n10 May 2046\n\nOriginal: English"
    found = said(f"{head}\n\nGuidelines on wells\n\nsubmitted by Chad\n\n{_BODY}")
    assert (found["title"], found["submitter"]) == (["Guidelines on wells"], ["Chad"])
