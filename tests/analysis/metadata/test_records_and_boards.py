"""Records of meetings, papers of executive boards and covers of volumes: texts of our own in the forms of real ones."""

from __future__ import annotations

from papers.said_values import said, said_on
from papers.set_pages import WIDTH, Page

OLD_RECORD = """GENERAL
ASSEMBLY
TWENTY-FIFTH SESSION
Official Records

1999th
PLENARY MEETING
(Opening meeting)

Tuesday, 15 September 1970,
at 3 p.m.

NEW YORK

CONTENTS
Page
Agenda item 1:
Opening of the well by the Chairman . 1
Agenda item 2:
Minute of silence . 1

President: Mr. WELL (Norway).

1. The PRESIDENT: The well is open.
"""


def test_the_items_in_the_contents_of_a_record_are_not_the_documents() -> None:
    assert said(OLD_RECORD) == {
        "body": ["General Assembly"],
        "session": ["25"],
        "document_type": ["verbatim record"],
        "language": ["en"],
    }


def test_the_number_of_a_meeting_may_stand_behind_the_committee_and_its_records_are_summaries() -> None:
    found = said(
        OLD_RECORD.replace("1999th\nPLENARY MEETING\n(Opening meeting)", "THIRD COMMITTEE 399th\nMEETING").replace(
            "Agenda item 1:\n", ""
        )
    )
    assert (found["body"], found["document_type"]) == (["Third Committee"], ["summary record"])


def test_the_first_committee_had_records_of_both_kinds_so_none_is_told() -> None:
    found = said(OLD_RECORD.replace("1999th\nPLENARY MEETING\n(Opening meeting)", "FIRST COMMITTEE 399th\nMEETING"))
    assert found["body"] == ["First Committee"]
    assert "document_type" not in found


def record_with_labels_at_its_foot() -> Page:
    page = Page()
    page.column(60, 50, "UNITED NATIONS", 14, bold=True)
    page.column(60, 80, "GENERAL\nASSEMBLY", 18, bold=True)
    page.column(60, 125, "FORTY-FIFTH SESSION\nOfficial Records")
    page.column(400, 80, "FIFTH COMMITTEE\n99th meeting\nheld on\nWednesday, 21 November 1990\nat 3 p.m.\nNew York")
    page.column(180, 180, "SUMMARY RECORD OF THE 99th MEETING", 12)
    page.column(100, 220, "Chairman:  Mr. WELL (Chad)", 12)
    page.column(60, 300, "AGENDA ITEM 119:  PROGRAMMES OF WELLS (continued)", 12)
    page.column(
        400, 620, "Distr. GENERAL\nA/C.5/45/SR.99\n30 November 1990\n\nORIGINAL:  ENGLISH".replace("\n\n", "\n")
    )
    page.column(60, 745, "90-57999    3260S (E)    /...")
    return page


def test_the_labels_of_a_record_may_stand_at_the_foot_of_its_first_page() -> None:
    found = said_on([record_with_labels_at_its_foot().set()])
    assert found["symbol"] == ["A/C.5/45/SR.99"]
    assert (found["date"], found["distribution"], found["original_language"]) == (["1990-11-30"], ["General"], ["en"])
    assert (found["body"], found["session"], found["document_type"]) == (
        ["Fifth Committee"],
        ["45"],
        ["summary record"],
    )


BOARD = """United Nations
DP/2004/99
Executive Board of the
United Nations Development
Programme and of the
United Nations Population Fund
Distr.: General
20 October 2003
Original: English

First regular session 2004
23 to 30 January 2004, New York
Item 1 of the provisional agenda
UNDP

ORGANIZATION OF WELLS

Decisions adopted by the Executive Board during 2003

2003/1 Wells of Mali ........................... 3
"""


def test_a_board_has_the_name_of_its_time_and_its_decisions_together_are_no_decision() -> None:
    found = said(BOARD)
    name = "Executive Board of the United Nations Development Programme and of the United Nations Population Fund"
    assert found["body"] == [name]
    assert "document_type" not in found
    assert found["agenda_title"] == ["ORGANIZATION OF WELLS"]
    assert found["title"] == ["Decisions adopted by the Executive Board during 2003"]


def test_the_population_commission_is_not_called_by_its_later_name() -> None:
    found = said("United Nations\n\nE/CN.9/1994/99\n\nEconomic and Social Council\n\nDistr. GENERAL\n\n"
                 "POPULATION COMMISSION\nTwenty-seventh session\n28-31 March 1994\n\nWells\n")  # fmt: skip
    assert found["body"] == ["Population Commission"]


def test_a_symbol_may_hold_the_session_in_its_first_part() -> None:
    found = said("IDB.49/99\nDistr. générale\n26 mars 2021\nFrançais\nOriginal : anglais\n\nLes puits\n")
    assert found["symbol"] == ["IDB.49/99"]


def test_a_cover_that_names_many_sessions_is_of_none() -> None:
    found = said(
        "TRUSTEESHIP COUNCIL\nOFFICIAL RECORDS\n\nSEVENTEENTH SPECIAL SESSION\n20-26 November 1986\n"
        "FIFTY-FOURTH SESSION\n11 May-16 December 1987\nEIGHTEENTH SPECIAL SESSION\n13 August 1987\n"
    )
    assert not {"session", "session_dates"} & found.keys()


def test_the_last_line_of_a_title_is_no_organ() -> None:
    page = Page()
    page.column(60, 50, "UNITED\nNATIONS", 12, bold=True)
    page.column(150, 90, "General Assembly", 18, bold=True)
    page.column(
        400, 90, "Distr.\nGENERAL\n\nA/53/999\n17 February 1998\n\nORIGINAL:  ENGLISH".replace("\n\n", "\n"), 12
    )
    page.column(60, 190, "Fifty-third session", 12)
    title = (
        "LIST OF THE WELLS TO BE DUG IN THE COURSE",
        "OF THE FIFTY-THIRD REGULAR SESSION OF THE",
        "GENERAL ASSEMBLY",
    )
    page.block += 1
    for row, words in enumerate(title):
        page.put((WIDTH - 6 * len(words)) / 2, 230 + 14.4 * row, words, 12)
    page.column(230, 300, "Note by the Secretary-General", 12)
    page.column(60, 340, "1.  This list has been prepared by those who keep the wells.", 12)
    assert said_on([page.set()])["title"] == [" ".join(title)]


UNBROKEN = """Sixty-second session
Fifth Committee
Agenda item 127
Budget of the wells
Draft resolution submitted by the Chairman following informal consultations
Pumps of the valley
The General Assembly,
1. Takes note of the report of the Secretary-General on the wells of the valley and of their pumps;
"""


def test_who_moves_a_draft_ends_the_title_of_the_item() -> None:
    found = said(UNBROKEN)
    assert found["agenda_title"] == ["Budget of the wells"]
    assert found["document_type"] == ["draft resolution"]


def test_a_title_that_begins_with_the_items_and_goes_on_is_the_documents() -> None:
    found = said(
        """A/61/999
Naciones Unidas
Asamblea General
Distr. general
24 de agosto de 2006
Español
Original: inglés
Sexagésimo primer período de sesiones
Tema 42 del programa
Informe del Consejo Económico y Social
Informe del Consejo Económico y Social correspondiente a 2006
Índice
I. Los pozos ............. 1
"""
    )
    assert found["agenda_title"] == ["Informe del Consejo Económico y Social"]
    assert found["title"] == ["Informe del Consejo Económico y Social correspondiente a 2006"]
    assert found["submitter"] == ["Economic and Social Council"]


def test_a_date_and_the_label_below_it_may_run_together() -> None:
    found = said("United Nations\n\nA/50/999\n\nGeneral Assembly\n\nDistr. GENERAL\n\n9 February 1996ORIGINAL:\n"
                 "ENGLISH\n\nFiftieth session\nAgenda item 115\n\n50/999.  Wells of the valley\n")  # fmt: skip
    assert (found["date"], found["original_language"]) == (["1996-02-09"], ["en"])


VOLUME = """Commission on the Status of Wells

Report on the ninth session
(9-20 March 2015)

Economic and Social Council

Official Records, 2015
Supplement No. 7

E/2015/927-E/CN.6/2015/910

United Nations
New York, 2015
"""


def test_the_organs_of_a_joint_symbol_are_both_told_where_the_page_names_neither() -> None:
    found = said(VOLUME.replace("Economic and Social Council\n\n", ""))
    assert found["symbol"] == ["E/2015/927", "E/CN.6/2015/910"]
    assert found["body"] == ["Economic and Social Council", "Commission on the Status of Women"]


def test_the_title_of_a_supplement_stands_above_its_number_and_symbol() -> None:
    found = said(VOLUME.replace("of Wells", "of Women"))
    assert found["title"] == ["Report on the ninth session"]
    assert found["document_type"] == ["report"]


def test_an_organ_over_its_session_whose_days_stand_in_the_same_line() -> None:
    found = said(
        """Draft Submitted by the Bureau
22 February, 2007

Commission on the Status of Women

Fifty-first session, 26 February – 9 March 2007

Draft Agreed Conclusions

Wells of the valley

1. The Commission speaks of wells.
"""
    )
    assert found["body"] == ["Commission on the Status of Women"]
    assert (found["session"], found["session_dates"]) == (["51"], [("2007-02-26", "2007-03-09")])


def test_how_far_proceedings_were_reported_is_no_title() -> None:
    found = said(
        "A/HRC/97/2\nDistr.: General\n14 June 2018\nOriginal: English\nProceedings up to 6.30 p.m. on 23 March 2016\n\n"
        "Human Rights Council\nNinety-seventh session\nAgenda item 1\nOrganizational matters\n\n"
        "Report of the Human Rights Council on its ninety-seventh session\n\nVice-President: Ms. Well (Chile)\n"
    )
    assert found["title"] == ["Report of the Human Rights Council on its ninety-seventh session"]
